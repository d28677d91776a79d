"""The inspection finds by itself where the houses are silent or say two things."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from bot.atelier.house import Deposit, House
from bot.atelier.packs.inspection import Report, inspect
from bot.atelier.packs.pack import load_house
from bot.atelier.packs.topics import load_topics
from bot.report import print_inspection


@pytest.fixture(scope="module")
def house() -> House:
    return load_house("josefina_bailleres")


@pytest.fixture(scope="module")
def report(house: House) -> Report:
    return inspect({house.key: house}).reports[0]


def say(report: Report, subject: str) -> list[str]:
    return [conflict.says for conflict in report.conflicts if conflict.subject == subject]


def test_every_topic_is_answered_disputed_or_silent(report: Report) -> None:
    assert list(report.states) == list(load_topics())
    assert report.states["payment.cards"] == "answered"
    assert report.states["deposit.design_first"] == "disputed"
    assert "payment.installments" in report.list_topics("silent")


def test_holes_and_overlaps_of_the_tiers_are_listed(report: Report) -> None:
    assert any("$2,000 to below $4,000" in fault for fault in report.tier_faults)
    assert any("Tiers 5 and 6" in fault for fault in report.tier_faults)


def test_two_deposits_for_one_way_to_begin_are_a_conflict(report: Report) -> None:
    assert say(report, "deposit") == ["Deposit, design-first: 20% or 60%."]


def test_a_range_is_written_as_a_range(house: House) -> None:
    other = Deposit(
        approach="stone_first", percent=(50, 60), approximate=True, says="Half.", source="Elsewhere"
    )
    report = inspect({"a": house.model_copy(update={"deposits": (house.deposits[0], other)})}).reports[0]
    assert say(report, "deposit") == ["Deposit, stone-first: 70–80% or 50–60%."]


def test_tiers_with_another_time_than_their_level_are_a_conflict(report: Report) -> None:
    assert say(report, "lead_time") == [
        "Simple made-to-order pieces: approximately 2–3 months, but approximately 3–8 weeks in tier 1.",
        "Repairs and structural adjustments: approximately 1–3 months, "
        "but approximately 3–8 weeks in tier 1.",
        "Custom made-to-order designs: approximately 3–6 months, but approximately 3–5 months in tier 2.",
        "Custom made-to-order designs: approximately 3–6 months, but approximately 3–5 months in tier 3.",
        "Custom made-to-order designs: approximately 3–6 months, but approximately 4–6 months in tier 4.",
        "Highly custom and one-of-a-kind pieces: approximately 6–12 months, "
        "but approximately 5–8 months in tier 5.",
        "Highly custom and one-of-a-kind pieces: approximately 6–12 months, "
        "but approximately 6–12+ months in tier 6.",
    ]


def test_a_tier_that_takes_as_long_as_its_level_is_no_conflict(house: House) -> None:
    times = {level.key: level.lead_time for level in house.levels}
    tiers = [tier.model_copy(update={"lead_time": times[tier.levels[0]]}) for tier in house.tiers[1:]]
    report = inspect({"a": house.model_copy(update={"tiers": tuple(tiers)})}).reports[0]
    assert say(report, "lead_time") == []


def test_duties_outside_the_guideline_are_a_conflict(report: Report) -> None:
    assert say(report, "duties") == [
        "Duties, European Union: 20–30%, but 5–25% in general.",
        "Duties, Mexico: 20–30%, but 5–25% in general.",
    ]


def test_a_house_without_tiers_or_duties_has_no_conflicts(house: House) -> None:
    bare = house.model_copy(
        update={"tiers": (), "levels": (), "duties": house.duties[1:], "deposits": (), "answers": ()}
    )
    report = inspect({bare.key: bare}).reports[0]
    assert (report.tier_faults, report.conflicts) == ((), ())
    assert report.list_topics("silent") == tuple(load_topics())


def test_levels_that_a_house_does_not_state_are_no_conflict(house: House) -> None:
    report = inspect({"a": house.model_copy(update={"levels": ()})}).reports[0]
    assert say(report, "lead_time") == []


def test_the_inspection_prints_topics_conflicts_and_silences(house: House) -> None:
    full = house.model_copy(update={"key": "second"})
    console = Console(width=160, file=StringIO())
    print_inspection(inspect({house.key: house, "second": full}), console)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "Can I pay by credit or debit card?" in text
    assert "Deposit, design-first: 20% or 60%." in text
    assert "payment.installments" in text
    assert "second" in text
