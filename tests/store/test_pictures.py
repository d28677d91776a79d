"""Pictures belong to a conversation and go with one message; what is to be fetched is fetched by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store import LeaseLost, Picture, SentPicture, Store, TooManyPictures, UnknownPicture, new_id
from tests.store.people import HOUSE, LEASE, NOW, outcome, say, take

DIGEST = "ab" * 32
SOURCE = "https://media.example/1"


def keep(store: Store, sender: str = "ann", digest: str = DIGEST) -> Picture:
    """Keep a picture that a customer has not sent yet."""
    picture = Picture(
        id=new_id(),
        conversation_id=store.open_conversation("web", HOUSE, sender, NOW),
        state="kept",
        note=None,
        digest=digest,
        width=640,
        height=480,
        size=1000,
        created_at=NOW,
    )
    store.keep_picture(picture, limit=10)
    return picture


def test_a_picture_goes_with_the_message_that_sends_it(store: Store) -> None:
    first, second = keep(store), keep(store)
    sent = (SentPicture(second.id, "the halo"), SentPicture(first.id))

    turn = take(store, "", "1", pictures=sent)

    assert turn.pictures == sent
    store.commit_turn(turn, outcome("Thank you."), NOW)
    message, reply = store.load_transcript(turn.conversation_id)
    assert message.pictures == 2
    assert message.sent_pictures == (replace(second, note="the halo"), first)
    assert reply.pictures == 0


def test_the_same_message_again_sends_nothing_again(store: Store) -> None:
    picture = keep(store)
    message = say("Here", "1", pictures=(SentPicture(picture.id),))

    assert not store.receive(message, NOW).duplicate
    assert store.receive(message, NOW).duplicate


def test_a_picture_is_sent_once(store: Store) -> None:
    picture = keep(store)
    take(store, "Here", "1", pictures=(SentPicture(picture.id),))

    with pytest.raises(UnknownPicture):
        take(store, "And again", "2", pictures=(SentPicture(picture.id),))

    (waiting,) = store.waiting_turns(NOW)
    assert store.load_turn(waiting).text == "Here"


def test_nobody_sends_or_finds_another_customers_picture(store: Store) -> None:
    picture = keep(store, "ann")
    mine = store.open_conversation("web", HOUSE, "berta", NOW)

    with pytest.raises(UnknownPicture):
        take(store, "Mine", "1", sender="berta", pictures=(SentPicture(picture.id),))

    assert store.find_picture(mine, picture.id) is None
    assert not store.drop_picture(mine, picture.id)
    assert store.find_picture(picture.conversation_id, picture.id) == picture


def test_an_unsent_picture_can_be_taken_back_and_a_sent_one_cannot(store: Store) -> None:
    unsent, sent = keep(store), keep(store)
    take(store, "Here", "1", pictures=(SentPicture(sent.id),))

    assert store.drop_picture(unsent.conversation_id, unsent.id)
    assert not store.drop_picture(sent.conversation_id, sent.id)
    assert [picture.id for picture in store.load_pictures([unsent.id, sent.id])] == [sent.id]


def test_only_so_many_pictures_wait_to_be_sent(store: Store) -> None:
    picture = keep(store)
    another = replace(picture, id=new_id())

    with pytest.raises(TooManyPictures):
        store.keep_picture(another, limit=1)
    take(store, "Here", "1", pictures=(SentPicture(picture.id),))
    store.keep_picture(another, limit=1)


def test_a_picture_that_lies_elsewhere_is_fetched_by_one_at_a_time(store: Store) -> None:
    take(store, "", "1", channel="sms", pictures=(SentPicture("p-1", source=SOURCE),))

    fetch = store.claim_fetch(NOW, LEASE)
    assert fetch is not None
    assert (fetch.source, fetch.channel, fetch.attempts) == (SOURCE, "sms", 1)
    assert store.claim_fetch(NOW, LEASE) is None

    store.mark_kept(fetch, DIGEST, 640, 480, 1000)
    (kept,) = store.load_pictures(["p-1"])
    assert (kept.state, kept.digest) == ("kept", DIGEST)
    assert store.claim_fetch(NOW + timedelta(days=1), LEASE) is None


def test_a_fetch_that_fails_is_tried_later_and_given_up_in_the_end(store: Store) -> None:
    take(store, "", "1", channel="sms", pictures=(SentPicture("p-1", source=SOURCE),))
    fetch = store.claim_fetch(NOW, LEASE)
    assert fetch is not None
    store.retry_fetch(fetch, NOW + timedelta(minutes=1), "404")

    assert store.claim_fetch(NOW, LEASE) is None
    again = store.claim_fetch(NOW + timedelta(minutes=1), LEASE)
    assert again is not None
    assert again.attempts == 2
    store.lose_picture(again, "gone")

    (lost,) = store.load_pictures(["p-1"])
    assert (lost.state, lost.digest) == ("lost", None)


def test_a_fetch_whose_lease_ran_out_belongs_to_the_next_who_claims_it(store: Store) -> None:
    take(store, "", "1", channel="sms", pictures=(SentPicture("p-1", source=SOURCE),))
    slow = store.claim_fetch(NOW, LEASE)
    quick = store.claim_fetch(NOW + 2 * LEASE, LEASE)
    assert slow is not None
    assert quick is not None

    with pytest.raises(LeaseLost):
        store.mark_kept(slow, DIGEST, 1, 1, 1)
    store.mark_kept(quick, DIGEST, 640, 480, 1000)


def test_an_export_lists_the_pictures_and_an_erasure_leaves_none(store: Store) -> None:
    picture = keep(store)
    take(store, "Here", "1", pictures=(SentPicture(picture.id, "like this"),))

    (exported,) = store.export_conversation(picture.conversation_id)["attachments"]
    assert (exported["id"], exported["note"], exported["digest"]) == (picture.id, "like this", DIGEST)
    assert store.list_digests(picture.conversation_id) == (DIGEST,)
    assert store.has_digest(DIGEST)

    store.erase_conversation(picture.conversation_id)

    assert not store.has_digest(DIGEST)
    assert store.load_pictures([picture.id]) == ()
