"""Words for pieces that name only a part of one, or its size: the band of a ring, the chain of a pendant."""

from __future__ import annotations

import re

from bot.atelier.inquiry import PieceType
from bot.atelier.readers.speech import Mention

_BAND_LOOK = re.compile(
    r"\b(?:knife[- ]edged?|thin|thick|wide|wider|slim|delicate|dainty|narrow|twist(?:ed)?|twig|vine|"
    r"braided|split|tapered|hammered|textured|rounded|flat|smooth|polished|matte|plain|simple|"
    r"(?:yellow |white |rose )?gold|platinum|silver|platnum|pave)(?: \w+)?\s\Z"
)
"""What the band of a ring is like, as against a band that is a piece of its own."""
WITH_BAND = frozenset({PieceType.RING, PieceType.ENGAGEMENT_RING})
_FOR_WHOM = re.compile(r"\s?(?:for|too\b|as well|para)\b")
_SET_BESIDE = re.compile(r"\brings?(?:(?!\bwith\b)[^.;])*\b(?:and|plus|y|&) (?:an?|1|una?)\b[^.;,]*\Z")
_ONE_MORE = re.compile(r"\b(?:also|plus|matching|another|second|separate|for (?:him|her|me))\b")
SIZE_NEXT = re.compile(r"\s?(?:siz(?:e|er|es|ing)|finger|maker|box|chart|kit|guide)\b")
_SIZED = re.compile(r"\s?,?\s?size \d")
_WISHED = re.compile(
    r"\b(?:want|need|like|love|looking for|make|order|get|quiero)"
    r"(?: (?:me|us))? (?:an?|una?) (?:[\w-]+ ){0,4}\Z"
)
_FEATURE = re.compile(
    r"\b(?:with|on|of|love|like|thin|thick|wide|slim|delicate|narrow|twisted|split|tapered)(?: (?:an?|"
    r"the))?(?: \w+){0,2}\s?\Z"
)
_WHERE = re.compile(r"\b(?:where|which|through which) the\s?\Z")


def names_a_size(plain: str, mention: Mention) -> bool:
    """Whether a piece is named for its size alone ("my ring size is 7"), and not as "a ring size 7"."""
    wished = _SIZED.match(plain, mention.end) and _WISHED.search(plain, 0, mention.start)
    return bool(SIZE_NEXT.match(plain, mention.end)) and not wished


def is_shank(plain: str, mention: Mention) -> bool:
    """Whether "band" is the shank of the ring that is spoken of, and no second piece."""
    if not re.fullmatch(r"bands?", plain[mention.start : mention.end]):
        return False
    look = _BAND_LOOK.search(plain, 0, mention.start)
    before = plain[max(0, mention.start - 40) : mention.start]
    apart = _ONE_MORE.search(before) or _SET_BESIDE.search(before) or _FOR_WHOM.match(plain, mention.end)
    return bool(look) and not apart


def is_feature(plain: str, mention: Mention) -> bool:
    """Whether "band" or "chain" is a part of the piece ("a thin band")."""
    named = plain[mention.start : mention.end].rstrip("s")
    if named in ("pendant", "charm"):
        return bool(re.search(r"\b(?:necklace|chain|bracelet)\b.*\bwith\b", plain[: mention.start]))
    if named == "chain" and _WHERE.search(plain, 0, mention.start):
        return True
    if named == "band" and _FOR_WHOM.match(plain, mention.end):
        return False
    return named in ("band", "chain", "solitaire") and bool(_FEATURE.search(plain, 0, mention.start))
