"""The real model and the real store, with customers who answer what they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.atelier.packs.pack import load_houses
from bot.dialogue.agent import Assistant, DialogueThread
from bot.dialogue.turn import Desk
from bot.settings import Settings
from bot.store import Store, migrate, open_store
from tests.customers import Customer, now

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant(Settings().model)


@pytest.fixture(scope="session")
def thread() -> Iterator[DialogueThread]:
    thread = DialogueThread()
    yield thread
    thread.stop()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    migrate(url)
    with open_store(url) as store:
        yield store


@pytest.fixture
def desk(store: Store, assistant: Assistant, thread: DialogueThread) -> Desk:
    return Desk(store, assistant, thread, load_houses(), now, mail_domain="desk.example", today=TODAY)


@pytest.fixture
def customer(desk: Desk) -> Customer:
    return Customer(desk)
