"""How long the house says its work takes, and whether a customer's date leaves room for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.atelier.house import LeadTime
from bot.atelier.inquiry import Timing

WEEKS_PER_UNIT = {
    "hours": Decimal(1) / 168,
    "days": Decimal(1) / 7,
    "business_days": Decimal(1) / 5,
    "weeks": Decimal(1),
    "months": Decimal(52) / 12,
}

Room = Literal["too_tight", "depends", "enough"]
"""Less time than the shortest published figure, between its ends, or more than the longest."""


def shortest(lead_time: LeadTime) -> Decimal:
    """The lower end of a lead time, in weeks."""
    return lead_time.min * WEEKS_PER_UNIT[lead_time.unit]


def longest(lead_time: LeadTime) -> Decimal:
    """The upper end of a lead time, in weeks; its lower end where the text leaves it open."""
    return (lead_time.max or lead_time.min) * WEEKS_PER_UNIT[lead_time.unit]


def write_lead_time(lead_time: LeadTime) -> str:
    """Write a lead time as the trade does: "approximately 6–12+ months", "10–14 business days"."""
    ends = [lead_time.min] if lead_time.max in (None, lead_time.min) else [lead_time.min, lead_time.max]
    figure = "–".join(f"{end.normalize():f}" for end in ends if end is not None)
    unit = lead_time.unit.replace("_", " ")
    open_ended = lead_time.and_more or lead_time.max is None
    if figure == "1" and not open_ended:
        unit = unit.removesuffix("s")
    qualifier = "approximately " if lead_time.approximate else ""
    return f"{qualifier}{figure}{'+' if open_ended else ''} {unit}"


def find_weeks_left(timing: Timing | None, today: date) -> Decimal | None:
    """Count the weeks until the piece is wanted: negative for a day gone by, None without a date.

    Of a window the first day that is still ahead counts, since the customer may mean any of its days.
    """
    if timing is None:
        return None
    if timing.weeks is not None:
        return Decimal(timing.weeks)
    days = sorted((day - today).days for day in (timing.from_, timing.by) if day is not None)
    if not days:
        return None
    return Decimal(next((day for day in days if day >= 0), days[-1])) / 7


def weigh_deadline(weeks: Decimal, lead_times: Iterable[LeadTime]) -> Room:
    """Say whether a deadline leaves room for every one of the lead times that apply."""
    figures = tuple(lead_times)
    if weeks < max(map(shortest, figures)):
        return "too_tight"
    return "depends" if weeks < max(map(longest, figures)) else "enough"
