"""News for visitors who wait: one look at the outbox for all of them, and a hint where we know already."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Protocol

from bot.store import StoreError

EVERY = 1.0
"""Seconds between two looks, while anybody waits: what another process said is seen as soon."""


class Replies(Protocol):
    """What the news need of the store; its verbs block. Errors: `StoreUnavailable`."""

    def last_reply(self) -> int:
        """Say where the outbox ends."""

    def find_addressees(self, after: int) -> frozenset[str]:
        """Find the conversations in which something was said past a cursor."""


class News:
    """Wakes those who wait for a conversation when something was said in it."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self._waiting: dict[asyncio.Event, str | None] = {}
        self._seen: int | None = None
        self._somebody_waits = asyncio.Event()

    def hint(self, conversation_id: str) -> None:
        """Wake those who wait for a conversation, or for one that is only now begun."""
        for event, wanted in self._waiting.items():
            if wanted is None or wanted == conversation_id:
                event.set()

    async def wait(self, conversation_id: str | None, seconds: float) -> bool:
        """Wait for news of a conversation; False where there were none in time."""
        event = asyncio.Event()
        self._waiting[event] = conversation_id
        self._somebody_waits.set()
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except asyncio.TimeoutError:
            return False
        finally:
            del self._waiting[event]
        return True

    async def run(self) -> None:
        """Look for news until cancelled."""
        while True:
            if not self._waiting:
                self._seen = None
                self._somebody_waits.clear()
                await self._somebody_waits.wait()
            # The store may be away for a while; those who wait then ask for themselves at every heartbeat.
            with suppress(StoreError):
                await self._look()
            await asyncio.sleep(EVERY)

    async def _look(self) -> None:
        last = await asyncio.to_thread(self._replies.last_reply)
        seen, self._seen = self._seen, last
        if seen is None or last <= seen:
            return
        for conversation in await asyncio.to_thread(self._replies.find_addressees, seen):
            self.hint(conversation)
