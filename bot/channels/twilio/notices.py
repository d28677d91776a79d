"""What the house's people are told when a message to a customer was not delivered."""

from __future__ import annotations

from bot.atelier.house import House
from bot.atelier.writing.message_id import mint_message_id
from bot.channels.twilio.codes import explain_code
from bot.store import Delivery, MailDraft, Thread

CHANNELS = {"sms": "SMS", "whatsapp": "WhatsApp"}


def draft_notice(
    delivery: Delivery, code: str | None, house: House, thread: Thread, mail_domain: str
) -> MailDraft:
    """Draft the letter about a message that did not arrive, in the thread of the customer's inquiry."""
    initials = "".join(word[0] for word in house.name.split()).upper()
    number = f" {initials}-{thread.number}" if thread.number else ""
    address = delivery.sender.removeprefix("whatsapp:")
    text = (
        f"Loupe could not write to the customer at {address} ({CHANNELS[delivery.channel]}): "
        f"{explain_code(code)}.\n\n"
        f"What the customer did not get:\n\n{delivery.reply.text}\n\n"
        "Please reach the customer another way, if they left one."
    )
    return MailDraft(
        message_id=mint_message_id(f"delivery {delivery.id}", delivery.attempts, mail_domain),
        to=house.inboxes["custom"].email,
        subject=f"[Custom{number}] A message to the customer was not delivered",
        text=text,
        references=thread.letters[:20],
    )
