"""The chat when things go wrong: no network, no service, a lost answer, a second tab, a phone that slept."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timezone

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, Request, Route, expect

from tests.browsers import NEEDS_BROWSER, Customer, visit
from tests.fakes import EchoDesk, create_service

pytestmark = NEEDS_BROWSER

HOUSE = "josefina_bailleres"


def reply_as_person(desk: EchoDesk, text: str) -> None:
    """Have one of the house's people write to whoever spoke first."""
    conversation = desk.store.find_conversation("web", HOUSE, desk.taken[0].sender)
    assert conversation
    desk.store.write_reply(conversation, text, "Renata", datetime.now(timezone.utc))


def count_requests(page: Page, path: str, method: str = "GET") -> list[Request]:
    """Note every request to a path from now on."""
    asked: list[Request] = []
    page.on(
        "request",
        lambda request: asked.append(request) if path in request.url and request.method == method else None,
    )
    return asked


async def begin(browser: Browser, address: str, first: str = "Hello") -> Customer:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say(first)
    await anna.heard(f"You said: {first}")
    return anna


async def test_what_is_written_without_a_network_waits_a_minute_and_is_sent_once_in_order(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    context = await browser.new_context()
    anna = await visit(context, address)
    await anna.page.clock.install()
    await anna.open_chat()
    await context.set_offline(True)
    for text in ("One", "Two", "Three"):
        await anna.say(text)
    await expect(anna.log.locator(".waiting")).to_have_count(3)
    await expect(anna.page.get_by_text("You are offline.")).to_be_visible()
    await anna.page.clock.fast_forward(60_000)
    await expect(anna.log.locator(".waiting")).to_have_count(3)
    await anna.picture("offline")
    await context.set_offline(False)
    await anna.heard("You said: Three")

    assert [message.text for message in desk.taken] == ["One", "Two", "Three"]
    await expect(anna.log.locator(".customer")).to_have_count(3)
    await expect(anna.log.locator(".waiting")).to_have_count(0)
    await expect(anna.page.get_by_text("You are offline.")).to_be_hidden()


async def test_a_network_that_comes_back_is_noticed_where_nothing_waits(
    browser: Browser, address: str
) -> None:
    anna = await begin(browser, address)
    await anna.page.context.set_offline(True)
    await expect(anna.page.get_by_text("You are offline.")).to_be_visible()
    await anna.page.context.set_offline(False)
    await expect(anna.page.get_by_text("You are offline.")).to_be_hidden()


async def test_a_message_that_hangs_in_a_network_that_is_gone_is_sent_again(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await begin(browser, address)
    await anna.page.route("**/chat/messages", lambda route: asyncio.sleep(0), times=1)
    await anna.say("An oval sapphire")
    await expect(anna.page.locator(".typing")).to_be_visible()
    await anna.page.evaluate("dispatchEvent(new Event('online'))")
    await anna.heard("You said: An oval sapphire")

    assert [message.text for message in desk.taken] == ["Hello", "An oval sapphire"]


async def test_what_waits_outlives_a_reload(browser: Browser, address: str, desk: EchoDesk) -> None:
    anna = await begin(browser, address)
    desk.available = False
    await anna.say("An oval sapphire")
    await expect(anna.page.get_by_text("The house cannot be reached just now.")).to_be_visible()
    await expect(anna.page.locator(".notice").get_by_role("link")).to_have_attribute(
        "href", "mailto:sales@josefinabailleres.com"
    )
    await anna.page.reload()
    await expect(anna.log.locator(".waiting .bubble")).to_have_text("You: An oval sapphire")
    desk.available = True
    await expect(anna.log.get_by_text("You said: An oval sapphire")).to_be_visible()

    assert [message.text for message in desk.taken] == ["Hello", "An oval sapphire"]
    await expect(anna.log.locator(".customer")).to_have_count(2)


async def test_what_waits_is_seen_when_a_chat_that_was_closed_is_opened(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await begin(browser, address)
    desk.available = False
    await anna.say("An oval sapphire")
    await anna.page.keyboard.press("Escape")
    await anna.page.reload()
    await anna.open_chat()
    await expect(anna.log.locator(".waiting .bubble")).to_have_text("You: An oval sapphire")
    desk.available = True
    await anna.heard("You said: An oval sapphire")


async def test_an_answer_lost_on_the_way_is_asked_for_again(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    async def lose_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.page.route("**/chat/messages", lose_answer, times=1)
    await anna.say("An oval sapphire")
    await anna.heard("What shall it be?")
    await anna.say("Thank you")
    await anna.heard("You said: Thank you")

    assert [message.text for message in desk.taken] == ["An oval sapphire", "Thank you"]
    await expect(anna.log.locator(".customer")).to_have_count(2)
    await expect(anna.log.locator(".house")).to_have_count(4)


async def test_a_visit_that_is_no_longer_known_begins_anew_and_nothing_is_lost(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await begin(browser, address)
    await anna.page.evaluate(f"localStorage.setItem('loupe:{HOUSE}:token', '\"forged\"')")
    await anna.say("An oval sapphire")
    await anna.heard("You said: An oval sapphire")

    assert [message.text for message in desk.taken] == ["Hello", "An oval sapphire"]
    assert desk.taken[0].sender != desk.taken[1].sender


async def test_a_refused_message_is_not_sent_again_and_can_be_written_anew(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await begin(browser, address)
    sent = count_requests(anna.page, "/chat/messages", "POST")
    explained = (
        '{"error": "A different message was sent with this id.", "where": "id", "remedy": "Write anew."}'
    )
    await anna.page.route(
        "**/chat/messages",
        lambda route: route.fulfill(status=409, body=explained, content_type="application/json"),
    )
    await anna.say("An oval sapphire")
    await expect(anna.log.locator(".refused")).to_contain_text("A different message was sent with this id.")
    await anna.page.wait_for_timeout(1_500)
    assert len(sent) == 1
    await anna.page.unroute("**/chat/messages")
    await anna.button("Write again").click()
    await expect(anna.words).to_have_value("An oval sapphire")
    await anna.words.press("Enter")
    await anna.heard("You said: An oval sapphire")
    await expect(anna.log.locator(".refused")).to_have_count(0)


async def test_who_is_asked_to_wait_waits_as_long_and_says_so(browser: Browser, address: str) -> None:
    anna = await begin(browser, address)
    body = '{"error": "That is more than we can take at once.", "where": "rate", "remedy": "Wait 2 seconds."}'
    times: list[float] = []
    anna.page.on(
        "request",
        lambda request: times.append(asyncio.get_running_loop().time()) if request.method == "POST" else None,
    )
    await anna.page.route(
        "**/chat/messages",
        lambda route: route.fulfill(
            status=429, body=body, content_type="application/json", headers={"Retry-After": "2"}
        ),
        times=1,
    )
    await anna.say("An oval sapphire")
    await expect(anna.page.get_by_text("That is more than we can take at once.")).to_be_visible()
    await anna.heard("You said: An oval sapphire")

    assert times[1] - times[0] >= 2
    await expect(anna.page.get_by_text("That is more than we can take at once.")).to_be_hidden()


async def test_two_tabs_show_the_same_and_only_one_holds_the_stream(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await begin(browser, address)
    other = await visit(anna.page.context, address)
    streams = count_requests(other.page, "/chat/events")
    await other.open_chat()
    await other.heard("You said: Hello")
    await other.say("From the second")
    await anna.heard("You said: From the second")
    await anna.say("From the first")
    await other.heard("You said: From the first")
    reply_as_person(desk, "Good morning, this is Renata.")
    await anna.heard("Good morning, this is Renata.")
    await other.heard("Good morning, this is Renata.")
    assert await anna.read_log() == await other.read_log()
    assert streams == []

    await anna.page.close()
    reply_as_person(desk, "Are you still there?")
    await other.heard("Are you still there?")
    assert len(streams) == 1
    assert [message.text for message in desk.taken] == ["Hello", "From the second", "From the first"]


async def test_what_two_tabs_write_without_a_network_is_sent_once_in_its_order(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await begin(browser, address)
    other = await visit(anna.page.context, address)
    await other.open_chat()
    await anna.page.context.set_offline(True)
    await anna.say("One")
    await other.say("Two")
    await anna.say("Three")
    await expect(other.log.locator(".waiting")).to_have_count(3)
    await anna.page.context.set_offline(False)
    await anna.heard("You said: Three")
    await other.heard("You said: Three")

    assert [message.text for message in desk.taken] == ["Hello", "One", "Two", "Three"]
    assert await anna.read_log() == await other.read_log()


async def test_a_persons_reply_arrives_live_and_says_who_wrote(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await begin(browser, address)
    reply_as_person(desk, "Good morning, I looked at your stone.")

    await anna.heard("Good morning, I looked at your stone.")
    await expect(anna.page.get_by_text("Renata is with you")).to_be_visible()
    await expect(anna.log.locator(".person .name")).to_have_text("Renata")


async def test_a_reply_is_announced_on_the_launcher_while_the_chat_is_closed(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await begin(browser, address)
    await anna.page.keyboard.press("Escape")
    reply_as_person(desk, "Good morning.")
    await expect(anna.page.locator(".launcher")).to_contain_text("1 new message")
    await anna.page.reload()
    await expect(anna.page.locator(".launcher")).to_contain_text("1 new message")
    await anna.open_chat()
    await anna.heard("Good morning.")
    await anna.page.keyboard.press("Escape")
    await expect(anna.page.locator(".news")).to_be_hidden()


async def test_where_streams_do_not_get_through_the_messages_are_asked_for(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.page.route("**/chat/events*", lambda route: route.abort())
    await anna.open_chat()
    await anna.say("Hello")
    await anna.heard("You said: Hello")
    reply_as_person(desk, "Good morning.")

    await expect(anna.log.get_by_text("Good morning.")).to_be_visible(timeout=15_000)


async def test_a_phone_that_slept_lets_the_stream_go_and_catches_up(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    turn = """(hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    anna = await begin(browser, address)
    await anna.page.evaluate(turn, True)
    reply_as_person(desk, "Good morning.")
    await anna.page.wait_for_timeout(1_200)
    await expect(anna.log.get_by_text("Good morning.")).to_have_count(0)
    await anna.page.evaluate(turn, False)

    await anna.heard("Good morning.")


async def test_a_service_that_was_restarted_is_found_again(browser: Browser, desk: EchoDesk) -> None:
    async with TestServer(create_service(desk)) as server:
        address, port = str(server.make_url("/")), server.port
        anna = await begin(browser, address)
        stopped = time.monotonic()
    # The stream that is open does not hold it up.
    assert time.monotonic() - stopped < 5
    await anna.say("An oval sapphire")
    await expect(anna.page.get_by_text("The house cannot be reached just now.")).to_be_visible()
    async with TestServer(create_service(desk), port=port):
        await anna.heard("You said: An oval sapphire")
        reply_as_person(desk, "Good morning.")
        await expect(anna.log.get_by_text("Good morning.")).to_be_visible()
        await anna.page.close()

    assert [message.text for message in desk.taken] == ["Hello", "An oval sapphire"]


@pytest.mark.parametrize("missing", ["navigator.locks", "BroadcastChannel", "localStorage"])
async def test_the_chat_works_where_a_browser_lacks_something(
    browser: Browser, address: str, missing: str
) -> None:
    lack = {
        "navigator.locks": "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })",
        "BroadcastChannel": "delete globalThis.BroadcastChannel",
        "localStorage": "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })",
    }
    context = await browser.new_context()
    await context.add_init_script(lack[missing])
    anna = await visit(context, address)
    await anna.open_chat()
    await anna.say("Hello")
    await anna.heard("You said: Hello")
    await anna.say("A ring")
    await anna.heard("You said: A ring")

    assert anna.complaints == []
