"""How fast each number may send: a carrier queues what comes faster, and drops it when its queue is full."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """Hands out moments to send at, for each number apart."""

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Set the segments a second; 0 for no limit."""
        self._rate = rate
        self._clock = clock
        self._free_at: dict[str, float] = {}

    def book(self, number: str, segments: int, longest: float) -> float:
        """Book room for a message and return the seconds to wait; more than `longest` is not booked."""
        if not self._rate:
            return 0.0
        now = self._clock()
        free_at = max(self._free_at.get(number, now), now)
        if free_at - now <= longest:
            self._free_at[number] = free_at + segments / self._rate
        return free_at - now
