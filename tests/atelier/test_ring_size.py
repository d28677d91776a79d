"""Ring sizes and lengths as customers write them.

The examples are our own; equivalents follow the linear definitions of the US, UK and European systems.
"""

from decimal import Decimal

import pytest

from bot.atelier.readers.ring_size import read_ring_size
from bot.atelier.readers.size_systems import Wearing, us_from_circumference, us_from_letter, write_quarter
from tests.atelier.telling import line

SAID = [
    ("size 6", "US", "6", "6"),
    ("ring size: 6 1/2", "US", "6.5", "6.5"),
    ("my ring size is a 7", "US", "7", "7"),
    ("I'm a size 6", "US", "6", "6"),
    ("she wears a 7", "US", "7", "7"),
    ("6 is my size", "US", "6", "6"),
    ("size 5¾", "US", "5.75", "5.75"),
    ("size six and three quarters", "US", "6.75", "6.75"),
    ("US size 7.25", "US", "7.25", "7.25"),
    ("size 5.5 us", "US", "5.5", "5.5"),
    ("talla 7", "US", "7", "7"),
    ("size 54", "EU", "54", "6.75"),
    ("EU 52.5", "EU", "52.5", "6.25"),
    ("54 EU", "EU", "54", "6.75"),
    ("I take a size 53 (french)", "EU", "53", "6.5"),
    ("she's a UK K", "UK", "K", "5.25"),
    ("my finger is 5.5", "US", "5.5", "5.5"),
    ("size M UK", "UK", "M", "6.25"),
    ("UK size L½", "UK", "L½", "6"),
    ("size P 1/2 uk", "UK", "P½", "8"),
    ("my ring size is N", "UK", "N", "6.75"),
    ("inside diameter 16.5mm", "mm", "16.5", "6"),
    ("my finger measures 52mm around", "mm", "52", "6"),
    ("16cm wrist", "cm", "16", None),
    ("18 inch chain", "inches", "18", None),
    ('7" wrist', "inches", "7", None),
    ("hers size 6 and his size 11", "US", "6", "6"),
    ("resize it from a 6 to a 7", "US", "7", "7"),
    ("need a resize, ring is currently 7 want 6.5", "US", "6.5", "6.5"),
    ("actually size 7, not size 6", "US", "7", "7"),
    ("sz 8.5 please", "US", "8.5", "8.5"),
    ("her size should be a 6.5", "US", "6.5", "6.5"),
    ("her ring size: it's a 6.5 us", "US", "6.5", "6.5"),
    ("a ruby in rose gold, she's a 5", "US", "5", "5"),
    ("hers is a 4 3/4", "US", "4.75", "4.75"),
    ("it's a 7 and 3/4", "US", "7.75", "7.75"),
    ("platinum, 5 1/4, about 9k", "US", "5.25", "5.25"),
    ("let's make it a 6.25", "US", "6.25", "6.25"),
    ("the old ring was a size 5, this should be an 8", "US", "8", "8"),
    ("a P and a half in britain", "UK", "P½", "8"),
    ("a 170mm bracelet", "mm", "170", None),
]


@pytest.mark.parametrize(("text", "system", "value", "us"), SAID)
def test_a_size_that_is_called_one_is_read_anywhere(
    text: str, system: str, value: str, us: str | None
) -> None:
    finding = read_ring_size(line(text), asked=False)
    assert finding is not None
    assert (finding.value.system, finding.value.value, finding.value.us_equivalent) == (system, value, us)


BARE = [
    ("6", "US", "6", "6"),
    ("6,5", "US", "6.5", "6.5"),
    ("6.75 us", "US", "6.75", "6.75"),
    ("six and a half", "US", "6.5", "6.5"),
    ("6¼", "US", "6.25", "6.25"),
    ("I think it's a 6", "US", "6", "6"),
    ("7 not 6", "US", "7", "7"),
    ("54", "EU", "54", "6.75"),
    ("44", "EU", "44", "3"),
    ("M", "UK", "M", "6.25"),
    ("M½", "UK", "M½", "6.5"),
    ("M and a half", "UK", "M½", "6.5"),
    ("N 1/2", "UK", "N½", "7"),
    ("Q½ I think", "UK", "Q½", "8.5"),
    ("A", "UK", "A", "0.5"),
    ("17.3 mm", "mm", "17.3", "7"),
    ("17.3", "mm", "17.3", "7"),
    ("54.4 mm circumference", "mm", "54.4", "7"),
    ("15 cm", "cm", "15", None),
    ("5 and 1/4", "US", "5.25", "5.25"),
    ("9 mens", "US", "9", "9"),
    ("8 I guess", "US", "8", "8"),
    ("not 8, 9", "US", "9", "9"),
    ("6 1/2 in summer", "US", "6.5", "6.5"),
    ("I own 5 rings, mostly 6", "US", "6", "6"),
    ("155mm", "mm", "155", None),
]


