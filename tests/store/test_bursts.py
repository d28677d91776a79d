"""A burst is one thought: its messages are answered together, once, by whoever commits first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.store import AlreadyAnswered, Button, Inbound, Reply, Store, TurnOutcome, VersionRace
from tests.store.people import LEASE, NOW, outcome, say

QUIET = timedelta(seconds=2)


def text(words: str, external_id: str, sender: str = "+14155550123") -> Inbound:
    """A text that waits for others."""
    return say(words, external_id, sender, channel="sms", quiet=QUIET)


def after(**span: float) -> timedelta:
    return timedelta(**span)


def test_a_text_waits_until_its_sender_has_fallen_silent(store: Store) -> None:
    first = store.receive(text("Hi", "1"), NOW)
    store.receive(text("A ring", "2"), NOW + after(seconds=1))
    assert store.waiting_turns(NOW + after(seconds=2.5)) == ()
    assert not store.claim_turn(first.inbox_id, NOW + after(seconds=2.5), LEASE)
    due = NOW + after(seconds=3)
    assert store.waiting_turns(due)[0] == first.inbox_id
    assert store.claim_turn(first.inbox_id, due, LEASE)


def test_whoever_never_falls_silent_is_answered_all_the_same(store: Store) -> None:
    for second in range(16):
        store.receive(text(f"and {second}", str(second)), NOW + after(seconds=second))
    assert store.waiting_turns(NOW + after(seconds=15))


def test_a_burst_is_one_turn_and_each_of_its_messages_finds_the_same_replies(store: Store) -> None:
    ids = [store.receive(text(words, words), NOW).inbox_id for words in ("Hi!", "A ring", "size 6")]
    turn = store.load_turn(ids[0])
    assert [message.id for message in turn.messages] == ids
    assert (turn.text, turn.inbox_id) == ("Hi! A ring. size 6", ids[-1])
    store.commit_turn(turn, outcome("Noted."), NOW)
    assert store.waiting_turns(NOW + after(minutes=1)) == ()
    assert [store.find_replies(inbox_id) for inbox_id in ids] == [(Reply("Noted."),)] * 3
    lines = [line.text for line in store.load_transcript(turn.conversation_id)]
    assert lines == ["Hi!", "A ring", "size 6", "Noted."]


def test_what_comes_while_a_burst_is_computed_is_the_next_thought(store: Store) -> None:
    first = store.receive(text("Hi", "1"), NOW)
    turn = store.load_turn(first.inbox_id)
    later = store.receive(text("One more thing", "2"), NOW)
    store.commit_turn(turn, outcome("Good day."), NOW)
    (waiting,) = store.waiting_turns(NOW + after(seconds=3))
    assert store.load_turn(waiting).inbox_id == later.inbox_id


def test_two_who_heard_different_lengths_of_a_burst_do_not_both_answer_it(store: Store) -> None:
    first = store.receive(text("Hi", "1"), NOW)
    short = store.load_turn(first.inbox_id)
    store.receive(text("A ring", "2"), NOW)
    long = store.load_turn(first.inbox_id)
    store.commit_turn(long, outcome("A ring."), NOW)
    with pytest.raises(AlreadyAnswered):
        store.commit_turn(short, outcome("Hi."), NOW)
    with pytest.raises(AlreadyAnswered):
        store.load_turn(first.inbox_id)


def test_a_long_burst_is_parted_between_messages_and_nothing_is_lost(store: Store) -> None:
    ids = [store.receive(text("x" * 900, str(number)), NOW).inbox_id for number in range(5)]
    heard: list[int] = []
    while waiting := store.waiting_turns(NOW + after(seconds=3)):
        turn = store.load_turn(waiting[0])
        assert sum(len(message.text) for message in turn.messages) <= 2_000
        heard += [message.id for message in turn.messages]
        store.commit_turn(turn, outcome("Yes."), NOW)
    assert heard == ids


def test_eight_workers_consume_each_message_of_forty_bursts_once(store: Store) -> None:
    for number in range(120):
        store.receive(text(f"m{number}", f"m{number}", f"+1415555{number % 40:04d}"), NOW)
    now = NOW + after(seconds=3)

    def work(worker: int) -> int:
        done = 0
        while waiting := store.waiting_turns(now):
            for inbox_id in waiting:
                if not store.claim_turn(inbox_id, now, LEASE):
                    continue
                turn = store.load_turn(inbox_id)
                try:
                    store.commit_turn(turn, outcome(turn.text), NOW)
                except (AlreadyAnswered, VersionRace):
                    continue
                done += 1
        return done

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == 40
    texts = []
    while delivery := store.claim_delivery(now, LEASE, ("reply",)):
        texts.append(delivery.reply.text)
        store.mark_sent(delivery, now)
    assert sorted(" ".join(texts).replace(".", "").split()) == sorted(f"m{number}" for number in range(120))


def test_a_turn_on_a_phone_knows_what_was_offered(store: Store) -> None:
    received = store.receive(text("Hi", "1"), NOW)
    choices = (Button("A ring", "A ring"), Button("Earrings", "Earrings"))
    turn = store.load_turn(received.inbox_id)
    assert turn.offered == ()
    store.commit_turn(turn, TurnOutcome(state={}, replies=(Reply("What?", choices),)), NOW)
    received = store.receive(text("2", "2"), NOW)
    assert store.load_turn(received.inbox_id).offered == choices


def test_who_is_known_is_told_from_who_is_new(store: Store) -> None:
    received = store.receive(text("Hi", "1"), NOW)
    store.receive(text("Hi", "2", "+14155550124"), NOW)
    store.erase_conversation(received.conversation_id)
    assert store.list_known("sms", ["1", "2", "3"]) == {"1", "2"}
    assert store.list_known("whatsapp", ["1", "2", "3"]) == frozenset()
    assert store.list_known("sms", []) == frozenset()
