"""Leads the customer through the custom orders form: what to say of the last answer, what to ask next."""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.answers import tell_answers
from actions.conversation import FORM, Conversation
from actions.notices import give_notices
from bot.atelier.inquiry import Inquiry
from bot.atelier.intake import find_next_question
from bot.atelier.questions import find_answers
from bot.atelier.readers.reading import Change
from bot.atelier.writing.wording import write_cautions, write_summary

DIGRESSIONS: Final = frozenset(
    {"faq", "ask_help", "ask_human", "ask_bot", "ask_status", "ask_source", "chitchat", "thank", "goodbye",
     "abuse", "complain", "gibberish", "react", "share_photo", "out_of_scope", "start_over", "greet"}
)  # fmt: skip
NOTED: Final = frozenset(
    {"piece_type", "more_pieces", "project_kind", "stones", "budget", "timing", "ring_size", "metal", "email",
     "phone"}
)  # fmt: skip
"""Facts that are repeated back where they came unasked, so that a misreading shows at once."""
PATIENCE: Final = 3
"""How often a question is asked before an answer that is none leaves it open."""
CONTACT: Final = frozenset({"email", "phone"})


class ValidateInquiryForm(Action):
    """Decide what the form says and asks next; a digression is rejected, so that its rule may answer it."""

    def name(self) -> str:
        """Name the action as Rasa's form calls it."""
        return f"validate_{FORM}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Comment on what was understood, give the notices that became due, and choose the question."""
        conversation = Conversation(tracker)
        first_look = not _resumes(conversation)
        if first_look and _digresses(conversation):
            raise ActionExecutionRejection(self.name(), "the message is for another rule")
        inquiry = _give_up_on_unclear(conversation)
        interrupted = _was_interrupted(conversation)
        told = [] if first_look or interrupted else _answer_along(dispatcher, conversation)
        _thank_for_pictures(dispatcher, conversation)
        if not interrupted:
            _comment(dispatcher, conversation, first_look)
        notices = give_notices(dispatcher, conversation, conversation.inquiry, conversation.decision)
        if _is_confirmed(conversation):
            return [*told, *_record_consent(conversation, notices), SlotSet("requested_slot", None)]
        asked_before, form = dict(tracker.get_slot("asked_before") or {}), conversation.house.form
        question = find_next_question(inquiry, conversation.decision, asked_before, form)
        if conversation.revision:
            question, inquiry = conversation.revision, _clear(inquiry, conversation.revision)
        elif (
            question and question == conversation.asked and _is_tried(conversation, asked_before, interrupted)
        ):
            inquiry = _leave_open(inquiry, question)
            question = find_next_question(inquiry, conversation.decision, asked_before, form)
        if question:
            asked_before[question] = asked_before.get(question, 0) + 1
        return [
            *told,
            *conversation.set_inquiry(inquiry),
            SlotSet("notices", notices),
            SlotSet("asked_before", asked_before),
            SlotSet("requested_slot", question),
        ]


