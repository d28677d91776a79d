"""Answers questions about the house from its own approved answers, and passes on what it has not stated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.submission import add_to_inquiry
from bot.atelier.house import Answer
from bot.atelier.questions import find_answers
from bot.atelier.readers.reading import read


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
        answers = find_answers(conversation.asks, conversation.house)
        events = tell_answers(dispatcher, conversation, answers)
        if conversation.is_submitted and _tells(conversation):
            events += add_to_inquiry(dispatcher, conversation)
        if answers and None not in answers:
            return events
        dispatcher.utter_message(response="utter_not_stated" if not any(answers) else "utter_rest_not_stated")
        inbox = conversation.house.inboxes.get("sales") or conversation.house.inboxes["custom"]
        if inbox.published and not any(answers):
            dispatcher.utter_message(response="utter_write_yourself", email=inbox.email)
        question, inquiry = conversation.message.text, conversation.inquiry
        kept = tuple(dict.fromkeys((*inquiry.open_questions, question)))
        return [
            *events,
            SlotSet("open_questions", kept),
            SlotSet(
                "question",
                {"message": conversation.message_id, "words": question, "guesses": conversation.guesses},
            ),
        ]


def _tells(conversation: Conversation) -> bool:
    """Whether a message states a fact beside its question."""
    return bool(read(conversation.message, None, conversation.inquiry, conversation.today).changes)


class GiveSource(Action):
    """Say in which section of the house's documents the last answers stand."""

    def name(self) -> str:
        """Name the action as the rules call it."""
        return "action_give_source"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Name the sections, or say that nothing has been quoted yet."""
        sources = tracker.get_slot("sources")
        if sources:
            dispatcher.utter_message(response="utter_source", source="; ".join(sources))
        else:
            dispatcher.utter_message(response="utter_no_source")
        return []


def tell_answers(
    dispatcher: CollectingDispatcher, conversation: Conversation, answers: Sequence[Answer | None]
) -> list[dict[str, Any]]:
    """Say the answers that there are, and remember what was asked, where it stands and what is disputed."""
    told = [answer for answer in answers if answer]
    if not told:
        return []
    events = _announce_english(dispatcher, conversation)
    for answer in told:
        words = (conversation.is_brief and answer.short) or answer.says
        dispatcher.utter_message(text=words, source=answer.source)
    disputed = [answer.topic for answer in told if answer.state == "disputed"]
    return [
        *events,
        SlotSet("asked_last", [asked.topic for asked in conversation.asks]),
        SlotSet("question_before", conversation.message.text),
        SlotSet("sources", list(dict.fromkeys(answer.source for answer in told))),
        SlotSet("disputed_topics", tuple(dict.fromkeys((*conversation.inquiry.disputed_topics, *disputed)))),
    ]


def _announce_english(dispatcher: CollectingDispatcher, conversation: Conversation) -> list[dict[str, Any]]:
    """Say once, before the first answer, that the house's answers are in English, where that needs saying."""
    if conversation.inquiry.language == "en" or conversation.tracker.get_slot("told_of_english"):
        return []
    dispatcher.utter_message(response="utter_answers_in_english")
    return [SlotSet("told_of_english", True)]


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
