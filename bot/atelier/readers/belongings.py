"""What makes a stone somebody's belonging: a relative's, or in a piece that the customer has."""

from __future__ import annotations

import re

_KIN = (
    r"(?:(?:late|great|ex|dear|own|great-)[ -])*(?:grand(?:m\w+|f\w+|p\w+|parents?)|mother|mom|mum|nan\w*|"
    r"aunt\w*|uncle|dad|father|sister|brother|cousin|wife|husband|mother[- ]in[- ]law|family|parents|ex|"
    r"bis?abuel[ao]|abuel(?:a|o|it[ao])|madre|mama|papa|padre|ti[ao]|suegr[ao]|herman[ao]|prim[ao]|"
    r"espos[ao]|marido|familia|difunt[ao]\b \w+)\b"
)
_OF_KIN = re.compile(
    r"(?:s|es)?\s?(?:(?:rings?|earrings?|necklace|bracelet|brooch|pendant) )?(?:(?:que (?:era|fue|eran) )?de "
    rf"(?:mi|mis|nuestra|nuestro|su)|of (?:my|our|his|her)|"
    rf"(?:that|which) (?:was|were) (?:my|our|his|her)) {_KIN}"
)
"""A relative whose stone it is: "the ruby of my aunt", "la perla de mi suegra"."""
_HELD = re.compile(
    r"\b(?:(?:i|we)(?:'ve)? (?:already |also |still )*(?:have|own|got|inherited)|inherited|tengo|herede)\b"
    r"(?:(?!\b(?:want|like|love|need|add|into|make|looking|in mind|to)\b)[^.;]){0,60}?"
    r"\b(?:rings?|bands?|necklaces?|pendants?|bracelets?|earrings?|studs|brooch(?:es)?|lockets?|watch|"
    r"anillos?|collar|aretes|pulsera|dije)\b"
    r"(?:(?!\b(?:want|like|love|need|add|into|make|looking|in mind|to|reset|for)\b)[^.;]){0,40}?"
    r"\b(?:with|con|has|have|set with|contain\w*|holding|que tiene)"
    r"(?: an?| the| un| una| some)?(?: \w+){0,2}\s?\Z"
)
"""A piece that the customer has, up to the stone in it."""
_FONDNESS = re.compile(
    r"\b(?:favou?rite|birthstone|birth month|eyes|style|taste|loves?d?|likes?d?|adore[ds]?|hair|colou?rs?)\b"
)
"""What is said of a person and not of a stone of theirs."""
_LIKENESS = re.compile(
    r"\b(?:just like|looks? like|something like|(?:ring|one|piece|necklace|pendant|band) like|similar to|"
    r"inspired by|in the style of|reminiscent of|reminds? me of|(?:copy|replica) of|parecid[oa] a|"
    r"inspirad[oa] en) (?:(?:my|our|his|her|a|an|the|mi|su)\b)[^.;]{0,40}\Z"
)
"""What only lends its look to the piece."""
_HAVE_OPTIONAL = re.compile(
    r"\b(?:have (?:(?:a|such a|this) (?:\w+ )?(?:thing|spot|weakness|love|passion|crush|preference|"
    r"obsession|wedding|party)\b|(?:\w+ ){0,2}(?:hands|fingers|skin|eyes|kids?|"
    r"children|daughters?|sons?|girls|boys|babies|dogs?|cats?)\b|"
    r"to|you|in mind|always|been|questions?|no|an? (?:idea|question|budget|ring in mind|"
    r"vision))|have an? (?:\w+ )?(?:in mind))\b"
)
_HAVE_MONEY = re.compile(
    r"\b(?:(?:i|we)(?:'ve)? (?:only |just |now )*(?:have|got)|all i have is|tengo|tenemos)"
    r"(?: (?:about|around|up to|roughly|like|only|maybe|saved|set aside|a budget of|unos|como|hasta))*"
    r" ?(?:[$€£]|\d{3,}|\d[\d,.]*\s?k\b|\d{1,3}[,.]\d{3}|a budget|un presupuesto)"
)
"""Having a sum, which owns no stone."""
_WORN = re.compile(
    r"\b(?:wears?|wearing|wore|lives in|owns)(?: (?:a|an|the|her|his|my|tiny|small|little|big|old|thin|"
    r"only|mostly|always|usually|current|plain|simple|pair of|these|those|lots of|\d+k))*\s\Z"
)
_JEWEL_NEXT = re.compile(
    r"\s(?:\w+ )?(?:hoops?|studs?|earrings?|rings?|bands?|chains?|watch(?:es)?|necklaces?|bracelets?|"
    r"bangles?|cross|lockets?|cuffs?)\b"
)
"""With what comes before it, a piece that is worn already: its metal is nobody's choice."""


def belongs_to_kin(after: str) -> bool:
    """Whether the words behind a stone say which relative's it is."""
    return bool(_OF_KIN.match(after))


def is_held(since: str) -> bool:
    """Whether the words before a stone name a piece of the customer's that it is in."""
    return bool(_HELD.search(since))


def is_likeness(since: str) -> bool:
    """Whether the words before a stone speak of a look to take up."""
    return bool(_LIKENESS.search(since))


def is_fondness(between: str) -> bool:
    """Whether the words between a person and a stone are about the person."""
    return bool(_FONDNESS.search(between))


def has_other_things(since: str) -> bool:
    """Whether what the customer has is no stone but children, a wish, a question."""
    return bool(_HAVE_OPTIONAL.search(since))


def leave_out_sums(words: str) -> str:
    """Leave out that the customer has a sum of money."""
    return _HAVE_MONEY.sub("", words)


def is_worn(plain: str, start: int, end: int) -> bool:
    """Decide whether a metal is of jewelry that somebody has already ("she wears a gold watch")."""
    return bool(_WORN.search(plain, 0, start) and _JEWEL_NEXT.match(plain, end))
