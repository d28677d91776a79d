"""The chat on somebody else's page: another origin, a strict policy, the shop's own looks, a slow line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import click
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from playwright.async_api import Browser, expect

from bot.atelier.packs.pack import load_houses
from tests.browsers import DESK, NEEDS_BROWSER, PHONE, Customer, visit
from tests.fakes import EchoDesk, create_service
from tests.pictures.cameras import take_picture

pytestmark = NEEDS_BROWSER

HOUSE = "josefina_bailleres"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/shop.css"></head>
<body><main><h1>A shop</h1><p>Rings, and little else.</p><button data-loupe-open="A ring">Ask</button></main>
<script src="{service}widget.js" async></script>
<loupe-chat house="josefina_bailleres" {attributes}></loupe-chat></body></html>"""
STYLE = """html { font-size: 62.5%; } * { box-sizing: content-box; } body { letter-spacing: 3px; }
button, p, li, dl, dt, dd, textarea { all: unset; color: red !important; text-transform: uppercase; }"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>'
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""A slow phone line: 1.6 Mbit/s down, 150 ms there and back."""


@dataclass
class Embedding:
    """A shop with a page, and a service that knows the shop's origin and lives elsewhere."""

    shop: str
    service: str
    policy: str


@pytest_asyncio.fixture(loop_scope="module")
async def embedding(desk: EchoDesk) -> AsyncIterator[Embedding]:
    port = unused_port()
    origin = f"http://localhost:{port}"
    service = create_service(desk, origins={origin: (HOUSE,)})
    async with TestServer(service) as server:
        lives = f"http://127.0.0.1:{server.port}"
        # What the page on embedding tells a shop to allow, and nothing else; the shop's own logo is its own.
        policy = (
            f"default-src 'none'; script-src 'self' {lives}; connect-src {lives}; img-src 'self' blob:; "
            "style-src 'self'; require-trusted-types-for 'script'; frame-ancestors 'none'"
        )

        async def show_page(request: web.Request) -> web.Response:
            page = PAGE.format(service=f"{lives}/", attributes=request.query.get("attributes", ""))
            return web.Response(
                text=page, content_type="text/html", headers={"Content-Security-Policy": policy}
            )

        async def show_file(request: web.Request) -> web.Response:
            style = request.path.endswith("css")
            kind = "text/css" if style else "image/svg+xml"
            return web.Response(text=STYLE if style else LOGO, content_type=kind)

        shop = web.Application()
        shop.add_routes(
            [web.get("/", show_page), web.get("/shop.css", show_file), web.get("/logo.svg", show_file)]
        )
        shop.add_routes([web.get("/favicon.ico", show_file)])
        async with TestServer(shop, host="127.0.0.1", port=port):
            yield Embedding(f"{origin}/", f"{lives}/", policy)


