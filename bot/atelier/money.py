"""What a customer expects to spend: figures, ranges, ceilings and floors, in the currency they named."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from bot.atelier.inquiry import Budget
from bot.atelier.numerals import write_decimal
from bot.atelier.speech import Finding, Line, Span

LEAST_SENSIBLE = Decimal(100)
"""No custom piece is made for less; a smaller figure is asked about, in units of any major currency."""

_CURRENCIES = (
    ("MXN", r"mxn|mx\$|pesos?(?: mexicanos)?"),
    ("CAD", r"cad\$?|ca\$|c\$|canadian(?: dollars?)?"),
    ("AUD", r"aud\$?|au\$|a\$|australian dollars?"),
    ("EUR", r"€|eur|euros?"),
    ("GBP", r"£|gbp|quid|pounds?(?: sterling)?|sterling"),
    ("CHF", r"chf|swiss francs?|francs?"),
    ("JPY", r"¥|jpy|yen"),
    ("USD", r"us\$|usd\$?|us dollars?|\$|dollars?|dolares|dlls|bucks"),
)
_CURRENCY = "|".join(pattern for _, pattern in _CURRENCIES)
_CODES = tuple((code, re.compile(rf"(?:{pattern})\Z")) for code, pattern in _CURRENCIES)
_SCALES = {"m": 1_000_000, "mm": 1_000_000, "million": 1_000_000, "millions": 1_000_000, "hundred": 100}
_AMOUNT = re.compile(
    rf"(?<![\w.,/#$€£])(?P<before>(?:{_CURRENCY})\s?)?(?:(?P<before2>\$)\s?)?"
    r"(?P<number>\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)?)"
    rf"(?:\s?-?(?P<scale>k|ks|grand|thousands?|mil|millions?|mm|m|hundred))?(?=(?:{_CURRENCY})(?![a-z])|[^a-z%°\"'/×~\d]|\Z)(?:\.00|,-)?"
    rf"(?P<plus>\s?\+)?(?P<after>\s?(?:{_CURRENCY})(?![a-z]))?(?P<plus2>\s?\+)?"
)
_TO = re.compile(r"\s?(?:-|--|to|and|or|through|until|till|a|y|o|hasta|/|up to)\s?\Z")
_STRETCH = re.compile(
    r"[^.;!?]{0,40}?\b(?:stretch(?:ing)?(?: it)?(?: up)? to|go(?:ing)?(?: up)?(?: as high as)? to|up to|as high as|"
    r"max(?:imum)?(?: of)?|at most|absolute max(?:imum)?|no more than|maybe|possibly|ceiling of|flexible to)\s?\Z"
)
_CEILING = re.compile(
    r"\b(?:under|below|beneath|less than|lower than|up to|upto|max(?:imum)?(?: of| is)?|maximo(?: de)?|no more than|"
    r"not more than|at (?:the )?most|not over|not above|nothing over|can'?t (?:go (?:over|above)|exceed|spend more than|do more than)|"
    r"won'?t go over|don'?t want to (?:go over|spend more than|exceed)|not (?:to )?exceed(?:ing)?|cap(?:ped)?(?: (?:is|at|of))*|"
    r"ceiling(?: (?:is|of))*|limit(?: (?:is|of))*|stay(?:ing)? (?:under|below|within)|within|hasta|menos de|por debajo de|<=?|"
    r"keep(?:ing)? it (?:under|below)|top(?:s|ping)? out at|as much as)"
    r"(?: (?:about|around|a|an|the|approx(?:imately)?|roughly|maybe|say|like|unos))*\s?\Z"
)
_FLOOR = re.compile(
    r"\b(?:over|above|at least|more than|min(?:imum)?(?: of| is)?|minimo(?: de)?|start(?:s|ing)? (?:at|from|around)|"
    r"upwards? of|north of|from|no less than|not less than|not under|desde|mas de|al menos|por lo menos|>=?|exceeding|higher than)"
    r"(?: (?:about|around|a|an|the|approx(?:imately)?|roughly))*\s?\Z"
)
_CEILING_AFTER = re.compile(
    r"\s?,?\s?(?:\(?max(?:imum)?\b|maximo\b|tops?\b|or (?:less|under|below|lower)\b|at (?:the )?most\b|and (?:under|below)\b|"
    r"is (?:the|my|our) (?:max|limit|ceiling|cap|top|absolute)|ceiling\b|o menos\b|limit\b)"
)
_FLOOR_AFTER = re.compile(
    r"\s?,?\s?(?:or (?:more|above|higher|over|up)\b|and (?:up|above|over|more)\b|plus\b|min(?:imum)?\b|minimo\b|o mas\b|at least\b|upwards\b)"
)
_NO_CONCERN = r"(?:object|issue|problem|concern|constraint|factor)"
_UNLIMITED = re.compile(
    rf"\b(?:(?:money|budget|price|cost)(?:(?: is|'s) (?:really )?(?:no|not (?:really )?an?)| isn'?t (?:really )?an?) {_NO_CONCERN}|"
    r"(?:no|without(?: a)?|don'?t have an?|no real|unlimited|no set|no upper) (?:budget )?(?:limit|ceiling|cap)s?\b(?! (?:in|on) (?:time|mind))|"
    r"(?:unlimited|open|limitless) budget|budget(?: is|'s) (?:unlimited|open|limitless|no limit)|"
    r"whatever it (?:takes|costs)|spare no expense|sky'?s the limit|the sky is the limit|"
    r"sin limite(?: de presupuesto)?|el dinero no (?:es problema|importa))"
)
_TOPIC = re.compile(
    r"\b(?:budget|budgeting|budgeted|spend|spending|afford|invest|investment|price range|price point|price|cost|presupuesto|"
    r"gastar|willing to pay|pay up to|set aside|saved(?: up)?|to work with|ballpark|total|altogether|all in)\b"
)
_NOT_MONEY = re.compile(
    r"(?:order|invoice|no\.?|number|nr\.?|ref(?:erence)?|sku|model|item|zip(?: ?code)?|code|apt|suite|#|year|since|"
    r"style|ticket|case|page|version|phone|call|text|room|street|floor|class of)\s?:?\s?#?\s?\Z"
)
_NOT_MONEY_AFTER = re.compile(
    r"\s?-?(?:ct|carats?|cts|karats?|kt|mm|cm|in\b|inch(?:es)?|years?|yrs?|months?|weeks?|days?|hours?|stones?|diamonds?|"
    r"rings?|bands?|pieces?|points?|people|prongs?|photos?|pictures?|images?|grams?|g\b|oz|st\b|nd\b|rd\b|th\b|am\b|pm\b|times\b|tcw|x\b)"
)
_OLD = re.compile(r"\b(?:not|instead of|rather than|(?:no|n't) longer)(?: (?:the|my|a|an))?\s?\Z")
_MOVE = re.compile(
    r"\b(?:change|changing|raise|raising|increase|bump|up|move|lower|reduce|drop|go|went|update|switch)\b[^.;]{0,30}\bfrom\s?\Z"
)
_CORRECTED = re.compile(r"\b(?:actually|make it|change|instead|no,|i meant|sorry|correction)")
_EACH = re.compile(r"\s?(?:each\b|apiece\b|per (?:piece|ring|band|person)\b|a piece\b|cada uno\b)")
_SET = re.compile(
    r"\b(?:for (?:both|the (?:set|pair|two)|all(?: (?:of it|three))?|everything)|in total|total|altogether|combined|all in|para los dos)\b"
)
_GOLD_NEXT = re.compile(
    r"\s?-?(?:(?:solid|rose|white|yellow|pink|green|recycled|oro)\s)*(?:gold|oro|wg|yg|rg)\b"
)


_HINT = re.compile(
    r"\b(?:around|about|under|below|up to|over|approximately|approx|roughly|max|at most|at least|less than|more than|no more than|between)\s?\Z"
)


class _Amount:
    """One figure with what stands around it."""

    __slots__ = ("currency", "end", "money", "plus", "start", "unit", "value")

    def __init__(self, match: re.Match[str]) -> None:
        self.start, self.end = match.span()
        scale = match["scale"]
        self.unit = (_SCALES.get(scale) or 1000) if scale else None
        self.value = _read_number(match["number"]) * (self.unit or 1)
        said = (
            match["before"]
            if match["before"] and not (match["before"].strip() == "$" and match["after"])
            else match["after"]
        )
        self.currency = _read_currency(said.strip()) if said else ("USD" if match["before2"] else None)
        self.plus = bool(match["plus"] or match["plus2"])
        separated = len(match["number"]) > 4 and not match["number"].isdigit() and self.value >= 1000
        hinted = (
            self.value >= 1000
            and self.value % 100 == 0
            and bool(_HINT.search(match.string, max(0, self.start - 25), self.start))
        )
        self.money = bool(self.currency or (self.unit and scale not in ("m", "mm")) or separated or hinted)


def _read_number(digits: str) -> Decimal:
    """Read 12,000 · 12.000 · 1.200,50 · 7,5 alike: three digits after a separator are thousands."""
    if re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?", digits):
        head, _, cents = digits.rpartition(".") if re.search(r"\.\d{1,2}\Z", digits) else ("", "", "")
        if not head:
            head, _, cents = digits.rpartition(",") if re.search(r",\d{1,2}\Z", digits) else (digits, "", "")
        return Decimal(re.sub(r"\D", "", head) + (f".{cents}" if cents else ""))
    return Decimal(digits.replace(",", "."))


def _tidy(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(write_decimal(value))


def _read_currency(words: str) -> str:
    return next((code for code, pattern in _CODES if pattern.match(words)), "USD")


def read_budget(line: Line, asked: bool) -> Finding | None:
    """Read the budget of a message; a bare number counts only when it was asked for or money is spoken of."""
    plain = line.plain
    if match := _UNLIMITED.search(plain):
        return Finding(Budget(unlimited=True, words=line.words(match.span())), match.span())
    amounts = _find_amounts(plain, asked)
    if not amounts:
        return None
    first, second = _choose(plain, amounts)
    return _compose(line, first, second)


def _find_amounts(plain: str, asked: bool) -> list[_Amount]:
    evidence = asked or bool(_TOPIC.search(plain))
    amounts = []
    for match in _AMOUNT.finditer(plain):
        amount = _Amount(match)
        joined = bool(amounts and amounts[-1].money and _TO.fullmatch(plain, amounts[-1].end, amount.start))
        if not (evidence or amount.money or joined or _joins_money(plain, match)):
            continue
        if _NOT_MONEY.search(plain, max(0, amount.start - 20), amount.start) and not amount.currency:
            continue
        if not amount.currency and _NOT_MONEY_AFTER.match(plain, amount.end):
            continue
        if amount.unit == 1000 and amount.value <= 24_000 and _GOLD_NEXT.match(plain, amount.end):
            continue
        amounts.append(amount)
    return amounts


def _joins_money(plain: str, match: re.Match[str]) -> bool:
    """Whether a bare figure is the first end of a range whose second end is money ("12-15k")."""
    after = _AMOUNT.match(plain, match.end() + _gap(plain, match.end()))
    return bool(after and _Amount(after).money)


_GAP = re.compile(r"\s?(?:-|--|to|and|or|a|y|o|hasta|/)\s?")


def _gap(plain: str, at: int) -> int:
    match = _GAP.match(plain, at)
    return len(match[0]) if match else 0


def _choose(plain: str, amounts: list[_Amount]) -> tuple[_Amount, _Amount | None]:
    """Choose the figure that counts, and the other end where two belong together."""
    live = [a for a in amounts if not _OLD.search(plain, max(0, a.start - 20), a.start)] or amounts
    for first, second in zip(live, live[1:], strict=False):
        between = plain[first.end : second.start]
        if _TO.fullmatch(between):
            if _MOVE.search(plain, max(0, first.start - 45), first.start):
                return second, None
            return first, second
        if len(between) < 60 and _STRETCH.fullmatch(between):
            return first, second
    if _CORRECTED.search(plain):
        return live[-1], None
    topic = _TOPIC.search(plain)
    if topic is None:
        return live[0], None
    return min(live, key=lambda amount: abs(amount.start - topic.end())), None


def _compose(line: Line, first: _Amount, second: _Amount | None) -> Finding:
    plain = line.plain
    low, high = first.value, second.value if second else None
    if second and high is not None:
        if first.unit is None and low < 1000 and high >= 1000 and low <= high / (second.unit or 1000):
            low *= second.unit or 1000
        elif second.unit is None and high < low:
            high *= first.unit or 1000
        elif first.unit is None and second.unit is None and low < 10 and 1000 <= high < 10_000:
            low *= 1000
    span: Span = (first.start, (second or first).end)
    least, most = _bounds(plain, low, high, span, first.plus or bool(second and second.plus))
    currency = first.currency or (second.currency if second else None) or _loose_currency(plain)
    figures = [figure for figure in (least, most) if figure is not None]
    words = line.words(span)
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


_LOOSE = re.compile(rf"(?<![a-z])(?:in )?({_CURRENCY})(?![a-z])")


def _loose_currency(plain: str) -> str | None:
    match = _LOOSE.search(plain)
    return _read_currency(match[1]) if match else None


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
