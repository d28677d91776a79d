"""What an action sees: the inquiry so far, the house, the day, and the question that is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from bot.atelier.decision import Decision
from bot.atelier.house import House
from bot.atelier.inquiry import Consent, Inquiry, Picture, Status
from bot.atelier.judgment.routing import decide
from bot.atelier.packs.shelf import SHELF
from bot.atelier.questions import Asked, Guess, choose, resolve
from bot.atelier.readers.reading import Mention, Message, Reading
from bot.atelier.readers.revision import find_revision
from bot.atelier.voice import Voice
from bot.atelier.writing.wording import write_summary

DEFAULT_HOUSE: Final = "josefina_bailleres"
FORM: Final = "inquiry_form"
GUESSES: Final = 3
UNANSWERED: Final = "unanswered."
"""How the topics begin that stand for questions which no house answers."""


@dataclass(frozen=True)
class Conversation:
    """A tracker, read in the terms of the trade."""

    tracker: Tracker

    @cached_property
    def house(self) -> House:
        """The house that the customer is writing to."""
        return SHELF[self.tracker.get_slot("house") or DEFAULT_HOUSE]

    @property
    def voice(self) -> Voice:
        """How the house speaks to this customer."""
        return self.house.find_voice(self.inquiry.language)

    @cached_property
    def today(self) -> date:
        """The day on which the message arrived; today where a stock Rasa command names none."""
        day = (self.tracker.latest_message.get("metadata") or {}).get("today")
        return date.fromisoformat(day) if day else date.today()  # noqa: DTZ011

    @cached_property
    def inquiry(self) -> Inquiry:
        """What the customer has told so far."""
        return Inquiry.from_slots(self.tracker.slots)

    @cached_property
    def decision(self) -> Decision:
        """What the house's rules make of the inquiry so far."""
        return decide(self.inquiry, self.house, self.today)

    @property
    def is_submitted(self) -> bool:
        """Whether the brief has gone to the house."""
        return bool(self.tracker.get_slot("status") == Status.SUBMITTED.value)

    @property
    def asked(self) -> str | None:
        """The slot whose question the customer was just asked, if any."""
        if self.tracker.active_loop_name != FORM:
            return None
        slot: str | None = self.tracker.get_slot("requested_slot")
        return slot

    @cached_property
    def revision(self) -> str | None:
        """The field that the customer wishes to change, where the message does not say to what."""
        if self.asked is None:
            return None
        return find_revision(self.message.text, bare=self.asked == "confirm")

    @property
    def message_id(self) -> str | None:
        """The identity of the customer's latest message."""
        identity: str | None = self.tracker.latest_message.get("message_id")
        return identity

    @property
    def message(self) -> Message:
        """The customer's latest message with what the lexicon marked in it."""
        latest = self.tracker.latest_message
        return Message(
            text=latest.get("text") or "",
            mentions=tuple(_read_mentions(latest.get("entities") or ())),
            act=self.intent,
        )

    @property
    def intent(self) -> str | None:
        """What the model takes the message for; None where it is not sure of anything."""
        intent: str | None = (self.tracker.latest_message.get("intent") or {}).get("name")
        return None if intent == "nlu_fallback" else intent

    @property
    def act(self) -> str | None:
        """What the customer is doing, once the message has been read: an answer outranks a guess."""
        act: str | None = self.tracker.get_slot("act")
        return act

    @cached_property
    def asks(self) -> tuple[Asked, ...]:
        """What the message asks of the house, in the order of the questions, as far as the model is sure."""
        rankings = self._rankings if self.tracker.latest_message.get("may_ask") else ()
        topics = choose(rankings, self.house)
        return resolve(topics, self.message, self.inquiry, self.house, self.asked_last)

    @property
    def guesses(self) -> tuple[str, ...]:
        """The topics that came closest to the message, best first, whether sure or not."""
        near = [guess.topic for ranking in self._rankings for guess in ranking[:GUESSES]]
        return tuple(topic for topic in dict.fromkeys(near) if not topic.startswith(UNANSWERED))

    @property
    def _rankings(self) -> list[list[Guess]]:
        rankings = self.tracker.latest_message.get("questions") or ()
        return [[Guess(**guess) for guess in ranking] for ranking in rankings]

    @property
    def asked_last(self) -> tuple[str, ...]:
        """The topics that were last answered."""
        return tuple(self.tracker.get_slot("asked_last") or ())

    @property
    def is_brief(self) -> bool:
        """Whether the channel asks for short texts."""
        return (self.tracker.latest_message.get("metadata") or {}).get("channel") == "sms"

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures that came with the customer's latest message."""
        sent = (self.tracker.latest_message.get("metadata") or {}).get("pictures") or ()
        return tuple(Picture.model_validate(picture) for picture in sent)

    @property
    def reading(self) -> Reading:
        """What the latest message was read to mean."""
        return Reading.model_validate(self.tracker.get_slot("reading") or {})

    def consent_to(self, text: str) -> Consent:
        """Write down that the customer agreed to a text of the house's, today."""
        return Consent(text=text, version=self.voice.consent_version, on=self.today)

    def describe(self, slots: Iterable[str]) -> str:
        """Write what is known of some fields of the form, on one line: "engagement ring; $12,000"."""
        known = {slot: value for slot, value in self.inquiry if slot in set(slots)}
        return "; ".join(
            text for _, text in write_summary(Inquiry.model_validate(known), self.inquiry.language)
        )

    def set_inquiry(self, inquiry: Inquiry) -> list[dict[str, Any]]:
        """Write the slots in which another inquiry differs from the one so far."""
        before, after = self.inquiry.to_slots(), inquiry.to_slots()
        return [
            SlotSet(slot, after.get(slot))
            for slot in Inquiry.model_fields
            if before.get(slot) != after.get(slot)
        ]

    def events_of_turn(self) -> list[Mapping[str, Any]]:
        """List the events since the customer's latest message."""
        events: list[Mapping[str, Any]] = list(self.tracker.events)
        latest = next((i for i in reversed(range(len(events))) if events[i]["event"] == "user"), -1)
        return events[latest + 1 :]


def _read_mentions(entities: Any) -> list[Mention]:
    return [
        Mention(label=entity["entity"], value=entity["value"], start=entity["start"], end=entity["end"])
        for entity in entities
    ]
