"""Which of a house's budget tiers some money belongs to, and where the tiers leave holes or overlap."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Literal

from bot.atelier.house import House, Tier
from bot.atelier.inquiry import Budget
from bot.atelier.judgment.span import END, START, Span, find_holes, write_span
from bot.atelier.model import Model
from bot.atelier.writing.money import write_money
from bot.atelier.writing.phrases import write_list


class TierMatch(Model):
    """What the tiers say of one budget."""

    tiers: tuple[Tier, ...] = ()
    """The tiers that serve the piece and that the money touches, lowest first."""
    holes: tuple[Span, ...] = ()
    """The stretches that the money touches and no tier describes."""
    overlaps: tuple[Tier, ...] = ()
    """Further tiers whose published figures claim the same money."""


class TierFault(Model):
    """A place where the tiers are silent or say two things."""

    kind: Literal["hole", "overlap", "silent"]
    tiers: tuple[int, ...]
    """The tiers concerned, by number; those on either side of a hole."""
    says: str
    source: str | None


def find_money(budget: Budget | None) -> Span | None:
    """Find the money that routes: a figure, the only end that was named, or a range; None when unusable."""
    if budget is None or budget.unlimited or is_impossible(budget):
        return None
    # "0 to 5,000" is how a slider says "up to 5,000".
    floor = budget.min or None
    ends = [end for end in (floor, budget.max) if end is not None]
    return Span((ends[0], 0), (ends[-1], 1)) if ends else None


def is_impossible(budget: Budget) -> bool:
    """Whether a budget cannot be meant as it stands: its floor above its ceiling, or nothing at all."""
    ends = [end for end in (budget.min, budget.max) if end is not None]
    return any(end < 0 for end in ends) or ends[-1:] == [0] or ends != sorted(ends)


def match_tiers(budget: Budget | None, is_band: bool, house: House) -> TierMatch:
    """Match a budget in the house's currency against the tiers that serve the piece."""
    money = find_money(budget)
    if money is None or not house.tiers:
        return TierMatch()
    serving = _find_serving(is_band, house)
    if budget and not budget.min and any(t.money.under and t.money.to == budget.max for t in serving):
        # "Under $2,000", said of a tier that ends under $2,000: the money lies below the edge, not on it.
        money = Span((money.low[0], -1), (money.low[0], 0))
    touched = [tier for tier in serving if money.meet(_settle_span(tier, house))]
    if not money.is_point:
        touched = [tier for tier in touched if not _shares_only_an_edge(tier, touched, money, house)]
    holes = find_holes([_settle_span(tier, house) for tier in serving])
    numbers = {tier.number for tier in touched}
    rivals = _find_rivals(is_band, serving, money, house)
    return TierMatch(
        tiers=tuple(touched),
        holes=tuple(hole for hole in holes if money.meet(hole)),
        overlaps=tuple(tier for tier in rivals if tier.number not in numbers),
    )


def find_simple_tier(house: House) -> Tier | None:
    """Find the tier of simple bands, website pieces and repairs."""
    return next((tier for tier in house.tiers if tier.scope == "simple"), None)


def is_beyond(budget: Budget | None, tier: Tier) -> bool:
    """Whether any of the money lies above a tier."""
    money = find_money(budget)
    return money is not None and money.high > publish_span(tier).high


def publish_span(tier: Tier) -> Span:
    """The money of a tier exactly as the house states it."""
    low, high = tier.money.from_, tier.money.to
    return Span(
        START if low is None else (low, int(tier.money.above)),
        END if high is None else (high, int(not tier.money.under)),
    )


def find_neighbors(holes: tuple[Span, ...], is_band: bool, house: House) -> list[Tier]:
    """Find the tiers on either side of holes."""
    edges = {cut for hole in holes for cut in hole}
    return [tier for tier in _find_serving(is_band, house) if edges & {*publish_span(tier)}]


def write_tiers(tiers: Iterable[Tier]) -> str:
    """Name tiers by their numbers: "tier 3", "tiers 3 and 4"."""
    numbers = [str(tier.number) for tier in tiers]
    return f"{'tiers' if len(numbers) > 1 else 'tier'} {write_list(numbers)}"


def find_faults(house: House) -> tuple[TierFault, ...]:
    """Find the holes, the overlaps and the silences of a house's tiers."""
    if not house.tiers:
        return ()
    return (*_report_holes(house), *_report_overlaps(house), *_report_silences(house))


def _find_serving(is_band: bool, house: House) -> list[Tier]:
    scope = "bands" if is_band and any(tier.scope == "bands" for tier in house.tiers) else "any"
    tiers = [tier for tier in house.tiers if tier.scope in ("simple", scope)]
    return sorted(tiers, key=lambda tier: (publish_span(tier).low, tier.number))


def _settle_span(tier: Tier, house: House) -> Span:
    """An open-ended tier yields to the next one of its scope."""
    span = publish_span(tier)
    if span.high != END:
        return span
    later = [publish_span(other).low for other in house.tiers if other.scope == tier.scope]
    return Span(span.low, min((low for low in later if low > span.low), default=END))


def _shares_only_an_edge(tier: Tier, touched: list[Tier], money: Span, house: House) -> bool:
    """A range that ends on the edge of two tiers does not reach into both."""
    common = money.meet(_settle_span(tier, house))
    return bool(
        common
        and common.is_point
        and any(common.meet(_settle_span(other, house)) for other in touched if other is not tier)
    )


def _find_rivals(is_band: bool, serving: list[Tier], money: Span, house: House) -> list[Tier]:
    rivals = [tier for tier in serving if money.meet(publish_span(tier))]
    if is_band:
        others = [tier for tier in house.tiers if tier.scope not in ("simple", serving[-1].scope)]
        rivals += [tier for tier in others if money.meet(_settle_span(tier, house))]
    return rivals


def _report_holes(house: House) -> list[TierFault]:
    faults = []
    for is_band, pieces in ((True, "bands"), (False, "other pieces")):
        serving = _find_serving(is_band, house)
        for hole in find_holes([publish_span(tier) for tier in serving]):
            beside = find_neighbors((hole,), is_band, house)
            says = f"No tier describes {pieces} {write_span(hole, house.currency)}."
            faults.append(_write_fault("hole", beside, says))
    return faults


def _report_overlaps(house: House) -> list[TierFault]:
    faults = []
    for lower, upper in combinations(house.tiers, 2):
        common = publish_span(lower).meet(publish_span(upper))
        if common:
            money = write_span(common, house.currency)
            says = f"Tiers {lower.number} and {upper.number} both claim {money}."
            faults.append(_write_fault("overlap", [lower, upper], says))
    return faults


def _report_silences(house: House) -> list[TierFault]:
    return [
        _write_fault(
            "silent",
            [tier],
            f"Tier {tier.number} states no consultation rule from "
            f"{write_money(tier.consultation_rule_up_to, house.currency)} up.",
        )
        for tier in house.tiers
        if tier.consultation_rule_up_to is not None
    ]


def _write_fault(kind: Literal["hole", "overlap", "silent"], tiers: list[Tier], says: str) -> TierFault:
    sources = dict.fromkeys(tier.source for tier in tiers)
    return TierFault(
        kind=kind, tiers=tuple(tier.number for tier in tiers), says=says, source="; ".join(sources) or None
    )
