"""A question put to a house on its own, outside of any conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry
from bot.atelier.packs.topics import load_topics
from bot.atelier.questions import choose, find_answers, resolve
from bot.atelier.readers.reading import read
from bot.dialogue.agent import Assistant, Parsed

NOT_STATED: Final = "utter_not_stated"
FACTS: Final = frozenset({"budget", "ring_size", "timing", "email", "phone", "name"})
"""What is told for an inquiry; a piece or a metal stands in complaints and returns as well."""
ANY_DAY: Final = date(2026, 1, 1)
"""Whether a message tells a date does not depend on the day."""


@dataclass(frozen=True)
class Told:
    """What a house has to say to one question."""

    topics: tuple[str, ...]
    reply: str
    sources: tuple[str, ...]

    @property
    def abstained(self) -> bool:
        """Whether the house has stated nothing on it."""
        return not self.sources


async def ask(assistant: Assistant, house: House, question: str, after: str | None = None) -> Told:
    """Ask a house; `after` is the question that this one follows upon."""
    before = (await ask(assistant, house, after)).topics if after else ()
    parsed = await assistant.parse(question, after)
    topics = () if _only_states(parsed) and not after else choose(parsed.rankings, house)
    asked = resolve(topics, parsed.message, Inquiry(), house, before)
    told = [answer for answer in find_answers(asked, house) if answer]
    return Told(
        topics=tuple(topic for topic, _ in asked if topic in load_topics()),
        reply=" ".join(answer.says for answer in told) or assistant.word(NOT_STATED),
        sources=tuple(dict.fromkeys(answer.source for answer in told)),
    )


def _only_states(parsed: Parsed) -> bool:
    """Decide whether a message states facts of an inquiry and asks nothing: "oval sapphire, size 6, 12k"."""
    if parsed.may_ask:
        return False
    reading = read(parsed.message, None, Inquiry(), ANY_DAY)
    return not reading.asks and any(change.slot in FACTS for change in reading.changes)
