"""A reply in the terms of Twilio's API: free text, buttons, or the template that WhatsApp wants."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, Final

from bot.atelier.writing.segments import write_plainly
from bot.channels.failures import DeliveryFailure, PermanentFailure
from bot.channels.twilio.account import PHONES, WHATSAPP, Account
from bot.channels.twilio.client import STEP
from bot.channels.twilio.codes import Consequence, find_consequence
from bot.channels.twilio.shaping import find_quick_reply, list_choices
from bot.store import Delivery

WINDOW: Final = timedelta(hours=24)
"""How long after a customer's last message WhatsApp takes free text."""
OUTSIDE_WINDOW: Final = "63016"
LINE: Final = 1_000
"""Characters of a text within a template."""
Fields = dict[str, Any]


class Unwritable(PermanentFailure):
    """The reply in the outbox cannot be made a message."""


def compose(account: Account, delivery: Delivery, now: datetime) -> Fields:
    """Compose a message; raises PermanentFailure where it can never be one."""
    if delivery.channel not in PHONES:
        raise Unwritable(STEP, "no such channel")
    try:
        return _write(account, delivery, outside_window=_is_outside_window(delivery, now))
    except DeliveryFailure:
        raise
    except Exception as error:
        raise Unwritable(STEP, type(error).__name__) from error


def compose_instead(account: Account, delivery: Delivery, refused: Fields, code: str) -> Fields | None:
    """Compose in another form what was refused in one: free text as a template, buttons as a list."""
    template = refused.get("content_sid")
    if code == OUTSIDE_WINDOW:
        usable = account.window_template not in (None, template)
        return _write(account, delivery, outside_window=True) if usable else None
    if template not in account.quick_replies.values() or find_consequence(code) is not Consequence.UNKNOWN:
        return None
    common = {name: value for name, value in refused.items() if not name.startswith("content")}
    return common | {"body": list_choices(delivery.reply)}


def _write(account: Account, delivery: Delivery, *, outside_window: bool) -> Fields:
    reply = delivery.reply
    fields: Fields = {
        "to": delivery.sender,
        "from_": _find_number(account, delivery),
        "status_callback": account.status_callback,
    }
    if account.messaging_service_sid and delivery.channel == "sms":
        fields["messaging_service_sid"] = account.messaging_service_sid
    if outside_window:
        if not account.window_template:
            raise PermanentFailure(STEP, OUTSIDE_WINDOW)
        return fields | _fill(account.window_template, " ".join(reply.text.split())[:LINE])
    quick_reply = find_quick_reply(account, reply) if delivery.channel == "whatsapp" else None
    if quick_reply:
        return fields | _fill(quick_reply, reply.text, *(button.title for button in reply.buttons))
    # Shaped already, except for what one of the house's people wrote.
    return fields | {"body": write_plainly(reply.text) if delivery.channel == "sms" else reply.text}


def _find_number(account: Account, delivery: Delivery) -> str:
    """Find the number to answer from: the one that was written to, while it is ours."""
    wrote_to = delivery.details.get("to")
    same = [
        number
        for number, house in account.numbers.items()
        if house == delivery.house and number.startswith(WHATSAPP) == (delivery.channel == "whatsapp")
    ]
    if wrote_to in same:
        return str(wrote_to)
    if not same:
        raise PermanentFailure(STEP, "no number")
    return same[0]


def _is_outside_window(delivery: Delivery, now: datetime) -> bool:
    heard = delivery.last_heard_at or delivery.created_at
    return delivery.channel == "whatsapp" and now - heard >= WINDOW


def _fill(template: str, *values: str) -> dict[str, str]:
    variables = {str(place): value for place, value in enumerate(values, 1)}
    return {"content_sid": template, "content_variables": json.dumps(variables, ensure_ascii=False)}
