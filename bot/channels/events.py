"""News as they come: a stream of server-sent events for each page that shows the conversation."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from aiohttp import hdrs, web

from bot.channels.chat import Told, load_told, read_cursor
from bot.channels.keys import NEWS
from bot.channels.news import Listener
from bot.channels.rates import check_rate
from bot.channels.refusal import Refused
from bot.channels.visits import Visitor, read_visitor
from bot.store import Line

HEARTBEAT = 15.0
"""Seconds after which a stream without news shows that it lives."""
LIFETIME = 600.0
"""Seconds after which a stream ends by itself: the page then asks again, perhaps another replica."""
STREAM_HEADERS = {
    hdrs.CONTENT_TYPE: "text/event-stream",
    hdrs.CACHE_CONTROL: "no-store",
    "X-Accel-Buffering": "no",
}


async def stream_news(request: web.Request) -> web.StreamResponse:
    """Stream what is said past the cursor `?after=`, or past the Last-Event-ID."""
    visitor = read_visitor(request, request.query.get("house"))
    check_rate(request, "looks", visitor.sender)
    after = read_cursor(request.headers.get("Last-Event-ID") or request.query.get("after", "0"))
    with request.app[NEWS].listening() as listener:
        told = await load_told(request.app, visitor, after)
        return await _stream(request, visitor, listener, told)


async def end_streams(app: web.Application) -> None:
    """End every stream, so that a service that is to stop does not wait for them."""
    app[NEWS].close()


async def _stream(
    request: web.Request, visitor: Visitor, listener: Listener, told: Told
) -> web.StreamResponse:
    response = web.StreamResponse(headers=STREAM_HEADERS)
    await response.prepare(request)
    ends, shown = time.monotonic() + LIFETIME, set[str]()
    with suppress(ConnectionError):
        while time.monotonic() < ends and not request.app[NEWS].closed:
            listener.conversation = told.conversation
            # A message without an answer lies past every cursor, and is told once all the same.
            fresh = [line for line in told.lines if _name(line) not in shown]
            if fresh:
                await response.write(_write_event(told, fresh))
                shown.update(map(_name, fresh))
            if not await listener.wait(HEARTBEAT):
                await response.write(b": still here\n\n")
            # While the store is away, nothing was said.
            with suppress(Refused):
                told = await load_told(request.app, visitor, told.cursor)
        await response.write_eof()
    return response


def _name(line: Line) -> str:
    return f"{line.cursor} {line.external_id}"


def _write_event(told: Told, lines: Sequence[Line]) -> bytes:
    data = json.dumps(replace(told, lines=lines).to_json(), ensure_ascii=False)
    return f"id: {told.cursor}\nevent: messages\ndata: {data}\n\n".encode()
