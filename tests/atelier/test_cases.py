"""The worked cases of tests/cases, which the atelier can read and correct."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.atelier.house import House
from bot.atelier.judgment.routing import decide, names_contact, read_row, write_decision
from bot.atelier.packs.pack import load_house

FOLDER = Path(__file__).parents[1] / "cases"
TODAY = date(2026, 1, 5)


def load_cases() -> list[dict[str, Any]]:
    return [case for path in sorted(FOLDER.glob("*.yml")) for case in YAML(typ="safe").load(path)]


CASES = load_cases()


@pytest.fixture(scope="module")
def house() -> House:
    return load_house("josefina_bailleres")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_rules_agree_with_the_worked_case(case: dict[str, Any], house: House) -> None:
    inquiry = read_row(case["inquiry"])
    decision = decide(inquiry, house, case.get("today", TODAY), contact_asked=names_contact(case["inquiry"]))
    written = write_decision(decision)
    expected = dict(case["expect"], inbox=house.inboxes[case["expect"]["inbox"]].email)
    assert {key: written[key] for key in expected} == expected


def test_every_case_has_a_name_of_its_own_and_says_why() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert all(case["because"] for case in CASES)
