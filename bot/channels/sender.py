"""The post room: takes briefs from the outbox and does not let go of one until it is accepted or parked."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Literal, Protocol

from bot.channels.failures import (
    AuthFailure,
    DeliveryFailure,
    PermanentFailure,
    UnknownOutcome,
    Unreachable,
)
from bot.channels.gallery import OnTheirWay
from bot.channels.mail import Enclosure, Letter, address_letter
from bot.store import Attachment, Delivery

log = logging.getLogger(__name__)

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240))
"""How long a letter waits after its first, second, third … failure; the last one repeats."""
PATIENCE = timedelta(days=5)
"""How long a letter is tried before people are asked to look."""
FOR_PICTURES = timedelta(minutes=10)
"""How long a letter waits for pictures that are still being fetched."""
LOOK_AGAIN = timedelta(seconds=10)
LONGEST_REST = timedelta(minutes=5)
TOO_LARGE = ("552", "554 5.3.4")


class Queue(Protocol):
    """What the sender needs of the store."""

    def claim_delivery(
        self, now: datetime, lease: timedelta, kinds: Sequence[Literal["reply", "brief"]] = ...
    ) -> Delivery | None:
        """Claim the next delivery that is due."""

    def mark_sent(self, delivery: Delivery, now: datetime, receipt: str | None = None) -> None:
        """Record that a delivery was accepted."""

    def retry_later(self, delivery: Delivery, at: datetime, error: str, *, uncertain: bool = False) -> None:
        """Put a delivery back until a later moment."""

    def park_delivery(self, delivery: Delivery, error: str) -> None:
        """Give a delivery up to people."""


class LoadEnclosures(Protocol):
    """Loads the pictures that go with a letter."""

    def __call__(self, attachments: Sequence[Attachment], *, patiently: bool) -> tuple[Enclosure, ...]:
        """Load them. Errors: `OnTheirWay` where some are still being fetched and the letter may wait."""


class Mailbox(Protocol):
    """Where letters go."""

    async def deliver(self, letter: Letter) -> str | None:
        """Hand a letter over; returns a receipt, raises the failures of `failures`."""

    async def find(self, message_id: str) -> bool:
        """Say whether a letter is known to have arrived; False where nobody can look."""


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _enclose_nothing(attachments: Sequence[Attachment], *, patiently: bool) -> tuple[Enclosure, ...]:
    return ()


@dataclass(kw_only=True)
class Sender:
    """Delivers briefs one after the other, as a task that runs for as long as the service does."""

    queue: Queue
    mailbox: Mailbox
    find_sender: Callable[[str], tuple[str, str]]
    """The name and mail address that a house's letters come from, by the house's key."""
    load_enclosures: LoadEnclosures = _enclose_nothing
    raise_alarm: Callable[[str], None] = log.error
    """Told when the queue stops or a letter is parked: ids and codes, never what anybody wrote."""
    clock: Callable[[], datetime] = _now
    dice: random.Random = field(default_factory=random.Random)
    lease: timedelta = timedelta(minutes=5)
    """Longer than the mailbox may take over one letter."""
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
        """Deliver until cancelled; a letter that is under way then is looked for after the next start."""
        while True:
            self._wake.clear()
            try:
                while await self.send_next():
                    pass
            except Exception as error:
                # The store may be away for a while; what it holds is still there when it comes back.
                log.error("sender: %s", type(error).__name__)
            try:
                await asyncio.wait_for(self._wake.wait(), self.poll_seconds)
            except asyncio.TimeoutError:
                continue

    async def send_next(self) -> bool:
        """Deliver the next brief that is due; False where there is none or the queue rests."""
        now = self.clock()
        if self._rests_until is not None and now < self._rests_until:
            return False
        delivery = await asyncio.to_thread(self.queue.claim_delivery, now, self.lease, ("brief",))
        if delivery is None:
            return False
        try:
            letter = await asyncio.to_thread(self._address, delivery)
        except OnTheirWay:
            await asyncio.to_thread(self.queue.retry_later, delivery, now + LOOK_AGAIN, "waits for pictures")
            return True
        except Exception as error:
            await self._park(delivery, f"unreadable draft ({type(error).__name__})")
            return True
        try:
            receipt = await self._deliver_once(delivery, letter)
        except DeliveryFailure as failure:
            await self._settle_failure(delivery, failure)
        else:
            self._rests, self._rests_until, self.trouble = 0, None, None
            await asyncio.to_thread(self.queue.mark_sent, delivery, self.clock(), receipt)
        return True

    def _address(self, delivery: Delivery) -> Letter:
        draft = delivery.mail
        patiently = self.clock() - delivery.created_at < FOR_PICTURES
        enclosures = self.load_enclosures(draft.attachments, patiently=patiently)
        return address_letter(draft, self.find_sender(delivery.house), delivery.created_at, enclosures)

    async def _deliver_once(self, delivery: Delivery, letter: Letter) -> str | None:
        """Deliver a letter unless it is there already; without its files where they are too large."""
        if delivery.uncertain and await self.mailbox.find(letter.message_id):
            return "found in the mailbox"
        try:
            return await self.mailbox.deliver(letter)
        except UnknownOutcome:
            if await self.mailbox.find(letter.message_id):
                return "found in the mailbox"
            raise
        except PermanentFailure as failure:
            if not letter.enclosures or not failure.code.startswith(TOO_LARGE):
                raise
            return await self.mailbox.deliver(letter.model_copy(update={"enclosures": ()}))

    async def _settle_failure(self, delivery: Delivery, failure: DeliveryFailure) -> None:
        now = self.clock()
        expired = now - delivery.created_at >= PATIENCE and not isinstance(failure, AuthFailure)
        if isinstance(failure, PermanentFailure) or expired:
            await self._park(delivery, str(failure))
            return
        if isinstance(failure, AuthFailure | Unreachable):
            at = self._rest(now, failure)
        else:
            wait = BACKOFF[min(delivery.attempts, len(BACKOFF)) - 1]
            at = now + wait * self.dice.uniform(1.0, 1.25)
        log.warning("brief %d: %s", delivery.id, failure)
        uncertain = isinstance(failure, UnknownOutcome)
        await asyncio.to_thread(self.queue.retry_later, delivery, at, str(failure), uncertain=uncertain)

    def _rest(self, now: datetime, failure: DeliveryFailure) -> datetime:
        """Let the whole queue rest, a minute at first and never longer than five; one letter then tries."""
        if isinstance(failure, AuthFailure) and self.trouble != str(failure):
            self.raise_alarm(f"mail stopped: {failure}")
        self._rests += 1
        rest = min(timedelta(minutes=self._rests), LONGEST_REST)
        self._rests_until = now + rest * self.dice.uniform(0.8, 1.0)
        self.trouble = str(failure)
        return self._rests_until

    async def _park(self, delivery: Delivery, error: str) -> None:
        self.raise_alarm(f"brief {delivery.id} parked: {error}")
        await asyncio.to_thread(self.queue.park_delivery, delivery, error)
