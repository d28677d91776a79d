from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.atelier.house import LeadTime
from bot.atelier.inquiry import Timing
from bot.atelier.judgment.lead_time import find_weeks_left, longest, shortest, weigh_deadline, write_lead_time

TODAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"min": 3, "max": 5, "unit": "months"}, "approximately 3–5 months"),
        ({"min": 6, "max": 12, "unit": "months", "and_more": True}, "approximately 6–12+ months"),
        ({"min": 10, "max": 14, "unit": "business_days", "approximate": False}, "10–14 business days"),
        ({"min": 24, "max": 48, "unit": "hours", "approximate": False}, "24–48 hours"),
        ({"min": 1, "max": 1, "unit": "weeks"}, "approximately 1 week"),
        ({"min": 30, "max": 30, "unit": "days", "approximate": False}, "30 days"),
        ({"min": 2, "unit": "weeks"}, "approximately 2+ weeks"),
        ({"min": 1, "unit": "months"}, "approximately 1+ months"),
        ({"min": "1.50", "max": 2, "unit": "weeks"}, "approximately 1.5–2 weeks"),
    ],
)
def test_a_lead_time_is_written_as_the_trade_does(fields: dict[str, Any], written: str) -> None:
    assert write_lead_time(LeadTime.model_validate(fields)) == written


@pytest.mark.parametrize(
    ("unit", "low", "high"),
    [
        ("weeks", 3, 6),
        ("months", 13, 26),
        ("days", Decimal(3) / 7, Decimal(6) / 7),
        ("business_days", "0.6", "1.2"),
    ],
)
def test_every_unit_counts_in_weeks(unit: Any, low: Any, high: Any) -> None:
    lead_time = LeadTime(min=Decimal(3), max=Decimal(6), unit=unit)
    assert abs(shortest(lead_time) - Decimal(low)) < Decimal("1e-20")
    assert abs(longest(lead_time) - Decimal(high)) < Decimal("1e-20")


def test_seven_times_twenty_four_hours_are_a_week() -> None:
    assert shortest(LeadTime(min=Decimal(168), unit="hours")).quantize(Decimal("0.001")) == 1


def test_a_lead_time_without_an_upper_end_is_as_long_as_its_lower() -> None:
    assert longest(LeadTime(min=Decimal(2), unit="weeks")) == 2


@pytest.mark.parametrize(
    ("timing", "weeks"),
    [
        (None, None),
        ({}, None),
        ({"flexible": True}, None),
        ({"weeks": 8}, 8),
        ({"weeks": 8, "by": "2026-01-12"}, 8),
        ({"by": "2026-01-19"}, 2),
        ({"by": "2026-01-05"}, 0),
        ({"from": "2026-01-12", "by": "2026-02-09"}, 1),
        ({"from": "2026-01-01", "by": "2026-01-19"}, 2),
        ({"by": "2025-12-29"}, -1),
        ({"from": "2025-12-22", "by": "2025-12-29"}, -1),
    ],
)
def test_the_weeks_that_are_left(timing: dict[str, Any] | None, weeks: int | None) -> None:
    read = None if timing is None else Timing.model_validate(timing)
    assert find_weeks_left(read, TODAY) == weeks


@pytest.mark.parametrize(
    ("weeks", "room"),
    [("12.9", "too_tight"), ("13", "depends"), ("25.9", "depends"), ("26", "enough")],
)
def test_a_deadline_has_to_suit_every_figure(weeks: str, room: str) -> None:
    figures = [
        LeadTime(min=Decimal(3), max=Decimal(8), unit="weeks"),
        LeadTime(min=Decimal(3), max=Decimal(6), unit="months"),
    ]
    assert weigh_deadline(Decimal(weeks), figures) == room
