"""Closes an inquiry, adds to a closed one, opens a new one, and hands over to people."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.notices import give_notices
from bot.atelier.inquiry import Inquiry
from bot.atelier.judgment.routing import decide
from bot.atelier.readers.reading import fold, read

KEPT: Final = ("name", "email", "phone", "location", "language")
"""What stays known of a customer who opens another inquiry."""
BOOKKEEPING: Final = ("reading", "confirm", "asked_before", "notices", "requested_slot")


class SubmitInquiry(Action):
    """Close the inquiry and say what happens next, in the house's words."""

    def name(self) -> str:
        """Name the action as the rules call it."""
        return "action_submit_inquiry"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the route, why, and who will write; the turn sends the brief when it commits."""
        conversation = Conversation(tracker)
        voice, decision = conversation.voice, conversation.decision
        why = next((r.says for r in decision.reasons if not r.for_staff and r.rule.startswith("tier")), "")
        # Reasons are written in English only, and the closing says without them what happens next.
        why = why if conversation.inquiry.language == "en" else ""
        if conversation.inquiry.wants_person:
            dispatcher.utter_message(response="utter_person_told")
        else:
            parts = [voice.closings[decision.route], why, voice.sign_off]
            dispatcher.utter_message(text="\n\n".join(part for part in parts if part))
        return [SlotSet("status", "submitted")]


class AddToInquiry(Action):
    """Take what a customer adds after the brief has gone, for the same brief's thread."""

    def name(self) -> str:
        """Name the action as the rules call it."""
        return "action_add_to_inquiry"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Add what the message tells, or its words alone."""
        return add_to_inquiry(dispatcher, Conversation(tracker))


class OpenInquiry(Action):
    """Begin another inquiry for a customer whose last one has been sent, or begin this one again."""

    def name(self) -> str:
        """Name the action as the rules call it."""
        return "action_open_inquiry"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Forget the wish, keep the customer, and read the message anew."""
        conversation = Conversation(tracker)
        known = {slot: tracker.get_slot(slot) for slot in KEPT}
        fresh = Inquiry.from_slots(known)
        reading = read(conversation.message, None, fresh, conversation.today)
        return [
            *(SlotSet(slot, None) for slot in BOOKKEEPING),
            *conversation.set_inquiry(fold(fresh, reading).add_pictures(conversation.pictures)),
            SlotSet("reading", reading.model_dump(mode="json")),
            SlotSet("status", "collecting"),
        ]


class HandOff(Action):
    """Pass the customer to the people of the house."""

    def name(self) -> str:
        """Name the action as the rules call it."""
        return "action_hand_off"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Note that a person is wanted; the form then asks for a way to write back, and for nothing else."""
        conversation = Conversation(tracker)
        if conversation.is_submitted:
            dispatcher.utter_message(response="utter_person_told")
        elif not conversation.inquiry.reachable:
            dispatcher.utter_message(response="utter_person")
        return [SlotSet("wants_person", True)]


def add_to_inquiry(dispatcher: CollectingDispatcher, conversation: Conversation) -> list[dict[str, Any]]:
    """Mark the message as an addition, which the turn sends on when it commits, and fold in its facts."""
    added = read(conversation.message, None, conversation.inquiry, conversation.today)
    inquiry = fold(conversation.inquiry, added)
    decision = decide(inquiry, conversation.house, conversation.today)
    dispatcher.utter_message(response="utter_added")
    return [
        SlotSet("addition", conversation.message_id),
        SlotSet("notices", give_notices(dispatcher, conversation, inquiry, decision)),
        *conversation.set_inquiry(inquiry),
    ]
