"""Rasa's REST contract, and what happens to everything that does not keep it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.inbound import Inbound
from bot.channels.payload import parse_object
from bot.channels.refusal import Refused
from bot.channels.rest import BODY_LIMIT, CHANNEL, read_inbound
from tests.fakes import EchoDesk, create_service

ADDRESS = "/webhooks/rest/webhook"
JSON = {"Content-Type": "application/json"}


async def test_a_message_is_answered_as_rasa_answers_it(client: TestClient, desk: EchoDesk) -> None:
    answer = await client.post(ADDRESS, json={"sender": "anna", "message": "An oval sapphire"})

    assert answer.status == 200
    assert await answer.json() == [
        {"recipient_id": "anna", "text": "You said: An oval sapphire"},
        {
            "recipient_id": "anna",
            "text": "What shall it be?",
            "buttons": [
                {"title": "A ring", "payload": "A ring"},
                {"title": "Earrings", "payload": '/inform{"piece_type": "earrings"}'},
            ],
            "metadata": {"asked": "piece_type", "status": "collecting", "inquiry_id": "inq-1"},
        },
    ]
    assert [(m.channel, m.sender, m.house) for m in desk.taken] == [(CHANNEL, "anna", "josefina_bailleres")]


async def test_asking_for_a_stream_gets_the_same_list(client: TestClient) -> None:
    answer = await client.post(ADDRESS + "?stream=true", json={"sender": "anna", "message": "Hello"})

    assert [message["text"] for message in await answer.json()] == ["You said: Hello", "What shall it be?"]


async def test_a_desk_without_words_gives_an_empty_list(client: TestClient) -> None:
    answer = await client.post(ADDRESS, json={"sender": "anna", "message": "silence"})

    assert await answer.json() == []


async def test_the_channel_says_that_it_is_there(client: TestClient) -> None:
    answer = await client.get("/webhooks/rest/")

    assert await answer.json() == {"status": "ok"}


@pytest.mark.parametrize("typed", ["/restart", " /session_start", '/inform{"budget":"1"}', "\u200b/back"])
async def test_a_command_reaches_the_desk_as_words(client: TestClient, desk: EchoDesk, typed: str) -> None:
    answer = await client.post(ADDRESS, json={"sender": "anna", "message": typed})

    assert answer.status == 200
    assert desk.taken[0].text.startswith("／")


async def test_a_hundred_thousand_characters_are_taken_and_capped(client: TestClient, desk: EchoDesk) -> None:
    answer = await client.post(ADDRESS, json={"sender": "anna", "message": "ü" * 100_000})

    assert answer.status == 200
    assert desk.taken[0].text == "ü" * 2_000


async def test_the_same_message_id_is_the_same_message(client: TestClient, desk: EchoDesk) -> None:
    message = {"sender": "anna", "message": "Hello", "metadata": {"message_id": "m-1"}}

    answers = await asyncio.gather(*(client.post(ADDRESS, json=message) for _ in range(5)))

    assert len({await answer.text() for answer in answers}) == 1
    assert len(desk.taken) == 1


async def test_a_message_id_used_for_other_words_is_a_conflict(client: TestClient, desk: EchoDesk) -> None:
    metadata = {"message_id": "m-1"}
    await client.post(ADDRESS, json={"sender": "anna", "message": "Hello", "metadata": metadata})

    answer = await client.post(ADDRESS, json={"sender": "anna", "message": "Bye", "metadata": metadata})

    assert answer.status == 409
    assert set(await answer.json()) == {"error", "where", "remedy"}
    assert len(desk.taken) == 1


async def test_two_senders_may_number_their_messages_alike(client: TestClient, desk: EchoDesk) -> None:
    for sender in ("anna", "berta"):
        message = {"sender": sender, "message": f"I am {sender}", "metadata": {"message_id": "1"}}
        answer = await client.post(ADDRESS, json=message)
        assert (await answer.json())[0]["text"] == f"You said: I am {sender}"

    assert len(desk.taken) == 2


async def test_messages_without_an_id_are_all_different(client: TestClient, desk: EchoDesk) -> None:
    for _ in range(2):
        await client.post(ADDRESS, json={"sender": "anna", "message": "yes"})

    assert len(desk.taken) == 2


async def test_an_unknown_house_is_refused_with_the_known_ones(client: TestClient, desk: EchoDesk) -> None:
    message = {"sender": "anna", "message": "Hello", "metadata": {"house": "cartier"}}

    answer = await client.post(ADDRESS, json=message)

    assert answer.status == 400
    assert "josefina_bailleres" in (await answer.json())["remedy"]
    assert desk.taken == []


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer wrong", "Basic secret", "secret", "Bearer secret2", "Bearer ü"],
)
async def test_with_a_token_set_nobody_else_comes_in(authorization: str | None) -> None:
    desk = EchoDesk()
    headers = {} if authorization is None else {"Authorization": authorization}
    async with TestClient(TestServer(create_service(desk, rest_token="secret"))) as client:
        answer = await client.post(ADDRESS, json={"sender": "anna", "message": "Hello"}, headers=headers)

    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert desk.taken == []


async def test_with_a_token_set_its_holder_comes_in() -> None:
    headers = {"Authorization": "Bearer secret"}
    async with TestClient(TestServer(create_service(EchoDesk(), rest_token="secret"))) as client:
        answer = await client.post(ADDRESS, json={"sender": "anna", "message": "Hello"}, headers=headers)

    assert answer.status == 200


async def test_when_nothing_can_be_kept_the_sender_is_told_to_try_again(
    client: TestClient, desk: EchoDesk
) -> None:
    desk.available = False

    answer = await client.post(ADDRESS, json={"sender": "anna", "message": "Hello"})

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "5"


def message_with(**fields: Any) -> bytes:
    return json.dumps({"sender": "anna", "message": "Hello"} | fields).encode()


MALFORMED = {
    "nothing": b"",
    "blank": b"   ",
    "no JSON": b"sender=anna&message=hi",
    "half an object": b'{"sender": "anna", "message": "hi"',
    "two objects": b"{}{}",
    "single quotes": b"{'sender': 'anna'}",
    "a trailing comma": b'{"sender": "anna", "message": "hi",}',
    "a comment": b'{"sender": "anna" /* me */, "message": "hi"}',
    "NaN": b'{"sender": "anna", "message": NaN}',
    "Infinity": b'{"sender": "anna", "message": "hi", "metadata": -Infinity}',
    "a list": b"[]",
    "a list of messages": b'[{"sender": "anna", "message": "hi"}]',
    "null": b"null",
    "a number": b"1",
    "a string": b'"hi"',
    "an endless number": b'{"sender": "anna", "message": ' + b"9" * 10_000 + b"}",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deep metadata": b'{"sender":"anna","message":"hi","metadata":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    "Latin-1": '{"sender": "anna", "message": "Baillères"}'.encode("latin-1"),
    "UTF-16": '{"sender": "anna", "message": "hi"}'.encode("utf-16"),
    "UTF-32": '{"sender": "anna", "message": "hi"}'.encode("utf-32"),
    "broken UTF-8": b'{"sender": "anna", "message": "\xff\xfe"}',
    "an encoded surrogate": b'{"sender": "anna", "message": "\xed\xa0\xbd"}',
    "an overlong slash": b'{"sender": "anna", "message": "\xc0\xaf"}',
    "a raw control character": b'{"sender": "anna", "message": "a\x00b"}',
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "an empty object": b"{}",
    "no sender": b'{"message": "hi"}',
    "no message": b'{"sender": "anna"}',
    "a null sender": message_with(sender=None),
    "an empty sender": message_with(sender=""),
    "a blank sender": message_with(sender=" \t "),
    "a numbered sender": message_with(sender=7),
    "a list of senders": message_with(sender=["anna"]),
    "a long sender": message_with(sender="a" * 201),
    "a sender with NUL": message_with(sender="an\x00na"),
    "a sender of two lines": message_with(sender="an\nna"),
    "a sender with a lone surrogate": b'{"sender": "\\ud83d", "message": "hi"}',
    "a null message": message_with(message=None),
    "an empty message": message_with(message=""),
    "a blank message": message_with(message=" \n\t\u2003"),
    "an invisible message": message_with(message="\u200b\u202e\ufeff\x00"),
    "a message of lone surrogates": b'{"sender": "anna", "message": "\\ud83d\\ud83d"}',
    "a numbered message": message_with(message=42),
    "a true message": message_with(message=True),
    "an object as message": message_with(message={"text": "hi"}),
    "a list as message": message_with(message=["hi"]),
    "text as metadata": message_with(metadata="house"),
    "a list as metadata": message_with(metadata=[]),
    "false as metadata": message_with(metadata=False),
    "a house that is not known": message_with(metadata={"house": "nobody"}),
    "an empty house": message_with(metadata={"house": ""}),
    "a path as house": message_with(metadata={"house": "../../etc"}),
    "a number as house": message_with(metadata={"house": 1}),
    "a list as house": message_with(metadata={"house": ["josefina_bailleres"]}),
    "an object as house": message_with(metadata={"house": {}}),
    "an empty message id": message_with(metadata={"message_id": ""}),
    "a numbered message id": message_with(metadata={"message_id": 1}),
    "a long message id": message_with(metadata={"message_id": "x" * 201}),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
async def test_a_malformed_message_is_explained_and_changes_nothing(
    client: TestClient, desk: EchoDesk, body: bytes
) -> None:
    answer = await client.post(ADDRESS, data=body, headers=JSON)

    assert answer.status == 400
    explained = await answer.json()
    assert set(explained) == {"error", "where", "remedy"}
    assert all(explained.values())
    assert desk.taken == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/jsonx"},
        {"Content-Type": ";;;"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/json; charset=nonsense"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {"Content-Type": "application/json", "Content-Encoding": "br"},
        {"Content-Type": "application/json", "Content-Encoding": "nonsense"},
    ],
    ids=str,
)
async def test_a_body_in_another_form_is_refused(
    client: TestClient, desk: EchoDesk, headers: dict[str, str]
) -> None:
    async def body() -> Any:
        yield message_with()

    answer = await client.post(ADDRESS, data=body(), headers=headers)

    assert answer.status in {400, 415}
    assert desk.taken == []


async def test_a_message_without_a_content_type_is_told_which_one_to_send(client: TestClient) -> None:
    answer = await client.post(ADDRESS, data=message_with(), skip_auto_headers=["Content-Type"])

    assert answer.status == 415
    assert "application/json" in (await answer.json())["remedy"]


@pytest.mark.parametrize("charset", ["", ";charset=utf-8", '; charset="UTF-8"', "; charset=us-ascii"])
async def test_the_usual_ways_to_say_json_are_understood(client: TestClient, charset: str) -> None:
    headers = {"Content-Type": "application/json" + charset}

    assert (await client.post(ADDRESS, data=message_with(), headers=headers)).status == 200
    assert (await client.post(ADDRESS, data=b"\xef\xbb\xbf" + message_with(), headers=headers)).status == 200


async def test_a_body_that_is_too_large_is_refused_by_its_declared_length(client: TestClient) -> None:
    answer = await client.post(ADDRESS, data=b" " * (BODY_LIMIT + 1), headers=JSON)

    assert answer.status == 413


async def test_a_body_that_is_too_large_is_refused_as_it_arrives(client: TestClient, desk: EchoDesk) -> None:
    async def flood() -> Any:
        for _ in range(20):
            yield b" " * (BODY_LIMIT // 10)

    answer = await client.post(ADDRESS, data=flood(), headers=JSON)

    assert answer.status == 413
    assert desk.taken == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_another_method_is_told_which_one_is_taken(client: TestClient, method: str) -> None:
    answer = await client.request(method, ADDRESS)

    assert answer.status == 405
    assert answer.headers["Allow"] == "POST"
    assert (await answer.json())["where"] == "method"


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n\r\n",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Content-Length: -5\r\n\r\n",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nContent-Length: 0\r\n\r\n",
        b"POST /webhooks/rest/webhook%ff%00 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
        b"P\x00ST / HTTP/1.1\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /?house=%zz&house=\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
    ids=range(11),
)
async def test_requests_that_are_hardly_http_do_not_break_the_service(
    client: TestClient, request_bytes: bytes
) -> None:
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(request_bytes)
    status = await asyncio.wait_for(reader.readline(), 5)
    writer.close()

    assert status.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4"))
    assert (await client.get("/health")).status == 200


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
metadata = st.fixed_dictionaries({}, optional={"house": values, "message_id": values}) | values
objects = st.fixed_dictionaries({}, optional={"sender": values, "message": values, "metadata": metadata})
APP = create_service(EchoDesk())
bodies = (
    st.binary(max_size=200)
    | objects.map(lambda value: json.dumps(value).encode())
    | st.tuples(st.just(message_with()), st.integers(0, 40), st.binary(max_size=6)).map(
        lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] :]
    )
)


@given(bodies)
@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_arrives_is_either_a_message_or_refused_with_a_reason(body: bytes) -> None:
    outcome = read_or_refuse(body)

    if isinstance(outcome, Refused):
        assert 400 <= outcome.status < 500
        json.dumps(outcome.to_json()).encode()
    else:
        assert outcome.sender.strip()
        assert outcome.text.encode("utf-8")
        assert not outcome.text.startswith("/")
        assert outcome.external_id.encode("utf-8")


def read_or_refuse(body: bytes) -> Inbound | Refused:
    try:
        return read_inbound(APP, parse_object(body))
    except Refused as refused:
        return refused


@given(st.lists(bodies, min_size=20, max_size=20))
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_body_ever_breaks_the_service(batch: list[bytes]) -> None:
    async def send_all() -> list[int]:
        async with TestClient(TestServer(create_service(EchoDesk()))) as client:
            return [(await client.post(ADDRESS, data=body, headers=JSON)).status for body in batch]

    assert set(asyncio.run(send_all())) <= {200, 400, 409, 413, 415}
