"""What becomes of an inquiry when a reading is applied to it, and a reading written as plain facts."""

from __future__ import annotations

from typing import Any

from bot.atelier.inquiry import RINGS, Inquiry, PieceType, Size, Stone
from bot.atelier.readers.message import Change, Reading


def fold(inquiry: Inquiry, reading: Reading) -> Inquiry:
    """Apply a reading to an inquiry: lists grow and shrink, and what is set is no longer declined."""
    slots = inquiry.model_dump(mode="python")
    declined, unclear = list(inquiry.declined), list(inquiry.unclear)
    stones, known = list(inquiry.stones), len(inquiry.stones)
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
                before = len(stones)
                stones = _fold_stone(stones, change, known)
                known -= max(0, before - len(stones))
            elif change.slot == "consent" and not change.value:
                declined.append("consent")
            elif change.slot in Inquiry.model_fields and change.slot not in ("consent",):
                slots[change.slot] = change.value
    if _outgrows_size(inquiry, slots, reading):
        slots["ring_size"] = None
        unclear = [item for item in unclear if not item.startswith("ring_size:")]
    if _gains_a_stone(reading):
        slots["plain"] = None
    slots["language"] = reading.language or inquiry.language
    slots.update(stones=tuple(stones), declined=tuple(declined), unclear=tuple(unclear))
    return Inquiry.model_validate(slots)


def _gains_a_stone(reading: Reading) -> bool:
    """Whether a stone came to a piece that was to be plain, unless the same words call it plain."""
    return any(
        change.slot == "stones" and change.kind == "add" and not change.value.get("refused")
        for change in reading.changes
    ) and not any(change.slot == "plain" for change in reading.changes)


def _outgrows_size(inquiry: Inquiry, slots: dict[str, Any], reading: Reading) -> bool:
    """Whether another piece was chosen, which the size that was given before cannot be of."""
    if any(change.slot == "ring_size" for change in reading.changes) or inquiry.piece_type is None:
        return False
    before, now = _part_of_body(inquiry.piece_type), _part_of_body(PieceType(slots["piece_type"]))
    if before == now or "other" in (before, now):
        return False
    size = inquiry.ring_size
    of_more = {_part_of_body(PieceType(piece)) for piece in slots["more_pieces"]}
    return size is None or not (_measures(size, now) or any(_measures(size, part) for part in of_more))


def _part_of_body(piece: PieceType) -> str:
    """Where a piece is worn, as far as its size tells."""
    if piece in RINGS:
        return "finger"
    return {
        PieceType.BRACELET: "wrist", PieceType.NECKLACE: "neck", PieceType.PENDANT: "neck",
        PieceType.OTHER: "other",
    }.get(piece, "none")  # fmt: skip


def _measures(size: Size, part: str) -> bool:
    """Whether a size can be of a part of the body: inches and centimeters short of a foot are a wrist's."""
    if size.us_equivalent is not None:
        return part == "finger"
    length = float(size.value) * {"inches": 2.54, "cm": 1.0}.get(size.system, 0.1)
    return part == ("wrist" if length < 28 else "neck")


def _fold_stone(stones: list[Stone], change: Change, known: int) -> list[Stone]:
    """Add a stone, or what is new of one that was known before; or take one away."""
    if change.kind == "set":
        return [Stone.model_validate(stone) for stone in change.value]
    if change.kind == "remove":
        return [stone for stone in stones if stone.gem != change.value.get("gem")]
    new = Stone.model_validate(change.value)
    for index, stone in enumerate(stones[:known]):
        if _is_same(stone, new):
            return [*stones[:index], _update(stone, new), *stones[index + 1 :]]
    return [*stones, new]


def _is_same(known: Stone, new: Stone) -> bool:
    unnamed = None in (known.gem, new.gem) and not (known.refused or new.refused)
    return known.gem == new.gem or unnamed


def _update(known: Stone, new: Stone) -> Stone:
    said = {name: value for name, value in new.model_dump().items() if value is not None}
    words = "; ".join(dict.fromkeys(words for words in (known.words, new.words) if words))
    return known.model_copy(update={**said, "words": words})


def write_reading(reading: Reading) -> dict[str, Any]:
    """Write a reading as the plain facts it holds: numbers as numbers, sizes as text, dates as ISO."""
    known = fold(Inquiry(), reading).model_copy(update={"declined": ()})
    slots: dict[str, Any] = {
        name: value
        for name, value in known.to_slots().items()
        if name not in ("stones", "budget", "timing", "ring_size", "unclear", "consultation", "language")
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
