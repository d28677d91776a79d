"""A stretch of money whose ends may or may not belong to it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bot.atelier.writing.money import write_money

Cut = tuple[Decimal, int]
"""A place on the scale of money: just before an amount (0) or just after it (1)."""

START: Cut = (Decimal(0), 0)
END: Cut = (Decimal("Infinity"), 0)


class Span(NamedTuple):
    """Everything between two cuts."""

    low: Cut
    high: Cut

    @property
    def is_point(self) -> bool:
        """Whether the span is one exact amount."""
        return self.low[0] == self.high[0]

    def meet(self, other: Span) -> Span | None:
        """Say what two spans have in common; None where they share nothing."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Span(low, high) if low < high else None


def find_holes(spans: list[Span]) -> tuple[Span, ...]:
    """Find the money that none of the spans covers."""
    holes, reached = [], START
    for span in sorted(spans):
        if span.low > reached:
            holes.append(Span(reached, span.low))
        reached = max(reached, span.high)
    return (*holes, Span(reached, END)) if reached < END else tuple(holes)


def write_span(span: Span, currency: str) -> str:
    """Write a span in words that tell whether its ends belong to it."""
    low, high = (write_money(cut[0], currency) if cut not in (START, END) else "" for cut in span)
    if span.is_point:
        return f"exactly {low}"
    above, below = span.low[1] == 1, span.high[1] == 0
    if not high:
        return f"above {low}" if above else f"from {low} up"
    if not low:
        return f"below {high}" if below else f"up to {high}"
    return f"{'above' if above else 'from'} {low} to {'below ' if below else ''}{high}"
