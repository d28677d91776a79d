"""What a computed message changes: the replies, the inquiry as projected from the slots, and the brief."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.atelier.decision import Decision, Route
from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry, Language, Picture, Status
from bot.atelier.judgment.routing import decide, write_decision
from bot.atelier.readers.language import read_language
from bot.atelier.readers.revision import REVISABLE
from bot.atelier.writing.wording import write_fields
from bot.dialogue.agent import Computed
from bot.dialogue.draft import Occasion, draft_brief, find_number
from bot.dialogue.handover import is_handed_over, load_snapshot
from bot.dialogue.trackers import Snapshot
from bot.store import (
    Button,
    InquiryRecord,
    OpenQuestion,
    PendingTurn,
    Reply,
    TurnOutcome,
    new_id,
)

APOLOGY: Final = (
    "I am sorry, something went wrong on our side. Your message is kept, and the team will read it."
)
APOLOGIES: Final[dict[Language, str]] = {
    "en": APOLOGY,
    "es": "Lo siento, algo falló de nuestro lado. Su mensaje queda guardado y el equipo lo leerá.",
}
CALL_FOR_HELP: Final = "Loupe could not answer the customer's last message. Please take over from here."
ADDITION: Final = "The customer has added to this inquiry: see the end of the transcript."
FOR_PEOPLE: Final = "The customer writes to you: see the end of the transcript."


def conclude(occasion: Occasion, computed: Computed) -> TurnOutcome:
    """Say what to commit of a computed turn."""
    slots, before = computed.snapshot["slots"], load_snapshot(occasion.turn.state)["slots"]
    status = _find_status(computed.snapshot)
    was_submitted = before.get("status") == Status.SUBMITTED.value
    submitted = status is Status.SUBMITTED
    asks_person = bool(slots.get("wants_person") and not before.get("wants_person"))
    inquiry_id = _find_inquiry_id(occasion.turn, computed.snapshot, was_submitted)
    replies = _write_replies(computed, status, inquiry_id, occasion.house, occasion.today)
    number = find_number(occasion.turn, inquiry_id)
    state = {**computed.snapshot, "inquiry_id": inquiry_id, "number": number}
    if inquiry_id is None:
        return TurnOutcome(state=state, replies=replies, questions=_find_questions(occasion.turn, slots))
    inquiry = Inquiry.from_slots(slots)
    decision = decide(inquiry, occasion.house, occasion.today)
    added = was_submitted and slots.get("addition") == str(occasion.turn.inbox_id)
    is_due = added or asks_person or (submitted and not was_submitted)
    news = ADDITION if added else ""
    # What follows a brief in its thread brings only what the brief did not.
    new = tuple(picture.id for picture in (occasion.turn.pictures if was_submitted else inquiry.pictures))
    return TurnOutcome(
        state=state,
        replies=replies,
        inquiry=InquiryRecord(
            id=inquiry_id, status=status, slots=inquiry.to_slots(), decision=write_decision(decision)
        ),
        brief=draft_brief(occasion, inquiry, decision, replies, inquiry_id, news, new) if is_due else None,
        questions=_find_questions(occasion.turn, slots),
        hands_over=is_handed_over(slots),
    )


def pass_on(occasion: Occasion, news: str = FOR_PEOPLE) -> TurnOutcome:
    """Send what a customer writes who is in the care of people to these people, and say nothing."""
    turn, slots = occasion.turn, occasion.turn.state["slots"]
    sent = _list_pictures(turn)
    inquiry = Inquiry.from_slots(slots).add_pictures(sent)
    decision = decide(inquiry, occasion.house, occasion.today)
    new = tuple(picture.id for picture in sent)
    brief = draft_brief(occasion, inquiry, decision, (), turn.state["inquiry_id"], news, new)
    return TurnOutcome(state={**turn.state, "slots": {**slots, **inquiry.to_slots()}}, brief=brief)


def give_up(occasion: Occasion) -> TurnOutcome:
    """Apologize, leave the conversation where it stood, and call the house's people to the message."""
    turn, house = occasion.turn, occasion.house
    before = load_snapshot(turn.state)
    slots, inquiry_id = before["slots"], turn.state.get("inquiry_id")
    language = read_language(turn.text) or slots.get("language") or "en"
    reply = Reply(APOLOGIES[language], metadata=_write_standing(before, _find_status(before), inquiry_id))
    # Whatever failed may fail again: neither the slots nor the rules are trusted for this letter.
    decision = Decision(
        tier=None, route=Route.TEAM_REVIEW, inbox=house.inboxes["custom"].email, consultation=None,
        lead_time=None, flags=(), reasons=(),
    )  # fmt: skip
    inquiry = Inquiry(
        name=slots.get("name"),
        email=slots.get("email"),
        phone=slots.get("phone"),
        pictures=_list_pictures(turn),
    )
    new, thread = tuple(picture.id for picture in turn.pictures), inquiry_id or turn.conversation_id
    brief = draft_brief(occasion, inquiry, decision, (reply,), thread, CALL_FOR_HELP, new)
    return TurnOutcome(state=turn.state, replies=(reply,), brief=brief)


