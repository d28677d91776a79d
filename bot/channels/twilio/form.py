"""A webhook's form: raw bytes with a cap, signed by Twilio, and nothing is judged before the signature is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import hdrs, web
from twilio.request_validator import RequestValidator

from bot.channels.refusal import Refused
from bot.channels.twilio.account import Account

BODY_LIMIT: Final = 1 << 17
"""Bytes of a webhook: far more than the longest message with ten pictures, every byte escaped."""
FIELD_LIMIT: Final = 500
PATIENCE: Final = 10.0
SIGNATURE: Final = "X-Twilio-Signature"


class Form:
    """The fields of a form, read as they were signed: blank values and repeated names included."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def getall(self, name: str) -> list[str]:
        """List the values of a field, as the library's validator asks for them."""
        return self._values[name]

    def find(self, name: str) -> str | None:
        """Find the one value of a field; None where it is missing or given twice."""
        values = self._values.get(name, ())
        return values[0] if len(values) == 1 else None


async def read_form(request: web.Request, account: Account | None) -> Form:
    """Read a form that Twilio has signed for this account; raises Refused, with 403 for all else."""
    signature = request.headers.get(SIGNATURE)
    if account is None or not signature:
        raise _forbidden()
    try:
        raw = await asyncio.wait_for(_read_bytes(request), PATIENCE)
        # Any byte that is not UTF-8 changes the text that is signed, so a forger gains nothing by it.
        pairs = parse_qsl(
            raw.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELD_LIMIT, errors="strict"
        )
        form = Form(pairs)
        # The raw target and the configured address: whatever a proxy says of itself is not what was signed.
        url = account.public_url + request.raw_path
        genuine = RequestValidator(account.token).validate(url, form, signature)
    except (asyncio.TimeoutError, web.RequestPayloadError, Refused):
        raise _forbidden() from None
    except Exception:
        # The validator raises in half a dozen ways at input that nobody honest sends.
        raise _forbidden() from None
    if not genuine:
        raise _forbidden()
    return form


def read_field(form: Form, name: str) -> str:
    """Read a field that must be there once; raises Refused otherwise."""
    value = form.find(name)
    if not value:
        raise Refused(400, f"{name} is missing.", where=name, remedy="Send the form as Twilio documents it.")
    return value


def check_account(form: Form, account: Account) -> None:
    """Refuse a form of another account."""
    if read_field(form, "AccountSid") != account.sid:
        raise Refused(
            400,
            "This is another account's message.",
            where="AccountSid",
            remedy="Set LOUPE_TWILIO_ACCOUNT_SID to the account, or subaccount, that owns the number.",
        )


def list_fields(form: Form, names: Mapping[str, str]) -> dict[str, str]:
    """List the fields that are there under other names, without the empty ones."""
    found = {key: form.find(name) for name, key in names.items()}
    return {key: value for key, value in found.items() if value}


async def _read_bytes(request: web.Request) -> bytes:
    # Twilio's bodies are never compressed or anything but a form; what is not is not signed either.
    if (request.content_length or 0) > BODY_LIMIT or request.headers.get(hdrs.CONTENT_ENCODING):
        raise _forbidden()
    raw = bytearray()
    async for chunk in request.content.iter_any():
        raw += chunk
        if len(raw) > BODY_LIMIT:
            raise _forbidden()
    return bytes(raw)


def _forbidden() -> Refused:
    return Refused(
        403,
        "The signature is missing or wrong.",
        where=SIGNATURE,
        remedy="Check LOUPE_PUBLIC_URL and LOUPE_TWILIO_AUTH_TOKEN; see docs/twilio.md.",
    )
