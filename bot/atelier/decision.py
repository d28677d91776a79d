"""What the house's own rules make of an inquiry: the vocabulary that every surface shares."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from bot.atelier.model import Model


class Route(str, Enum):
    """Where an inquiry goes."""

    WEBSITE = "website"
    EMAIL_SALES = "email_sales"
    EMAIL_CUSTOM = "email_custom"
    VIRTUAL_CONSULTATION = "virtual_consultation"
    CONSULTATION_VIRTUAL_OR_IN_PERSON = "consultation_virtual_or_in_person"
    TEAM_REVIEW = "team_review"


class Flag(str, Enum):
    """What the staff should look at first."""

    REVIVE = "revive"
    GEM_RISK = "gem_risk"
    GEM_NOT_RECOMMENDED = "gem_not_recommended"
    TIMING_TOO_TIGHT = "timing_too_tight"
    BUDGET_GAP = "budget_gap"
    BUDGET_VS_SCOPE_MISMATCH = "budget_vs_scope_mismatch"
    CONTRADICTORY_INFO = "contradictory_info"
    MISSING_CONTACT = "missing_contact"
    MULTI_PIECE = "multi_piece"


TierName = Literal[1, 2, 3, 4, 5, 6, "below_custom", "gap"]
ConsultationOffer = Literal["at_discretion", "virtual", "virtual_or_in_person"]


class Reason(Model):
    """Why a decision came out as it did, in words a customer can read."""

    rule: str
    """The rule's stable name, e.g. "tier.4" or "gems.special_care"."""
    says: str
    source: str | None = None
    """The section of the house's documents that the rule comes from."""
    pack: str
    """The house's key and pack version."""
    for_staff: bool = False
    """Whether the reason is for the staff alone (contradictions, holes, overlaps)."""


class Decision(Model):
    """What the rules suggest; the atelier decides."""

    tier: TierName | None
    route: Route
    inbox: str | None
    """The mail address that the brief goes to."""
    consultation: ConsultationOffer | None
    lead_time: str | None
    """The published lead times, as the trade writes them ("approximately 4–6 months")."""
    flags: tuple[Flag, ...]
    reasons: tuple[Reason, ...]
