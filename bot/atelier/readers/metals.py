"""The metal a piece is to be made of, written as the trade writes it ("18k rose gold")."""

from __future__ import annotations

import re
from difflib import get_close_matches

from bot.atelier.inquiry import Inquiry
from bot.atelier.readers.belongings import is_worn
from bot.atelier.readers.corrections import CORRECTED, DENIED
from bot.atelier.readers.speech import Finding, Line, Mention, Span

_FINENESS = re.compile(
    r"(?<![\w.,$])(?P<n>9|10|14|18|21|22|24)(?:\s?-?(?:k|kt|karats?|carats?|ct|kilates|quilates)\b|"
    r"k(?=[ywr]g\b)|(?= (?:(?:yellow|white|rose|pink|solid) )*gold\b(?! \w+s\b))|"
    r"(?:(?<=gold 1[48])|(?<=oro de 1[48])|(?<=rosa de 1[48])|(?<=blanco de 1[48])|(?<=amarillo de 1[48]))"
    r"(?=\W*(?:\Z|[,;.]|please\b|pls\b|with\b)))|"
    r"(?<![\w.,$])(?P<mille>375|417|585|750|916)(?= (?:(?:yellow|white|rose|pink|solid) )*gold\b)"
)
_MILLE = {"375": "9", "417": "10", "585": "14", "750": "18", "916": "22"}
"""Karats of gold by its thousandths."""
_KARAT = re.compile(r"\d+k ")
_ONE_GOLD = re.compile(r"(?P<karat>\d+k )(?:\w+ )?gold")
_RECOLORED = re.compile(
    r"\W*(?:(?:actually|sorry|no|wait|make it|i'?d (?:like|prefer)|i (?:said|meant)|in)\W+)*"
    r"(?P<color>white|yellow|rose|pink)\W+(?:please\W+)?"
    r"(?:instead(?: of (?:white|yellow|rose|pink))?|(?:and )?not (?:white|yellow|rose|pink)|"
    r"rather than (?:white|yellow|rose|pink))\W*"
)
_BARE = re.compile(
    r"\W*(?:(?:probably|maybe|i think|in|just|de)\W+)*(?P<n>9|10|14|18|22|24)\W*(?:please|pls)?\W*"
)
_REFUSED = re.compile(
    r"\b(?:no|not|don'?t (?:want|like|wear|love)|do not (?:want|like|wear)|avoid|anything but|hate|"
    r"instead of|rather than|without|allergic to|except|from|never|sin)"
    r"(?: (?:any|a|an|the|wear|use|have|do|go with))*\s?\Z"
)
_COLORED = re.compile(r"\s(?:yellow|white|rose|pink)\b(?! (?:stone|diamond|sapphire))")
_CASH = re.compile(r"(?:[$€£]|\b(?:budget|spend|around|about|under|up to|max|to|-)(?: is)?)\s?\Z")
_SPENT = re.compile(r"\s?(?:budget|max|usd|dollars|total|tops|limit|to spend)\b")
_SPENDS = re.compile(r"\b(?:budget|spend(?:ing)?|afford|presupuesto|gastar)\b[^.;,]{0,40}\Z")
_STERLING = re.compile(r"\s?,?\s?(?:(?:de|of) )?(?:ley )?0?\.?925\b")
_MADE_IN = re.compile(r"\b(?:gold [a-z]+ in|made in|done in|set in|solid)\s\Z")
_APART = re.compile(r"[,;.]|\b(?:for|budget|spend|on)\b")
_SUM = re.compile(r"\s?(?:budget|max|usd|dollars|or so|total|-|to\b|\+)")
_OR = re.compile(r"\s?,?\s?(?:\b(?:or|o)\b|/)\s?(?:an? |maybe |else |perhaps )?\Z")
_AND = re.compile(r"\s?(?:\b(?:and|y)\b|&|/|\+)\s?\Z")
_INTO = re.compile(
    r"\b(?:into|in|change(?:d)? to|made (?:in|of|from|with)|en|make it|(?:has|have|needs?) to be|must be|"
    r"should be|to|want|prefer|like)(?: (?:a|an|new|solid|recycled|maybe))*\s?\Z"
)
_HALF_SAID = re.compile(
    r"\b(?P<color>white|yellow|rose|pink|blanco|amarillo|rosa)(?P<joint>\s?(?:\b(?:or|and|o|y)\b|/|&)\s?)\Z"
)
_ONLY = re.compile(
    r"\W*(?:(?:an?|the|in|en|el|i'?d (?:like|love|prefer|go with)|probably|maybe|i think|let'?s do|"
    r"prefer(?:ably)?)\W+)*(?P<color>white|yellow|rose|pink|amarillo|blanco|rosa)\W*"
    r"(?:(?:one|please|pls|i think|i guess|por favor)\W*)*\Z"
)
_NO_METAL = re.compile(
    r"[\s-]?(?:looking\b|toned?\b(?! gold)|specks?|flecks?|veins?|inclusions?|spots?|pyrite|leaf|foil|"
    r"(?:under)?tones?\b(?! gold)|"
    r"colou?red\b|"
    r"(?:prices?\b|(?:is|was|'s) (?:at|up|down|trading|so high|going)\b)|[^.;]{0,25}\b(?:an?|"
    r"per|the) (?:ounce|oz|gram)\b)"
)
"""What makes gold a color or a market price."""
_HUE_BEHIND = re.compile(
    r"\s?,\s?(?:in |the |preferably |probably |but )?(?P<hue>yellow|white|rose|pink|amarillo|blanco|rosa)\b"
    r"(?=\W*(?:\Z|[,.;]|please|pls|i (?:think|guess)|not\b|one\b|of course))"
)
"""The color of a gold, set behind it ("18k gold, yellow")."""
_MISSPELLED = re.compile(r"\b([a-z]{3,7})\s\Z")
_HUE = re.compile(r"\b(?:white|yellow|rose|pink|blanco|amarillo|rosa)\b")
_GOLDEN = {
    "white": "white gold",
    "yellow": "yellow gold",
    "rose": "rose gold",
    "pink": "rose gold",
    "blanco": "white gold",
    "amarillo": "yellow gold",
    "rosa": "rose gold",
}

