"""What is to be made or done: the piece, further pieces, and who will wear it."""

from __future__ import annotations

import re
from typing import Any

from bot.atelier.inquiry import RINGS, PieceType
from bot.atelier.readers.parts import WITH_BAND, is_feature, is_shank, names_a_size
from bot.atelier.readers.speech import Line, Mention

_SOURCE = re.compile(
    r"\b(?:(?:currently|now|still|presently)(?: \w+)? in|"
    r"(?:(?:she|he|who)(?: \w+)? (?:wears|wore)|i (?:already |always |usually )?wear)(?: \w+){0,2}|"
    r"(?:got|bought|ordered|purchased|wore) (?:her|his|their)|"
    r"(?:i|we) (?:still |already )?(?:have|own|kept|got) (?:the|this|that)|"
    r"already (?:have|own|got) (?:an?|some|\d)(?: pair of)?(?: \w+)?|from|"
    r"(?<!kind )(?<!sort )(?<!type )(?<!style )(?<!pair )(?<!set )of|out of|my|grand\w*'?s?|"
    r"mother'?s|mom'?s|mum'?s|old|existing|inherited|heirloom|"
    r"turn(?:ing)?|transform(?:ing)?|convert(?:ing)?|melt(?:ing)?)"
    r"(?: (?:an?|the|my|old|gold|silver|platinum|vintage|antique|mom'?s|mother'?s|grand\w*'?s?|\w+ing|late|"
    r"great|aunt'?s|broken|damaged|diamond|family|heirloom|existing|\w+'s))*\s?\Z"
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
    r"the|an?|existing|current|\w+'s|(?!plus\b|and\b|or\b|maybe\b)\w+))*\s?\Z"
)
_REFUSED = re.compile(
    r"\b(?:(?:no|not|don'?t (?:want|need)|instead of|rather than|isn'?t|never wear)(?: (?:an?|the))?|"
    r"(?:forget(?: about)?|scrap|skip|drop|ditch|nix|cancel|lose|never ?mind|nvm|olvida|cancela)"
    r" (?:the|that|those|my|el|la|los)|(?:no longer (?:want|need)|gone as)(?: (?:an?|the|that|those))?)\s?\Z"
)
_CORRECTED = re.compile(
    r"\b(?:actually|instead|change|make it|i meant|sorry|rather|forget(?: about)?|scrap|skip|ditch|nix|"
    r"never ?mind|nvm|mejor)\b|\Ano\b"
)
_HUNG = frozenset({PieceType.PENDANT, PieceType.NECKLACE})
_ALSO = re.compile(
    r"\A\W*(?:and|y|&) (?:an?|una?)\b|\b(?:also|add|as well|too|plus|matching|additional(?:ly)?|tambien)\b|"
    r"(?<!have a )(?<!own a )(?<!my )\b(?:second|one more|2nd) (?:\w+ )?"
    r"(?:ring|band|necklace|pendant|bracelet|brooch|pair)\b"
)
_YET_ONE = re.compile(r"\b(?:second|one more|2nd) (?:\w+ )?\Z")
_FRESH = re.compile(r"\b(?:an?|some|matching|also|new|un|una|both|plus|two|2)(?: \w+){0,2}\s?\Z")
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
_CALL = re.compile(
    r"\bg(?:i|a)v(?:e|ing) (?:you|me|us|y'?all|(?:the|your) (?:shop|store|studio|office)) a \Z"
)
"""What makes a ring a phone call."""
_PROPOSAL = re.compile(
    r"\b(?:propos(?:e|al|ing)|engagement|engaged|pop(?:ping)? the question|ask(?:ing)? (?:her|him|"
    r"them) to marry|compromiso|"
    r"pedir (?:su|la) mano)\b"
)
_PROPOSES = re.compile(
    r"\b(?:propos(?:e|ing)\b(?! (?:an?|the|that) (?:design|price|date|budget|time|change))|"
    r"(?:surprise|marriage|wedding|planned) proposal|"
    r"(?:my|our|the|a) proposal (?:in|on|at|is|next|this|to (?:my|her|him))|"
    r"pop(?:ping)? the question|(?:get|getting) engaged|ask(?:ing)? (?:her|him|them) to marry|"
    r"pedir (?:su|la|le) mano|pedirle (?:matrimonio|que se case))\b"
)
_NO_STONES = re.compile(
    r"(?<!have )(?<!got )(?<!own )\b(?:no|without(?: any)?|sin) (?:stones?|gems?(?:tones?)?|piedras?|"
    r"diamonds or stones)\b(?! or| of (?:my|our)| yet| to (?:start|begin))"
)
_UNADORNED = re.compile(r"plain|unadorned|lis[ao]")
_SET = 2
"""Pieces from which on each is spoken of apart."""
_OF_STONES = re.compile(r"stone|gem|piedra")


