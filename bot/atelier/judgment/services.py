"""Website pieces, repairs and resizing: placed by what they are, whatever the budget."""

from __future__ import annotations

from bot.atelier.decision import Flag, Route
from bot.atelier.house import LevelName
from bot.atelier.inquiry import Inquiry, ProjectKind
from bot.atelier.judgment.grounds import Grounds, cite
from bot.atelier.judgment.placement import Placement, is_band, is_foreign
from bot.atelier.judgment.tiers import find_simple_tier, is_beyond, match_tiers


def place_website_piece(inquiry: Inquiry, grounds: Grounds) -> Placement:
    """Place a piece from the website: bought there, or by email where stone or metal change."""
    tier = find_simple_tier(grounds.house)
    changed = bool(inquiry.changed or inquiry.owned_stones)
    if changed:
        grounds.tell(
            "website_piece.changed",
            "A piece from the website with another stone or metal can often move forward by email.",
            _find_sales_source(grounds),
        )
        grounds.tell_staff(
            "website_piece.changed.level",
            "A changed website piece is named among the simpler designs, while a chosen stone also belongs "
            "to custom made-to-order work; that longer time may apply.",
            _find_sales_source(grounds),
        )
    else:
        grounds.tell(
            "website_piece", "A piece from the website is chosen and ordered there.", cite_simple(grounds)
        )
    if tier and not is_foreign(inquiry, grounds.house) and is_beyond(inquiry.budget, tier):
        grounds.tell_staff(
            "website_piece.budget",
            f"The budget is above tier {tier.number}, in which website pieces are named; whether website "
            "pieces always stay within it is not stated.",
            cite(tier),
            Flag.BUDGET_VS_SCOPE_MISMATCH,
        )
    return Placement(
        tier=tier.number if tier else None,
        route=Route.EMAIL_SALES if changed else Route.WEBSITE,
        tiers=(tier,) if tier else (),
        level="simple",
    )


def place_service(inquiry: Inquiry, grounds: Grounds) -> Placement:
    """Place a repair or a resizing: by email, and approved before anything is sent."""
    tier = find_simple_tier(grounds.house)
    level: LevelName = "resize" if inquiry.project_kind is ProjectKind.RESIZE else "repair"
    published = next((entry for entry in grounds.house.levels if entry.key == level), None)
    grounds.tell(
        f"{level}.approval",
        "Please send nothing yet: the team looks at your request first and tells you how to send the piece.",
        published.source if published else cite_simple(grounds),
    )
    if level == "resize":
        grounds.tell(
            "resize.case_by_case",
            "Whether a ring can be resized depends on its design; custom pieces are looked at case by case.",
            published.source if published else None,
        )
    if tier and not is_foreign(inquiry, grounds.house) and is_beyond(inquiry.budget, tier):
        return _place_costly_service(inquiry, grounds, level)
    tiers = (tier,) if tier and level == "repair" else ()
    return Placement(tier.number if tier else None, Route.EMAIL_SALES, tiers=tiers, level=level)


def _place_costly_service(inquiry: Inquiry, grounds: Grounds, level: LevelName) -> Placement:
    custom = [
        tier
        for tier in match_tiers(inquiry.budget, is_band(inquiry), grounds.house).tiers
        if tier.scope != "simple"
    ]
    flags = (Flag.BUDGET_VS_SCOPE_MISMATCH, *((Flag.CONTRADICTORY_INFO,) if custom else ()))
    grounds.tell_staff(
        f"{level}.budget",
        "The budget is above the tier in which basic repairs and minor adjustments are named; the customer "
        "may have larger work in mind.",
        cite_simple(grounds),
        *flags,
    )
    return Placement(None, Route.TEAM_REVIEW, level=level)


def cite_simple(grounds: Grounds) -> str | None:
    """Name the section of the tier of simple work, where the house has one."""
    tier = find_simple_tier(grounds.house)
    return tier.source if tier else None


def _find_sales_source(grounds: Grounds) -> str | None:
    sales = grounds.house.inboxes.get("sales")
    return sales.source if sales else None
