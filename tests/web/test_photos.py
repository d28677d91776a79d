"""Photos in the chat: chosen, dropped, pasted, cancelled, tried again, and shown only to whom they belong."""

from __future__ import annotations

import asyncio
import io
from base64 import b64encode

from PIL import Image
from playwright.async_api import Browser, Route, expect

from tests.browsers import NEEDS_BROWSER, PHONE, Customer, Upload, visit
from tests.fakes import EchoDesk
from tests.pictures.cameras import SCRIPT, take_picture

pytestmark = NEEDS_BROWSER

DROP = """([encoded, name, kind]) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    const root = document.querySelector("loupe-chat").shadowRoot;
    const how = { dataTransfer: data, clipboardData: data, bubbles: true, cancelable: true };
    const [target, event] = kind === "drop"
        ? [root.querySelector(".panel"), new DragEvent("drop", how)]
        : [root.querySelector("textarea"), new ClipboardEvent("paste", how)];
    target.dispatchEvent(event);
}"""


def photo(name: str = "IMG_1.jpg", form: str = "JPEG", content: bytes | None = None) -> Upload:
    """A file as a customer has it on their phone, with a place in it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": content or take_picture(form, (320, 240))}


async def open_chat(browser: Browser, address: str, **device: object) -> Customer:
    anna = await visit(await browser.new_context(**device), address)
    await anna.open_chat()
    return anna


async def test_several_photos_go_out_with_their_notes_and_are_there_after_a_reload(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await open_chat(browser, address)
    await anna.choose_photos(photo(), photo("two.png", "PNG"), photo("three.webp", "WEBP"))
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(3)
    await anna.page.get_by_label("Note on photo 1").fill("I like the halo, not the band")
    await anna.say("Something like these")
    await anna.heard("You said: Something like these")
    await expect(anna.log.locator(".gallery img")).to_have_count(3)
    await expect(anna.log.locator(".caption")).to_have_text("I like the halo, not the band")
    await expect(anna.page.locator(".tray")).to_be_hidden()
    await anna.page.reload()
    await expect(anna.log.locator(".gallery img")).to_have_count(3)

    (message,) = desk.taken
    assert [picture.note for picture in message.pictures] == ["I like the halo, not the band", None, None]
    assert anna.complaints == []


async def test_a_photo_needs_no_words(browser: Browser, address: str, desk: EchoDesk) -> None:
    anna = await open_chat(browser, address)
    await anna.choose_photos(photo())
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(1)
    await anna.button("Send").click()
    await expect(anna.log.locator(".gallery img")).to_have_count(1)

    assert [len(message.pictures) for message in desk.taken] == [1]


async def test_a_heic_photo_has_a_placeholder_until_the_house_can_draw_it_and_keeps_no_place(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    let_through = asyncio.Event()

    async def hold(route: Route) -> None:
        await let_through.wait()
        await route.continue_()

    anna = await open_chat(browser, address, **PHONE)
    await anna.page.route("**/chat/pictures?*", hold)
    await anna.choose_photos(photo("IMG_0001.HEIC", "HEIF"))
    await expect(anna.page.locator(".photo .frame svg")).to_be_visible()
    await expect(anna.page.locator(".photo progress")).to_be_visible()
    let_through.set()
    await expect(anna.page.locator(".photo .frame img")).to_be_visible()
    await anna.button("Send").click()
    await expect(anna.log.locator(".gallery img")).to_have_count(1)
    for path in (desk.home / "pictures").rglob("*"):
        if path.is_file():
            kept = Image.open(io.BytesIO(path.read_bytes()))
            assert kept.format == "JPEG"
            assert not dict(kept.getexif())


async def test_a_photo_opens_in_its_full_size_and_escape_closes_it_alone(
    browser: Browser, address: str
) -> None:
    anna = await open_chat(browser, address)
    await anna.choose_photos(photo())
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(1)
    await anna.page.get_by_label("Note on photo 1").fill("The halo")
    await anna.words.press("Enter")
    await expect(anna.log.locator(".gallery img")).to_have_count(1)
    small = anna.button("Look at photo 1: The halo")
    await small.click()
    await expect(anna.page.locator(".viewer img")).to_be_visible()
    await expect(anna.button("Close the photo")).to_be_focused()
    await anna.page.keyboard.press("Escape")
    await expect(anna.page.locator(".viewer")).to_be_hidden()
    await expect(small).to_be_focused()
    await expect(anna.words).to_be_visible()


async def test_what_is_no_photo_is_told_apart_by_its_content_and_never_by_its_name(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await open_chat(browser, address)
    asked: list[str] = []
    anna.page.on("request", lambda request: asked.append(request.url) if "/pictures" in request.url else None)
    await anna.choose_photos(photo(content=b"<svg onload=alert(1)>" + SCRIPT), photo("a.exe", "PNG"))
    await expect(anna.page.locator(".photo[data-state=refused]")).to_contain_text("This is not a photo")
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(1)
    assert len([url for url in asked if "thumbnail" not in url]) == 1

    await anna.choose_photos(photo(content=b"\xff\xd8\xff\xe0" + SCRIPT))
    await expect(anna.page.locator(".photo[data-state=refused]")).to_have_count(2)
    await anna.say("Only the second is one")
    await anna.heard("You said: Only the second is one")
    assert [len(message.pictures) for message in desk.taken] == [1]
    assert anna.dialogs == []


async def test_limits_are_told_before_they_are_hit_and_nothing_too_large_is_sent(
    browser: Browser, address: str
) -> None:
    anna = await open_chat(browser, address)
    asked: list[str] = []
    anna.page.on("request", lambda request: asked.append(request.url) if "/pictures" in request.url else None)
    await anna.button("Add photos").click()
    await expect(anna.page.locator(".hint")).to_contain_text("Up to 10 photos, 10 MB and 50 megapixels each.")
    await anna.choose_photos(photo(content=b"\xff\xd8\xff" + bytes(10 * 2**20)))
    await expect(anna.page.locator(".photo")).to_contain_text("This file is larger than 10 MB.")
    assert asked == []

    await anna.choose_photos(*[photo(content=b"no photo") for _ in range(12)])
    await expect(anna.page.locator(".photo")).to_have_count(10)
    await expect(anna.page.locator(".hint")).to_contain_text("A message holds up to 10 photos")


async def test_too_many_pixels_are_refused_in_the_services_words(browser: Browser, address: str) -> None:
    target = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(target, "PNG")
    anna = await open_chat(browser, address)
    await anna.choose_photos(photo(content=target.getvalue()))

    await expect(anna.page.locator(".photo[data-state=refused]")).to_contain_text("megapixels")


async def test_a_photo_on_its_way_can_be_cancelled(browser: Browser, address: str, desk: EchoDesk) -> None:
    anna = await open_chat(browser, address)
    await anna.page.route("**/chat/pictures?*", lambda route: asyncio.sleep(0))
    await anna.choose_photos(photo())
    await anna.button("Cancel photo 1").click()

    await expect(anna.page.locator(".photo")).to_have_count(0)
    await expect(anna.button("Choose photos")).to_be_focused()
    await expect(anna.button("Send")).to_be_disabled()


async def test_a_photo_that_did_not_arrive_is_tried_again(browser: Browser, address: str) -> None:
    anna = await open_chat(browser, address)
    await anna.page.route("**/chat/pictures?*", lambda route: route.abort(), times=1)
    await anna.choose_photos(photo())
    await expect(anna.page.locator(".photo[data-state=failed]")).to_contain_text("This photo did not arrive.")
    await expect(anna.button("Send")).to_be_disabled()
    await anna.button("Try photo 1 again").click()
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(1)
    await expect(anna.button("Send")).to_be_enabled()


async def test_a_photo_that_is_taken_back_is_forgotten_by_the_house(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await open_chat(browser, address)
    await anna.choose_photos(photo())
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(1)
    async with anna.page.expect_response(lambda answer: answer.request.method == "DELETE") as dropped:
        await anna.button("Remove photo 1").click()

    assert (await dropped.value).status == 204


async def test_a_message_waits_for_its_photos(browser: Browser, address: str, desk: EchoDesk) -> None:
    let_through = asyncio.Event()

    async def hold(route: Route) -> None:
        await let_through.wait()
        await route.continue_()

    anna = await open_chat(browser, address)
    await anna.page.route("**/chat/pictures?*", hold)
    await anna.choose_photos(photo())
    await anna.say("Like this")
    await expect(anna.page.get_by_text("Your message goes out when the photos are there.")).to_be_visible()
    assert desk.taken == []
    let_through.set()
    await anna.heard("You said: Like this")

    assert [len(message.pictures) for message in desk.taken] == [1]


async def test_photos_are_dropped_and_pasted(browser: Browser, address: str) -> None:
    anna = await open_chat(browser, address)
    encoded = b64encode(take_picture("JPEG", (60, 40))).decode()
    await anna.page.evaluate(DROP, [encoded, "a.jpg", "drop"])
    await anna.page.evaluate(DROP, [encoded, "b.jpg", "paste"])

    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(2)


async def test_photos_that_were_not_sent_yet_outlive_a_reload(
    browser: Browser, address: str, desk: EchoDesk
) -> None:
    anna = await open_chat(browser, address)
    await anna.choose_photos(photo())
    await expect(anna.page.locator(".photo[data-state=kept]")).to_have_count(1)
    await anna.page.get_by_label("Note on photo 1").fill("The halo")
    await anna.page.reload()
    await expect(anna.page.locator(".photo .frame img")).to_be_visible()
    await expect(anna.page.get_by_label("Note on photo 1")).to_have_value("The halo")
    await anna.say("Like this")
    await anna.heard("You said: Like this")

    assert [picture.note for picture in desk.taken[0].pictures] == ["The halo"]


async def test_a_phone_offers_its_camera(browser: Browser, address: str) -> None:
    anna = await open_chat(browser, address, **PHONE)
    await anna.button("Add photos").click()

    await expect(anna.button("Take a photo")).to_be_visible()
    await expect(anna.page.locator("input[capture=environment]")).to_be_attached()
