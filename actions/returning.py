"""Tells a customer who comes back where the conversation stood."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation

GIST: Final = ("piece_type", "more_pieces", "stones", "metal", "ring_size", "budget", "timing")
"""What it takes to recognize an inquiry in one sentence."""


class Recall(Action):
    """Say in one sentence what is known so far, or that the inquiry is with the team.

    It runs where a rule calls it, and before the message of a customer who was long away.
    """

    def name(self) -> str:
        """Name the action as the rules call it."""
        return "action_recall"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say it once a turn."""
        if any(event.get("name") == self.name() for event in tracker.events):
            return []
        conversation = Conversation(tracker)
        if conversation.intent in (None, "greet"):
            dispatcher.utter_message(response="utter_welcome_back")
        gist = conversation.describe(GIST)
        if conversation.is_submitted:
            words = f" ({gist})" if gist else ""
            dispatcher.utter_message(response="utter_recall_submitted", words=words)
        elif gist:
            dispatcher.utter_message(response="utter_recall", words=gist)
        return []
