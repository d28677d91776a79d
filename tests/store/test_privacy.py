"""A customer can have all that is kept of them, or have it gone, down to the bytes."""

from __future__ import annotations

import contextlib
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.atelier.inquiry import Status
from bot.store import (
    ConversationNotFound,
    ErasureIncomplete,
    LeaseLost,
    MessageErased,
    Store,
    database,
    new_id,
    open_store,
    tables,
)
from tests.store.people import LEASE, NOW, answer, draft, inquiry, outcome, say, submit, take

SECRET = "unforgettable"


def fill(store: Store, secret: str = SECRET, sender: str = "ann") -> str:
    """A conversation with the secret in every place that a customer's words can reach."""
    for n in range(12):
        turn = take(
            store,
            f"{secret} text {n} " * 40,
            f"{sender}{n}",
            sender=sender,
            metadata={"name": f"{secret} meta"},
        )
        record = inquiry(turn.inquiry_id or new_id(), name=f"{secret} name", email=f"{secret}@mail.test")
        store.commit_turn(
            turn, outcome(f"{secret} reply {n}", inquiry=record, state={"notes": f"{secret} state {n}"}), NOW
        )
    submit(
        store, f"{sender}-last", f"<{secret}@loupe.test>", name=f"{secret} name", email=f"{secret}@mail.test"
    )
    return turn.conversation_id


