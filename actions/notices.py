"""Says what a customer should know of the house's rules, each thing once and as soon as it applies."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from bot.atelier.decision import Decision, Flag
from bot.atelier.inquiry import Inquiry


def give_notices(
    dispatcher: CollectingDispatcher, conversation: Conversation, inquiry: Inquiry, decision: Decision
) -> list[str]:
    """Say the notices that became due; returns the keys of all that were given so far."""
    given = list(conversation.tracker.get_slot("notices") or ())
    for key, text in _list_due(conversation, inquiry, decision):
        if key not in given:
            dispatcher.utter_message(text=text)
            given.append(key)
    return given


def _list_due(conversation: Conversation, inquiry: Inquiry, decision: Decision) -> list[tuple[str, str]]:
    due, gems = [], conversation.house.gems
    if gems and (inquiry.owned_stones or inquiry.is_revive):
        due.append(("risk", gems.risk_notice.find(inquiry.language)))
    says = conversation.voice.notices
    if Flag.TIMING_TOO_TIGHT in decision.flags and inquiry.piece_type:
        due.append(("timing_too_tight", says["timing_too_tight"]))
    if inquiry.piece_type and inquiry.project_kind:
        if decision.tier == "gap":
            due.append(("gap", says["gap"]))
        elif decision.tier == "below_custom":
            due.append(("below_custom", says["below_custom"]))
    return due
