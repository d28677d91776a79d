"""Sums of money in a message: figures with their currency and scale, told apart from other numbers."""

from __future__ import annotations

import re
from decimal import Decimal

_CURRENCIES = (
    ("MXN", r"mxn|mx\$|pesos?(?: mexicanos)?"),
    ("CAD", r"cad\$?|ca\$|c\$|canadian(?: dollars?)?"),
    ("AUD", r"aud\$?|au\$|a\$|australian dollars?"),
    ("EUR", r"€|eur|euros?"),
    ("GBP", r"£|gbp|quid|pounds?(?: sterling)?|sterling"),
    ("HKD", r"hk\$|hkd"),
    ("SGD", r"s\$|sgd"),
    ("NZD", r"nz\$|nzd"),
    ("AED", r"aed|dirhams?"),
    ("CHF", r"chf|swiss francs?|francs?"),
    ("JPY", r"¥|jpy|yen"),
    ("USD", r"us\$|usd\$?|us dollars?|\$|dollars?|dolares|dlls|bucks"),
)
_CURRENCY = "|".join(pattern for _, pattern in _CURRENCIES)
_CODES = tuple((code, re.compile(rf"(?:{pattern})\Z")) for code, pattern in _CURRENCIES)
_SCALES = {"m": 1_000_000, "mm": 1_000_000, "million": 1_000_000, "millions": 1_000_000, "hundred": 100}
_AMOUNT = re.compile(
    rf"(?<![\w.,#$€£])(?<!(?<!\d)\d/)(?<!(?<!\d)\d\d/)(?P<before>(?:{_CURRENCY})\s?)?(?:(?P<before2>\$)\s?)?"
    r"(?P<number>\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d{1,9}(?:[.,]\d{1,9})?)"
    rf"(?:\s?-?(?P<scale>k|ks|grand|th(?:ou|o|u)s?[ae]?nds?|thousnads?|tousands?|"
    rf"mil|millions?|mm|m|hundred))?(?:-?ish)?(?=(?:{_CURRENCY})(?![a-z])|[^a-z%°\"'/×~\d]|/(?=[$€£])|"
    rf"(?:(?<=\d\d\d)|(?<=k))/(?=\d)|\Z)(?:\.00|,-)?"
    rf"(?P<plus>\s?\+)?(?P<after>\s?(?:{_CURRENCY})(?![a-z]))?(?P<plus2>\s?\+)?"
)
TO = re.compile(r"\s?(?:-|--|to|and|or|'?n'?|&|through|thru|until|till|a|y|o|hasta|/|up to)\s?\Z")
TOPIC = re.compile(
    r"\b(?:budget|budgeting|budgeted|spend|spending|afford|invest|investment|price range|price point|price|"
    r"cost|presupuesto|"
    r"gastar|willing to pay|pay up to|set aside|saved(?: up)?|to work with|ballpark|total|altogether|"
    r"all in)\b"
)
_NOT_MONEY = re.compile(
    r"(?:order|invoice|no\.?|number|nr\.?|ref(?:erence)?|sku|model|item|zip(?: ?code)?|code|apt|suite|#|"
    r"year|since|"
    r"style|ticket|case|page|version|phone|call|text|room|street|floor|class of)"
    r"(?:\s?(?::|#|is|was))*\s?\Z"
)
_NOT_MONEY_AFTER = re.compile(
    r"\s?-?(?:ct|carats?|cts|karats?|kt|mm|cm|in\b|inch(?:es)?|years?|yrs?|months?|weeks?|days?|hours?|"
    r"stones?|diamonds?|"
    r"rings?|bands?|pieces?|points?|people|prongs?|photos?|pictures?|images?|grams?|g\b|oz|st\b|nd\b|rd\b|"
    r"th\b|am\b|pm\b|times\b|tcw|x\b|likes\b|views?\b|followers?\b|comments?\b|reviews?\b|stars?\b|saves?\b|"
    r"miles?\b|(?:a|per|each|every) (?:year|month|week|hour)\b|/\s?(?:yr|year|mo)|kids?\b|guests?\b|"
    r"(?:an?|per|the) (?:ounce|oz|gram)\b)"
)
_PRICE = re.compile(
    r"\b(?:(?:i|we|he|she) (?:make|makes|earn|earns)|rent|salary|income|mortgage|costs?|priced|listed|"
    r"retails?|sells?|quoted|paid|worth|appraised|valued|insured|"
    r"bought)(?: (?:it|is|me|us|at|for|around|about|as|\w+))?(?: (?:at|for|about|around))?\s?\Z"
)
_GOLD_NEXT = re.compile(
    r"\s?-?(?:(?:solid|rose|white|yellow|pink|green|recycled|oro)\s)*(?:gold|oro|wg|yg|rg)\b"
)
_HINT = re.compile(
    r"\b(?:around|about|like|under|below|above|up to|over|max(?:imum)? (?:is|of)|"
    r"make (?:it|that)|change (?:it|that|this) to|raise (?:it|that) to|"
    r"lower (?:it|that) to|up it to|bump it to|"
    r"approximately|approx|roughly|max|at most|at least|less than|more than|no more than|between)\s?\Z"
)


class Amount:
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


def _read_currency(words: str) -> str:
    return next((code for code, pattern in _CODES if pattern.match(words)), "USD")


def find_amounts(plain: str, asked: bool) -> list[Amount]:
    evidence = asked or bool(TOPIC.search(plain))
    amounts: list[Amount] = []
    for match in _AMOUNT.finditer(plain):
        amount = Amount(match)
        joined = bool(amounts and amounts[-1].money and TO.fullmatch(plain, amounts[-1].end, amount.start))
        if not (evidence or amount.money or joined or _joins_money(plain, match)):
            continue
        if _NOT_MONEY.search(plain, max(0, amount.start - 20), amount.start) and not amount.currency:
            continue
        if _PRICE.search(plain, max(0, amount.start - 40), amount.start):
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
    return bool(after and Amount(after).money)


_GAP = re.compile(r"\s?(?:-|--|to|and|or|'?n'?|&|a|y|o|hasta|/)\s?")


def _gap(plain: str, at: int) -> int:
    match = _GAP.match(plain, at)
    return len(match[0]) if match else 0


_LOOSE = re.compile(rf"(?<![a-z])(?:in )?({_CURRENCY})(?![a-z])")


def loose_currency(plain: str) -> str | None:
    match = _LOOSE.search(plain)
    return _read_currency(match[1]) if match else None
