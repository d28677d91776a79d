"""What a piece is for: the wedding, anniversary, birthday or other day that it has to be ready by."""

from __future__ import annotations

import re

_OCCASIONS = (
    ("vow_renewal", r"vow renewal|renew(?:ing)? our vows|renovacion de votos"),
    ("anniversary", r"anniversary(?! band| ring)|aniversario"),
    ("engagement_party", r"engagement party"),
    (
        "proposal",
        r"propos(?:e|al|ing)|pop(?:ping)? the question|proponer|pedir(?:le|la)? (?:matrimonio|la mano)",
    ),
    (
        "wedding",
        r"wedding(?! (?:band|ring|set|jewelry))|getting married|get married|marry(?:ing)?|tie the knot|"
        r"boda|elop(?:e|ing)|big day|nos casamos|we marry",
    ),
    ("quinceanera", r"quincean\w+|quince(?! (?:mil|dias))|(?:15|xv) anos|mis (?:15|xv)"),
    ("birthday", r"birthday|bday|b-day|turning \d+|turns \d+|cumple(?:anos)?|sweet (?:sixteen|16)"),
    ("graduation", r"graduat(?:ion|ing|es?)|graduacion"),
    (
        "birth",
        r"push present|due date|baby'?s? (?:arriv|due|birth|is due|is coming)\w*|expecting|baby shower|"
        r"nace (?:el|la|mi|nuestr[oa]) bebe",
    ),
    ("bar_mitzvah", r"ba[rt] mitzvah"),
    ("baptism", r"baptism|christening|bautizo|bautismo"),
    ("communion", r"(?:first|1st) communion|primera comunion"),
    ("prom", r"prom\b(?!ise)"),
    ("retirement", r"retire(?:s|ment|ing)?"),
    ("honeymoon", r"honeymoon|luna de miel"),
)
_OCCASION = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _OCCASIONS)


def find_occasion(plain: str) -> str | None:
    """Find the occasion that a message speaks of."""
    return next((name for name, pattern in _OCCASION if pattern.search(plain)), None)
