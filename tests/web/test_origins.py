"""Which pages may show the chat, what a token is good for, and how often anybody may call."""

from __future__ import annotations

import random
import secrets
import string
import uuid
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.rates import CEILINGS
from tests.fakes import EchoDesk, create_service
from tests.pictures.cameras import take_picture
from tests.web.test_visits import HOUSE

SHOP, OTHER_SHOP, STRANGER = "https://shop.example", "https://other.example", "https://stranger.example"
ORIGINS = {SHOP: (HOUSE,), OTHER_SHOP: (HOUSE, "atlier_jewelry")}


@pytest_asyncio.fixture
async def client(desk: EchoDesk) -> AsyncIterator[TestClient]:
    service = create_service(desk, origins=ORIGINS, ceilings={**CEILINGS, "strangers": {}})
    async with TestClient(TestServer(service)) as client:
        yield client


async def begin(client: TestClient, origin: str | None = None, house: str = HOUSE) -> tuple[int, str]:
    headers = {"Origin": origin} if origin else {}
    answer = await client.post("/chat/visits", json={"house": house}, headers=headers)
    return answer.status, (await answer.json()).get("token", "")


async def look(client: TestClient, token: str, origin: str | None = None, house: str = HOUSE) -> int:
    headers = {"Authorization": f"Bearer {token}", **({"Origin": origin} if origin else {})}
    return (await client.get(f"/chat/messages?house={house}", headers=headers)).status


