"""What the lexicon marks, in English and Spanish, spelled well or not. The examples are our own."""

import time
from statistics import median

import pytest

from bot.nlu.lexicon import Lexicon, load_lexicon

MARKED = [
    ("oval teal sapphire", [("cut", "oval"), ("gem", "sapphire"), ("color", "teal")]),
    ("rubies", [("gem", "ruby")]),
    ("a saphire", [("gem", "sapphire")]),
    ("alexandritte and tourmalin", [("gem", "alexandrite"), ("gem", "tourmaline")]),
    ("un zafiro azul", [("gem", "sapphire"), ("color", "blue")]),
    ("unos ópalos", [("gem", "opal")]),
    ("an emerald-cut diamond", [("cut", "emerald"), ("gem", "diamond")]),
    ("an emerald green sapphire", [("color", "emerald green"), ("gem", "sapphire")]),
    ("rose quartz", [("gem", "rose quartz")]),
    ("black diamonds", [("gem", "diamond"), ("color", "black")]),
    ("18k rose-gold", [("metal", "rose gold")]),
    ("oro blanco", [("metal", "white gold")]),
    ("engagment ring", [("piece", "engagement_ring")]),
    ("earings", [("piece", "earrings")]),
    ("anillos de compromiso", [("piece", "engagement_ring")]),
    ("eternity bands", [("band", "eternity"), ("piece", "wedding_band")]),
    ("my grandmother’s opal", [("own", "relative"), ("gem", "opal")]),
    ("no emeralds", [("refuse", "refuse"), ("gem", "emerald")]),
    ("one-of-a-kind", [("kind", "one_of_a_kind")]),
    ("a plain wedding band", [("plain", "plain"), ("band", "wedding"), ("piece", "wedding_band")]),
    ("RESET my stone", [("kind", "revive")]),
    ("PLATINUM!", [("metal", "platinum")]),
    ("white/yellow gold", [("color", "white"), ("metal", "yellow gold")]),
    ("hello there", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "marks"), MARKED)
def test_trade_words_are_marked(text: str, marks: list[tuple[str, str]]) -> None:
    assert [(mention.label, mention.value) for mention in load_lexicon().mark(text)] == marks


REAL_WORDS = [
    "brilliant!",
    "my earnings",
    "a platform",
    "roby",
    "this is pending",
    "crystals",
    "a jet",
]


@pytest.mark.parametrize("text", REAL_WORDS)
def test_words_that_only_look_like_trade_words_are_not_marked(text: str) -> None:
    assert load_lexicon().mark(text) == ()


def test_a_mark_stands_where_its_words_stand() -> None:
    text = "Hi — un ópalo, “teal” sapphires & pearls"
    found = [text[mention.start : mention.end] for mention in load_lexicon().mark(text)]
    assert found == ["ópalo", "teal", "sapphires", "pearls"]


def test_a_house_of_other_words_has_its_own_lexicon() -> None:
    lexicon = Lexicon({"gem": {"larimar": ["larimar"]}})
    assert [mention.value for mention in lexicon.mark("larimars and rubies")] == ["larimar"]


def test_the_lexicon_is_made_in_less_than_a_third_of_a_second_and_marks_in_half_a_millisecond() -> None:
    start = time.perf_counter()
    lexicon = Lexicon()
    made = time.perf_counter() - start
    text = "a custom engagement ring, an oval teal sapphire of about 2ct, size 6, in platinum, around 12k"
    times = []
    for _ in range(50):
        start = time.perf_counter()
        lexicon.mark(text)
        times.append(time.perf_counter() - start)
    assert made < 0.3
    assert median(times) < 0.0005
