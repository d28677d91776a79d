"""Customers who ask for a person, come back after days, add to what they sent, or want something else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.atelier.packs.pack import load_houses
from bot.dialogue.agent import Assistant, DialogueThread
from bot.dialogue.turn import Desk
from bot.store import Store
from tests.customers import HOUSE, Customer, fetch_briefs, now
from tests.desks import TODAY

WISH = "An engagement ring with an oval sapphire, custom, around 12k"
ANSWERS = {
    "inspiration": "Clean and low. I love bezels",
    "timing": "no rush",
    "metal": "platinum",
    "ring_size": "6",
    "name": "Ana Client, Boston",
    "email": "ana@example.com",
    "consultation": "virtual, mornings",
    "confirm": "Yes, send it",
}


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return now() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(store: Store, assistant: Assistant, thread: DialogueThread, clock: Clock) -> Desk:
    return Desk(store, assistant, thread, load_houses(), clock, mail_domain="desk.example", today=TODAY)


def find_conversation(store: Store, customer: Customer) -> str:
    found = store.find_conversation("rest", HOUSE, customer.name)
    assert found
    return found


async def test_who_asks_for_a_person_is_handed_over_with_what_is_known_and_the_bot_falls_silent(
    customer: Customer, store: Store
) -> None:
    await customer.say(f"{WISH}, write to ana@example.com")
    said = await customer.say("can I talk to a real person please?")
    assert "team answers you" in said
    (letter,) = fetch_briefs(store)
    assert "asks for a person" in letter.mail.text
    assert letter.mail.inquiry["inquiry"]["budget"]["max"] == "12000"
    assert letter.mail.reply_to == "ana@example.com"

    assert await customer.say("hello? my budget went up to 14k") == ""
    assert await customer.say("do you take credit cards?") == ""
    second, third = fetch_briefs(store)
    assert "went up to 14k" in second.mail.text
    assert "credit cards" in third.mail.text
    assert second.mail.references == (letter.mail.message_id,)
    exported = store.export_conversation(find_conversation(store, customer))
    assert exported["handed_over"] is True


async def test_a_conversation_that_is_handed_back_goes_on_where_it_was(
    customer: Customer, store: Store
) -> None:
    await customer.say(f"{WISH}, write to ana@example.com")
    assert customer.standing["asked"] == "inspiration"
    await customer.say("let me talk to a person")
    number = store.export_conversation(find_conversation(store, customer))["number"]
    assert store.hand_back(find_conversation(store, customer))
    said = await customer.say("hello, I'm back")
    assert "engagement ring; oval sapphire; around $12,000" in said
    assert customer.standing["asked"] == "inspiration"
    await customer.answer_questions(ANSWERS)
    *_, brief = fetch_briefs(store)
    assert "asks for a person" not in brief.mail.text
    assert brief.mail.inquiry["number"].endswith(str(number))
    assert brief.mail.inquiry["inquiry"]["metal"] == "platinum"


async def test_who_gives_no_address_is_handed_over_all_the_same(customer: Customer, store: Store) -> None:
    await customer.say(WISH)
    await customer.say("I want to speak to a human")
    assert customer.standing["asked"] == "email"
    (letter,) = fetch_briefs(store)
    assert "asks for a person" in letter.mail.text
    await customer.say("just get me a person")
    said = await customer.say("no email, just a person")
    assert "team answers you" in said
    assert customer.standing["status"] == "submitted"
    assert await customer.say("hello?") == ""


async def test_a_person_can_be_asked_for_after_the_brief_has_gone(customer: Customer, store: Store) -> None:
    await customer.say(WISH)
    await customer.answer_questions(ANSWERS)
    fetch_briefs(store)
    assert "team answers you" in await customer.say("I'd rather talk to somebody from your team now")
    (letter,) = fetch_briefs(store)
    assert "asks for a person" in letter.mail.text
    assert await customer.say("thanks") == ""
    assert store.hand_back(find_conversation(store, customer))
    assert "with the team" in await customer.say("hello again")
    assert customer.standing["status"] == "submitted"


async def test_after_days_the_customer_hears_where_they_were_and_goes_on(
    customer: Customer, clock: Clock
) -> None:
    await customer.say(WISH)
    assert customer.standing["asked"] == "inspiration"
    assert "So far" not in await customer.say("Clean and low. I love bezels")
    clock.ahead = timedelta(days=3)
    said = await customer.say("there is no rush")
    assert "Hello again." in said
    assert "So far I have noted: engagement ring; oval sapphire; around $12,000." in said
    assert customer.standing["asked"] == "metal"
    assert "So far" not in await customer.say("platinum")


async def test_after_days_a_sent_inquiry_is_named_and_a_question_answered(
    customer: Customer, clock: Clock
) -> None:
    await customer.say(WISH)
    await customer.answer_questions(ANSWERS)
    clock.ahead = timedelta(days=9)
    said = await customer.say("do you take credit cards?")
    assert "with the team" in said
    assert "engagement ring" in said
    assert "3%" in said


async def test_the_state_of_an_inquiry_is_told_when_asked_for(customer: Customer) -> None:
    assert "no inquiry" in await customer.say("any news on my inquiry?")
    await customer.say(WISH)
    assert "around $12,000" in await customer.say("what have you noted so far?")
    assert customer.standing["asked"] == "inspiration"


async def test_what_is_added_afterwards_reaches_the_same_thread_and_the_same_inquiry(
    customer: Customer, store: Store
) -> None:
    await customer.say(WISH)
    await customer.answer_questions(ANSWERS)
    (brief,) = fetch_briefs(store)
    said = await customer.say("I forgot, the sapphire is my grandmother's and it has a chip")
    assert "cannot be responsible for damage to client-owned stones" in said
    (letter,) = fetch_briefs(store)
    assert letter.mail.references == (brief.mail.message_id,)
    assert "gem_risk" in letter.mail.inquiry["decision"]["flags"]
    exported = store.export_conversation(find_conversation(store, customer))
    assert exported["inquiry"]["stones"][0]["owned"] is True
    assert "chip" in exported["inquiry"]["stone_condition"]
    assert (exported["status"], exported["earlier_inquiries"]) == ("submitted", [])


@pytest.mark.parametrize(
    "wish", ["I'd also like a pendant for my mom, about 3k", "hola, también quiero unos aretes de oro"]
)
async def test_a_wish_for_another_piece_opens_a_new_inquiry(
    customer: Customer, store: Store, wish: str
) -> None:
    await customer.say(WISH)
    await customer.answer_questions(ANSWERS)
    await customer.say(wish)
    assert customer.standing["status"] == "collecting"
    exported = store.export_conversation(find_conversation(store, customer))
    assert exported["inquiry"]["piece_type"] in ("pendant", "earrings")
    assert exported["inquiry"]["name"] == "Ana Client"
    (earlier,) = exported["earlier_inquiries"]
    assert earlier["inquiry"]["piece_type"] == "engagement_ring"


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("👍", "only read words"),
        ("IMG_4711.HEIC", "No picture has arrived"),
        ("https://example.com/ring/12", "Thank you for the link"),
        ("asdfgh jkl", "not sure I understood"),
        ("you already asked me that", "skip any question"),
    ],
)
async def test_a_message_without_words_gets_a_fitting_reply_and_answers_nothing(
    customer: Customer, store: Store, words: str, reply: str
) -> None:
    await customer.say("I'd like a custom engagement ring")
    await customer.say("Clean and low. I love bezels")
    assert customer.standing["asked"] == "stones"
    assert reply in await customer.say(words)
    assert customer.standing["asked"] == "stones"
    assert "stones" not in store.export_conversation(find_conversation(store, customer))["inquiry"]
