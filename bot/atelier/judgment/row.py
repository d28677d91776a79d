"""An inquiry and a decision as one line of JSON each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from math import floor
from typing import Any

from pydantic import ValidationError

from bot.atelier.decision import Decision
from bot.atelier.inquiry import Inquiry

CONTACT = frozenset({"name", "email", "phone"})
FIGURE = re.compile(r"\$?\s*(-?\d[\d,]*(?:\.\d+)?)")


class RowError(ValueError):
    """A row that cannot be read: the message names the key, what stands there and what may stand there."""


def read_row(row: Mapping[str, Any]) -> Inquiry:
    """Read an inquiry from a row of JSON values, or from a whole line that holds it under "inquiry".

    Every key may be null or absent. Raises RowError for keys and values that an inquiry does not know.
    """
    keys = dict(_read_inquiry_key(row))
    weeks = _read_number(keys.pop("needed_by_weeks", None), "needed_by_weeks")
    if weeks is not None:
        if keys.get("timing") is not None:
            raise RowError(
                'needed_by_weeks and timing say the same thing; keep one of them, "needed_by_weeks": 12'
            )
        # Half a week too few asks people to look; half a week too many does not.
        keys["timing"] = {"weeks": floor(weeks)}
    keys["budget"] = _read_budget(keys.get("budget"))
    keys["stones"] = _read_stones(keys.get("stones"))
    known = {key: value for key, value in keys.items() if value is not None}
    try:
        return Inquiry.model_validate(known)
    except ValidationError as error:
        raise RowError(_explain(error)) from None


def names_contact(row: Mapping[str, Any]) -> bool:
    """Whether a row has any key for contact details, so that their absence means something."""
    return not CONTACT.isdisjoint(_read_inquiry_key(row))


def write_decision(decision: Decision) -> dict[str, Any]:
    """Write a decision as JSON values."""
    written = decision.model_dump(mode="json", exclude={"reasons"})
    written["reasons"] = [
        reason.model_dump(mode="json", include={"rule", "says", "source", "pack"})
        for reason in decision.reasons
    ]
    return written


def _read_inquiry_key(row: Mapping[str, Any]) -> Mapping[str, Any]:
    inquiry = row.get("inquiry", row)
    if not isinstance(inquiry, Mapping):
        raise RowError(f'inquiry is {inquiry!r}; write an object of keys, {{"piece_type": "ring"}}')
    return inquiry


def _read_budget(budget: Any) -> dict[str, Any] | None:
    if budget is None:
        return None
    if not isinstance(budget, Mapping):
        raise RowError(f'budget is {budget!r}; write {{"min": 5000, "max": 9000, "currency": "USD"}}')
    ends = {end: _read_number(budget.get(end), f"budget.{end}") for end in ("min", "max")}
    rest = {key: value for key, value in budget.items() if key not in ends and value is not None}
    currency = rest.pop("currency", None)
    if currency is not None:
        if not isinstance(currency, str) or not re.fullmatch(r"[A-Za-z]{3}", currency.strip()):
            raise RowError(f'budget.currency is {currency!r}; write three letters, "USD"')
        rest |= {"currency": currency.strip().upper(), "currency_said": True}
    return {**ends, **rest} if rest or any(end is not None for end in ends.values()) else None


def _read_stones(stones: Any) -> list[dict[str, Any]] | None:
    if stones is None:
        return None
    if not isinstance(stones, (list, tuple)) or not all(isinstance(stone, Mapping) for stone in stones):
        raise RowError(f'stones is {stones!r}; write a list, [{{"gem": "sapphire", "owned": true}}]')
    read = [{key: value for key, value in stone.items() if value is not None} for stone in stones]
    return [{**stone, "gem": stone["gem"].lower()} if _has_name(stone) else stone for stone in read]


def _has_name(stone: Mapping[str, Any]) -> bool:
    return isinstance(stone.get("gem"), str)


def _read_number(value: Any, key: str) -> Decimal | None:
    if value is None:
        return None
    text = str(value).strip() if isinstance(value, (int, float, str, Decimal)) else ""
    match = FIGURE.fullmatch(text)
    try:
        number = Decimal(match.group(1).replace(",", "") if match else text)
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise RowError(f'{key} is {value!r}; write a number, 9000 or "9000"')
    return number


def _explain(error: ValidationError) -> str:
    parts = []
    for fault in error.errors():
        key = ".".join(str(step) for step in fault["loc"])
        if fault["type"] == "extra_forbidden":
            parts.append(f"{key} is not a key of an inquiry; the keys are {', '.join(Inquiry.model_fields)}")
        else:
            parts.append(f"{key} is {fault['input']!r}; {fault['msg'][0].lower()}{fault['msg'][1:]}")
    return "; ".join(parts)
