"""Reads the customer's message once a turn and fills every slot it speaks of."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from bot.atelier.readers.reading import Reading, fold, read

PARTICULARS: Final = frozenset(
    {"budget", "stones", "ring_size", "timing", "email", "phone", "stone_condition"}
)
WISH: Final = PARTICULARS | {"piece_type", "project_kind", "metal", "inspiration", "likes_dislikes"}


class ReadMessage(Action):
    """Fill the slots from the message: the one way in for facts, whatever Rasa predicts next."""

    def name(self) -> str:
        """Name the action as the domain's slot mappings call it."""
        return "action_read_message"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Read the message, unless this turn has read it already (a form that starts asks again)."""
        conversation = Conversation(tracker)
        if tracker.get_slot("message_read") == conversation.message_id:
            return []
        events = [SlotSet("message_read", conversation.message_id)]
        if tracker.get_slot("status") == "submitted":
            return events
        reading = read(conversation.message, conversation.asked, conversation.inquiry, conversation.today)
        confirmed = next((c.value for c in reading.changes if c.slot == "confirm"), None)
        return [
            *events,
            *conversation.set_inquiry(fold(conversation.inquiry, reading)),
            SlotSet("reading", reading.model_dump(mode="json")),
            SlotSet("wish", _tells_of_a_wish(reading)),
            SlotSet("confirm", confirmed),
        ]


def _tells_of_a_wish(reading: Reading) -> bool:
    """Whether a message is about a piece to be made; a question is only where it also names particulars."""
    slots = {change.slot for change in reading.changes}
    return bool(slots & (PARTICULARS if reading.asks else WISH))
