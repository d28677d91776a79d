"""What a question asks of a house: by country, budget, stone and line, and after the question before."""

from __future__ import annotations

import pytest

from bot.atelier.inquiry import Inquiry, ProjectKind
from bot.atelier.packs.shelf import SHELF
from bot.atelier.packs.topics import load_topics
from bot.atelier.questions import Asked, Guess, choose, find_answers, follows, list_families, resolve
from bot.atelier.readers.countries import find_country
from bot.atelier.readers.message import Message
from bot.nlu.lexicon import Lexicon

HOUSE = SHELF["josefina_bailleres"]
RETURNS_DESK = SHELF["atlier_jewelry"]
LEXICON = Lexicon()


def ask(
    topic: str | None, text: str, inquiry: Inquiry | None = None, before: tuple[str, ...] = ()
) -> tuple[Asked, ...]:
    topics = (topic,) if topic else ()
    message = Message(text=text, mentions=tuple(LEXICON.mark(text)))
    return resolve(topics, message, inquiry or Inquiry(), HOUSE, before)


def topics_of(*asked: Asked) -> list[str]:
    return [topic for topic, _ in asked]


@pytest.mark.parametrize(
    ("topic", "text", "meant"),
    [
        ("duties.amount", "shipping to Zurich, what duties?", "duties.switzerland"),
        ("duties.eu", "and how much customs in Toronto", "duties.canada"),
        ("duties.uk", "how much import tax in Berlin", "duties.eu"),
        ("duties.mexico", "what would duties be in Japan", "duties.amount"),
        ("care.insurers_us", "who insures jewelry in Seoul", "care.insurers_korea"),
        ("consultation.who", "would a $12k ring get me a call?", "consultation.advanced"),
        ("consultation.who", "is there a call for a band of 5k", "consultation.bands"),
        ("consultation.who", "does $20,000 get a meeting", "consultation.top"),
        ("consultation.who", "got 1400 for a skinny ring, can we talk", "consultation.simple"),
        ("consultation.who", "money is no object, will there be a call", "consultation.who"),
        ("consultation.who", "which of your 6 ranges get a call", "consultation.who"),
        ("consultation.who", "is there a call for my budget of $0", "consultation.who"),
        ("budget.tiers", "what can i get for 7k", "budget.middle"),
        ("budget.tiers", "what can i get for $3,000", "budget.between"),
        ("budget.includes_top", "what's included at 10k", "budget.includes_advanced"),
        ("revive.stones", "can my opal be reset?", "revive.fragile"),
        ("revive.fragile", "is my grandmother's diamond ok to reset", "revive.stones"),
        ("revive.fragile", "what about a peridot", "revive.stones"),
        ("payment.cards", "can i pay by card in Canada", "payment.cards"),
    ],
)
def test_what_a_question_names_decides_between_sisters(topic: str, text: str, meant: str) -> None:
    assert topics_of(*ask(topic, text)) == [meant]


def test_a_country_that_is_not_named_is_the_customers_own() -> None:
    inquiry = Inquiry(location="Guadalajara")
    assert topics_of(*ask("duties.amount", "how much are customs duties?", inquiry)) == ["duties.mexico"]
    assert topics_of(*ask("duties.uk", "how much are the duties there?", inquiry)) == ["duties.uk"]


def test_a_question_that_goes_on_asks_the_last_one_anew() -> None:
    assert topics_of(*ask("shipping.international", "and for Canada?", before=("duties.eu",))) == [
        "duties.canada"
    ]
    assert topics_of(*ask(None, "what about opals?", before=("revive.stones",))) == ["revive.fragile"]
    assert topics_of(*ask("payment.cards", "and by card?", before=("duties.eu",))) == ["payment.cards"]
    assert ask(None, "and for cattina?", before=("resize.cost",)) == (Asked("resize.cost", "cattina"),)
    assert ask(None, "and on mondays?", before=("resize.cost",)) == ()


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("and for canada?", True),
        ("what about the uk", True),
        ("y para los opalos?", True),
        ("how long does that take?", True),
        ("do you ship to canada", False),
        ("and then i would also like to know how the whole thing works from start to end", False),
    ],
)
def test_short_words_that_lean_on_the_question_before_are_known(text: str, goes_on: bool) -> None:
    assert follows(text) is goes_on


