"""The brief as a mail, drafted from everything around a message."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from bot.atelier.decision import Decision
from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry
from bot.atelier.writing.brief import name_picture, write_brief
from bot.atelier.writing.message_id import mint_message_id
from bot.atelier.writing.transcript import CHANNELS
from bot.store import Attachment, Kin, Line, MailDraft, PendingTurn, Reply

ENCLOSED: Final = 12
"""How many pictures go with one letter: with more of them mail servers refuse it."""


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
    find_kin: Callable[[Sequence[str]], Sequence[Kin]] = lambda contacts: ()
    """Finds the customer's other conversations by phone numbers and mail addresses; called like the above."""


def draft_brief(
    occasion: Occasion,
    inquiry: Inquiry,
    decision: Decision,
    replies: Sequence[Reply],
    inquiry_id: str,
    news: str = "",
    pictures: Sequence[str] = (),
) -> MailDraft:
    """Draft the brief of an inquiry, with the pictures of these ids enclosed, as many as fit."""
    turn, house = occasion.turn, occasion.house
    lines = [
        *occasion.load_transcript(),
        *(Line(occasion.now, "loupe", reply.text, turn.channel) for reply in replies),
    ]
    number = _write_number(turn, house, inquiry_id)
    enclosed = tuple(pictures[:ENCLOSED])
    elsewhere = _list_kin(occasion, inquiry)
    brief = write_brief(inquiry, decision, house, lines, number, occasion.now, news, enclosed, elsewhere)
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
        attachments=tuple(
            Attachment(picture.id, name_picture(number, place))
            for place, picture in enumerate(inquiry.pictures, 1)
            if picture.id in enclosed
        ),
    )


def _list_kin(occasion: Occasion, inquiry: Inquiry) -> list[tuple[str, str]]:
    """List the customer's inquiries on other channels: linked, and left to people to put together."""
    contacts = [inquiry.email, inquiry.phone, occasion.turn.sender]
    kin = occasion.find_kin([contact for contact in contacts if contact])
    return [
        (
            "Also wrote",
            f"on {CHANNELS.get(relative.channel, relative.channel)}: inquiry "
            f"{_write_house_number(occasion.house, str(relative.number))}",
        )
        for relative in kin
    ]


def _write_address(name: str, address: str) -> str:
    return f"{name} <{address}>" if name else address


def find_number(turn: PendingTurn, inquiry_id: str | None) -> int | None:
    """Find the inquiry's number; a closed inquiry keeps it for what is added afterwards."""
    if turn.number is not None and turn.inquiry_id == inquiry_id:
        return turn.number
    same = turn.state.get("inquiry_id") == inquiry_id
    number: int | None = turn.state.get("number") if same else None
    return number


def _write_number(turn: PendingTurn, house: House, inquiry_id: str) -> str:
    """Write the inquiry's number as the house's people say it: "JB-1042"."""
    return _write_house_number(house, str(find_number(turn, inquiry_id) or inquiry_id[:8]))


def _write_house_number(house: House, number: str) -> str:
    initials = "".join(word[0] for word in house.name.split()).upper()
    return f"{initials}-{number}"
