"""The real desk in this process: the trained model, a store of its own, and a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bot.atelier.packs.pack import load_houses
from bot.dialogue.agent import Assistant, DialogueThread
from bot.dialogue.turn import Desk
from bot.store import Store, migrate, open_store
from tests.customers import now

TODAY = date(2026, 11, 21)


@contextmanager
def open_fresh_store(folder: Path) -> Iterator[Store]:
    """Open a store in which nothing has happened yet."""
    url = f"sqlite:///{folder / 'loupe.db'}"
    migrate(url)
    with open_store(url) as store:
        yield store


def seat_desk(store: Store, assistant: Assistant, thread: DialogueThread) -> Desk:
    """Seat the desk of every house, on a fixed day."""
    return Desk(store, assistant, thread, load_houses(), now, mail_domain="desk.example", today=TODAY)
