"""What to ask next: the custom orders form in the order a good salesperson would take it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.atelier.decision import Decision
from bot.atelier.house import Form
from bot.atelier.inquiry import RINGS, Inquiry, PieceType, ProjectKind

WORN_TO_MEASURE: Final = RINGS | {PieceType.BRACELET, PieceType.NECKLACE, PieceType.PENDANT}
MENDING: Final = frozenset({ProjectKind.REPAIR, ProjectKind.RESIZE})
CONTACT_PATIENCE: Final = 4
"""How often a way to write back is asked for before the inquiry goes on without one."""
STONE_PATIENCE: Final = 2
"""How often it is asked which stone is wanted where only refusals are known."""
PERSON_PATIENCE: Final = 2
"""The same for somebody who asked for a person."""
ASKED_ALONG: Final = {"likes_dislikes": "inspiration", "location": "name"}
"""Questions that another one already carries: asked on their own only where that one was not needed."""


def find_next_question(
    inquiry: Inquiry,
    decision: Decision,
    asked_before: Mapping[str, int] = MappingProxyType({}),
    form: Form | None = None,
) -> str | None:
    """Find the slot to ask for next; None once everything is answered and confirmed.

    A house with a form of its own asks that one's questions instead. `asked_before` says how often each slot
    was asked for: a question that another one carries along is not asked again, and who has refused mail
    address and number several times is not pressed any further.
    Whether the customer confirmed is not part of the inquiry, so the last answer is always "confirm", except
    for somebody who wants a person: there a way to write back is enough.
    """
    if inquiry.wants_person:
        return _find_contact_question(inquiry, asked_before, PERSON_PATIENCE)
    for slot in _list_questions(inquiry, form):
        if slot in inquiry.declined or (
            _is_known(inquiry, slot) and not (slot == "stones" and _only_refuses(inquiry, asked_before))
        ):
            continue
        if _is_asked_along(slot, inquiry, asked_before):
            continue
        return slot
    contact = _find_contact_question(inquiry, asked_before)
    if contact:
        return contact
    if _needs_consent_to_call(inquiry):
        return "consent"
    if decision.consultation in ("virtual", "virtual_or_in_person") and not (
        inquiry.consultation or "consultation" in inquiry.declined
    ):
        return "consultation"
    return "confirm"


def list_open_fields(inquiry: Inquiry, form: Form | None = None) -> tuple[str, ...]:
    """List the fields of the form that apply to this inquiry and are still unknown."""
    return tuple(slot for slot in _list_questions(inquiry, form) if not _is_known(inquiry, slot))


def _list_questions(inquiry: Inquiry, form: Form | None) -> list[str]:
    if form is None:
        return _list_custom_questions(inquiry)
    measured = inquiry.piece_type in WORN_TO_MEASURE
    return [slot for slot in form.questions if slot != "ring_size" or measured]


def _list_custom_questions(inquiry: Inquiry) -> list[str]:
    kind = inquiry.project_kind
    plain_band = bool(inquiry.is_band and inquiry.plain)
    mending = kind in MENDING
    questions = ["piece_type"]
    if not plain_band:
        questions.append("project_kind")
    if not mending and not plain_band:
        questions += ["inspiration", "likes_dislikes"]
    if not mending and not inquiry.plain and kind is not ProjectKind.WEBSITE_PIECE:
        questions.append("stones")
    if inquiry.owned_stones or inquiry.is_revive or kind is ProjectKind.REPAIR:
        questions.append("stone_condition")
    questions.append("timing")
    if not mending and kind is not ProjectKind.WEBSITE_PIECE:
        questions.append("budget")
    if not mending:
        questions.append("metal")
    if inquiry.piece_type in WORN_TO_MEASURE and kind is not ProjectKind.REPAIR:
        questions.append("ring_size")
    return [*questions, "name", "location"]


def _is_known(inquiry: Inquiry, slot: str) -> bool:
    """Whether a field is known; "gold" alone leaves its color and karat to be asked for."""
    if slot == "inspiration" and inquiry.pictures:
        return True
    return getattr(inquiry, slot) not in ((None, "gold") if slot == "metal" else (None, ()))


def _is_asked_along(slot: str, inquiry: Inquiry, asked_before: Mapping[str, int]) -> bool:
    """Whether another question carried this one; pictures without words leave open what is liked."""
    if slot == "likes_dislikes" and inquiry.pictures and inquiry.inspiration is None:
        return False
    return ASKED_ALONG.get(slot) in asked_before


def _only_refuses(inquiry: Inquiry, asked_before: Mapping[str, int]) -> bool:
    """Whether a customer has said which stones they do not want, and may still say which they do."""
    return all(stone.refused for stone in inquiry.stones) and asked_before.get("stones", 0) < STONE_PATIENCE


def _find_contact_question(
    inquiry: Inquiry, asked_before: Mapping[str, int], patience: int = CONTACT_PATIENCE
) -> str | None:
    if inquiry.reachable or sum(asked_before.get(slot, 0) for slot in ("email", "phone")) >= patience:
        return None
    refused_mail = "email" in inquiry.declined and "phone" not in inquiry.declined
    return "phone" if refused_mail else "email"


def _needs_consent_to_call(inquiry: Inquiry) -> bool:
    if inquiry.phone is None or inquiry.email:
        return False
    return inquiry.call_consent is None and "consent" not in inquiry.declined
