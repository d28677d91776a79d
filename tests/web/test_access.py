"""The chat for everybody: every state audited, small and large, with the keyboard, and read aloud."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, expect

from tests.browsers import DESK, NEEDS_BROWSER, PHONE, Customer, visit
from tests.pictures.cameras import take_picture
from tests.web.lines import (
    CLOSING,
    CONFIRMATION,
    CONSULTATION,
    PERSON,
    POLICY,
    QUESTION,
    answer_with,
)

pytestmark = NEEDS_BROWSER

SMALL = """() => {
    const roots = [document, document.querySelector("loupe-chat").shadowRoot];
    const targets = "button, textarea, select, summary, .choice, nav a";
    return roots.flatMap((root) => [...root.querySelectorAll(targets)])
        .filter((element) => element.checkVisibility())
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44)
        .map(([element, box]) => `${element.textContent.trim()} ${box.width}x${box.height}`);
}"""
WIDE = """() => {
    const scroll = document.querySelector("loupe-chat").shadowRoot.querySelector(".scroll");
    const page = document.documentElement;
    return page.scrollWidth > page.clientWidth || (scroll && scroll.scrollWidth > scroll.clientWidth);
}"""


class Auditor:
    """Somebody who looks at every state with axe, and takes its picture on the way."""

    def __init__(self, customer: Customer, name: str) -> None:
        self.customer, self.name = customer, name
        self.faults: list[str] = []
        self.states = 0

    async def look(self, state: str) -> None:
        page = self.customer.page
        await page.wait_for_timeout(250)
        await self.customer.picture(f"{self.name}-{self.states:02}-{state}")
        self.states += 1
        results = await Axe().run(page, options={"resultTypes": ["violations"]})
        for violation in results.response["violations"]:
            targets = [node["target"] for node in violation["nodes"]]
            self.faults.append(f"{state}: {violation['id']} at {targets}")

    async def say(self, text: str, *replies: dict[str, Any]) -> None:
        await answer_with(self.customer.page, *replies)
        await self.customer.say(text)
        await expect(self.customer.log.locator(".waiting")).to_have_count(0)


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_state_passes_the_audit(
    browser: Browser, address: str, device: dict[str, Any], scheme: str
) -> None:
    context = await browser.new_context(**device, color_scheme=scheme, reduced_motion="reduce")
    anna = await visit(context, address)
    await expect(anna.page.locator(".launcher")).to_be_visible()
    auditor = Auditor(anna, f"{'phone' if device is PHONE else 'desk'}-{scheme}")
    await auditor.look("page")
    await anna.open_chat()
    await auditor.look("welcome")
    await auditor.say(
        "I have my grandmother's sapphire and would like it set low, like a river pebble.", QUESTION
    )
    await auditor.look("question")
    await auditor.say("do you take credit cards?", POLICY, QUESTION)
    await anna.page.get_by_text("Where this is from").click()
    await auditor.look("source")
    await anna.choose_photos(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": take_picture("JPEG", (320, 240))},
        {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": b"<svg>"},
    )
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(1)
    await anna.page.get_by_label("Note on photo 1").fill("I like the halo, not the band")
    await auditor.look("photos")
    await anna.say("Like this")
    await expect(anna.log.locator(".gallery img")).to_have_count(1)
    await auditor.look("sent")
    await anna.log.get_by_role("button", name="Look at photo 1").click()
    await expect(anna.page.locator(".viewer img")).to_be_visible()
    await auditor.look("viewer")
    await anna.page.keyboard.press("Escape")
    await auditor.say("And now?", CONSULTATION)
    await anna.button("Another time").click()
    await auditor.look("consultation")
    await auditor.say("In person, please", CONFIRMATION)
    await auditor.look("summary")
    await auditor.say("Yes, send it", CLOSING)
    await auditor.look("closing")
    await auditor.say("Thank you", PERSON)
    await auditor.look("person")
    await anna.button("Privacy").click()
    await auditor.look("privacy")
    await anna.button("Privacy").click()
    await context.set_offline(True)
    await anna.say("One moment")
    await auditor.look("offline")
    await context.set_offline(False)
    await expect(anna.log.locator(".waiting")).to_have_count(0)
    await anna.page.route(
        "**/chat/messages", lambda route: route.fulfill(status=400, body='{"error": "No."}')
    )
    await anna.say("Refused")
    await expect(anna.log.locator(".refused")).to_be_visible()
    await auditor.look("refused")

    assert auditor.faults == []
    assert auditor.states == 14


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_on_embedding_passes_the_audit(browser: Browser, address: str, scheme: str) -> None:
    context = await browser.new_context(**DESK, color_scheme=scheme, reduced_motion="reduce")
    anna = await visit(context, address + "embed")
    await expect(anna.page.locator(".launcher")).to_be_visible()
    auditor = Auditor(anna, f"embed-{scheme}")
    await auditor.look("page")

    assert auditor.faults == []


@pytest.mark.parametrize("color", ["#ffe08a", "#111111", "hsl(200 60% 50%)"])
async def test_any_color_of_a_house_can_be_read_in_both_themes(
    browser: Browser, address: str, color: str
) -> None:
    anna = await visit(await browser.new_context(**DESK, reduced_motion="reduce"), address)
    set_attribute = "(pair) => document.querySelector('loupe-chat').setAttribute(...pair)"
    await anna.page.evaluate(set_attribute, ["color", color])
    await anna.open_chat()
    auditor = Auditor(anna, f"color-{color.strip('#')}")
    await auditor.say("And now?", PERSON, CONSULTATION)
    for theme in ("light", "dark"):
        await anna.page.evaluate(set_attribute, ["theme", theme])
        await auditor.look(theme)

    assert auditor.faults == []


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
async def test_nothing_is_cut_off_and_every_target_is_large_enough(
    browser: Browser, address: str, width: int
) -> None:
    context = await browser.new_context(viewport={"width": width, "height": 720}, reduced_motion="reduce")
    anna = await visit(context, address)
    await expect(anna.page.locator(".launcher")).to_be_visible()
    assert not await anna.page.evaluate(WIDE)
    assert await anna.page.evaluate(SMALL) == []
    await anna.open_chat()
    auditor = Auditor(anna, f"width-{width}")
    await auditor.say("x" * 600, POLICY, CONSULTATION)
    assert await anna.page.evaluate(SMALL) == []
    await anna.picture(f"width-{width}-consultation")
    await auditor.say("x", CONFIRMATION)
    await anna.button("Add photos").click()
    await anna.picture(f"width-{width}-summary")

    assert await anna.page.evaluate(SMALL) == []
    assert not await anna.page.evaluate(WIDE)
    moving = "() => document.getAnimations().filter((a) => a.playState === 'running').length"
    assert await anna.page.evaluate(moving) == 0


async def test_at_twice_the_size_everything_is_still_there(browser: Browser, address: str) -> None:
    # Zoomed to 200 %, a window of 1280 by 860 is one of 640 by 430.
    context = await browser.new_context(viewport={"width": 640, "height": 430}, device_scale_factor=2)
    anna = await visit(context, address)
    await anna.open_chat()
    await Auditor(anna, "zoom").say("And now?", CONFIRMATION)
    await anna.picture("zoom")

    assert not await anna.page.evaluate(WIDE)
    for name in ("Yes, send it", "Change: Ring size", "Send", "Add photos", "Close the conversation"):
        await anna.button(name).scroll_into_view_if_needed()
        await expect(anna.button(name)).to_be_in_viewport()


async def test_with_forced_colors_everything_keeps_an_edge(browser: Browser, address: str) -> None:
    context = await browser.new_context(**DESK, forced_colors="active")
    anna = await visit(context, address)
    await anna.open_chat()
    await Auditor(anna, "forced").say("And now?", PERSON, CONSULTATION)
    await anna.picture("forced")
    for part in (".customer .bubble", ".person .bubble", ".send", ".call"):
        width = "(element) => getComputedStyle(element).borderTopWidth"
        assert await anna.page.locator(part).first.evaluate(width) == "1px"


async def test_where_a_page_reads_from_right_to_left_the_chat_does_too(
    browser: Browser, address: str
) -> None:
    anna = await visit(await browser.new_context(**DESK), address)
    await anna.page.evaluate("document.documentElement.dir = 'rtl'")
    box = await anna.page.locator(".launcher").bounding_box()
    assert box
    assert box["x"] < 100
    await anna.open_chat()
    await Auditor(anna, "rtl").say("And now?", CONFIRMATION)
    await anna.picture("rtl")
    assert not await anna.page.evaluate(WIDE)
    own, house = anna.log.locator(".customer .bubble"), anna.log.locator(".house .bubble")
    assert (await own.bounding_box() or {})["x"] <= (await house.bounding_box() or {})["x"] + 1


async def test_only_what_is_new_is_read_out(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("Hello")
    await anna.heard("You said: Hello")
    await anna.page.evaluate(
        """() => {
            const heard = (window.heard = []);
            const read = ({ target, addedNodes }) => {
                const log = target.closest?.("[role=log]");
                if (log?.ariaLive !== "polite" || target.closest("[aria-live=off]")) return;
                for (const node of addedNodes) heard.push(node.querySelector?.(".bubble")?.textContent);
            };
            const root = document.querySelector("loupe-chat").shadowRoot;
            const watcher = new MutationObserver((records) => records.forEach(read));
            watcher.observe(root, { childList: true, subtree: true });
        }"""
    )
    await anna.page.wait_for_timeout(600)
    await anna.say("A ring")
    await anna.heard("You said: A ring")

    heard = await anna.page.evaluate("window.heard")
    assert heard[-2:] == ["The house: You said: A ring", "The house: What shall it be?"]
    assert "You: Hello" not in heard
    assert await anna.log.get_attribute("aria-live") == "polite"


async def test_a_history_is_not_read_out_again(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("Hello")
    await anna.heard("You said: Hello")
    await anna.page.reload()
    await expect(anna.log).to_have_attribute("aria-live", "off")
    await anna.heard("You said: Hello")
    await expect(anna.log).to_have_attribute("aria-live", "polite")


async def test_on_a_phone_the_page_behind_cannot_be_reached(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(**PHONE), address)
    await anna.open_chat()

    assert await anna.page.locator("main").evaluate("e => e.inert")
    await expect(anna.page.get_by_role("dialog")).to_have_attribute("aria-modal", "true")
    await expect(anna.page.get_by_role("dialog")).to_be_focused()
    await anna.button("Close the conversation").click()
    assert not await anna.page.locator("main").evaluate("e => e.inert")
    await expect(anna.page.locator(".launcher")).to_be_focused()


async def test_beside_a_page_on_a_desk_the_chat_holds_nobody(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(**DESK), address)
    await anna.open_chat()

    await expect(anna.page.get_by_role("dialog")).to_have_attribute("aria-modal", "false")
    await expect(anna.page.get_by_role("dialog")).to_have_accessible_name("Josefina Baillères")
    assert not await anna.page.locator("main").evaluate("e => e.inert")
    await expect(anna.words).to_be_focused()
