"""A real browser, and somebody who sits in front of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, Dialog, Locator, Page, async_playwright, expect

from tests.fakes import EchoDesk, create_service

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("LOUPE_REQUIRE_BROWSER") == "1"
SHOTS = os.environ.get("LOUPE_SHOTS")
"""A folder for pictures of the page, where some are wanted."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 860}}

NEEDS_BROWSER = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        CHROMIUM is None and not REQUIRED,
        reason="NO BROWSER: the page was not tried. Put chromium on PATH; LOUPE_REQUIRE_BROWSER=1 insists.",
    ),
]
"""What a module of tests in a browser is marked with."""

expect.set_options(timeout=10_000)

Upload = dict[str, Any]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for a whole module."""
    assert CHROMIUM, "LOUPE_REQUIRE_BROWSER is set, and there is no chromium on PATH."
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def address(desk: EchoDesk) -> AsyncIterator[str]:
    """Where a service listens whose desk echoes."""
    async with TestServer(create_service(desk)) as server:
        yield str(server.make_url("/"))


@pytest_asyncio.fixture(loop_scope="module")
async def browser(chromium: Browser, address: str) -> AsyncIterator[Browser]:
    """The browser, closed down before the service that its pages still listen to."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


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
        self.panel = page.get_by_role("dialog").first

    async def _remember_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        await dialog.dismiss()

    def button(self, name: str) -> Locator:
        """Find the button with exactly this name; the newest where there are several."""
        return self.page.get_by_role("button", name=name, exact=True).last

    async def open_chat(self) -> None:
        """Open the chat with the button in the corner."""
        await self.page.locator(".launcher").click()
        await expect(self.words).to_be_visible()

    async def say(self, text: str) -> None:
        """Write a message and send it with the enter key."""
        await self.words.fill(text)
        await self.words.press("Enter")

    async def heard(self, text: str) -> None:
        """Wait until the house has said this."""
        await expect(self.log.get_by_text(text, exact=True).last).to_be_visible()

    async def choose_photos(self, *photos: Upload) -> None:
        """Add photos with the button."""
        if not await self.page.locator(".tray").is_visible():
            await self.button("Add photos").click()
        await self.page.locator("input[multiple]").set_input_files(list(photos))

    async def read_log(self) -> Sequence[str]:
        """Read what was said, line by line, with who said it and without the time."""
        return await self.log.locator(".bubble").all_inner_texts()

    async def picture(self, name: str) -> None:
        """Take a picture of the page, where pictures are wanted."""
        if SHOTS:
            await self.page.wait_for_timeout(400)
            await self.page.screenshot(path=Path(SHOTS) / f"{name}.png")


async def visit(context: BrowserContext, address: str) -> Customer:
    """Have somebody go to a page."""
    customer = Customer(await context.new_page())
    await customer.page.goto(address)
    return customer
