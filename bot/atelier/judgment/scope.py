"""Whether the budget fits the work that is asked for."""

from __future__ import annotations

from bot.atelier.decision import Flag
from bot.atelier.inquiry import Inquiry, ProjectKind
from bot.atelier.judgment.grounds import Grounds, cite
from bot.atelier.judgment.placement import Placement, is_simple_band
from bot.atelier.judgment.tiers import find_simple_tier, write_tiers


def compare_with_scope(inquiry: Inquiry, placement: Placement, grounds: Grounds) -> None:
    """Tell the staff where the house describes the work in another tier than the money's."""
    custom = inquiry.project_kind is ProjectKind.CUSTOM or inquiry.is_revive or inquiry.plain is False
    if inquiry.project_kind is ProjectKind.ONE_OF_A_KIND:
        _compare_one_of_a_kind(placement, grounds)
    elif placement.tier == "below_custom" and custom:
        simple = find_simple_tier(grounds.house)
        grounds.tell_staff(
            "scope.custom",
            "Custom work is asked for with a budget for which no custom design is described.",
            simple.source if simple else None,
            Flag.BUDGET_VS_SCOPE_MISMATCH,
        )
    elif (
        inquiry.plain
        and is_simple_band(inquiry)
        and any(tier.scope == "bands" for tier in placement.tiers[:1])
    ):
        grounds.tell_staff(
            "scope.plain_band",
            "A plain band belongs to the simple tier by its contents, and to the tier of custom bands by its "
            "budget.",
            cite(*placement.tiers),
            Flag.BUDGET_VS_SCOPE_MISMATCH,
        )


def _compare_one_of_a_kind(placement: Placement, grounds: Grounds) -> None:
    homes = [tier for tier in grounds.house.tiers if "one_of_a_kind" in tier.levels]
    if not homes or placement.tier is None or _reach(placement) >= min(tier.number for tier in homes):
        return
    grounds.tell_staff(
        "scope.one_of_a_kind",
        f"One-of-a-kind work is placed in {write_tiers(homes)}; the budget lies below.",
        cite(*homes),
        Flag.BUDGET_VS_SCOPE_MISMATCH,
    )
    custom = grounds.house.inboxes.get("custom")
    if placement.consultation == "at_discretion" and custom:
        grounds.tell_staff(
            "scope.one_of_a_kind.consultation",
            "At this budget the work goes mostly by email, while for one-of-a-kind designs a consultation is "
            "usually recommended.",
            "; ".join(filter(None, (cite(*placement.tiers[:1]), custom.source))),
        )


def _reach(placement: Placement) -> int:
    """The tier whose money it is: for a band beyond its own rule, the lowest other tier that claims it."""
    if not isinstance(placement.tier, int):
        return 0
    own, *rivals = placement.tiers
    return rivals[0].number if own.scope == "bands" and rivals else placement.tier
