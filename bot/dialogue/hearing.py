"""What the assistant is told of a turn: its words, with choices resolved, and what lies around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from bot.atelier.readers.burst import join_messages
from bot.atelier.readers.language import read_language
from bot.dialogue.handover import is_handed_over
from bot.store import Button, Message, PendingTurn

ABSENCE: Final = timedelta(hours=2)
"""After how long a silence a customer is told where the conversation stood."""
WITHOUT_WORDS: Final = "photo.jpg"
"""What Rasa is given to read of a message that holds nothing but pictures."""
NUMBER: Final = re.compile(
    r"(?:(?:option|number|no|n[uú]mero|opci[oó]n)\.? ?|#)?([1-9][0-9]?)[.)]?", re.IGNORECASE
)
PHONE_NUMBER: Final = re.compile(r"\+[1-9][0-9]{6,14}")
PHONES: Final = frozenset({"sms", "whatsapp"})


def hear(turn: PendingTurn) -> str:
    """Hear a turn's messages as one text; the number, the label and the button itself mean one choice."""
    return join_messages(_resolve(message, turn.offered) for message in turn.messages) or WITHOUT_WORDS


def describe(turn: PendingTurn, today: date) -> dict[str, Any]:
    """Describe what lies around the words: house and channel, the day, the language, the pictures."""
    return {
        "house": turn.house,
        "channel": turn.channel,
        "today": today.isoformat(),
        "language": read_language(turn.text),
        "phone": find_phone(turn),
        "after": (turn.state.get("slots") or {}).get("question_before"),
        "pictures": [{"id": picture.id, "note": picture.note} for picture in turn.pictures],
    }


def find_phone(turn: PendingTurn) -> str | None:
    """Find the phone number that a customer writes from; a WhatsApp user name is none."""
    number = turn.sender.removeprefix("whatsapp:")
    return number if turn.channel in PHONES and PHONE_NUMBER.fullmatch(number) else None


def returns(turn: PendingTurn) -> bool:
    """Whether the customer should hear where the conversation stood: after a silence, or back from people."""
    if is_handed_over(turn.state.get("slots") or {}):
        return True
    return turn.last_heard_at is not None and turn.received_at - turn.last_heard_at >= ABSENCE


def _resolve(message: Message, offered: Sequence[Button]) -> str:
    """Resolve a choice of the latest reply; a payload that was not offered is words like any others."""
    payload = message.metadata.get("payload")
    for said in (payload, message.text) if payload else (message.text,):
        chosen = _find_choice(said, offered)
        if chosen:
            return chosen.payload
    return message.text


def _find_choice(said: str, offered: Sequence[Button]) -> Button | None:
    words = said.strip()
    number = NUMBER.fullmatch(words)
    if number:
        place = int(number[1]) - 1
        return offered[place] if place < len(offered) else None
    folded = words.casefold().rstrip(".!")
    return next(
        (button for button in offered if folded in (button.title.casefold(), button.payload.casefold())), None
    )
