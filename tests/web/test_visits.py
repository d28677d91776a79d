"""The chat's door: a visitor is whoever holds the token, and nobody else reads along."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import uuid
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from tests.fakes import EchoDesk

HOUSE = "josefina_bailleres"


class Visitor:
    """A visitor with a token of their own."""

    def __init__(self, client: TestClient, token: str) -> None:
        self.client, self.token = client, token

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def say(self, text: str, message_id: str | None = None) -> ClientResponse:
        message = {"id": message_id or str(uuid.uuid4()), "text": text, "house": HOUSE}
        return await self.client.post("/chat/messages", json=message, headers=self.headers)

    async def read(self, **query: Any) -> dict[str, Any]:
        answer = await self.client.get(
            "/chat/messages", params={"house": HOUSE, **query}, headers=self.headers
        )
        assert answer.status == 200
        return await answer.json()


async def begin(client: TestClient) -> Visitor:
    answer = await client.post("/chat/visits", json={"house": HOUSE})
    assert answer.status == 201
    return Visitor(client, (await answer.json())["token"])


async def test_a_visit_begins_with_a_token_of_256_bits_and_nothing_stored(
    client: TestClient, desk: EchoDesk
) -> None:
    tokens = {(await begin(client)).token for _ in range(20)}

    assert len(tokens) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}", token) for token in tokens)
    assert desk.taken == []


async def test_only_the_hash_of_the_token_reaches_the_desk(client: TestClient, desk: EchoDesk) -> None:
    anna = await begin(client)
    await anna.say("Hello")

    assert desk.taken[0].channel == "web"
    secret, _, signature = anna.token.partition(".")
    assert desk.taken[0].sender == "visit-" + hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in repr(desk.taken)
    assert signature not in repr(desk.taken)


async def test_a_message_is_answered_with_replies_and_choices(client: TestClient) -> None:
    anna = await begin(client)
    answer = await anna.say("An oval sapphire")

    told = await answer.json()
    said, repeated, asked = told["messages"]
    assert (said["author"], said["text"]) == ("customer", "An oval sapphire")
    assert (repeated["author"], repeated["text"]) == ("house", "You said: An oval sapphire")
    assert asked["text"] == "What shall it be?"
    assert asked["asked"] == "piece_type"
    assert asked["buttons"] == [
        {"title": "A ring", "payload": "A ring"},
        {"title": "Earrings", "payload": '/inform{"piece_type": "earrings"}'},
    ]
    assert asked["id"] == f"reply-{told['cursor']}"
    assert "private" not in asked


async def test_what_was_said_is_there_after_a_reload(client: TestClient) -> None:
    anna = await begin(client)
    await anna.say("Hello")
    await anna.say("A ring")

    history = await anna.read()

    assert [(line["author"], line["text"]) for line in history["messages"]] == [
        ("customer", "Hello"),
        ("house", "You said: Hello"),
        ("house", "What shall it be?"),
        ("customer", "A ring"),
        ("house", "You said: A ring"),
        ("house", "What shall it be?"),
    ]
    assert all(line["at"].endswith("+00:00") for line in history["messages"])


async def test_a_cursor_leaves_out_what_was_read_before(client: TestClient) -> None:
    anna = await begin(client)
    await anna.say("Hello")
    cursor = (await anna.read())["cursor"]
    assert (await anna.read(after=cursor))["messages"] == []

    await anna.say("A ring")

    assert [line["text"] for line in (await anna.read(after=cursor))["messages"]] == [
        "A ring",
        "You said: A ring",
        "What shall it be?",
    ]


async def test_nobody_reads_another_visitors_conversation(client: TestClient) -> None:
    anna, berta = await begin(client), await begin(client)
    await anna.say("My budget is 12k")

    assert (await berta.read())["messages"] == []


async def test_the_same_id_is_the_same_message(client: TestClient, desk: EchoDesk) -> None:
    anna, message_id = await begin(client), str(uuid.uuid4())

    answers = await asyncio.gather(*(anna.say("Hello", message_id) for _ in range(5)))
    shouted = await anna.say("Hello", message_id.upper())

    assert len({await answer.text() for answer in [*answers, shouted]}) == 1
    assert len(desk.taken) == 1


async def test_the_same_id_with_other_words_is_a_conflict(client: TestClient) -> None:
    anna, message_id = await begin(client), str(uuid.uuid4())
    await anna.say("Hello", message_id)

    assert (await anna.say("Bye", message_id)).status == 409


async def test_an_id_guessed_from_another_visitor_gives_nothing_away(
    client: TestClient, desk: EchoDesk
) -> None:
    anna, berta, message_id = await begin(client), await begin(client), str(uuid.uuid4())
    await anna.say("My budget is 12k", message_id)

    answer = await berta.say("Hello", message_id)

    assert answer.status == 200
    assert "12k" not in await answer.text()
    assert len(desk.taken) == 2


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer x", "Basic " + "a" * 43, "Bearer " + "a" * 42, "Bearer " + "ü" * 43],
)
async def test_without_a_token_nothing_is_said_and_nothing_read(
    client: TestClient, desk: EchoDesk, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    message = {"id": str(uuid.uuid4()), "text": "Hello", "house": HOUSE}

    said = await client.post("/chat/messages", json=message, headers=headers)
    read = await client.get("/chat/messages", headers=headers)

    assert (said.status, read.status) == (401, 401)
    assert desk.taken == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[" * 20_000,
        b"\xff",
        b'{"id": "%(id)s", "text": NaN}',
        b"{}",
        b'{"text": "hi"}',
        b'{"id": "%(id)s"}',
        b'{"id": "1", "text": "hi"}',
        b'{"id": 1, "text": "hi"}',
        b'{"id": "", "text": "hi"}',
        b'{"id": "%(id)s\\u0000", "text": "hi"}',
        b'{"id": "%(id)s", "text": ""}',
        b'{"id": "%(id)s", "text": "\\u200b\\n"}',
        b'{"id": "%(id)s", "text": "\\ud83d"}',
        b'{"id": "%(id)s", "text": 5}',
        b'{"id": "%(id)s", "text": ["hi"]}',
        b'{"id": "%(id)s", "text": "hi", "house": "nobody"}',
        b'{"id": "%(id)s", "text": "hi", "house": ["x"]}',
        b'{"id": "%(id)s", "text": "hi", "house": {}}',
    ],
)
async def test_a_malformed_message_is_explained_and_changes_nothing(
    client: TestClient, desk: EchoDesk, body: bytes
) -> None:
    anna = await begin(client)
    headers = anna.headers | {"Content-Type": "application/json"}
    body = body.replace(b"%(id)s", str(uuid.uuid4()).encode())

    answer = await client.post("/chat/messages", data=body, headers=headers)

    assert answer.status == 400
    assert set(await answer.json()) == {"error", "where", "remedy"}
    assert desk.taken == []


async def test_the_longest_message_fits_even_when_every_character_is_escaped(
    client: TestClient, desk: EchoDesk
) -> None:
    anna = await begin(client)
    body = json.dumps({"id": str(uuid.uuid4()), "text": "💍" * 2_000, "house": HOUSE}, ensure_ascii=True)

    headers = anna.headers | {"Content-Type": "application/json"}
    answer = await client.post("/chat/messages", data=body, headers=headers)

    assert answer.status == 200
    assert desk.taken[0].text == "💍" * 2_000


async def test_a_flood_is_refused(client: TestClient, desk: EchoDesk) -> None:
    anna = await begin(client)

    assert (await anna.say("x" * 70_000)).status == 413
    assert desk.taken == []


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "9" * 30, "٣", "1 OR 1"])
async def test_a_cursor_that_is_none_is_refused(client: TestClient, after: str) -> None:
    anna = await begin(client)

    answer = await client.get("/chat/messages", params={"after": after}, headers=anna.headers)

    assert answer.status == 400


async def test_when_nothing_can_be_read_the_page_is_told_to_try_again(
    client: TestClient, desk: EchoDesk
) -> None:
    anna = await begin(client)
    desk.available = False

    said = await anna.say("Hello")
    read = await client.get("/chat/messages", headers=anna.headers)

    assert (said.status, read.status) == (503, 503)
    assert said.headers["Retry-After"] == read.headers["Retry-After"] == "5"
