"""What was said, line by line, as the atelier reads it under a brief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

CHANNELS = {"web": "website chat", "whatsapp": "WhatsApp", "sms": "SMS", "rest": "chat"}
"""The channels as people call them."""


@dataclass(frozen=True)
class Line:
    """One message of a conversation."""

    at: datetime
    """When it was said; aware, in whichever zone the reader is to see."""
    who: Literal["customer", "loupe", "person"]
    """The customer, the assistant, or one of the house's people."""
    text: str
    channel: str
    """Where it was said: "web", "whatsapp", "sms", "rest"."""
    pictures: int = 0
    """How many pictures came with it."""
    name: str | None = None
    """Who of the house's people said it."""


def write_pictures(count: int) -> str:
    """Write how many pictures came with a message: "[2 pictures]"; nothing for none."""
    return f"[{count} picture{'s' if count > 1 else ''}]" if count else ""
