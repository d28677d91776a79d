"""Twilio's error codes, by what follows from each."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Consequence(Enum):
    """What to do about a message that was not delivered."""

    STOP = "stop"
    """It cannot be delivered; the house's people are told."""
    ONCE_MORE = "once more"
    """The telephone was out of reach; one more try later."""
    AGAIN = "again"
    """There was no room; it is sent again later."""
    SILENCE = "silence"
    """The customer has opted out; nothing is sent to them any more."""
    ALARM = "alarm"
    """The account's own matter: whoever runs the service has to look, and the house's people are told."""

    UNKNOWN = "unknown"
    """Nothing is known of the code: a blind retry may cost or annoy, so it stops and people are told."""


CODES: Final[dict[str, tuple[Consequence, str]]] = {
    "21610": (Consequence.SILENCE, "the customer has opted out of messages"),
    "63016": (Consequence.STOP, "the customer was last heard more than a day ago"),
    "63014": (Consequence.STOP, "the customer has blocked the number"),
    "63024": (Consequence.STOP, "this is no WhatsApp recipient"),
    "63032": (Consequence.STOP, "WhatsApp does not let us write to the customer"),
    "30003": (Consequence.ONCE_MORE, "the telephone cannot be reached"),
    "30005": (Consequence.STOP, "the number does not exist"),
    "30006": (Consequence.STOP, "the number is a landline or cannot be reached"),
    "21211": (Consequence.STOP, "the number is not valid"),
    "21612": (Consequence.STOP, "the number cannot be reached from ours"),
    "21614": (Consequence.STOP, "the number is no mobile telephone"),
    "21617": (Consequence.STOP, "the message is too long"),
    "30007": (Consequence.ALARM, "the carrier filtered the message"),
    "30034": (Consequence.ALARM, "our number is not registered with the carriers (A2P 10DLC)"),
    "30001": (Consequence.AGAIN, "the queue was full"),
    "21611": (Consequence.AGAIN, "the queue was full"),
    "63017": (Consequence.AGAIN, "the rate limit was exceeded"),
    "63018": (Consequence.AGAIN, "the rate limit was exceeded"),
    "20429": (Consequence.AGAIN, "there were too many requests"),
}
_UNKNOWN: Final = (Consequence.UNKNOWN, "it was not delivered")


def find_consequence(code: str | None) -> Consequence:
    """Find what follows from a code."""
    return CODES.get(code or "", _UNKNOWN)[0]


def explain_code(code: str | None) -> str:
    """Explain a code to the house's people."""
    words = CODES.get(code or "", _UNKNOWN)[1]
    return f"{words} (Twilio's code {code})" if code and code.isdecimal() else words
