"""The pages and what holds for every answer: safe headers, errors that teach, and silence about customers."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.health import PROBES
from bot.web.middleware import REQUEST_ID_HEADER
from bot.web.routes import DEMO
from tests.fakes import EchoDesk, create_service

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def test_the_shop_carries_the_name_of_its_house(client: TestClient) -> None:
    page = await (await client.get("/", headers=BROWSER)).text()

    assert "<title>Josefina Baillères" in page
    assert '<loupe-chat house="josefina_bailleres"></loupe-chat>' in page


async def test_the_shop_names_no_price_and_no_promise(client: TestClient) -> None:
    page = await (await client.get("/", headers=BROWSER)).text()
    words = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.S)

    assert not re.search(r"[$€£%]|\b\d{2,}\b|guarantee|carat|week|month", words, re.I)


async def test_the_shop_of_a_house_that_is_not_known_is_a_plain_page(client: TestClient) -> None:
    answer = await client.get("/?house=<script>", headers=BROWSER)

    assert answer.status == 400
    assert answer.content_type == "text/html"
    assert "<script>" not in await answer.text()


@pytest.mark.parametrize("address", ["/", "/embed"])
async def test_a_page_loads_nothing_from_elsewhere(client: TestClient, address: str) -> None:
    page = await (await client.get(address, headers=BROWSER)).text()
    sources = [page, *(path.read_text() for path in DEMO.iterdir())]

    assert not re.findall(r"""(?:src|href)=["']https?://(?!josefinabailleres)""", page)
    assert not re.findall(r"""@import|url\(|from ["']https?:""", "".join(sources))
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", "".join(sources))
    assert not re.findall(r"<style|style=|<script(?![^>]*src=)| on[a-z]+=", page)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/health",
        "/embed",
        "/demo/shop.css",
        "/demo/embed.js",
        "/webhooks/rest/",
        "/nowhere",
        "/chat/messages",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
async def test_every_answer_carries_the_security_headers(
    client: TestClient, address: str, accept: str
) -> None:
    answer = await client.get(address, headers={"Accept": accept})

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] in {"no-store", "no-cache"}
    assert "aiohttp" not in answer.headers["Server"]
    assert answer.headers[REQUEST_ID_HEADER]


async def test_modules_are_served_as_javascript(client: TestClient) -> None:
    for path in DEMO.glob("*.js"):
        assert "javascript" in (await client.get(f"/demo/{path.name}")).content_type


@pytest.mark.parametrize(
    "address", ["/demo/../routes.py", "/demo/..%2froutes.py", "/demo/%2e%2e/templates/shop.html", "/demo/"]
)
async def test_only_the_demo_folder_is_served(client: TestClient, address: str) -> None:
    assert (await client.get(address)).status in {403, 404}


async def test_a_wrong_address_is_explained_to_people_and_to_programs(client: TestClient) -> None:
    page = await client.get("/some/where", headers=BROWSER)
    answer = await client.get("/some/where")

    assert (page.status, answer.status) == (404, 404)
    assert "There is nothing at this address." in await page.text()
    assert 'href="../demo/shop.css"' in await page.text()
    assert (await answer.json())["error"] == "There is nothing at this address."


async def test_a_wrong_method_is_told_the_right_one(client: TestClient) -> None:
    answer = await client.post("/")

    assert answer.status == 405
    assert answer.headers["Allow"] == "GET,HEAD"


@pytest.mark.parametrize(("given", "kept"), [("abc-1.2_3", True), ("a b", False), ("x" * 65, False)])
async def test_a_request_keeps_the_id_it_came_with_where_it_is_one(
    client: TestClient, given: str, kept: bool
) -> None:
    answer = await client.get("/health", headers={REQUEST_ID_HEADER: given})

    assert (answer.headers[REQUEST_ID_HEADER] == given) is kept


async def test_logs_hold_no_word_of_a_customer(
    client: TestClient, desk: EchoDesk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    canary = "canary4711"
    message = {"sender": canary, "message": canary, "metadata": {"message_id": canary}}
    await client.post("/webhooks/rest/webhook", json=message)
    await client.post("/webhooks/rest/webhook", json=message | {"message": canary * 2})
    await client.get(f"/{canary}?{canary}={canary}")
    await client.get(f"/?house={canary}")
    desk.available = False
    await client.post("/webhooks/rest/webhook", json=message)

    assert "POST /webhooks/rest/webhook 200" in caplog.text
    assert canary not in caplog.text


class ClumsyDesk(EchoDesk):
    """A desk that fails in a way that nobody foresaw, with the customer's words in its error."""

    async def answer(self, inbound: object) -> tuple[()]:
        raise RuntimeError(f"could not read {inbound!r}")


async def test_a_fault_of_our_own_is_admitted_without_details(caplog: pytest.LogCaptureFixture) -> None:
    async with TestClient(TestServer(create_service(ClumsyDesk()))) as client:
        answer = await client.post("/webhooks/rest/webhook", json={"sender": "a", "message": "canary4711"})
        explained = await answer.json()

    assert answer.status == 500
    assert explained == {
        "error": "Something went wrong on our side.",
        "where": "service",
        "remedy": "Try again in a moment; the same message id is safe.",
    }
    assert "RuntimeError" in caplog.text
    assert "canary4711" not in caplog.text


class SlowDesk(EchoDesk):
    """A desk whose answer takes longer than a caller should wait."""

    async def answer(self, inbound: object) -> tuple[()]:
        raise asyncio.TimeoutError


async def test_an_answer_that_takes_too_long_is_to_be_asked_for_again() -> None:
    async with TestClient(TestServer(create_service(SlowDesk()))) as client:
        answer = await client.post("/webhooks/rest/webhook", json={"sender": "a", "message": "Hello"})

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "5"


async def test_health_names_what_is_there(client: TestClient) -> None:
    answer = await client.get("/health")

    assert answer.status == 200
    assert await answer.json() == {"status": "ok", "version": "0.1.0", "database": True, "model": True}


async def test_health_fails_when_a_part_is_missing_or_breaks() -> None:
    async def is_gone() -> bool:
        return False

    async def breaks() -> bool:
        raise OSError("no such file")

    app: web.Application = create_service(EchoDesk())
    app[PROBES] = {"database": breaks, "model": is_gone}
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/health")
        health = await answer.json()

    assert answer.status == 503
    assert health["status"] == "unavailable"
    assert (health["database"], health["model"]) == (False, False)
