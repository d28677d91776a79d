"""The one way in for facts: what a message changes, in the light of what was asked and is known."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

from bot.atelier import acts
from bot.atelier.contact import find_links, find_region, read_email, read_person, read_phone
from bot.atelier.inquiry import RINGS, Inquiry, PieceType, Stone
from bot.atelier.metals import find_fineness, read_metal
from bot.atelier.model import Model
from bot.atelier.money import read_budget
from bot.atelier.pieces import read_pieces, read_project
from bot.atelier.ring_size import read_ring_size
from bot.atelier.speech import Finding, Line, Mention, Span
from bot.atelier.stones import find_carats, read_stones
from bot.atelier.timing import read_timing
from bot.atelier.wishes import read_consultation, read_wishes

__all__ = ["ASKED", "Change", "Mention", "Message", "Reading", "check_asked", "fold", "read", "write_reading"]

ASKED = (
    "piece_type", "project_kind", "stones", "stone_condition", "budget", "timing", "ring_size",
    "metal", "inspiration", "likes_dislikes", "name", "email", "phone", "location", "consent",
    "consultation", "confirm",
)  # fmt: skip


def check_asked(slot: str | None) -> str | None:
    """Check that a slot is one that the house asks for; raises ValueError where it is not."""
    if slot and slot not in ASKED:
        raise ValueError(f"{slot!r} is not a slot that is asked for; these are: {', '.join(ASKED)}")
    return slot or None


class Message(Model):
    """A customer's words with what the lexicon marked in them."""

    text: str
    mentions: tuple[Mention, ...] = ()
    act: str | None = None
    """What the customer is doing (greet, ask_policy, thank …), where the classifier is sure of it."""


class Change(Model):
    """One thing that a message says about one slot."""

    slot: str
    kind: Literal["set", "add", "remove", "decline", "unclear"]
    value: Any = None
    """The slot's value in JSON terms; for "unclear" the words that could not be right."""


class Reading(Model):
    """What one message means."""

    changes: tuple[Change, ...] = ()
    asks: bool = False
    """Whether the customer asks something back."""
    answer: Literal["yes", "no"] | None = None


def read(message: Message, asked: str | None, inquiry: Inquiry, today: date) -> Reading:
    """Say what a message changes; nothing that is a question, a refusal or abuse becomes an answer."""
    line = Line.of(message.text, message.mentions)
    asking = acts.find_asking(line)
    answer = acts.read_answer(line)
    asks = bool(asking) or (message.act or "").startswith("ask_")
    changes = _read_contact(line, asked, inquiry)
    changes += _read_facts(_without_noise(line, asking), asked, inquiry, today, asking)
    free = message.act not in acts.NO_ANSWERS and len(asking) < len(line.sentences())
    changes += _read_words(line, asked, asking, free and not acts.declines(line))
    changes += _read_asked(line, asked, inquiry, answer, asks, {change.slot for change in changes})
    return Reading(changes=tuple(changes), asks=asks, answer=answer)


def _without_noise(line: Line, asking: list[Span]) -> Line:
    """Blank out mail addresses, links, phone numbers and questions about the house in general."""
    shift = line.shift
    spans = [*read_email(line)[1], *find_links(line)]
    placed = [(shift.to_rewritten(start), shift.to_rewritten(end)) for start, end in spans]
    return line.without([*placed, *acts.find_supposed(line, asking)])


def _read_contact(line: Line, asked: str | None, inquiry: Inquiry) -> list[Change]:
    changes: list[Change] = []
    email, spans, broken = read_email(line)
    if email:
        changes.append(Change(slot="email", kind="set", value=email))
    elif broken or (asked == "email" and "@" in line.text):
        changes.append(Change(slot="email", kind="unclear", value=broken or line.text))
    quiet = line.without(
        (line.shift.to_rewritten(start), line.shift.to_rewritten(end)) for start, end in spans
    )
    region = find_region(f"{inquiry.location or ''} {line.plain}".lower())
    phone, _, wrong = read_phone(quiet, asked == "phone", region)
    if phone:
        changes.append(Change(slot="phone", kind="set", value=phone))
    elif wrong:
        changes.append(Change(slot="phone", kind="unclear", value=wrong))
    return changes


def _read_facts(
    line: Line, asked: str | None, inquiry: Inquiry, today: date, asking: list[Span]
) -> list[Change]:
    """Read the facts in an order in which each reader leaves its figures out of the next one's sight."""
    pieces = read_pieces(line, asked == "piece_type")
    changes = [Change(slot=slot, kind="set", value=value) for slot, value in pieces.items()]
    project = read_project(line, asked == "project_kind")
    changes += [Change(slot=slot, kind="set", value=value) for slot, value in project.items()]
    for finding in read_stones(line, asked == "stones"):
        changes.append(_stone_change(finding))
    if metal := read_metal(line, asked == "metal"):
        changes.append(Change(slot="metal", kind="set", value=metal.value))
    region = find_region(line.plain)
    _, phones, _ = read_phone(line, asked == "phone", region)
    line = line.without([*find_carats(line), *find_fineness(line, asked == "metal"), *phones])
    readers = (
        ("ring_size", read_ring_size(line, asked == "ring_size", _worn(pieces, inquiry))),
        ("timing", read_timing(line, asked == "timing", today)),
    )
    for slot, finding in readers:
        if finding:
            changes.append(_change(slot, finding))
            line = line.without([finding.span])
    line = line.without(acts.find_money_supposed(line, asking))
    if budget := read_budget(line, asked == "budget"):
        changes.append(_change("budget", budget))
    return changes


def _worn(pieces: dict[str, Any], inquiry: Inquiry) -> Literal["ring", "wrist", "neck"]:
    piece = PieceType(pieces["piece_type"]) if "piece_type" in pieces else inquiry.piece_type
    if piece is PieceType.BRACELET:
        return "wrist"
    return "neck" if piece in (PieceType.NECKLACE, PieceType.PENDANT) else "ring"


