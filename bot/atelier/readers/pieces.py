"""What is to be made or done: the piece, further pieces, and who will wear it."""

from __future__ import annotations

import re
from typing import Any

from bot.atelier.inquiry import RINGS, PieceType
from bot.atelier.readers.speech import Line, Mention

_SOURCE = re.compile(
    r"\b(?:from|(?<!kind )(?<!sort )(?<!type )(?<!style )(?<!pair )(?<!set )of|out of|my|grand\w*'?s?|"
    r"mother'?s|mom'?s|mum'?s|old|existing|inherited|heirloom|"
    r"turn(?:ing)?|transform(?:ing)?|convert(?:ing)?|melt(?:ing)?)"
    r"(?: (?:an?|the|my|old|gold|silver|platinum|vintage|antique|mom'?s|mother'?s|grand\w*'?s?|\w+ing|late|"
    r"diamond|family|heirloom|existing|\w+'s))*\s?\Z"
)
_TAKEN_FROM = re.compile(
    r"\b(?:from|out of|(?<!pair )(?<!set )(?<!kind )(?<!sort )(?<!type )(?<!style )of)"
    r"(?: (?:an?|the|my|his|her|our|\w+'s|\w+s'?|late|"
    r"old|gold|silver|platinum|great|grand\w*|mother\w*|engagement|wedding))*\s?\Z"
)
_TARGET = re.compile(
    r"\b(?:into|to make|make|making|as|for|create|creating|want|design|to go with|en)(?: (?:an?|the|me|it|"
    r"something|new|custom|modern|two|2|matching|una?|simple|beautiful|pair of|"
    r"set of))*(?: [a-z]+)?\s?\Z"
)
_MATCH = re.compile(
    r"\b(?:to (?:match|go with|pair with|fit|sit (?:with|next to)|stack with|wear with)|match(?:es|"
    r"ing)? (?:my|her|his|the|an?)|pairs? with|alongside|next to|for my|goes with|fits)(?: (?:my|her|his|"
    r"the|an?|existing|current|\w+'s|(?!plus\b|and\b)\w+))*\s?\Z"
)
_REFUSED = re.compile(
    r"\b(?:no|not|don'?t (?:want|need)|instead of|rather than|isn'?t)(?: (?:an?|the))?\s?\Z"
)
_CORRECTED = re.compile(r"\b(?:actually|instead|change|make it|i meant|sorry|rather)\b|\Ano\b")
_ALSO = re.compile(r"\b(?:also|add|as well|too|plus|matching|additional(?:ly)?|tambien)\b")
_FRESH = re.compile(r"\b(?:an?|some|matching|also|new|un|una|both|plus|two|2)(?: \w+){0,2}\s?\Z")
SIZE_NEXT = re.compile(r"\s?(?:siz(?:e|er|es|ing)|finger|maker|box|chart|kit|guide)\b")
_FEATURE = re.compile(
    r"\b(?:with|on|of|love|like|thin|thick|wide|slim|delicate|narrow|twisted|split|tapered)(?: (?:an?|"
    r"the))?(?: \w+){0,2}\s?\Z"
)
_MEN = re.compile(
    r"\b(?:men'?s|mens|gents?'?|for (?:him|my (?:husband|fiance|boyfriend|groom|dad|father|son|brother|"
    r"groom))|his(?= and hers?| & hers?)|his (?:ring|band|wedding|finger|size)|for a man|for men|male|"
    r"para (?:el(?=\W*\Z|[,.])|mi (?:esposo|novio|marido)|hombre)|groom'?s)\b"
)
_WOMEN = re.compile(
    r"\b(?:women'?s|womens|lad(?:y|ies)'?s?|for (?:her|my (?:wife|fiancee|girlfriend|bride|mom|mum|mother|"
    r"daughter|sister|grandmother))|her (?:ring|band|wedding|finger|size)|for a woman|female|hers|"
    r"para (?:ella|mi (?:esposa|novia|mujer|mama|madre|hija)|mujer)|bride'?s)\b"
)
_MYSELF = re.compile(r"\b(?:for me|mine)\b")
_AND_ONE = re.compile(r"(?:\bplus|\band|\balso|&) (?:an?|another|one|1)(?: \w+){0,2}\s?\Z")
_LISTED = re.compile(r"\s?(?:,|\band\b|\bplus\b|\by\b|&)+\s?(?:(?:an?|some|una?|pair|of|matching|new)\s)*")
_PROPOSAL = re.compile(
    r"\b(?:propos(?:e|al|ing)|engagement|engaged|pop(?:ping)? the question|ask(?:ing)? (?:her|him|"
    r"them) to marry|compromiso|"
    r"pedir (?:su|la) mano)\b"
)
_NO_STONES = re.compile(
    r"(?<!have )(?<!got )(?<!own )\b(?:no|without(?: any)?|sin) (?:stones?|gems?(?:tones?)?|piedras?|"
    r"diamonds or stones)\b(?! or| of (?:my|our)| yet| to (?:start|begin))"
)
_OF_STONES = re.compile(r"stone|gem|piedra")


