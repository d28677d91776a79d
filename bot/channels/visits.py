"""The door for the chat on a page: a visitor is whoever holds the token, and only its hash is kept."""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from aiohttp import hdrs, web

from bot.channels.inbound import Inbound, Transcripts, clean_text, hand_over, out_of_service, scope_id
from bot.channels.keys import DESK, TRANSCRIPTS, read_house
from bot.channels.payload import read_object, read_text
from bot.channels.refusal import Refused
from bot.channels.rest import write_buttons
from bot.store import Line, StoreUnavailable

CHANNEL = "web"
BODY_LIMIT = 1 << 15
"""Bytes of a request: the longest message, even where every character is escaped."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
"""256 random bits in URL-safe base64."""
AUTHORS = {"customer": "customer", "loupe": "house"}


async def begin_visit(request: web.Request) -> web.Response:
    """Begin a visit: mint its token. Nothing is stored before the visitor says something."""
    return web.json_response({"token": secrets.token_urlsafe(32)}, status=201)


async def take_message(request: web.Request) -> web.Response:
    """Take a visitor's message `{id, text, house}` and answer it; the same id is the same message."""
    sender = read_sender(request)
    fields = await read_object(request, limit=BODY_LIMIT)
    house = read_house(request.app, fields.get("house"))
    text = clean_text(read_text(fields, "text"))
    if not text:
        raise Refused(
            400, "text holds nothing readable.", where="text", remedy="Send at least one visible character."
        )
    inbound = Inbound(
        channel=CHANNEL,
        sender=sender,
        house=house.key,
        text=text,
        external_id=scope_id(house.key, sender, read_id(fields)),
    )
    replies = await hand_over(request.app[DESK], inbound)
    messages = [
        {"author": "house", "text": reply.text, "buttons": write_buttons(reply.buttons)} for reply in replies
    ]
    return web.json_response({"messages": messages})


async def show_messages(request: web.Request) -> web.Response:
    """Show what was said: all of it, or what follows the reply with the cursor `?after=`."""
    sender = read_sender(request)
    house = read_house(request.app, request.query.get("house"))
    after = read_cursor(request.query.get("after", "0"))
    try:
        lines = await asyncio.to_thread(load_lines, request.app[TRANSCRIPTS], house.key, sender)
    except StoreUnavailable:
        raise out_of_service() from None
    cursors = [line.cursor for line in lines if line.cursor is not None]
    return web.json_response(
        {
            "messages": [write_line(line) for line in drop_seen(lines, after)],
            "cursor": max(cursors, default=0),
        }
    )


def load_lines(transcripts: Transcripts, house: str, sender: str) -> Sequence[Line]:
    """Load what a visitor and a house said to each other; empty where they have not spoken."""
    conversation = transcripts.find_conversation(CHANNEL, house, sender)
    return transcripts.load_transcript(conversation) if conversation else ()


def read_sender(request: web.Request) -> str:
    """Read who the visitor is from the token in the Authorization header; raises Refused without one."""
    scheme, _, token = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    if scheme.lower() != "bearer" or not TOKEN.fullmatch(token.strip()):
        raise Refused(
            401,
            "The visitor's token is missing or malformed.",
            where=hdrs.AUTHORIZATION,
            remedy="POST /chat/visits for a token and send it as Authorization: Bearer.",
            headers={hdrs.WWW_AUTHENTICATE: "Bearer"},
        )
    return "visit-" + hashlib.sha256(token.strip().encode()).hexdigest()


def read_id(fields: dict[str, Any]) -> str:
    """Read the message's id: a UUID, written in its one canonical way."""
    try:
        return str(uuid.UUID(read_text(fields, "id")))
    except ValueError:
        raise Refused(
            400, "id is not a UUID.", where="id", remedy="Send a new random UUID with every message."
        ) from None


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
    return {
        "author": AUTHORS[line.who],
        "text": line.text,
        "at": line.at.isoformat(),
        "buttons": write_buttons(line.buttons),
    }
