"""How a letter or a text can fail to be accepted, and what follows from each way."""

from __future__ import annotations


class DeliveryFailure(Exception):
    """It was not accepted."""

    def __init__(self, step: str, code: str = "") -> None:
        """Name the step that failed ("RCPT") and its code ("550 5.1.1"); never what anybody wrote."""
        super().__init__(f"{code} at {step}" if code else f"no answer at {step}")
        self.step = step
        self.code = code


class TransientFailure(DeliveryFailure):
    """It was put off; it is sent again later."""


class Postponed(TransientFailure):
    """There is no room for it now; the other side may have said when to come back."""

    def __init__(self, step: str, code: str = "", *, after: float | None = None) -> None:
        super().__init__(step, code)
        self.after = after
        """Seconds to wait; None where nothing was said."""


class Unreachable(TransientFailure):
    """Nothing gets through at present, neither this one nor any other; the queue rests."""


class AuthFailure(DeliveryFailure):
    """The other side does not accept who we are; the queue stops and nothing is lost."""


class PermanentFailure(DeliveryFailure):
    """It will never be accepted as it is; people have to look."""


class UnknownOutcome(DeliveryFailure):
    """The connection ended before the answer came: it may have been accepted."""
