"""How a letter can fail to be accepted, and what follows from each way."""

from __future__ import annotations


class DeliveryFailure(Exception):
    """The letter was not accepted."""

    def __init__(self, step: str, code: str = "") -> None:
        """Name the step that failed ("RCPT") and its code ("550 5.1.1"); never what anybody wrote."""
        super().__init__(f"{code} at {step}" if code else f"no answer at {step}")
        self.step = step
        self.code = code


class TransientFailure(DeliveryFailure):
    """This letter was put off; it is sent again later."""


class Unreachable(TransientFailure):
    """Nothing gets through at present, this letter or any other; the queue rests."""


class AuthFailure(DeliveryFailure):
    """The mail server does not accept who we are; the queue stops and nothing is lost."""


class PermanentFailure(DeliveryFailure):
    """This letter will never be accepted as it is; people have to look."""


class UnknownOutcome(DeliveryFailure):
    """The connection ended before the answer came: the letter may have been accepted."""
