"""One list of those who asked for silence, whatever the channel; consents and links between channels."""

from __future__ import annotations

from datetime import timedelta

from bot.atelier.inquiry import Status
from bot.store import ConsentText, Kin, Store, new_id
from tests.store.people import HOUSE, NOW, draft, inquiry, outcome, say, submit, take

ANN = "+14155550123"
QUIET = timedelta(0)


def test_silence_holds_for_every_channel_and_for_one_house(store: Store) -> None:
    assert store.silence(HOUSE, ANN, NOW)
    assert not store.silence(HOUSE, f"whatsapp:{ANN}", NOW)
    assert store.is_opted_out(HOUSE, f"whatsapp:{ANN}")
    assert not store.is_opted_out("atlier_jewelry", ANN)
    assert not store.is_opted_out(HOUSE, "+14155550124")


def test_a_turn_silences_and_resumes_in_its_own_transaction(store: Store) -> None:
    turn = take(store, "STOP", "1", sender=ANN, channel="sms", quiet=QUIET)
    store.commit_turn(turn, outcome("Goodbye.", silences=(ANN,)), NOW)
    again = take(store, "START", "2", sender=f"whatsapp:{ANN}", channel="whatsapp", quiet=QUIET)
    assert again.opted_out
    store.commit_turn(again, outcome("Welcome.", resumes=(again.sender,)), NOW)
    assert not store.is_opted_out(HOUSE, ANN)


def test_the_list_outlives_the_persons_data(store: Store) -> None:
    turn = take(store, "STOP", "1", sender=ANN, channel="sms", quiet=QUIET)
    store.commit_turn(turn, outcome(silences=(ANN,)), NOW)
    assert store.export_conversation(turn.conversation_id)["opted_out"]
    store.erase_conversation(turn.conversation_id)
    assert store.is_opted_out(HOUSE, ANN)


def test_a_consent_is_kept_once_with_its_words_version_time_and_channel(store: Store) -> None:
    consent = ConsentText("By writing here …", "2026-1")
    for number in ("1", "2"):
        turn = take(store, "Hi", number, sender=ANN, channel="sms", quiet=QUIET)
        assert turn.consented == (number == "2")
        store.commit_turn(turn, outcome("Hello.", consent=consent), NOW)
    (kept,) = store.export_conversation(turn.conversation_id)["consents"]
    assert kept == {
        "channel": "sms", "version": "2026-1", "words": "By writing here …", "given_at": NOW.isoformat(),
    }  # fmt: skip


def test_a_persons_other_inquiries_are_found_by_number_and_by_mail(store: Store) -> None:
    web = submit(store, "1", email="Ann@example.com", phone=ANN)
    texted = take(store, "Hi", "2", sender=ANN, channel="sms", quiet=QUIET)
    record = inquiry(new_id(), Status.SUBMITTED, phone=ANN)
    store.commit_turn(texted, outcome(inquiry=record, brief=draft("<second@loupe.test>")), NOW)
    store.receive(say("Hello", "3", "somebody else"), NOW)
    assert store.find_kin(texted.conversation_id, HOUSE, [ANN]) == (Kin("web", 1001),)
    assert store.find_kin(texted.conversation_id, HOUSE, ["ann@EXAMPLE.com"]) == (Kin("web", 1001),)
    assert store.find_kin(web, HOUSE, [f"whatsapp:{ANN}"]) == (Kin("sms", 1002),)
    assert store.find_kin(web, "atlier_jewelry", [ANN]) == ()
    assert store.find_kin(web, HOUSE, []) == ()


def test_a_letter_about_a_conversation_refers_to_its_number_and_thread(store: Store) -> None:
    conversation = submit(store, "1")
    assert store.load_thread(conversation).number == 1001
    assert store.load_thread(conversation).letters == ("<first@loupe.test>",)
