"""Where an inquiry is placed before stones, dates and doubts are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.atelier.decision import ConsultationOffer, Route, TierName
from bot.atelier.house import House, LevelName, Tier
from bot.atelier.inquiry import Inquiry, PieceType, ProjectKind

CUSTOM_KINDS = frozenset({ProjectKind.CUSTOM, ProjectKind.ONE_OF_A_KIND})

ROUTES: dict[ConsultationOffer | None, Route] = {
    None: Route.EMAIL_CUSTOM,
    "at_discretion": Route.EMAIL_CUSTOM,
    "virtual": Route.VIRTUAL_CONSULTATION,
    "virtual_or_in_person": Route.CONSULTATION_VIRTUAL_OR_IN_PERSON,
}
"""How custom work goes on, by what its tier says of consultations."""


@dataclass(frozen=True)
class Placement:
    """A tier with the route that follows from it."""

    tier: TierName | None
    route: Route
    consultation: ConsultationOffer | None = None
    tiers: tuple[Tier, ...] = ()
    """The tiers whose published figures apply, the chosen one first."""
    level: LevelName | None = None
    """The level of complexity whose published time applies as well."""


def is_band(inquiry: Inquiry) -> bool:
    """Whether the piece is a wedding, milestone or eternity band."""
    return bool(inquiry.is_band) or inquiry.piece_type is PieceType.WEDDING_BAND


def is_simple_band(inquiry: Inquiry) -> bool:
    """Whether the piece is a band for which nothing custom was asked."""
    custom = inquiry.project_kind in CUSTOM_KINDS or inquiry.is_revive or inquiry.plain is False
    return is_band(inquiry) and not custom


def is_foreign(inquiry: Inquiry, house: House) -> bool:
    """Whether the budget is in another currency than the house's figures; it is never converted."""
    budget = inquiry.budget
    if budget is None or budget.min is budget.max is None:
        return False
    said = budget.currency_said or "currency" in budget.model_fields_set
    return said and budget.currency != house.currency
