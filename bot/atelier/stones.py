"""Stones that a customer owns, wants or refuses, with weight, cut, color and number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from bot.atelier.inquiry import Stone
from bot.atelier.numerals import write_decimal
from bot.atelier.speech import Finding, Line, Span

_CARAT = re.compile(
    r"(?<![\w.,$])(?P<low>\d{0,2}[.,]?\d{1,3})(?:\s?(?:ct|carats?)?\s?(?:-|to|or)\s?(?P<high>\d{0,2}[.,]\d{1,2}|\d{1,2}))?"
    r"\s?-?(?P<unit>cts?|carats?|carat weight|tcw|ctw|quilates?|karats?)\b\.?(?!\s(?:\w+\s)?gold)"
)
_SEPARATOR = re.compile(
    r"[;]|\b(?:with|and|plus|but|y|con|pero|surrounded by|flanked by|on (?:the|either|each) sides?|accented|or)\b|&"
)
_COUNT = re.compile(
    r"\b(?P<n>\d{1,2}|a pair of|pair of|both)(?: (?:small|tiny|little|round|loose|matching|big|large|other|natural|old|inherited|family|side|accent|of my|of her|\w+-cut))*\s?\Z"
)
_CERTIFICATE = re.compile(
    r"\b(?:gia|igi|ags|gubelin|ssef|agl|hrd|certificates?|certified|certification|appraisal|appraised|grading report|papers|certificado)\b"
)
_STONE_WORD = re.compile(r"\b(?:stones?|gems?|gemstones?|center|centre|piedras?|gema|rock|melee|halo)\b")
_REFUSED = re.compile(
    r"(?:\b(?:no(?! (?:rush|idea|preference|problem|budget|worries))|not(?! (?:sure|certain|decided|only|yet|my))|without|don'?t (?:really )?(?:want|like|love|need)|do not (?:want|like|love)|anything but|avoid(?:ing)?|hates?|"
    r"not (?:a fan of|into|keen on)|except(?: for)?|never|rather not (?:have|use)|nothing with|sin|no quiero|no me gustan|nada de|ningun[ao]?)"
    r"(?: (?:to|use|have|any|a|an|the|more|other|kind|of|type|please|small|big|real|natural|mined|lab|lab-grown|grown|side|accent|including|include|un|una|las?|los)|-)*\s?)\Z"
)
_REFUSED_AFTER = re.compile(
    r"\A(?:s|es)?\s?(?:are|is|'?re)?\s?(?:not (?:for me|my (?:thing|style))|a no\b|out of the question|are out\b)"
)
_REFUSED_ON = re.compile(r"\s?(?:,? ?(?:or|nor|and|ni|/)(?: (?:no|any|the))?|,)\s?\Z")
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|replac(?:e|ing)|swap(?:ping)?(?: out)?|chang(?:e|ing)|switch(?:ing)?|en lugar de|en vez de)(?: (?:a|an|the|my|un|una|from|el|la))*\s?\Z"
)
_GONE = re.compile(
    r"\b(?:scrap|drop|remove|forget(?: about)?|lose|skip|take out|take away|leave out|ditch|cancel|no more|get rid of|delete|not the|quit(?:a|ar|e))(?: (?:the|my|that|those|all|any|el|la|los))*\s?\Z"
)
_TO = re.compile(r"\A\s?(?:to|for|with|into|por)\b")
_OWNED = re.compile(
    r"\b(?:my own|(?:i|we)(?:'ve)? (?:already |also |actually |still )*(?:have|own|got|inherited|bought|purchased|found)|i'?ve (?:already )?got|inherited|(?:family )?heirloom|passed (?:down|on)|handed down|left (?:to )?me|"
    r"gave (?:it )?to me|gave me|given to me|belong(?:ed|s) to|(?:is|are|it's|its|that's) (?:already )?mine\b|mine\b(?! (?:is|are))|tengo|heredad[ao]|herede|was my \w+'?s?|were my \w+'?s?|that'?s mine|already mine|from my (?:late |great |great-)?(?:grand\w+|mother|mom|mum|nan\w*|aunt|dad|father|family|old|first|ex|current|existing|previous)\b)"
)
_NOT_OWNED = re.compile(
    r"\b(?:sourc(?:e|ed|ing)|find (?:me|us|the|a|one)|you (?:to )?(?:find|supply|provide)|(?:don'?t|do not|doesn'?t) (?:yet )?(?:have|own)|haven'?t (?:got|found|bought)|still need|looking to buy|need (?:you )?to (?:buy|find)|conseguir)\b"
)
_POSSESSED = re.compile(
    r"\b(?:my|our|his|her|mi|mis|nuestra?)(?: (?!dream|ideal|perfect|preferred|favou?rite|birthstone|choice|budget|future|engagement|wedding|ring|new)\w+'?s?)*?\s?(?:\w+'s )?\Z"
)
_HAVE_OPTIONAL = re.compile(
    r"\b(?:have (?:to|you|in mind|always|been|questions?|no|an? (?:idea|question|budget|ring in mind|vision))|have an? (?:\w+ )?(?:in mind))\b"
)


@dataclass(slots=True)
class _Draft:
    """A stone as it is gathered from the words around it."""

    span: Span
    gem: str | None
    part: int
    owned: bool | None = None
    refused: bool = False
    dropped: bool = False
    carat: Decimal | None = None
    shape: str | None = None
    color: str | None = None
    count: int | None = None
    spans: list[Span] = field(default_factory=list)

    def stone(self, line: Line, certificate: str | None) -> Stone:
        start = min(span[0] for span in [self.span, *self.spans])
        end = max(span[1] for span in [self.span, *self.spans])
        return Stone(
            gem=self.gem, owned=None if self.refused else self.owned, refused=self.refused, carat=self.carat,
            shape=self.shape, color=self.color, count=self.count, certificate=certificate,
            words=line.words((start, end)),
        )  # fmt: skip


def read_stones(line: Line, asked: bool) -> list[Finding]:
    """Read the stones of a message; a finding whose value is a plain name is a stone taken back."""
    drafts: list[_Draft] = []
    for start, end in line.sentences():
        drafts.extend(_read_sentence(line, start, end, asked))
    certificate = None
    if match := _CERTIFICATE.search(line.plain):
        certificate = line.words(match.span())
    merged = _merge(line, drafts)
    return [
        Finding(draft.gem or "", draft.span)
        if draft.dropped
        else Finding(draft.stone(line, certificate if not draft.refused else None), draft.span)
        for draft in merged
    ]


def find_carats(line: Line) -> list[Span]:
    """Find the weights of a message, so that no other reader takes them for money or a size."""
    return [match.span() for match in _CARAT.finditer(line.plain)]


def _read_sentence(line: Line, start: int, end: int, asked: bool) -> list[_Draft]:
    gems = [m for m in line.marked("gem") if start <= m.start < end]
    drafts = _drop_repeats([_Draft((m.start, m.end), m.value, 0) for m in gems])
    facts = _facts(line, start, end)
    if not drafts:
        spoken = asked or _STONE_WORD.search(line.plain, start, end)
        if not any(kind in ("carat", "cut") or (kind == "color" and spoken) for kind, _, _ in facts):
            return [_Draft((start, end), None, 0, owned=True)] if _owns_unknown(line, start, end) else []
        if all(kind == "color" for kind, _, _ in facts) and not spoken:
            return []
        drafts = [_Draft(facts[0][2], None, 0)]
    _attach(line.plain, drafts, facts)
    _share(line.plain, drafts, facts)
    for index, draft in enumerate(drafts):
        _judge(line, drafts, index, (start, end))
        if match := _COUNT.search(line.plain, max(start, draft.span[0] - 40), draft.span[0]):
            draft.count = int(match["n"]) if match["n"].isdigit() else 2
    return [draft for draft in drafts if draft.part >= 0]


_OWN_STONE = re.compile(
    r"\b(?:my (?:own )?(?:\w+'s )?(?:\w+ )?(?:stone|gem|gemstone)s?\b(?! (?:to be|should))|(?:i|we)(?:'ve)? (?:already )?(?:have|own|got|inherited)(?: \w+){0,3} (?:stone|gem|gemstone)s?\b|tengo (?:una|la) piedra|i own it\b|it'?s mine\b|i (?:already )?have (?:it|one|them)\b)"
)


def _owns_unknown(line: Line, start: int, end: int) -> bool:
    return bool(_OWN_STONE.search(line.plain, start, end)) and not _NOT_OWNED.search(line.plain, start, end)


def _drop_repeats(drafts: list[_Draft]) -> list[_Draft]:
    """Keep one draft of two names that stand side by side ("blue sapphire stone sapphire")."""
    kept: list[_Draft] = []
    for draft in drafts:
        if kept and kept[-1].gem == draft.gem and draft.span[0] - kept[-1].span[1] <= 1:
            continue
        kept.append(draft)
    return kept


_Fact = tuple[str, str, Span]


def _facts(line: Line, start: int, end: int) -> list[_Fact]:
    """List weights, cuts and colors of a sentence in their order."""
    facts: list[_Fact] = []
    for match in _CARAT.finditer(line.plain, start, end):
        if (match["unit"].startswith("karat") and re.match(r"\d{2}", match["low"])) or _is_gold(line, match):
            continue
        facts.append(("carat", match["low"].replace(",", "."), match.span()))
    for mention in line.marked("cut", "color"):
        if start <= mention.start < end:
            facts.append((mention.label, mention.value, (mention.start, mention.end)))
    return sorted(facts, key=lambda fact: fact[2])


def _is_gold(line: Line, match: re.Match[str]) -> bool:
    near = line.plain[match.end() : match.end() + 18]
    before = line.plain[max(0, match.start() - 14) : match.start()]
    fine = match["low"] in ("9", "10", "14", "18", "22", "24")
    return fine and bool(
        re.search(r"\b(?:gold|oro)\b", near) or re.search(r"\b(?:gold|oro)\W{0,3}(?:in )?\Z", before)
    )


def _attach(plain: str, drafts: list[_Draft], facts: list[_Fact]) -> None:
    """Give each weight, cut and color to the stone that it describes."""
    for kind, value, span in facts:
        inside = [d for d in drafts if d.span[0] <= span[0] and span[1] <= d.span[1]]
        right = next((d for d in drafts if d.span[0] >= span[1]), None)
        left = next((d for d in reversed(drafts) if d.span[1] <= span[0]), None)
        draft = inside[0] if inside else _nearer(plain, span, left, right)
        if kind == "carat" and draft.carat is None:
            draft.carat = Decimal(write_decimal(Decimal(value)))
        elif kind == "cut" and draft.shape is None:
            draft.shape = value
        elif kind == "color" and draft.color is None:
            draft.color = value
        else:
            continue
        draft.spans.append(span)


def _share(plain: str, drafts: list[_Draft], facts: list[_Fact]) -> None:
    """Give "1 ct each" to every stone of the sentence."""
    for kind, value, span in facts:
        if kind == "carat" and re.match(r"\s?(?:each|apiece|cada un[oa])\b", plain[span[1] : span[1] + 12]):
            for draft in drafts:
                draft.carat = draft.carat or Decimal(write_decimal(Decimal(value)))


def _nearer(plain: str, span: Span, left: _Draft | None, right: _Draft | None) -> _Draft:
    if right is None or left is None:
        found = right or left
        assert found is not None  # noqa: S101
        return found
    ahead = plain[span[1] : right.span[0]]
    behind = plain[left.span[1] : span[0]]
    if not _SEPARATOR.search(ahead) and "," not in ahead and len(ahead) < 30:
        return right
    if not _SEPARATOR.search(behind) or _SEPARATOR.search(ahead):
        return left
    return right


def _judge(line: Line, drafts: list[_Draft], index: int, sentence: Span) -> None:
    """Decide whether a stone is owned, wanted, refused, taken back or only spoken of."""
    plain, draft = line.plain, drafts[index]
    start, end = sentence
    first = min([draft.span[0], *(span[0] for span in draft.spans if span[0] < draft.span[0])])
    previous = drafts[index - 1] if index else None
    before = plain[start:first]
    since = plain[previous.span[1] if previous else start : first]
    after = plain[draft.span[1] : drafts[index + 1].span[0] if index + 1 < len(drafts) else end]
    if _GONE.search(before):
        draft.dropped = True
    elif _INSTEAD.search(before):
        draft.dropped = True
    elif _REFUSED.search(before) or _REFUSED_AFTER.match(after):
        draft.refused = True
    elif previous and previous.refused and _REFUSED_ON.fullmatch(since):
        draft.refused = True
    elif (
        _NOT_OWNED.search(since)
        or _NOT_OWNED.search(after)
        or (re.search(r"\blooking for (?:a|an)\s?\Z", before))
    ):
        draft.owned = False
    elif _is_owned(since, after) or _is_inherited(line, draft, drafts, index, sentence):
        draft.owned = True
    elif (
        previous
        and previous.owned
        and re.fullmatch(r"[^;]*(?:\band\b|,|\by\b|&)[^;]*", since)
        and not re.search(r"\b(?:with|con|want|add|like|love|need)\b", since)
    ):
        draft.owned = True


def _is_owned(since: str, after: str) -> bool:
    have = _OWNED.search(since)
    if (
        have
        and not _HAVE_OPTIONAL.search(since)
        and not re.search(r"\b(?:with|want|add|like|love|into)\b", since[have.end() :])
    ):
        return True
    return bool(_POSSESSED.search(since) or _OWNED.search(re.split(r"\b(?:with|and|but|into)\b", after)[0]))


def _is_inherited(line: Line, draft: _Draft, drafts: list[_Draft], index: int, sentence: Span) -> bool:
    """Whether the lexicon marked the stone as a relative's, before it or right behind it."""
    since = drafts[index - 1].span[1] if index else sentence[0]
    until = drafts[index + 1].span[0] if index + 1 < len(drafts) else sentence[1]
    for mention in line.marked("own"):
        if since <= mention.start and mention.end <= draft.span[0]:
            between = line.plain[mention.end : draft.span[0]]
            if not re.search(r"\b(?:with|want|add|like|love|into|con)\b", between):
                return mention.value == "relative" or "heirloom" in line.plain[mention.start : mention.end]
        if draft.span[1] <= mention.start and mention.end <= until and mention.value == "relative":
            return not _SEPARATOR.search(line.plain[draft.span[1] : mention.start])
    return False


def _is_same(line: Line, known: _Draft, draft: _Draft) -> bool:
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


def _merge(line: Line, drafts: list[_Draft]) -> list[_Draft]:
    """Join what several sentences say of the same stone; "a diamond with diamonds" stay two."""
    merged: list[_Draft] = []
    for draft in drafts:
        host = next((other for other in merged if _is_same(line, other, draft)), None)
        if host is None:
            merged.append(draft)
            continue
        host.gem = host.gem or draft.gem
        host.owned = draft.owned if host.owned is None else host.owned
        host.carat, host.shape = host.carat or draft.carat, host.shape or draft.shape
        host.color, host.count = host.color or draft.color, host.count or draft.count
    return merged
