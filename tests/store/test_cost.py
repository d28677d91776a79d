"""A turn costs the same however long the conversation and however full the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bot.store import Store, open_store
from tests.store.people import LEASE, NOW, answer, draft, inquiry, outcome, say


def take_every_step(store: Store, external_id: str) -> None:
    """Everything that happens to a message until its brief is sent."""
    received = store.receive(say("Hello", external_id), NOW)
    store.waiting_turns(NOW)
    store.find_next_turn(received.conversation_id)
    store.claim_turn(received.inbox_id, NOW, LEASE)
    store.count_failure(received.inbox_id, "boom", NOW)
    turn = store.load_turn(received.inbox_id)
    finished = outcome("Hi", "How can I help?", inquiry=inquiry("i-1", name="Ann"), brief=draft(external_id))
    store.commit_turn(turn, finished, NOW)
    store.find_replies(received.inbox_id)
    replies = store.load_replies_after(received.conversation_id, after=received.inbox_id * 1000)
    assert replies == ()
    while delivery := store.claim_delivery(NOW, LEASE):
        store.mark_sent(delivery, NOW)


@contextmanager
def counting_steps(store: Store) -> Iterator[list[int]]:
    """Count the instructions of SQLite's virtual machine: a measure of work that no busy machine disturbs."""
    steps = [0]

    def count() -> int:
        steps[0] += 1
        return 0

    def watch(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_progress_handler(count, 1)

    pool = store._database._readers.pool
    event.listen(pool, "checkout", watch)
    yield steps
    event.remove(pool, "checkout", watch)
    with store._database.reading() as connection:
        connection.connection.driver_connection.set_progress_handler(None, 0)  # type: ignore[union-attr]


def test_the_two_hundredth_message_costs_no_more_than_the_third(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store:
        take_every_step(store, "warm up")
        with counting_steps(store) as early:
            take_every_step(store, "early")
        for n in range(200):
            answer(store, f"text {n}", str(n), "reply")
        with counting_steps(store) as late:
            take_every_step(store, "late")
    assert early[0] > 500
    assert late[0] <= early[0] * 1.1
