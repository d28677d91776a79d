"""What a customer has said that cannot all be true, or cannot be placed as it stands."""

from __future__ import annotations

from decimal import Decimal

from bot.atelier.decision import Flag
from bot.atelier.inquiry import Inquiry, ProjectKind
from bot.atelier.judgment.grounds import Grounds
from bot.atelier.judgment.placement import is_foreign
from bot.atelier.judgment.tiers import is_impossible

HEAVIEST = Decimal(500)
"""Carats of one stone beyond which a figure is taken for a slip; no jewel of such weight is worn."""


def check_contradictions(inquiry: Inquiry, grounds: Grounds) -> None:
    """Ask the team to look where two statements do not agree."""
    budget = inquiry.budget
    if budget and is_impossible(budget):
        _flag(
            grounds,
            "budget.impossible",
            "The budget cannot be meant as it was taken down; the team will ask.",
        )
    if budget and is_foreign(inquiry, grounds.house):
        says = (
            f"Your budget is in {budget.currency}, while the house's guideline tiers are in "
            f"{grounds.house.currency}; nothing is converted here, and the team places it with you."
        )
        grounds.tell("budget.currency", says)
    if inquiry.project_kind is ProjectKind.WEBSITE_PIECE:
        _check_website_piece(inquiry, grounds)
    if any(stone.carat is not None and not 0 < stone.carat <= HEAVIEST for stone in inquiry.stones):
        _flag(grounds, "stones.weight", "A stone's weight in carats cannot be right as it was taken down.")
    if any(stone.count is not None and stone.count < 1 for stone in inquiry.stones):
        _flag(grounds, "stones.count", "The number of stones cannot be right as it was taken down.")


def _check_website_piece(inquiry: Inquiry, grounds: Grounds) -> None:
    if inquiry.is_revive:
        says = "Both a piece from the website and a redesign of existing jewelry are asked for."
        _flag(grounds, "website_piece.revive", says)
    if inquiry.owned_stones:
        says = "A piece from the website is asked for together with the customer's own stones to be set."
        _flag(grounds, "website_piece.own_stones", says)


def _flag(grounds: Grounds, rule: str, says: str) -> None:
    grounds.tell_staff(rule, says, None, Flag.CONTRADICTORY_INFO)
