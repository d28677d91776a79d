"""What is said reaches every page that listens, whoever says it and whichever process it came through."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bot.channels import events
from tests.fakes import EchoDesk, create_service
from tests.web.test_visits import HOUSE, Visitor, begin


class Stream:
    """A page that listens."""

    def __init__(self, lines: AsyncIterator[bytes]) -> None:
        self._lines = lines

    async def read(self) -> dict[str, Any]:
        """Read the next event, or fail after a while."""
        return await asyncio.wait_for(self._read(), 5)

    async def _read(self) -> dict[str, Any]:
        async for line in self._lines:
            if line.startswith(b"data: "):
                return dict(json.loads(line.removeprefix(b"data: ")))
        raise AssertionError("the stream has ended")


@asynccontextmanager
async def listen(visitor: Visitor, **options: Any) -> AsyncIterator[Stream]:
    headers = {**visitor.headers, **options.pop("headers", {})}
    query = {"house": HOUSE, **options}
    async with visitor.client.get("/chat/events", params=query, headers=headers) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/event-stream"
        assert answer.headers["X-Accel-Buffering"] == "no"
        yield Stream(answer.content)


def conversation_of(desk: EchoDesk) -> str:
    found = desk.store.find_conversation("web", HOUSE, desk.taken[0].sender)
    assert found
    return found


async def test_a_second_page_hears_what_is_said_on_the_first(client: TestClient) -> None:
    anna = await begin(client)
    async with listen(anna) as page:
        await anna.say("Hello")
        news = await page.read()

    assert [line["text"] for line in news["messages"]] == ["Hello", "You said: Hello", "What shall it be?"]


async def test_a_persons_reply_arrives_while_the_page_is_open(client: TestClient, desk: EchoDesk) -> None:
    anna = await begin(client)
    await anna.say("Hello")
    cursor = (await anna.read())["cursor"]
    async with listen(anna, after=cursor) as page:
        await asyncio.sleep(events.HEARTBEAT / 100)
        desk.store.write_reply(
            conversation_of(desk), "I have seen your sketch.", "Carla", datetime.now(timezone.utc)
        )
        (line,) = (await page.read())["messages"]

    assert (line["author"], line["name"], line["text"]) == ("person", "Carla", "I have seen your sketch.")


async def test_a_page_that_comes_back_hears_what_it_missed(client: TestClient) -> None:
    anna = await begin(client)
    await anna.say("Hello")
    cursor = (await anna.read())["cursor"]
    await anna.say("A ring")

    async with listen(anna, headers={"Last-Event-ID": str(cursor)}) as page:
        news = await page.read()

    assert news["messages"][0]["text"] == "A ring"
    assert news["cursor"] > cursor


async def test_a_page_hears_what_came_through_another_process(client: TestClient, desk: EchoDesk) -> None:
    anna = await begin(client)
    await anna.say("Hello")
    cursor = (await anna.read())["cursor"]
    async with TestClient(TestServer(create_service(desk))) as replica:
        there = Visitor(replica, anna.token)
        async with listen(there, after=cursor) as page:
            await anna.say("A ring")
            news = await page.read()

    assert news["messages"][0]["text"] == "A ring"


async def test_nobody_hears_what_another_visitor_says(client: TestClient, desk: EchoDesk) -> None:
    anna, berta = await begin(client), await begin(client)
    await anna.say("Hello")
    await berta.say("Hello")
    cursor = (await berta.read())["cursor"]
    async with listen(berta, after=cursor) as page:
        await anna.say("My budget is 12k")
        await berta.say("Earrings")
        news = await page.read()

    assert "12k" not in json.dumps(news)


async def test_a_stream_needs_a_token_and_a_cursor(client: TestClient) -> None:
    anna = await begin(client)

    assert (await client.get(f"/chat/events?house={HOUSE}")).status == 401
    bad = await client.get(f"/chat/events?house={HOUSE}&after=x", headers=anna.headers)
    assert bad.status == 400
