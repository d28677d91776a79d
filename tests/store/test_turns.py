"""A turn is written whole or not at all, once, and on the version it was computed from."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.atelier.inquiry import Status
from bot.store import (
    AlreadyAnswered,
    Button,
    ConversationNotFound,
    ForeignInquiry,
    MessageErased,
    OutOfTurn,
    Reply,
    Store,
    TurnOutcome,
    VersionRace,
    new_id,
)
from tests.store.people import LEASE, NOW, answer, draft, inquiry, outcome, say, submit, take


def test_the_next_turn_sees_what_the_last_one_left(store: Store) -> None:
    turn = take(store, "A ring please", "1")
    assert (turn.version, turn.state, turn.inquiry_id, turn.thread) == (0, {}, None, ())
    store.commit_turn(turn, outcome("For whom?", inquiry=inquiry("i-1", name="Ann")), NOW)
    following = take(store, "For me", "2")
    assert (following.version, following.state) == (1, {"said": ["For whom?"]})
    assert (following.inquiry_id, following.number) == ("i-1", 1001)


def test_a_repeated_message_finds_the_replies_it_was_given(store: Store) -> None:
    turn = take(store, "Hello", "1")
    replies = (
        Reply("Hello", (Button("A ring", "/ring"), Button("Other", "/other")), {"asked": "piece_type"}),
        Reply("Or ask me anything."),
    )
    assert store.find_replies(turn.inbox_id) is None
    store.commit_turn(turn, TurnOutcome(state={}, replies=replies), NOW, answered=True)
    assert store.find_replies(turn.inbox_id) == replies


def test_nobody_finds_the_replies_of_a_message_that_is_unknown(store: Store) -> None:
    assert store.find_replies(4711) is None


def test_a_turn_counts_once(store: Store) -> None:
    turn = take(store, "Hello", "1")
    store.commit_turn(turn, outcome("Hi"), NOW)
    with pytest.raises(AlreadyAnswered):
        store.commit_turn(turn, outcome("Hi again"), NOW)
    with pytest.raises(AlreadyAnswered):
        store.load_turn(turn.inbox_id)
    assert store.find_replies(turn.inbox_id) == (Reply("Hi"),)


def test_a_turn_computed_from_an_old_version_is_refused_whole(store: Store) -> None:
    stale = take(store, "one", "1")
    second = store.receive(say("two", "2"), NOW)
    store.commit_turn(stale, outcome("first"), NOW)
    fresh = store.load_turn(second.inbox_id)
    outdated = type(fresh)(**{**vars(fresh), "version": 0})
    with pytest.raises(VersionRace):
        store.commit_turn(outdated, outcome("lost", inquiry=inquiry("i-9"), brief=draft()), NOW)
    assert store.find_replies(second.inbox_id) is None
    assert store.export_conversation(fresh.conversation_id)["inquiry"] == {}
    store.commit_turn(store.load_turn(second.inbox_id), outcome("kept"), NOW)
    assert [line.text for line in store.load_transcript(fresh.conversation_id)] == [
        "one", "first", "two", "kept",
    ]  # fmt: skip


def test_of_eight_workers_on_one_message_one_commits(store: Store) -> None:
    inbox_id = store.receive(say("Hello", "1"), NOW).inbox_id
    start = threading.Barrier(8)

    def work(worker: int) -> str:
        turn = store.load_turn(inbox_id)
        start.wait()
        try:
            store.commit_turn(turn, outcome(f"from {worker}"), NOW)
        except (AlreadyAnswered, VersionRace) as lost:
            return type(lost).__name__
        return "won"

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(8)))
    assert results.count("won") == 1
    replies = store.find_replies(inbox_id)
    assert replies is not None
    assert [reply.text for reply in replies] == [f"from {results.index('won')}"]


def test_a_later_message_is_not_computed_before_an_earlier_one(store: Store) -> None:
    first = store.receive(say("one", "1"), NOW)
    second = store.receive(say("two", "2"), NOW)
    with pytest.raises(OutOfTurn) as refused:
        store.load_turn(second.inbox_id)
    assert refused.value.waiting_for == first.inbox_id


def test_an_unknown_message_has_no_turn(store: Store) -> None:
    with pytest.raises(MessageErased):
        store.load_turn(4711)


def test_a_turn_that_cannot_be_written_leaves_nothing(store: Store) -> None:
    submit(store, "1", message_id="<taken@loupe.test>")
    turn = take(store, "Hello", "2", sender="bob")
    clash = outcome("Hi", inquiry=inquiry("i-2", name="Bob"), brief=draft("<taken@loupe.test>"))
    with pytest.raises(IntegrityError) as refused:
        store.commit_turn(turn, clash, NOW)
    assert "Bob" not in str(refused.value)
    assert store.find_replies(turn.inbox_id) is None
    assert store.load_turn(turn.inbox_id) == turn


def test_replies_that_were_handed_over_are_not_sent_again(store: Store) -> None:
    answer(store, "Hello", "1", "Hi", answered=True)
    assert store.claim_delivery(NOW, LEASE) is None


def test_a_submitted_inquiry_is_closed_and_the_next_wish_is_a_new_one(store: Store) -> None:
    submit(store, "1", name="Ann")
    turn = take(store, "And earrings", "2")
    assert (turn.inquiry_id, turn.number) == (None, None)
    assert turn.thread == ("<first@loupe.test>",)
    store.commit_turn(turn, outcome("Gladly.", inquiry=inquiry(new_id(), name="Ann")), NOW)
    assert take(store, "In gold", "3").number == 1002


def test_what_is_added_after_the_brief_changes_the_same_inquiry(store: Store) -> None:
    turn = take(store, "Yes", "1")
    store.commit_turn(turn, outcome("Sent.", inquiry=inquiry("i-1", Status.SUBMITTED, name="Ann")), NOW)
    turn = take(store, "In platinum", "2")
    added = inquiry("i-1", Status.SUBMITTED, name="Ann", metal="platinum")
    store.commit_turn(turn, outcome("Added.", inquiry=added), NOW + timedelta(days=1))
    exported = store.export_conversation(turn.conversation_id)
    assert exported["inquiry"] == {"name": "Ann", "metal": "platinum"}
    assert (exported["number"], exported["status"], exported["earlier_inquiries"]) == (1001, "submitted", [])


def test_a_conversation_stays_with_people_until_it_is_handed_back(store: Store) -> None:
    turn = take(store, "A person, please", "1")
    assert turn.handed_over_at is None
    store.commit_turn(turn, outcome("Gladly.", hands_over=True), NOW)
    turn = take(store, "Hello?", "2")
    assert turn.handed_over_at == NOW
    store.commit_turn(turn, outcome(), NOW + timedelta(hours=1))
    assert take(store, "Hello?", "3").handed_over_at == NOW
    assert store.export_conversation(turn.conversation_id)["handed_over"] is True
    assert store.hand_back(turn.conversation_id)
    assert not store.hand_back(turn.conversation_id)
    assert store.load_conversation(turn.conversation_id).handed_over_at is None


def test_an_unknown_conversation_cannot_be_handed_back(store: Store) -> None:
    with pytest.raises(ConversationNotFound):
        store.hand_back("nobody")


def test_a_turn_knows_when_the_customer_was_last_heard(store: Store) -> None:
    assert take(store, "Hello", "1").last_heard_at is None
    store.commit_turn(store.load_turn(1), outcome("Hi"), NOW)
    store.receive(say("From somebody else", "2", "eve"), NOW + timedelta(hours=1))
    later = store.receive(say("Back again", "3"), NOW + timedelta(days=2))
    assert store.load_turn(later.inbox_id).last_heard_at == NOW


def test_an_inquiry_of_another_conversation_is_out_of_reach(store: Store) -> None:
    turn = take(store, "Hello", "1")
    store.commit_turn(turn, outcome("Hi", inquiry=inquiry("i-1", name="Ann")), NOW)
    eve = take(store, "Hello", "2", sender="eve")
    with pytest.raises(ForeignInquiry):
        store.commit_turn(eve, outcome("Hi", inquiry=inquiry("i-1", name="Eve")), NOW)
    assert store.export_conversation(turn.conversation_id)["inquiry"] == {"name": "Ann"}


def test_each_house_counts_its_own_inquiries_without_gaps_or_repeats(store: Store) -> None:
    def open_inquiry(n: int) -> int | None:
        house = f"house {n % 2}"
        turn = take(store, "Hello", f"a{n}", sender=f"s{n}", house=house)
        store.commit_turn(turn, outcome("Hi", inquiry=inquiry(new_id())), NOW)
        return take(store, "More", f"b{n}", sender=f"s{n}", house=house).number

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(open_inquiry, range(24)))
    assert sorted(number or 0 for number in numbers) == sorted([*range(1001, 1013)] * 2)


def test_a_message_that_is_given_up_keeps_its_words_and_reaches_people(store: Store) -> None:
    turn = take(store, "The one that breaks it", "1")
    store.park_turn(turn, outcome("Sorry: a person will read this.", brief=draft()), NOW)
    assert store.waiting_turns(NOW) == ()
    texts = [line.text for line in store.load_transcript(turn.conversation_id)]
    assert texts == ["The one that breaks it", "Sorry: a person will read this."]
    kinds = [store.claim_delivery(NOW, LEASE), store.claim_delivery(NOW, LEASE)]
    assert [delivery and delivery.kind for delivery in kinds] == ["reply", "brief"]
    assert take(store, "Still there?", "2").version == 1
