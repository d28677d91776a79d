"""Reads the customer's message once a turn and fills every slot it speaks of."""

from __future__ import annotations

import re
from typing import Any, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from bot.atelier.readers.another import wishes_for_another
from bot.atelier.readers.language import read_language
from bot.atelier.readers.reading import Message, Reading, fold, read
from bot.atelier.readers.wordless import find_wordless

MINE: Final = re.compile(r"\b(?:my|mi)\b", re.IGNORECASE)
OPEN: Final = frozenset({"inspiration", "likes_dislikes", "stone_condition"})
"""Questions that any words may answer."""
REMARKS: Final = frozenset({"chitchat", "out_of_scope", "gibberish", "goodbye", "complain"})
SOME_WORDS: Final = 3
CHOICES: Final = frozenset({"consultation", "consent", "confirm"})
NAME: Final = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_a-z][\w'’.-]*){0,3}(?:,.*)?\Z")
"""What a bare name looks like: up to four words with capitals, and perhaps a place after a comma."""
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
        if conversation.is_submitted:
            language = read_language(conversation.message.text) or conversation.inquiry.language
            known = conversation.inquiry.model_copy(update={"language": language})
            brings = _tell_later(conversation)
            if brings == "addition":
                known = known.add_pictures(conversation.pictures)
            return [*events, *conversation.set_inquiry(known), SlotSet("brings", brings)]
        act, reading = _understand(conversation)
        inquiry = fold(conversation.inquiry, reading).add_pictures(conversation.pictures)
        if any(change.slot == "consent" and change.value for change in reading.changes):
            agreed = conversation.consent_to(conversation.voice.call_consent)
            inquiry = inquiry.model_copy(update={"call_consent": agreed})
        confirmed = next((c.value for c in reading.changes if c.slot == "confirm"), None)
        return [
            *events,
            *conversation.set_inquiry(inquiry),
            SlotSet("act", act),
            SlotSet("reading", reading.model_dump(mode="json")),
            SlotSet("brings", "wish" if _brings_a_wish(conversation, reading) else "nothing"),
            SlotSet("confirm", confirmed),
        ]


def _tell_later(conversation: Conversation) -> str:
    """Tell what a message brings once the brief has gone; facts beside a question go with its answer."""
    if wishes_for_another(conversation.message, conversation.inquiry):
        return "wish"
    reading = read(conversation.message, None, conversation.inquiry, conversation.today)
    if conversation.pictures:
        return "addition"
    return "addition" if reading.changes and not reading.asks else "nothing"


def _understand(conversation: Conversation) -> tuple[str | None, Reading]:
    """Read the message in the light of what the model takes it for, unless it plainly answers the question.

    The model sees a sentence and not the question: "Will Ashton, Bath" is a name where a name was asked for,
    and "in person, please" a choice. A statement that it takes for a question stays one where no topic is
    near, or where any words may be the answer.
    """
    message, asked = conversation.message, conversation.asked
    if conversation.revision:
        return None, Reading(language=read_language(message.text))
    reading = _read(conversation, message)
    if message.act is None or reading.asks or any(change.slot == asked for change in reading.changes):
        return message.act, reading
    freely = _read(conversation, message.model_copy(update={"act": None}))
    answers = any(change.slot == asked and change.kind == "set" for change in freely.changes)
    plain = asked in CHOICES or (asked in ("name", "location") and NAME.match(message.text))
    if answers and (plain or _insists(conversation)):
        return None, freely
    if message.act == "faq" and (asked in OPEN or not conversation.asks):
        return None, freely
    return message.act, reading


def _insists(conversation: Conversation) -> bool:
    """Whether words that the model takes for a remark are what the customer has to say to an open question.

    "No halos please, simple" refuses nothing, and who is asked again and says "moss! forest floor!" means it.
    """
    asked, text = conversation.asked, conversation.message.text
    if asked not in OPEN or find_wordless(text):
        return False
    asked_before = conversation.tracker.get_slot("asked_before") or {}
    refuses = conversation.intent == "deny" and len(text.split()) >= SOME_WORDS
    return refuses or (conversation.intent in REMARKS and asked_before.get(asked, 0) > 1)


def _read(conversation: Conversation, message: Message) -> Reading:
    return read(message, conversation.asked, conversation.inquiry, conversation.today)


def _brings_a_wish(conversation: Conversation, reading: Reading) -> bool:
    """Whether a message is about a piece to be made; a question is only where it also names particulars.

    "Can you resize my ring?" is a wish and "can rings be resized?" a question.
    """
    if conversation.pictures:
        return True
    text = conversation.message.text
    slots = {change.slot for change in reading.changes}
    if "project_kind" in slots and MINE.search(text):
        return True
    return bool(slots & (PARTICULARS if reading.asks else WISH))