def read_pieces(line: Line, asked: bool, known: PieceType | None = None) -> dict[str, Any]:
    """Read which piece is wanted, further ones, whether it is a band, plain, and who wears it."""
    slots: dict[str, Any] = {}
    mentions = _wanted(line, known)
    if known and mentions and _ALSO.search(line.plain):
        again = [m for m in mentions if _YET_ONE.search(line.plain, 0, m.start)]
        new = [m for m in mentions if m in again or m.value not in (known.value, "ring")]
        more = dict.fromkeys(m.value for m in new)
        return {"more_pieces": list(more)} if more else {}
    if known and not asked:
        mentions = [m for m in mentions if _is_new(line.plain, m, known)]
    if mentions:
        types = list(dict.fromkeys(PieceType(m.value) for m in mentions))
        if len(types) > 1 and PieceType.RING in types and PieceType.ENGAGEMENT_RING in types:
            types.remove(PieceType.RING)
        if types[0] is PieceType.RING and _proposes(line.plain, mentions):
            types[0] = PieceType.ENGAGEMENT_RING
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
    if _is_plain(line, mentions, PieceType(slots["piece_type"]) if "piece_type" in slots else known):
        slots["plain"] = True
    men, women = _MEN.search(line.plain), _WOMEN.search(line.plain) or _MYSELF.search(line.plain)
    if bool(men) != bool(women) and (men or _WOMEN.search(line.plain)):
        slots["wearer"] = "men" if men else "women"
    return slots


def refuses_stones(line: Line) -> bool:
    """Decide whether a piece without any stones is wanted, in so many words."""
    return bool(_NO_STONES.search(line.plain))


def _is_plain(line: Line, mentions: list[Mention], piece: PieceType | None) -> bool:
    """Whether the wish is plain: a band that is called so, or another piece but a ring to propose with.

    "Simple" is a matter of taste for all but bands. Of several pieces a plain one, named later, speaks for
    itself alone.
    """
    if refuses_stones(line):
        return True
    marks = [m for m in line.marked("plain") if not _OF_STONES.search(line.plain, m.start, m.end)]
    if piece is PieceType.ENGAGEMENT_RING:
        return False
    if piece is not PieceType.WEDDING_BAND:
        marks = [m for m in marks if _UNADORNED.match(line.plain, m.start, m.end)]
    return any(len(mentions) < _SET or mark.start < mentions[0].start for mark in marks)


def _is_new(plain: str, mention: Mention, known: PieceType) -> bool:
    """Whether a piece, named while one is known, changes or adds to it rather than speaks of it."""
    if mention.value == known.value:
        return True
    if {mention.value, known.value} <= {piece.value for piece in _HUNG} and not _CORRECTED.search(plain):
        return False
    if mention.value == "ring" and known in RINGS and not _CORRECTED.search(plain):
        return False
    return bool(_CORRECTED.search(plain) or _FRESH.search(plain, 0, mention.start))


def _is_second(plain: str, mention: Mention, first: Mention) -> bool:
    """Whether a piece of the first one's kind is one more of it ("a band plus a plain band for him")."""
    return mention.value == first.value and bool(_AND_ONE.search(plain, first.end, mention.start))


def _wanted(line: Line, known: PieceType | None = None) -> list[Mention]:
    """List the pieces that are to be made; one that only gives its material, or is to be matched, is not."""
    plain = line.plain
    pieces = [m for m in line.marked("piece") if not _REFUSED.search(plain, 0, m.start)]
    pieces = [m for m in pieces if m.value != "ring" or not _CALL.search(plain, 0, m.start)]
    bands = {m.start for m in pieces if m.value == PieceType.WEDDING_BAND.value}
    pieces = [m for m in pieces if m.value != "ring" or not bands & {m.end, m.end + 1}]
    ring = known in WITH_BAND or any(m.value in ("ring", "engagement_ring") for m in pieces)
    pieces = [m for m in pieces if not is_feature(plain, m) and not names_a_size(plain, m)]
    pieces = [m for m in pieces if not (ring and is_shank(plain, m))]
    made = [m for m in pieces if _TARGET.search(plain, 0, m.start) and not _MATCH.search(plain, 0, m.start)]
    loose = [
        m for m in pieces if not _SOURCE.search(plain, 0, m.start) and not _MATCH.search(plain, 0, m.start)
    ]
    best = [m for m in pieces if m in loose or m in made]
    turned = [
        m
        for m in made
        if re.search(
            r"\b(?:into|(?:wear|have|use|set|make) (?:it|them|this|that|these) as|"
            r"(?:redesign|redone|reset|remade|rework|remodel|transform)\w* (?:\w+ )?as)\b[^.;]*\Z",
            plain[: m.start],
        )
    ]
    if turned:
        return [*turned, *_list_on(plain, pieces, turned[-1])]
    return best or [m for m in pieces if not _TAKEN_FROM.search(plain, 0, m.start)]


def _proposes(plain: str, mentions: list[Mention]) -> bool:
    """Whether the ring, called nothing but that, is one to propose with."""
    bare = re.fullmatch(r"rings?|anillos?", plain[mentions[0].start : mentions[0].end])
    return bool(bare and len(mentions) == 1 and _PROPOSES.search(plain))


def _list_on(plain: str, pieces: list[Mention], last: Mention) -> list[Mention]:
    """List the pieces that follow one in an enumeration ("into earrings and a bracelet")."""
    more: list[Mention] = []
    for piece in pieces:
        if piece.start > last.start and _LISTED.fullmatch(plain, last.end, piece.start):
            more.append(piece)
            last = piece
    return more