async def test_a_shop_on_the_list_may_call_and_read_the_answer(client: TestClient) -> None:
    answer = await client.post("/chat/visits", json={"house": HOUSE}, headers={"Origin": SHOP})

    assert answer.status == 201
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.headers["Vary"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


async def test_a_browser_is_told_before_it_calls(client: TestClient) -> None:
    allowed = await client.options("/chat/messages", headers={"Origin": SHOP})
    refused = await client.options("/chat/messages", headers={"Origin": STRANGER})

    assert allowed.status == 204
    assert "Authorization" in allowed.headers["Access-Control-Allow-Headers"]
    assert "DELETE" in allowed.headers["Access-Control-Allow-Methods"]
    assert refused.status == 403
    assert "Access-Control-Allow-Origin" not in refused.headers


@pytest.mark.parametrize(
    "origin",
    [STRANGER, "null", "https://shop.example.evil.example", "http://shop.example", "https://shop.example:8443",
     "https://SHOP.example", "https://evil-shop.example", "https://shop.example/", "file://", "https://"],
)  # fmt: skip
async def test_any_other_page_gets_no_visit_and_no_answer_to_read(client: TestClient, origin: str) -> None:
    answer = await client.post("/chat/visits", json={"house": HOUSE}, headers={"Origin": origin})

    assert answer.status == 403
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "LOUPE_ORIGINS" in (await answer.json())["remedy"]


async def test_a_shop_gets_visits_for_its_own_houses_only(client: TestClient) -> None:
    assert (await begin(client, SHOP, "atlier_jewelry"))[0] == 403
    assert (await begin(client, OTHER_SHOP, "atlier_jewelry"))[0] == 201


async def test_a_token_is_good_for_its_house_and_its_page_alone(client: TestClient) -> None:
    _, here = await begin(client)
    _, at_shop = await begin(client, SHOP)
    _, elsewhere = await begin(client, OTHER_SHOP)

    assert await look(client, here) == await look(client, at_shop, SHOP) == 200
    for token, origin, house in (
        (here, SHOP, HOUSE),
        (at_shop, None, HOUSE),
        (at_shop, OTHER_SHOP, HOUSE),
        (elsewhere, OTHER_SHOP, "atlier_jewelry"),
        (here, None, "full_payment_bespoke"),
    ):
        assert await look(client, token, origin, house) == 401


async def test_the_services_own_pages_need_no_entry(client: TestClient) -> None:
    own = str(client.make_url("/")).rstrip("/")

    status, token = await begin(client, own)

    assert status == 201
    assert await look(client, token) == 200


async def test_ten_thousand_random_and_foreign_tokens_and_ids_open_nothing(client: TestClient) -> None:
    dice = random.Random(7)
    _, token = await begin(client)
    secret, signature = token.split(".")
    headers = {"Authorization": f"Bearer {token}"}
    sent = await client.post(
        "/chat/pictures?house=" + HOUSE, data=take_picture(size=(32, 32)), headers=headers
    )
    picture = (await sent.json())["id"]
    message = {
        "id": str(uuid.uuid4()),
        "text": "My budget is 12k",
        "house": HOUSE,
        "pictures": [{"id": picture}],
    }
    assert (await client.post("/chat/messages", json=message, headers=headers)).status == 200
    alphabet = string.ascii_letters + string.digits + "-_."

    def forge(number: int) -> str:
        match number % 5:
            case 0:
                return secrets.token_urlsafe(32)
            case 1:
                return f"{secrets.token_urlsafe(32)}.{signature}"
            case 2:
                place = dice.randrange(len(token) - 1)
                other = dice.choice([letter for letter in alphabet if letter != token[place]])
                return token[:place] + other + token[place + 1 :]
            case 3:
                return f"{secret}.{secrets.token_urlsafe(32)}"
            case _:
                return "".join(dice.choices(alphabet, k=dice.randrange(0, 150)))

    for number in range(8_000):
        answer = await client.get(
            f"/chat/messages?house={HOUSE}", headers={"Authorization": f"Bearer {forge(number)}"}
        )
        assert answer.status == 401
        assert "12k" not in await answer.text()
    for number in range(2_000):
        if number % 250 == 0:
            _, stranger = await begin(client)
        wanted = picture if number % 2 else str(uuid.uuid4())
        answer = await client.get(
            f"/chat/pictures/{wanted}?house={HOUSE}", headers={"Authorization": f"Bearer {stranger}"}
        )
        assert answer.status in (404, 429)
        assert answer.content_type == "application/json"


async def test_who_writes_too_fast_is_asked_to_wait_and_nobody_else(desk: EchoDesk) -> None:
    ceilings = {**CEILINGS, "messages": {"visitor": "3 per minute"}}
    async with TestClient(TestServer(create_service(desk, ceilings=ceilings))) as client:
        _, anna = await begin(client)
        _, berta = await begin(client)

        async def say(token: str) -> tuple[int, str | None]:
            message = {"id": str(uuid.uuid4()), "text": "Hello", "house": HOUSE}
            answer = await client.post(
                "/chat/messages", json=message, headers={"Authorization": f"Bearer {token}"}
            )
            return answer.status, answer.headers.get("Retry-After")

        statuses = [await say(anna) for _ in range(4)]

        assert [status for status, _ in statuses] == [200, 200, 200, 429]
        assert 1 <= int(statuses[3][1] or 0) <= 60
        assert (await say(berta))[0] == 200
        assert len(desk.taken) == 4


@pytest.mark.parametrize(
    ("forwarded", "other", "shared"),
    [
        ("198.51.100.7", "198.51.100.8", False),
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::1", True),
        ("6.6.6.6, 198.51.100.7", "7.7.7.7, 198.51.100.7", True),
    ],
)
async def test_an_address_is_the_one_that_the_nearest_proxy_saw(
    desk: EchoDesk, forwarded: str, other: str, shared: bool
) -> None:
    ceilings = {**CEILINGS, "visits": {"address": "1 per minute"}}
    async with TestClient(TestServer(create_service(desk, ceilings=ceilings, proxies=1))) as client:
        statuses = [
            (await client.post("/chat/visits", json={}, headers={"X-Forwarded-For": seen})).status
            for seen in (forwarded, other)
        ]

    assert statuses == [201, 429 if shared else 201]
