"""How well messages are understood: what was read, set against what should have been."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any, Literal

from bot.atelier.inquiry import Inquiry
from bot.atelier.readers.reading import Message, read, write_reading
from bot.nlu.lexicon import Lexicon
from tests.evaluation.telling import Telling

Verdict = Literal["right", "wrong", "missed", "invented", "quiet", "beyond"]
"""quiet: rightly left unset; beyond: set, and neither asked for nor forbidden by the example."""

Reader = Callable[[Telling], dict[str, Any]]


@dataclass(frozen=True)
class Finding:
    """What became of one slot of one message."""

    telling: Telling
    slot: str
    verdict: Verdict
    expected: Any
    found: Any


def make_reader() -> Reader:
    """Make the reader that the service and `loupe read` use: the lexicon's marks, then the one reading."""
    lexicon = Lexicon()

    def understand(telling: Telling) -> dict[str, Any]:
        message = Message(text=telling.text, mentions=lexicon.mark(telling.text))
        return write_reading(read(message, telling.asked, Inquiry(), telling.today))

    return understand


def measure(tellings: Iterable[Telling], understand: Reader) -> list[Finding]:
    """Read every message and judge every slot of it."""
    return [finding for telling in tellings for finding in judge(telling, understand(telling))]


def judge(telling: Telling, slots: Mapping[str, Any]) -> list[Finding]:
    """Judge what one message was read to hold, slot by slot."""
    findings = [
        Finding(telling, slot, _judge_value(slot, expected, slots.get(slot)), expected, slots.get(slot))
        for slot, expected in telling.yields.items()
    ]
    for slot in telling.unset:
        verdict: Verdict = "invented" if slots.get(slot) is not None else "quiet"
        findings.append(Finding(telling, slot, verdict, None, slots.get(slot)))
    for slot in sorted(set(slots) - set(telling.yields) - set(telling.unset)):
        findings.append(Finding(telling, slot, "beyond", None, slots[slot]))
    return findings


def tally(findings: Iterable[Finding]) -> dict[str, Counter[Verdict]]:
    """Count the verdicts by slot."""
    counts: dict[str, Counter[Verdict]] = {}
    for finding in findings:
        counts.setdefault(finding.slot, Counter())[finding.verdict] += 1
    return counts


def rate(counts: Counter[Verdict]) -> tuple[float | None, float | None]:
    """Give the share of expected values that are right, and of the values set the share that is false."""
    expected = counts["right"] + counts["wrong"] + counts["missed"]
    false = counts["wrong"] + counts["invented"]
    judged = counts["right"] + false
    return counts["right"] / expected if expected else None, false / judged if judged else None


def _judge_value(slot: str, expected: Any, found: Any) -> Verdict:
    if found is None:
        return "missed"
    return "right" if agrees(slot, expected, found) else "wrong"


def agrees(slot: str, expected: Any, found: Any) -> bool:
    """Decide whether a value is the expected one, on the keys that the example names."""
    if slot == "stones":
        return len(expected) == len(found) and any(
            all(map(_holds, expected, order)) for order in permutations(found)
        )
    if isinstance(expected, dict):
        return _holds(expected, found)
    return _same(expected, found)


def _holds(expected: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return all(_same(value, found.get(key)) for key, value in expected.items())


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, bool) or expected is None or found is None:
        return expected is found
    if isinstance(expected, int | float):
        return Decimal(str(expected)) == Decimal(str(found))
    if isinstance(expected, date):
        return expected.isoformat() == str(found)
    return _spell(str(expected)) == _spell(str(found))


def _spell(text: str) -> str:
    """Even out what no reader of a brief would call different: capitals, and "oval" for "oval cut"."""
    return text.casefold().removesuffix(" cut").strip()


def write_value(value: object) -> str:
    """Write a value on one line, as a person reads it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {write_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write_value, value)) + "]"
    return "nothing" if value is None else str(value)
