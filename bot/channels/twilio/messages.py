"""What a message at Twilio says: read from a webhook's form, or from the list that Twilio keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from bot.channels.cleaning import clean_text
from bot.channels.refusal import Refused
from bot.channels.twilio.account import Account, find_channel
from bot.channels.twilio.form import Form, check_account, list_fields, read_field
from bot.store import Inbound, SentPicture, new_id

MESSAGE_SID: Final = re.compile(r"(?:SM|MM)[0-9a-f]{32}")
SENDER_LIMIT: Final = 200
MEDIA_LIMIT: Final = 10
_DETAILS: Final = {
    "ProfileName": "profile",
    "ButtonPayload": "payload",
    "OptOutType": "opt_out",
    "Forwarded": "forwarded",
    "FrequentlyForwarded": "frequently_forwarded",
    "OriginalRepliedMessageSid": "replies_to",
    "Latitude": "latitude",
    "Longitude": "longitude",
    "Address": "address",
    "Label": "label",
}
"""What is kept of a webhook besides text and pictures, and under which name."""


def read_message(form: Form, account: Account) -> Inbound:
    """Read a message from a signed form; raises Refused where it is none of this account's messages."""
    sid = read_sid(form)
    check_account(form, account)
    to, sender = read_field(form, "To"), read_field(form, "From")
    if to not in account.numbers:
        raise Refused(
            400, "No house answers at this number.", where="To", remedy="Name it in LOUPE_TWILIO_NUMBERS."
        )
    if len(sender) > SENDER_LIMIT or not sender.isprintable():
        raise Refused(400, "From is no sender.", where="From", remedy="Send the form as Twilio documents it.")
    details: dict[str, Any] = {**list_fields(form, _DETAILS), "to": to}
    media = _read_media(form)
    return write_inbound(
        account, sid, sender, form.find("Body") or form.find("ButtonText") or "", details, media
    )


def write_inbound(
    account: Account,
    sid: str,
    sender: str,
    body: str,
    details: dict[str, Any],
    media: Sequence[tuple[str, str]],
) -> Inbound:
    """Write a message as the desk takes it; `media` are addresses with their types."""
    others = [kind for _, kind in media if not is_picture(kind)]
    return Inbound(
        channel=find_channel(details["to"]),
        sender=sender,
        house=account.numbers[details["to"]],
        text=clean_text(body) or _describe_place(details),
        external_id=sid,
        metadata={**details, "media": others} if others else details,
        pictures=tuple(SentPicture(new_id(), source=url) for url, kind in media if is_picture(kind)),
        quiet=account.quiet,
    )


def read_sid(form: Form) -> str:
    """Read the id of the message that a form is about; raises Refused where it is none."""
    sid = read_field(form, "MessageSid")
    if not MESSAGE_SID.fullmatch(sid):
        raise Refused(
            400,
            "MessageSid is no message.",
            where="MessageSid",
            remedy="Send the form as Twilio documents it.",
        )
    return sid


def is_picture(kind: str) -> bool:
    """Whether a type of media can be a picture; the pictures' own pipeline looks at what it really is."""
    return kind.lower().startswith("image/")


def _read_media(form: Form) -> tuple[tuple[str, str], ...]:
    count = form.find("NumMedia") or "0"
    if not re.fullmatch(r"[0-9]{1,3}", count):
        raise Refused(
            400, "NumMedia is no number.", where="NumMedia", remedy="Send the form as Twilio documents it."
        )
    found = [
        (form.find(f"MediaUrl{place}"), form.find(f"MediaContentType{place}") or "image/*")
        for place in range(min(int(count), MEDIA_LIMIT))
    ]
    return tuple((url, kind) for url, kind in found if url)


def _describe_place(details: dict[str, Any]) -> str:
    """Describe a shared location as text: by its address, else by its coordinates."""
    names = ("label", "address") if {"label", "address"} & details.keys() else ("latitude", "longitude")
    place = ", ".join(details[name] for name in names if name in details)
    return clean_text(f"\N{ROUND PUSHPIN} {place}") if place else ""