_SPELLED = ("white", "yellow", "rose")


def find_fineness(line: Line, asked: bool) -> list[Span]:
    """Find karats of gold, so that no other reader takes them for money or weight."""
    plain = line.plain
    golden = [m for m in line.marked("metal") if "gold" in m.value]
    found = list(_FINENESS.finditer(plain))
    sure = [
        fine
        for fine in found
        if (asked and not _SPENDS.search(plain, 0, fine.start())) or _is_fineness(plain, fine, golden)
    ]
    loose = [
        fine
        for fine in found
        if sure
        and fine["n"] in ("14", "18")
        and not _CASH.search(plain, 0, fine.start())
        and not _SPENT.match(plain, fine.end())
    ]
    return sorted({fine.span() for fine in [*sure, *loose]})


def means_fineness(line: Line, inquiry: Inquiry) -> bool:
    """Whether "14k" speaks of the gold that is already known, and not of thousands.

    It does where that gold has no karat yet and as many thousands would be far from the known budget.
    """
    match = _FINENESS.search(line.plain)
    known = inquiry.metal or ""
    if not match or "gold" not in known or _FINENESS.match(known):
        return False
    budget = inquiry.budget and (inquiry.budget.max or inquiry.budget.min)
    return not budget or not budget / 4 <= int(_count(match)) * 1000 <= budget * 4


def complete_metal(metal: str, inquiry: Inquiry) -> str:
    """Complete "14k gold" by the color that is already known, and "rose gold" by the karats."""
    karat, _, name = metal.partition(" ")
    known = inquiry.metal or ""
    if metal in _GOLDEN.values() and (fine := _ONE_GOLD.fullmatch(known)):
        return f"{fine['karat']}{metal}"
    if name != "gold" or "gold" not in known:
        return metal
    return f"{karat} {_KARAT.sub('', known)}"


def recolor_metal(line: Line, inquiry: Inquiry) -> str | None:
    """Give the known gold another color ("yellow instead of white"), with the karat that it has."""
    match = _RECOLORED.fullmatch(line.plain)
    known = inquiry.metal or ""
    if match is None or not known.endswith("gold"):
        return None
    karat = _KARAT.match(known)
    return f"{karat[0] if karat else ''}{_GOLDEN[match['color']]}"


def _count(match: re.Match[str]) -> str:
    """Give the karats of a fineness."""
    return match["n"] or _MILLE[match["mille"]]


def _is_fineness(plain: str, match: re.Match[str], golden: list[Mention]) -> bool:
    """Whether a figure is of gold for sure: a color follows, or the gold stands beside it."""
    if golden and _MADE_IN.search(plain, 0, match.start()):
        return True
    if any(metal.start == match.start() for metal in golden):
        return True
    return bool(_COLORED.match(plain, match.end())) or any(_belongs(plain, match, metal) for metal in golden)


