"""The texter: takes replies from the outbox to Twilio, once each, and only to those who permit it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Protocol

from twilio.rest import Client

from bot.atelier.writing.segments import count_segments, write_plainly
from bot.channels.courier import Courier, Kind, Queue
from bot.channels.failures import DeliveryFailure, PermanentFailure, Postponed, UnknownOutcome
from bot.channels.twilio.account import Account
from bot.channels.twilio.client import STEP, read_failure
from bot.channels.twilio.codes import Consequence, find_consequence
from bot.channels.twilio.composition import Unwritable, compose, compose_instead
from bot.channels.twilio.pace import Pace
from bot.store import Delivery, MailDraft, Report

log = logging.getLogger(__name__)

OPTED_OUT: Final = "21610"
LOOK_AFTER: Final = timedelta(seconds=30)
"""How long after an unknown outcome Twilio's list is trusted to hold the message."""
CLOCK_DIFFERENCE: Final = timedelta(minutes=2)
LONGEST_WAIT: Final = 20.0
RECENT: Final = 50
"""How many of the latest messages to a customer are looked at."""
TRIES: Final = {Consequence.ONCE_MORE: 2, Consequence.AGAIN: 4}


class TextQueue(Queue, Protocol):
    """What the texter needs of the store besides."""

    def is_opted_out(self, house: str, contact: str) -> bool:
        """Say whether somebody has asked the house for silence."""

    def silence(self, house: str, contact: str, now: datetime, how: str = ...) -> bool:
        """Put somebody on the list of those who asked for silence."""

    def list_receipts(self, receipts: Sequence[str]) -> frozenset[str]:
        """List which of these ids belong to deliveries of ours."""

    def list_failures(self, limit: int = ...) -> tuple[Report, ...]:
        """List the failed messages whose consequences are still to be drawn."""

    def settle_failure(
        self,
        report: Report,
        now: datetime,
        *,
        again_at: datetime | None = ...,
        letter: MailDraft | None = ...,
    ) -> bool:
        """Draw the consequences of a failure once."""


