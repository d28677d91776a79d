"""The real model and the real store, with customers who answer what they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.agent import Assistant, DialogueThread
from bot.dialogue.turn import Desk
from bot.settings import Settings
from bot.store import Store
from tests.customers import Customer
from tests.desks import TODAY, open_fresh_store, seat_desk
from tests.processes import Service, run_service

__all__ = ["TODAY"]


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
    with open_fresh_store(tmp_path) as store:
        yield store


@pytest.fixture
def desk(store: Store, assistant: Assistant, thread: DialogueThread) -> Desk:
    return seat_desk(store, assistant, thread)


@pytest.fixture
def customer(desk: Desk) -> Customer:
    return Customer(desk)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service as a process of its own, for the tests of one file."""
    with run_service(tmp_path_factory.mktemp("home")) as service:
        yield service
