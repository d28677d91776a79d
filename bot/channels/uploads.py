"""The door for a visitor's pictures: taken by what they show, and shown to nobody but their visitor."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from typing import Final

from aiohttp import hdrs, web

from bot.channels.chat import CHANNEL, read_id
from bot.channels.inbound import out_of_service
from bot.channels.keys import GALLERY, PICTURES
from bot.channels.payload import read_bytes
from bot.channels.rates import check_rate
from bot.channels.refusal import Refused
from bot.channels.visits import Visitor, read_visitor
from bot.pictures.faults import BYTES_LIMIT, Fault, Unreadable
from bot.pictures.folder import Size
from bot.store import Picture, StoreUnavailable, TooManyPictures

STATUSES: Final[dict[Fault, int]] = {
    "too_large": 413,
    "not_a_picture": 415,
    "too_many_pixels": 413,
    "damaged": 422,
}
PATIENCE = 120.0
"""Seconds within which a picture has to arrive: ten megabytes over a slow phone."""
FILE_HEADERS: Final = {
    hdrs.CONTENT_SECURITY_POLICY: "sandbox; default-src 'none'",
    hdrs.CONTENT_DISPOSITION: 'inline; filename="picture.jpg"',
    hdrs.CACHE_CONTROL: "private, max-age=86400",
    hdrs.VARY: hdrs.AUTHORIZATION,
}


async def take_picture(request: web.Request) -> web.Response:
    """Take a picture as the body, whatever it is called; it waits for the message that sends it."""
    visitor = read_visitor(request, request.query.get("house"))
    check_rate(request, "pictures", visitor.sender, visitor.house.key)
    content = await read_bytes(request, limit=BYTES_LIMIT, patience=PATIENCE, refuse=_refuse_size)
    now = datetime.now(timezone.utc)
    try:
        conversation = await asyncio.to_thread(
            request.app[PICTURES].open_conversation, CHANNEL, visitor.house.key, visitor.sender, now
        )
        picture = await request.app[GALLERY].keep(conversation, content, now)
    except Unreadable as fault:
        raise _refuse(fault) from None
    except TooManyPictures as error:
        raise Refused(
            409,
            f"{error.limit} pictures are waiting to be sent already.",
            where="pictures",
            remedy="Send them, or take one back.",
        ) from None
    except (StoreUnavailable, OSError):
        raise out_of_service() from None
    return web.json_response({"id": picture.id, "width": picture.width, "height": picture.height}, status=201)


async def show_picture(request: web.Request) -> web.Response:
    """Show a picture to the visitor who sent it."""
    return await _show(request, "full")


async def show_thumbnail(request: web.Request) -> web.Response:
    """Show a picture's small version to the visitor who sent it."""
    return await _show(request, "thumbnail")


async def drop_picture(request: web.Request) -> web.Response:
    """Take back a picture that has not been sent yet."""
    picture = await _find(request)
    dropped = await asyncio.to_thread(request.app[PICTURES].drop_picture, picture.conversation_id, picture.id)
    if not dropped:
        raise Refused(
            409, "This picture has been sent.", where="id", remedy="Tell the house if it is to be removed."
        )
    return web.Response(status=204)


async def _show(request: web.Request, size: Size) -> web.Response:
    picture = await _find(request)
    try:
        content = await asyncio.to_thread(request.app[GALLERY].load, picture, size)
    except (FileNotFoundError, ValueError):
        raise _unknown() from None
    return web.Response(body=content, content_type="image/jpeg", headers=FILE_HEADERS)


async def _find(request: web.Request) -> Picture:
    visitor = read_visitor(request, request.query.get("house"))
    check_rate(request, "looks", visitor.sender)
    wanted = read_id(dict(request.match_info))
    try:
        picture = await asyncio.to_thread(_look_up, request, visitor, wanted)
    except StoreUnavailable:
        raise out_of_service() from None
    if picture is None:
        raise _unknown()
    return picture


def _look_up(request: web.Request, visitor: Visitor, wanted: str) -> Picture | None:
    pictures = request.app[PICTURES]
    conversation = pictures.find_conversation(CHANNEL, visitor.house.key, visitor.sender)
    return pictures.find_picture(conversation, wanted) if conversation else None


def _refuse(fault: Unreadable) -> Refused:
    return Refused(STATUSES[fault.fault], fault.what, where="picture", remedy=fault.remedy)


def _refuse_size() -> Refused:
    return _refuse(Unreadable("too_large"))


def _unknown() -> Refused:
    return Refused(404, "There is no such picture.", where="id", remedy="Check the id.")
