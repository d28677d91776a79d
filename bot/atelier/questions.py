"""What a question asks of a house, once country, budget, stone and product line are taken into account."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from ruamel.yaml import YAML

from bot.atelier.house import Answer, House, Line
from bot.atelier.inquiry import Inquiry, ProjectKind
from bot.atelier.judgment.tiers import match_tiers
from bot.atelier.model import Model
from bot.atelier.packs.topics import load_topics
from bot.atelier.readers.countries import UNION, find_country
from bot.atelier.readers.message import Message
from bot.atelier.readers.money import read_budget
from bot.atelier.readers.speech import Finding
from bot.atelier.readers.speech import Line as Sentence

FAMILIES: Final = Path(__file__).parent / "packs" / "families.yml"
GENERIC: Final = "general"

SURE: Final = 0.1
"""The probability from which on a topic may be meant at all."""
AS_SURE: Final = 0.35
"""What a second topic must weigh against the first to be answered too."""
CLEAR: Final = 0.6
"""The probability from which on what a house states is answered, whatever it does not state."""
BEYOND: Final = 80
"""The questions that no house answers, counted in topics: so many more there are than the vocabulary has.

Where four of five questions are about what a house states, held-out examples are judged best by it.
"""

LEAST_SUM: Final = 300
"""The smallest bare number that is money in a question about budgets."""

_FOLLOWS: Final = re.compile(
    r"\W*(?:ok(?:ay)?,? )?(?:and|what about|how about|what if|also|same for|or|so|but|y|que tal|o)\b|"
    r"\W*(?:\w+\W+){0,4}(?:that|those)\b(?:\W+\w+){0,2}\W*\Z"
)
_SHORT: Final = 9
"""Words up to which "and for Canada?" only changes what the last question named."""
_LINES: Final[Mapping[Line, re.Pattern[str]]] = {
    "cattina": re.compile(r"\bcattina\b"),
    "revive": re.compile(r"\b(?:revive|redesign\w*|heirloom|remad?[ek]\w*|redise\w+)\b"),
    "made_to_order": re.compile(r"\b(?:made[- ]to[- ]order|pre-?orders?|pre-?ordered|sobre pedido)\b"),
    "custom": re.compile(r"\b(?:custom|bespoke|one[- ]of[- ]a[- ]kind|personalized|a (?:la )?medida)\b"),
}
_OF_KIND: Final[Mapping[ProjectKind, Line]] = {
    ProjectKind.REVIVE: "revive",
    ProjectKind.CUSTOM: "custom",
    ProjectKind.ONE_OF_A_KIND: "custom",
}


class Guess(NamedTuple):
    """A topic that a question may be about."""

    topic: str
    score: float
    """Its probability among all topics, those of other houses and those that nobody answers included."""


class Asked(NamedTuple):
    """One thing that a question asks: its topic, and the product line that it is about, if any."""

    topic: str
    line: Line | None = None


class Family(Model):
    """Topics that differ only by the country, the budget or the stone that a question names."""

    by: Literal["country", "tier", "stone"]
    general: str
    topics: dict[str, str]


def choose(rankings: Sequence[Sequence[Guess]], house: House) -> tuple[str, ...]:
    """Choose the topics that each question is surely about; two where a house answers two that are as sure.

    A question that is more likely about what the house has not stated is about that, so that nobody answers
    it; where nothing is sure enough, there is no topic.
    """
    return tuple(dict.fromkeys(topic for ranking in rankings for topic in _choose(ranking, house)))


def _choose(ranking: Sequence[Guess], house: House) -> list[str]:
    """Weigh all that the house states against all that it does not.

    The model has learned all houses' topics alike, as if each were asked of this one as often. In truth
    people ask a house about what it does: what it states weighs as much as everything else together, and
    what is clearly meant is answered however much the house states.
    """
    known = {answer.topic for answer in house.answers if answer.line is None}
    likely = sorted(ranking, key=lambda guess: -guess.score)
    stated = [guess for guess in likely if guess.topic in known]
    others = [guess for guess in likely if guess.topic not in known]
    fair = (len(load_topics()) + BEYOND - len(known)) / max(len(known), 1)
    is_clear = bool(stated) and stated[0].score >= CLEAR
    if is_clear or sum(guess.score for guess in stated) * fair >= sum(guess.score for guess in others):
        least = max([SURE, *(AS_SURE * guess.score for guess in stated[:1])])
        return [guess.topic for guess in stated[:2] if guess.score >= least]
    return [others[0].topic] if others[0].score >= SURE else []


def resolve(
    topics: Sequence[str], message: Message, inquiry: Inquiry, house: House, before: Sequence[str] = ()
) -> tuple[Asked, ...]:
    """Say what a message asks, given the topics that the model took it for and those of the last question.

    "And for Canada?" asks the last question anew; "would a $12k ring get me a call?" is about the tier of
    that money. A country that is not named is the customer's own, where the question is about no other.
    """
    sentence = Sentence.of(message.text, message.mentions)
    kind = inquiry.project_kind
    line = find_line(sentence.plain) or (_OF_KIND.get(kind) if kind else None)
    last = [topic for topic in before if _find_families(topic)]
    if last and follows(sentence.plain) and any(_name(topic, sentence, None, house) for topic in last):
        topics = last
    elif not topics and before and follows(sentence.plain) and find_line(sentence.plain):
        topics = before
    found = [_name(topic, sentence, inquiry, house) or topic for topic in topics]
    return tuple(Asked(topic, line) for topic in dict.fromkeys(found))


def find_answers(asked: Sequence[Asked], house: House) -> tuple[Answer | None, ...]:
    """Find what the house says on each thing that was asked, the same words once; None where it is silent."""
    answers = [house.find_answer(topic, line) for topic, line in asked]
    return tuple(answer for at, answer in enumerate(answers) if answer is None or answer not in answers[:at])


def find_line(plain: str) -> Line | None:
    """Find the product line that plain words name."""
    return next((line for line, words in _LINES.items() if words.search(plain)), None)


def follows(plain: str) -> bool:
    """Decide whether plain words only go on from the question before ("and for Canada?")."""
    return len(plain.split()) < _SHORT and bool(_FOLLOWS.match(plain))


def _name(topic: str, sentence: Sentence, inquiry: Inquiry | None, house: House) -> str | None:
    """Find the member of a topic's family that a sentence names; None where it names none."""
    for family in _find_families(topic):
        key = _find_key(family, sentence, house)
        is_open = topic == family.general and family.by == "country"
        if key is None and is_open and inquiry and inquiry.location:
            key = _find_place(family, inquiry.location.lower())
        if key is not None:
            return family.topics.get(key, family.general)
    return None