def _write_field(slot: str, label: str, said: str) -> dict[str, Any]:
    """Write a field of the summary; only those with a question of their own can be changed at a touch."""
    return {"slot": slot if slot in REVISABLE else None, "label": label, "text": said}


def write_standing_of(turn: PendingTurn) -> dict[str, Any]:
    """Write where a conversation stands that a turn leaves as it was."""
    before = load_snapshot(turn.state)
    return _write_standing(before, _find_status(before), turn.state.get("inquiry_id"))


def _list_pictures(turn: PendingTurn) -> tuple[Picture, ...]:
    """List the pictures of a message as an inquiry holds them."""
    return tuple(Picture(id=picture.id, note=picture.note) for picture in turn.pictures)


def _find_questions(turn: PendingTurn, slots: Mapping[str, Any]) -> tuple[OpenQuestion, ...]:
    """Find the question of this message that no answer covers."""
    kept = slots.get("question") or {}
    if kept.get("message") != str(turn.inbox_id):
        return ()
    return (OpenQuestion(kept["words"], tuple(kept["guesses"])),)


def _find_status(snapshot: Snapshot) -> Status:
    slots = snapshot["slots"]
    if slots.get("status") == Status.SUBMITTED.value:
        return Status.SUBMITTED
    asks_to_confirm = snapshot["active_loop"] and slots.get("requested_slot") == "confirm"
    return Status.CONFIRMING if asks_to_confirm else Status.COLLECTING


def _find_inquiry_id(turn: PendingTurn, snapshot: Snapshot, was_submitted: bool) -> str | None:
    """Find the inquiry that the conversation is about; a new wish after a brief has gone is a new one."""
    known: str | None = turn.state.get("inquiry_id")
    is_submitted = snapshot["slots"].get("status") == Status.SUBMITTED.value
    if known and (is_submitted or not was_submitted):
        return known
    started = snapshot["active_loop"] or is_submitted
    return new_id() if started else None


def _write_replies(
    computed: Computed, status: Status, inquiry_id: str | None, house: House, today: date
) -> tuple[Reply, ...]:
    standing = _write_standing(computed.snapshot, status, inquiry_id)
    last = len(computed.utterances) - 1
    replies = []
    for place, utterance in enumerate(computed.utterances):
        told = {"source": utterance.source} if utterance.source else {}
        if place == last:
            told |= {
                **standing,
                **_write_offer(utterance.text, computed.snapshot["slots"], standing, house, today),
            }
        buttons = tuple(Button(button["title"], button["payload"]) for button in utterance.buttons)
        replies.append(Reply(utterance.text, buttons, told))
    return tuple(replies)


def _write_offer(
    text: str, slots: Mapping[str, Any], standing: Mapping[str, Any], house: House, today: date
) -> dict[str, Any]:
    """Write what a page can show besides the words: the summary's fields, or the ways to talk."""
    inquiry = Inquiry.from_slots(slots)
    if standing["asked"] == "confirm":
        fields = write_fields(inquiry, inquiry.language)
        if all(f"{label}: {said}" in text for _, label, said in fields):
            return {"fields": [_write_field(*field) for field in fields]}
    if standing["asked"] == "consultation":
        in_person = decide(inquiry, house, today).consultation == "virtual_or_in_person"
        return {"choices": {"modes": ["virtual", "in_person"] if in_person else ["virtual"]}}
    return {}


def _write_standing(snapshot: Snapshot, status: Status, inquiry_id: str | None) -> dict[str, Any]:
    """Write where the conversation stands, as the last reply of every turn says it."""
    asked = snapshot["slots"].get("requested_slot") if snapshot["active_loop"] else None
    return {"asked": asked, "status": status.value, "inquiry_id": inquiry_id}
