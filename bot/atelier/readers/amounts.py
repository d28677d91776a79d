"""Sums of money in a message: figures with their currency and scale, told apart from other numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice

from bot.atelier.readers.currencies import CURRENCY, find_code
from bot.atelier.readers.not_money import is_other_number

_SCALES = {
    "m": 1_000_000, "mm": 1_000_000, "million": 1_000_000, "millions": 1_000_000, "millon": 1_000_000,
    "millones": 1_000_000, "hundred": 100, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000,
    "lacs": 100_000, "crore": 10_000_000, "crores": 10_000_000,
}  # fmt: skip
_INDIAN = frozenset(scale for scale in _SCALES if scale[0] in "lc")
_GREATEST = Decimal(1_000_000_000)
"""A greater figure names an account or a report, and no sum."""
_MOST = 40
"""Figures of one message that are looked at."""
_PLUS = r"\s?\++(?!\+|\s?(?:tax|vat|iva|gst|hst|shipping|[/-]))"
_AMOUNT = re.compile(
    rf"(?<![\w.,#$€£:])(?P<before>(?:{CURRENCY})\s?)?(?:(?P<before2>\$)\s?)?"
    r"(?P<number>\d{1,3}(?:[.,' ]\d{3}){1,4}(?:[.,]\d{1,2})?(?![\d])|\d{1,2}(?:,\d\d){1,3},\d{3}(?!\d)|"
    r"\d{1,15}(?:[.,]\d{1,9})?)"
    r"(?:(?:-?ish)?\s?-?(?P<scale>k|ks|g'?s|grand|th(?:ou|o|u)s?[ae]?nds?|thousnads?|tousands?|"
    r"mil|millions?|millon(?:es)?|mm|m(?!\.\s?n)|hundred|lakhs?|lacs?|crores?)(?: de(?= [a-z]))?)?(?:-?ish)?"
    rf"(?=(?:{CURRENCY})(?![a-z])|[^a-z%°\"'/×~:\d]|:(?!\d)|[/~](?=[$€£])|~(?=\d)|/(?=[ep])|"
    rf"(?:(?<=\d\d\d)|(?<=k))/(?=\d)|(?<=\d)/(?=\d{{1,3}}(?:\.\d)?\s?k\b)|\Z)(?:\.00|,-|\.-)?"
    rf"(?P<plus>{_PLUS})?"
    rf"(?P<after>\s?,?\s?\(?(?:in )?(?:{CURRENCY})(?![a-z])\)?)?(?P<plus2>{_PLUS})?"
)
TO = re.compile(
    r"\s?(?:-|--|to|and|or|'?n'?|&|through|thru|until|till|a|y|o|hasta|/|up to|~|→|->|\.\.+)\s?\Z"
)
TOPIC = re.compile(
    r"\b(?:budget|budgeting|budgeted|spend|spending|afford|invest|investment|price range|price point|price|"
    r"cost|presupuesto|"
    r"gastar|willing to pay|pay up to|set aside|saved(?: up)?|to work with|ballpark|total|altogether|"
    r"all in)\b"
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
_CAPPED = re.compile(r"\b(?:no(?:t|thing)? (?:more th[ae]n|over|above)|no mas de)\s?\Z")
_LEAST_CAPPED = Decimal(300)
"""No bare figure below this is a ceiling of money for being called one."""
_HINT_AFTER = re.compile(
    r"\s?,?\s?(?:max(?:imum)?|tops|at (?:the )?most|or (?:less|under)|maximo|como mucho)\b"
)
_GOES_TO = re.compile(r"[^.;!?]{0,40}\b(?:up|stretch|go|push(?: it)?) to\s?")
_PART_OF_DATE = re.compile(r"(?<!\d)\d{1,2}/\Z")


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
        self.currency = (
            find_code(said.strip(" ,()").removeprefix("in "))
            if said
            else ("USD" if match["before2"] else None)
        )
        if self.currency is None and scale in _INDIAN:
            self.currency = "INR"
        self.plus = bool(match["plus"] or match["plus2"])
        separated = len(match["number"]) > 4 and not match["number"].isdigit() and self.value >= 1000
        hinted = (
            self.value >= 1000
            and self.value % 100 == 0
            and bool(
                _HINT.search(match.string, max(0, self.start - 25), self.start)
                or _HINT_AFTER.match(match.string, self.end)
            )
        )
        hinted = hinted or (
            self.value >= _LEAST_CAPPED
            and self.value % 50 == 0
            and bool(_CAPPED.search(match.string, max(0, self.start - 20), self.start))
        )
        self.money = bool(self.currency or (self.unit and scale not in ("m", "mm")) or separated or hinted)

    @property
    def bare(self) -> bool:
        """Whether neither a currency nor a scale says that this is money."""
        return self.unit is None and self.currency is None


def _read_number(digits: str) -> Decimal:
    """Read 12,000 · 12.000 · 1.200,50 · 7,5 alike: three digits after a separator are thousands."""
    if re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?", digits):
        head, _, cents = digits.rpartition(".") if re.search(r"\.\d{1,2}\Z", digits) else ("", "", "")
        if not head:
            head, _, cents = digits.rpartition(",") if re.search(r",\d{1,2}\Z", digits) else (digits, "", "")
        return Decimal(re.sub(r"\D", "", head) + (f".{cents}" if cents else ""))
    return Decimal(digits.replace(",", "" if digits.count(",") > 1 else "."))


def find_amounts(plain: str, asked: bool) -> list[Amount]:
    """Find the sums of a message; a figure without a sign of money counts where money is spoken of."""
    evidence = asked or bool(TOPIC.search(plain))
    amounts: list[Amount] = []
    for match in islice(_AMOUNT.finditer(plain), _MOST):
        amount = Amount(match)
        joined = bool(amounts and amounts[-1].money and TO.fullmatch(plain, amounts[-1].end, amount.start))
        joined = joined or bool(amounts and _GOES_TO.fullmatch(plain, amounts[-1].end, amount.start))
        second = _find_second(plain, match)
        joins = bool(second and second.money)
        ranged = bool(second and (joins or asked) and amount.value < second.value / (second.unit or 1))
        counts = evidence or amount.money or joined or joins
        after_other = joined or (evidence and bool(amounts))
        if counts and not _is_other(plain, amount, match["scale"], joined=after_other, ranged=ranged):
            amounts.append(amount)
    return amounts


def _is_other(plain: str, amount: Amount, scale: str | None, *, joined: bool, ranged: bool) -> bool:
    if amount.value >= _GREATEST or (scale == "mm" and not amount.currency):
        return True
    if amount.bare and not joined and _PART_OF_DATE.search(plain, max(0, amount.start - 3), amount.start):
        return True
    ranged = ranged and bool(_RANGES.match(plain, amount.end))
    span = (amount.start, amount.end)
    if is_other_number(plain, span, amount.value, amount.unit, amount.currency, ranged=ranged):
        return True
    golden = amount.unit == 1000 and amount.value <= 24_000 and scale in ("k", "ks")
    return bool(golden and not amount.currency and _GOLD_NEXT.match(plain, amount.end))


def _find_second(plain: str, match: re.Match[str]) -> Amount | None:
    """Find the second end of a range that a figure begins ("12-15k")."""
    after = _AMOUNT.match(plain, match.end() + _gap(plain, match.end()))
    return Amount(after) if after else None


_RANGES = re.compile(r"\s?(?:-|--|to|a|hasta|→|->)\s?\d")


_GAP = re.compile(r"\s?(?:-|--|to|and|or|'?n'?|&|a|y|o|hasta|/|~|→|->|\.\.+)\s?")


def _gap(plain: str, at: int) -> int:
    match = _GAP.match(plain, at)
    return len(match[0]) if match else 0
