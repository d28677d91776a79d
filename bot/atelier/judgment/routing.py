"""What the house's rules make of an inquiry: tier, route, inbox, lead times, flags and the reasons for each.

The rules suggest; the atelier decides. Where the house is silent or says two things, the careful reading is
taken and the staff are told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.atelier.decision import Decision, Flag, Route
from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry, ProjectKind
from bot.atelier.judgment.commission import place_commission
from bot.atelier.judgment.contradictions import check_contradictions
from bot.atelier.judgment.deadline import check_deadline, list_estimates, write_estimates
from bot.atelier.judgment.grounds import Grounds
from bot.atelier.judgment.placement import CUSTOM_KINDS, Placement
from bot.atelier.judgment.row import names_contact, read_row, write_decision
from bot.atelier.judgment.services import place_service, place_website_piece
from bot.atelier.judgment.suitability import find_own_stones, weigh_stones

__all__ = ["decide", "names_contact", "read_row", "write_decision"]

SALES_ROUTES = frozenset({Route.WEBSITE, Route.EMAIL_SALES})
GEM_FLAGS = frozenset({Flag.GEM_RISK, Flag.GEM_NOT_RECOMMENDED})
NEXT_STEPS = {
    Route.WEBSITE: "The pieces on the website are the place to begin; the team can help you choose.",
    Route.EMAIL_SALES: "A wish like this can often move forward by email; the team confirms the next step.",
    Route.EMAIL_CUSTOM: "The team reviews what you sent and goes on by email; it decides on the next step.",
    Route.VIRTUAL_CONSULTATION: "The team reviews what you sent and decides on the next step.",
    Route.CONSULTATION_VIRTUAL_OR_IN_PERSON: "The team reviews what you sent and decides on the next step.",
    Route.TEAM_REVIEW: "This deserves a careful look by the team, which decides on the next step.",
}


def decide(inquiry: Inquiry, house: House, today: date, *, contact_asked: bool = True) -> Decision:
    """Decide what the house's rules suggest for an inquiry as far as it is known.

    Where contact details were not part of the questions, their absence is not remarked on.
    """
    grounds = Grounds(house)
    placement = _place(inquiry, grounds)
    if house.form is None or house.form.commissions:
        placement = _weigh_own_stones(inquiry, placement, grounds)
    estimates = list_estimates(placement, house)
    check_deadline(inquiry, estimates, today, grounds)
    check_contradictions(inquiry, grounds)
    _check_pieces(inquiry, grounds)
    if contact_asked and not inquiry.reachable:
        says = "To write back, the team needs a mail address or a phone number."
        grounds.tell("contact.missing", says, None, Flag.MISSING_CONTACT)
    if house.form is None:
        _explain_route(placement, grounds)
    return Decision(
        tier=placement.tier,
        route=placement.route,
        inbox=_find_inbox(placement.route, house),
        consultation=placement.consultation,
        lead_time=write_estimates(estimates),
        flags=grounds.list_flags(),
        reasons=tuple(grounds.reasons),
    )


def _place(inquiry: Inquiry, grounds: Grounds) -> Placement:
    if form := grounds.house.form:
        grounds.tell("form.route", form.says, form.source)
        return Placement(None, form.route, level="custom" if form.commissions else None)
    if inquiry.is_revive:
        return _place_revive(inquiry, grounds)
    if inquiry.project_kind is ProjectKind.WEBSITE_PIECE:
        return place_website_piece(inquiry, grounds)
    if inquiry.project_kind in (ProjectKind.REPAIR, ProjectKind.RESIZE):
        return place_service(inquiry, grounds)
    return place_commission(inquiry, grounds)


def _place_revive(inquiry: Inquiry, grounds: Grounds) -> Placement:
    rules = grounds.house.gems
    says = (
        "A redesign of existing jewelry or stones begins with the team's look at your piece, case by case. "
        "That may include a virtual consultation or further evaluation; please send nothing until the team "
        "has written to you."
    )
    grounds.tell("revive", says, rules.condition_source if rules else None, Flag.REVIVE)
    return replace(place_commission(inquiry, grounds), route=Route.TEAM_REVIEW, consultation=None)


def _weigh_own_stones(inquiry: Inquiry, placement: Placement, grounds: Grounds) -> Placement:
    rules = grounds.house.gems
    if not find_own_stones(inquiry):
        return placement
    if (
        rules
        and not inquiry.is_revive
        and (inquiry.project_kind is None or inquiry.project_kind in CUSTOM_KINDS)
    ):
        says = (
            "The customer's own stones are named both for custom pieces and for Revive; it is read as Revive "
            "too, and the team decides which it is."
        )
        grounds.tell_staff("revive.own_stones", says, rules.condition_source, Flag.REVIVE)
    for stone in weigh_stones(inquiry, grounds.house):
        grounds.tell(stone.rule, stone.says, stone.source, *stone.flags)
    if rules:
        grounds.tell("gems.risk_notice", rules.risk_notice.en, rules.risk_source)
    return replace(placement, route=Route.TEAM_REVIEW) if grounds.flags & GEM_FLAGS else placement


def _check_pieces(inquiry: Inquiry, grounds: Grounds) -> None:
    if not inquiry.more_pieces:
        return
    grounds.tell("pieces.several", "You wish for more than one piece; the team looks at them together.")
    grounds.flags.add(Flag.MULTI_PIECE)
    if inquiry.budget and inquiry.budget.scope is None:
        says = "Whether the budget is for one piece or for all of them was not said; it is read as given."
        grounds.tell_staff("pieces.budget", says)


def _explain_route(placement: Placement, grounds: Grounds) -> None:
    tier = placement.tiers[0] if placement.tiers else None
    custom = placement.route not in SALES_ROUTES | {Route.TEAM_REVIEW}
    if tier and custom:
        city = grounds.house.city if placement.consultation == "virtual_or_in_person" else None
        where = f" In person means in {city}." if city else ""
        says = f"{tier.consultation_says}{where} {NEXT_STEPS[placement.route]}"
        grounds.tell(f"route.{placement.route.value}", says, tier.source)
        if city and not re.search(r"\b(virtual|person)", tier.consultation_says):
            says = f"Tier {tier.number} does not say how its consultations are held; both ways are offered."
            grounds.tell_staff("consultation.mode", says, tier.source)
        return
    inbox = grounds.house.inboxes.get("sales" if placement.route in SALES_ROUTES else "custom")
    grounds.tell(
        f"route.{placement.route.value}", NEXT_STEPS[placement.route], inbox.source if inbox else None
    )


def _find_inbox(route: Route, house: House) -> str | None:
    first, second = ("sales", "custom") if route in SALES_ROUTES else ("custom", "sales")
    inbox = house.inboxes.get(first) or house.inboxes.get(second)  # type: ignore[call-overload]
    return inbox.email if inbox else None
