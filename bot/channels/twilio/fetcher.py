"""The fetcher: brings the pictures of messages from Twilio and, if so set, deletes them there."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from twilio.rest import Client

from bot.channels.courier import now
from bot.channels.gallery import Gallery
from bot.channels.twilio.account import Account
from bot.channels.twilio.client import read_failure
from bot.channels.twilio.download import Downloads, NotYet, Unfetchable
from bot.pictures.faults import Unreadable
from bot.store import Fetch, LeaseLost

log = logging.getLogger(__name__)

BACKOFF: Final = tuple(timedelta(seconds=seconds) for seconds in (2, 5, 15, 30, 60, 120, 240))
"""How long a picture waits after each failure; a brief waits for it for ten minutes."""
LEASE: Final = timedelta(minutes=2)
MEDIA: Final = re.compile(r"/Messages/([A-Z]{2}[0-9a-f]{32})/Media/(ME[0-9a-f]{32})\Z")


class Fetches(Protocol):
    """Who knows which pictures are to be fetched."""

    def claim_fetch(self, now: datetime, lease: timedelta) -> Fetch | None:
        """Claim the next picture that is due."""

    def retry_fetch(self, fetch: Fetch, at: datetime, error: str) -> None:
        """Put a fetch back until a later moment."""

    def lose_picture(self, fetch: Fetch, error: str) -> None:
        """Give a picture up."""


@dataclass(kw_only=True)
class Fetcher:
    """Fetches one picture after the other, as a task that runs for as long as the service does."""

    fetches: Fetches
    gallery: Gallery
    downloads: Downloads
    account: Account
    client: Client
    clock: Callable[[], datetime] = now
    poll_seconds: float = 1.0

    async def run(self) -> None:
        """Fetch until cancelled; what is under way then is fetched again after its lease."""
        while True:
            try:
                while await self.fetch_next():
                    pass
            except Exception as error:
                log.error("fetcher: %s", type(error).__name__)
            await asyncio.sleep(self.poll_seconds)

    async def fetch_next(self) -> bool:
        """Fetch the next picture that is due; False where there is none."""
        fetch = await asyncio.to_thread(self.fetches.claim_fetch, self.clock(), LEASE)
        if fetch is None:
            return False
        try:
            await self._fetch(fetch)
        except LeaseLost:
            log.info("picture %s was erased or is held by somebody else", fetch.id)
        return True

    async def _fetch(self, fetch: Fetch) -> None:
        try:
            content = await self.downloads.fetch(fetch.source)
            await self.gallery.keep_fetched(fetch, content)
        except NotYet as reason:
            await self._put_back(fetch, str(reason))
        except (Unfetchable, Unreadable) as reason:
            cause = str(reason) if isinstance(reason, Unfetchable) else type(reason).__name__
            log.warning("picture %s is lost: %s", fetch.id, cause)
            await asyncio.to_thread(self.fetches.lose_picture, fetch, cause)
        else:
            if self.account.deletes_media:
                await self._delete(fetch)

    async def _put_back(self, fetch: Fetch, reason: str) -> None:
        if fetch.attempts > len(BACKOFF):
            log.warning("picture %s is lost after %d tries: %s", fetch.id, fetch.attempts, reason)
            await asyncio.to_thread(self.fetches.lose_picture, fetch, reason)
            return
        at = self.clock() + BACKOFF[fetch.attempts - 1]
        await asyncio.to_thread(self.fetches.retry_fetch, fetch, at, reason)

    async def _delete(self, fetch: Fetch) -> None:
        """Delete a file at Twilio; where that fails it stays there, and the log says so."""
        ids = MEDIA.search(fetch.source)
        if ids is None:
            return
        try:
            await self.client.messages(ids[1]).media(ids[2]).delete_async()
        except Exception as error:
            log.warning("picture %s was not deleted at Twilio: %s", fetch.id, read_failure(error))
