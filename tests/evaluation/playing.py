"""Plays the dialogues against the trained model, through the desk that every channel uses."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.atelier.inquiry import Status
from bot.dialogue.agent import Assistant, DialogueThread
from bot.dialogue.turn import Desk
from bot.settings import Settings
from bot.store import Store
from tests.customers import Customer, fetch_briefs
from tests.desks import open_fresh_store, seat_desk
from tests.evaluation.dialogue import Dialogue
from tests.evaluation.ending import Course, Ending, Letter, judge_course

UNDECIDED = "I'd leave that open"
"""What a customer says who is asked for what the dialogue does not know."""
GO_ON = "Yes, please"
"""What a customer says who is not asked for anything, and wants to go on."""
PATIENCE = 40
"""After how many messages a customer gives up."""


def play_each(dialogues: Iterable[Dialogue]) -> Iterator[Ending]:
    """Play dialogues one after another; yields how each of them ended."""
    assistant, thread = Assistant(Settings().model), DialogueThread()
    try:
        with tempfile.TemporaryDirectory() as folder, open_fresh_store(Path(folder)) as store:
            desk = seat_desk(store, assistant, thread)
            for dialogue in dialogues:
                yield judge_course(dialogue, asyncio.run(play(dialogue, desk, store)))
    finally:
        thread.stop()


async def play(dialogue: Dialogue, desk: Desk, store: Store) -> Course:
    """Play one dialogue; `store` must hold no brief that nobody has fetched."""
    course, customer = Course(), Customer(desk, dialogue.house)
    opening = list(dialogue.opens)
    text = opening.pop(0)
    for _ in range(PATIENCE):
        course.replies.append(await customer.say(text))
        course.sent = customer.standing.get("status") == Status.SUBMITTED.value
        if course.sent:
            break
        asked = customer.standing["asked"]
        if asked:
            course.questions.append(asked)
            text = _answer(dialogue.answers.get(asked, ()), course.questions.count(asked))
        else:
            text = opening.pop(0) if opening else GO_ON
    course.letters = _take_letters(store)
    for text in dialogue.afterwards if course.sent else ():
        course.replies.append(await customer.say(text))
    course.additions = _take_letters(store)
    return course


def _answer(said: tuple[str, ...], times: int) -> str:
    """Say the next answer; the last one is given once more, and who then is asked again leaves it open."""
    if times <= len(said):
        return said[times - 1]
    return said[-1] if said and times == len(said) + 1 else UNDECIDED


def _take_letters(store: Store) -> list[Letter]:
    return [Letter(brief.mail.text, brief.mail.inquiry or {}) for brief in fetch_briefs(store)]