def read_files(url: str) -> bytes:
    """Everything SQLite has on disk: the database, its log and its index."""
    path = Path(str(make_url(url).database))
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_an_erased_conversation_leaves_no_byte_in_the_files(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store:
        conversation_id = fill(store)
        take(store, "somebody else", "other", sender="bob")
        assert SECRET.encode() in read_files(sqlite_url)
        assert store.erase_conversation(conversation_id)
        assert SECRET.encode() not in read_files(sqlite_url)
        assert b"somebody else" in read_files(sqlite_url)


def test_an_erased_conversation_is_gone_from_every_table(store: Store) -> None:
    conversation_id = fill(store)
    assert store.erase_conversation(conversation_id)
    with store._database.reading() as connection:
        for table in tables.Table.metadata.sorted_tables:
            assert SECRET not in str(connection.execute(table.select()).all()), table.name
    with pytest.raises(ConversationNotFound):
        store.export_conversation(conversation_id)
    assert store.find_conversations("ann") == ()
    assert store.claim_delivery(NOW, LEASE) is None


def test_other_customers_keep_everything(store: Store) -> None:
    ann, bob = fill(store), fill(store, "bystander", "bob")
    before = store.export_conversation(bob)
    store.erase_conversation(ann)
    assert store.export_conversation(bob) == before


def test_a_repeated_webhook_does_not_bring_the_erased_back(store: Store) -> None:
    received = answer(store, "Hello", "1", "Hi")
    store.erase_conversation(received.conversation_id)
    with pytest.raises(MessageErased):
        store.receive(say("Hello", "1"), NOW)
    assert store.waiting_turns(NOW) == ()
    assert store.find_conversations("ann") == ()


def test_whoever_was_erased_may_begin_anew(store: Store) -> None:
    first = answer(store, "Hello", "1", "Hi")
    store.erase_conversation(first.conversation_id)
    turn = take(store, "Hello again", "2")
    assert turn.conversation_id != first.conversation_id
    assert (turn.version, turn.state, turn.thread) == (0, {}, ())
    assert turn.inbox_id > first.inbox_id


def test_work_in_flight_on_the_erased_is_refused(store: Store) -> None:
    turn = take(store, "Hello", "1")
    store.commit_turn(turn, outcome("Hi", brief=draft()), NOW)
    delivery = store.claim_delivery(NOW, LEASE)
    pending = take(store, "And", "2")
    assert delivery is not None
    store.erase_conversation(turn.conversation_id)
    with pytest.raises(MessageErased):
        store.commit_turn(pending, outcome("late"), NOW)
    with pytest.raises(LeaseLost):
        store.mark_sent(delivery, NOW)


def test_erasing_twice_says_that_there_was_nothing_left(store: Store) -> None:
    conversation_id = answer(store, "Hello", "1", "Hi").conversation_id
    assert store.erase_conversation(conversation_id)
    assert not store.erase_conversation(conversation_id)


def test_turns_taken_during_an_erasure_are_erased_with_it_or_belong_to_a_new_conversation(
    store: Store,
) -> None:
    conversation_id = answer(store, "0", "0", "Hi").conversation_id
    enough, stop = threading.Event(), threading.Event()

    def converse() -> list[str]:
        owners: list[str] = []
        while not stop.is_set():
            number = str(len(owners) + 1)
            received = store.receive(say(number, number), NOW)
            owners.append(received.conversation_id)
            with contextlib.suppress(MessageErased):
                store.commit_turn(store.load_turn(received.inbox_id), outcome("Hi"), NOW)
            if len(owners) > 5:
                enough.set()
        return owners

    with ThreadPoolExecutor(1) as pool:
        conversing = pool.submit(converse)
        enough.wait(10)
        try:
            assert store.erase_conversation(conversation_id)
        finally:
            stop.set()
        owners = conversing.result()
    assert store.load_transcript(conversation_id) == ()
    lines = [line for found in store.find_conversations("ann") for line in store.load_transcript(found)]
    kept = [line.text for line in lines if line.who == "customer"]
    assert kept == [str(n) for n, owner in enumerate(owners, 1) if owner != conversation_id]
    for n, owner in enumerate(owners, 1):
        if owner == conversation_id:
            with pytest.raises(MessageErased):
                store.receive(say(str(n), str(n)), NOW)


def test_a_reader_that_keeps_old_bytes_alive_is_reported(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    with open_store(sqlite_url) as store, open_store(sqlite_url) as other:
        conversation_id = fill(store)
        with other._database.reading() as connection:
            connection.execute(tables.InboxRow.__table__.select()).fetchone()
            with pytest.raises(ErasureIncomplete, match="Run the erasure again"):
                store.erase_conversation(conversation_id)
        assert not store.erase_conversation(conversation_id)
        assert SECRET.encode() not in read_files(sqlite_url)


def test_an_export_holds_the_inquiry_the_decision_and_every_message(store: Store) -> None:
    turn = take(store, "A ring", "1", metadata={"profile": "Ann"})
    record = inquiry("i-1", Status.CONFIRMING, piece_type="ring", email="Ann@Mail.test")
    decided = type(record)(**{**vars(record), "decision": {"tier": 3, "flags": ["gem_risk"]}})
    store.commit_turn(turn, outcome("Which stone?", inquiry=decided, brief=draft()), NOW, answered=True)
    export = store.export_conversation(turn.conversation_id)
    assert export["inquiry"] == {"piece_type": "ring", "email": "Ann@Mail.test"}
    assert export["decision"] == {"tier": 3, "flags": ["gem_risk"]}
    assert export["status"] == "confirming"
    said = {"at": NOW.isoformat(), "channel": "web"}
    assert export["messages"] == [
        {**said, "who": "customer", "text": "A ring", "metadata": {"profile": "Ann"}},
        {**said, "who": "loupe", "text": "Which stone?"},
    ]
    assert export["attachments"] == []
    assert [(one["kind"], one["state"]) for one in export["deliveries"]] == [
        ("reply", "sent"),
        ("brief", "waiting"),
    ]
    assert json.loads(json.dumps(export)) == export


def test_an_export_shows_the_latest_inquiry_and_the_earlier_ones_beside_it(store: Store) -> None:
    conversation_id = submit(store, "1", name="Ann", piece_type="ring")
    turn = take(store, "And earrings", "2")
    store.commit_turn(turn, outcome("Gladly.", inquiry=inquiry("i-2", piece_type="earrings")), NOW)
    export = store.export_conversation(conversation_id)
    assert (export["inquiry"], export["status"]) == ({"piece_type": "earrings"}, "collecting")
    assert [(one["inquiry"]["piece_type"], one["status"]) for one in export["earlier_inquiries"]] == [
        ("ring", "submitted")
    ]


def test_a_conversation_without_an_inquiry_exports_an_empty_one(store: Store) -> None:
    export = store.export_conversation(answer(store, "Hours?", "1", "Ten to six.").conversation_id)
    assert (export["inquiry"], export["decision"], export["status"]) == ({}, None, "collecting")


@pytest.mark.parametrize("contact", ["ann@mail.test", " ANN@Mail.Test ", "+13055550100", "ann"])
def test_a_customer_is_found_by_mail_address_phone_or_sender(store: Store, contact: str) -> None:
    turn = take(store, "Hello", "1")
    record = inquiry("i-1", email="Ann@mail.test", phone="+13055550100")
    store.commit_turn(turn, outcome("Hi", inquiry=record), NOW)
    take(store, "Hello", "2", sender="bob")
    assert store.find_conversations(contact) == (turn.conversation_id,)


def test_a_phone_number_finds_the_whatsapp_conversation_too(store: Store) -> None:
    sms = take(store, "Hello", "1", channel="sms", sender="+13055550100")
    whatsapp = take(store, "Hello", "1", channel="whatsapp", sender="whatsapp:+13055550100")
    found = store.find_conversations("+13055550100")
    assert set(found) == {sms.conversation_id, whatsapp.conversation_id}


@pytest.mark.parametrize("contact", ["", "%", "nobody@mail.test", "an"])
def test_nobody_is_found_by_what_is_no_contact_of_theirs(store: Store, contact: str) -> None:
    answer(store, "Hello", "1", "Hi")
    assert store.find_conversations(contact) == ()