@pytest_asyncio.fixture(loop_scope="module")
async def browser(chromium: Browser, embedding: Embedding) -> AsyncIterator[Browser]:
    """The browser, closed down before the service that its pages still listen to."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


async def test_the_chat_works_on_a_page_of_another_origin_under_a_strict_policy(
    browser: Browser, embedding: Embedding, desk: EchoDesk
) -> None:
    anna = await visit(await browser.new_context(**DESK), embedding.shop)
    await anna.page.evaluate(
        "addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective, e.blockedURI))"
    )
    await anna.page.get_by_role("button", name="Ask").click()
    await expect(anna.words).to_have_value("A ring")
    await anna.choose_photos({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": take_picture()})
    await expect(anna.page.locator(".photo img")).to_be_visible()
    await anna.words.press("Enter")
    await anna.heard("You said: A ring")
    await expect(anna.log.locator(".gallery img")).to_have_count(1)
    await anna.say("summary")
    await expect(anna.log.locator("dt")).to_have_count(4)
    await anna.picture("embedded")
    await anna.page.reload()
    await expect(anna.log.locator(".gallery img")).to_have_count(1)

    assert anna.complaints == []
    assert [len(message.pictures) for message in desk.taken] == [1, 0]


async def test_the_shops_rules_do_not_reach_into_the_chat(browser: Browser, embedding: Embedding) -> None:
    anna = await visit(await browser.new_context(**DESK), embedding.shop)
    await anna.open_chat()
    style = await anna.button("Talk to a person").evaluate(
        """(element) => {
            const { color, textTransform, letterSpacing } = getComputedStyle(element);
            const { fontSize } = getComputedStyle(element.closest(".loupe"));
            return [color, textTransform, letterSpacing, fontSize];
        }"""
    )

    assert style == ["rgb(106, 95, 86)", "none", "normal", "16px"]


async def test_a_page_that_was_not_named_is_told_so_in_the_chat(
    browser: Browser, embedding: Embedding
) -> None:
    page = await (await browser.new_context(**DESK)).new_page()
    await page.goto(embedding.shop.replace("localhost", "127.0.0.1"))
    await page.locator(".launcher").click()

    await expect(page.get_by_role("dialog")).to_contain_text("cannot be reached just now")
    await page.get_by_role("button", name="Close the conversation").click()
    await expect(page.locator(".launcher")).to_be_focused()


async def test_attributes_change_the_chat_and_can_be_changed(browser: Browser, embedding: Embedding) -> None:
    written = (
        "position='left' theme='dark' language='es' color='%23663399' greeting='Buenos días' "
        "logo='/logo.svg' open"
    )
    anna = await visit(await browser.new_context(**DESK), f"{embedding.shop}?attributes={written}")
    await expect(anna.page.get_by_text("Buenos días")).to_be_visible()
    await expect(anna.page.locator(".logo")).to_be_visible()
    box = await anna.panel.bounding_box()
    assert box
    assert box["x"] < 100
    assert await anna.panel.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(28, 24, 21)"
    # A page that has just loaded keeps the focus.
    assert await anna.page.evaluate("document.activeElement === document.body")

    chat = anna.page.locator("loupe-chat")
    await chat.evaluate("e => e.setAttribute('theme', 'light')")
    assert await anna.panel.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 253, 250)"
    await chat.evaluate("e => e.removeAttribute('open')")
    await expect(anna.panel).to_be_hidden()
    await chat.evaluate("e => e.show('Hola')")
    await expect(anna.page.get_by_label("Su mensaje")).to_have_value("Hola")
    await chat.evaluate("e => e.close()")
    await expect(anna.panel).to_be_hidden()
    await chat.evaluate("e => e.remove()")
    await expect(anna.page.locator(".launcher")).to_have_count(0)


async def test_a_chat_that_is_changed_while_it_is_open_gives_the_page_back(
    browser: Browser, embedding: Embedding
) -> None:
    anna = await visit(await browser.new_context(**PHONE), embedding.shop)
    await anna.open_chat()
    chat = anna.page.locator("loupe-chat")
    await chat.evaluate("e => e.setAttribute('greeting', 'Good day')")
    await expect(anna.page.get_by_text("Good day")).to_be_visible()
    assert await anna.page.locator("main").evaluate("e => e.inert")
    await anna.button("Close the conversation").click()
    assert not await anna.page.locator("main").evaluate("e => e.inert")

    await chat.evaluate("e => e.removeAttribute('house')")
    await expect(anna.page.locator(".launcher")).to_have_count(0)
    await chat.evaluate(f"e => e.setAttribute('house', '{HOUSE}')")
    await anna.open_chat()
    await chat.evaluate("e => e.remove()")
    assert not await anna.page.locator("main").evaluate("e => e.inert")
    assert anna.complaints == []


async def test_custom_properties_give_the_chat_the_shops_looks(
    browser: Browser, embedding: Embedding
) -> None:
    anna = await visit(await browser.new_context(**DESK), embedding.shop)
    await anna.page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            const looks = "--loupe-paper: #fafaff; --loupe-width: 500px; --loupe-radius: 0px";
            sheet.replaceSync(`loupe-chat { ${looks} }`);
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    await anna.open_chat()
    style = await anna.panel.evaluate(
        "e => { const s = getComputedStyle(e); return [s.backgroundColor, s.width, s.borderRadius]; }"
    )

    assert style == ["rgb(250, 250, 255)", "500px", "0px"]


async def test_on_a_slow_line_the_chat_is_there_in_three_seconds(
    browser: Browser, embedding: Embedding, capsys: pytest.CaptureFixture[str]
) -> None:
    context = await browser.new_context(**PHONE)
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", SLOW)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    await page.goto(embedding.shop)
    await expect(page.locator(".launcher")).to_be_visible()
    there = await page.evaluate("performance.now()")
    shown = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    parts = await page.evaluate(
        """performance.getEntriesByType("resource").filter(({ name }) => /widget/.test(name))
            .map(({ encodedBodySize }) => encodedBodySize)"""
    )
    await page.locator(".launcher").tap()
    await expect(Customer(page).words).to_be_visible()
    opened = await page.evaluate("performance.now()")
    figures = (
        f"On a slow line (1.6 Mbit/s, 150 ms, a processor four times slower) the page is drawn after "
        f"{shown:.0f} ms, the chat's button is there after {there:.0f} ms, the chat open after "
        f"{opened:.0f} ms; {sum(parts) / 1000:.1f} kB in {len(parts)} files."
    )
    with capsys.disabled():
        click.echo(f"\n{figures}")

    assert there < 3_000
    assert shown < there


async def test_the_page_on_embedding_writes_the_tag_that_was_chosen(
    browser: Browser, embedding: Embedding
) -> None:
    anna: Customer = await visit(await browser.new_context(**DESK), f"{embedding.service}embed")
    await anna.page.get_by_label("Theme").select_option("dark")
    await anna.page.get_by_label("Position").select_option("left")
    await anna.page.get_by_label("Greeting").fill('Say "yes"')
    origin = embedding.service.rstrip("/")

    await expect(anna.page.locator("#tag")).to_have_text(
        f'<script src="{origin}/widget.js" async></script>\n'
        '<loupe-chat house="josefina_bailleres" theme="dark" position="left" '
        'greeting="Say &quot;yes&quot;"></loupe-chat>'
    )
    await expect(anna.page.locator("#policy")).to_contain_text(f"script-src {origin}")
    await anna.open_chat()
    await expect(anna.page.get_by_text('Say "yes"')).to_be_visible()
    await anna.page.get_by_label("House").select_option("atlier_jewelry")
    await expect(anna.panel).to_have_accessible_name(load_houses()["atlier_jewelry"].name)
    await anna.say("Hello")
    await anna.heard("You said: Hello")
    assert anna.complaints == []