def _change(slot: str, finding: Finding) -> Change:
    if finding.unclear:
        return Change(slot=slot, kind="unclear", value=finding.value)
    return Change(slot=slot, kind="set", value=_json(finding.value))


def _json(value: Model) -> Any:
    return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _stone_change(finding: Finding) -> Change:
    if isinstance(finding.value, str):
        return Change(slot="stones", kind="remove", value={"gem": finding.value or None})
    return Change(slot="stones", kind="add", value=_json(finding.value))


def _read_words(line: Line, asked: str | None, asking: list[Span], free: bool) -> list[Change]:
    slots = read_wishes(line, asked, asking, free)
    slots.update(read_person(line.text, asked if free else None))
    if consultation := read_consultation(line, asked == "consultation"):
        slots["consultation"] = consultation
    return [Change(slot=slot, kind="set", value=value) for slot, value in slots.items()]


def _read_asked(
    line: Line, asked: str | None, inquiry: Inquiry, answer: str | None, asks: bool, known: set[str]
) -> list[Change]:
    """Read what only the question gives a meaning: yes and no, "skip", "none"."""
    if asked is None or asked in known:
        return []
    if asked in ("confirm", "consent"):
        corrected = answer is None or known
        return [] if corrected and not (answer and asked == "consent") else [
            Change(slot=asked, kind="set", value=answer == "yes")
        ]  # fmt: skip
    if acts.declines(line) and not (asks and "?" in line.text):
        return [Change(slot=asked, kind="decline")]
    if acts.says_none(line) and not asks:
        if asked == "stones" and any(not stone.refused for stone in inquiry.stones):
            return [
                Change(slot="stones", kind="add", value={"gem": stone.gem, "owned": False})
                for stone in inquiry.stones
                if not stone.refused and stone.owned is None
            ]
        return [Change(slot=asked, kind="decline")]
    return []


def fold(inquiry: Inquiry, reading: Reading) -> Inquiry:
    """Apply a reading to an inquiry: lists grow and shrink, and what is set is no longer declined."""
    slots = inquiry.model_dump(mode="python")
    declined, unclear = list(inquiry.declined), list(inquiry.unclear)
    stones = list(inquiry.stones)
    for change in reading.changes:
        if change.kind == "decline":
            declined = [*(slot for slot in declined if slot != change.slot), change.slot]
        elif change.kind == "unclear":
            unclear = [
                *(item for item in unclear if not item.startswith(f"{change.slot}:")),
                f"{change.slot}: {change.value}",
            ]
        else:
            declined = [slot for slot in declined if slot != change.slot]
            unclear = [item for item in unclear if not item.startswith(f"{change.slot}:")]
            if change.slot == "stones":
                stones = _fold_stone(stones, change)
            elif change.slot in Inquiry.model_fields and change.slot not in ("consent",):
                slots[change.slot] = change.value
    slots.update(stones=tuple(stones), declined=tuple(declined), unclear=tuple(unclear))
    return Inquiry.model_validate(slots)


def _fold_stone(stones: list[Stone], change: Change) -> list[Stone]:
    """Add a stone, or what is new of one that is known; or take one away."""
    if change.kind == "set":
        return [Stone.model_validate(stone) for stone in change.value]
    gem = change.value.get("gem")
    if change.kind == "remove":
        return [stone for stone in stones if gem is not None and stone.gem != gem]
    new = Stone.model_validate(change.value)
    for index, stone in enumerate(stones):
        if stone.gem == new.gem or None in (stone.gem, new.gem) and not (stone.refused or new.refused):
            said = {
                name: value
                for name, value in new.model_dump(exclude_defaults=True).items()
                if value is not None
            }
            said["words"] = "; ".join(dict.fromkeys(w for w in (stone.words, new.words) if w))
            said["refused"] = new.refused
            return [*stones[:index], stone.model_copy(update=said), *stones[index + 1 :]]
    return [*stones, new]


def write_reading(reading: Reading) -> dict[str, Any]:
    """Write a reading as the plain facts it holds: numbers as numbers, sizes as text, dates as ISO."""
    known = fold(Inquiry(), reading).model_copy(update={"declined": ()})
    slots: dict[str, Any] = {
        name: value
        for name, value in known.to_slots().items()
        if name not in ("stones", "budget", "timing", "ring_size", "unclear", "consultation")
    }
    for change in reading.changes:
        if change.slot in ("confirm", "consent") and change.kind == "set":
            slots[change.slot] = change.value
    stones = [
        {key: _number(getattr(stone, key)) for key in ("gem", "owned", "carat", "shape", "color")}
        for stone in known.stones
        if not stone.refused
    ]
    refused = [stone.gem for stone in known.stones if stone.refused]
    if stones:
        slots["stones"] = stones
    if refused:
        slots["refused_stones"] = refused
    if known.budget:
        slots["budget"] = {
            "min": _number(known.budget.min), "max": _number(known.budget.max),
            "currency": known.budget.currency, "unlimited": known.budget.unlimited,
        }  # fmt: skip
    if known.timing:
        timing = known.timing.model_dump(mode="json", by_alias=True)
        slots["timing"] = {key: timing[key] for key in ("by", "from", "flexible", "weeks")}
    if known.ring_size:
        slots["ring_size"] = known.ring_size.model_dump(mode="json", exclude={"words"})
    if known.consultation:
        slots["consultation"] = known.consultation.model_dump(mode="json", exclude={"words"})
    if any(change.kind == "decline" for change in reading.changes):
        slots["declined"] = True
    return slots


def _number(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    return int(value) if value == int(value) else float(value)
