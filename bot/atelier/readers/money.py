"""What a customer expects to spend: figures, ranges, ceilings and floors, in the currency they named."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from bot.atelier.inquiry import Budget
from bot.atelier.readers.amounts import TO, TOPIC, Amount, find_amounts
from bot.atelier.readers.corrections import CORRECTED, DENIED, FORMER
from bot.atelier.readers.currencies import loose_currency
from bot.atelier.readers.limits import caps_range, find_limit
from bot.atelier.readers.numerals import write_decimal
from bot.atelier.readers.speech import Finding, Line, Span
from bot.atelier.readers.terms import read_scope, read_taxes

LEAST_SENSIBLE = Decimal(100)
"""No custom piece is made for less; a smaller figure is asked about, in units of any major currency."""
_STRETCH = re.compile(
    r"(?:\?+|\.\.+)?[^.;!?]{0,40}?\b(?:stretch(?:ing)?(?: it)?(?: up)? to|"
    r"go(?:ing)?(?: up)?(?: as high as)? to|up to|"
    r"as high as|(?:can|could|can also|would) do|push(?:ing)?(?: it)?(?: up)? to|"
    r"max(?:imum)?(?: of)?|at most|absolute max(?:imum)?|no more than|maybe|possibly|ceiling of|high end|"
    r"flexible to)\s?\Z"
)
_NO_CONCERN = r"(?:object|issue|problem|concern|constraint|factor)"
_COST = r"(?:money|budget|price|cost|expense)s?"
_REALLY = r"(?:(?:really|truly|honestly|just|simply|totally) )*"
_UNLIMITED = re.compile(
    rf"\b(?:{_COST}(?:(?:(?: is|'s)?(?: really)? no|(?: is|'s)?(?: really)? not(?: really)? an?)|"
    rf" isn'?t (?:really )?an?) {_NO_CONCERN}|"
    rf"{_COST} {_REALLY}(?:doesn'?t|does not|don'?t) {_REALLY}(?:even )?matter|"
    rf"{_COST}(?: is|'s|s)? {_REALLY}(?:irrelevant|unimportant|immaterial|no consideration)|"
    rf"{_COST}(?:(?: is|'s) not|(?: is|'s)? {_REALLY}isn'?t) {_REALLY}"
    rf"(?:something (?:i|we)(?:'m|'re)? (?:worr\w+|car\w+|think\w*) about|"
    rf"(?:important|relevant|an? {_NO_CONCERN}))|"
    r"no (?:me|nos) importa (?:el|lo del|mucho el) (?:precio|costo|dinero|presupuesto)|"
    r"el (?:dinero|precio|costo|presupuesto) (?:(?:me |nos )?da (?:igual|lo mismo)|es lo de menos)|"
    rf"(?:don'?t|do not) (?:really )?(?:care|mind) (?:about |what |how much )?(?:the )?"
    rf"(?:{_COST}\b|it costs)|"
    r"(?:no|without(?: a)?|don'?t have an?|no real|unlimited|no set|no upper) (?:budget(?:ary)? |financial )?"
    r"(?:limit|ceiling|cap|constraint|restriction)s?\b(?! (?:in|on) (?:time|mind))|"
    r"(?:unlimited|open|limitless) budget|presupuesto (?:abierto|ilimitado|libre)|sin tope|budget(?: is|"
    r"'s) (?:unlimited|open|limitless|no limit)|"
    r"whatever it (?:takes|costs)|as much as it (?:takes|costs)|spare no expense|"
    r"(?:sky'?s|the sky is|sky is) the limit|blank che(?:ck|que)|carte blanche|"
    r"sin limite(?: de presupuesto)?|el (?:dinero|precio|costo) no (?:es (?:un )?problema|importa)|"
    r"no hay limite|lo que cueste)"
)
_BOUNDLESS = re.compile(
    r"\W*(?:(?:it'?s|its|is|we'?re|basically|pretty much|quite|there'?s|i'?ll|pay)\W+)*"
    r"(?:unlimited|limitless|ilimitado|no max(?:imum)?|whatever)\W*"
)
_VAGUE = re.compile(
    r"\b(?:(?:a |quite a )?few|several|some|unos cuantos|varios) (?:thousands?|grand|k|hundred|miles|mil)\b|"
    r"\b(?:(?:low|mid|high|upper|middle)[ -](?:to[ -](?:low|mid|high)[ -])?)?(?:\d|one|two) ?-?figures?\b"
)
"""A sum that names no figure: it is asked about."""
_HEDGE = re.compile(
    r"(?:[~≈]|\b(?:about|around|approx(?:imately|\.)?|roughly|circa|ca\.|maybe|ballpark|unos|alrededor de|"
    r"close to|nearly|almost|cerca de|como|aproximadamente|mas o menos))\s?\Z"
)
_MOVE = re.compile(
    r"\b(?:change|changing|raise|raising|increase|bump|up|move|lower|reduce|drop|go|went|update|"
    r"switch)\b[^.;]{0,30}\bfrom\s?\Z"
)
_BUDGET = re.compile(r"\b(?:budget|spend|presupuesto|range)")
_SAID = re.compile(r"\b(?:i|we) (?:had )?(?:said|told you|wrote|put)(?: (?:you|about|around))*\s?\Z")
_NOT_THIS = re.compile(r"(?<!more )(?<!less )(?<!higher )(?<!lower )(?<!greater )\bthan\s?\Z|\A\W*no \Z")
_IDEAL = re.compile(r"\b(?:ideally|ideal|preferably|hoping for|target|rather|aim(?:ing)? for|idealmente)\b")
_IDEAL_AFTER = re.compile(r"\s?,?\s?(?:is |would be )?(?:ideally|ideal|preferably|preferred|idealmente)\b")
"""What makes a smaller sum beside a ceiling the floor of the range ("4k max, 3k ideally")."""
_THOUSANDS_BELOW = Decimal(100)
"""Two bare figures below this, given for a budget, are thousands: "8-10" is 8,000 to 10,000."""


def _tidy(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(write_decimal(value))


def read_budget(line: Line, asked: bool) -> Finding | None:
    """Read the budget of a message; a bare number counts only when it was asked for or money is spoken of."""
    plain = line.plain
    if match := _UNLIMITED.search(plain) or (_BOUNDLESS.fullmatch(plain) if asked else None):
        return Finding(Budget(unlimited=True, words=line.words(match.span())), match.span())
    vague = _VAGUE.search(plain) if asked else None
    amounts = [
        a for a in find_amounts(plain, asked) if not (vague and vague.start() <= a.start < vague.end())
    ]
    if not amounts:
        return Finding(line.words(vague.span()), vague.span(), unclear=True) if vague else None
    first, second = _choose(plain, amounts)
    return _compose(line, first, second, asked)


def _choose(plain: str, amounts: list[Amount]) -> tuple[Amount, Amount | None]:
    """Choose the figure that counts, and the other end where two belong together."""
    live = [a for a in amounts if not _is_taken_back(plain, a)] or amounts
    for first, second in pairwise(live):
        if TO.fullmatch(plain, first.end, second.start):
            if _MOVE.search(plain, max(0, first.start - 45), first.start):
                return second, None
            return first, second
        between = plain[first.end : second.start]
        if len(between) < 60 and not CORRECTED.search(between) and _belong(plain, first, second):
            return first, second
    if CORRECTED.search(plain):
        return live[-1], None
    topic = _BUDGET.search(plain) or TOPIC.search(plain)
    if topic is None:
        return live[0], None
    return min(live, key=lambda amount: abs(amount.start - topic.end())), None


def _is_taken_back(plain: str, amount: Amount) -> bool:
    before = max(0, amount.start - 20)
    return any(pattern.search(plain, before, amount.start) for pattern in (DENIED, FORMER, _SAID, _NOT_THIS))


def _belong(plain: str, first: Amount, second: Amount) -> bool:
    """Whether the second of two sums says how far the first may go."""
    if _STRETCH.fullmatch(plain, first.end, second.start):
        return True
    if ";" in plain[first.end : second.start] or second.value == first.value:
        return False
    lower, upper = sorted((first, second), key=lambda amount: amount.value)
    if find_limit(plain, (upper.start, upper.end)) != "ceiling":
        return False
    if lower is first:
        return find_limit(plain, (lower.start, lower.end)) != "ceiling"
    return bool(_IDEAL.search(plain, first.end, second.start) or _IDEAL_AFTER.match(plain, second.end))


def _compose(line: Line, first: Amount, second: Amount | None, asked: bool) -> Finding:
    plain = line.plain
    low, high = _scale(plain, first, second, asked)
    span: Span = (first.start, (second or first).end)
    least, most = _bound(plain, low, high, span, first.plus or bool(second and second.plus))
    currency = first.currency or (second.currency if second else None) or loose_currency(plain)
    figures = [figure for figure in (least, most) if figure is not None]
    hedge = _HEDGE.search(plain, max(0, span[0] - 20), span[0])
    words = line.words((hedge.start() if hedge else span[0], span[1]))
    if max(figures) < LEAST_SENSIBLE or any(figure <= 0 for figure in figures):
        return Finding(words, span, unclear=True)
    budget = Budget(
        min=_tidy(least),
        max=_tidy(most),
        currency=currency or "USD",
        currency_said=currency is not None,
        scope=read_scope(plain, span[1]),
        taxes=read_taxes(plain),
        words=words,
    )
    return Finding(budget, span)


def _scale(plain: str, first: Amount, second: Amount | None, asked: bool) -> tuple[Decimal, Decimal | None]:
    """Give each end of a range the scale that was said of the other one, or that a budget must have."""
    low, high = first.value, second.value if second else None
    if second is None or high is None:
        return low, high
    if first.unit is None and low < 1000 and high >= 1000 and low <= high / (second.unit or 1000):
        low *= second.unit or 1000
    elif second.unit is None and second.value < 1000 and (high < low or first.unit):
        high *= first.unit or 1000
    elif first.bare and second.unit and low < _THOUSANDS_BELOW:
        low *= second.unit
    due = asked or bool(_BUDGET.search(plain, max(0, first.start - 25), first.start))
    if due and first.bare and second.bare and max(low, high) < _THOUSANDS_BELOW:
        return low * 1000, high * 1000
    return low, high


def _bound(
    plain: str, low: Decimal, high: Decimal | None, span: Span, plus: bool
) -> tuple[Decimal | None, Decimal | None]:
    if high is not None:
        least, most = min(low, high), max(low, high)
        capped = least == 0 or (low == least and caps_range(plain, span[0]))
        return (None if capped else least), most
    moved = bool(_MOVE.search(plain, max(0, span[0] - 45), span[0]))
    limit = find_limit(plain, span, plus=plus, moved=moved)
    return (None if limit == "ceiling" else low), (None if limit == "floor" else low)
