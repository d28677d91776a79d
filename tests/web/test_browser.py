"""The demo shop in a real browser: what a customer does with eyes, fingers and a keyboard."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, Page, Route, async_playwright, expect

from tests.fakes import EchoDesk, create_service

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("LOUPE_REQUIRE_BROWSER") == "1"
SHOTS = os.environ.get("LOUPE_SHOTS")
"""A folder for pictures of the page, where one is wanted."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1360, "height": 860}}

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        CHROMIUM is None and not REQUIRED,
        reason="NO BROWSER: the page was not tried. Put chromium on PATH; LOUPE_REQUIRE_BROWSER=1 insists.",
    ),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    assert CHROMIUM, "LOUPE_REQUIRE_BROWSER is set, and there is no chromium on PATH."
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    yield chromium
    for context in chromium.contexts:
        await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def address(desk: EchoDesk) -> AsyncIterator[str]:
    async with TestServer(create_service(desk)) as server:
        yield str(server.make_url("/"))


class Customer:
    """Somebody at the page; whatever the browser complains of is remembered."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        page.on("console", lambda line: self.complaints.append(line.text) if line.type != "log" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._remember_dialog)
        self.log = page.get_by_role("log")
        self.words = page.get_by_label("Your message")

    async def _remember_dialog(self, dialog: object) -> None:
        self.dialogs.append(str(dialog))

    async def open_chat(self) -> None:
        await self.page.get_by_role("button", name="Talk with us").click()

    async def say(self, text: str) -> None:
        await self.words.fill(text)
        await self.words.press("Enter")

    async def heard(self, text: str) -> None:
        await expect(self.log.get_by_text(text, exact=True).last).to_be_visible()

    async def picture(self, name: str) -> None:
        if SHOTS:
            await self.page.wait_for_timeout(400)
            await self.page.screenshot(path=Path(SHOTS) / f"{name}.png")


async def visit(context: BrowserContext, address: str) -> Customer:
    customer = Customer(await context.new_page())
    await customer.page.goto(address)
    return customer


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_customer_talks_chooses_and_comes_back(
    browser: Browser, address: str, device: dict[str, object], scheme: str
) -> None:
    context = await browser.new_context(**device, color_scheme=scheme)
    anna = await visit(context, address)
    name = ("phone" if device is PHONE else "desktop") + f"-{scheme}"
    await anna.picture(f"{name}-page")
    await anna.open_chat()
    await anna.picture(f"{name}-welcome")
    await anna.say("An oval sapphire")
    await anna.heard("You said: An oval sapphire")
    await anna.page.get_by_role("button", name="A ring").last.click()
    await anna.heard("You said: A ring")
    await anna.say("summary")
    await expect(anna.log.locator("dt")).to_have_text(["Piece", "Stone", "Size", "Budget"])
    await anna.picture(f"{name}-summary")
    before = await anna.log.inner_text()

    await anna.page.reload()

    await expect(anna.log).to_contain_text("about $12,000")
    assert await anna.log.inner_text() == before
    await expect(anna.page.get_by_role("button", name="Yes, please")).to_be_visible()
    assert anna.complaints == []


async def test_a_choice_is_sent_as_words_and_never_as_a_command(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("Hello")
    await anna.page.get_by_role("group").get_by_role("button", name="Earrings").click()
    await anna.heard("You said: Earrings")

    assert [message.text for message in desk.taken] == ["Hello", "Earrings"]
    await expect(anna.words).to_be_focused()


async def test_everything_can_be_done_with_the_keyboard(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(), address)
    press = anna.page.keyboard.press
    await press("Tab")
    await expect(anna.page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    await press("Enter")
    await expect(anna.page.get_by_role("button", name="Begin a conversation")).to_be_focused()
    await press("Enter")
    await expect(anna.words).to_be_focused()
    await anna.page.keyboard.type("First line")
    await press("Shift+Enter")
    await anna.page.keyboard.type("second line")
    await press("Enter")
    await anna.heard("You said: First line second line")
    await expect(anna.words).to_be_focused()
    await expect(anna.words).to_have_value("")
    await press("Shift+Tab")
    await expect(anna.page.get_by_role("button", name="Earrings").last).to_be_focused()
    await press("Shift+Tab")
    await press("Enter")
    await anna.heard("You said: A ring")
    await press("Escape")
    await expect(anna.page.get_by_role("dialog")).to_be_hidden()
    await expect(anna.page.get_by_role("button", name="Begin a conversation")).to_be_focused()
    assert anna.complaints == []


async def test_a_card_on_the_page_begins_with_its_own_words(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.page.get_by_role("button", name="A stone of your own").click()

    await expect(anna.words).to_have_value("I have a stone of my own that I would like to use.")
    await anna.page.get_by_role("button", name="Send", exact=True).click()
    await anna.heard("You said: I have a stone of my own that I would like to use.")


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "javascript:alert(1)",
        '"><iframe srcdoc="<script>alert(1)</script>">',
        "[click](javascript:alert(1))",
        'https://example.com/"onmouseover="alert(1)',
        "{{constructor.constructor('alert(1)')()}}",
    ],
)
async def test_a_script_is_shown_as_the_text_it_is(browser: Browser, address: str, script: str) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say(script)
    await expect(anna.log).to_contain_text(f"You said: {script}")
    await anna.page.reload()
    await expect(anna.log).to_contain_text(f"You said: {script}")

    assert await anna.log.locator("script, img, svg, iframe, [onmouseover]").count() == 0
    for link in await anna.log.get_by_role("link").all():
        assert (await link.get_attribute("href") or "").startswith("https://example.com/")
    assert anna.dialogs == []
    assert anna.complaints == []


async def test_addresses_are_links_that_tell_nobody_where_they_were_clicked(
    browser: Browser, address: str
) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("summary")
    mail, web = anna.log.get_by_role("link").first, anna.log.get_by_role("link").last

    await expect(mail).to_have_attribute("href", "mailto:custom@example.com")
    await expect(web).to_have_attribute("href", "https://example.com/custom")
    await expect(web).to_have_attribute("rel", "noopener noreferrer nofollow")


async def test_a_message_that_does_not_arrive_is_kept_and_sent_once(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.page.route("**/chat/messages*", lambda route: route.abort())
    await anna.say("An oval sapphire")
    again = anna.page.get_by_role("button", name="Try again")
    await expect(again).to_be_visible(timeout=10_000)
    await anna.page.unroute("**/chat/messages*")
    await again.click()
    await anna.heard("You said: An oval sapphire")

    assert len(desk.taken) == 1
    await expect(anna.log.locator(".customer")).to_have_count(1)


async def test_an_answer_lost_on_the_way_is_asked_for_again_after_a_reload(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    async def lose_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.page.route("**/chat/messages", lose_answer)
    await anna.say("An oval sapphire")
    await expect(anna.page.get_by_role("button", name="Try again")).to_be_visible(timeout=10_000)
    await anna.page.unroute("**/chat/messages")
    await anna.page.reload()
    await anna.heard("What shall it be?")
    await anna.say("Thank you")
    await anna.heard("You said: Thank you")

    assert [message.text for message in desk.taken] == ["An oval sapphire", "Thank you"]
    await expect(anna.log.locator(".customer")).to_have_count(2)
    await expect(anna.log.locator(".house")).to_have_count(4)


async def test_typing_is_shown_outside_the_log(browser: Browser, address: str, desk: EchoDesk) -> None:
    desk.pause = 0.5
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("Hello")

    await expect(anna.page.locator(".typing")).to_be_visible()
    await expect(anna.log.locator(".typing")).to_have_count(0)
    await anna.heard("You said: Hello")
    await expect(anna.page.locator(".typing")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 768, 1360])
async def test_nothing_is_cut_off_and_every_target_is_large_enough(
    browser: Browser, address: str, width: int
) -> None:
    anna = await visit(
        await browser.new_context(viewport={"width": width, "height": 720}, reduced_motion="reduce"), address
    )
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not await anna.page.evaluate(wide)
    small = """() => [...document.querySelectorAll("button, textarea")]
        .filter((e) => e.checkVisibility()).map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44).map(([text]) => text)"""
    assert await anna.page.evaluate(small) == []
    await anna.open_chat()
    await anna.say("x" * 600)
    await anna.say("summary")
    await expect(anna.log.locator("dl")).to_be_visible()

    assert await anna.page.evaluate(small) == []
    assert not await anna.page.evaluate(
        "() => { const s = document.querySelector('.scroll'); return s.scrollWidth > s.clientWidth; }"
    )
    moving = "() => document.getAnimations().filter((a) => a.playState === 'running').length"
    assert await anna.page.evaluate(moving) == 0


async def test_on_a_phone_the_page_behind_cannot_be_reached(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(**PHONE), address)
    await anna.open_chat()

    assert await anna.page.locator("main").evaluate("e => e.inert")
    await expect(anna.page.get_by_role("dialog")).to_be_focused()
    await anna.page.get_by_role("button", name="Close the conversation").click()
    assert not await anna.page.locator("main").evaluate("e => e.inert")
    await expect(anna.page.get_by_role("button", name="Talk with us")).to_be_focused()
