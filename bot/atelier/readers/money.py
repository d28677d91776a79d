"""What a customer expects to spend: figures, ranges, ceilings and floors, in the currency they named."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from bot.atelier.inquiry import Budget
from bot.atelier.readers.amounts import TO, TOPIC, Amount, find_amounts, loose_currency
from bot.atelier.readers.corrections import CORRECTED, DENIED
from bot.atelier.readers.numerals import write_decimal
from bot.atelier.readers.speech import Finding, Line, Span

LEAST_SENSIBLE = Decimal(100)
"""No custom piece is made for less; a smaller figure is asked about, in units of any major currency."""
_STRETCH = re.compile(
    r"[^.;!?]{0,40}?\b(?:stretch(?:ing)?(?: it)?(?: up)? to|go(?:ing)?(?: up)?(?: as high as)? to|up to|"
    r"as high as|"
    r"max(?:imum)?(?: of)?|at most|absolute max(?:imum)?|no more than|maybe|possibly|ceiling of|"
    r"flexible to)\s?\Z"
)
_CEILING = re.compile(
    r"(?:[<≤]=?|\b(?:if (?:i|we) (?:go|went|spend|spent) (?:over|above|past|more than)|"
    r"(?<!no )(?<!not )(?<!nothing )(?:under|below|beneath|less than|lower than)|"
    r"up to|upto|max(?:imum)?(?: of| is)?|maximo(?: de)?|"
    r"no more than|"
    r"not more than|at (?:the )?(?:very |absolute )?most|not over|not above|nothing over|"
    r"as (?:high|far) as|no (?:mas|mayor) (?:de|que|a)|(?:que )?no pasen? de|tope(?: (?:de|es))?|"
    r"como (?:mucho|maximo)|"
    r"a lo sumo|can'?t (?:go (?:over|above)|exceed|"
    r"spend more than|do more than)|"
    r"won'?t go over|don'?t want to (?:go over|spend more than|exceed)|not (?:to )?exceed(?:ing)?|"
    r"(?:cap(?:ped)?|(?:my|our|the) top(?: end)?)(?: (?:is|at|of))*|"
    r"ceiling(?: (?:is|of))*|limit(?: (?:is|of))*|stay(?:ing)? (?:under|below|within)|within|hasta|"
    r"menos de|por debajo de|"
    r"keep(?:ing)? it (?:under|below)|top(?:s|ping)? out at|as much as|(?:nothing|not|n't|no|"
    r"never)\b[^.;,]{0,30}\b(?:more than|over|above|exceed|past|beyond|higher than|greater than)))"
    r"(?: (?:about|around|a|an|the|approx(?:imately)?|roughly|maybe|say|like|unos))*\s?\Z"
)
_FLOOR = re.compile(
    r"(?:[>≥]=?|\b(?:over|above|at least|more than|min(?:imum)?(?: of| is)?|minimo(?: de)?|start(?:s|"
    r"ing)? (?:at|"
    r"from|around)|"
    r"upwards? of|north of|from|(?:no|not|nothing) (?:less|lower) than|not (?:under|below)|desde|mas de|"
    r"al menos|"
    r"por lo menos|"
    r"exceeding|higher than))"
    r"(?: (?:about|around|a|an|the|approx(?:imately)?|roughly))*\s?\Z"
)
_CEILING_AFTER = re.compile(
    r"\s?,?\s?(?:\(?(?:(?:is|as) )?(?:(?:an?|the|my|our|like|absolute|very|hard|total|"
    r"upper) )*(?:max(?:imum)?|"
    r"tops?|limit|ceiling|cap)\b|(?:de |como )?(?:maximo|tope)\b|como mucho\b|a lo sumo\b|"
    r"or (?:less|under|below|lower)\b|at (?:the )?(?:very |absolute )?most\b|"
    r"is as (?:high|far) as (?:i|we)\b|(?:and |but )?not (?:a|one) (?:penny|cent|dollar|euro) (?:more|"
    r"over)\b|"
    r"and (?:under|below)\b|"
    r"is (?:the|my|our) absolute|o menos\b)"
)
_FLOOR_AFTER = re.compile(
    r"\s?,?\s?(?:or (?:more|above|higher|over|up)\b|and (?:up|above|over|more)\b|plus\b|min(?:imum)?\b|"
    r"minimo\b|o mas\b|at least\b|upwards\b)"
)
_NO_CONCERN = r"(?:object|issue|problem|concern|constraint|factor)"
_UNLIMITED = re.compile(
    rf"\b(?:(?:money|budget|price|cost)(?:(?:(?: is|'s)?(?: really)? no|"
    rf"(?: is|'s)?(?: really)? not(?: really)? an?)|"
    rf" isn'?t (?:really )?an?) {_NO_CONCERN}|"
    r"(?:no|without(?: a)?|don'?t have an?|no real|unlimited|no set|no upper) (?:budget )?(?:limit|ceiling|"
    r"cap)s?\b(?! (?:in|on) (?:time|mind))|"
    r"(?:unlimited|open|limitless) budget|budget(?: is|'s) (?:unlimited|open|limitless|no limit)|"
    r"whatever it (?:takes|costs)|spare no expense|sky'?s the limit|the sky is the limit|"
    r"sin limite(?: de presupuesto)?|el dinero no (?:es problema|importa))"
)
_BOUNDLESS = re.compile(
    r"\W*(?:(?:it'?s|its|is|we'?re|basically|pretty much|quite)\W+)*"
    r"(?:unlimited|limitless|ilimitado)\W*"
)
_HEDGE = re.compile(
    r"(?:~|\b(?:about|around|approx(?:imately|\.)?|roughly|circa|ca\.|maybe|ballpark|unos|alrededor de|"
    r"aproximadamente|mas o menos))\s?\Z"
)
_MOVE = re.compile(
    r"\b(?:change|changing|raise|raising|increase|bump|up|move|lower|reduce|drop|go|went|update|"
    r"switch)\b[^.;]{0,30}\bfrom\s?\Z"
)
_BUDGET = re.compile(r"\b(?:budget|spend|presupuesto)")
_EACH = re.compile(r"\s?(?:each\b|apiece\b|per (?:piece|ring|band|person)\b|a piece\b|cada uno\b)")
_SET = re.compile(
    r"\b(?:for (?:both|the (?:set|pair|two)|all(?: (?:of it|three))?|everything)|in total|total|altogether|"
    r"combined|all in|para los dos)\b"
)


def _tidy(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(write_decimal(value))


def read_budget(line: Line, asked: bool) -> Finding | None:
    """Read the budget of a message; a bare number counts only when it was asked for or money is spoken of."""
    plain = line.plain
    if match := _UNLIMITED.search(plain) or (_BOUNDLESS.fullmatch(plain) if asked else None):
        return Finding(Budget(unlimited=True, words=line.words(match.span())), match.span())
    amounts = find_amounts(plain, asked)
    if not amounts:
        return None
    first, second = _choose(plain, amounts)
    return _compose(line, first, second)


def _choose(plain: str, amounts: list[Amount]) -> tuple[Amount, Amount | None]:
    """Choose the figure that counts, and the other end where two belong together."""
    live = [a for a in amounts if not DENIED.search(plain, max(0, a.start - 20), a.start)] or amounts
    for first, second in pairwise(live):
        between = plain[first.end : second.start]
        if TO.fullmatch(between):
            if _MOVE.search(plain, max(0, first.start - 45), first.start):
                return second, None
            return first, second
        if len(between) < 60 and _STRETCH.fullmatch(between):
            return first, second
    if CORRECTED.search(plain):
        return live[-1], None
    topic = _BUDGET.search(plain) or TOPIC.search(plain)
    if topic is None:
        return live[0], None
    return min(live, key=lambda amount: abs(amount.start - topic.end())), None


def _compose(line: Line, first: Amount, second: Amount | None) -> Finding:
    plain = line.plain
    low, high = first.value, second.value if second else None
    if second and high is not None:
        if first.unit is None and low < 1000 and high >= 1000 and low <= high / (second.unit or 1000):
            low *= second.unit or 1000
        elif second.unit is None and high < low:
            high *= first.unit or 1000
    span: Span = (first.start, (second or first).end)
    least, most = _bounds(plain, low, high, span, first.plus or bool(second and second.plus))
    currency = first.currency or (second.currency if second else None) or loose_currency(plain)
    figures = [figure for figure in (least, most) if figure is not None]
    hedge = _HEDGE.search(plain, 0, span[0])
    words = line.words((hedge.start() if hedge else span[0], span[1]))
    if max(figures) < LEAST_SENSIBLE or any(figure <= 0 for figure in figures):
        return Finding(words, span, unclear=True)
    scope: Literal["piece", "set"] | None = None
    if _EACH.match(plain, span[1]):
        scope = "piece"
    elif _SET.search(plain):
        scope = "set"
    budget = Budget(
        min=_tidy(least),
        max=_tidy(most),
        currency=currency or "USD",
        currency_said=currency is not None,
        scope=scope,
        words=words,
    )
    return Finding(budget, span)


def _bounds(
    plain: str, low: Decimal, high: Decimal | None, span: Span, plus: bool
) -> tuple[Decimal | None, Decimal | None]:
    if high is not None:
        return min(low, high), max(low, high)
    start, end = span
    before = max(0, start - 45)
    if plus or _FLOOR_AFTER.match(plain, end):
        return low, None
    if _CEILING_AFTER.match(plain, end) or _CEILING.search(plain, before, start):
        return None, low
    if _FLOOR.search(plain, before, start) and not _MOVE.search(plain, before, start):
        return low, None
    return low, low
