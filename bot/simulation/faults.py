"""Faults on command: the ways in which a request to Twilio can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

MESSAGES: Final = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "Internal Server Error",
    21211: "Invalid 'To' Phone Number",
    21610: "Attempt to send to unsubscribed recipient",
    21611: "This 'From' number has exceeded the maximum number of queued messages",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit",
    63016: "Failed to send freeform message because you are outside the allowed window.",
}


@dataclass(frozen=True)
class Fault:
    """How one request to send a message goes wrong."""

    status: int = 201
    """The HTTP status of the answer."""
    code: int | None = None
    """Twilio's code in its body."""
    accepts: bool = False
    """Whether the message is taken all the same."""
    hangs: float = 0.0
    """Seconds before the answer."""
    garbles: bool = False
    """Whether the answer is no JSON."""
    retry_after: int | None = None
    reports: int | None = None
    """The code with which the carrier reports the message as undelivered, later."""


FAULTS: Final[dict[str, Fault]] = {
    "429": Fault(429, 20429, retry_after=1),
    "500": Fault(500, 20500),
    "500-accepted": Fault(500, 20500, accepts=True),
    "hang": Fault(201, accepts=True, hangs=3600),
    "time-out": Fault(503, hangs=3600),
    "bad-json": Fault(201, accepts=True, garbles=True),
    "21610": Fault(400, 21610),
    "21211": Fault(400, 21211),
    "63016": Fault(400, 63016),
    "63016-reported": Fault(201, accepts=True, reports=63016),
    "30003": Fault(201, accepts=True, reports=30003),
    "30007": Fault(201, accepts=True, reports=30007),
}
"""The faults that can be asked for by name."""


def write_error(status: int, code: int) -> dict[str, Any]:
    """Write an error as Twilio's API does."""
    return {
        "code": code,
        "message": MESSAGES.get(code, "Error"),
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
