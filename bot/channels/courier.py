"""A courier: takes one delivery after the other from the outbox, and does not let go before it is settled."""

from __future__ import annotations

import asyncio
import logging
import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import ClassVar, Literal, Protocol

from bot.channels.failures import (
    AuthFailure,
    DeliveryFailure,
    PermanentFailure,
    Postponed,
    UnknownOutcome,
    Unreachable,
)
from bot.store import Delivery, LeaseLost, MailDraft

log = logging.getLogger(__name__)

PLURALS = {"reply": "replies", "brief": "briefs"}
LONGEST_REST = timedelta(minutes=5)
Kind = Literal["reply", "brief"]


class Queue(Protocol):
    """What a courier needs of the store."""

    def claim_delivery(self, now: datetime, lease: timedelta, kinds: Sequence[Kind] = ...) -> Delivery | None:
        """Claim the next delivery that is due."""

    def mark_sent(self, delivery: Delivery, now: datetime, receipt: str | None = None) -> None:
        """Record that a delivery was accepted."""

    def retry_later(self, delivery: Delivery, at: datetime, error: str, *, uncertain: bool = False) -> None:
        """Put a delivery back until a later moment."""

    def park_delivery(
        self, delivery: Delivery, error: str, letter: MailDraft | None = None, now: datetime | None = None
    ) -> None:
        """Give a delivery up to people, perhaps with a letter that tells them so."""


def now() -> datetime:
    """Read the clock, in UTC."""
    return datetime.now(timezone.utc)


@dataclass(kw_only=True)
class Courier(ABC):
    """Delivers what is due, as a task that runs for as long as the service does."""

    kind: ClassVar[Kind]
    """What of the outbox it carries."""
    backoff: ClassVar[tuple[timedelta, ...]]
    """How long a delivery waits after its first, second, third … failure; the last one repeats."""
    patience: ClassVar[timedelta]
    """How long a delivery is tried before people are asked to look."""

    queue: Queue
    raise_alarm: Callable[[str], None] = log.error
    """Told when the queue stops or a delivery is parked: ids and codes, never what anybody wrote."""
    clock: Callable[[], datetime] = now
    dice: random.Random = field(default_factory=random.Random)
    lease: timedelta = timedelta(minutes=5)
    """Longer than one delivery may take."""
    poll_seconds: float = 2.0
    trouble: str | None = field(default=None, init=False)
    """Why nothing gets through at present; None while all is well."""
    _rests_until: datetime | None = field(default=None, init=False)
    _rests: int = field(default=0, init=False)
    _wake: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def wake(self) -> None:
        """Look for work at once; to be called after a commit that put some there."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver until cancelled; what is under way then is looked for after the next start."""
        while True:
            self._wake.clear()
            try:
                while await self.send_next():
                    pass
            except Exception as error:
                # The store may be away for a while; what it holds is still there when it comes back.
                log.error("%s: %s", type(self).__name__.lower(), type(error).__name__)
            try:
                await asyncio.wait_for(self._wake.wait(), self.poll_seconds)
            except asyncio.TimeoutError:
                continue

    async def send_next(self) -> bool:
        """Deliver what is due next; False where there is nothing or the queue rests."""
        now = self.clock()
        if self._rests_until is not None and now < self._rests_until:
            return False
        delivery = await asyncio.to_thread(self.queue.claim_delivery, now, self.lease, (self.kind,))
        if delivery is None:
            return False
        try:
            receipt = await self._carry(delivery)
        except DeliveryFailure as failure:
            await self._settle_failure(delivery, failure)
        except LeaseLost:
            log.warning("%s %d is held by somebody else", self.kind, delivery.id)
        else:
            if self._rests:
                self._rests, self._rests_until, self.trouble = 0, None, None
            await asyncio.to_thread(self.queue.mark_sent, delivery, self.clock(), receipt)
        return True

    @abstractmethod
    async def _carry(self, delivery: Delivery) -> str | None:
        """Hand a delivery over and return the other side's receipt; raises the failures of `failures`."""

    async def _settle_failure(self, delivery: Delivery, failure: DeliveryFailure) -> None:
        now = self.clock()
        expired = now - delivery.created_at >= self.patience and not isinstance(failure, AuthFailure)
        if isinstance(failure, PermanentFailure) or expired:
            await self._park(delivery, failure)
            return
        at = self._find_next_try(delivery, failure, now)
        log.warning("%s %d: %s", self.kind, delivery.id, failure)
        uncertain = isinstance(failure, UnknownOutcome)
        await asyncio.to_thread(self.queue.retry_later, delivery, at, str(failure), uncertain=uncertain)

    def _find_next_try(self, delivery: Delivery, failure: DeliveryFailure, now: datetime) -> datetime:
        if isinstance(failure, AuthFailure | Unreachable):
            return self._rest(now, failure)
        if isinstance(failure, Postponed) and failure.after is not None:
            return now + timedelta(seconds=failure.after)
        wait = self.backoff[min(delivery.attempts, len(self.backoff)) - 1]
        return now + wait * self.dice.uniform(1.0, 1.25)

    def _rest(self, now: datetime, failure: DeliveryFailure) -> datetime:
        """Let the whole queue rest, a minute at first and never longer than five; one delivery then tries."""
        if isinstance(failure, AuthFailure) and self.trouble != str(failure):
            self.raise_alarm(f"{PLURALS[self.kind]} stopped: {failure}")
        self._rests += 1
        rest = min(timedelta(minutes=self._rests), LONGEST_REST)
        self._rests_until = now + rest * self.dice.uniform(0.8, 1.0)
        self.trouble = str(failure)
        return self._rests_until

    async def _park(self, delivery: Delivery, failure: DeliveryFailure) -> None:
        self.raise_alarm(f"{self.kind} {delivery.id} parked: {failure}")
        await asyncio.to_thread(self.queue.park_delivery, delivery, str(failure))
