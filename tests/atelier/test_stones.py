"""Stones as customers speak of them: gem, owner, weight, cut, color.

The examples are our own; the reader was developed on them. A row is
(gem, owned, carat, shape, color); a gem after "no" is refused, after "-" taken back.
"""

from decimal import Decimal
from typing import Any

import pytest

from bot.atelier.readers.stones import read_stones
from tests.atelier.telling import line

Row = tuple[str | None, bool | None, float | None, str | None, str | None]


def rows(text: str, asked: bool = False) -> list[Any]:
    found: list[Any] = []
    for finding in read_stones(line(text), asked):
        stone = finding.value
        if isinstance(stone, str):
            found.append(f"-{stone}")
        elif stone.refused:
            found.append(f"no {stone.gem}")
        else:
            carat = None if stone.carat is None else float(stone.carat)
            found.append((stone.gem, stone.owned, carat, stone.shape, stone.color))
    return found


STONES: list[tuple[str, list[Row]]] = [
    ("oval teal sapphire about 2ct", [("sapphire", None, 2, "oval", "teal")]),
    ("a sapphire, oval, 2ct", [("sapphire", None, 2, "oval", None)]),
    ("emerald cut diamond, around 1.5ct, in a bezel", [("diamond", None, 1.5, "emerald", None)]),
    ("about 2 and a half carat ruby", [("ruby", None, 2.5, None, None)]),
    ("a .75 ct morganite", [("morganite", None, 0.75, None, None)]),
    ("a 0 carat garnet", [("garnet", None, None, None, None)]),
    ("two garnets, 0.0 ct each", [("garnet", None, None, None, None)]),
    ("half carat diamond", [("diamond", None, 0.5, None, None)]),
    ("a diamond, about a carat and a half", [("diamond", None, 1.5, None, None)]),
    ("quarter carat diamonds", [("diamond", None, 0.25, None, None)]),
    ("three quarter carat garnet", [("garnet", None, 0.75, None, None)]),
    ("1/2 ct diamonds", [("diamond", None, 0.5, None, None)]),
    ("2 to 3 carat spinel", [("spinel", None, 2, None, None)]),
    ("lab diamonds 5 ctw", [("diamond", None, 5, None, None)]),
    ("2 carat engagement ring", [(None, None, 2, None, None)]),
    ("oval engagement ring", [(None, None, None, "oval", None)]),
    ("un zafiro azul de 2 quilates", [("sapphire", None, 2, None, "blue")]),
    ("Lapiz lazuli", [("lapis lazuli", None, None, None, None)]),
    ("montana saphire 1.75ct hexagon", [("sapphire", None, 1.75, "hexagon", None)]),
    ("a black diamond", [("diamond", None, None, None, "black")]),
    ("my grandmother's opal", [("opal", True, None, None, None)]),
    ("the emerald was my grandmother's", [("emerald", True, None, None, None)]),
    (
        "I have a ruby and two diamonds",
        [("ruby", True, None, None, None), ("diamond", True, None, None, None)],
    ),
    ("I've got a loose 1.8ct alexandrite", [("alexandrite", True, 1.8, None, None)]),
    ("I inherited a sapphire ring from my aunt", [("sapphire", True, None, None, None)]),
    ("a garnet of 3 carats yellow gold pendant", [("garnet", None, 3, None, None)]),
    (
        "my aunt's opal and some new pearls",
        [("opal", True, None, None, None), ("pearl", None, None, None, None)],
    ),
    ("1.5 carrats of spinel", [("spinel", None, 1.5, None, None)]),
    ("you folks would provide a ruby", [("ruby", False, None, None, None)]),
    ("oro blanco de 18 kilates", []),
    ("heirloom ruby", [("ruby", True, None, None, None)]),
    ("un rubí de mi madre", [("ruby", True, None, None, None)]),
    ("tengo un zafiro de mi abuela", [("sapphire", True, None, None, None)]),
    ("the stone is mine, it's an emerald", [("emerald", True, None, None, None)]),
    (
        "ruby (mine), diamonds (you source)",
        [("ruby", True, None, None, None), ("diamond", False, None, None, None)],
    ),
    ("my own stone, it's a 3.2 carat cushion spinel", [("spinel", True, 3.2, "cushion", None)]),
    ("I'm looking for a sapphire", [("sapphire", False, None, None, None)]),
    ("I don't have a diamond yet", [("diamond", False, None, None, None)]),
    ("I want my opal with diamonds", [("opal", True, None, None, None), ("diamond", None, None, None, None)]),
    ("I have an idea for a garnet ring", [("garnet", None, None, None, None)]),
    ("a sapphire pendant for my mother", [("sapphire", None, None, None, None)]),
    (
        "oval diamond with round sapphires",
        [("diamond", None, None, "oval", None), ("sapphire", None, None, "round", None)],
    ),
    (
        "pear emerald and an oval diamond, 1ct each",
        [("emerald", None, 1, "pear", None), ("diamond", None, 1, "oval", None)],
    ),
    (
        "black diamond and white diamonds",
        [("diamond", None, None, None, "black"), ("diamond", None, None, None, "white")],
    ),
    ("I love opals. The opal should be black.", [("opal", None, None, None, "black")]),
    ("2ct please. A teal one, sapphire.", [("sapphire", None, 2, None, "teal")]),
    ("my stone is a family piece", [(None, True, None, None, None)]),
    ("a 9ct gold ring with a ruby", [("ruby", None, None, None, None)]),
    ("sapphire in gold, 18 carat", [("sapphire", None, None, None, None)]),
    ("a ruby in 14 karat", [("ruby", None, None, None, None)]),
    ("sapphire sapphire", [("sapphire", None, None, None, None)]),
    (
        "a sapphire, about 2ct, with diamonds",
        [("sapphire", None, 2, None, None), ("diamond", None, None, None, None)],
    ),
    (
        "an opal with 2ct, oval diamond",
        [("opal", None, None, None, None), ("diamond", None, 2, "oval", None)],
    ),
    (
        "I already have the center diamond (1.31ct round) and want you to source two half-moon rubies",
        [("diamond", True, 1.31, "round", None), ("ruby", False, None, "half moon", None)],
    ),
    ("padparadsha, 2.5 carats", [("sapphire", None, 2.5, None, None)]),
    ("a blue stone", [(None, None, None, None, "blue")]),
    ("not a white opal, a black opal", [("opal", None, None, None, "black")]),
]


