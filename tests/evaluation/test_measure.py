"""The measure itself: what counts as right, wrong, missed and invented."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.evaluation.measure import Verdict, agrees, judge, rate
from tests.evaluation.telling import TODAY, Telling

SAPPHIRE = {"gem": "sapphire", "owned": None, "carat": 2.25, "shape": "oval cut", "color": None}
DIAMOND = {"gem": "diamond", "owned": False, "carat": None, "shape": None, "color": None}


@pytest.mark.parametrize(
    ("slot", "expected", "found", "same"),
    [
        ("budget", {"min": None, "max": 10000}, {"min": None, "max": 10000.0, "currency": "USD"}, True),
        ("budget", {"min": None, "max": 10000}, {"min": 10000, "max": 10000}, False),
        ("timing", {"by": date(2027, 6, 1)}, {"by": "2027-06-01", "from": None}, True),
        ("timing", {}, {"by": None, "flexible": False}, True),
        ("ring_size", {"value": "6"}, {"system": "US", "value": "6.0"}, False),
        ("name", "jenna ruiz", "Jenna Ruiz", True),
        ("stones", [{"gem": "diamond"}, {"gem": "sapphire", "shape": "oval"}], [SAPPHIRE, DIAMOND], True),
        ("stones", [{"gem": "sapphire", "carat": 2.25}], [SAPPHIRE], True),
        ("stones", [{"gem": "sapphire"}], [SAPPHIRE, DIAMOND], False),
        ("stones", [{"gem": "diamond", "owned": True}], [DIAMOND], False),
    ],
)
def test_a_value_is_held_to_the_keys_that_the_example_names(
    slot: str, expected: Any, found: Any, same: bool
) -> None:
    assert agrees(slot, expected, found) is same


def test_every_slot_of_a_message_gets_its_verdict() -> None:
    told = {"budget": {"max": 5000}, "metal": "platinum", "name": "Ana"}
    telling = Telling("", None, TODAY, told, ("timing", "phone"), "", 0)
    read = {"budget": {"max": 5000}, "metal": "gold", "timing": {"by": "2027-01-01"}, "location": "Reno"}
    verdicts = {finding.slot: finding.verdict for finding in judge(telling, read)}
    assert verdicts == {
        "budget": "right", "metal": "wrong", "name": "missed",
        "timing": "invented", "phone": "quiet", "location": "beyond",
    }  # fmt: skip


def test_the_rates_are_of_what_was_told_and_of_what_was_set() -> None:
    counts: Counter[Verdict] = Counter({"right": 6, "wrong": 1, "missed": 1, "invented": 1, "quiet": 50})
    assert rate(counts) == (6 / 8, 2 / 8)