@pytest.mark.parametrize(
    "text",
    [
        "I live on the 9th floor",
        "we have 2 dogs",
        "3 thin bands",
        "I wear a size 9 shoe",
        "my shoe size is 9",
        "dress size 10",
        "call me at 7:15",
        "meet me on june 3",
        "I get home at 6",
        "room 12",
        "5 people",
    ],
)
def test_a_number_of_something_else_is_no_size_even_when_asked(text: str) -> None:
    assert read_ring_size(line(text), asked=True) is None


@pytest.mark.parametrize(("text", "system", "value", "us"), BARE)
def test_a_bare_answer_means_a_size_once_it_was_asked_for(
    text: str, system: str, value: str, us: str | None
) -> None:
    finding = read_ring_size(line(text), asked=True)
    assert finding is not None
    assert (finding.value.system, finding.value.value, finding.value.us_equivalent) == (system, value, us)


IMPOSSIBLE = ["44 US", "size 30", "100", "0", "EU 20", "6 or 6.5", "size 6-7", "3 mm diameter", "300 cm"]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_size_that_no_finger_has_is_unclear(text: str) -> None:
    finding = read_ring_size(line(text), asked=True)
    assert finding is not None
    assert finding.unclear


NO_SIZE = [
    "6",
    "M",
    "54",
    "a 2mm band",
    "a 7x5mm sapphire",
    "2 ct",
    "size 10k",
    "AUD 7000",
    "I'm in the UK",
    "size M t-shirt",
    "I'm a 6",
    "a 16 cm box",
    "4 inch heels",
    "she's a 20 on the charm scale",
    "hers is a 19",
    "it took us 5 days of looking around the shops",
]


@pytest.mark.parametrize("text", NO_SIZE)
def test_other_figures_are_no_size(text: str) -> None:
    assert read_ring_size(line(text), asked=False) is None


LENGTHS = [("wrist", "6.5", "inches"), ("wrist", "16", "cm"), ("neck", "18", "inches"), ("neck", "45", "cm")]


@pytest.mark.parametrize(("wearing", "figure", "system"), LENGTHS)
def test_a_bare_length_of_wrist_or_neck_takes_the_unit_that_fits(
    wearing: str, figure: str, system: str
) -> None:
    finding = read_ring_size(line(figure), asked=True, wearing=wearing)  # type: ignore[arg-type]
    assert finding is not None
    assert (finding.value.system, finding.value.value) == (system, figure)


def test_words_that_hold_no_figure_hold_no_size() -> None:
    assert read_ring_size(line("I will measure it"), asked=True) is None


def test_the_systems_agree_where_jewelers_charts_do() -> None:
    charts = {"J": "4.75", "L": "5.75", "N": "6.75", "P": "7.75", "R": "8.75", "T": "9.75"}
    assert {letter: write_quarter(us_from_letter(letter, half=False)) for letter in charts} == charts
    assert write_quarter(us_from_circumference(Decimal(57))) == "8"


@pytest.mark.parametrize(
    ("text", "asked", "value", "words"),
    [
        ("resize from size 6 to size 7", False, "7", "from size 6 to size 7"),
        ("from 6 to 7", True, "7", "from 6 to 7"),
        ("5.5 for me, 10 for him", True, "5.5", "5.5 for me, 10 for him"),
        ("size 5.5 for me and 10 for him", False, "5.5", "size 5.5 for me and 10 for him"),
        ("Sizes 5 3/4 and 9 1/2. Budget $7,000", False, "5.75", "Sizes 5 3/4 and 9 1/2"),
    ],
)
def test_two_sizes_keep_their_words(text: str, asked: bool, value: str, words: str) -> None:
    found = read_ring_size(line(text), asked)
    assert found is not None
    assert not found.unclear
    assert (found.value.value, found.value.words) == (value, words)


def test_two_figures_that_nobody_calls_sizes_are_none() -> None:
    assert read_ring_size(line("3 for me, 4 for her"), asked=False) is None
    assert read_ring_size(line("sizes 30 and 40 are too wide"), asked=False) is None


@pytest.mark.parametrize(
    ("text", "wearing", "value"),
    [
        ("6", "neck", None),
        ("6 inches", "neck", None),
        ("16", "neck", "16"),
        ("45", "neck", "45"),
        ("7", "wrist", "7"),
        ("17 cm", "wrist", "17"),
        ("40", "wrist", None),
        ("170 mm", "wrist", "170"),
    ],
)
def test_a_length_has_to_fit_the_neck_or_the_wrist(text: str, wearing: Wearing, value: str | None) -> None:
    found = read_ring_size(line(text), asked=True, wearing=wearing)
    assert found is not None
    assert (found.value.value if value else found.unclear) == (value or True)
