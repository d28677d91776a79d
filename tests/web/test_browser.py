"""The chat in a real browser: what a customer does with eyes, fingers and a keyboard."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.browsers import DESK, NEEDS_BROWSER, PHONE, visit
from tests.fakes import EchoDesk

pytestmark = NEEDS_BROWSER

SCRIPTS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    '"><iframe srcdoc="<script>alert(1)</script>">',
    "[click](javascript:alert(1))",
    '[click](https://example.com/"onmouseover="alert(1))',
    "**<b onclick=alert(1)>**",
    'https://example.com/"onmouseover="alert(1)',
    "{{constructor.constructor('alert(1)')()}}",
]


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
    await anna.button("A ring").click()
    await anna.heard("You said: A ring")
    await anna.say("summary")
    await expect(anna.log.locator("dt")).to_have_text(["Piece", "Stone", "Size", "Budget"])
    await anna.picture(f"{name}-summary")
    before = await anna.log.inner_text()

    await anna.page.reload()

    await expect(anna.log).to_contain_text("about $12,000")
    assert await anna.log.inner_text() == before
    await expect(anna.button("Yes, please")).to_be_visible()
    assert anna.complaints == []


async def test_a_choice_is_sent_as_words_and_never_as_a_command(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("Hello")
    await anna.button("Earrings").click()
    await anna.heard("You said: Earrings")

    assert [message.text for message in desk.taken] == ["Hello", "Earrings"]
    await expect(anna.words).to_be_focused()


async def test_what_is_wrong_on_the_summary_is_changed_in_plain_words(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("summary")
    await anna.button("Change: Stone").click()
    await anna.heard("You said: I would like to change the stone")

    assert desk.taken[-1].text == "I would like to change the stone"
    await expect(anna.log.get_by_role("button", name="Change")).to_have_count(0)


async def test_a_person_can_be_asked_for_at_any_moment(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.button("Talk to a person").click()
    await anna.heard("You said: I would like to talk to a person")


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
    await expect(anna.button("Add photos")).to_be_focused()
    await press("Shift+Tab")
    await expect(anna.button("Earrings")).to_be_focused()
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
    await anna.button("Send").click()
    await anna.heard("You said: I have a stone of my own that I would like to use.")


async def test_a_draft_outlives_a_reload(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.words.fill("Half a thou")
    await anna.page.reload()

    await expect(anna.words).to_have_value("Half a thou")


async def test_a_script_is_shown_as_the_text_it_is(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    for script in SCRIPTS:
        await anna.say(script)
    own = anna.log.locator(".customer .bubble")
    await expect(own).to_have_text([f"You: {script}" for script in SCRIPTS])
    await expect(anna.log.locator(".house")).to_have_count(2 * len(SCRIPTS))
    await anna.page.reload()
    await expect(own).to_have_text([f"You: {script}" for script in SCRIPTS])

    assert await anna.log.locator("script, img, iframe, b, [onmouseover], [onclick]").count() == 0
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


async def test_lists_bold_words_and_links_of_the_house_are_set_and_the_customers_are_not(
    browser: Browser, address: str
) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("**Gold**, see [this](https://example.com/a)")
    await expect(anna.log.locator(".house strong")).to_have_text("Gold")

    await expect(anna.log.locator(".house a")).to_have_text("this")
    await expect(anna.log.locator(".customer strong, .customer a")).to_have_count(0)


async def test_typing_is_shown_outside_the_log(browser: Browser, address: str, desk: EchoDesk) -> None:
    desk.pause = 0.5
    anna = await visit(await browser.new_context(), address)
    await anna.open_chat()
    await anna.say("Hello")

    await expect(anna.page.locator(".typing")).to_be_visible()
    await expect(anna.log.locator(".typing")).to_have_count(0)
    await anna.heard("You said: Hello")
    await expect(anna.page.locator(".typing")).to_be_hidden()


async def test_who_reads_spanish_gets_a_spanish_chat(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(), address)
    await anna.page.evaluate("document.querySelector('loupe-chat').setAttribute('language', 'es')")
    await anna.page.get_by_role("button", name="Hable con nosotros").click()

    await expect(anna.page.get_by_label("Su mensaje")).to_be_focused()
    await expect(anna.page.get_by_text("¿Qué tiene en mente?")).to_be_visible()
    await expect(anna.page.locator(".welcome .small")).to_contain_text("asistente automatizado")
    await anna.page.get_by_role("button", name="Hablar con una persona").click()
    await anna.heard("You said: Quisiera hablar con una persona")


async def test_who_reads_further_up_is_left_there_until_they_write(browser: Browser, address: str) -> None:
    anna = await visit(await browser.new_context(**DESK), address)
    await anna.open_chat()
    for text in ("One", "Two", "Three", "Four"):
        await anna.say(text)
    await anna.heard("You said: Four")
    scroll = anna.page.locator(".scroll")
    from_end = "e => e.scrollHeight - e.scrollTop - e.clientHeight"
    assert await scroll.evaluate(from_end) < 2
    await scroll.hover()
    await anna.page.mouse.wheel(0, -300)
    await anna.page.wait_for_timeout(300)
    place = await scroll.evaluate("e => e.scrollTop")
    await anna.page.locator(".answers").evaluate("e => e.append('x')")
    await anna.page.wait_for_timeout(100)
    assert await scroll.evaluate("e => e.scrollTop") == place
    await anna.say("Five")
    await anna.heard("You said: Five")
    await anna.page.wait_for_timeout(100)
    assert await scroll.evaluate(from_end) < 2