def _belongs(plain: str, match: re.Match[str], metal: Mention) -> bool:
    """Whether a fineness speaks of this gold: beside it, or set off by a comma where it cannot be money."""
    if 0 <= metal.start - match.end() < 12 and not _APART.search(plain, match.end(), metal.start):
        return True
    between = plain[metal.end : match.start()]
    if match.start() < metal.end or len(between) > 6:
        return False
    loose = "," in between or ";" in between or "." in between
    return not (loose and (_count(match) == "10" or _SUM.match(plain, match.end())))


def read_metal(line: Line, asked: bool) -> Finding | None:
    """Read the metal of a message; of several, the one it is to be made in, or both where either will do."""
    plain = line.plain
    fine = [span for span in find_fineness(line, asked) if not DENIED.search(plain, 0, span[0])]
    wanted = [
        m
        for m in line.marked("metal")
        if not _REFUSED.search(plain, 0, _begin(m, fine)) and not _NO_METAL.match(plain, m.end)
        if not is_worn(plain, _begin(m, fine), m.end)
    ]
    if len(wanted) > 1:
        wanted = [m for m in wanted if not m.value.startswith("two-tone")] or wanted
    if not wanted:
        if asked and (match := _BARE.fullmatch(plain)):
            return Finding(f"{match['n']}k gold", match.span("n"))
        if asked and (match := _ONLY.match(plain)):
            return Finding(_GOLDEN[match["color"]], match.span("color"))
        if fine and (asked or _COLORED.match(plain, fine[0][1])):
            color = _HUE.search(plain)
            return Finding(f"{_karat(plain, fine[0])} {_GOLDEN[color[0]] if color else 'gold'}", fine[0])
        return None
    first = next((m for m in reversed(wanted) if _INTO.search(plain, 0, _begin(m, fine))), wanted[0])
    if first.value == "gold":
        first = next((m for m in wanted if m.value.endswith(" gold") and m.value[:3] != "two"), first)
    if CORRECTED.search(plain, wanted[0].end, wanted[-1].start):
        first = wanted[-1]
    begin, end, name = _begin(first, fine), _end(first, fine), _name(plain, first, fine)
    other = next((m for m in wanted if m.start >= end), None)
    if other and (joint := _read_joint(plain[end : _begin(other, fine)])):
        return Finding(f"{name}{joint}{_name(plain, other, fine)}", (begin, other.end))
    if "gold" in name and (color := _HALF_SAID.search(plain, 0, first.start)):
        karat = f"{_karat(plain, fine[0])} " if fine else ""
        return Finding(f"{karat}{_GOLDEN[color['color']]}{_read_joint(color['joint'])}{name}", (begin, end))
    return Finding(name, (begin, end))


def _read_joint(between: str) -> str:
    """Read how two metals belong together: either will do, or both are wanted."""
    return " or " if _OR.fullmatch(between) else " and " if _AND.fullmatch(between) else ""


def _begin(mention: Mention, fine: list[Span]) -> int:
    if "gold" not in mention.value:
        return mention.start
    return next((start for start, end in fine if 0 <= mention.start - end < 12), mention.start)


def _end(mention: Mention, fine: list[Span]) -> int:
    return next((end for start, end in fine if 0 <= start - mention.end < 3), mention.end)


def _karat(plain: str, span: Span) -> str:
    match = _FINENESS.match(plain, span[0])
    return f"{_count(match)}k" if match else ""


def _name(plain: str, mention: Mention, fine: list[Span]) -> str:
    """Write a metal with the fineness that stands nearest to it, where it is gold."""
    if mention.value == "silver" and _STERLING.match(plain, mention.end):
        return "sterling silver"
    if "gold" not in mention.value:
        return mention.value
    gold = _spell_hue(plain, mention)
    if not fine:
        return gold
    span = min(fine, key=lambda s: min(abs(s[1] - mention.start), abs(s[0] - mention.end)))
    return f"{_karat(plain, span)} {gold}"


def _spell_hue(plain: str, mention: Mention) -> str:
    """Read a misspelled color before a bare "gold", or a color behind it."""
    if mention.value == "gold" and (behind := _HUE_BEHIND.match(plain, mention.end)):
        return _GOLDEN[behind["hue"]]
    word = _MISSPELLED.search(plain, 0, mention.start)
    if mention.value != "gold" or word is None or not (near := get_close_matches(word[1], _SPELLED, 1, 0.85)):
        return mention.value
    return _GOLDEN[near[0]]
