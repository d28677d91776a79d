"""What is told of others, in figures of speech and by slips: which of it counts and which does not."""

from typing import Any

import pytest

from tests.atelier.telling import facts

NOTHING = [
    ("my coworker paid 9k for hers and waited 8 weeks", "timing"),
    ("a friend of mine bought an emerald ring from you for $4,500", None),
    ("my cousin had his made at another jeweler in 5 weeks", None),
    ("The valuation from last year shows $18,300", "budget"),
    ("the insurance report of 2015 says 9,400 dollars", None),
    ("me comprometí hace 3 meses", "timing"),
    ("llevamos 12 años juntos", "timing"),
    ("Get 10k followers in 2 weeks!!", None),
    ("monthly profits within 60 days, guaranteed", None),
    ("let me ask Opal", "stones"),
    ("tell Pearl I said hi", "stones"),
    ("Pearl at the bakery recommended you", None),
    ("we were just curious, do you set pearls", None),
    ("I'm curious do you work with tanzanite", None),
    ("good as gold, thanks", None),
    ("she's worth her weight in gold", None),
    ("how long is it usually? 3 months?", "timing"),
    ("give us a ring when it's ready", None),
    ("no more than 300 guests", None),
]


@pytest.mark.parametrize(("text", "asked"), NOTHING)
def test_what_is_only_spoken_of_is_no_fact(text: str, asked: str | None) -> None:
    assert facts(text, asked) == {}


VALUES = [
    ("my sister got a ring from you, I want one just like it, budget 5k", None, "budget", {"max": 5000}),
    ("hace falta en 3 semanas", "timing", "timing", {"weeks": 3}),
    ("by 10 June but not before 20 May", "timing", "timing", {"from": "2027-05-20", "by": "2027-06-10"}),
    ("no later than March 15, no earlier than March 1", "timing", "timing",
     {"from": "2027-03-01", "by": "2027-03-15"}),
    ("June 10, but not before May 20", "timing", "timing", {"from": "2027-05-20"}),
    ("we're never in any hurry", "timing", "timing", {"flexible": True}),
    ("take all the time you like, nobody is in a rush", "timing", "timing", {"flexible": True}),
    ("no hurry but my sister is in a hurry", "timing", "timing", {"flexible": False}),
    ("i put the wrong date, the party is May 4", "confirm", "timing", {"by": "2027-05-04"}),
    ("wrong size before, it should be 6.25 not 5.25", "confirm", "ring_size", {"value": "6.25"}),
    ("i told you the wrong size, she's a 7", "confirm", "ring_size", {"value": "7"}),
    ("sized at a 6 but my finger swells, go with 6.5", "ring_size", "ring_size", {"value": "6.5"}),
    ("5k? maybe 5.5k", "budget", "budget", {"min": 5000, "max": 5500}),
    ("14k white gold, budget around 14k", "metal", "budget", {"min": 14000, "max": 14000}),
    ("resize my dad's band, no more than 450", None, "budget", {"min": None, "max": 450}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "asked", "slot", "expected"), VALUES)
def test_the_value_that_counts_is_told_from_the_others(
    text: str, asked: str | None, slot: str, expected: dict[str, Any]
) -> None:
    value = facts(text, asked)[slot]
    assert {name: value[name] for name in expected} == expected


WORDS = [
    ("silver .925 please", "metal", "metal", "sterling silver"),
    ("plata de ley 925", "metal", "metal", "sterling silver"),
    ("silver please", "metal", "metal", "silver"),
    ("I want a heart of gold pendant", None, "metal", "gold"),
    ("a brotch for my coat", "piece_type", "piece_type", "brooch"),
    ("give her a ring for our anniversary", None, "piece_type", "ring"),
    ("i don't really use email", "email", "declined", True),
    ("turn my grandma's old earrings into something new", None, "project_kind", "revive"),
    ("never really cared for opals", None, "refused_stones", ["opal"]),
]


@pytest.mark.parametrize(("text", "asked", "slot", "expected"), WORDS)
def test_a_word_is_read_by_what_stands_around_it(
    text: str, asked: str | None, slot: str, expected: object
) -> None:
    assert facts(text, asked)[slot] == expected


@pytest.mark.parametrize(
    ("text", "gems"),
    [
        ("switch from ruby to garnet please", ["garnet"]),
        ("swap the center from an emerald to a peridot", ["peridot"]),
        ("my opal ring was stolen, I'd like a new one with a sapphire", ["sapphire"]),
        ("my opal ring was stolen", ["opal"]),
        ("never loved emeralds, I want a sapphire", ["sapphire"]),
    ],
)
def test_a_stone_that_is_gone_makes_room_for_the_next(text: str, gems: list[str]) -> None:
    assert [stone["gem"] for stone in facts(text)["stones"]] == gems
