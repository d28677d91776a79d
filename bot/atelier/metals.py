"""The metal a piece is to be made of, written as the trade writes it ("18k rose gold")."""

from __future__ import annotations

import re

from bot.atelier.speech import Finding, Line, Mention, Span

_FINENESS = re.compile(
    r"(?<![\w.,$])(?P<n>9|10|14|18|21|22|24)\s?-?(?:k|kt|karats?|carats?|ct|kilates|quilates)\b"
)
_REFUSED = re.compile(
    r"\b(?:no|not|don'?t (?:want|like|wear|love)|do not (?:want|like|wear)|avoid|anything but|hate|instead of|rather than|without|allergic to|except|from|never|sin)(?: (?:any|a|an|the|wear))*\s?\Z"
)
_SUM = re.compile(r"\s?(?:budget|max|usd|dollars|or so|total|-|to\b|\+)")
_OR = re.compile(r"\s?,?\s?(?:\b(?:or|o)\b|/)\s?(?:an? |maybe |else |perhaps )?\Z")
_AND = re.compile(r"\s?(?:\b(?:and|y)\b|&|/|\+)\s?\Z")
_INTO = re.compile(
    r"\b(?:into|in|change(?:d)? to|made (?:in|of|from|with)|en|make it|to|want|prefer|like)(?: (?:a|an|new|solid|recycled|maybe))*\s?\Z"
)
_SHORT_COLOR = re.compile(
    r"\b(?P<color>white|yellow|rose|pink|blanco|amarillo|rosa)\b(?:\s?(?:,|or|and|/|o)\s?)"
)
_ONLY = re.compile(
    r"\W*(?:an? |in |i'?d (?:like|love|prefer|go with) |probably |maybe |i think |let'?s do |prefer(?:ably)? )?(?P<color>white|yellow|rose|pink)\W*(?:please|pls|i think)?\W*\Z"
)
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


def find_fineness(line: Line, asked: bool) -> list[Span]:
    """Find karats of gold, so that no other reader takes them for money or weight."""
    plain = line.plain
    golden = [m for m in line.marked("metal") if "gold" in m.value]
    spans = []
    for match in _FINENESS.finditer(plain):
        if asked or any(_belongs(plain, match, m) for m in golden):
            spans.append(match.span())
    return spans


def _belongs(plain: str, match: re.Match[str], metal: Mention) -> bool:
    """Whether a fineness speaks of this gold: beside it, or set off by a comma where it cannot be money."""
    if 0 <= metal.start - match.end() < 12 and not re.search(r"[,;.]", plain[match.end() : metal.start]):
        return True
    between = plain[metal.end : match.start()]
    if match.start() < metal.end or len(between) > 6:
        return False
    loose = "," in between or ";" in between or "." in between
    return not (loose and (match["n"] == "10" or _SUM.match(plain, match.end())))


def read_metal(line: Line, asked: bool) -> Finding | None:
    """Read the metal of a message; of several, the one it is to be made in, or both where either will do."""
    plain = line.plain
    fine = find_fineness(line, asked)
    wanted = [m for m in line.marked("metal") if not _REFUSED.search(plain, 0, _begin(m, fine))]
    if len(wanted) > 1:
        wanted = [m for m in wanted if not m.value.startswith("two-tone")] or wanted
    if not wanted:
        if asked and (match := _ONLY.match(plain)):
            return Finding(_GOLDEN[match["color"]], match.span("color"))
        if asked and fine:
            color = _HUE.search(plain)
            return Finding(f"{_karat(plain, fine[0])} {_GOLDEN[color[0]] if color else 'gold'}", fine[0])
        return None
    first = next((m for m in reversed(wanted) if _INTO.search(plain, 0, _begin(m, fine))), wanted[0])
    names, end = [_name(plain, first, fine)], first.end
    joint = ""
    for other in wanted[wanted.index(first) + 1 :]:
        between = plain[end : _begin(other, fine)]
        joint = " or " if _OR.fullmatch(between) else " and " if _AND.fullmatch(between) else ""
        if not joint:
            break
        names.append(_name(plain, other, fine))
        end = other.end
        break
    begin = _begin(first, fine)
    if (
        len(names) == 1
        and "gold" in names[0]
        and (match := _SHORT_COLOR.search(plain, max(0, begin - 14), begin + 6))
    ):
        if match.start() < begin and match.end() >= begin - 1:
            karat = f"{_karat(plain, fine[0])} " if fine else ""
            joint = " or " if re.search(r"or|o\b|/", match[0][len(match["color"]) :]) else " and "
            names.insert(0, karat + _GOLDEN[match["color"]])
    return Finding(joint.join(names) if len(names) > 1 else names[0], (begin, end))


def _begin(mention: Mention, fine: list[Span]) -> int:
    return next((start for start, end in fine if 0 <= mention.start - end < 12), mention.start)


def _karat(plain: str, span: Span) -> str:
    match = _FINENESS.match(plain, span[0])
    return f"{match['n']}k" if match else ""


def _name(plain: str, mention: Mention, fine: list[Span]) -> str:
    """Write a metal with the fineness that stands nearest to it, where it is gold."""
    if "gold" not in mention.value or not fine:
        return mention.value
    span = min(fine, key=lambda s: min(abs(s[1] - mention.start), abs(s[0] - mention.end)))
    return f"{_karat(plain, span)} {mention.value}"
