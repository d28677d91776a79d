"""What a phone adds to a turn: who may be written to, the consent, and messages that nobody can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.atelier.inquiry import Language
from bot.atelier.readers.language import read_language
from bot.atelier.readers.permission import Permission, read_permission
from bot.atelier.writing.texting import NoticeName, load_texting, write_notice
from bot.dialogue.draft import Occasion
from bot.dialogue.outcome import pass_on, write_standing_of
from bot.store import ConsentText, PendingTurn, Reply, TurnOutcome

Shape = Callable[[Sequence[Reply]], tuple[Reply, ...]]
"""Makes of a turn's replies what a channel sends."""
SILENT: Final = (
    "The customer has asked for no more messages and writes all the same: see the end of the transcript. "
    "Loupe does not answer."
)
_BY_TWILIO: Final[Mapping[str, Permission]] = {"STOP": "stop", "START": "start", "HELP": "help"}


def answer_permission(occasion: Occasion, *, on_phone: bool) -> TurnOutcome | None:
    """Say what becomes of a turn that ends or resumes the writing, or of a customer who wants silence.

    None where it is a turn like any other.
    """
    turn = occasion.turn
    wish, by_twilio = _find_wish(turn, on_phone)
    if wish == "stop":
        return _fall_silent(occasion, on_phone, answers=not by_twilio)
    if not on_phone:
        return None
    if wish == "start" and (turn.opted_out or by_twilio):
        replies = () if by_twilio else (_notify(occasion, "resumed"),)
        return TurnOutcome(state=turn.state, replies=replies, resumes=(turn.sender,))
    if wish == "help" and by_twilio:
        return TurnOutcome(state=turn.state)
    if turn.opted_out:
        known = turn.state.get("inquiry_id")
        return pass_on(occasion, SILENT) if known else TurnOutcome(state=turn.state)
    if not (turn.text or turn.pictures):
        return TurnOutcome(state=turn.state, replies=(_notify(occasion, "unreadable"),))
    return None


def dress(occasion: Occasion, outcome: TurnOutcome, shape: Shape) -> TurnOutcome:
    """Make of a turn's replies what a phone gets: with the consent at first, the help, and in shape."""
    turn, replies, consent = occasion.turn, outcome.replies, None
    if _find_wish(turn, True) == ("help", False) and not turn.opted_out:
        replies = (_notify(occasion, "help"), *replies)
    if not replies:
        return outcome
    if not turn.consented and not replies[0].metadata.get("permitted"):
        notice = _notify(occasion, "consent")
        consent = ConsentText(notice.text, load_texting().version)
        replies = (replies[0], notice, *replies[1:])
    return replace(outcome, replies=shape(replies), consent=consent)


def _fall_silent(occasion: Occasion, on_phone: bool, *, answers: bool) -> TurnOutcome | None:
    turn = occasion.turn
    known = (turn.state.get("slots") or {}).get("phone")
    contacts = dict.fromkeys(contact for contact in (turn.sender if on_phone else None, known) if contact)
    if not contacts:
        return None
    replies = (_notify(occasion, "stopped" if on_phone else "not_texted"),)
    # One confirmation is allowed, and a second "stop" asks for none.
    return TurnOutcome(
        state=turn.state,
        replies=replies if answers and not (on_phone and turn.opted_out) else (),
        silences=tuple(contacts),
    )


def _find_wish(turn: PendingTurn, on_phone: bool) -> tuple[Permission | None, bool]:
    """Find the last wish in a turn's messages, and whether Twilio has answered it already."""
    for message in reversed(turn.messages):
        known = _BY_TWILIO.get(message.metadata.get("opt_out", "").upper())
        if known:
            return known, True
        if turn.opted_out and message.text.strip(" .!").lower() == "yes":
            return "start", False
        wish = read_permission(message.text, on_phone=on_phone)
        if wish:
            return wish, False
    return None, False


def _notify(occasion: Occasion, notice: NoticeName) -> Reply:
    turn = occasion.turn
    language: Language = read_language(turn.text) or (turn.state.get("slots") or {}).get("language") or "en"
    text = write_notice(notice, occasion.house, language)
    permitted = {"permitted": True} if notice in ("stopped", "resumed") else {}
    return Reply(text, metadata={**write_standing_of(turn), **permitted})
