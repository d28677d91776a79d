"""Budgets as customers write them.

The examples are our own, made after the ways people speak of money in chats with jewelers; each list holds
the shapes that the reader was developed on. `None` stands for an open end.
"""

import pytest

from bot.atelier.inquiry import Budget
from bot.atelier.readers.money import read_budget
from tests.atelier.telling import line

VOLUNTEERED = [
    ("12-15k", 12000, 15000, "USD"),
    ("8 to 12 thousand", 8000, 12000, "USD"),
    ("$3,000", 3000, 3000, "USD"),
    ("around 12k", 12000, 12000, "USD"),
    ("~8k", 8000, 8000, "USD"),
    ("about ten grand to spend", 10000, 10000, "USD"),
    ("under 10k", None, 10000, "USD"),
    ("up to $7,000", None, 7000, "USD"),
    ("10k max", None, 10000, "USD"),
    ("15k tops", None, 15000, "USD"),
    ("$4,000 or less", None, 4000, "USD"),
    ("no more than $9,500 CAD", None, 9500, "CAD"),
    ("I can't go over 6k", None, 6000, "USD"),
    ("I'm not looking to spend more than 1500", None, 1500, "USD"),
    ("nothing over 6k", None, 6000, "USD"),
    ("at least $5000", 5000, None, "USD"),
    ("5k+", 5000, None, "USD"),
    ("20k and up", 20000, None, "USD"),
    ("north of 30k", 30000, None, "USD"),
    ("minimum 10k", 10000, None, "USD"),
    ("fifteen thousand", 15000, 15000, "USD"),
    ("twelve to fifteen thousand", 12000, 15000, "USD"),
    ("between eight and twelve thousand dollars", 8000, 12000, "USD"),
    ("around fifteen hundred bucks", 1500, 1500, "USD"),
    ("a couple thousand", 2000, 2000, "USD"),
    ("a hundred thousand dollars", 100000, 100000, "USD"),
    ("€20.000", 20000, 20000, "EUR"),
    ("€4.500,00", 4500, 4500, "EUR"),
    ("£7,5k", 7500, 7500, "GBP"),
    ("8.000 EUR", 8000, 8000, "EUR"),
    ("6000€", 6000, 6000, "EUR"),
    ("8kusd", 8000, 8000, "USD"),
    ("C$8000", 8000, 8000, "CAD"),
    ("HK$50,000", 50000, 50000, "HKD"),
    ("20000 mxn", 20000, 20000, "MXN"),
    ("200,000 pesos", 200000, 200000, "MXN"),
    ("12 mil dolares", 12000, 12000, "USD"),
    ("quince mil dólares", 15000, 15000, "USD"),
    ("USD 4000 - 6000", 4000, 6000, "USD"),
    ("$5-7k", 5000, 7000, "USD"),
    ("$1,234.50", 1234.5, 1234.5, "USD"),
    ("$3k - $4.5k", 3000, 4500, "USD"),
    ("I'd say $8000ish", 8000, 8000, "USD"),
    ("my budget is 7500", 7500, 7500, "USD"),
    ("about 3000 total", 3000, 3000, "USD"),
    ("1.5 million", 1500000, 1500000, "USD"),
    ("in euros, about 9000", 9000, 9000, "EUR"),
    ("ideally 6k but could go up to 8k", 6000, 8000, "USD"),
    ("3k, maybe 4k if it's really worth it", 3000, 4000, "USD"),
    ("10k but could stretch to 12k", 10000, 12000, "USD"),
    ("15k for the ring and 3k for the band", 15000, 15000, "USD"),
    ("we have 2k saved, the budget is 9k", 9000, 9000, "USD"),
    ("actually make it 15k", 15000, 15000, "USD"),
    ("no, 15k not 12k", 15000, 15000, "USD"),
    ("change it from 12k to 15k", 15000, 15000, "USD"),
    ("nothing above 4500 please", None, 4500, "USD"),
    ("my max is 8000", None, 8000, "USD"),
    ("$4k/$5k", 4000, 5000, "USD"),
    ("AUD 7000", 7000, 7000, "AUD"),
    ("budget tops out at 9k", None, 9000, "USD"),
    ("my wife would be cross if we spend over 5k", None, 5000, "USD"),
    ("1200-1500$", 1200, 1500, "USD"),
    ("$4500/5500", 4500, 5500, "USD"),
    ("7k/9k", 7000, 9000, "USD"),
    ("12k 'n 14k", 12000, 14000, "USD"),
    ("budget <3500", None, 3500, "USD"),
    ("≤ 6k", None, 6000, "USD"),
    (">5k", 5000, None, "USD"),
    ("we could go as far as 13k", None, 13000, "USD"),
    ("7k absolute max", None, 7000, "USD"),
    ("11k at the very most please", None, 11000, "USD"),
    ("5k is as high as we go", None, 5000, "USD"),
    ("9k and not a dollar more", None, 9000, "USD"),
    ("our top end is 8k", None, 8000, "USD"),
    ("no higher than 5200 usd", None, 5200, "USD"),
    ("no less than 4k", 4000, None, "USD"),
    ("nothing lower than 7k", 7000, None, "USD"),
    ("from two thousand and twenty five hundred on", 2000, 2500, "USD"),
    ("two hundred and fifty thousand", 250000, 250000, "USD"),
    ("como mucho 4 mil", None, 4000, "USD"),
    ("que no pase de 6 mil dólares", None, 6000, "USD"),
    ("6k, oh wait, 7k", 7000, 7000, "USD"),
    ("3k scratch that 4k", 4000, 4000, "USD"),
    ("in 18k gold, my budget is 18k", 18000, 18000, "USD"),
]


