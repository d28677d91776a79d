"""How a decision reads: tiers, routes, consultations and flags in the words of the atelier."""

from __future__ import annotations

from bot.atelier.decision import ConsultationOffer, Decision, Flag, Route, TierName

ROUTES = {
    Route.WEBSITE: "website first",
    Route.EMAIL_SALES: "by email with sales",
    Route.EMAIL_CUSTOM: "by email with the custom desk",
    Route.VIRTUAL_CONSULTATION: "virtual consultation",
    Route.CONSULTATION_VIRTUAL_OR_IN_PERSON: "consultation, virtual or in person",
    Route.TEAM_REVIEW: "review by the team",
}
OFFERS: dict[ConsultationOffer, str] = {
    "at_discretion": "at the team’s discretion",
    "virtual": "virtual",
    "virtual_or_in_person": "virtual or in person",
}
FLAGS = {
    Flag.REVIVE: ("revive", "Existing jewelry or stones are to be redesigned."),
    Flag.GEM_RISK: ("gem risk", "A stone the customer owns needs the team’s eye before anything is said."),
    Flag.GEM_NOT_RECOMMENDED: ("gem not recommended", "Resetting this stone may be advised against."),
    Flag.TIMING_TOO_TIGHT: ("timing too tight", "The date wanted is sooner than the published lead times."),
    Flag.BUDGET_GAP: ("budget gap", "The house describes no tier for this amount."),
    Flag.BUDGET_VS_SCOPE_MISMATCH: (
        "budget and scope differ",
        "The wish asks for more than the budget’s tier.",
    ),
    Flag.CONTRADICTORY_INFO: (
        "contradictory information",
        "Two statements do not agree, the customer’s or the house’s; see the notes.",
    ),
    Flag.MISSING_CONTACT: ("no way to reply", "Neither a mail address nor a phone number was left."),
    Flag.MULTI_PIECE: ("several pieces", "More than one piece is wished for."),
}


def write_tier(tier: TierName | None) -> str:
    """Write a tier: "tier 4", "below custom", "between tiers", "no tier yet"."""
    names = {"below_custom": "below custom", "gap": "between tiers"}
    if tier is None:
        return "no tier yet"
    return names[tier] if isinstance(tier, str) else f"tier {tier}"


def write_flag(flag: Flag) -> str:
    """Write a flag in two or three words: "timing too tight"."""
    return FLAGS[flag][0]


def explain_flag(flag: Flag) -> str:
    """Say in one sentence what a flag asks the staff to look at."""
    return FLAGS[flag][1]


def write_verdict(decision: Decision) -> list[tuple[str, str]]:
    """Write what the rules suggest as label and text; what they leave open is left out."""
    rows = [
        ("Tier", write_tier(decision.tier)),
        ("Route", ROUTES[decision.route]),
        ("Consultation", OFFERS[decision.consultation] if decision.consultation else "none suggested"),
        ("Lead time", decision.lead_time or ""),
        ("Inbox", decision.inbox or ""),
    ]
    return [(label, text) for label, text in rows if text]
