"""The reconciler: takes in what Twilio holds and no webhook brought, once each and in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from twilio.rest import Client

from bot.channels.courier import now
from bot.channels.failures import DeliveryFailure
from bot.channels.inbound import Desk
from bot.channels.twilio.account import PHONES, Account, find_channel
from bot.channels.twilio.client import read_failure
from bot.channels.twilio.messages import MESSAGE_SID, write_inbound
from bot.store import MessageConflict, MessageErased

log = logging.getLogger(__name__)

LOOK_BACK: Final = timedelta(days=1)
"""How far a look goes back behind the latest message that came."""
FIRST_LOOK: Final = timedelta(hours=1)
"""How far the very first look goes back: what is older was another system's."""
EVERY: Final = timedelta(minutes=5)
SETTLED: Final = timedelta(seconds=10)
"""How old a message has to be: a younger one's webhook may still be on its way."""
PAGE: Final = 1000
BATCH: Final = 500


class Known(Protocol):
    """Who knows which messages have come."""

    def list_known(self, channel: str, external_ids: Sequence[str]) -> frozenset[str]:
        """List which of these messages are in the inbox, or were and have been erased."""

    def find_last_received(self, channels: Sequence[str]) -> datetime | None:
        """Find when the latest message of some channels came; None where none ever did."""


@dataclass(kw_only=True)
class Reconciler:
    """Compares Twilio's list of messages with the inbox, at the start and every few minutes."""

    account: Account
    client: Client
    known: Known
    desk: Desk
    clock: Callable[[], datetime] = now
    every: timedelta = EVERY
    settled: timedelta = SETTLED

    async def run(self) -> None:
        """Reconcile until cancelled; what cannot be asked now is asked the next time."""
        while True:
            try:
                taken = await self.reconcile()
                if taken:
                    log.info("took in %d messages that no webhook brought", taken)
            except Exception as error:
                cause = read_failure(error) if not isinstance(error, OSError) else error
                log.warning(
                    "could not reconcile: %s",
                    cause if isinstance(cause, DeliveryFailure) else type(error).__name__,
                )
            await asyncio.sleep(self.every.total_seconds())

    async def reconcile(self) -> int:
        """Take in what is missing; returns how many messages that was."""
        began = self.clock()
        latest = await asyncio.to_thread(self.known.find_last_received, sorted(PHONES))
        since = min(latest, began) - LOOK_BACK if latest else began - FIRST_LOOK
        missing = [
            message
            for number in self.account.numbers
            for message in await self._list_missing(number, since, began - self.settled)
        ]
        # Twilio dates by the second: the order of its own list decides within one.
        missing.sort(key=lambda message: message.date_sent)
        taken = 0
        for message in missing:
            taken += await self._take(message)
        return taken

    async def _list_missing(self, number: str, since: datetime, until: datetime) -> list[Any]:
        """List a number's messages that the inbox does not know, oldest first."""
        listed = await self.client.messages.list_async(
            to=number, date_sent_after=since.date().isoformat(), page_size=PAGE
        )
        messages = [
            message
            for message in reversed(listed)
            if message.direction == "inbound"
            and MESSAGE_SID.fullmatch(message.sid or "")
            and message.from_
            and message.date_sent is not None
            and since <= message.date_sent <= until
        ]
        known: set[str] = set()
        for start in range(0, len(messages), BATCH):
            batch = [message.sid for message in messages[start : start + BATCH]]
            known |= await asyncio.to_thread(self.known.list_known, find_channel(number), batch)
        return [message for message in messages if message.sid not in known]

    async def _take(self, message: Any) -> bool:
        media = await self._list_media(message) if int(message.num_media or 0) else ()
        inbound = write_inbound(
            self.account, message.sid, message.from_, message.body or "", {"to": message.to}, media
        )
        try:
            received = await self.desk.keep(inbound)
        except (MessageConflict, MessageErased):
            return False
        return not received.duplicate

    async def _list_media(self, message: Any) -> tuple[tuple[str, str], ...]:
        listed = await self.client.messages(message.sid).media.list_async()
        return tuple(
            (f"{self.account.api_url}{media.uri.removesuffix('.json')}", media.content_type or "image/*")
            for media in listed
        )