@pytest.mark.parametrize(("text", "least", "most", "currency"), VOLUNTEERED)
def test_money_is_read_wherever_it_is_named(
    text: str, least: float | None, most: float | None, currency: str
) -> None:
    finding = read_budget(line(text), asked=False)
    assert finding is not None
    assert (finding.value.min, finding.value.max, finding.value.currency) == (least, most, currency)


ASKED = [
    ("12000", 12000, 12000),
    ("3000-5000", 3000, 5000),
    ("5-6000", 5000, 6000),
    ("at least 5000", 5000, None),
    ("twenty five hundred", 2500, 2500),
    ("tres mil", 3000, 3000),
    ("2500.00", 2500, 2500),
    ("6000 for everything", 6000, 6000),
    ("10k-12", 10000, 12000),
    ("500", 500, 500),
    ("10 000 - 15 000", 10000, 15000),
    ("1800/2200", 1800, 2200),
]


@pytest.mark.parametrize(("text", "least", "most"), ASKED)
def test_a_bare_figure_is_money_once_the_budget_was_asked_for(
    text: str, least: float | None, most: float | None
) -> None:
    finding = read_budget(line(text), asked=True)
    assert finding is not None
    assert (finding.value.min, finding.value.max) == (least, most)


UNLIKELY = ["8", "$50", "up to about 7", "$0"]


@pytest.mark.parametrize("text", UNLIKELY)
def test_a_figure_that_buys_no_piece_is_unclear(text: str) -> None:
    finding = read_budget(line(text), asked=True)
    assert finding is not None
    assert finding.unclear


UNLIMITED = [
    "money is no object",
    "money isn't an issue",
    "no budget limit",
    "we have an unlimited budget",
    "the sky is the limit",
    "price is not a concern",
    "budget is unlimited",
    "sin límite",
]


@pytest.mark.parametrize("text", UNLIMITED)
def test_money_that_is_no_object_is_unlimited(text: str) -> None:
    finding = read_budget(line(text), asked=False)
    assert finding is not None
    assert finding.value.unlimited


NO_MONEY = [
    "order 12345",
    "my order number is 48213",
    "size 6",
    "2 ct",
    "in 2027",
    "a ring from 1950",
    "10k gold ring",
    "the ring costs $4000 on your site",
    "I paid $12,000 for it",
    "it was appraised at $9,000",
    "I have 3 kids",
    "my budget is 3 stones",
    "budget for order 4821",
    "the invoice number was 88213, what about my budget",
    "my budget post got 900 likes",
    "6/7/2027 for the budget",
    "we make 90k a year",
    "my rent is 3k",
]


@pytest.mark.parametrize("text", NO_MONEY)
def test_a_stray_number_is_no_money(text: str) -> None:
    assert read_budget(line(text), asked=False) is None


def test_money_is_an_issue_is_not_unlimited() -> None:
    finding = read_budget(line("money is an issue for us, 3k max"), asked=True)
    assert finding is not None
    assert (finding.value.max, finding.value.unlimited) == (3000, False)


def test_the_customers_words_and_scope_are_kept() -> None:
    finding = read_budget(line("Up to $20,000 for both rings"), asked=False)
    assert finding is not None
    assert (finding.value.words, finding.value.scope, finding.value.currency_said) == ("$20,000", "set", True)


def test_a_price_for_each_is_for_a_piece() -> None:
    finding = read_budget(line("$2,500 each"), asked=False)
    assert finding is not None
    assert finding.value.scope == "piece"


def test_the_house_currency_is_assumed_where_none_was_said() -> None:
    finding = read_budget(line("fifteen thousand"), asked=False)
    assert finding is not None
    assert (finding.value.currency, finding.value.currency_said) == ("USD", False)
    assert finding.value.words == "fifteen thousand"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("size 6, around 12k, platinum", "around 12k"),
        ("maybe 8 to 10k", "maybe 8 to 10k"),
        ("my budget is $5,000", "$5,000"),
        ("~7000 usd", "~7000"),
    ],
)
def test_the_words_keep_what_leaves_the_figure_open(text: str, words: str) -> None:
    finding = read_budget(line(text), asked=False)
    assert finding is not None
    assert isinstance(finding.value, Budget)
    assert finding.value.words.startswith(words)


@pytest.mark.parametrize(("text", "asked"), [("money no object", False), ("unlimited", True)])
def test_money_may_be_no_object_in_few_words(text: str, asked: bool) -> None:
    found = read_budget(line(text), asked)
    assert found is not None
    assert found.value.unlimited


def test_unlimited_and_a_million_are_no_budget_by_themselves() -> None:
    assert read_budget(line("unlimited"), asked=False) is None
    assert read_budget(line("thanks a million"), asked=False) is None
