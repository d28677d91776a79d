"""What the service might say: every kind of line, for a chat whose looks are tried."""

from __future__ import annotations

import json
from typing import Any

from playwright.async_api import Page, Route

SUMMARY = [
    ("Piece", "engagement ring"),
    ("Stones", "oval sapphire, about 2 ct, your own"),
    ("Metal", "18k yellow gold"),
    ("Ring size", "US 6½"),
    ("Budget", "about $12,000"),
    ("Timing", "before June 12, 2027"),
    ("Name", "Sam Client, Boston"),
]
CONSENT = "May our team read this conversation and write back to you about this inquiry?"


def line(author: str, text: str, **more: Any) -> dict[str, Any]:
    """A line as the service writes it."""
    return {
        "author": author,
        "name": None,
        "text": text,
        "buttons": [{"title": title, "payload": title} for title in more.pop("choose", ())],
        "pictures": [],
        "source": None,
        "fields": None,
        "choices": None,
        "asked": None,
        "status": "collecting",
        **more,
    }


QUESTION = line(
    "house",
    "How lovely. Which metal do you have in mind?",
    choose=("Yellow gold", "White gold", "Platinum", "I don't know yet"),
)
POLICY = line(
    "house",
    "Yes, **credit and debit cards** are taken on request:\n- by invoice\n- with a fee\n\nSee https://example.com/pay.",
    source="Payments, section 2: credit cards",
)
CONFIRMATION = line(
    "house",
    "This is what I would send to the team:\n"
    + "\n".join(f"{label}: {text}" for label, text in SUMMARY)
    + f"\n\n{CONSENT}",
    fields=[{"slot": label, "label": label, "text": text} for label, text in SUMMARY],
    choose=("Yes, send it", "Change something"),
    status="confirming",
)
CLOSING = line("house", "Thank you for sharing this with us. It is in good hands.", status="submitted")
CONSULTATION = line(
    "house",
    "For projects like this, a consultation is part of the process. How would you like to meet?",
    choices={"modes": ["virtual", "in_person"]},
)
PERSON = line("person", "Good morning, I looked at your stone. Could you send one more photo?", name="Renata")


async def answer_with(page: Page, *lines: dict[str, Any]) -> None:
    """Have the next message answered with these lines, whatever it says."""

    async def answer(route: Route) -> None:
        said = route.request.post_data_json
        at = "2026-11-21T10:00:00+00:00"
        own = line("customer", said["text"]) | {"id": said["id"]}
        told = [own, *(reply | {"id": f"reply-{said['id']}-{n}"} for n, reply in enumerate(lines))]
        body = {"messages": [entry | {"at": at} for entry in told], "cursor": said["after"]}
        await route.fulfill(body=json.dumps(body), content_type="application/json")

    await page.route("**/chat/messages", answer, times=1)
