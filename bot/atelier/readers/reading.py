"""The one way in for facts: what a message changes, in the light of what was asked and is known."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.atelier.inquiry import Inquiry, PieceType, ProjectKind
from bot.atelier.model import Model
from bot.atelier.readers import acts, refusals
from bot.atelier.readers.assent import gives_assent
from bot.atelier.readers.contact import find_links, read_email, read_phone
from bot.atelier.readers.hearsay import find_hearsay
from bot.atelier.readers.language import read_language
from bot.atelier.readers.loose_sizes import find_move, stands_alone
from bot.atelier.readers.merging import fold, write_reading
from bot.atelier.readers.message import ASKED, Change, Message, Reading, check_asked, squeeze
from bot.atelier.readers.metals import (
    complete_metal,
    find_fineness,
    means_fineness,
    read_metal,
    recolor_metal,
)
from bot.atelier.readers.money import read_budget
from bot.atelier.readers.namesakes import leave_out_namesakes
from bot.atelier.readers.person import read_person
from bot.atelier.readers.pieces import read_pieces, refuses_stones
from bot.atelier.readers.projects import read_project
from bot.atelier.readers.ring_size import read_ring_size
from bot.atelier.readers.size_systems import Wearing
from bot.atelier.readers.speech import Finding, Line, Mention, Span
from bot.atelier.readers.stones import find_carats, read_stones
from bot.atelier.readers.timing import read_timing
from bot.atelier.readers.wishes import read_consultation, read_wishes

__all__ = [
    "ASKED", "Change", "Mention", "Message", "Reading", "check_asked", "fold", "read", "write_reading",
]  # fmt: skip

_FIGURES = frozenset(
    {"budget", "timing", "ring_size", "email", "phone", "piece_type", "project_kind", "name", "location"}
)
_BARE_ANSWER = 6
"""Words up to which an answer to "what name, and where?" holds nothing else: Ruby and June are names too."""


def read(message: Message, asked: str | None, inquiry: Inquiry, today: date) -> Reading:
    """Say what a message changes; nothing that is a question, a refusal or abuse becomes an answer."""
    message = squeeze(message)
    line = Line.of(message.text, message.mentions)
    asking = acts.find_asking(line)
    free = _may_be_free(message, line, asking, asked)
    changes, rest = _read_contact(line, asked, inquiry)
    told = acts.leave_out_asking(line, asking)
    person = read_person(line, asked if free else None, told, named=bool(inquiry.name))
    if not (asked in ("name", "location") and asked in person and len(line.plain.split()) <= _BARE_ANSWER):
        said = [*acts.find_supposed(line, asking), *find_hearsay(line)]
        quiet = rest.without([*said, *_find_words(line, person.get("name"))])
        changes += _read_facts(leave_out_namesakes(quiet), asked, inquiry, today, asking)
    figures = any(c.slot in _FIGURES and c.kind == "set" for c in [*changes, *_set_all(person)])
    figures = figures or _is_one_fact(line, changes)
    owner = bool(inquiry.owned_stones) or inquiry.is_revive
    words = read_wishes(line, asked, asking, free=free, owner=owner, figures=figures)
    if consultation := read_consultation(line, free and asked == "consultation"):
        words["consultation"] = consultation
    changes += _set_all({**words, **person})
    answer = acts.read_answer(line)
    changes += _read_asked(line, asked, inquiry, answer, bool(asking), {change.slot for change in changes})
    language = read_language(message.text)
    return Reading(changes=tuple(changes), asks=bool(asking), answer=answer, language=language)


def _may_be_free(message: Message, line: Line, asking: list[Span], asked: str | None) -> bool:
    """Decide whether the words as such may answer an open question."""
    answers = acts.leave_out_asking(line, asking) if asked in ("name", "location") else None
    if message.act in acts.NO_ANSWERS or not (len(asking) < len(line.sentences()) or answers):
        return False
    return not (refusals.declines(line) and (refusals.says_little_else(line) or asked == "name"))


def _is_one_fact(line: Line, changes: list[Change]) -> bool:
    """Whether a message of a word or two only names a stone or a metal."""
    return len(line.plain.split()) <= 2 and any(change.slot in ("metal", "stones") for change in changes)


def _find_words(line: Line, words: str | None) -> list[Span]:
    """Find a name in the line, so that Ruby is no stone and June no month."""
    if not words:
        return []
    first = re.escape(words.split()[0])
    named = re.compile(rf"{re.escape(words)}|\b{first}(?= here\b)|(?<=\bI'm )\b{first}\b")
    return [
        (line.shift.to_rewritten(match.start()), line.shift.to_rewritten(match.end()))
        for match in named.finditer(line.text)
    ]


def _read_contact(line: Line, asked: str | None, inquiry: Inquiry) -> tuple[list[Change], Line]:
    """Read mail address and phone number, and leave the line without them and without links."""
    doubted = tuple(item.removeprefix("email: ") for item in inquiry.unclear)
    email = read_email(line, doubted)
    placed = [
        (line.shift.to_rewritten(start), line.shift.to_rewritten(end))
        for start, end in [*email.spans, *find_links(line)]
    ]
    line = line.without(placed)
    phone = read_phone(line, asked == "phone", inquiry.location)
    changes: list[Change] = []
    for slot, found in (("email", email), ("phone", phone)):
        if found.value:
            changes.append(Change(slot=slot, kind="set", value=found.value))
        elif found.unclear:
            changes.append(Change(slot=slot, kind="unclear", value=found.unclear))
    return changes, line.without(phone.spans)


def _read_facts(
    line: Line, asked: str | None, inquiry: Inquiry, today: date, asking: list[Span]
) -> list[Change]:
    """Read the facts in an order in which each reader leaves its figures out of the next one's sight."""
    pieces = read_pieces(line, asked == "piece_type", inquiry.piece_type)
    project = read_project(line, asked == "project_kind", inquiry.project_kind)
    changes = _set_all({**pieces, **project})
    stones = [_stone_change(finding) for finding in read_stones(line, asked == "stones")]
    if not stones and asked != "stones" and refuses_stones(line):
        stones = [_take_back(stone.gem) for stone in inquiry.stones]
    stones = _give_owner(stones, inquiry) if asked == "stones" else stones
    changes += [*_replace_stone(line, inquiry, stones), *stones]
    of_gold = asked == "metal" or (asked != "budget" and means_fineness(line, inquiry))
    if metal := read_metal(line, of_gold):
        changes.append(Change(slot="metal", kind="set", value=complete_metal(metal.value, inquiry)))
    elif recolored := recolor_metal(line, inquiry):
        changes.append(Change(slot="metal", kind="set", value=recolored))
    line = line.without([*find_carats(line), *find_fineness(line, of_gold)])
    worn = _worn(pieces, inquiry)
    resized = ProjectKind.RESIZE.value in (project.get("project_kind"), inquiry.project_kind)
    sized = asked == "ring_size" or stands_alone(line.plain, asked, inquiry, worn)
    if size := read_ring_size(line, sized or (resized and find_move(line.plain) is not None), worn):
        changes.append(_change("ring_size", size))
        line = line.without([size.span])
    if asked != "consultation" and (timing := read_timing(line, asked == "timing", today)):
        changes.append(_change("timing", timing))
        line = line.without([timing.span])
    line = line.without(acts.find_money_supposed(line, asking))
    if budget := read_budget(line, asked == "budget"):
        changes.append(_change("budget", budget))
    return changes


