"""Stones that a customer owns, wants or refuses, with weight, cut, color and number."""

from __future__ import annotations

import re

from bot.atelier.readers.asides import drop_asides, take_back_corrected
from bot.atelier.readers.ownership import judge, owns_unknown
from bot.atelier.readers.speech import Finding, Line
from bot.atelier.readers.stone_traits import Draft, attach, find_carats, list_facts, share

__all__ = ["find_carats", "read_stones"]

_COUNT = re.compile(
    r"\b(?P<n>\d{1,2}|a pair of|pair of|both)(?: (?:small|tiny|little|round|loose|matching|big|large|other|"
    r"natural|gia|igi|certified|old|inherited|family|side|accent|of my|of her|\w+-cut))*\s?\Z"
)
_CERTIFICATE = re.compile(
    r"\b(?:gia|igi|ags|gubelin|ssef|agl|hrd|certificates?|certified|certification|appraisal|appraised|"
    r"grading report|papers|certificado)\b"
)
_STONE_WORD = re.compile(r"\b(?:stones?|gems?|gemstones?|center|centre|piedras?|gema|rock|melee|halo)\b")
_ALL_MINE = re.compile(
    r"\b(?:all|both|they'?re|they are|these are|those are)(?: of (?:them|which|"
    r"these))?(?: are)? (?:already )?"
    r"(?:mine|ours|my own)\b|\btod[ao]s (?:son )?mi[ao]s\b"
)
"""What makes every stone of a sentence the customer's own."""


def read_stones(line: Line, asked: bool) -> list[Finding]:
    """Read the stones of a message; a finding whose value is a plain name is a stone taken back."""
    drafts: list[Draft] = []
    for start, end in line.sentences():
        drafts.extend(_read_sentence(line, start, end, asked))
    certificate = None
    if match := _CERTIFICATE.search(line.plain):
        certificate = line.words(match.span())
    take_back_corrected(line.plain, drafts)
    merged = _merge(line, drop_asides(line, drafts))
    return [
        Finding(draft.gem or "", draft.span)
        if draft.dropped
        else Finding(draft.stone(line, certificate if not draft.refused else None), draft.span)
        for draft in merged
    ]


def _read_sentence(line: Line, start: int, end: int, asked: bool) -> list[Draft]:
    gems = [m for m in line.marked("gem") if start <= m.start < end]
    drafts = _drop_repeats([Draft((m.start, m.end), m.value) for m in gems])
    facts = list_facts(line, start, end)
    if not drafts:
        spoken = asked or _STONE_WORD.search(line.plain, start, end)
        if not any(kind in ("carat", "cut") or (kind == "color" and spoken) for kind, _, _ in facts):
            return [Draft((start, end), None, owned=True)] if owns_unknown(line, start, end) else []
        drafts = [Draft(facts[0][2], None)]
    attach(line.plain, drafts, facts)
    share(line.plain, drafts, facts)
    for index, draft in enumerate(drafts):
        judge(line, drafts, index, (start, end))
        first = min(at for at, _ in (draft.span, *draft.spans))
        if match := _COUNT.search(line.plain, max(start, first - 40), first):
            draft.count = int(match["n"]) if match["n"].isdigit() else 2
    if _ALL_MINE.search(line.plain, start, end):
        for draft in drafts:
            draft.owned = None if draft.refused else True
    return drafts


def _drop_repeats(drafts: list[Draft]) -> list[Draft]:
    """Keep one draft of two names that stand side by side ("blue sapphire stone sapphire")."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and kept[-1].gem == draft.gem and draft.span[0] - kept[-1].span[1] <= 1:
            continue
        kept.append(draft)
    return kept


def _is_same(line: Line, known: Draft, draft: Draft) -> bool:
    if (known.dropped, known.refused) != (draft.dropped, draft.refused):
        return False
    if draft.gem != known.gem and None not in (draft.gem, known.gem):
        return False
    for name in ("carat", "shape", "color"):
        if None not in (getattr(known, name), getattr(draft, name)) and getattr(known, name) != getattr(
            draft, name
        ):
            return False
    between = line.plain[known.span[1] : draft.span[0]]
    return bool(re.search(r"[.!?;]", between)) or bool(
        re.search(r"\b(?:the|my|this|that|it'?s an?|same)\s?\Z", between)
    )


def _merge(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Join what several sentences say of the same stone; "a diamond with diamonds" stay two."""
    merged: list[Draft] = []
    for draft in drafts:
        host = next((other for other in merged if _is_same(line, other, draft)), None)
        if host is None:
            merged.append(draft)
            continue
        host.gem = host.gem or draft.gem
        host.owned = draft.owned if host.owned is None else host.owned
        host.carat, host.shape = host.carat or draft.carat, host.shape or draft.shape
        host.color, host.count = host.color or draft.color, host.count or draft.count
    wanted = {draft.gem for draft in merged if not (draft.refused or draft.dropped)}
    return [d for d in merged if not (d.refused and (d.color or d.shape) and d.gem in wanted)]
