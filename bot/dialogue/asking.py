"""A question put to a house on its own, outside of any conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry
from bot.atelier.packs.topics import load_topics
from bot.atelier.questions import choose, find_answers, resolve
from bot.dialogue.agent import Assistant

NOT_STATED: Final = "utter_not_stated"


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
    topics = choose(parsed.rankings, house)
    asked = resolve(topics, parsed.message, Inquiry(), house, before)
    told = [answer for answer in find_answers(asked, house) if answer]
    return Told(
        topics=tuple(topic for topic, _ in asked if topic in load_topics()),
        reply=" ".join(answer.says for answer in told) or assistant.word(NOT_STATED),
        sources=tuple(dict.fromkeys(answer.source for answer in told)),
    )
