"""News as they come: a stream of server-sent events for each page that shows the conversation."""

from __future__ import annotations

import asyncio
import json
import time

from aiohttp import hdrs, web

from bot.channels.chat import CHANNEL, load_news, read_cursor
from bot.channels.keys import NEWS, TRANSCRIPTS
from bot.channels.rates import check_rate
from bot.channels.refusal import Refused
from bot.channels.visits import Visitor, read_visitor
from bot.store import StoreUnavailable

HEARTBEAT = 15.0
"""Seconds after which a stream without news shows that it lives."""
LIFETIME = 600.0
"""Seconds after which a stream ends by itself: the page then asks again, perhaps another replica."""


async def stream_news(request: web.Request) -> web.StreamResponse:
    """Stream what is said past the cursor `?after=`, or past the Last-Event-ID."""
    visitor = read_visitor(request, request.query.get("house"))
    check_rate(request, "looks", visitor.sender)
    after = read_cursor(request.headers.get("Last-Event-ID") or request.query.get("after", "0"))
    news = await load_news(request.app, visitor, after)
    response = web.StreamResponse(
        headers={
            hdrs.CONTENT_TYPE: "text/event-stream",
            hdrs.CACHE_CONTROL: "no-store",
            "X-Accel-Buffering": "no",
        }
    )
    await response.prepare(request)
    ends = time.monotonic() + LIFETIME
    try:
        while time.monotonic() < ends:
            if news["messages"]:
                await response.write(_write_event(news))
                after = news["cursor"]
            if not await _wait(request.app, visitor):
                await response.write(b": still here\n\n")
            news = await _look_again(request.app, visitor, after)
        await response.write_eof()
    except ConnectionError:
        pass
    return response


async def _wait(app: web.Application, visitor: Visitor) -> bool:
    find = app[TRANSCRIPTS].find_conversation
    try:
        conversation = await asyncio.to_thread(find, CHANNEL, visitor.house.key, visitor.sender)
    except StoreUnavailable:
        await asyncio.sleep(HEARTBEAT)
        return False
    return await app[NEWS].wait(conversation, HEARTBEAT)


async def _look_again(app: web.Application, visitor: Visitor, after: int) -> dict[str, object]:
    """Look what was said; while the store is away, nothing was."""
    try:
        return await load_news(app, visitor, after)
    except Refused:
        return {"messages": [], "cursor": after}


def _write_event(news: dict[str, object]) -> bytes:
    data = json.dumps(news, ensure_ascii=False)
    return f"id: {news['cursor']}\nevent: messages\ndata: {data}\n\n".encode()
