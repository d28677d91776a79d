"""Metals as customers name them, written as the trade writes them. The examples are our own."""

import pytest

from bot.atelier.readers.metals import read_metal
from tests.atelier.telling import line

NAMED = [
    ("platinum", "platinum"),
    ("18k rose gold", "18k rose gold"),
    ("yellow gold 14 karat", "14k yellow gold"),
    ("rose gold, 18 k", "18k rose gold"),
    ("14kt white gold", "14k white gold"),
    ("9ct gold", "9k gold"),
    ("solid 9k gold", "9k gold"),
    ("white gold", "white gold"),
    ("gold", "gold"),
    ("18k recycled yellow gold", "18k yellow gold"),
    ("Sterling silver please", "sterling silver"),
    ("platnum", "platinum"),
    ("oro rosa de 18 kilates", "18k rose gold"),
    ("un anillo de oro blanco", "white gold"),
    ("platinum or white gold", "platinum or white gold"),
    ("silver or gold", "silver or gold"),
    ("platinum and 18k yellow gold", "platinum and 18k yellow gold"),
    ("two-tone: platinum and 18k yellow gold", "platinum and 18k yellow gold"),
    ("two-tone gold", "two-tone gold"),
    ("white or yellow gold", "white gold or yellow gold"),
    ("18k rose and white gold", "18k rose gold and 18k white gold"),
    ("no gold please, platinum only", "platinum"),
    ("I love rose gold but it has to be platinum", "platinum"),
    ("my mother's yellow gold ring, remade in platinum", "platinum"),
    ("change the metal to rose gold", "rose gold"),
    ("rose gold instead of yellow gold", "rose gold"),
    ("yellow gold, 10k budget", "yellow gold"),
    ("in gold, 18k", "18k gold"),
    ("14k yellow, 18k if the budget allows", "14k yellow gold"),
    ("18k white please", "18k white gold"),
    ("platinum, not white gold", "platinum"),
    ("18k yelow gold", "18k yellow gold"),
    ("wite gold", "white gold"),
    ("solid gold", "gold"),
    ("yellow gold but not 18k", "yellow gold"),
]


@pytest.mark.parametrize(("text", "metal"), NAMED)
def test_a_metal_is_written_as_the_trade_writes_it(text: str, metal: str) -> None:
    finding = read_metal(line(text), asked=False)
    assert finding is not None
    assert finding.value == metal


ASKED = [
    ("yellow", "yellow gold"),
    ("rose please", "rose gold"),
    ("18k", "18k gold"),
    ("18kt yellow", "18k yellow gold"),
]


@pytest.mark.parametrize(("text", "metal"), ASKED)
def test_a_color_or_fineness_is_a_metal_once_it_was_asked_for(text: str, metal: str) -> None:
    finding = read_metal(line(text), asked=True)
    assert finding is not None
    assert finding.value == metal


@pytest.mark.parametrize(
    "text",
    ["18k", "yellow", "not yellow gold", "a ruby ring", "allergic to gold", "I'd rather not use yellow gold"],
)
def test_what_names_no_wanted_metal_is_none(text: str) -> None:
    assert read_metal(line(text), asked=False) is None


def test_a_refusal_alone_is_no_metal_even_when_asked() -> None:
    assert read_metal(line("anything but silver"), asked=True) is None


def test_gold_that_stands_far_from_a_sum_does_not_make_it_a_fineness() -> None:
    finding = read_metal(line("yellow gold for the ring and I can spend 14k"), asked=False)
    assert finding is not None
    assert finding.value == "yellow gold"


@pytest.mark.parametrize(
    ("text", "metal"),
    [
        ("gold band … yellow gold", "yellow gold"),
        ("a gold band in 18k, yellow gold", "18k yellow gold"),
        ("a gold band", "gold"),
    ],
)
def test_the_more_precise_name_wins(text: str, metal: str) -> None:
    found = read_metal(line(text), asked=False)
    assert found is not None
    assert found.value == metal