@pytest.mark.parametrize(
    ("text", "inquiry", "line"),
    [
        ("can my cattina ring be resized", Inquiry(), "cattina"),
        ("is a custom piece refundable", Inquiry(), "custom"),
        ("is it refundable?", Inquiry(project_kind=ProjectKind.REVIVE), "revive"),
        ("is it refundable?", Inquiry(project_kind=ProjectKind.ONE_OF_A_KIND), "custom"),
        ("is it refundable?", Inquiry(), None),
    ],
)
def test_the_product_line_is_the_one_named_or_that_of_the_inquiry(
    text: str, inquiry: Inquiry, line: str | None
) -> None:
    assert ask("returns.refunds", text, inquiry) == (Asked("returns.refunds", line),)


def test_the_nearest_stated_topic_is_chosen_and_a_second_that_is_as_near() -> None:
    near = [
        Guess("payment.cards", 0.5),
        Guess("payment.card_fee", 0.4),
        Guess("tax.sales", 0.01),
    ]
    assert choose([near], HOUSE) == ("payment.cards", "payment.card_fee")


def test_what_is_nearer_to_what_nobody_states_is_left_alone() -> None:
    decoy = [Guess("unanswered.crypto", 0.6), Guess("payment.methods", 0.2)]
    assert choose([decoy], HOUSE) == ("unanswered.crypto",)
    assert find_answers(ask("unanswered.crypto", "do you take bitcoin"), HOUSE) == (None,)


def test_what_is_clearly_meant_is_answered_by_a_house_that_states_much() -> None:
    """It has few topics left over, so that the weights alone would favor every doubt."""
    clear = [Guess("payment.cards", 0.62), Guess("unanswered.financing", 0.33)]
    assert choose([clear], HOUSE) == ("payment.cards",)
    assert choose([[Guess("payment.cards", 0.5), *clear[1:]]], HOUSE) == ("unanswered.financing",)


def test_a_topic_of_another_house_is_not_answered() -> None:
    cad = [Guess("process.cad", 0.7), Guess("returns.window", 0.05)]
    assert choose([cad], RETURNS_DESK) == ("process.cad",)
    assert RETURNS_DESK.find_answer("process.cad") is None


def test_what_is_near_to_nothing_has_no_topic() -> None:
    assert choose([[Guess("payment.cards", 0.09), Guess("unanswered.hours", 0.01)]], HOUSE) == ()
    assert choose([[Guess("unanswered.hours", 0.05)]], HOUSE) == ()
    assert choose([[]], HOUSE) == ()


def test_all_that_is_stated_weighs_against_all_that_is_not() -> None:
    """The returns desk states little: what it does state is what it is mostly asked."""
    likely = [Guess("process.cad", 0.5), Guess("returns.window", 0.2), Guess("returns.refunds", 0.1)]
    assert choose([likely], RETURNS_DESK) == ("returns.window", "returns.refunds")
    assert choose([[Guess("unanswered.law", 0.3), *likely[1:]]], HOUSE) == ("unanswered.law",)


def test_the_same_words_are_said_once() -> None:
    answer = HOUSE.find_answer("payment.cards")
    asked = (Asked("payment.cards"), Asked("payment.cards", "custom"))
    assert find_answers(asked, HOUSE) == (answer,)


def test_families_speak_of_topics_that_there_are() -> None:
    named = {topic for family in list_families() for topic in (family.general, *family.topics.values())}
    assert named <= set(load_topics())


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("i live in zurich", "CH"),
        ("desde la ciudad de mexico", "MX"),
        ("paris, france", "FR"),
        ("a ring", None),
    ],
)
def test_a_country_is_known_by_its_cities(words: str, country: str | None) -> None:
    assert find_country(words) == country
