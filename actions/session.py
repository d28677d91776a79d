"""Begins a conversation: which house is written to, and its greeting."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import DEFAULT_HOUSE
from bot.atelier.packs.shelf import SHELF


class StartSession(Action):
    """Greet in the house's name, once: customers know from the first line that they talk to an assistant."""

    def name(self) -> str:
        """Name the action as Rasa calls it before the first message of a conversation."""
        return "action_session_start"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Note the house and say its greeting."""
        metadata = tracker.get_slot("session_started_metadata") or {}
        house = SHELF[metadata.get("house") or DEFAULT_HOUSE]
        # The first message has not been read yet; its language comes along with it.
        voice = house.find_voice(metadata.get("language") or "en")
        dispatcher.utter_message(text=voice.greeting)
        # Who writes from a phone has left its number: it is not asked for, but whether it may be used is.
        phone = [SlotSet("phone", metadata["phone"])] if metadata.get("phone") else []
        return [SessionStarted(), SlotSet("house", house.key), *phone, ActionExecuted("action_listen")]
