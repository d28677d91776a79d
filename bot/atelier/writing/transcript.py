"""What was said, line by line, as the atelier reads it under a brief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Line:
    """One message of a conversation."""

    at: datetime
    """When it was said; aware, in whichever zone the reader is to see."""
    who: Literal["customer", "loupe"]
    text: str
    channel: str
    """Where it was said: "web", "whatsapp", "sms", "rest"."""
