"""Real parts that stand in for larger ones: they keep every promise of what they replace, in memory."""

from __future__ import annotations

import asyncio
import functools
import tempfile
from collections.abc import AsyncIterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.atelier.packs.pack import load_houses
from bot.channels.gallery import Gallery
from bot.channels.inbound import Inbound
from bot.channels.keys import (
    DEFAULT_HOUSE,
    DESK,
    GALLERY,
    HOUSES,
    NEWS,
    PICTURES,
    REPORTS,
    REST_TOKEN,
    SECRET,
    TRANSCRIPTS,
    TWILIO,
)
from bot.channels.news import News
from bot.channels.origins import ORIGINS, OWN_ORIGIN
from bot.channels.rates import CEILINGS, PROXIES, RATES, Ceilings, Rates
from bot.channels.twilio.account import Account
from bot.pictures.folder import PictureFolder
from bot.store import Button, Received, Reply, Store, StoreUnavailable, TurnOutcome, migrate, open_store
from bot.web.health import PROBES
from bot.web.routes import add_routes

SUMMARY = """Here is what I have noted:

Piece: engagement ring
Stone: oval sapphire, about 2 ct
Size: US 6½
Budget: about $12,000

Shall I pass this on to the team? You can also write to custom@example.com, or see https://example.com/custom."""


FIELDS = [
    {"slot": "piece_type", "label": "Piece", "text": "engagement ring"},
    {"slot": "stones", "label": "Stone", "text": "oval sapphire, about 2 ct"},
    {"slot": "ring_size", "label": "Size", "text": "US 6½"},
    {"slot": "budget", "label": "Budget", "text": "about $12,000"},
]

_houses = functools.cache(load_houses)


async def _is_well() -> bool:
    return True


def create_service(
    desk: EchoDesk,
    *,
    rest_token: str | None = None,
    origins: dict[str, tuple[str, ...]] | None = None,
    ceilings: Ceilings = CEILINGS,
    proxies: int = 0,
    account: Account | None = None,
) -> web.Application:
    """Build the service with every address of the real one, and a desk that echoes."""
    app = web.Application()
    store: Any = desk.frail_store
    app[DESK] = desk
    app[TRANSCRIPTS] = store
    app[PICTURES] = store
    app[GALLERY] = Gallery(store, PictureFolder(desk.home / "pictures"))
    app[NEWS] = news = News(store)
    app[SECRET] = "a secret of the tests"
    app[ORIGINS] = origins or {}
    app[OWN_ORIGIN] = None
    app[RATES] = Rates(ceilings)
    app[PROXIES] = proxies
    app[HOUSES] = _houses()
    app[DEFAULT_HOUSE] = "josefina_bailleres"
    app[TWILIO], app[REPORTS] = account, desk
    app[REST_TOKEN] = rest_token
    app[PROBES] = {"database": _is_well, "model": _is_well}
    add_routes(app)

    async def bring_news(app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(news.run())
        yield
        task.cancel()

    app.cleanup_ctx.append(bring_news)
    return app


class EchoDesk:
    """A desk that repeats what it is told, over a real store in a folder of its own."""

    def __init__(self, *, pause: float = 0.0) -> None:
        self.pause = pause
        """Seconds that an answer takes."""
        self.available = True
        self.taken: list[Inbound] = []
        """Every message that was kept, in order."""
        self.reported: list[tuple[str, str, str | None]] = []
        """Every report that was kept."""
        self._folder = tempfile.TemporaryDirectory(prefix="loupe-echo-")
        self.home = Path(self._folder.name)
        url = f"sqlite:///{self.home / 'loupe.db'}"
        migrate(url)
        self.store = open_store(url)
        self.frail_store = FrailStore(self)
        self._turn = asyncio.Lock()

    async def answer(self, inbound: Inbound) -> tuple[Reply, ...]:
        """Answer a message with its own words, once per message id."""
        store: Store = self.frail_store  # type: ignore[assignment]
        async with self._turn:
            received = store.receive(inbound, _now())
            if received.duplicate:
                return store.find_replies(received.inbox_id) or ()
            self.taken.append(inbound)
            await asyncio.sleep(self.pause)
            replies = _reply_to(inbound.text)
            turn = store.load_turn(received.inbox_id)
            store.commit_turn(turn, TurnOutcome(state={}, replies=replies), _now(), answered=True)
            return replies

    async def keep(self, inbound: Inbound) -> Received:
        """Keep a message without answering it."""
        store: Store = self.frail_store  # type: ignore[assignment]
        received = store.receive(inbound, _now())
        if not received.duplicate:
            self.taken.append(inbound)
        return received

    def keep_report(self, receipt: str, status: str, code: str | None, now: datetime) -> bool:
        """Keep what became of a message."""
        store: Store = self.frail_store  # type: ignore[assignment]
        is_new = store.keep_report(receipt, status, code, now)
        if is_new:
            self.reported.append((receipt, status, code))
        return is_new


class FrailStore:
    """A desk's store, away for as long as the desk says so."""

    def __init__(self, desk: EchoDesk) -> None:
        self._desk = desk

    def __getattr__(self, verb: str) -> Any:
        """Find a verb of the store."""
        if not self._desk.available:
            raise StoreUnavailable("the database cannot be reached", "memory", "Set `available`.")
        return getattr(self._desk.store, verb)


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _reply_to(text: str) -> tuple[Reply, ...]:
    if text == "silence":
        return ()
    if text == "summary":
        choices = (Button("Yes, please", "Yes, please"), Button("Change something", "/change"))
        return (
            Reply(
                SUMMARY,
                choices,
                {"asked": "confirm", "status": "confirming", "inquiry_id": "inq-1", "fields": FIELDS},
            ),
        )
    choices = (Button("A ring", "A ring"), Button("Earrings", '/inform{"piece_type": "earrings"}'))
    state = {
        "asked": "piece_type",
        "status": "collecting",
        "inquiry_id": "inq-1",
        "private": "not for clients",
    }
    return (Reply(f"You said: {text}"), Reply("What shall it be?", choices, state))
