"""What is to be sent is handed to one sender at a time, in order, and never forgotten."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import Delivery, LeaseLost, Reply, Store
from tests.store.people import LEASE, NOW, draft, outcome, submit, take


def queue(store: Store, *texts: str, sender: str = "ann", external_id: str = "1") -> None:
    """Put replies into the outbox."""
    turn = take(store, "Hello", external_id, sender=sender)
    store.commit_turn(turn, outcome(*texts), NOW)


def claim(store: Store, after: timedelta = timedelta(0)) -> Delivery:
    """Claim what has to be there."""
    delivery = store.claim_delivery(NOW + after, LEASE)
    assert delivery is not None
    return delivery


def test_a_delivery_says_what_goes_to_whom(store: Store) -> None:
    turn = take(store, "Hello", "1", channel="sms", sender="+13055550100")
    store.commit_turn(turn, outcome("Hi"), NOW)
    delivery = claim(store)
    assert delivery.reply == Reply("Hi")
    assert (delivery.channel, delivery.sender, delivery.house) == (turn.channel, turn.sender, turn.house)
    assert (delivery.attempts, delivery.uncertain, delivery.created_at) == (1, False, NOW)


def test_a_brief_keeps_its_message_id_through_every_attempt(store: Store) -> None:
    submit(store)
    first = claim(store)
    assert first.mail == draft()
    store.retry_later(first, NOW + timedelta(minutes=1), "451 try later")
    assert store.claim_delivery(NOW, LEASE) is None
    again = claim(store, timedelta(minutes=1))
    assert (again.message_id, again.attempts, again.uncertain) == ("<first@loupe.test>", 2, False)


def test_two_briefs_never_share_a_message_id(store: Store) -> None:
    submit(store)
    with pytest.raises(IntegrityError):
        submit(store, "2")


def test_what_was_sent_is_not_handed_out_again(store: Store) -> None:
    queue(store, "Hi")
    store.mark_sent(claim(store), NOW, receipt="SM1")
    assert store.claim_delivery(NOW + timedelta(days=1), LEASE) is None


def test_the_replies_of_a_conversation_leave_one_after_the_other(store: Store) -> None:
    queue(store, "first", "second")
    queue(store, "other", sender="bob", external_id="2")
    first, other = claim(store), claim(store)
    assert (first.reply.text, other.reply.text) == ("first", "other")
    store.mark_sent(other, NOW)
    assert store.claim_delivery(NOW, LEASE) is None
    store.retry_later(first, NOW + timedelta(minutes=1), "busy")
    assert store.claim_delivery(NOW, LEASE) is None
    store.mark_sent(claim(store, timedelta(minutes=1)), NOW)
    assert claim(store).reply.text == "second"


def test_a_delivery_that_was_given_up_does_not_hold_up_the_next(store: Store) -> None:
    queue(store, "first", "second")
    store.park_delivery(claim(store), "21610 opted out")
    assert claim(store).reply.text == "second"


def test_a_slow_reply_does_not_hold_up_the_brief(store: Store) -> None:
    turn = take(store, "Hello", "1")
    store.commit_turn(turn, outcome("Hi", brief=draft()), NOW)
    assert claim(store).kind == "reply"
    assert claim(store).kind == "brief"


def test_a_sender_gets_only_the_kinds_it_asks_for(store: Store) -> None:
    turn = take(store, "Hello", "1")
    store.commit_turn(turn, outcome("Hi", brief=draft()), NOW)
    brief = store.claim_delivery(NOW, LEASE, kinds=("brief",))
    assert brief is not None
    assert brief.kind == "brief"
    assert store.claim_delivery(NOW, LEASE, kinds=("brief",)) is None


def test_a_delivery_whose_sender_vanished_comes_back_as_uncertain(store: Store) -> None:
    queue(store, "Hi")
    assert not claim(store).uncertain
    assert store.claim_delivery(NOW + LEASE - timedelta(seconds=1), LEASE) is None
    assert claim(store, LEASE).uncertain


def test_an_outcome_nobody_knows_stays_uncertain_until_it_is_settled(store: Store) -> None:
    queue(store, "Hi")
    store.retry_later(claim(store), NOW, "connection lost after the last dot", uncertain=True)
    second = claim(store)
    assert second.uncertain
    store.retry_later(second, NOW, "the mailbox could not be searched")
    third = claim(store)
    assert third.uncertain
    store.release(third)
    assert claim(store).uncertain


def test_a_sender_that_lost_its_lease_settles_nothing(store: Store) -> None:
    queue(store, "Hi")
    slow = claim(store)
    fast = claim(store, LEASE)
    for late in (
        lambda: store.mark_sent(slow, NOW),
        lambda: store.retry_later(slow, NOW, "?"),
        lambda: store.park_delivery(slow, "?"),
        lambda: store.release(slow),
        lambda: store.extend_lease(slow, NOW, LEASE),
    ):
        with pytest.raises(LeaseLost):
            late()
    store.mark_sent(fast, NOW)
    with pytest.raises(LeaseLost):
        store.mark_sent(fast, NOW)


def test_a_late_but_undisturbed_sender_may_still_say_that_it_was_sent(store: Store) -> None:
    queue(store, "Hi")
    store.mark_sent(claim(store), NOW + 2 * LEASE)
    assert store.claim_delivery(NOW + 3 * LEASE, LEASE) is None


def test_a_lease_can_be_extended(store: Store) -> None:
    queue(store, "Hi")
    delivery = claim(store)
    store.extend_lease(delivery, NOW + LEASE, LEASE)
    assert store.claim_delivery(NOW + LEASE, LEASE) is None
    assert claim(store, 2 * LEASE).uncertain


def test_a_released_delivery_counts_as_not_attempted(store: Store) -> None:
    queue(store, "Hi")
    store.release(claim(store))
    again = claim(store)
    assert (again.attempts, again.uncertain) == (1, False)


def test_many_senders_share_the_work_and_send_each_thing_once(store: Store) -> None:
    for n in range(40):
        queue(store, f"{n}a", f"{n}b", sender=f"s{n % 8}", external_id=str(n))
    sent: list[tuple[str, str]] = []

    def work(_: int) -> None:
        idle = 0
        while idle < 20:
            delivery = store.claim_delivery(NOW, LEASE)
            if delivery is None:
                idle += 1
                continue
            idle = 0
            sent.append((delivery.sender, delivery.reply.text))
            store.mark_sent(delivery, NOW)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    while (rest := store.claim_delivery(NOW, LEASE)) is not None:
        sent.append((rest.sender, rest.reply.text))
        store.mark_sent(rest, NOW)
    assert set(Counter(sent).values()) == {1}
    assert len(sent) == 80
    for sender in {sender for sender, _ in sent}:
        texts = [text for who, text in sent if who == sender]
        assert texts == sorted(texts, key=lambda text: (int(text[:-1]), text[-1]))
