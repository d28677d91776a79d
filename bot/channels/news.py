"""News for visitors who wait: one look at the outbox for all of them, and a hint where we know already."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


class Listener:
    """Somebody who waits for what is said in a conversation."""

    def __init__(self) -> None:
        self.conversation: str | None = None
        """Which conversation; None while the visitor has none yet, and any may be theirs."""
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Say that there are news."""
        self._woken.set()

    async def wait(self, seconds: float) -> bool:
        """Wait for news since the last wait; False where there were none in time."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except asyncio.TimeoutError:
            return False
        self._woken.clear()
        return True


class News:
    """Wakes those who listen to a conversation when something was said in it."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self._listeners: set[Listener] = set()
        self._seen: int | None = None
        self._somebody_listens = asyncio.Event()
        self.closed = False
        """Whether the service is about to stop: nobody waits any longer."""

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        """Listen; whoever looks at the conversation only now misses nothing that is said meanwhile."""
        listener = Listener()
        self._listeners.add(listener)
        self._somebody_listens.set()
        try:
            yield listener
        finally:
            self._listeners.remove(listener)

    def hint(self, conversation_id: str | None = None) -> None:
        """Wake those who listen to a conversation, or everybody where it is not known which."""
        for listener in self._listeners:
            if conversation_id is None or listener.conversation in (None, conversation_id):
                listener.wake()

    def close(self) -> None:
        """Wake everybody for the last time; their pages ask again, perhaps another replica."""
        self.closed = True
        self.hint()

    async def run(self) -> None:
        """Look for news until cancelled."""
        while True:
            if not self._listeners:
                self._seen = None
                self._somebody_listens.clear()
                await self._somebody_listens.wait()
            # The store may be away for a while; those who listen ask for themselves at every heartbeat.
            with suppress(StoreError):
                await self._look()
            await asyncio.sleep(EVERY)

    async def _look(self) -> None:
        last = await asyncio.to_thread(self._replies.last_reply)
        seen, self._seen = self._seen, last
        if seen is None:
            self.hint()
        elif last > seen:
            for conversation in await asyncio.to_thread(self._replies.find_addressees, seen):
                self.hint(conversation)
