"""A letter to the atelier: addressed from a draft, and written out the same way at every try."""

from __future__ import annotations

import email
import hashlib
import json
import re
from contextlib import suppress
from datetime import datetime
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from bot.atelier.model import Model
from bot.atelier.writing.legible import write_legibly, write_line, write_values
from bot.atelier.writing.message_id import MESSAGE_ID
from bot.store import MailDraft

REQUIRED = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
    "MIME-Version", "Content-Type",
}  # fmt: skip
FALLBACK_SUBJECT = "[Custom] Design brief"
ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[bq]\?[^?]*\?=", re.IGNORECASE)
ADDRESS = re.compile(r"[!#$%&'*+/=?^_`{|}~A-Za-z0-9.-]+@[A-Za-z0-9.-]+")
LINE_LENGTH = 200


def write_header(value: str) -> str:
    """Write a value so that it can stand in a header: one line, nothing invisible, no encoded words.

    Encoded words are decoded before anything is taken out, because the mail library decodes them
    afterwards and would turn a hidden line break into a header of the customer's own.
    """
    line = write_line(value[: 10 * LINE_LENGTH])
    while ENCODED_WORD.search(line):
        decoded = write_line(ENCODED_WORD.sub(_decode_word, line))
        line = decoded if len(decoded) < len(line) else ENCODED_WORD.sub(" ", line)
    return write_line(line.replace("=?", "= ?").replace("?=", "? ="))[:LINE_LENGTH].rstrip()


def _decode_word(word: re.Match[str]) -> str:
    try:
        parts = decode_header(word.group())
        return "".join(
            part if isinstance(part, str) else part.decode(charset or "ascii", "replace")
            for part, charset in parts
        )
    except (HeaderParseError, LookupError, ValueError):
        return " "


def _check_message_id(value: str) -> str:
    if not MESSAGE_ID.fullmatch(value):
        raise ValueError("a message id has the form <left@right> and no blanks")
    return value


def _check_address(value: str) -> str:
    if not ADDRESS.fullmatch(value):
        raise ValueError("a desk's mail address has the form name@host, in ASCII")
    return value


Legible = Annotated[str, BeforeValidator(write_legibly)]
HeaderLine = Annotated[str, BeforeValidator(write_header)]
MessageId = Annotated[str, AfterValidator(_check_message_id)]
MailAddress = Annotated[str, AfterValidator(_check_address)]


class Enclosure(Model):
    """A file that goes with a letter."""

    name: str
    media_type: str
    """Its type as the mail names it: "image/jpeg"."""
    content: bytes
    content_id: str | None = None
    """The name by which the letter's HTML shows it (`cid:…`)."""


class Letter(Model):
    """A letter, complete but for its encoding, safe to write whatever the customer typed."""

    message_id: MessageId
    date: datetime
    """When the draft was made; every later try carries the same date."""
    sender: tuple[HeaderLine, MailAddress]
    """Name and address of the house's own desk; never the customer's."""
    to: MailAddress
    subject: HeaderLine
    text: Legible
    html: Legible | None = None
    json_text: Legible | None = None
    reply_to: tuple[HeaderLine, str] | None = None
    """The customer's name and mail address, where the customer can be written to."""
    references: tuple[MessageId, ...] = ()
    """The letters before this one in the thread, oldest first."""
    enclosures: tuple[Enclosure, ...] = ()


def address_letter(
    draft: MailDraft, sender: tuple[str, str], date: datetime, enclosures: tuple[Enclosure, ...] = ()
) -> Letter:
    """Address a draft from the house's desk (name, address); raises pydantic's ValidationError.

    The draft's `reply_to` is read as "name <address>" or as a bare address.
    """
    name, bracket, address = (draft.reply_to or "").rpartition("<")
    return Letter(
        message_id=draft.message_id,
        date=date,
        sender=sender,
        to=draft.to,
        subject=draft.subject,
        text=draft.text,
        html=draft.html,
        json_text=_write_json(draft.inquiry) if draft.inquiry else None,
        reply_to=(name, address.removesuffix(">") if bracket else address) if draft.reply_to else None,
        references=draft.references,
        enclosures=enclosures,
    )


def _write_json(inquiry: dict[str, Any]) -> str:
    return json.dumps(write_values(inquiry), ensure_ascii=False, indent=2)


def compose(letter: Letter) -> bytes:
    """Write a letter as an internet message, byte for byte the same at every call.

    The result is read back before it is returned: should it carry any header that is not ours, or lack
    one, it is written again under a fixed subject and without a name that anybody typed.
    """
    # Newer Pythons refuse to write such a header where older ones wrote it.
    with suppress(MessageError, ValueError, IndexError):
        written = _write_message(letter)
        if _has_our_headers(written, letter):
            return written
    address = letter.reply_to[1] if letter.reply_to else None
    plain = {
        "subject": FALLBACK_SUBJECT,
        "sender": ("", letter.sender[1]),
        "reply_to": ("", address) if address else None,
    }
    return _write_message(letter.model_copy(update=plain))


def _write_message(letter: Letter) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(letter.sender[0], addr_spec=letter.sender[1])
    message["To"] = Address(addr_spec=letter.to)
    reply_to = _find_reply_address(letter)
    if reply_to:
        message["Reply-To"] = reply_to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = letter.message_id
    if letter.references:
        message["In-Reply-To"] = letter.references[-1]
        message["References"] = " ".join(letter.references)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for enclosure in _list_enclosures(letter):
        main, _, sub = enclosure.media_type.partition("/")
        cid = f"<{enclosure.content_id}>" if enclosure.content_id else None
        message.add_attachment(
            enclosure.content, maintype=main, subtype=sub, filename=enclosure.name, cid=cid
        )
    # The library invents boundaries; ours follow from the letter alone, and nobody can write one into it.
    seed = hashlib.sha256(repr(letter).encode("utf-8", "replace")).hexdigest()[:32]
    for place, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{seed}_{place}")
    return message.as_bytes()


def _list_enclosures(letter: Letter) -> tuple[Enclosure, ...]:
    if letter.json_text is None:
        return letter.enclosures
    inquiry = Enclosure(name="inquiry.json", media_type="application/json", content=letter.json_text.encode())
    return (inquiry, *letter.enclosures)


def _find_reply_address(letter: Letter) -> Address | None:
    """Find the address that answers go to; None where it could not be written in a header."""
    if letter.reply_to is None or not ADDRESS.fullmatch(letter.reply_to[1]):
        return None
    try:
        return Address(letter.reply_to[0], addr_spec=letter.reply_to[1])
    except (HeaderParseError, ValueError, IndexError):
        return None


def _has_our_headers(written: bytes, letter: Letter) -> bool:
    expected = set(REQUIRED)
    if _find_reply_address(letter):
        expected.add("Reply-To")
    if letter.references:
        expected |= {"In-Reply-To", "References"}
    if letter.html is None and not _list_enclosures(letter):
        expected.add("Content-Transfer-Encoding")
    return sorted(email.message_from_bytes(written).keys()) == sorted(expected)
