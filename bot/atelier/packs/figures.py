"""The figures that a house publishes, and those that its words mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from bot.atelier.house import Deposit, Duty, Fee, GemRules, House, LeadTime, Money, Term, Tier
from bot.atelier.model import Model
from bot.atelier.packs.sheet import Place

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
COUNTS = {
    word: number
    for numbers in (
        "one two three four five six seven eight nine ten eleven twelve",
        "un dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "una",
    )
    for number, word in enumerate(numbers.split(), start=1)
}
SPANISH_UNITS = {
    "por c": "%", "hora": "hours", "días h": "business_days", "dias h": "business_days",
    "día h": "business_days", "dia h": "business_days", "día": "days", "dia": "days", "semana": "weeks",
    "mes": "months", "año": "years",
}  # fmt: skip
"""How Spanish units begin, the longer beginning first."""
UNITS = (
    r"%|percent\b|business[ -]days?\b|(?:hour|day|week|month|year)s?\b|"
    r"por ciento\b|d[ií]as? h[aá]bil(?:es)?\b|(?:hora|d[ií]a|semana|año)s?\b|mes(?:es)?\b"
)

MEASURED = {"%", *SIGNS.values(), "hours", "days", "business_days", "weeks", "months", "years"}

# 3D and 18k are words of the trade, not figures.
TERMS_OF_ART = re.compile(r"(?<![\w.$€£])\d+(?:D|[kK])\b")
SPELLED = re.compile(rf"\b({'|'.join(COUNTS)})(?=(?:\s(?:to|or|a|o)\s\w+)?[\s-](?:{UNITS}))", re.IGNORECASE)
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
FIGURE = re.compile(
    rf"([$€£]?)({NUMBER})(?:\s?(?:[–-]|\bto\b|\bor\b|\ba\b|\bo\b)\s?([$€£]?)({NUMBER}))?\+?(?:[\s-]?({UNITS}))?",
    re.IGNORECASE,
)


class Figure(NamedTuple):
    """A number and what it counts: "%", a currency, a unit of time, or any other word."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value:f}{'' if self.unit == '%' else ' '}{self.unit.replace('_', ' ')}".strip()


def walk(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Visit a value and everything in it, each with the keys that lead to it in the house's files."""
    yield place, value
    if isinstance(value, Model):
        for name, about in type(value).model_fields.items():
            key = about.alias or name
            yield from walk(getattr(value, name), (*place, key))
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from walk(item, (*place, at))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from walk(item, (*place, str(getattr(name, "value", name))))


def read_range(value: Any, currency: str) -> tuple[tuple[Decimal | None, ...], str]:
    """Read the figures that one value states, lower end first, with their unit; none where it states none."""
    match value:
        case LeadTime():
            return (value.min, value.max), value.unit
        case Money():
            return (value.from_, value.to), currency
        case Tier():
            return (value.consultation_rule_up_to,), currency
        case Deposit():
            return (*value.percent, value.total), "%"
        case Duty():
            return value.percent, "%"
        case Fee(amount=None):
            return (value.percent,), "%"
        case Fee():
            return (value.amount,), currency
        case Term():
            return value.figure, value.unit
        case GemRules():
            return value.soft_below, "Mohs"
        case _:
            return (), ""


def collect_figures(house: House) -> frozenset[Figure]:
    """Collect every figure that the house states with its source."""
    return frozenset(
        Figure(number, unit)
        for _, value in walk(house)
        for numbers, unit in [read_range(value, house.currency)]
        for number in numbers
        if number is not None
    )


def find_figures(text: str) -> Iterator[Figure]:
    """Find the figures that a text mentions; a number without a unit has the unit ""."""
    plain = SPELLED.sub(
        lambda found: str(COUNTS[found[1].lower()]),
        TERMS_OF_ART.sub(" ", text),
    )
    for sign, lower, second_sign, upper, unit in FIGURE.findall(plain):
        yield read_figure(sign, lower, unit)
        if upper:
            yield read_figure(second_sign or sign, upper, unit)


def read_figure(sign: str, number: str, unit: str) -> Figure:
    """Read one figure off its sign of currency, its digits and its unit."""
    return Figure(Decimal(number.replace(",", "")), SIGNS.get(sign) or read_unit(unit))


def read_unit(word: str) -> str:
    """Read a unit as the packs write it ("business days" is business_days, "month" and "mes" are months)."""
    for beginning, spanish in SPANISH_UNITS.items():
        if word.lower().startswith(beginning):
            return spanish
    unit = word.lower().replace("percent", "%").replace(" ", "_").replace("-", "_")
    return unit if unit in ("", "%") or unit.endswith("s") else f"{unit}s"


def find_strangers(text: str, figures: frozenset[Figure]) -> Iterator[Figure]:
    """Find the figures of a text that are not among the given ones.

    A number that stands without a unit may be any count, but not a sum, a share or a time.
    """
    counts = {figure.value for figure in figures if figure.unit not in MEASURED}
    for figure in find_figures(text):
        if figure not in figures and (figure.unit or figure.value not in counts):
            yield figure
