"""What a customer on a phone picked: the number, the label and the button itself mean the same choice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.atelier.readers.burst import join_messages
from bot.store import Button, Message, PendingTurn

NUMBER: Final = re.compile(r"(?:(?:option|number|no|n[uú]mero|opci[oó]n)\.? ?|#)?([1-9])[.)]?", re.IGNORECASE)


def hear(turn: PendingTurn) -> str:
    """Hear a turn's messages as one text, with what was picked in the words that it stands for."""
    return join_messages(_resolve(message, turn.offered) for message in turn.messages)


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
