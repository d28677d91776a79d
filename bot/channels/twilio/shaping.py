"""The replies of a turn as a telephone gets them: one message, with choices to pick by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.atelier.writing.segments import split_text, write_plainly
from bot.channels.twilio.account import Account
from bot.store import Button, Reply

LIMIT: Final = 1_600
"""Characters of a message, on every channel."""
QUICK_REPLY_LIMIT, TITLE_LIMIT = 1_024, 20
"""Characters of a message with buttons, and of a button."""


def shape_for_sms(replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """Shape replies for SMS: a numbered list, and punctuation that does not double the price."""
    joined = _join(replies, "\n")
    text = write_plainly(list_choices(joined))
    return _part(replace(joined, text=text))


def shape_for_whatsapp(account: Account, replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """Shape replies for WhatsApp: buttons where the account has a template for them, else a numbered list."""
    joined = _join(replies, "\n\n")
    if find_quick_reply(account, joined):
        return (joined,)
    return _part(replace(joined, text=list_choices(joined)))


def find_quick_reply(account: Account, reply: Reply) -> str | None:
    """Find the template that shows a reply's choices as buttons, if there is one that holds them."""
    fits = len(reply.text) <= QUICK_REPLY_LIMIT
    fits = fits and all(len(button.title) <= TITLE_LIMIT for button in reply.buttons)
    return account.quick_replies.get(len(reply.buttons)) if fits else None


def _join(replies: Sequence[Reply], between: str) -> Reply:
    """Join replies into one; the last choices offered are the ones that count."""
    buttons: tuple[Button, ...] = next((reply.buttons for reply in reversed(replies) if reply.buttons), ())
    metadata = {key: value for reply in replies for key, value in reply.metadata.items()}
    return Reply(between.join(reply.text for reply in replies), buttons, metadata)


def list_choices(reply: Reply) -> str:
    """List a reply's choices below its text, to be picked by number."""
    choices = (f"{number}. {button.title}" for number, button in enumerate(reply.buttons, 1))
    return "\n".join((reply.text, *choices))


def _part(reply: Reply) -> tuple[Reply, ...]:
    """Part a reply that is too long; what belongs to the end of a turn goes with the last part."""
    *earlier, last = split_text(reply.text, LIMIT)
    kept = {key: value for key, value in reply.metadata.items() if key == "permitted"}
    return (*(Reply(text, metadata=kept) for text in earlier), replace(reply, text=last))
