"""Weights, cuts and colors of stones, given to the stone that they describe."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from bot.atelier.inquiry import Stone
from bot.atelier.readers.numerals import write_decimal
from bot.atelier.readers.speech import Line, Mention, Span

_CARAT = re.compile(
    r"(?<![\w.,$])(?P<between>(?<=between )(?:an? )?)?(?P<low>\d{0,2}[.,]?\d{1,3})\+?(?:\s?(?:ct|"
    r"carats?)?\s?(?:-|to|"
    r"or|(?(between)and|~))\s?(?P<high>\d{0,2}[.,]\d{1,2}|\d{1,2}))?"
    r"\s?-?(?P<unit>cts?|carats?|carat weight|tcw|ctw|quilates?|kilates?|karats?|"
    r"carr?[aeo]t{1,2}s?|karrats?)\b\.?"
)
SEPARATOR = re.compile(
    r"[;]|\b(?:with|and|plus|but|y|con|pero|surrounded by|flanked by|on (?:the|either|each) sides?|"
    r"accented|or)\b|&"
)


_ORIGIN = re.compile(
    r"\b(?:lab[- ]?(?:grown|created|made)|(?:man|earth)[- ](?:made|mined)|synthetic|natural|mined|"
    r"(?:un)?heated|"
    r"no[- ]heat|(?:un)?treated|(?:no|minor|un)[- ]?oil(?:ed)?|[d-k] colou?r|(?:v?vs|si|i)[123]|(?:eye |"
    r"loupe )clean|"
    r"flawless|conflict[- ]free|ethical(?:ly sourced)?|(?:de|hech[oa] en) laboratorio)\b"
)
"""Where a stone comes from, and its grades: kept in the words."""
_ODD_CUT = re.compile(r"marquees?|princes|peer")
"""Misspelled cuts that are other words, unless a stone or "cut" follows."""
_CUT_NEXT = re.compile(r"[\s-](?:cut|shaped?)\b")


@dataclass(slots=True)
class Draft:
    """A stone as it is gathered from the words around it."""

    span: Span
    gem: str | None
    owned: bool | None = None
    refused: bool = False
    dropped: bool = False
    denied: bool = False
    """Refused by a bare "not", which the stone behind the comma takes the place of."""
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


def find_carats(line: Line) -> list[Span]:
    """Find the weights of a message, so that no other reader takes them for money or a size."""
    return [match.span() for match in _CARAT.finditer(line.plain)]


Fact = tuple[str, str, Span]


def list_facts(line: Line, start: int, end: int) -> list[Fact]:
    """List weights, cuts and colors of a sentence in their order."""
    facts: list[Fact] = []
    for match in _CARAT.finditer(line.plain, start, end):
        if (match["unit"].startswith("karat") and re.match(r"\d{2}", match["low"])) or _is_gold(line, match):
            continue
        facts.append(("carat", match["low"].replace(",", "."), match.span()))
    facts += [("origin", match[0], match.span()) for match in _ORIGIN.finditer(line.plain, start, end)]
    for mention in line.marked("cut", "color"):
        if start <= mention.start < end and _is_trait(line, mention):
            facts.append((mention.label, mention.value, (mention.start, mention.end)))
    return sorted(facts, key=lambda fact: fact[2])


def _is_trait(line: Line, mention: Mention) -> bool:
    """Whether a mark describes a stone, and is not a word that only looks like a cut."""
    if not _ODD_CUT.fullmatch(line.plain, mention.start, mention.end):
        return True
    beside = any(0 <= gem.start - mention.end <= 1 for gem in line.marked("gem"))
    return beside or bool(_CUT_NEXT.match(line.plain, mention.end))


def _is_gold(line: Line, match: re.Match[str]) -> bool:
    near = line.plain[match.end() : match.end() + 18]
    before = line.plain[max(0, match.start() - 20) : match.start()]
    fine = match["low"] in ("9", "10", "14", "18", "21", "22", "24")
    return fine and bool(
        re.search(r"\b(?:gold|oro)\b", near)
        or re.search(r"\b(?:gold|oro)(?: (?:amarillo|blanco|ros\w+|puro))?\W{0,3}(?:in |de )?\Z", before)
    )


def attach(plain: str, drafts: list[Draft], facts: list[Fact]) -> None:
    """Give each weight, cut and color to the stone that it describes."""
    for kind, value, span in facts:
        left = [draft for draft in drafts if draft.span[0] <= span[0]]
        right = [draft for draft in drafts if draft.span[0] > span[0]]
        near = [*left[-1:], *right[:1]]
        draft = near[0] if len(near) == 1 or span[1] <= near[0].span[1] else _nearer(plain, span, *near)
        if kind == "carat" and draft.carat is None:
            draft.carat = Decimal(write_decimal(Decimal(value))) or None
        elif kind == "cut" and draft.shape is None:
            draft.shape = value
        elif kind == "color" and draft.color is None:
            draft.color = value
        elif kind != "origin":
            continue
        if kind == "origin" and not _is_near(plain, draft.span, span):
            continue
        draft.spans.append(span)


def _is_near(plain: str, stone: Span, trait: Span) -> bool:
    """Whether a grade stands beside its stone, with nothing but a few words between."""
    between = plain[stone[1] : trait[0]] if trait[0] >= stone[1] else plain[trait[1] : stone[0]]
    return len(between) < 25 and not SEPARATOR.search(between)


def share(plain: str, drafts: list[Draft], facts: list[Fact]) -> None:
    """Give "1 ct each" to every stone of the sentence."""
    for kind, value, span in facts:
        if kind == "carat" and re.match(r"\s?(?:each|apiece|cada un[oa])\b", plain[span[1] : span[1] + 12]):
            for draft in drafts:
                draft.carat = draft.carat or Decimal(write_decimal(Decimal(value))) or None


def _nearer(plain: str, span: Span, left: Draft, right: Draft) -> Draft:
    """Choose the stone that a trait belongs to: the one that follows, unless the text sets it apart."""
    ahead = plain[span[1] : right.span[0]]
    behind = plain[left.span[1] : span[0]]
    if not SEPARATOR.search(ahead) and "," not in ahead and len(ahead) < 30:
        return right
    if not SEPARATOR.search(behind) or SEPARATOR.search(ahead):
        return left
    return right
