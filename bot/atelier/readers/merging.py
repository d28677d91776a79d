"""What becomes of an inquiry when a reading is applied to it, and a reading written as plain facts."""

from __future__ import annotations

from typing import Any

from bot.atelier.inquiry import Inquiry, Stone
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
    slots.update(stones=tuple(stones), declined=tuple(declined), unclear=tuple(unclear))
    return Inquiry.model_validate(slots)


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
