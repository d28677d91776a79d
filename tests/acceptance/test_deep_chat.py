"""Somebody else's chat, unchanged, against the REST contract: Deep Chat completes an intake."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Route, expect

from tests.browsers import NEEDS_BROWSER, chromium
from tests.processes import REST, ROOT, Service

__all__ = ["chromium"]

pytestmark = NEEDS_BROWSER

CLIENTS = ROOT / "tests" / "web" / "clients"
"""Where other people's chats are named with their versions, and installed beside the lock."""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Deep Chat</title>
<deep-chat></deep-chat><script type="module">
import "/deep-chat.js";
const chat = document.querySelector("deep-chat");
chat.connect = { url: "%(address)s", method: "POST" };
chat.requestInterceptor = (details) => ({
    ...details,
    body: { sender: "deep", message: details.body.messages.at(-1).text, metadata: { house: "%(house)s" } },
});
chat.responseInterceptor = (replies) => {
    window.standing = replies.at(-1).metadata;
    return replies.map(({ text }) => ({ text, role: "ai" }));
};
</script></html>"""
ANSWERS = {
    "name": "Sam Client, Boston",
    "email": "deep@example.com",
    "consultation": "By email is fine",
    "confirm": "Yes, send it",
}


@pytest.fixture(scope="module")
def bundle() -> Path:
    """Deep Chat as its authors built it, installed once."""
    bundle = CLIENTS / "node_modules" / "deep-chat" / "dist" / "deepChat.bundle.js"
    installed, wanted = CLIENTS / "node_modules" / ".package-lock.json", CLIENTS / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime:
        npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or "npm"
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=CLIENTS, check=True)
    return bundle


async def test_deep_chat_completes_an_intake(chromium: Browser, service: Service, bundle: Path) -> None:
    page = await chromium.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    async def show_page(route: Route) -> None:
        words = PAGE % {"address": service.address + REST, "house": "josefina_bailleres"}
        await route.fulfill(body=words, content_type="text/html")

    await page.route("**/deep-chat.html", show_page)
    await page.route("**/deep-chat.js", lambda route: route.fulfill(path=bundle))
    await page.goto(f"{service.address}/deep-chat.html")
    words = page.locator("deep-chat #text-input")

    async def say(text: str) -> dict[str, Any]:
        async with page.expect_response(lambda answer: answer.url.endswith(REST), timeout=20_000) as answered:
            await words.fill(text)
            await words.press("Enter")
        replies = await (await answered.value).json()
        await expect(page.locator("deep-chat .ai-message-text").last).to_contain_text(
            replies[-1]["text"][:20]
        )
        return dict(replies[-1]["metadata"])

    standing = await say("just a plain yellow gold band, $900, size 10, no rush, no photos")
    for _ in range(20):
        if standing["status"] == "submitted":
            break
        standing = await say(ANSWERS.get(standing["asked"], "I don't know yet"))

    assert standing["status"] == "submitted"
    assert complaints == []
    (letter,) = service.read_mail("deep@example.com")
    assert "Plain wedding band" in letter["Subject"]