@pytest.mark.parametrize(("text", "expected"), STONES)
def test_stones_are_read_with_what_belongs_to_them(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


REFUSED = [
    ("no emeralds pls", ["no emerald"]),
    ("without diamonds", ["no diamond"]),
    ("anything but diamonds", ["no diamond"]),
    ("I don't want any pearls", ["no pearl"]),
    ("no emeralds or opals", ["no emerald", "no opal"]),
    ("opals are not for me", ["no opal"]),
    ("Actually scrap the sapphire", ["-sapphire"]),
    ("a spinel instead of the ruby", [("spinel", None, None, None, None), "-ruby"]),
    ("something blue, not sapphire", ["no sapphire"]),
    ("not sure about opal", [("opal", None, None, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_what_is_refused_or_taken_back_is_no_wish(text: str, expected: list[Any]) -> None:
    assert rows(text) == expected


ASKED: list[tuple[str, list[Row]]] = [
    ("teal or green, oval", [(None, None, None, "oval", "teal")]),
    ("blue", [(None, None, None, None, "blue")]),
    ("I own it", [(None, True, None, None, None)]),
    ("2ct", [(None, None, 2, None, None)]),
    ("not sure yet", []),
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_a_bare_trait_is_a_stone_once_it_was_asked_for(text: str, expected: list[Row]) -> None:
    assert rows(text, asked=True) == expected


NO_STONE = ["a blue box", "18k gold", "platinum", "do you have a stone"]


@pytest.mark.parametrize("text", NO_STONE)
def test_what_names_no_stone_is_none(text: str) -> None:
    assert rows(text) == []


def test_number_certificate_and_words_are_kept() -> None:
    (finding,) = read_stones(line("two GIA certified old mine cut diamonds, 0.75 ct each"), asked=False)
    stone = finding.value
    assert (stone.count, stone.carat, stone.certificate) == (2, Decimal("0.75"), "GIA")
    assert "old mine cut diamonds" in stone.words


def test_a_pair_is_two() -> None:
    (finding,) = read_stones(line("a pair of rubies"), asked=False)
    assert finding.value.count == 2


@pytest.mark.parametrize(
    "text",
    [
        "I'd like a pendant, custom, with an aquamarine, around $3000, for my mum's birthday",
        "earrings for my wife with sapphires, custom, 6k",
        "a ring with an emerald for my mother's 60th",
        "for my mother's birthday a sapphire brooch",
        "un anillo con una esmeralda. No tengo la piedra",
        "a ruby ring. It's not mine yet",
        "an opal ring; I have no stone of my own",
    ],
)
def test_neither_a_recipient_nor_somebody_without_the_stone_owns_it(text: str) -> None:
    assert [finding.value.owned for finding in read_stones(line(text), asked=False)] == [None]


def test_what_is_to_be_set_for_a_relative_may_still_be_the_relatives_own() -> None:
    for text in ("a setting for my grandmother's sapphire", "a new ring for my sapphire"):
        assert [finding.value.owned for finding in read_stones(line(text), asked=False)] == [True]
    denied = read_stones(line("un anillo con esmeralda, no tengo la piedra"), asked=False)
    assert [finding.value.owned for finding in denied] == [False]


@pytest.mark.parametrize(
    ("text", "gem", "words"),
    [
        ("a lab-grown diamond ring", "diamond", "lab-grown diamond"),
        ("a lab diamond", "diamond", "lab diamond"),
        ("a Paraíba tourmaline ring", "tourmaline", "Paraíba tourmaline"),
    ],
)
def test_how_a_stone_was_made_or_where_it_is_from_stays_in_its_words(text: str, gem: str, words: str) -> None:
    found = [finding.value for finding in read_stones(line(text), asked=False)]
    assert [(stone.gem, stone.words) for stone in found] == [(gem, words)]
