"""The door for the chat on a page: what a visitor says goes in, and what was said since comes out."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from bot.channels.gallery import UNSENT_LIMIT
from bot.channels.inbound import (
    TEXT_LIMIT,
    Inbound,
    Transcripts,
    clean_text,
    hand_over,
    out_of_service,
    scope_id,
)
from bot.channels.keys import DESK, HOUSES, NEWS, TRANSCRIPTS
from bot.channels.origins import read_origin
from bot.channels.payload import read_object, read_text
from bot.channels.rates import check_rate
from bot.channels.refusal import Refused
from bot.channels.rest import write_buttons
from bot.channels.visits import Visitor, read_visitor
from bot.pictures.faults import BYTES_LIMIT, PIXELS_LIMIT
from bot.store import Line, SentPicture, StoreUnavailable

CHANNEL = "web"
BODY_LIMIT = 1 << 16
"""Bytes of a request: the longest message and its notes, even where every character is escaped."""
PICTURES_LIMIT = UNSENT_LIMIT
"""How many pictures go with one message."""
NOTE_LIMIT = 300
"""Characters of a note on a picture."""
LIMITS: Final = {
    "pictures": PICTURES_LIMIT,
    "bytes": BYTES_LIMIT,
    "megapixels": PIXELS_LIMIT // 1_000_000,
    "characters": TEXT_LIMIT,
}
"""What a page says before anybody reaches it."""
AUTHORS: Final = {"customer": "customer", "loupe": "house", "person": "person"}


async def show_house(request: web.Request) -> web.Response:
    """Show what a page needs to know of a house before anybody has spoken."""
    check_rate(request, "strangers")
    house = request.app[HOUSES].get(request.match_info["house"])
    if house is None:
        raise Refused(
            404, "This house is not known.", where="house", remedy="Check the attribute `house` of the chat."
        )
    read_origin(request, house.key)
    inbox = house.inboxes.get("sales") or house.inboxes["custom"]
    return web.json_response(
        {
            "key": house.key,
            "name": house.name,
            "website": house.website,
            "city": house.city,
            "email": inbox.email if inbox.published else None,
            "privacy": {language: voice.privacy for language, voice in house.voices.by_language.items()},
            "limits": LIMITS,
        }
    )


async def take_message(request: web.Request) -> web.Response:
    """Take a message `{id, text, house, after, pictures}`; answer with what was said past the cursor."""
    fields = await read_object(request, limit=BODY_LIMIT)
    visitor = read_visitor(request, fields.get("house"))
    check_rate(request, "messages", visitor.sender, visitor.house.key)
    pictures = read_pictures(fields.get("pictures"))
    text = clean_text(read_text(fields, "text"))
    if not text and not pictures:
        raise Refused(
            400, "text holds nothing readable.", where="text", remedy="Send a picture or some words."
        )
    after = read_cursor(str(fields.get("after", 0)))
    inbound = Inbound(
        channel=CHANNEL,
        sender=visitor.sender,
        house=visitor.house.key,
        text=text,
        external_id=scope_id(visitor.house.key, visitor.sender, read_id(fields)),
        pictures=pictures,
    )
    await hand_over(request.app[DESK], inbound)
    told = await load_told(request.app, visitor, after)
    request.app[NEWS].hint(told.conversation)
    return web.json_response(told.to_json())


async def show_messages(request: web.Request) -> web.Response:
    """Show what was said: all of it, or what follows the reply with the cursor `?after=`."""
    visitor = read_visitor(request, request.query.get("house"))
    check_rate(request, "looks", visitor.sender)
    after = read_cursor(request.query.get("after", "0"))
    return web.json_response((await load_told(request.app, visitor, after)).to_json())


@dataclass(frozen=True)
class Told:
    """What was said past a cursor."""

    conversation: str | None
    """None where the visitor has not spoken."""
    lines: Sequence[Line]
    cursor: int

    def to_json(self) -> dict[str, Any]:
        """Write it for the page."""
        return {"messages": [write_line(line) for line in self.lines], "cursor": self.cursor}


async def load_told(app: web.Application, visitor: Visitor, after: int) -> Told:
    """Load what was said past a cursor; raises Refused while the store is away."""
    try:
        conversation, lines = await asyncio.to_thread(load_lines, app[TRANSCRIPTS], visitor)
    except StoreUnavailable:
        raise out_of_service() from None
    cursor = max((line.cursor for line in lines if line.cursor is not None), default=0)
    return Told(conversation, drop_seen(lines, after), cursor)


def load_lines(transcripts: Transcripts, visitor: Visitor) -> tuple[str | None, Sequence[Line]]:
    """Load a visitor's conversation and what was said in it; nothing where they have not spoken."""
    conversation = transcripts.find_conversation(CHANNEL, visitor.house.key, visitor.sender)
    return conversation, transcripts.load_transcript(conversation) if conversation else ()


def read_id(fields: dict[str, Any]) -> str:
    """Read the message's id: a UUID, written in its one canonical way."""
    try:
        return str(uuid.UUID(read_text(fields, "id")))
    except ValueError:
        raise Refused(
            400, "id is not a UUID.", where="id", remedy="Send a new random UUID with every message."
        ) from None


def read_pictures(given: object) -> tuple[SentPicture, ...]:
    """Read which uploaded pictures a message sends: `[{id, note}]`; raises Refused for anything else."""
    remedy = "Send a list of {id, note}, or leave it out."
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        raise Refused(400, "pictures is not a list of objects.", where="pictures", remedy=remedy)
    if len(given) > PICTURES_LIMIT:
        raise Refused(
            400,
            f"A message takes at most {PICTURES_LIMIT} pictures.",
            where="pictures",
            remedy="Send the others with another message.",
        )
    pictures = []
    for entry in given:
        note = entry.get("note")
        if note is not None and not isinstance(note, str):
            raise Refused(400, "note is not a string.", where="pictures.note", remedy=remedy)
        pictures.append(SentPicture(read_id(entry), clean_text(note or "")[:NOTE_LIMIT] or None))
    return tuple(pictures)


def read_cursor(given: str) -> int:
    """Read a cursor; raises Refused for anything but a short decimal number."""
    if not re.fullmatch(r"[0-9]{1,18}", given):
        raise Refused(
            400, "after is not a cursor.", where="after", remedy="Send the cursor of an earlier answer."
        )
    return int(given)


def drop_seen(lines: Sequence[Line], after: int) -> Sequence[Line]:
    """Drop the lines up to the last reply whose cursor is not past `after`."""
    seen = [place for place, line in enumerate(lines) if line.cursor is not None and line.cursor <= after]
    return lines[seen[-1] + 1 :] if seen else lines


def write_line(line: Line) -> dict[str, Any]:
    """Write a line of the transcript for the page."""
    given = (line.external_id or "").rpartition("/")[2]
    told = line.metadata
    return {
        "id": given if line.cursor is None else f"reply-{line.cursor}",
        "author": AUTHORS[line.who],
        "name": line.name,
        "text": line.text,
        "at": line.at.isoformat(),
        "buttons": write_buttons(line.buttons),
        "pictures": [
            {"id": picture.id, "note": picture.note, "state": picture.state} for picture in line.sent_pictures
        ],
        **{name: told.get(name) for name in ("source", "fields", "choices", "asked", "status")},
    }
