"""Custom orders, bands and Revive projects: placed by their money among the house's tiers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.atelier.decision import Flag, Route, TierName
from bot.atelier.house import LevelName, Tier
from bot.atelier.inquiry import Inquiry, ProjectKind
from bot.atelier.judgment.grounds import Grounds, cite
from bot.atelier.judgment.placement import (
    CUSTOM_KINDS,
    ROUTES,
    Placement,
    is_band,
    is_foreign,
    is_simple_band,
)
from bot.atelier.judgment.scope import compare_with_scope
from bot.atelier.judgment.span import Cut, Span, write_span
from bot.atelier.judgment.tiers import (
    TierMatch,
    find_money,
    find_neighbors,
    match_tiers,
    publish_span,
    write_tiers,
)
from bot.atelier.writing.money import write_money
from bot.atelier.writing.phrases import write_list


@dataclass(frozen=True)
class Commission:
    """An inquiry whose money is known, with what the tiers say of it."""

    inquiry: Inquiry
    grounds: Grounds
    money: Span
    match: TierMatch

    @property
    def described(self) -> tuple[Tier, ...]:
        """The tiers that the money touches and whose contents include the piece."""
        simple = is_simple_band(self.inquiry)
        return tuple(tier for tier in self.match.tiers if simple or tier.scope != "simple")


def place_commission(inquiry: Inquiry, grounds: Grounds) -> Placement:
    """Place an inquiry by its money; where that is unknown or in another currency, people place it."""
    money = find_money(inquiry.budget)
    if is_foreign(inquiry, grounds.house):
        return Placement(None, Route.TEAM_REVIEW, level=_find_level(inquiry, None))
    if money is None or not grounds.house.tiers:
        return _place_without_money(inquiry, grounds)
    match = match_tiers(inquiry.budget, is_band(inquiry), grounds.house)
    commission = Commission(inquiry, grounds, money, match)
    if match.holes:
        _tell_of_holes(commission)
    placement = _place_in_tier(commission) if commission.described else _place_outside(commission)
    if match.holes:
        placement = replace(placement, route=Route.TEAM_REVIEW)
    compare_with_scope(inquiry, placement, grounds)
    return replace(placement, level=_find_level(inquiry, placement.tier))


def _place_without_money(inquiry: Inquiry, grounds: Grounds) -> Placement:
    if inquiry.budget and inquiry.budget.unlimited:
        says = (
            "You named no upper limit. The guideline tiers go by a figure, so the team looks at it with you."
        )
    elif grounds.house.tiers:
        says = "No budget that can be placed is known yet; it shapes design, materials and process alike."
    else:
        says = "The house publishes no budget tiers; the team gives guidance."
    grounds.tell("tier.unknown", says)
    route = Route.EMAIL_SALES if is_simple_band(inquiry) else Route.TEAM_REVIEW
    return Placement(None, route, level=_find_level(inquiry, None))


def _place_outside(commission: Commission) -> Placement:
    inquiry, grounds = commission.inquiry, commission.grounds
    if commission.match.holes:
        return Placement("gap", Route.TEAM_REVIEW)
    tiers = [tier for tier in grounds.house.tiers if tier.scope == ("bands" if is_band(inquiry) else "any")]
    lowest = min((tier.money.from_ for tier in tiers if tier.money.from_), default=None)
    start = f" start at approximately {write_money(lowest, grounds.house.currency)}" if lowest else ""
    pieces = "bands" if is_band(inquiry) else "pieces"
    grounds.tell(
        "tier.below_custom",
        f"As a guideline, custom {pieces}{start or ' call for more'}; for a smaller budget the pieces on the "
        "website are usually the better path.",
        cite(*commission.match.tiers),
    )
    return Placement("below_custom", Route.WEBSITE)


def _place_in_tier(commission: Commission) -> Placement:
    grounds = commission.grounds
    tier, *others = commission.described
    money = write_span(publish_span(tier), grounds.house.currency)
    says = f"Your budget falls in “{tier.name}”: {money}, as an approximate guideline."
    grounds.tell(f"tier.{tier.number}", says, tier.source)
    if commission.money.is_point and others:
        _tell_of_edge(commission)
    elif not commission.money.is_point and len(commission.match.tiers) > 1:
        _tell_of_straddling(commission)
    tiers = (tier,) if commission.money.is_point else commission.described
    if tier.scope == "simple":
        says = "For simple pieces the website is often the most fitting place to look first."
        grounds.tell("tier.simple.website", says, tier.source)
        return Placement(tier.number, Route.EMAIL_SALES, tiers=tiers)
    if tier.scope == "bands":
        return _place_band(commission, tier)
    if commission.match.overlaps:
        grounds.tell_staff(
            "tier.open_ended",
            f"The money is also claimed by {write_tiers(commission.match.overlaps)}, which states no upper "
            f"end; tier {tier.number} is taken.",
            cite(tier, *commission.match.overlaps),
        )
    return Placement(tier.number, ROUTES[tier.consultation], tier.consultation, tiers)


def _place_band(commission: Commission, tier: Tier) -> Placement:
    inquiry, grounds = commission.inquiry, commission.grounds
    if inquiry.wearer == "men" and inquiry.project_kind in CUSTOM_KINDS and not inquiry.plain:
        grounds.tell_staff(
            "bands.men",
            "No tier describes men's bands that are custom or set with stones.",
            cite(tier),
        )
        return Placement(None, Route.TEAM_REVIEW)
    if tier.consultation_rule_up_to is not None and commission.money.high > (tier.consultation_rule_up_to, 0):
        return _place_band_beyond_rule(commission, tier, (tier.consultation_rule_up_to, 1))
    sales = grounds.house.inboxes.get("sales")
    grounds.tell_staff(
        "bands.inbox",
        "Wedding bands are also named for the sales inbox; a custom band goes to the custom desk.",
        "; ".join(filter(None, (tier.source, sales.source if sales else None))),
    )
    return Placement(tier.number, ROUTES[tier.consultation], tier.consultation, (tier,))


def _place_band_beyond_rule(commission: Commission, tier: Tier, rule: Cut) -> Placement:
    rivals = tuple(rival for rival in commission.match.overlaps if publish_span(rival).high > rule)
    claim = f", and {write_tiers(rivals)} claims the money as well" if rivals else ""
    commission.grounds.tell_staff(
        "bands.beyond_rule",
        f"Tier {tier.number} has no upper end, but states a consultation rule only under approximately "
        f"{write_money(rule[0], commission.grounds.house.currency)}{claim}. Which of them routes is not "
        "stated.",
        cite(tier, *rivals),
        Flag.CONTRADICTORY_INFO,
    )
    return Placement(tier.number, Route.TEAM_REVIEW, "at_discretion", (tier, *rivals))


def _tell_of_holes(commission: Commission) -> None:
    grounds = commission.grounds
    holes = write_list(write_span(hole, grounds.house.currency) for hole in commission.match.holes)
    pieces = "bands" if is_band(commission.inquiry) else "pieces other than bands"
    grounds.tell(
        "tier.gap",
        "Your budget reaches into a range that the house's guideline tiers leave open; the team will tell "
        "you what is possible.",
        None,
        Flag.BUDGET_GAP,
    )
    beside = find_neighbors(commission.match.holes, is_band(commission.inquiry), grounds.house)
    grounds.tell_staff("tier.gap.where", f"No tier describes {pieces} {holes}.", cite(*beside))


def _tell_of_edge(commission: Commission) -> None:
    tiers = commission.described
    edge = write_span(commission.money, commission.grounds.house.currency)
    commission.grounds.tell_staff(
        "tier.shared_edge",
        f"Both {write_tiers(tiers)} name {edge}; tier {tiers[0].number} is taken, since it promises less.",
        cite(*tiers),
        Flag.CONTRADICTORY_INFO,
    )


def _tell_of_straddling(commission: Commission) -> None:
    taken = commission.described[0]
    commission.grounds.tell_staff(
        "tier.straddles",
        f"The budget reaches across {write_tiers(commission.match.tiers)}; which end of a range routes is "
        f"not stated. Tier {taken.number} is taken, since it promises less.",
        cite(*commission.match.tiers),
        Flag.CONTRADICTORY_INFO,
    )


def _find_level(inquiry: Inquiry, tier: TierName | None) -> LevelName | None:
    if inquiry.project_kind is ProjectKind.ONE_OF_A_KIND:
        return "one_of_a_kind"
    if inquiry.project_kind is ProjectKind.CUSTOM or inquiry.is_revive:
        return "custom"
    if is_simple_band(inquiry) and tier in (None, 1):
        return "simple"
    return "custom" if tier not in (None, "below_custom") else None
