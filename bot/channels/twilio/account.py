"""The account at Twilio: who we are there, which numbers speak for which house, and which templates exist."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Literal
from urllib.parse import urlsplit

Channel = Literal["sms", "whatsapp"]
PHONES: Final = frozenset({"sms", "whatsapp"})
"""The channels whose messages go through Twilio."""
WHATSAPP: Final = "whatsapp:"
API: Final = "https://api.twilio.com"
WEBHOOK, STATUS_WEBHOOK = "/webhooks/twilio", "/webhooks/twilio/status"

_ACCOUNT_SID: Final = re.compile(r"AC[0-9a-f]{32}")
_NUMBER: Final = re.compile(r"(?:whatsapp:)?\+[1-9][0-9]{4,14}|[0-9]{3,8}")
_SERVICE_SID: Final = re.compile(r"MG[0-9a-f]{32}")
_CONTENT_SID: Final = re.compile(r"HX[0-9a-f]{32}")


class AccountFault(ValueError):
    """The settings for Twilio cannot work as they are."""

    def __init__(self, setting: str, what: str, remedy: str) -> None:
        super().__init__(f"{setting}: {what} {remedy}")
        self.setting, self.what, self.remedy = setting, what, remedy


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account at Twilio with everything that is said of it in the settings."""

    sid: str
    token: str = field(repr=False)
    """The primary auth token: it signs the webhooks, which no API key does."""
    numbers: Mapping[str, str]
    """Our numbers, `+1…` or `whatsapp:+1…`, each with the key of the house that answers there."""
    public_url: str
    """The address under which Twilio reaches this service, without a slash at its end."""
    api_url: str = API
    api_key: tuple[str, str] | None = field(default=None, repr=False)
    """An API key and its secret, for requests; None to make them with the auth token."""
    messaging_service_sid: str | None = None
    window_template: str | None = None
    """What is sent on WhatsApp when the customer was last heard more than a day ago."""
    quick_replies: Mapping[int, str] = field(default_factory=dict)
    """Templates with that many buttons, for WhatsApp."""
    deletes_media: bool = False
    """Whether pictures are deleted at Twilio once they are stored here."""
    quiet: timedelta = timedelta(seconds=2.5)
    """How long a sender must be silent before a burst is answered."""
    pace: float = 1.0
    """Segments a second that each SMS number sends; 0 for no limit of ours."""

    @property
    def status_callback(self) -> str:
        """Where Twilio reports what becomes of a message."""
        return f"{self.public_url}{STATUS_WEBHOOK}#rc=3&rp=ct,rt,5xx"

    def check(self, houses: Container[str]) -> None:
        """Refuse settings that cannot work. Errors: `AccountFault`."""
        for setting, is_right, what, remedy in (
            ("LOUPE_TWILIO_ACCOUNT_SID", _ACCOUNT_SID.fullmatch(self.sid), "is no account SID.",
             "Copy it from Twilio's console: AC and 32 hexadecimal digits."),
            ("LOUPE_TWILIO_AUTH_TOKEN", self.token and self.token.isalnum(),
             "is empty or no token.", "Copy the primary auth token from Twilio's console."),
            ("LOUPE_PUBLIC_URL", _is_address(self.public_url), "has to be the address that Twilio calls.",
             "Set it as Twilio reaches it: https://desk.example.com, without a user or query."),
            ("LOUPE_TWILIO_API_URL", _is_address(self.api_url), "is no address.",
             f"Leave it out, or set it as {API}."),
            ("LOUPE_TWILIO_NUMBERS", self.numbers, "names no number.",
             'Set it as {"+14155550100": "josefina_bailleres"}.'),
            ("LOUPE_TWILIO_MESSAGING_SERVICE_SID", _is_sid(_SERVICE_SID, self.messaging_service_sid),
             "is no messaging service.", "It begins with MG."),
            ("LOUPE_TWILIO_WINDOW_TEMPLATE", _is_sid(_CONTENT_SID, self.window_template), "is no template.",
             "It begins with HX."),
            ("LOUPE_TWILIO_QUICK_REPLIES",
             all(1 <= size <= 3 and _is_sid(_CONTENT_SID, sid) for size, sid in self.quick_replies.items()),
             "names a wrong number of buttons or no template.", 'Set it as {"2": "HX…", "3": "HX…"}.'),
            ("LOUPE_TWILIO_PACE", self.pace >= 0, "is negative.", "Set segments a second, or 0."),
        ):  # fmt: skip
            if not is_right:
                raise AccountFault(setting, what, remedy)
        for number, house in self.numbers.items():
            if not _NUMBER.fullmatch(number):
                raise AccountFault(
                    "LOUPE_TWILIO_NUMBERS", f"{number} is no number.", "Write +14155550100 or whatsapp:+1…."
                )
            if house not in houses:
                raise AccountFault(
                    "LOUPE_TWILIO_NUMBERS", f"{number} names the house {house}, which is not known.",
                    "Name the key of a house, as `loupe check` lists them.",
                )  # fmt: skip


def describe_account(
    *, sid: str | None, token: str | None, api_key: str | None, public_url: str | None, **rest: Any
) -> Account | None:
    """Describe the account as the settings name it; None where they name none. Errors: `AccountFault`."""
    if not (sid or token or rest.get("numbers")):
        return None
    for setting, value in (
        ("LOUPE_TWILIO_ACCOUNT_SID", sid),
        ("LOUPE_TWILIO_AUTH_TOKEN", token),
        ("LOUPE_PUBLIC_URL", public_url),
    ):
        if not value:
            raise AccountFault(setting, "is missing.", "Twilio needs it; see docs/twilio.md.")
    key, colon, secret = (api_key or "").partition(":")
    if api_key and not (key and secret):
        raise AccountFault("LOUPE_TWILIO_API_KEY", "is no key with its secret.", "Write SK…:secret.")
    return Account(
        sid=sid or "",
        token=token or "",
        public_url=(public_url or "").rstrip("/"),
        api_key=(key, secret) if colon else None,
        **rest,
    )


def find_channel(address: str) -> Channel:
    """Tell the channel of an address at Twilio."""
    return "whatsapp" if address.startswith(WHATSAPP) else "sms"


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    plain = "@" not in parts.netloc and not (parts.query or parts.fragment) and not url.endswith("/")
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain and port != 0


def _is_sid(pattern: re.Pattern[str], sid: str | None) -> bool:
    return sid is None or bool(pattern.fullmatch(sid))
