"""Figures that are no budget: orders, addresses, ages, sizes, dates, fees, and prices of other things."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.atelier.readers.currencies import CURRENCY
from bot.atelier.readers.speech import Span

_LABEL = re.compile(
    r"(?:\b(?:order|invoice|no\.?|number|nr\.?|ref(?:erence)?|sku|model|item|zip(?: ?code)?|postal code|code|"
    r"apt|suite|unit|box|year|since|style|ticket|case|page|version|phone|text|room|street|floor|class of|"
    r"cert(?:ificate)?|report|gia|igi|serial|account|tracking|flight|gate|step|option|chapter|part|day|"
    r"out of|pedido|factura|calle|piso|"
    r"(?:call|text|phone|reach|ring)(?: me| us)?(?: at| on| after| before| around| from)?)|#)"
    r"(?:'s|\s?(?::|#|is|was))*\s?\Z"
)
"""What stands before a figure that names or counts something else, unless it bears a currency."""
_AGE = re.compile(
    r"\b(?:i'?m|i am|she'?s|he'?s|we'?re|turn(?:s|ed|ing)?|aged?|top|at|"
    r"(?:mom|mother|dad|father|wife|husband|son|daughter|grandmother|grandma|sister|brother|girlfriend|"
    r"boyfriend|fiancee?|partner) is|tengo|cumple)(?: (?:only|just|almost|nearly|about))?\s?\Z"
)
"""What stands before an age, a rank or an hour, where the figure is small and bare."""
_YEAR = re.compile(r"\b(?:in|from|circa|born|made|dated|of|early|late|mid|en|desde)\s?-?\Z")
_UNIT = re.compile(
    r"(?:\s?(?:-|to|or|and|a|o|y)\s?\d+(?:\.\d+)?)?"
    rf"\s?-?(?:ct|carats?|cts|karats?|kt|mm|cm|in\b(?! (?:total|all|my|the|mind|cash|us|{CURRENCY})\b)|"
    r"inch(?:es)?|years?|yrs?|months?|weeks?|days?|hours?|"
    r"hrs?\b|min(?:ute)?s?\b(?!imum)(?! max)|o'?clock|"
    r"stones?|diamonds?|"
    r"rings?|bands?|pieces?|points?|people|prongs?|photos?|pictures?|images?|grams?|g\b|oz|st\b|nd\b|rd\b|"
    r"th\b|am\b|pm\b|a\.m|p\.m|times\b|tcw|x\b|likes\b|views?\b|followers?\b|comments?\b|reviews?\b|stars?\b|"
    r"saves?\b|miles?\b|kids?\b|guests?\b|of (?:them|these|those)\b|out of\b|percent\b|per ?cent\b|"
    r"por ciento|"
    r"payments?\b|instal?lments?\b|cuotas\b|anos?\b|meses\b|semanas?\b|dias?\b|piedras?\b|quilates?\b)"
)
"""What follows a bare figure that measures or counts something else."""
_RATE = re.compile(
    r"\s?(?:(?:a|per|each|every|al|por) (?:year|month|week|hour|mes|ano)\b|/\s?(?:yr|year|mo)|monthly\b|"
    r"(?:an?|per|the) (?:ounce|oz|gram)\b)"
)
_AFTER = re.compile(
    r"\s?(?:followers|subscribers|views|likes|guests|people|miles|steps|deposit|retainer|fee|discount|"
    r"off\b|gift (?:card|certificate)|coupon|voucher|in credit|"
    r"(?:a )?(?:few |couple(?: of)? )?(?:years|months|weeks) ago|when (?:i|we|he|she|they|"
    r"my)\b(?! (?:pay|can))|"
    r"(?:on|in|from) (?:your|the|ur) (?:web ?site|site|page|instagram|shop|store|etsy|catalog)|online\b|"
    r"is (?:my|the|our) (?:zip|code|postal|order|house|street)|de deposito)"
)
"""What follows a price that somebody else has named, or a payment that is no budget."""
_SHOP = (
    r"(?:shops?|stores?|jewell?ers?|websites?|sites?|online|malls?|etsy|ebay|amazon|tiffany(?:'?s)?|"
    r"cartier|costco|blue ?nile|brilliant ?earth|catbird|mejuri|competitors?|elsewhere|places?|"
    r"boutiques?|tiendas?|joyer[io]\w*)"
)
_ELSEWHERE = re.compile(
    r"\b(?:(?:saw|seen|see|found|noticed|spotted|vi|vimos|encontre)\b[^.;!?]{0,40}\b"
    rf"{_SHOP}\b[^.;!?,\d]{{0,20}}|{_SHOP}(?: (?:near|in|on|at) \w+| \w+)? "
    r"(?:has|have|had|wants?|wanted|asks?|asked|charges?|charged|quotes?|quoted|offers?|offered|sells?|sold|"
    r"tiene|pide|cobra)\b[^.;!?,\d]{0,25}|"
    r"\bthey (?:charged?|quoted?|wanted|asked|want)(?: me| us)?(?: for (?:it|one|that|this))?)"
    r"(?: (?:for|at|en|por|de|around|about|a))?\s?\Z"
)
"""What stands before a price that was seen in another shop."""
_DEAR = re.compile(
    r"\s?,?\s?(?:(?:which|that) (?:is|was|seems?) )?(?:way |so |too |totally |completely |a bit )*"
    r"(?:is what (?:they|others|another \w+) (?:ask|want|charge|quote)\w*|"
    r"overpriced|too (?:much|expensive|steep)|a? ?rip-?off|(?:at|from|in) (?:the mall|another|some other|"
    r"a different))\b"
)
_ADDRESS = re.compile(
    r" (?:(?!is\b|or\b|the\b|a\b|max\b|for\b)[a-z]+\.? ){0,3}(?:street|st|avenue|ave|road|rd|lane|ln|"
    r"drive|dr|"
    r"boulevard|blvd|parkway|pkwy|highway|hwy|terrace)\b(?! (?:pave|stone))"
)
_PRICE = re.compile(
    r"\b(?:(?:i|we|he|she) (?:make|makes|earn|earns)|rent|salary|income|mortgage|costs?|priced|listed|"
    r"lists?|retails?|sells?|quoted|paid|worth|appraised|valued|insured|"
    r"bought|got (?:it|this|that|mine|one|them|these) (?:for|at)|"
    r"(?:site|website|page|listing|online|ad|tag|it|instagram|(?:appraisal|valuation|insurance|"
    r"receipt)(?: (?:from|of|in|dated|report|letter|certificate|"
    r"policy|papers?|\d{4}|last year)){0,3}) (?:says?|said|"
    r"shows?|had)|"
    r"saw (?:it|this|one|the (?:ring|band|piece|necklace|one)) (?:for|at)|"
    r"gift card|coupon|voucher|deposit|retainer|fee|shipping|postage|sales tax|down ?payment|"
    r"consultation|anticipo|deposito|envio|"
    r"costo|vale|payments? of|instal?lments? of|cuotas de|pague|pagamos)"
    r"(?: (?:it|is|me|us|at|for|around|about|as|of|was|son|es|de|"
    r"(?!(?:(?:my|our|the|total|and|so|but|now|budget|under|over)\b))\w+))?"
    r"(?: (?:at|for|about|around))?\s?\Z"
)
"""What stands before the price of something else."""


def is_other_number(
    plain: str,
    span: Span,
    value: Decimal,
    unit: int | None,
    currency: str | None,
    *,
    ranged: bool = False,
) -> bool:
    """Decide whether a figure is no sum that the customer would spend; `ranged` where it begins a range."""
    start, end = span
    if _ELSEWHERE.search(plain, max(0, start - 80), start) or _DEAR.match(plain, end):
        return True
    if _PRICE.search(plain, max(0, start - 40), start) or _RATE.match(plain, end) or _AFTER.match(plain, end):
        return True
    if currency or unit:
        return False
    if _LABEL.search(plain, max(0, start - 24), start):
        return True
    if _UNIT.match(plain, end) or _ADDRESS.match(plain, end):
        return True
    if value < 120 and not ranged and _AGE.search(plain, max(0, start - 30), start):
        return True
    return (
        plain[start:end].isdigit()
        and 1700 <= value <= 2099
        and bool(value % 100)
        and bool(_YEAR.search(plain, max(0, start - 12), start))
    )
