"""Real parts that stand in for larger ones: they keep every promise of what they replace, in memory."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Sequence
from datetime import datetime, timezone

from aiohttp import web

from bot.atelier.packs.pack import load_houses
from bot.channels.inbound import Inbound
from bot.channels.keys import DEFAULT_HOUSE, DESK, HOUSES, REST_TOKEN, TRANSCRIPTS
from bot.store import Button, Line, MessageConflict, Reply, StoreUnavailable
from bot.web.health import PROBES
from bot.web.routes import add_routes

SUMMARY = """Here is what I have noted:

Piece: engagement ring
Stone: oval sapphire, about 2 ct
Size: US 6½
Budget: about $12,000

Shall I pass this on to the team? You can also write to custom@example.com, or see https://example.com/custom."""


_houses = functools.cache(load_houses)


async def _is_well() -> bool:
    return True


def create_service(desk: EchoDesk, *, rest_token: str | None = None) -> web.Application:
    """Build the service with every address of the real one, and a desk that echoes."""
    app = web.Application()
    app[DESK] = desk
    app[TRANSCRIPTS] = desk
    app[HOUSES] = _houses()
    app[DEFAULT_HOUSE] = "josefina_bailleres"
    app[REST_TOKEN] = rest_token
    app[PROBES] = {"database": _is_well, "model": _is_well}
    add_routes(app)
    return app


class EchoDesk:
    """A desk that repeats what it is told: once per message id, and for each visitor apart."""

    def __init__(self, *, pause: float = 0.0, now: Callable[[], datetime] | None = None) -> None:
        self.pause = pause
        """Seconds that an answer takes."""
        self.available = True
        self.taken: list[Inbound] = []
        """Every message that was kept, in order."""
        self._now = now or (lambda: datetime.now(timezone.utc))
        self._turn = asyncio.Lock()
        self._answers: dict[tuple[str, str], tuple[Inbound, tuple[Reply, ...], datetime]] = {}

    async def answer(self, inbound: Inbound) -> tuple[Reply, ...]:
        """Answer a message with its own words."""
        if not self.available:
            raise StoreUnavailable("the database cannot be reached", "memory", "Set `available`.")
        async with self._turn:
            known = self._answers.get((inbound.channel, inbound.external_id))
            if known is not None:
                if known[0] != inbound:
                    raise MessageConflict(inbound.channel)
                return known[1]
            self.taken.append(inbound)
            await asyncio.sleep(self.pause)
            replies = _reply_to(inbound.text)
            self._answers[inbound.channel, inbound.external_id] = (inbound, replies, self._now())
            return replies

    def find_conversation(self, channel: str, house: str, sender: str) -> str | None:
        """Find a sender's conversation with a house."""
        if not self.available:
            raise StoreUnavailable("the database cannot be reached", "memory", "Set `available`.")
        conversation = "/".join((channel, house, sender))
        return conversation if conversation in map(_conversation_of, self.taken) else None

    def load_transcript(self, conversation_id: str) -> Sequence[Line]:
        """Load what was said, each message followed by its replies."""
        lines: list[Line] = []
        cursor = 0
        for inbound, replies, at in self._answers.values():
            own = _conversation_of(inbound) == conversation_id
            if own:
                lines.append(Line(at, "customer", inbound.text, inbound.channel))
            for reply in replies:
                cursor += 1
                if own:
                    lines.append(Line(at, "loupe", reply.text, inbound.channel, reply.buttons, cursor))
        return lines


def _conversation_of(inbound: Inbound) -> str:
    return "/".join((inbound.channel, inbound.house, inbound.sender))


def _reply_to(text: str) -> tuple[Reply, ...]:
    if text == "silence":
        return ()
    if text == "summary":
        choices = (Button("Yes, please", "Yes, please"), Button("Change something", "/change"))
        return (Reply(SUMMARY, choices, {"asked": "confirm", "status": "confirming", "inquiry_id": "inq-1"}),)
    choices = (Button("A ring", "A ring"), Button("Earrings", '/inform{"piece_type": "earrings"}'))
    state = {
        "asked": "piece_type",
        "status": "collecting",
        "inquiry_id": "inq-1",
        "private": "not for clients",
    }
    return (Reply(f"You said: {text}"), Reply("What shall it be?", choices, state))
