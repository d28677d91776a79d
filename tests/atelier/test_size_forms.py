"""Sizes in the many ways that customers type them.

The examples are our own; the readers were developed on them. A row is text, question, known piece, size.
"""

from typing import Any

import pytest

from bot.atelier.inquiry import Inquiry, PieceType, Size
from tests.atelier.telling import tell

FORMS = [
    ("the ring size is wrong, it's 7.25 not 6", "confirm", None, "US 7.25"),
    ("my size isn't an 8, it is a 9", "timing", None, "US 9"),
    ("the size is off, make it 8.5", "confirm", None, "US 8.5"),
    ("mi talla no es 5, es 5.5", None, None, "US 5.5"),
    ("what size is it? it's 5k", None, None, "-"),
    ("3½ tiny little hands", "ring_size", None, "US 3.5"),
    ("11 thick fingers", "ring_size", None, "US 11"),
    ("she wears a 5.5 in summer", None, None, "US 5.5"),
    ("a size 8 in platinum", None, None, "US 8"),
    ("the store measured me at a 9.5", None, None, "US 9.5"),
    ("my finger came out as a T", None, None, "UK T"),
    ("he sized me at an L and a half", None, None, "UK L½"),
    ("the shop in Wales said I'm an R", None, None, "UK R"),
    ("I'm an R", None, None, "-"),
    ("I can't ask her, it is meant to be a secret", "ring_size", None, "declined"),
    ("there's no way to find out, it's a surprise", "ring_size", None, "declined"),
    ("es sorpresa, no le puedo preguntar", "ring_size", None, "declined"),
    ("I'd rather have it at 18 inches", "name", "necklace", "inches 18"),
    ("the stone is 1 inch", "name", "necklace", "-"),
    ("6 maybe 6.5", "ring_size", None, "?"),
    ("6/6.5", "ring_size", None, "?"),
    ("5.4 cm around", "ring_size", None, "cm 5.4"),
    ("the circumference of my finger is 5.2cm", "ring_size", None, "cm 5.2"),
    ("2 inches around", "ring_size", None, "inches 2"),
    ("#6", "ring_size", None, "US 6"),
    ("no. 6", "ring_size", None, "US 6"),
    ("sz7.5", "ring_size", None, "US 7.5"),
    ("size6", "ring_size", None, "US 6"),
    ("Around 6 to 6.5, not sure exactly", "ring_size", None, "?"),
    ("haven't been measured", "ring_size", None, "declined"),
    ("will get measured", "ring_size", None, "declined"),
    ("I'll get sized next week", "ring_size", None, "declined"),
    ("need to get sized", "ring_size", None, "declined"),
    ("6 and 10", "ring_size", None, "US 6"),
    ("it's 6, sorry, 7", "ring_size", None, "US 7"),
    ("size M/N", "ring_size", None, "?"),
    ("M or N", "ring_size", None, "?"),
    ("L or M", "ring_size", None, "?"),
    ("Japanese size 12", "ring_size", None, "mm 16.67"),
    ("japan 13", "ring_size", None, "mm 17"),
    ("5'6", "ring_size", None, "-"),
    ("I'm a 6 in US and L in UK", "ring_size", None, "US 6"),
    ("usually 7, sometimes 7.5", "ring_size", None, "?"),
    ("7 inchs", "ring_size", "bracelet", "inches 7"),
    ("7 ins", "ring_size", "bracelet", "inches 7"),
    ("17 cms", "ring_size", "bracelet", "cm 17"),
    ("17 centimetros", "ring_size", "bracelet", "cm 17"),
    ("17 centímetros", "ring_size", "bracelet", "cm 17"),
    ("42 centimetros", "ring_size", "necklace", "cm 42"),
    ("I'm a 7 in rings", None, None, "US 7"),
    ("paso", "ring_size", None, "declined"),
    ("not now", "ring_size", None, "declined"),
    ("next please", "ring_size", None, "declined"),
    ("da igual", "ring_size", None, "declined"),
    ("me da igual", "ring_size", None, "declined"),
    ("lo que sea", "ring_size", None, "declined"),
    ("como quieran", "ring_size", None, "declined"),
    ("saltar", "ring_size", None, "declined"),
    ("siguiente", "ring_size", None, "declined"),
    ("siguiente pregunta", "ring_size", None, "declined"),
    ("n/a", "ring_size", None, "declined"),
    ("dealer's choice, really", "ring_size", None, "declined"),
    ("leave it blank", "ring_size", None, "declined"),
    ("move on", "ring_size", None, "declined"),
    ("let's move on", "ring_size", None, "declined"),
    ("beats me", "ring_size", None, "declined"),
    ("hard to say", "ring_size", None, "declined"),
    ("can't decide", "ring_size", None, "declined"),
    ("photo_2024-01-01.jpeg", "ring_size", None, "-"),
    ("my finger measures 2.2 inches around", "ring_size", None, "inches 2.2"),
    ("can't measure, it's a surprise", "ring_size", None, "declined"),
    ("I'll find out", "ring_size", None, "declined"),
    ("is 6 a common size?", "ring_size", None, "-"),
]


def told(text: str, asked: str | None, known: Inquiry | None = None) -> str:
    change = next((c for c in tell(text, asked, known).changes if c.slot == "ring_size"), None)
    if change is None:
        return "-"
    if change.kind != "set":
        return {"unclear": "?", "decline": "declined"}[change.kind]
    return f"{change.value['system']} {change.value['value']}"


@pytest.mark.parametrize(("text", "asked", "piece", "size"), FORMS)
def test_a_size_is_read_however_it_is_typed(text: str, asked: str | None, piece: Any, size: str) -> None:
    assert told(text, asked, Inquiry(piece_type=piece)) == size


OTHERS = [
    "I'm a 6, he's a 10",
    "6 for me, 10 for him",
    "Size 6 for the engagement ring, 9 for his band",
    "left hand 6, right hand 6.5",
    "mine is 6 and his is 10",
    "6 and 10",
]


@pytest.mark.parametrize("text", OTHERS)
def test_sizes_of_others_are_kept_in_the_words_of_the_first(text: str) -> None:
    (change,) = [c for c in tell(text, "ring_size").changes if c.slot == "ring_size"]
    assert (change.value["value"], change.value["words"]) == ("6", text)


def test_figures_that_are_nobodys_size_stay_out_of_its_words() -> None:
    (change,) = [c for c in tell("6. We are 2 people, 5 rings", "ring_size").changes if c.slot == "ring_size"]
    assert change.value["words"] == "6"


SEVEN = Inquiry(piece_type=PieceType.RING, ring_size=Size(system="US", value="7", us_equivalent="7"))


@pytest.mark.parametrize(
    "text", ["I said 6 not 7", "6 not 7", "make it a 6", "sorry, it's a 6", "6 rather than 7"]
)
def test_a_known_size_is_corrected_whatever_is_asked(text: str) -> None:
    assert told(text, "metal", SEVEN) == "US 6"


@pytest.mark.parametrize(
    ("text", "asked"), [("6 not 7", "budget"), ("6 not 8", "metal"), ("make it 6", "metal")]
)
def test_figures_that_correct_no_size_are_none(text: str, asked: str) -> None:
    assert told(text, asked, SEVEN) == "-"


def test_a_figure_corrects_no_length_of_a_wrist() -> None:
    known = Inquiry(piece_type=PieceType.BRACELET, ring_size=Size(system="inches", value="7"))
    assert told("make it a 6", "metal", known) == "-"
