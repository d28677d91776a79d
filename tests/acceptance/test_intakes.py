"""Whole intakes in a real browser, against the real service: from the first words to the brief."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, Page, Response, expect

from tests.browsers import DESK, NEEDS_BROWSER, PHONE, Customer, Upload, chromium
from tests.pictures.cameras import SCRIPT, take_picture
from tests.processes import Service

__all__ = ["chromium"]

pytestmark = NEEDS_BROWSER

DEVICES = pytest.mark.parametrize("device", [DESK, PHONE], ids=["1280", "375"])
WISH = "I would like an engagement ring, new design, with an oval sapphire of about 2 ct, in 18k yellow gold"
ANSWERS = {
    "piece_type": "a ring",
    "project_kind": "a new design",
    "inspiration": "a river pebble",
    "likes_dislikes": "low and clean, no halo",
    "stones": "an oval sapphire, about 2 ct",
    "stone_condition": "it is unworn and without damage",
    "timing": "no rush",
    "budget": "about $12,000",
    "metal": "18k yellow gold",
    "ring_size": "6",
    "name": "Sam Client, Boston",
    "consultation": "By email is fine",
    "confirm": "Yes, send it",
}


@pytest_asyncio.fixture(loop_scope="module")
async def browser(chromium: Browser, service: Service) -> AsyncIterator[Browser]:
    """The browser, closed down before the service that its pages still listen to."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


class Intake(Customer):
    """Somebody with a wish, who answers whatever the desk asks."""

    def __init__(self, page: Page, email: str) -> None:
        super().__init__(page)
        self.answers = ANSWERS | {"email": email}
        self.standing: dict[str, Any] = {}

    def remember(self, told: dict[str, Any]) -> None:
        replies = [line for line in told["messages"] if line["author"] == "house"]
        self.standing = replies[-1] if replies else self.standing

    async def tell(self, text: str) -> None:
        """Write a message and wait for what is answered."""
        async with self.page.expect_response(_is_answer, timeout=20_000) as answered:
            await self.say(text)
        self.remember(await (await answered.value).json())

    async def press(self, name: str) -> None:
        """Press a button that says something, and wait for what is answered."""
        async with self.page.expect_response(_is_answer, timeout=20_000) as answered:
            await self.button(name).click()
        self.remember(await (await answered.value).json())

    async def answer_until(self, asked: str, limit: int = 20) -> None:
        """Answer what is asked until it is this."""
        for _ in range(limit):
            if self.standing["asked"] == asked:
                return
            await self.tell(self.answers[self.standing["asked"]])
        raise AssertionError(f"never asked for {asked}, but for {self.standing}")


def _is_answer(response: Response) -> bool:
    return (
        response.url.endswith("/chat/messages")
        and response.request.method == "POST"
        and response.status == 200
    )


async def begin(browser: Browser, service: Service, device: dict[str, Any], email: str) -> Intake:
    context = await browser.new_context(**device)
    page = await context.new_page()
    anna = Intake(page, email)
    await page.goto(service.address)
    await anna.open_chat()
    return anna


def photo(name: str, content: bytes) -> Upload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


@DEVICES
async def test_a_wish_with_photos_becomes_a_brief_and_a_person_answers_live(
    browser: Browser, service: Service, device: dict[str, Any]
) -> None:
    email = f"photos{device['viewport']['width']}@example.com"  # type: ignore[index]
    anna = await begin(browser, service, device, email)
    await anna.choose_photos(
        photo("IMG_0001.HEIC", take_picture("HEIF")),
        photo("IMG_0002.jpg", take_picture("JPEG")),
        photo("fake.jpg", b"\xff\xd8\xff\xe0" + SCRIPT),
        photo("large.jpg", b"\xff\xd8\xff" + bytes(10 * 2**20)),
    )
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(2, timeout=15_000)
    await expect(anna.page.locator(".photo[data-state=refused]")).to_have_count(2)
    await anna.page.get_by_label("Note on photo 1").fill("I like the halo, not the band")
    await anna.tell(WISH)
    await expect(anna.log.locator(".gallery img")).to_have_count(2)

    anna.answers["budget"] = "about $60,000"
    await anna.answer_until("consultation")
    await anna.page.get_by_label("In person").check()
    await anna.page.get_by_label("Day 1", exact=True).select_option(index=3)
    await anna.page.get_by_label("Time of day 1").select_option("in the afternoon")
    day = await anna.page.get_by_label("Day 1", exact=True).input_value()
    await anna.press("Send my preference")
    await anna.answer_until("confirm")
    await anna.press("Change: Size")
    assert anna.standing["asked"] == "ring_size"
    await anna.tell("7")
    await expect(anna.log.locator(".current dl")).to_contain_text("7")
    await anna.press("Yes, send it")
    assert anna.standing["status"] == "submitted"
    await expect(anna.page.get_by_text("Passed on to the house")).to_be_visible()

    (letter,) = service.read_mail(email)
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "I like the halo, not the band" in text
    assert day in text
    pictures = [part for part in letter.walk() if part.get_content_type() == "image/jpeg"]
    assert len(pictures) == 2
    for picture in pictures:
        opened = Image.open(io.BytesIO(picture.get_content()))
        assert not dict(opened.getexif())

    (export,) = json.loads(service.run("export", "--contact", email).stdout)
    replied = service.run(
        "reply",
        "--conversation",
        export["conversation"],
        "--name",
        "Renata",
        "Good morning, I have a question.",
    )
    assert replied.returncode == 0, replied.stderr
    await anna.heard("Good morning, I have a question.")
    await expect(anna.page.get_by_text("Renata is with you")).to_be_visible()
    # The browser itself complains of the photos that the service refused.
    assert all("status of 415" in complaint for complaint in anna.complaints)


