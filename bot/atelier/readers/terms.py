"""What a sum covers: one piece or the set, with taxes or without."""

from __future__ import annotations

import re
from typing import Literal

_EACH = re.compile(
    r"\s?(?:/\s?)?(?:each\b|ea\b|apiece\b|(?:per|for each|for every|for one|a|cada|por|por cada) "
    r"(?:piece|ring|band|person|pair|necklace|bracelet|earring|one\b|item|un[oa]\b|anillo|pieza|argolla)|"
    r"cada un[oa]\b|c/u\b)"
)
_SET = re.compile(
    r"\b(?:for (?:both|the (?:whole |entire |wedding |bridal )?(?:set|pair|two|2|lot)|all(?: (?:of (?:it|"
    r"them)|"
    r"2|3|three|four|4))?|everything)|in total|total|altogether|together|"
    r"combined|(?:para|por) (?:los|las) (?:dos|2)|(?:para|por) (?:ambos|ambas|todo|el (?:juego|par))|"
    r"en total|por todo)\b"
)
_TAX = r"(?:(?:sales |the )?tax(?:es)?|vat|gst|hst|iva|impuestos)"
_EXCLUDED = re.compile(
    rf"(?:\b(?:before|plus|excluding|exc?l?\.?|not including|without|minus|not counting|sin|mas)|\+)"
    rf"\s?(?:any |el |los )?{_TAX}\b|\bpre-?\s?tax\b|\b{_TAX} (?:not included|excluded|extra|aparte|on top)\b"
)
_INCLUDED = re.compile(
    rf"\b(?:including|incl?\.?|with|after|inclusive of|con|counting)\s?(?:any |all |el |los )?{_TAX}\b|"
    rf"\b{_TAX} (?:is |are )?(?:included|incl\.?|inclusive|incluid[oa]s?)\b|\ball[- ]in(?:clusive|cluded)?\b|"
    r"\bout the door\b|\botd\b|\btodo incluido\b"
)


def read_scope(plain: str, end: int) -> Literal["piece", "set"] | None:
    """Read whether a sum that ends at a place is for each piece or for the set."""
    if _EACH.match(plain, end):
        return "piece"
    return "set" if _SET.search(plain) else None


def read_taxes(plain: str) -> Literal["included", "excluded"] | None:
    """Read whether taxes are within the sum or come on top."""
    if _EXCLUDED.search(plain):
        return "excluded"
    return "included" if _INCLUDED.search(plain) else None
