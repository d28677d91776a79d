"""What becomes of an inquiry when customers think again. The examples are our own."""

from decimal import Decimal
from typing import Any

import pytest

from bot.atelier.inquiry import Inquiry
from bot.atelier.readers.reading import fold
from tests.atelier.telling import tell

Turn = str | tuple[str, str]
"""What is said, after the question where one was asked."""


def hear(*turns: Turn) -> Inquiry:
    inquiry = Inquiry()
    for turn in turns:
        asked, text = (None, turn) if isinstance(turn, str) else turn
        inquiry = fold(inquiry, tell(text, asked, inquiry))
    return inquiry


STONES = [
    (("a sapphire and a ruby", "swap the ruby for a spinel"), ["sapphire", "spinel"]),
    (("a sapphire and a ruby", "take the ruby out"), ["sapphire"]),
    (("a sapphire and a ruby", "make the ruby a spinel"), ["sapphire", "spinel"]),
    (("a sapphire ring", "add two little diamonds on the sides"), ["sapphire", "diamond"]),
    (("a ring with diamonds", "no stones after all"), []),
    (("a ring without stones", "actually, a ruby"), ["ruby"]),
]


@pytest.mark.parametrize(("turns", "gems"), STONES)
def test_stones_are_added_and_taken_back(turns: tuple[Turn, ...], gems: list[str]) -> None:
    assert [stone.gem for stone in hear(*turns).stones] == gems


FACTS: list[tuple[tuple[Turn, ...], str, Any]] = [
    (("18k white gold", "yellow instead of white"), "metal", "18k yellow gold"),
    (("white gold", "sorry, rose not white"), "metal", "rose gold"),
    (("rose gold or platinum", "make it 18k"), "metal", "18k rose gold or platinum"),
    (("platinum", "yellow instead"), "metal", "platinum"),
    (("14k gold", "rose gold"), "metal", "14k rose gold"),
    (("18k white gold", "make it yellow gold"), "metal", "18k yellow gold"),
    ((("email", "ana@example.com"), "wrong email, it's anna@example.com"), "email", "anna@example.com"),
    ((("phone", "415 555 0123"), "wrong number, it's 415 555 0199"), "phone", "+14155550199"),
    ((("name", "boston"),), "location", "Boston"),
    ((("name", "Boston, Ana"),), "name", "Ana"),
    ((("name", "Ana"), "change my name to Anna Berg"), "name", "Anna Berg"),
]


@pytest.mark.parametrize(("turns", "slot", "value"), FACTS)
def test_a_fact_is_put_right(turns: tuple[Turn, ...], slot: str, value: Any) -> None:
    assert getattr(hear(*turns), slot) == value


def test_a_size_is_put_right_while_another_question_is_open() -> None:
    size = hear(("ring_size", "6"), ("metal", "actually 6.5")).ring_size
    assert size is not None
    assert size.value == "6.5"


def test_a_weight_is_put_right() -> None:
    (stone,) = hear("a 2ct sapphire", "actually 3 carats").stones
    assert stone.carat == Decimal(3)


def test_a_piece_that_gains_a_stone_is_no_longer_plain() -> None:
    assert hear("an engagement ring", ("stones", "no stones")).plain
    assert hear("an engagement ring", ("stones", "no stones"), "an oval sapphire after all").plain is None