@DEVICES
async def test_an_intake_survives_a_question_a_reload_a_minute_without_network_and_a_second_tab(
    browser: Browser, service: Service, device: dict[str, Any]
) -> None:
    email = f"storm{device['viewport']['width']}@example.com"  # type: ignore[index]
    anna = await begin(browser, service, device, email)
    await anna.tell(WISH)
    asked = anna.standing["asked"]
    await anna.tell("do you take credit cards?")
    assert anna.standing["asked"] == asked
    before = await anna.read_log()
    await anna.page.get_by_text("Where this is from").last.click()
    await expect(anna.log.locator(".source p").last).to_be_visible()
    await anna.page.reload()
    await expect(anna.log.locator(".line")).to_have_count(len(before))
    assert await anna.read_log() == before

    await anna.page.clock.install()
    await anna.page.context.set_offline(True)
    await anna.say(anna.answers[asked])
    await anna.page.clock.fast_forward(60_000)
    await expect(anna.log.locator(".waiting")).to_have_count(1)
    async with anna.page.expect_response(_is_answer, timeout=20_000) as answered:
        await anna.page.context.set_offline(False)
    anna.remember(await (await answered.value).json())
    await anna.answer_until("budget")

    other = Intake(await anna.page.context.new_page(), email)
    await other.page.goto(service.address)
    await other.open_chat()
    other.standing = anna.standing
    await other.tell(other.answers["budget"])
    await expect(anna.log).to_contain_text(other.standing["text"][:40])
    await other.answer_until("confirm")
    await expect(anna.log.locator(".current dl")).to_be_visible()
    await anna.press("Yes, send it")
    await expect(other.page.get_by_text("Passed on to the house")).to_be_visible()
    assert await anna.read_log() == await other.read_log()

    (letter,) = service.read_mail(email)
    assert "12,000" in letter["Subject"]


async def test_a_whole_intake_is_done_with_the_keyboard_alone(browser: Browser, service: Service) -> None:
    page = await (await browser.new_context(**DESK)).new_page()
    anna = Intake(page, "keyboard@example.com")
    await page.goto(service.address)
    await expect(page.locator(".launcher")).to_be_visible()
    press = page.keyboard.press
    for key in ("Tab", "Enter", "Enter"):
        await press(key)
    await expect(anna.words).to_be_focused()

    async def type_words(text: str) -> None:
        async with page.expect_response(_is_answer, timeout=20_000) as answered:
            await page.keyboard.type(text)
            await press("Enter")
        anna.remember(await (await answered.value).json())
        await expect(anna.words).to_be_focused()

    await type_words(WISH)
    for _ in range(20):
        if anna.standing["asked"] == "confirm":
            break
        await type_words(anna.answers[anna.standing["asked"]])
    await expect(anna.button("Yes, send it")).to_be_visible()
    for _ in range(12):
        await press("Shift+Tab")
        focused = "document.querySelector('loupe-chat').shadowRoot.activeElement?.textContent"
        if await page.evaluate(focused) == "Yes, send it":
            break
    async with page.expect_response(_is_answer, timeout=20_000) as answered:
        await press("Enter")
    anna.remember(await (await answered.value).json())

    assert anna.standing["status"] == "submitted"
    assert service.read_mail("keyboard@example.com")


@pytest.mark.parametrize(
    "payload", ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "[x](javascript:alert(1))"]
)
async def test_a_script_in_every_field_is_shown_and_never_run(
    browser: Browser, service: Service, payload: str
) -> None:
    anna = await begin(browser, service, DESK, "script@example.com")
    await anna.tell(f"an engagement ring like this {payload}")
    for _ in range(16):
        asked = anna.standing["asked"]
        if asked == "confirm":
            break
        await anna.tell(f"{anna.answers[asked]} {payload if asked != 'email' else ''}")
    await anna.picture("script")

    assert await anna.page.locator("loupe-chat").locator("script, img[src=x], [onerror]").count() == 0
    for link in await anna.log.get_by_role("link").all():
        assert (await link.get_attribute("href") or "").startswith(("http", "mailto:"))
    assert anna.dialogs == []
    assert anna.complaints == []
