"""Number words and fractions as digits, and the way back to what was said. The examples are our own."""

import pytest

from bot.atelier.readers.numerals import spell_digits
from bot.atelier.readers.speech import Line, Mention

SPELLED = [
    ("twenty five hundred", "2,500"),
    ("a hundred thousand", "100,000"),
    ("eight to twelve", "8 to 12"),
    ("six and a half", "6.5"),
    ("four and three quarters", "4.75"),
    ("6 1/2", "6.5"),
    ("6-1/4", "6.25"),
    ("6¼", "6.25"),
    ("m½", "m0.5"),
    ("1/2 ct", "0.5 ct"),
    ("half a carat", "0.5 carat"),
    ("a third of a carat", "0.33 carat"),
    ("a carat", "1 carat"),
    ("a carat and a quarter", "1.25 carat"),
    ("seis y medio", "6.5"),
    ("seis y cuarto", "6.25"),
    ("quince mil", "15,000"),
    ("dieciseis", "16"),
    ("once mil", "11,000"),
    ("first of june", "1st of june"),
    ("june second", "june 2nd"),
    ("one carat", "1 carat"),
    ("a couple of weeks", "2 weeks"),
    ("one of a kind", "one of a kind"),
    ("the stone first", "the stone first"),
    ("once upon a time", "once upon a time"),
    ("1/2", "1/2"),
    ("four one five, double five five, oh one two three", "4155550123"),
    ("half a million", "0.5 million"),
    ("a quarter of a million", "0.25 million"),
    ("under a grand", "under 1 grand"),
    ("a grand ring", "a grand ring"),
    ("hundred thousand", "100,000"),
    ("a couple hundred thousand", "2 hundred thousand"),
    ("ten-twelve thousand", "10 to 12,000"),
    ("five and seven thousand", "5 and 7,000"),
    ("one to two grand", "1 to 2 grand"),
    ("entre ocho y diez mil", "entre 8 y 10,000"),
    ("treinta y cinco mil", "35,000"),
    ("ciento cincuenta mil", "150,000"),
    ("mil quinientos", "1,500"),
    ("8 mil quinientos", "8,500"),
    ("mil dolares", "1,000 dolares"),
    ("medio millon", "0.5 millon"),
    ("un par de miles", "2 mil"),
    ("primero de mayo", "1 de mayo"),
]


@pytest.mark.parametrize(("text", "digits"), SPELLED)
def test_numbers_are_written_as_digits(text: str, digits: str) -> None:
    assert spell_digits(text)[0] == digits


def test_every_place_leads_back_to_the_customers_words() -> None:
    text = "Fifteen thousand for a Teal sapphire, six and a half, by the first of June"
    line = Line.of(text)
    for said, plain in (
        ("Fifteen thousand", "15,000"),
        ("six and a half", "6.5"),
        ("Teal", "teal"),
        ("June", "june"),
    ):
        at = line.plain.index(plain)
        assert line.words((at, at + len(plain))) == said


def test_a_place_inside_a_number_is_the_number() -> None:
    line = Line.of("six and a half, teal")
    assert line.words((1, 2)) == "six and a half"


def test_marks_move_with_the_text() -> None:
    text = "two hundred teal stones"
    line = Line.of(
        text,
        (
            Mention(label="color", value="teal", start=12, end=16),
            Mention(label="kind", value="x", start=4, end=11),
        ),
    )
    teal, number = line.mentions
    assert line.plain[teal.start : teal.end] == "teal"
    assert number.start == 0


def test_letters_that_grow_in_small_case_do_not_move_the_text() -> None:
    line = Line.of("İİ size 6")
    assert line.plain[3:] == "size 6"