def _worn(pieces: dict[str, Any], inquiry: Inquiry) -> Wearing:
    piece = PieceType(pieces["piece_type"]) if "piece_type" in pieces else inquiry.piece_type
    if piece is PieceType.BRACELET:
        return "wrist"
    return "neck" if piece in (PieceType.NECKLACE, PieceType.PENDANT) else "ring"


def _set_all(slots: dict[str, Any]) -> list[Change]:
    return [Change(slot=slot, kind="set", value=value) for slot, value in slots.items()]


def _change(slot: str, finding: Finding) -> Change:
    if finding.unclear:
        return Change(slot=slot, kind="unclear", value=finding.value)
    return Change(slot=slot, kind="set", value=_json(finding.value))


def _json(value: Model) -> Any:
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _stone_change(finding: Finding) -> Change:
    if isinstance(finding.value, str):
        return _take_back(finding.value)
    return Change(slot="stones", kind="add", value=_json(finding.value))


def _take_back(gem: str | None) -> Change:
    return Change(slot="stones", kind="remove", value={"gem": gem})


def _give_owner(stones: list[Change], inquiry: Inquiry) -> list[Change]:
    """Let "they are mine", said of no stone by name, hold for every stone whose owner is not known."""
    named = [change.value.get("gem") for change in stones]
    if named != [None] or not stones[0].value.get("owned"):
        return stones
    known = [stone.gem for stone in inquiry.stones if not stone.refused and stone.owned is None]
    return [Change(slot="stones", kind="add", value={"gem": gem, "owned": True}) for gem in known] or stones


def _replace_stone(line: Line, inquiry: Inquiry, stones: list[Change]) -> list[Change]:
    """Take the one known stone back where another is named in its place ("make it a ruby instead")."""
    live = [stone for stone in inquiry.stones if not stone.refused]
    named = [
        change.value.get("gem")
        for change in stones
        if change.kind == "add" and not change.value.get("refused")
    ]
    others = len(stones) - len(named)
    if len(live) != 1 or len(named) != 1 or others or named[0] in (None, live[0].gem) or live[0].gem is None:
        return []
    if live[0].owned or not acts.replaces(line):
        return []
    return [_take_back(live[0].gem)]


def _read_asked(
    line: Line, asked: str | None, inquiry: Inquiry, answer: str | None, asks: bool, known: set[str]
) -> list[Change]:
    """Read what only the question gives a meaning: yes and no, "skip", "none"."""
    if asked is None or asked in known:
        return []
    if asked == "confirm" and known:
        return []
    if asked in ("consent", "confirm"):
        agrees = answer == "yes" or (answer is None and not asks and gives_assent(line))
        return [Change(slot=asked, kind="set", value=agrees)] if answer or agrees else []
    if refusals.declines(line, at_head=asks) or refusals.leaves_choice(line):
        return [Change(slot=asked, kind="decline")]
    if asks or not refusals.says_none(line):
        return []
    if asked == "stones" and refusals.wants_no_stones(line):
        gone = [_take_back(stone.gem) for stone in inquiry.stones]
        return [*gone, *([] if "plain" in known else [Change(slot="plain", kind="set", value=True)])]
    open_stones = [stone for stone in inquiry.stones if not stone.refused and stone.owned is None]
    if asked == "stones" and open_stones:
        return [
            Change(slot="stones", kind="add", value={"gem": stone.gem, "owned": False})
            for stone in open_stones
        ]
    return [Change(slot=asked, kind="decline")]
