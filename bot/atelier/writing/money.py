"""How the trade writes money: amounts, and what a customer expects to spend."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from bot.atelier.inquiry import Budget, Language
from bot.atelier.writing.phrases import has_phrase, write_phrase, write_quote

HEDGES = re.compile(
    r"~|≈|\b(about|around|approx\w*|roughly|circa|ca\.|ish|or so|more or less|give or take|ballpark|"
    r"maybe|unos|unas|alrededor|aproximadamente|más o menos|mas o menos)\b|\d\s*k?-?ish\b",
    re.IGNORECASE,
)


def is_hedged(words: str) -> bool:
    """Tell whether the customer's words leave the figure open ("about 12k")."""
    return bool(HEDGES.search(words))


def write_figure(amount: Decimal) -> str:
    """Write a figure with thousands separators, and with cents only where there are any."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def write_money(amount: Decimal, currency: str = "USD", language: Language = "en") -> str:
    """Write an amount of money: "$12,000", "CHF 12,000".

    Only a currency whose sign means one thing to the readers of the language is written with it alone.
    """
    key = currency if has_phrase(language, "money", currency) else "other"
    return write_phrase(language, "money", key, figure=write_figure(amount), currency=currency)


def write_budget(budget: Budget, language: Language = "en") -> str:
    """Write what the customer expects to spend: "around $12,000–15,000", "up to $9,000"."""
    say = partial(write_phrase, language, "budget")
    low, high = budget.min, budget.max
    if low is None and high is None:
        return say("unlimited") if budget.unlimited else write_quote(budget.words)
    said = say(
        "up_to" if low is None else "and_up" if high is None else "exact" if low == high else "range",
        about=say("about") if is_hedged(budget.words) else "",
        low="" if low is None else write_money(low, budget.currency, language),
        high="" if high is None else write_money(high, budget.currency, language),
        high_figure="" if high is None else write_figure(high),
    )
    said = say(budget.scope, said=said) if budget.scope else said
    return f"{said}, {say('unlimited')}" if budget.unlimited else said
