"""How a dialogue ended: what was asked, said and sent, set against what should have been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from bot.atelier.inquiry import Inquiry
from bot.atelier.intake import ASKED_ALONG
from tests.evaluation.dialogue import Dialogue
from tests.evaluation.measure import agrees, write_value

Outcome = Literal["right", "wrong brief", "too many questions", "not sent"]
OUTCOMES: tuple[Outcome, ...] = ("right", "wrong brief", "too many questions", "not sent")
PROSE = {"inspiration", "likes_dislikes", "stone_condition", "location", "lifestyle"}
"""Slots that hold the customer's own words: the expected ones must occur in them."""


@dataclass(frozen=True)
class Letter:
    """A letter to the house, as far as it is judged."""

    text: str
    record: Mapping[str, Any]
    """The JSON attachment: the inquiry and the decision."""


@dataclass
class Course:
    """How a dialogue went: everything that came from the desk."""

    questions: list[str] = field(default_factory=list)
    """The slot of each turn that asked for one, until the inquiry was sent."""
    replies: list[str] = field(default_factory=list)
    sent: bool = False
    letters: list[Letter] = field(default_factory=list)
    """What was mailed until the inquiry was sent, which is one letter."""
    additions: list[Letter] = field(default_factory=list)
    """What was mailed afterwards."""


@dataclass(frozen=True)
class Ending:
    """The judgment on one dialogue."""

    dialogue: Dialogue
    outcome: Outcome
    why: str
    """What differs, expected and found, on one line; empty where all is right."""
    questions: int


def judge_course(dialogue: Dialogue, course: Course) -> Ending:
    """Judge a dialogue: sent once, with the right brief, after no more questions than it takes."""
    questions = len(course.questions) - dialogue.digressions
    asked = f"{questions} questions ({_write_questions(course.questions)}), at most {dialogue.bound}"
    if not course.sent or not course.letters:
        return Ending(dialogue, "not sent", f"not sent after {asked}", questions)
    faults = list(_find_faults(dialogue, course))
    outcome: Outcome = "wrong brief" if faults else "right"
    if questions > dialogue.bound:
        outcome = outcome if faults else "too many questions"
        faults.append(asked)
    return Ending(dialogue, outcome, "; ".join(faults), questions)


def _write_questions(questions: list[str]) -> str:
    runs = [(slot, len(list(run))) for slot, run in groupby(questions)]
    return ", ".join(f"{slot} × {times}" if times > 1 else slot for slot, times in runs)


def _find_faults(dialogue: Dialogue, course: Course) -> Iterator[str]:
    letter = [*course.letters, *course.additions][-1]
    known = Inquiry.from_slots(letter.record["inquiry"])
    # Whoever asks for a person is announced at once, and followed by a way to write back.
    if len(course.letters) > 1 and not known.wants_person:
        yield f"sent {len(course.letters)} times"
    inquiry = known.model_dump(mode="json", by_alias=True)
    for slot, expected in dialogue.inquiry.items():
        untold = slot in dialogue.answers and slot not in course.questions
        # Asked in the same breath as another: who does not answer it there is not asked again.
        if untold and slot in ASKED_ALONG and not inquiry[slot]:
            continue
        if not _holds(slot, expected, inquiry[slot]):
            yield (
                f"{slot}: expected {write_value(expected)}, found {_show(expected, inquiry[slot])}"
                f"{' (never asked)' if untold else ''}"
            )
    for key, expected in dialogue.decision.items():
        found = letter.record["decision"][key]
        if (set(found) != set(expected)) if isinstance(expected, list) else (found != expected):
            yield f"{key}: expected {write_value(expected)}, found {write_value(found)}"
    yield from (f"no mention of {words!r}" for words in dialogue.mentions if not _occurs(words, letter.text))
    said = "\n".join(course.replies)
    yield from (f"no reply says {words!r}" for words in dialogue.replies if not _occurs(words, said))


def _holds(slot: str, expected: Any, found: Any) -> bool:
    """Decide whether a slot of the brief holds what is expected; empty is what nobody said."""
    if expected in (None, []):
        return found in (None, [])
    if found in (None, []):
        return False
    if slot == "stones":
        refusals = any("refused" in stone for stone in expected)
        return agrees(slot, expected, [stone for stone in found if refusals or not stone["refused"]])
    if isinstance(expected, list):
        return set(map(str, expected)) <= set(map(str, found))
    if slot in PROSE:
        return _occurs(str(expected), str(found))
    if expected is True and isinstance(found, dict):
        return True
    return agrees(slot, expected, found)


def _occurs(words: str, text: str) -> bool:
    return _even_out(words) in _even_out(text)


def _even_out(text: str) -> str:
    """Leave the words as they are read: without line breaks, capitals and typographer's quotes."""
    return " ".join(text.casefold().replace("’", "'").split())


def _show(expected: Any, found: Any) -> str:
    """Write what was found as far as the expected value speaks of it."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected:
        found = {key: found.get(key) for key in expected}
    elif isinstance(expected, list) and isinstance(found, list) and found and isinstance(found[0], dict):
        spoken_of = {key for item in expected for key in item} | {"gem"}
        found = [{key: item.get(key) for key in item if key in spoken_of} for item in found]
    return write_value(found)
