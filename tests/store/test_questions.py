"""A question that no answer covers is kept with its turn, and goes with the customer who asked it."""

from __future__ import annotations

from bot.store import AskedQuestion, OpenQuestion, Store
from tests.store.people import HOUSE, NOW, outcome, take

BITCOIN = OpenQuestion("do you take bitcoin", ("payment.methods", "payment.cards"))


def test_an_open_question_is_listed_with_where_and_when_it_was_asked(store: Store) -> None:
    turn = take(store, "do you take bitcoin", "1")
    store.commit_turn(turn, outcome("I pass it on.", questions=(BITCOIN,)), NOW)
    (asked,) = store.list_questions(HOUSE)
    assert asked == AskedQuestion(
        words=BITCOIN.words,
        guesses=BITCOIN.guesses,
        house=HOUSE,
        conversation_id=turn.conversation_id,
        asked_at=NOW,
    )
    assert store.list_questions() == (asked,)
    assert store.list_questions("another house") == ()


def test_the_newest_question_comes_first(store: Store) -> None:
    for number, words in enumerate(("first", "second")):
        turn = take(store, words, str(number))
        store.commit_turn(turn, outcome("I pass it on.", questions=(OpenQuestion(words),)), NOW)
    assert [question.words for question in store.list_questions()] == ["second", "first"]


def test_an_erased_customer_takes_their_questions_along(store: Store) -> None:
    turn = take(store, "do you take bitcoin", "1")
    store.commit_turn(turn, outcome("I pass it on.", questions=(BITCOIN,)), NOW)
    store.erase_conversation(turn.conversation_id)
    assert store.list_questions() == ()
