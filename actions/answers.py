"""Answers questions about the house from its own approved answers, and passes on what it has not stated."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation


def announce_english(dispatcher: CollectingDispatcher, conversation: Conversation) -> list[dict[str, Any]]:
    """Say once, before the first answer, that the house's answers are in English, where that needs saying."""
    if conversation.inquiry.language == "en" or conversation.tracker.get_slot("told_of_english"):
        return []
    dispatcher.utter_message(response="utter_answers_in_english")
    return [SlotSet("told_of_english", True)]


class AnswerPolicy(Action):
    """Say what the house has stated on the topic that was asked for, or that it has stated nothing."""

    def name(self) -> str:
        """Name the action as the rules call it."""
        return "action_answer_policy"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer, and keep for the team what is unanswered or answered with two figures."""
        conversation = Conversation(tracker)
        inquiry, house = conversation.inquiry, conversation.house
        answers = [house.find_answer(topic) for topic in conversation.topics]
        disputed = dict.fromkeys(inquiry.disputed_topics)
        told = announce_english(dispatcher, conversation) if any(answers) else []
        for answer in answers:
            if answer:
                dispatcher.utter_message(text=answer.says)
                disputed |= {answer.topic: None} if answer.state == "disputed" else {}
        kept: dict[str, Any] = {"disputed_topics": tuple(disputed)}
        if not answers or None in answers:
            dispatcher.utter_message(
                response="utter_not_stated" if not any(answers) else "utter_rest_not_stated"
            )
            question = conversation.message.text
            kept["open_questions"] = tuple(dict.fromkeys((*inquiry.open_questions, question)))
        return [*told, *conversation.set_inquiry(inquiry.model_copy(update=kept))]


class GiveHelp(Action):
    """Explain the question that is open, or what Loupe can do where none is."""

    def name(self) -> str:
        """Name the action as the rules call it."""
        return "action_give_help"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Give the help that exists for the open question."""
        asked = Conversation(tracker).asked
        has_help = asked in ("ring_size", "budget", "stones", "project_kind", "stone_condition", "email")
        dispatcher.utter_message(response=f"utter_help_{asked}" if has_help else "utter_help")
        return []
