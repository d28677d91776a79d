"""What a computed message changes: the replies, the inquiry as projected from the slots, and the brief."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from bot.atelier.decision import Decision, Route
from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry, Language, Status
from bot.atelier.judgment.routing import decide, write_decision
from bot.atelier.readers.language import read_language
from bot.atelier.writing.brief import write_brief
from bot.atelier.writing.message_id import mint_message_id
from bot.dialogue.agent import Computed
from bot.dialogue.handover import is_handed_over, load_snapshot
from bot.dialogue.trackers import Snapshot
from bot.store import (
    Button,
    InquiryRecord,
    Line,
    MailDraft,
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


@dataclass(frozen=True)
class Occasion:
    """Everything around a message that its outcome depends on."""

    turn: PendingTurn
    house: House
    load_transcript: Callable[[], Sequence[Line]]
    """Loads the conversation up to and with the message; called where a letter is due, and only there."""
    now: datetime
    today: date
    mail_domain: str


def conclude(occasion: Occasion, computed: Computed) -> TurnOutcome:
    """Say what to commit of a computed turn."""
    slots, before = computed.snapshot["slots"], load_snapshot(occasion.turn.state)["slots"]
    status = _find_status(computed.snapshot)
    was_submitted = before.get("status") == Status.SUBMITTED.value
    submitted = status is Status.SUBMITTED
    asks_person = bool(slots.get("wants_person") and not before.get("wants_person"))
    inquiry_id = _find_inquiry_id(occasion.turn, computed.snapshot, was_submitted)
    replies = _write_replies(computed, status, inquiry_id)
    number = _find_number(occasion.turn, inquiry_id)
    state = {**computed.snapshot, "inquiry_id": inquiry_id, "number": number}
    if inquiry_id is None:
        return TurnOutcome(state=state, replies=replies, questions=_find_questions(occasion.turn, slots))
    inquiry = Inquiry.from_slots(slots)
    decision = decide(inquiry, occasion.house, occasion.today)
    added = was_submitted and slots.get("addition") == str(occasion.turn.inbox_id)
    is_due = added or asks_person or (submitted and not was_submitted)
    news = ADDITION if added else ""
    return TurnOutcome(
        state=state,
        replies=replies,
        inquiry=InquiryRecord(
            id=inquiry_id, status=status, slots=inquiry.to_slots(), decision=write_decision(decision)
        ),
        brief=_draft(occasion, inquiry, decision, replies, inquiry_id, news) if is_due else None,
        questions=_find_questions(occasion.turn, slots),
        hands_over=is_handed_over(slots),
    )


def pass_on(occasion: Occasion) -> TurnOutcome:
    """Send what a customer writes who is in the care of people to these people, and say nothing."""
    turn = occasion.turn
    inquiry = Inquiry.from_slots(turn.state["slots"])
    decision = decide(inquiry, occasion.house, occasion.today)
    brief = _draft(occasion, inquiry, decision, (), turn.state["inquiry_id"], FOR_PEOPLE)
    return TurnOutcome(state=turn.state, brief=brief)


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
    inquiry = Inquiry(name=slots.get("name"), email=slots.get("email"), phone=slots.get("phone"))
    brief = _draft(occasion, inquiry, decision, (reply,), inquiry_id or turn.conversation_id, CALL_FOR_HELP)
    return TurnOutcome(state=turn.state, replies=(reply,), brief=brief)


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


def _write_replies(computed: Computed, status: Status, inquiry_id: str | None) -> tuple[Reply, ...]:
    standing = _write_standing(computed.snapshot, status, inquiry_id)
    last = len(computed.utterances) - 1
    return tuple(
        Reply(
            utterance.text,
            tuple(Button(button["title"], button["payload"]) for button in utterance.buttons),
            standing if place == last else {},
        )
        for place, utterance in enumerate(computed.utterances)
    )


def _write_standing(snapshot: Snapshot, status: Status, inquiry_id: str | None) -> dict[str, Any]:
    """Write where the conversation stands, as the last reply of every turn says it."""
    asked = snapshot["slots"].get("requested_slot") if snapshot["active_loop"] else None
    return {"asked": asked, "status": status.value, "inquiry_id": inquiry_id}


def _draft(
    occasion: Occasion,
    inquiry: Inquiry,
    decision: Decision,
    replies: Sequence[Reply],
    inquiry_id: str,
    news: str = "",
) -> MailDraft:
    turn, house = occasion.turn, occasion.house
    lines = [
        *occasion.load_transcript(),
        *(Line(occasion.now, "loupe", reply.text, turn.channel) for reply in replies),
    ]
    number = _write_number(turn, house, inquiry_id)
    brief = write_brief(inquiry, decision, house, lines, number, occasion.now, news)
    attachment: dict[str, Any] = json.loads(brief.json_text)
    return MailDraft(
        message_id=mint_message_id(inquiry_id, len(turn.thread), occasion.mail_domain),
        to=brief.to or house.inboxes["custom"].email,
        subject=brief.subject,
        text=brief.text,
        html=brief.html,
        reply_to=_write_address(*brief.reply_to) if brief.reply_to else None,
        references=turn.thread,
        inquiry=attachment,
    )


def _write_address(name: str, address: str) -> str:
    return f"{name} <{address}>" if name else address


def _find_number(turn: PendingTurn, inquiry_id: str | None) -> int | None:
    """Find the inquiry's number; a closed inquiry keeps it for what is added afterwards."""
    if turn.number is not None and turn.inquiry_id == inquiry_id:
        return turn.number
    same = turn.state.get("inquiry_id") == inquiry_id
    number: int | None = turn.state.get("number") if same else None
    return number


def _write_number(turn: PendingTurn, house: House, inquiry_id: str) -> str:
    """Write the inquiry's number as the house's people say it: "JB-1042"."""
    initials = "".join(word[0] for word in house.name.split()).upper()
    return f"{initials}-{_find_number(turn, inquiry_id) or inquiry_id[:8]}"
