"""Which published lead times apply to an inquiry, and whether the customer's date leaves room for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bot.atelier.decision import Flag
from bot.atelier.house import House, LeadTime
from bot.atelier.inquiry import Inquiry
from bot.atelier.judgment.grounds import Grounds
from bot.atelier.judgment.lead_time import find_weeks_left, shortest, weigh_deadline, write_lead_time
from bot.atelier.judgment.placement import Placement


class Estimate(NamedTuple):
    """A published lead time and what it is for."""

    label: str
    lead_time: LeadTime
    source: str


def list_estimates(placement: Placement, house: House) -> tuple[Estimate, ...]:
    """List the figures that apply: those of the tiers, then that of the level of complexity."""
    alone = len(placement.tiers) == 1
    tiers = [
        Estimate("its tier" if alone else f"tier {tier.number}", tier.lead_time, tier.source)
        for tier in placement.tiers
    ]
    levels = [
        Estimate(level.name[0].lower() + level.name[1:], level.lead_time, level.source)
        for level in house.levels
        if level.key == placement.level
    ]
    return (*tiers, *levels)


def write_estimates(estimates: tuple[Estimate, ...]) -> str | None:
    """Write the figures, each once, and what each is for where they differ; None where nothing applies."""
    labels: dict[str, str] = {}
    for estimate in estimates:
        labels.setdefault(write_lead_time(estimate.lead_time), estimate.label)
    if len(labels) < 2:
        return next(iter(labels), None)
    return "; ".join(f"{figure} ({label})" for figure, label in labels.items())


def check_deadline(inquiry: Inquiry, estimates: tuple[Estimate, ...], today: date, grounds: Grounds) -> None:
    """Compare the customer's date with every figure that applies."""
    weeks = find_weeks_left(inquiry.timing, today)
    if weeks is None:
        return
    if weeks < 0:
        says = "The date that was named has already passed; the team will ask which one is meant."
        grounds.tell("timing.past", says, None, Flag.CONTRADICTORY_INFO)
    elif estimates:
        _compare(weeks, estimates, grounds)
    else:
        _compare_with_all(weeks, grounds)


def _compare(weeks: Decimal, estimates: tuple[Estimate, ...], grounds: Grounds) -> None:
    room = weigh_deadline(weeks, (estimate.lead_time for estimate in estimates))
    figures = write_estimates(estimates)
    source = "; ".join(dict.fromkeys(estimate.source for estimate in estimates))
    if room == "too_tight":
        says = (
            f"{_write_weeks(weeks)} is sooner than the house's own estimates leave room for: {figures}. The "
            "team will tell you honestly what is possible."
        )
        grounds.tell("timing.too_tight", says, source, Flag.TIMING_TOO_TIGHT)
    elif room == "depends":
        says = (
            f"{_write_weeks(weeks)} lies within the house's own estimates: {figures}. They are not promises; "
            "the timeline is confirmed once the design is approved."
        )
        grounds.tell("timing.depends", says, source)


def _compare_with_all(weeks: Decimal, grounds: Grounds) -> None:
    house = grounds.house
    published = [tier.lead_time for tier in house.tiers]
    published += [level.lead_time for level in house.levels if level.key not in ("repair", "resize")]
    if published and weeks < min(map(shortest, published)):
        says = (
            f"{_write_weeks(weeks)} is sooner than any lead time that the house publishes for a new piece; "
            "the team will tell you honestly what is possible."
        )
        grounds.tell("timing.too_tight", says, None, Flag.TIMING_TOO_TIGHT)


def _write_weeks(weeks: Decimal) -> str:
    whole = int(weeks)
    if whole < 1:
        return "Less than a week"
    return f"{'About ' if weeks != whole else ''}{whole} {'week' if whole == 1 else 'weeks'}"
