"""What was said can be read back, in order, without being kept twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import Button, ConversationNotFound, Reply, Store, TurnOutcome
from tests.store.people import HOUSE, NOW, answer, outcome, say, submit, take


def test_each_message_is_followed_by_its_replies_with_time_and_channel(store: Store) -> None:
    turn = take(store, "Hello", "1")
    later = NOW + timedelta(seconds=2)
    replies = (Reply("Hi", (Button("A ring", "/ring"),)), Reply("How can I help?"))
    store.commit_turn(turn, TurnOutcome(state={}, replies=replies), later)
    store.receive(say("A ring", "2"), later)
    lines = store.load_transcript(turn.conversation_id)
    assert [(line.at, line.who, line.text, line.channel) for line in lines] == [
        (NOW, "customer", "Hello", "web"),
        (later, "loupe", "Hi", "web"),
        (later, "loupe", "How can I help?", "web"),
        (later, "customer", "A ring", "web"),
    ]
    assert lines[1].buttons == (Button("A ring", "/ring"),)


def test_an_answer_stands_after_its_question_even_where_the_clock_was_set_back(store: Store) -> None:
    turn = take(store, "Hello", "1")
    store.commit_turn(turn, outcome("Hi"), NOW - timedelta(hours=1))
    assert [line.text for line in store.load_transcript(turn.conversation_id)] == ["Hello", "Hi"]


def test_briefs_are_no_part_of_the_conversation(store: Store) -> None:
    conversation_id = submit(store)
    assert [line.text for line in store.load_transcript(conversation_id)] == ["Yes, send it", "Thank you."]
    assert len(store.load_replies_after(conversation_id)) == 1


def test_a_page_gets_only_the_replies_it_has_not_seen(store: Store) -> None:
    conversation_id = answer(store, "one", "1", "first").conversation_id
    seen = store.load_replies_after(conversation_id)
    answer(store, "two", "2", "second")
    news = store.load_replies_after(conversation_id, seen[-1].cursor)
    assert [past.reply.text for past in news] == ["second"]
    assert news[0].at == NOW
    assert store.load_replies_after(conversation_id, news[-1].cursor) == ()
    assert [line.cursor for line in store.load_transcript(conversation_id)] == [
        None, seen[0].cursor, None, news[0].cursor,
    ]  # fmt: skip


def test_customers_do_not_read_each_other(store: Store) -> None:
    ann = answer(store, "I am Ann", "1", "Hello Ann").conversation_id
    bob = take(store, "I am Bob", "2", sender="bob")
    store.commit_turn(bob, outcome("Hello Bob"), NOW)
    assert [line.text for line in store.load_transcript(ann)] == ["I am Ann", "Hello Ann"]
    assert [past.reply.text for past in store.load_replies_after(bob.conversation_id)] == ["Hello Bob"]


def test_a_conversation_is_found_by_who_talks_with_whom_where(store: Store) -> None:
    conversation_id = answer(store, "Hello", "1", "Hi").conversation_id
    assert store.find_conversation("web", HOUSE, "ann") == conversation_id
    assert store.find_conversation("sms", HOUSE, "ann") is None
    assert store.find_conversation("web", "atlier_jewelry", "ann") is None
    known = store.load_conversation(conversation_id)
    assert (known.channel, known.house, known.sender, known.created_at) == ("web", HOUSE, "ann", NOW)


def test_an_unknown_conversation_is_said_to_be_unknown(store: Store) -> None:
    with pytest.raises(ConversationNotFound, match="no conversation nobody"):
        store.load_conversation("nobody")
    assert store.load_transcript("nobody") == ()
