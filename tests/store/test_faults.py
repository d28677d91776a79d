"""Killed, out of space, locked out or damaged: nothing acknowledged is lost and nothing is half written."""

from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.store import Store, StoreUnavailable, database, open_store
from tests.store.people import LEASE, NOW, answer, outcome, say, take

ROOT = Path(__file__).parents[2]
PREAMBLE = """
import sys
from bot.store import StoreUnavailable, new_id, open_store
from tests.store.people import LEASE, NOW, draft, inquiry, outcome, say, take
store = open_store(sys.argv[1])
def tell(*words):
    print(*words, flush=True)
"""
RECEIVE_AND_HANG = """
tell(store.receive(say("Please wait for me", "1"), NOW).inbox_id)
store.claim_turn(1, NOW, LEASE)
turn = store.load_turn(1)
sys.stdin.read()
"""
WORK_FOREVER = """
for n in range(1_000_000):
    sender = f"s{n % 5}"
    received = store.receive(say(f"text {n}", str(n), sender=sender), NOW)
    tell("received", received.inbox_id)
    turn = store.load_turn(received.inbox_id)
    record = inquiry(turn.inquiry_id or new_id(), name=f"name {n}")
    finished = outcome(f"reply {n}", inquiry=record, brief=draft(f"<{n}@loupe.test>"))
    store.commit_turn(turn, finished, NOW, answered=True)
    tell("answered", received.inbox_id)
"""
FILL_THE_DISK = """
import os, resource
files = [f"{sys.argv[2]}{end}" for end in ("", "-wal")]
room = max(os.path.getsize(name) for name in files if os.path.exists(name)) + 150_000
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
n = 0
try:
    while True:
        n += 1
        turn = take(store, f"text {n} " * 200, str(n))
        record = inquiry(turn.inquiry_id or new_id(), name=f"name {n} " * 100)
        store.commit_turn(turn, outcome(f"reply {n} " * 200, inquiry=record), NOW)
        tell("answered", turn.inbox_id)
except StoreUnavailable as full:
    tell("full", full.what)
tell("readable", len(store.load_transcript(turn.conversation_id)))
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    """Run a script against the store in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + script, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def check_whole(store: Store) -> None:
    """Every settled message has its reply, every waiting one has none, and each conversation adds up."""
    with store._database.reading() as connection:

        def count(query: str) -> object:
            return connection.exec_driver_sql(query).scalar()

        replies = "(SELECT count(*) FROM outbox o WHERE o.inbox_id = i.id AND o.kind = 'reply')"
        assert count(f"SELECT count(*) FROM inbox i WHERE i.state = 'done' AND {replies} != 1") == 0
        assert count(f"SELECT count(*) FROM inbox i WHERE i.state = 'waiting' AND {replies} != 0") == 0
        settled = "(SELECT count(*) FROM inbox i WHERE i.conversation_id = c.id AND i.state = 'done')"
        assert count(f"SELECT count(*) FROM conversations c WHERE c.version != {settled}") == 0


def test_a_message_whose_process_was_killed_waits_for_the_next_one(url: str) -> None:
    process = start(RECEIVE_AND_HANG, url)
    assert process.stdout is not None
    inbox_id = int(process.stdout.readline())
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with open_store(url) as store:
        assert store.waiting_turns(NOW + LEASE) == (inbox_id,)
        assert store.claim_turn(inbox_id, NOW + LEASE, LEASE)
        turn = store.load_turn(inbox_id)
        assert turn.text == "Please wait for me"
        store.commit_turn(turn, outcome("Here I am"), NOW)


def test_a_process_killed_at_any_moment_loses_nothing_it_acknowledged(url: str) -> None:
    chance = random.Random(7)
    received, answered = set(), set()
    for round_ in range(3):
        process = start(WORK_FOREVER.replace("range(1_000_000)", f"range({round_}000_000, 9_000_000)"), url)
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(chance.randint(11, 40))]
        time.sleep(chance.uniform(0, 0.01))
        process.kill()
        lines += process.communicate()[0].splitlines()
        told = [line.split() for line in lines if len(line.split()) == 2]
        received |= {int(number) for what, number in told if what == "received"}
        answered |= {int(number) for what, number in told if what == "answered"}
        with open_store(url) as store:
            check_whole(store)
            waiting = set(store.waiting_turns(NOW))
            for inbox_id in received - answered - waiting:
                assert store.find_replies(inbox_id), f"{inbox_id} was acknowledged and is gone"
            for inbox_id in answered:
                assert store.find_replies(inbox_id), f"{inbox_id} was answered and is not"
            for inbox_id in waiting:
                store.commit_turn(store.load_turn(inbox_id), outcome("late"), NOW)
    assert len(answered) >= 15


def test_a_full_disk_is_reported_and_leaves_nothing_half_written(sqlite_url: str) -> None:
    path = str(make_url(sqlite_url).database)
    process = start(FILL_THE_DISK, sqlite_url, path)
    output, _ = process.communicate(timeout=60)
    lines = output.splitlines()
    assert process.returncode == 0, output
    assert any(line.startswith("full the disk is full") for line in lines), lines[-3:]
    assert lines[-1].startswith("readable")
    answered = {int(line.split()[1]) for line in lines if line.startswith("answered")}
    assert answered
    with open_store(sqlite_url) as store:
        check_whole(store)
        assert all(store.find_replies(inbox_id) for inbox_id in answered)
        answer(store, "There is room again", "after", "Good", sender="bob")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_writer_that_is_locked_out_gives_up_with_a_reason(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with open_store(sqlite_url) as store, open_store(sqlite_url) as other:
        inbox_id = store.receive(say("Hello", "1"), NOW).inbox_id
        with (
            other._database.writing(),
            pytest.raises(StoreUnavailable, match=r"another process holds the database"),
        ):
            store.receive(say("Hello", "2"), NOW)
        assert store.waiting_turns(NOW) == (inbox_id,)


def test_a_reader_is_not_stopped_by_a_writer(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store, open_store(sqlite_url) as other:
        turn = take(store, "Hello", "1")
        with other._database.writing():
            assert store.load_turn(turn.inbox_id) == turn


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "loupe.db").write_bytes(b"This is no database. " * 400)
    with pytest.raises(StoreUnavailable, match=r"damaged or is no database.*loupe\.db.*backup"):
        open_store(f"sqlite:///{tmp_path / 'loupe.db'}")


def test_a_file_that_may_not_be_written_says_so(sqlite_url: str) -> None:
    path = make_url(sqlite_url).database
    with (
        open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as store,
        pytest.raises(StoreUnavailable, match=r"may not be written.*right to write"),
    ):
        store.receive(say("Hello", "1"), NOW)


def test_a_server_that_is_away_is_named_without_its_password() -> None:
    url = "postgresql://loupe:hush@127.0.0.1:1/loupe"
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1") as refused:
        open_store(url)
    assert "hush" not in str(refused.value)
