"""What is to be made or done: the piece, further pieces, the kind of project, and who will wear it."""

from __future__ import annotations

import re
from typing import Any

from bot.atelier.inquiry import RINGS, PieceType, ProjectKind
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
    r"the|an?|existing|current|\w+'s|\w+))*\s?\Z"
)
_REFUSED = re.compile(
    r"\b(?:no|not|don'?t (?:want|need)|instead of|rather than|isn'?t)(?: (?:an?|the))?\s?\Z"
)
_WEBSITE = re.compile(
    r"\b(?:(?:on|from|off|in) (?:your|the|ur) (?:web ?site|site|online (?:shop|store)|web ?shop|page|shop|"
    r"store|collection|catalog(?:ue)?|instagram shop)|your web ?site'?s|saw (?:it )?online|listed on|"
    r"in your (?:online )?(?:collection|shop|store)|(?:de|en) (?:su|tu) (?:pagina|sitio|web|tienda)|"
    r"cattina)\b"
)
_ONLINE = re.compile(
    r"\b(?:web ?site|online|existing (?:piece|design)|ready[- ]made|sitio|one of (?:your|the) (?:pieces|"
    r"designs|rings|\w+s))\b"
)
_INSPIRED = re.compile(
    r"\b(?:inspired|similar|like|inspiration|resembl\w+|reminds?|style of|photos?|pictures?)\b"
)
_CHANGED = re.compile(
    r"\b(?:modif\w+|but (?:with|in|using)|with (?:a|an) (?:different|another|other)|(?:different|another|"
    r"other|"
    r"change(?:d|s)?(?: the)?|swap(?:ped)?(?: the)?|replace(?:d)?(?: the)?|"
    r"switch(?:ed)?(?: the)?) (?:center |centre |main )?(?:stones?|gems?|metals?|gold|shape|color|cut)|"
    r"instead of|rather than|pero (?:con|en)|(?:do|make|made|get|have|available|come|order)(?: (?:it|this|"
    r"one|them|that))? (?:in|with)|except (?:in|with))\b"
)
_CORRECTED = re.compile(r"\b(?:actually|instead|change|make it|i meant|sorry|rather)\b|\Ano\b")
_ALSO = re.compile(r"\b(?:also|add|as well|too|plus|matching|additional(?:ly)?|tambien)\b")
_FRESH = re.compile(r"\b(?:an?|some|matching|also|new|un|una|both|plus|two|2)(?: \w+){0,2}\s?\Z")
_SIZE_NEXT = re.compile(r"\s?(?:siz(?:e|er|es|ing)|finger|maker|box|chart|kit|guide)\b")
_SYSTEM = re.compile(r"\b(?:u\.?k\.?|u\.?s\.?a?|eu|british|american|european|french|ring|finger|metric)\s\Z")
_SOME_DAY = re.compile(
    r"[^.;,]{0,25}\b(?:later|some ?day|in the future|down the (?:road|line)|afterwards?|fees?|costs?|"
    r"charges?|included|"
    r"polic(?:y|ies)|last time|free)\b"
)
_FEATURE = re.compile(
    r"\b(?:with|on|of|love|like|thin|thick|wide|slim|delicate|narrow|twisted|split|tapered)(?: (?:an?|"
    r"the))?(?: \w+){0,2}\s?\Z"
)
_TURNED = re.compile(
    r"\b(?:turn|convert|melt|mak|make|chang|transform)\w*\b[^.;]*\b(?:it|them|this|these|my|grand\w+|"
    r"mother'?s|mom'?s|old)\b[^.;]*\binto\b|"
    r"\b(?:my|our|his|her|this|these|old|grand\w*'?s?) [^.;]{2,40}\b(?:turned|made|melted(?: down)?|"
    r"converted|changed|"
    r"recycled|broken up)\b[^.;]{0,20}\binto\b"
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
_PROPOSAL = re.compile(
    r"\b(?:propos(?:e|al|ing)|engagement|engaged|pop(?:ping)? the question|ask(?:ing)? (?:her|him|"
    r"them) to marry|compromiso|"
    r"pedir (?:su|la) mano)\b"
)
_NO_STONES = re.compile(r"\b(?:no|without(?: any)?|sin) (?:stones?|gems?(?:tones?)?|piedras?)(?! or)\b")
_ORDER = (
    ProjectKind.RESIZE,
    ProjectKind.REPAIR,
    ProjectKind.REVIVE,
    ProjectKind.ONE_OF_A_KIND,
    ProjectKind.CUSTOM,
)
_NOT_KIND = re.compile(
    r"\b(?:not|don'?t (?:need|want)(?: (?:it|you|to|a))*|no|isn'?t|never|nothing)(?: (?:a|an|to|be|"
    r"the))*\s?\Z"
)
_STARTS = (
    ("stone_first", re.compile(
        r"\b(?:(?:find|choose|pick|select|source|start with|begin with|have|get) (?:the |a |"
        r"my )?(?:perfect |right |center )?(?:stone|gem|gemstone|diamond|sapphire) first|stone[- ]first|"
        r"start (?:from|with) the (?:stone|gem)|primero la piedra)\b"
    )),
    ("design_first", re.compile(
        r"\b(?:design[- ]first|start (?:from|with) the design|(?:design|sketch) (?:it )?first|"
        r"primero el diseno)\b"
    )),
)  # fmt: skip


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
        if len(types) > 1:
            slots["more_pieces"] = [piece.value for piece in types[1:]]
        slots["is_band"] = types[0] is PieceType.WEDDING_BAND
    elif asked and _PROPOSAL.search(line.plain):
        slots["piece_type"] = PieceType.ENGAGEMENT_RING.value
        slots["is_band"] = False
    elif asked and re.fullmatch(r"\W*(?:something else|other|otra? cosa)\W*", line.plain):
        slots["piece_type"] = PieceType.OTHER.value
    if line.marked("plain") or _NO_STONES.search(line.plain):
        slots["plain"] = True
    men, women = _MEN.search(line.plain), _WOMEN.search(line.plain)
    if bool(men) != bool(women):
        slots["wearer"] = "men" if men else "women"
    return slots


def _is_new(plain: str, mention: Mention, known: PieceType) -> bool:
    """Whether a piece, named while one is known, changes or adds to it rather than speaks of it."""
    if mention.value == known.value:
        return True
    if mention.value == "ring" and known in RINGS and not _CORRECTED.search(plain):
        return False
    return bool(_CORRECTED.search(plain) or _FRESH.search(plain, 0, mention.start))


def _wanted(line: Line) -> list[Mention]:
    """List the pieces that are to be made; one that only gives its material, or is to be matched, is not."""
    plain = line.plain
    pieces = [m for m in line.marked("piece") if not _REFUSED.search(plain, 0, m.start)]
    pieces = [m for m in pieces if not _is_feature(plain, m) and not _SIZE_NEXT.match(plain, m.end)]
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
    return turned or best or [m for m in pieces if not _TAKEN_FROM.search(plain, 0, m.start)]


def _is_feature(plain: str, mention: Mention) -> bool:
    """Whether "band" or "chain" is a part of the piece ("a thin band")."""
    named = plain[mention.start : mention.end].rstrip("s")
    if named in ("pendant", "charm"):
        return bool(re.search(r"\b(?:necklace|chain|bracelet)\b.*\bwith\b", plain[: mention.start]))
    return named in ("band", "chain", "solitaire") and bool(_FEATURE.search(plain, 0, mention.start))


def read_project(line: Line, asked: bool) -> dict[str, Any]:
    """Read the kind of project, and whether a website piece is to be changed."""
    plain = line.plain
    slots: dict[str, Any] = {}
    kinds = {ProjectKind(m.value) for m in line.marked("kind") if not _is_no_kind(plain, m)}
    website = _WEBSITE.search(plain)
    if website is None and asked:
        website = _ONLINE.search(plain)
    kind = next((kind for kind in _ORDER if kind in kinds), None)
    if kind is None and asked:
        kind = _find_asked(plain)
    plainly = kind is None or (kind is ProjectKind.CUSTOM and "based on" not in plain)
    if website and plainly and not _INSPIRED.search(plain):
        kind = ProjectKind.WEBSITE_PIECE
        if _CHANGED.search(plain):
            slots["changed"] = True
    if kind is None and _heirloom_piece(line):
        kind = ProjectKind.REVIVE
    if kind is not None:
        slots["project_kind"] = kind.value
    if kind is ProjectKind.REVIVE:
        slots["revive"] = True
    for name, pattern in _STARTS:
        if pattern.search(plain):
            slots["starting_point"] = name
    return slots


def _is_no_kind(plain: str, mention: Mention) -> bool:
    """Whether a word for a kind is denied, or speaks of a fee, of some later day or of a system of sizes."""
    if _NOT_KIND.search(plain, 0, mention.start):
        return True
    if mention.value not in (ProjectKind.RESIZE.value, ProjectKind.REPAIR.value):
        return False
    system = _SYSTEM.search(plain, 0, mention.start) and plain[mention.start : mention.end] == "sizing"
    return bool(system or _SIZE_NEXT.match(plain, mention.end) or _SOME_DAY.match(plain, mention.end))


def _find_asked(plain: str) -> ProjectKind | None:
    """Find the kind that only the question gives the words."""
    if re.search(
        r"\b(?:unique|unica|unico|(?:no ?body|no[ -]?one) else|only 1|1 and only|nadie mas|like no other)\b",
        plain,
    ):
        return ProjectKind.ONE_OF_A_KIND
    return ProjectKind.CUSTOM if re.search(r"\b(?:new|nuev[oa])\b", plain) else None


def _heirloom_piece(line: Line) -> bool:
    """Whether an existing piece is to become a new one, though no word for it was used."""
    return bool(_TURNED.search(line.plain))