def _find_key(family: Family, sentence: Sentence, house: House) -> str | None:
    match family.by:
        case "country":
            return _find_place(family, sentence.plain)
        case "tier":
            return _find_tier(sentence, house)
        case "stone":
            return _find_care(sentence, house)


def _find_place(family: Family, plain: str) -> str | None:
    country = find_country(plain)
    if country in UNION and country not in family.topics:
        return "EU"
    return country


def _find_tier(sentence: Sentence, house: House) -> str | None:
    said = read_budget(sentence, asked=False) or _read_bare_sum(sentence)
    if said is None or said.unclear or not house.tiers:
        return None
    is_band = bool(re.search(r"\b(?:bands?|alianzas?|argollas?)\b", sentence.plain))
    match = match_tiers(said.value, is_band, house)
    tiers = [tier for tier in match.tiers if tier.scope != "simple" or len(match.tiers) == 1]
    return str(tiers[0].number) if tiers else "gap"


def _read_bare_sum(sentence: Sentence) -> Finding | None:
    """Read "got 1400" as a budget, where the question is about one; small numbers count other things."""
    said = read_budget(sentence, asked=True)
    if said is None or said.unclear or said.value.unlimited:
        return None
    return said if max(said.value.min or 0, said.value.max or 0) >= LEAST_SUM else None


def _find_care(sentence: Sentence, house: House) -> str | None:
    notes = {note.gem: note.care for note in house.gems.notes} if house.gems else {}
    named = [mention.value for mention in sentence.mentions if mention.label == "gem"]
    return next((notes[gem] for gem in named if gem in notes), GENERIC if named else None)


@cache
def list_families() -> tuple[Family, ...]:
    """List the families of topics, read once from their table."""
    table = YAML(typ="safe").load(FAMILIES.read_text(encoding="utf-8"))
    return tuple(Family.model_validate(entry) for entry in table.values())


def _find_families(topic: str) -> list[Family]:
    return [family for family in list_families() if topic in {family.general, *family.topics.values()}]