class AskConfirm(Action):
    """Show what will be sent and ask whether it is right."""

    def name(self) -> str:
        """Name the action as Rasa's form calls it."""
        return "action_ask_confirm"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the summary, or ask what to change where the customer was not happy with it."""
        conversation = Conversation(tracker)
        if tracker.get_slot("confirm") is False:
            dispatcher.utter_message(response="utter_ask_change")
            return []
        inquiry = conversation.inquiry
        told_of_risk = "risk" in (tracker.get_slot("notices") or ())
        lines = [f"{label}: {text}" for label, text in write_summary(inquiry, inquiry.language)]
        cautions = write_cautions(inquiry, inquiry.language, told_of_risk=told_of_risk)
        afresh = conversation.reading.changes or tracker.get_slot("asked_before")["confirm"] == 1
        dispatcher.utter_message(
            response="utter_summary" if afresh else "utter_summary_again",
            summary="\n".join(lines),
            consent="\n\n".join([*cautions, conversation.voice.consent]),
        )
        return []


class AskConsent(Action):
    """Ask whether a telephone number may be used, in the house's words, since these are what is agreed to."""

    def name(self) -> str:
        """Name the action as Rasa's form calls it."""
        return "action_ask_consent"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask."""
        question = Conversation(tracker).voice.call_consent
        dispatcher.utter_message(response="utter_call_consent", consent=question)
        return []


def _resumes(conversation: Conversation) -> bool:
    """Whether the form has already looked at this message: it was just started, or refused it before."""
    looked = {"active_loop", "action_execution_rejected"}
    return any(event["event"] in looked for event in conversation.events_of_turn())


def _was_interrupted(conversation: Conversation) -> bool:
    return any(event["event"] == "action_execution_rejected" for event in conversation.events_of_turn())


def _digresses(conversation: Conversation) -> bool:
    """Whether the message is for another rule; facts beside a question have been noted by then."""
    reading = conversation.reading
    if conversation.pictures and conversation.act == "share_photo":
        return False
    return conversation.act in DIGRESSIONS and (reading.asks or not reading.changes)


def _answer_along(dispatcher: CollectingDispatcher, conversation: Conversation) -> list[dict[str, Any]]:
    """Answer a question that came together with the wish that starts the form."""
    if not conversation.reading.asks:
        return []
    return tell_answers(dispatcher, conversation, find_answers(conversation.asks, conversation.house))


def _give_up_on_unclear(conversation: Conversation) -> Inquiry:
    """Leave a question open once its answer could not be right twice; the words stay for the team."""
    inquiry = conversation.inquiry
    doubted = [entry.split(":", 1)[0] for entry in inquiry.unclear]
    given_up = {slot for slot in doubted if doubted.count(slot) > 1} - CONTACT - set(inquiry.declined)
    return inquiry.model_copy(update={"declined": (*inquiry.declined, *sorted(given_up))})


def _is_tried(conversation: Conversation, asked_before: dict[str, int], interrupted: bool) -> bool:
    """Whether the open question was put often enough; being asked something back costs no patience."""
    if conversation.pictures:
        return False
    times = asked_before.get(conversation.asked or "", 0)
    if interrupted and conversation.act in ("faq", "ask_help"):
        return False
    return times >= (2 * PATIENCE if interrupted else PATIENCE)


def _leave_open(inquiry: Inquiry, slot: str) -> Inquiry:
    """Stop asking what was asked often enough; a way to write back and the last yes are never given up."""
    if slot in CONTACT | {"confirm"}:
        return inquiry
    return inquiry.model_copy(update={"declined": (*inquiry.declined, slot)})


def _thank_for_pictures(dispatcher: CollectingDispatcher, conversation: Conversation) -> None:
    """Say that pictures have arrived; whatever else the message brings is answered besides."""
    count = len(conversation.pictures)
    if count == 1:
        dispatcher.utter_message(response="utter_picture_kept")
    elif count:
        dispatcher.utter_message(response="utter_pictures_kept", pictures=count)


def _comment(dispatcher: CollectingDispatcher, conversation: Conversation, first_look: bool) -> None:
    reading = conversation.reading
    unclear = [change for change in reading.changes if change.kind == "unclear"]
    facts = [change for change in reading.changes if change.kind in ("set", "add", "remove")]
    for change in unclear:
        dispatcher.utter_message(response=f"utter_unclear_{change.slot}", words=str(change.value))
    if any(change.kind == "decline" for change in reading.changes) and not facts:
        slot = next(change.slot for change in reading.changes if change.kind == "decline")
        dispatcher.utter_message(response="utter_contact_needed" if slot in CONTACT else "utter_left_open")
    noted = _list_noted(conversation, facts)
    if noted:
        dispatcher.utter_message(response="utter_noted", facts=noted)
    elif conversation.act == "share_link" and conversation.asked != "inspiration":
        dispatcher.utter_message(response="utter_link_kept")
    elif first_look and not _says_something(conversation):
        dispatcher.utter_message(response="utter_not_understood")


def _says_something(conversation: Conversation) -> bool:
    """Whether a message that is no digression has been understood."""
    told = conversation.reading.changes or conversation.pictures or conversation.revision
    return bool(told) or conversation.act == "submit"


def _clear(inquiry: Inquiry, slot: str) -> Inquiry:
    """Make room for other stones: the customer's next answer would otherwise be added to them."""
    return inquiry.model_copy(update={"stones": ()}) if slot == "stones" else inquiry


def _list_noted(conversation: Conversation, facts: list[Change]) -> str:
    """Repeat facts where several came at once or one came unasked; free words are not echoed."""
    slots = {change.slot for change in facts} & NOTED
    if len(slots) < 2 and slots <= {conversation.asked}:
        return ""
    return conversation.describe(slots)


def _is_confirmed(conversation: Conversation) -> bool:
    others = [change for change in conversation.reading.changes if change.slot != "confirm"]
    return conversation.tracker.get_slot("confirm") is True and not others


def _record_consent(conversation: Conversation, notices: list[str]) -> list[dict[str, Any]]:
    consent = conversation.consent_to(conversation.voice.consent)
    events = [SlotSet("consent", consent.model_dump(mode="json"))]
    if "risk" in notices:
        events.append(SlotSet("risk_acknowledged", True))
    return events
