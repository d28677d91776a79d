"""What the house is asked to do: the kind of project, and whether a website piece is to be changed."""

from __future__ import annotations

import re
from typing import Any

from bot.atelier.inquiry import ProjectKind
from bot.atelier.readers.parts import SIZE_NEXT
from bot.atelier.readers.speech import Line, Mention

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
    r"(?:center |main )?(?:stones?|gems?|metals?|gold|color|cut)(?: (?:is|gets|to be|being))? (?:swapped|"
    r"changed?s?|replaced|switched|exchanged)|(?:with|in) [^.;,]{2,30} instead|with (?:an?|the) (?:\w+ )?"
    r"(?:stone|gem|metal) (?:swapped|changed)|that (?:ring|one|piece) (?:but )?(?:with|in)|"
    r"instead of|rather than|pero (?:con|en)|(?:do|make|made|get|have|available|come|order)(?: (?:it|this|"
    r"one|them|that))? (?:in|with)|except (?:in|with))\b"
)
_MATERIAL = re.compile(r"\b(?:stones?|gems?|metals?|piedras?)\b")
_SYSTEM = re.compile(r"\b(?:u\.?k\.?|u\.?s\.?a?|eu|british|american|european|french|ring|finger|metric)\s\Z")
_SOME_DAY = re.compile(
    r"[^.;,]{0,25}\b(?:later|some ?day|in the future|down the (?:road|line)|afterwards?|fees?|costs?|"
    r"charges?|included|"
    r"polic(?:y|ies)|last time|free)\b"
)
_TURNED = re.compile(
    r"\b(?:turn|convert|melt|mak|make|chang|transform)\w*\b[^.;]*\b(?:it|them|this|these|my|grand\w+|"
    r"mother'?s|mom'?s|old)\b[^.;]*\binto\b|"
    r"\b(?:my|our|his|her|this|these|old|grand\w*'?s?) [^.;]{2,40}\b(?:turned|made|melted(?: down)?|"
    r"converted|changed|"
    r"recycled|broken up)\b[^.;]{0,20}\binto\b"
)
_ORDER = (
    ProjectKind.RESIZE,
    ProjectKind.REPAIR,
    ProjectKind.REVIVE,
    ProjectKind.ONE_OF_A_KIND,
    ProjectKind.CUSTOM,
)
_BROKEN = re.compile(
    r"\b(?:broken?|snapped|fell (?:out|off|apart)|fallen (?:out|off)|bent|cracked|lost a stone|rot[oa]|"
    r"se rompio|quebrad[oa])\b"
)
_MISFIT = re.compile(
    r"\btoo (?:tight|big|small|loose|large)\b|\b(?:bigger|smaller|larger|tighter|looser)\b|"
    r"\b(?:doesn'?t|does not|won'?t|no longer) fit|\bme queda (?:grande|chic[oa]|apretad[oa]|flojo)"
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


def read_project(line: Line, asked: bool, known: ProjectKind | None = None) -> dict[str, Any]:
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
    on_hand = known in (ProjectKind.RESIZE, ProjectKind.REPAIR)
    if website and plainly and not on_hand and not _INSPIRED.search(plain):
        kind = ProjectKind.WEBSITE_PIECE
        if _CHANGED.search(plain):
            slots["changed"] = True
    if kind is None and known is ProjectKind.WEBSITE_PIECE and _changes_material(line):
        slots["changed"] = True
    if kind in (None, ProjectKind.CUSTOM) and _heirloom_piece(line):
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
    return bool(system or SIZE_NEXT.match(plain, mention.end) or _SOME_DAY.match(plain, mention.end))


def _find_asked(plain: str) -> ProjectKind | None:
    """Find the kind that only the question gives the words."""
    if re.search(
        r"\b(?:unique|unica|unico|(?:no ?body|no[ -]?one) else|only 1|1 and only|nadie mas|like no other)\b",
        plain,
    ):
        return ProjectKind.ONE_OF_A_KIND
    if _BROKEN.search(plain):
        return ProjectKind.REPAIR
    if _MISFIT.search(plain):
        return ProjectKind.RESIZE
    return ProjectKind.CUSTOM if re.search(r"\b(?:new|nuev[oa])\b", plain) else None


def _changes_material(line: Line) -> bool:
    """Whether another stone or metal is wished for a piece that is chosen already."""
    named = line.marked("gem", "metal", "cut", "color") or _MATERIAL.search(line.plain)
    return bool(named and _CHANGED.search(line.plain))


def _heirloom_piece(line: Line) -> bool:
    """Whether an existing piece is to become a new one, though no word for it was used."""
    return bool(_TURNED.search(line.plain))