@dataclass(kw_only=True)
class Texter(Courier):
    """Sends replies by SMS and WhatsApp; several may run as tasks of one texter."""

    kind: ClassVar[Kind] = "reply"
    backoff: ClassVar = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 120, 600, 1800))
    patience: ClassVar = timedelta(days=1)

    lease: timedelta = timedelta(seconds=90)
    queue: TextQueue
    account: Account
    client: Client
    draft_notice: Callable[[Delivery, str | None], MailDraft]
    """Drafts what the house's people are told of a message that did not arrive, by its code."""
    pace: Pace = field(default_factory=lambda: Pace(0))

    async def _carry(self, delivery: Delivery) -> str | None:
        fields = compose(self.account, delivery, self.clock())
        if delivery.uncertain and (found := await self._find(delivery, fields)):
            return found
        await self._await_room(fields)
        # Last of all: a wish for silence may have come while there was no room.
        if not await self._is_permitted(delivery):
            raise PermanentFailure(STEP, OPTED_OUT)
        try:
            return await self._send(fields)
        except PermanentFailure as failure:
            instead = compose_instead(self.account, delivery, fields, failure.code)
            if instead is None:
                raise
            return await self._send(instead)

    async def _is_permitted(self, delivery: Delivery) -> bool:
        if delivery.reply.metadata.get("permitted"):
            return True
        return not await asyncio.to_thread(self.queue.is_opted_out, delivery.house, delivery.sender)

    async def _send(self, fields: dict[str, Any]) -> str:
        try:
            message = await self.client.messages.create_async(**fields)
        except Exception as error:
            raise read_failure(error) from None
        if not isinstance(message.sid, str):
            raise UnknownOutcome(STEP, "no sid")
        return message.sid

    async def _await_room(self, fields: dict[str, Any]) -> None:
        if fields["to"].startswith("whatsapp:"):
            return
        wait = self.pace.book(fields["from_"], count_segments(fields.get("body", "")), LONGEST_WAIT)
        if wait > LONGEST_WAIT:
            raise Postponed(STEP, "pace", after=wait)
        await asyncio.sleep(wait)

    async def _find(self, delivery: Delivery, fields: dict[str, Any]) -> str | None:
        """Look in Twilio's list for a message that may have gone out and that is no other delivery's."""
        since = delivery.created_at - CLOCK_DIFFERENCE
        try:
            # Not by the day it was sent: what waits in Twilio's queue has none yet.
            # Nor by our number: a messaging service may not have chosen one.
            messages = await self.client.messages.list_async(to=delivery.sender, limit=RECENT)
        except Exception as error:
            # Nobody knows yet, so it may not be sent again yet.
            failure = read_failure(error)
            raise failure if not isinstance(failure, PermanentFailure) else UnknownOutcome(STEP) from None
        same = [
            message
            for message in messages
            if message.direction != "inbound"
            and ("body" not in fields or _fold(message.body) == _fold(fields["body"]))
            and (message.date_created is None or message.date_created >= since)
        ]
        taken = await asyncio.to_thread(self.queue.list_receipts, [message.sid for message in same])
        return next((message.sid for message in reversed(same) if message.sid not in taken), None)

    def _find_next_try(self, delivery: Delivery, failure: DeliveryFailure, now: datetime) -> datetime:
        if isinstance(failure, UnknownOutcome):
            return now + LOOK_AFTER * self.dice.uniform(1.0, 1.25)
        if isinstance(failure, Postponed) and failure.after is not None:
            at = now + timedelta(seconds=failure.after) * self.dice.uniform(1.0, 1.1)
            if failure.code != "pace":
                # A limit of the account: whoever else is waiting would run into it too.
                self._rests_until = at
            return at
        return super()._find_next_try(delivery, failure, now)

    async def _park(self, delivery: Delivery, failure: DeliveryFailure) -> None:
        if isinstance(failure, Unwritable):
            await super()._park(delivery, failure)
            return
        letter, now = await self._inform(delivery, failure.code), self.clock()
        await asyncio.to_thread(self.queue.park_delivery, delivery, str(failure), letter, now)
        self._announce(delivery, failure.code)

    async def _inform(self, delivery: Delivery, code: str | None) -> MailDraft | None:
        """Write what the house's people are told; nothing where Loupe alone ran into a wish for silence."""
        if find_consequence(code) is Consequence.SILENCE:
            is_news = await asyncio.to_thread(
                self.queue.silence, delivery.house, delivery.sender, self.clock(), code or ""
            )
            if not is_news and delivery.reply.author is None:
                return None
        return await asyncio.to_thread(self.draft_notice, delivery, code)

    def _announce(self, delivery: Delivery, code: str | None) -> None:
        if find_consequence(code) is Consequence.ALARM:
            self.raise_alarm(f"reply {delivery.id} was stopped by the carrier: {code}")
        else:
            log.warning("reply %d was not delivered: %s", delivery.id, code)

    async def hear_reports(self, every: float = 5.0) -> None:
        """Draw the consequences of failures that carriers report, until cancelled."""
        while True:
            try:
                for report in await asyncio.to_thread(self.queue.list_failures):
                    await self._settle_report(report)
            except Exception as error:
                log.error("reports: %s", type(error).__name__)
            await asyncio.sleep(every)

    async def _settle_report(self, report: Report) -> None:
        delivery, now = report.delivery, self.clock()
        consequence = find_consequence(report.code)
        if delivery.attempts < TRIES.get(consequence, 0):
            again_at = now + self.backoff[-1] * self.dice.uniform(0.2, 0.4)
            await asyncio.to_thread(self.queue.settle_failure, report, now, again_at=again_at)
            return
        letter = await self._inform(delivery, report.code)
        if await asyncio.to_thread(self.queue.settle_failure, report, now, letter=letter):
            self._announce(delivery, report.code)


def _fold(text: str | None) -> str:
    """Leave out what may be written otherwise on the way: blanks, and typographers' punctuation."""
    return " ".join(write_plainly(text or "").split())
