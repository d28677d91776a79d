"""The turn: Rasa computes, we commit. One customer message and all its effects, whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Final

import structlog

from bot.atelier.house import House
from bot.dialogue.agent import Assistant, Computed, DialogueThread
from bot.dialogue.draft import Occasion
from bot.dialogue.handover import load_snapshot
from bot.dialogue.hearing import describe, hear, returns
from bot.dialogue.outcome import conclude, give_up, pass_on
from bot.dialogue.texting import Shape, answer_permission, dress
from bot.store import (
    AlreadyAnswered,
    Inbound,
    MessageErased,
    PendingTurn,
    Received,
    Reply,
    Store,
    StoreUnavailable,
    TurnOutcome,
    VersionRace,
)

log = structlog.get_logger(__name__)

LEASE: Final = timedelta(seconds=20)
"""How long a process may take for a turn before another one may take it over."""
PATIENCE: Final = timedelta(seconds=30)
"""How long a caller waits for a turn that another process has claimed."""
LOOK_EVERY: Final = 2.0
"""Seconds between two looks for turns that fell due elsewhere."""
MOMENT, YIELDS = 0.02, 5
DOORS: Final = 8
"""How many messages are being written down at once."""


class TurnFailed(Exception):
    """The model, an action or the silence that came back: nothing of the turn may be committed."""


class Desk:
    """Answers customers: keeps each message, lets the assistant compute, commits what came of it."""

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        thread: DialogueThread,
        houses: Mapping[str, House],
        clock: Callable[[], datetime],
        *,
        mail_domain: str,
        today: date | None = None,
        shapes: Mapping[str, Shape] = MappingProxyType({}),
    ) -> None:
        self._store = store
        self._assistant = assistant
        self._thread = thread
        self._houses = houses
        self._clock = clock
        self._mail_domain = mail_domain
        self._today = today
        self._shapes = shapes
        """What each channel sends whose answers go out by way of the outbox."""
        self.on_replies: Callable[[], None] = lambda: None
        """Called, in the dialogue's thread, when there is something in the outbox to send."""
        self._one_at_a_time = asyncio.Lock()
        self._due = asyncio.Event()
        self._arriving = 0
        # Of its own: a message must not wait in line behind slower work.
        self._doors = ThreadPoolExecutor(DOORS, thread_name_prefix="inbox")

    async def answer(self, inbound: Inbound) -> tuple[Reply, ...]:
        """Answer one message; the same message twice gets the same replies.

        It is in the database before anything is computed. Errors: `StoreUnavailable`, `MessageConflict`,
        `MessageErased`, and `asyncio.TimeoutError` where another process has not finished with the message.
        """
        received = await self._receive(inbound)
        return await self._thread.run(self._settle(received))

    async def keep(self, inbound: Inbound) -> Received:
        """Keep one message, to be answered by way of the outbox once its sender has fallen silent.

        Errors: `StoreUnavailable`, `MessageConflict`, `MessageErased`.
        """
        received = await self._receive(inbound)
        wait = (inbound.quiet or timedelta(0)).total_seconds() + MOMENT
        asyncio.get_running_loop().call_later(wait, self._due.set)
        return received

    async def run(self) -> None:
        """Take turns as they fall due, and what a process left behind when it ended, until cancelled."""
        while True:
            self._due.clear()
            try:
                while await self.resume():
                    pass
            except Exception as error:
                log.warning("could not take the waiting turns", reason=type(error).__name__)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._due.wait(), LOOK_EVERY)

    async def resume(self) -> int:
        """Take the turns that are due and nobody's; returns how many there were."""
        waiting = await asyncio.to_thread(self._store.waiting_turns, self._clock())
        for inbox_id in waiting:
            # Whoever stands at the door goes first: to be acknowledged is urgent, to be answered is not.
            for _ in range(YIELDS):
                if not self._arriving:
                    break
                await asyncio.sleep(MOMENT)
            await self._thread.run(self._take_turn(inbox_id))
        return len(waiting)

    async def _settle(self, received: Received) -> tuple[Reply, ...]:
        if not received.duplicate and (replies := await self._take_turn(received.inbox_id)):
            return replies
        deadline = self._clock() + PATIENCE
        while self._clock() < deadline:
            answered = self._store.find_replies(received.inbox_id)
            if answered is not None:
                return answered
            following = self._store.find_next_turn(received.conversation_id)
            if following is not None and not await self._take_turn(following):
                await asyncio.sleep(0.05)
        raise asyncio.TimeoutError

    async def _take_turn(self, inbox_id: int) -> tuple[Reply, ...]:
        """Compute and commit a turn; nothing where it is not this process's, or not yet its turn."""
        async with self._one_at_a_time:
            if not self._store.claim_turn(inbox_id, self._clock(), LEASE):
                return ()
            while True:
                try:
                    turn = self._store.load_turn(inbox_id)
                    return await self._attempt(turn)
                except VersionRace:
                    continue
                except (AlreadyAnswered, MessageErased):
                    return ()
                except TurnFailed as failure:
                    log.error("turn failed", inbox_id=inbox_id, reason=str(failure))
                    if not self._store.count_failure(inbox_id, str(failure), self._clock(), wait=LEASE):
                        continue
                    return self._park(turn)
                except StoreUnavailable:
                    with suppress(StoreUnavailable):
                        self._store.release_turn(inbox_id)
                    raise

    async def _attempt(self, turn: PendingTurn) -> tuple[Reply, ...]:
        outcome = self._dress(turn, await self._decide(turn))
        self._store.commit_turn(turn, outcome, self._clock(), answered=turn.channel not in self._shapes)
        self._announce(turn, outcome)
        return outcome.replies

    async def _decide(self, turn: PendingTurn) -> TurnOutcome:
        on_phone = turn.channel in self._shapes
        permission = answer_permission(self._describe(turn), on_phone=on_phone)
        if permission:
            return permission
        if turn.handed_over_at:
            return self._conclude(turn, pass_on)
        computed = await self._compute(turn)
        return self._conclude(turn, partial(conclude, computed=computed))

    async def _compute(self, turn: PendingTurn) -> Computed:
        try:
            computed = await self._assistant.compute(
                turn.conversation_id,
                load_snapshot(turn.state),
                hear(turn),
                str(turn.inbox_id),
                describe(turn, self._day_of(turn)),
                returns(turn),
            )
        except Exception as error:
            raise TurnFailed(type(error).__name__) from error
        if computed.failure:
            raise TurnFailed(computed.failure)
        if not computed.utterances:
            raise TurnFailed("silence")
        return computed

    def _conclude(self, turn: PendingTurn, decide: Callable[[Occasion], TurnOutcome]) -> TurnOutcome:
        try:
            return decide(self._describe(turn))
        except Exception as error:
            raise TurnFailed(type(error).__name__) from error

    def _park(self, turn: PendingTurn) -> tuple[Reply, ...]:
        outcome = self._dress(turn, give_up(self._describe(turn)))
        self._store.park_turn(turn, outcome, self._clock(), answered=turn.channel not in self._shapes)
        self._announce(turn, outcome)
        return outcome.replies

    def _dress(self, turn: PendingTurn, outcome: TurnOutcome) -> TurnOutcome:
        shape = self._shapes.get(turn.channel)
        return dress(self._describe(turn), outcome, shape) if shape else outcome

    def _announce(self, turn: PendingTurn, outcome: TurnOutcome) -> None:
        if turn.channel in self._shapes and outcome.replies:
            self.on_replies()

    async def _receive(self, inbound: Inbound) -> Received:
        loop = asyncio.get_running_loop()
        self._arriving += 1
        try:
            return await loop.run_in_executor(self._doors, self._store.receive, inbound, self._clock())
        finally:
            self._arriving -= 1

    def _describe(self, turn: PendingTurn) -> Occasion:
        return Occasion(
            turn=turn,
            house=self._houses[turn.house],
            load_transcript=partial(self._store.load_transcript, turn.conversation_id),
            find_kin=partial(self._store.find_kin, turn.conversation_id, turn.house),
            now=self._clock(),
            today=self._day_of(turn),
            mail_domain=self._mail_domain,
        )

    def _day_of(self, turn: PendingTurn) -> date:
        return self._today or turn.received_at.astimezone().date()