def read_pieces(line: Line, asked: bool, known: PieceType | None = None) -> dict[str, Any]:
    """Read which piece is wanted, further ones, whether it is a band, plain, and who wears it."""
    slots: dict[str, Any] = {}
    mentions = _wanted(line)
    if known and mentions and _ALSO.search(line.plain):
        more = dict.fromkeys(m.value for m in mentions if m.value != known.value and m.value != "ring")
        return {"more_pieces": list(more)} if more else {}
    if known and not asked:
        mentions = [m for m in mentions if _is_new(line.plain, m, known)]
    if mentions:
        types = list(dict.fromkeys(PieceType(m.value) for m in mentions))
        if len(types) > 1 and PieceType.RING in types and PieceType.ENGAGEMENT_RING in types:
            types.remove(PieceType.RING)
        slots["piece_type"] = types[0].value
        types += [
            PieceType(again.value) for again in mentions[1:] if _is_second(line.plain, again, mentions[0])
        ]
        if len(types) > 1:
            slots["more_pieces"] = [piece.value for piece in types[1:]]
        slots["is_band"] = types[0] is PieceType.WEDDING_BAND
    elif asked and _PROPOSAL.search(line.plain):
        slots["piece_type"] = PieceType.ENGAGEMENT_RING.value
        slots["is_band"] = False
    elif asked and re.fullmatch(r"\W*(?:something else|other|otra? cosa)\W*", line.plain):
        slots["piece_type"] = PieceType.OTHER.value
    if _is_plain(line, mentions, more=len(slots.get("more_pieces", ())) > 0):
        slots["plain"] = True
    men, women = _MEN.search(line.plain), _WOMEN.search(line.plain) or _MYSELF.search(line.plain)
    if bool(men) != bool(women) and (men or _WOMEN.search(line.plain)):
        slots["wearer"] = "men" if men else "women"
    return slots


def refuses_stones(line: Line) -> bool:
    """Decide whether a piece without any stones is wanted, in so many words."""
    return bool(_NO_STONES.search(line.plain))


def _is_plain(line: Line, mentions: list[Mention], *, more: bool) -> bool:
    """Whether the wish is plain: of several pieces a plain one, named later, speaks for itself alone."""
    if refuses_stones(line):
        return True
    marks = [m for m in line.marked("plain") if not _OF_STONES.search(line.plain, m.start, m.end)]
    return any(not more or mark.start < mentions[0].start for mark in marks)


def _is_new(plain: str, mention: Mention, known: PieceType) -> bool:
    """Whether a piece, named while one is known, changes or adds to it rather than speaks of it."""
    if mention.value == known.value:
        return True
    if mention.value == "ring" and known in RINGS and not _CORRECTED.search(plain):
        return False
    return bool(_CORRECTED.search(plain) or _FRESH.search(plain, 0, mention.start))


def _is_second(plain: str, mention: Mention, first: Mention) -> bool:
    """Whether a piece of the first one's kind is one more of it ("a band plus a plain band for him")."""
    return mention.value == first.value and bool(_AND_ONE.search(plain, first.end, mention.start))


def _wanted(line: Line) -> list[Mention]:
    """List the pieces that are to be made; one that only gives its material, or is to be matched, is not."""
    plain = line.plain
    pieces = [m for m in line.marked("piece") if not _REFUSED.search(plain, 0, m.start)]
    bands = {m.start for m in pieces if m.value == PieceType.WEDDING_BAND.value}
    pieces = [m for m in pieces if m.value != "ring" or not bands & {m.end, m.end + 1}]
    pieces = [m for m in pieces if not _is_feature(plain, m) and not SIZE_NEXT.match(plain, m.end)]
    made = [m for m in pieces if _TARGET.search(plain, 0, m.start) and not _MATCH.search(plain, 0, m.start)]
    loose = [
        m for m in pieces if not _SOURCE.search(plain, 0, m.start) and not _MATCH.search(plain, 0, m.start)
    ]
    best = [m for m in pieces if m in loose or m in made]
    turned = [
        m
        for m in made
        if re.search(
            r"\b(?:into|(?:redesign|redone|reset|remade|rework|remodel|transform)\w* (?:\w+ )?as)\b[^.;]*\Z",
            plain[: m.start],
        )
    ]
    if turned:
        return [*turned, *_list_on(plain, pieces, turned[-1])]
    return best or [m for m in pieces if not _TAKEN_FROM.search(plain, 0, m.start)]


def _list_on(plain: str, pieces: list[Mention], last: Mention) -> list[Mention]:
    """List the pieces that follow one in an enumeration ("into earrings and a bracelet")."""
    more: list[Mention] = []
    for piece in pieces:
        if piece.start > last.start and _LISTED.fullmatch(plain, last.end, piece.start):
            more.append(piece)
            last = piece
    return more


def _is_feature(plain: str, mention: Mention) -> bool:
    """Whether "band" or "chain" is a part of the piece ("a thin band")."""
    named = plain[mention.start : mention.end].rstrip("s")
    if named in ("pendant", "charm"):
        return bool(re.search(r"\b(?:necklace|chain|bracelet)\b.*\bwith\b", plain[: mention.start]))
    return named in ("band", "chain", "solitaire") and bool(_FEATURE.search(plain, 0, mention.start))
