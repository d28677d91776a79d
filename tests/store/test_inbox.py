"""A message is kept once, before anybody says so, and waits for its turn in the order of arrival."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.store import AlreadyAnswered, Inbound, MessageConflict, Store, open_store
from tests.store.people import HOUSE, LEASE, NOW, answer, outcome, say, take


def test_a_message_is_in_the_database_when_receive_returns(store: Store, url: str) -> None:
    received = store.receive(say("Hello", "1"), NOW)
    with open_store(url) as other:
        assert other.waiting_turns(NOW) == (received.inbox_id,)


def test_a_repeated_message_is_the_same_message(store: Store) -> None:
    first = store.receive(say("Hello", "1"), NOW)
    again = store.receive(say("Hello", "1"), NOW + timedelta(minutes=1))
    assert (again.inbox_id, again.conversation_id, again.duplicate) == (
        first.inbox_id,
        first.conversation_id,
        True,
    )
    assert not first.duplicate
    assert store.waiting_turns(NOW) == (first.inbox_id,)


def test_the_same_id_on_another_channel_is_another_message(store: Store) -> None:
    first = store.receive(say("Hello", "1"), NOW)
    other = store.receive(say("Hello", "1", channel="sms"), NOW)
    assert other.inbox_id != first.inbox_id
    assert other.conversation_id != first.conversation_id


@pytest.mark.parametrize(
    "forged",
    [say("Hello", "1", sender="eve"), say("Something else", "1"), say("Hello", "1", house="atlier_jewelry")],
    ids=["another sender", "another text", "another house"],
)
def test_an_id_that_was_used_for_another_message_is_refused_and_changes_nothing(
    store: Store, forged: Inbound
) -> None:
    first = store.receive(say("Hello", "1"), NOW)
    with pytest.raises(MessageConflict):
        store.receive(forged, NOW)
    assert store.waiting_turns(NOW) == (first.inbox_id,)
    assert store.find_conversations("eve") == ()


def test_fifty_deliveries_of_one_message_from_many_threads_keep_it_once(store: Store) -> None:
    with ThreadPoolExecutor(10) as pool:
        received = list(pool.map(lambda _: store.receive(say("Hello", "1"), NOW), range(50)))
    assert sum(not one.duplicate for one in received) == 1
    assert len({one.inbox_id for one in received}) == 1
    assert len(store.waiting_turns(NOW)) == 1


def test_many_senders_at_once_are_all_kept(store: Store) -> None:
    with ThreadPoolExecutor(10) as pool:
        pool.map(lambda n: store.receive(say("Hello", str(n), sender=f"s{n % 7}"), NOW), range(70))
    assert len(store.list_known("web", [str(n) for n in range(70)])) == 70
    assert len(store.waiting_turns(NOW)) == 7


@pytest.mark.parametrize("missing", ["channel", "sender", "house", "external_id"])
def test_a_message_without_an_owner_or_an_id_is_refused(missing: str) -> None:
    values = {"channel": "web", "sender": "ann", "house": HOUSE, "external_id": "1", missing: ""}
    with pytest.raises(ValueError, match=missing):
        Inbound(text="Hello", **values)


def test_what_the_channel_said_besides_the_text_comes_back(store: Store) -> None:
    turn = take(store, "Zoë 💍 'ring'", "1", metadata={"profile": "Zoë", "media": [1]})
    assert (turn.text, turn.messages[0].metadata) == ("Zoë 💍 'ring'", {"profile": "Zoë", "media": [1]})
    assert turn.received_at == NOW


def test_a_message_waits_until_the_earlier_one_of_its_conversation_is_settled(store: Store) -> None:
    first, second = (store.receive(say(text, text), NOW).inbox_id for text in ("one", "two"))
    assert store.waiting_turns(NOW) == (first,)
    assert not store.claim_turn(second, NOW, LEASE)
    assert store.claim_turn(first, NOW, LEASE)
    assert not store.claim_turn(second, NOW, LEASE)
    turn = store.load_turn(first)
    assert store.find_next_turn(turn.conversation_id) == first
    store.commit_turn(turn, outcome("Hi"), NOW)
    assert store.claim_turn(second, NOW, LEASE)
    assert store.find_next_turn(turn.conversation_id) == second


def test_another_conversation_does_not_wait(store: Store) -> None:
    store.receive(say("one", "1"), NOW)
    other = store.receive(say("two", "2", sender="bob"), NOW)
    assert store.claim_turn(other.inbox_id, NOW, LEASE)


def test_a_claim_holds_until_its_lease_runs_out(store: Store) -> None:
    inbox_id = store.receive(say("Hello", "1"), NOW).inbox_id
    assert store.claim_turn(inbox_id, NOW, LEASE)
    soon, late = NOW + LEASE / 2, NOW + LEASE
    assert not store.claim_turn(inbox_id, soon, LEASE)
    assert store.waiting_turns(soon) == ()
    assert store.waiting_turns(late) == (inbox_id,)
    assert store.claim_turn(inbox_id, late, LEASE)


def test_of_many_claimants_one_wins(store: Store) -> None:
    inbox_id = store.receive(say("Hello", "1"), NOW).inbox_id
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda _: store.claim_turn(inbox_id, NOW, LEASE), range(8)))
    assert won.count(True) == 1


def test_a_failed_turn_waits_and_is_counted_until_the_limit(store: Store) -> None:
    inbox_id = store.receive(say("Hello", "1"), NOW).inbox_id
    wait = timedelta(seconds=5)
    assert not store.count_failure(inbox_id, "boom", NOW, wait=wait)
    assert store.waiting_turns(NOW) == ()
    assert store.waiting_turns(NOW + wait) == (inbox_id,)
    assert not store.count_failure(inbox_id, "boom", NOW)
    assert store.count_failure(inbox_id, "boom", NOW)
    assert store.load_turn(inbox_id).attempts == 3


def test_the_failure_of_an_answered_message_is_not_counted(store: Store) -> None:
    received = answer(store, "Hello", "1", "Hi")
    with pytest.raises(AlreadyAnswered):
        store.count_failure(received.inbox_id, "late", NOW)


def test_a_claim_that_is_given_back_can_be_taken_at_once(store: Store) -> None:
    inbox_id = store.receive(say("Hello", "1"), NOW).inbox_id
    assert store.claim_turn(inbox_id, NOW, LEASE)
    assert not store.claim_turn(inbox_id, NOW, LEASE)
    store.release_turn(inbox_id)
    assert store.claim_turn(inbox_id, NOW, LEASE)
