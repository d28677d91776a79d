"""Stones that a message mentions beside the one it means: as a reason, as a measure, or by a slip."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.atelier.readers.speech import Line
from bot.atelier.readers.stone_traits import Draft

_REASON = re.compile(r"\b(?:because|bc|b/c|cuz|coz|cause|since|given that|porque|ya que)\b[^.;!?]{0,120}\Z")
_FAULT = (
    r"(?:over(?:priced|rated|done|used)|boring|basic|cliches?|common|expensive|pricey|cheap|soft|fragile|"
    r"brittle|cold|ugly|tacky|dull|generic|everywhere|out of (?:my|our) (?:price range|budget|reach)|a scam|"
    r"a rip-?off|unethical|hard to (?:find|get|clean)|old[- ]fashioned|car[oa]s|aburrid[oa]s)"
)
_FAULTED = re.compile(
    rf"(?:s|es)?\s?(?:(?:are|is|'s|'re|seem|seems|feel|feels|look|looks|get|gets|son|es)"
    rf"(?: (?:just|so|too|way|very|really|a bit|a little|kinda|kind of|super|pretty|all|such|muy))*"
    rf" {_FAULT}\b|(?:\w+ )?(?:costs?|chips?|scratch(?:es)?|cracks?|breaks?|fades?) (?:too|so|way)\b|"
    r"(?:cost|costs) (?:a|an) (?:fortune|arm|lot))"
)
_THAN = re.compile(
    r"\b(?:(?:more|less|harder|softer|tougher|better|worse|cheaper|rarer|nicer|prettier|longer|"
    r"deeper|lighter|darker|bigger|smaller|stronger|warmer)\b[^.;,]{0,25}\bthan|"
    r"(?:looks?|sparkles?|shines?|just) like)(?: (?:a|an|any|the|most|regular|real))*\s?\Z"
)
_LOST = re.compile(
    r"\s(?:\w+ ){0,2}?(?:(?:was|were|got|is|went) (?:stolen|lost|taken|missing|ruined)|se (?:me )?perdio|"
    r"me (?:lo|la) robaron)\b"
)
"""What stands behind a stone that is gone, where another one is wished for."""
_AFRESH = re.compile(
    r"\W*(?:(?:or|oh|hmm+|uh|um|well|no|nope|nah|wait|actually|sorry|oops|scratch that|strike that|"
    r"i mean(?:t)?|make (?:it|that)|rather|better|on second thoughts?|hold on|nvm|never mind|"
    r"correction|mejor|perdon|digo|espera)\W+)+"
    r"(?:(?:i|we|i'd|want|would like|like|go with|let's do|do|say|a|an|the|un|una)\W+)*"
)
_CALLED_BACK = re.compile(
    r"\b(?:no|nope|nah|wait|actually|sorry|oops|scratch that|strike that|i mean(?:t)?|make (?:it|that)|"
    r"rather|on second thoughts?|hold on|nvm|never mind|correction|mejor|perdon|digo|espera)\b"
)
_AGAIN = re.compile(
    r"\W*(?:(?:yes|yeah|yep|si|definitely|def|for sure|really|just|only|it's|its|i said|i think|probably|"
    r"final answer|so|a|an|the|claro)\W*)*"
)


def take_back_corrected(plain: str, drafts: list[Draft]) -> None:
    """Take a stone back where the next one is named in its place at once ("ruby, no wait, sapphire")."""
    for draft, following in pairwise(drafts):
        between = _between(plain, draft, following)
        told = not (draft.refused or draft.dropped or following.refused or following.dropped)
        if told and _CALLED_BACK.search(between) and _AFRESH.fullmatch(between):
            draft.dropped = draft.gem != following.gem


def drop_asides(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Leave out stones that are only spoken of, and the second naming of one ("ruby, definitely ruby")."""
    kept: list[Draft] = []
    aside = False
    for draft in drafts:
        gone = draft is not drafts[-1] and _LOST.match(line.plain, draft.span[1])
        if gone or _is_aside(line, draft, kept):
            aside = True
        elif not (kept and _repeats(line.plain, kept[-1], draft, aside=aside)):
            kept.append(draft)
            aside = False
    return kept


def _is_aside(line: Line, draft: Draft, before: list[Draft]) -> bool:
    if draft.owned or draft.refused or draft.dropped:
        return False
    head = line.plain[max(0, draft.span[0] - 160) : draft.span[0]]
    if _FAULTED.match(line.plain, draft.span[1]) or _THAN.search(head):
        return True
    reason = _REASON.search(head)
    return bool(reason and any(stone.span[1] <= draft.span[0] - len(reason[0]) for stone in before))


def _repeats(plain: str, known: Draft, draft: Draft, *, aside: bool) -> bool:
    """Whether a stone is named once more, with nothing new but emphasis or what was said of another."""
    if known.gem != draft.gem or (known.refused, known.dropped) != (draft.refused, draft.dropped):
        return False
    bare = not (draft.spans or draft.count or draft.owned)
    return bare and (aside or bool(_AGAIN.fullmatch(_between(plain, known, draft))))


def _between(plain: str, left: Draft, right: Draft) -> str:
    """Give what stands between two stones and their traits."""
    start = max([left.span[1], *(span[1] for span in left.spans if span[1] <= right.span[0])])
    end = min([right.span[0], *(span[0] for span in right.spans if span[0] >= start)])
    return plain[start:end]
