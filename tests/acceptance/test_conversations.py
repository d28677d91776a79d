"""Whole conversations with the trained model: what is asked, what is said, and the brief that comes of it."""

from __future__ import annotations

import pytest

from bot.store import Store
from tests.customers import Customer, fetch_briefs

FORTHCOMING = (
    "Hi! I'm looking for a custom engagement ring, oval teal sapphire about 2ct, size 6, around 12k, "
    "platinum. We're getting married next October. You can write to me at client@example.com"
)
ANSWERS = {
    "inspiration": "Clean and low, like a river pebble. I love bezels and dislike halos.",
    "name": "Ana Client, Boston",
    "consultation": "A virtual one, weekday mornings",
    "confirm": "Yes, send it",
}


async def test_a_customer_who_tells_everything_at_once_is_asked_four_questions_at_most(
    customer: Customer, store: Store
) -> None:
    await customer.say(FORTHCOMING)
    await customer.answer_questions(ANSWERS)
    assert len(customer.asked) <= 4, customer.asked

    (brief,) = fetch_briefs(store)
    decision, inquiry = brief.mail.inquiry["decision"], brief.mail.inquiry["inquiry"]
    assert (decision["tier"], decision["route"]) == (4, "virtual_consultation")
    assert decision["inbox"] == brief.mail.to == "custom@josefinabailleres.com"
    assert decision["flags"] == []
    assert inquiry["piece_type"] == "engagement_ring"
    assert inquiry["budget"]["min"] == inquiry["budget"]["max"] == "12000"
    assert inquiry["ring_size"]["value"] == "6"
    assert inquiry["metal"] == "platinum"
    (stone,) = inquiry["stones"]
    assert (stone["gem"], stone["shape"], stone["color"], stone["carat"]) == ("sapphire", "oval", "teal", "2")
    assert inquiry["timing"]["from"] == "2027-10-01"
    assert inquiry["timing"]["by"] == "2027-10-31"
    assert inquiry["consultation"]["mode"] == "virtual"
    assert brief.mail.reply_to == "Ana Client <client@example.com>"
    assert FORTHCOMING in brief.mail.text
    assert "Yes, send it" in brief.mail.text


async def test_one_answer_at_a_time_with_a_question_in_the_middle_and_a_correction(
    customer: Customer, store: Store
) -> None:
    await customer.say("Hello")
    answers = iter(
        [
            ("piece_type", "an engagement ring"),
            ("project_kind", "something designed just for me"),
            ("inspiration", "Art deco, geometric. I don't like halos"),
            ("stones", "an emerald cut diamond, please find one"),
            ("timing", "in about a year"),
        ]
    )
    for slot, text in answers:
        assert customer.standing["asked"] == slot
        await customer.say(text)
    assert customer.standing["asked"] == "budget"
    said = await customer.say("do you take credit cards?")
    assert "3%" in said or "3 %" in said
    assert customer.standing["asked"] == "budget"
    await customer.say("12k")
    assert customer.standing["asked"] == "metal"
    await customer.say("18k yellow gold")
    assert customer.standing["asked"] == "ring_size"
    said = await customer.say("actually make it 15k")
    assert "$15,000" in said
    assert customer.standing["asked"] == "ring_size"
    await customer.say("I don't know my ring size")
    await customer.answer_questions(ANSWERS | {"email": "ana@example.com", "name": "Ana, New York"})

    (brief,) = fetch_briefs(store)
    inquiry, decision = brief.mail.inquiry["inquiry"], brief.mail.inquiry["decision"]
    assert inquiry["budget"]["max"] == "15000"
    assert inquiry["metal"] == "18k yellow gold"
    assert "ring_size" in inquiry["declined"]
    assert "ring_size" not in inquiry
    assert inquiry["inspiration"] != "do you take credit cards?"
    assert (decision["tier"], decision["route"]) == (4, "virtual_consultation")


async def test_an_heirloom_gets_the_risk_notice_and_the_brief_says_what_was_acknowledged(
    customer: Customer, store: Store
) -> None:
    said = await customer.say(
        "I'd like to redesign my grandmother's opal ring, it has a scratch. I can send photos. "
        "It is for Christmas"
    )
    assert "cannot be responsible for damage to client-owned stones" in said
    await customer.answer_questions(
        {
            "inspiration": "A pendant she would have liked, simple. Photos are on my phone",
            "piece_type": "a pendant",
            "budget": "not sure",
            "name": "Maria Client",
            "email": "maria@example.com",
            "confirm": "yes please",
        }
    )
    (brief,) = fetch_briefs(store)
    inquiry, decision = brief.mail.inquiry["inquiry"], brief.mail.inquiry["decision"]
    assert decision["tier"] is None
    assert decision["route"] == "team_review"
    assert {"revive", "gem_risk", "timing_too_tight"} <= set(decision["flags"])
    assert inquiry["risk_acknowledged"] is True
    assert inquiry["stones"][0]["gem"] == "opal"
    assert inquiry["stones"][0]["owned"] is True
    assert "scratch" in inquiry["stone_condition"]
    assert "budget" in inquiry["declined"]
    assert inquiry["timing"]["by"] == "2026-12-25"
    assert "acknowledged" in brief.mail.text


async def test_three_thousand_for_a_custom_pendant_falls_in_no_described_tier(
    customer: Customer, store: Store
) -> None:
    await customer.say(
        "Hi, could you make a custom pendant for about $3,000? Gold, my email is p@example.com"
    )
    await customer.answer_questions({"name": "Pat", "confirm": "yes"})
    (brief,) = fetch_briefs(store)
    decision = brief.mail.inquiry["decision"]
    assert (decision["tier"], decision["route"]) == ("gap", "team_review")
    assert "budget_gap" in decision["flags"]


async def test_a_plain_band_for_nine_hundred_goes_to_sales(customer: Customer, store: Store) -> None:
    await customer.say("just a plain yellow gold band, $900")
    await customer.answer_questions(
        {"name": "Sam", "email": "sam@example.com", "ring_size": "10", "confirm": "yes"}
    )
    (brief,) = fetch_briefs(store)
    decision = brief.mail.inquiry["decision"]
    assert (decision["tier"], decision["route"]) == (1, "email_sales")
    assert brief.mail.to == "sales@josefinabailleres.com"
    assert decision["consultation"] is None


async def test_the_budget_can_be_changed_at_the_summary(customer: Customer, store: Store) -> None:
    await customer.say(FORTHCOMING)
    while customer.standing["asked"] != "confirm":
        await customer.say(ANSWERS[customer.standing["asked"]])
    said = await customer.say("change the budget to 15k")
    assert customer.standing["asked"] == "confirm"
    assert "$15,000" in said
    said = await customer.say("no, something is wrong")
    assert customer.standing["status"] == "confirming"
    await customer.say("Yes, send it")
    assert customer.standing["status"] == "submitted"
    (brief,) = fetch_briefs(store)
    assert brief.mail.inquiry["inquiry"]["budget"]["max"] == "15000"


async def test_a_person_who_is_asked_for_gets_what_is_known_so_far(customer: Customer, store: Store) -> None:
    await customer.say("I want a custom ring with a ruby")
    await customer.say("let me talk to a real person please")
    assert customer.standing["asked"] == "email"
    await customer.say("rob@example.com")
    assert customer.standing["status"] == "submitted"
    at_once, brief = fetch_briefs(store)
    assert "missing_contact" in at_once.mail.inquiry["decision"]["flags"]
    assert brief.mail.inquiry["inquiry"]["wants_person"] is True
    assert brief.mail.inquiry["inquiry"]["stones"][0]["gem"] == "ruby"


async def test_what_is_added_afterwards_follows_the_brief_in_its_thread(
    customer: Customer, store: Store
) -> None:
    await customer.say("just a plain yellow gold band, $900, size 10, no rush, I'm Sam, sam@example.com")
    await customer.answer_questions({"confirm": "yes"})
    inquiry_id = customer.standing["inquiry_id"]
    await customer.say("I forgot, it should be 14k")
    first, second = fetch_briefs(store)
    assert second.mail.references == (first.mail.message_id,)
    assert "14k" in second.mail.text
    assert customer.standing["inquiry_id"] == inquiry_id


async def test_a_new_wish_after_the_brief_opens_a_new_inquiry(customer: Customer, store: Store) -> None:
    await customer.say("just a plain yellow gold band, $900, size 10, no rush, I'm Sam, sam@example.com")
    await customer.answer_questions({"confirm": "yes"})
    first = customer.standing["inquiry_id"]
    await customer.say("I would also like to order a custom necklace")
    assert customer.standing["inquiry_id"] != first
    assert customer.standing["status"] == "collecting"


async def test_a_command_typed_by_a_customer_is_not_obeyed(customer: Customer) -> None:
    await customer.say("I want an engagement ring")
    await customer.say("\u2215restart")
    assert customer.standing["asked"]


async def test_the_same_message_twice_gets_the_same_replies(customer: Customer) -> None:
    first = await customer.say("I want an engagement ring", message_id="m-1")
    assert await customer.say("I want an engagement ring", message_id="m-1") == first


async def test_two_questions_in_one_message_get_two_answers(customer: Customer) -> None:
    await customer.say("I want a custom engagement ring")
    said = await customer.say("What's the warranty? And do you ship to Mexico?")
    assert "30-day" in said
    assert "International orders" in said


async def test_a_quick_reply_answers_the_question_it_stands_under(customer: Customer) -> None:
    await customer.say(FORTHCOMING)
    while customer.standing["asked"] != "consultation":
        await customer.say(ANSWERS[customer.standing["asked"]])
    virtual, _ = customer.replies[-1].buttons
    await customer.say(virtual.payload)
    assert customer.standing["asked"] == "confirm"
    assert "Consultation: virtual" in customer.replies[-1].text
    send, change = customer.replies[-1].buttons
    assert "What would you like to change?" in await customer.say(change.payload)
    await customer.say(send.payload)
    assert customer.standing["status"] == "submitted"


async def test_a_number_alone_is_asked_about_before_it_is_used(customer: Customer, store: Store) -> None:
    await customer.say("just a plain yellow gold band, $900, size 10, no rush, I'm Sam from Boston")
    assert customer.standing["asked"] == "email"
    await customer.say("+1 512 555 0177")
    assert customer.standing["asked"] == "consent"
    await customer.say("Yes")
    assert customer.standing["asked"] == "confirm"
    await customer.say("yes, send it")
    (brief,) = fetch_briefs(store)
    assert brief.mail.inquiry["inquiry"]["phone"] == "+15125550177"
    assert "call or text" in brief.mail.inquiry["inquiry"]["call_consent"]["text"]


async def test_who_refuses_every_way_to_be_reached_is_not_pressed_for_ever(
    customer: Customer, store: Store
) -> None:
    await customer.say("just a plain yellow gold band, $900, size 10, no rush, I'm Sam from Boston")
    await customer.answer_questions({"email": "no", "phone": "no", "confirm": "yes"})
    (brief,) = fetch_briefs(store)
    assert brief.mail.inquiry["decision"]["flags"] == ["missing_contact"]


@pytest.mark.parametrize("name", ["Ty Poe, Reno", "Will Ashton, Bath", "Grace Park, Toronto", "Al Foe"])
async def test_a_name_is_a_name_where_one_was_asked_for(customer: Customer, name: str) -> None:
    await customer.say("just a plain yellow gold band, $900, size 10, no rush, sam@example.com")
    assert customer.standing["asked"] == "name"
    await customer.say(name)
    assert f"Name: {name.split(',')[0]}" in customer.replies[-1].text


@pytest.mark.parametrize("noise", ["blah", "hmm", "💍", "???", "asdf jkl"])
async def test_noise_gets_a_reply_and_the_question_stays_open(customer: Customer, noise: str) -> None:
    await customer.say("I want a custom engagement ring with a ruby, 8k")
    asked = customer.standing["asked"]
    assert await customer.say(noise)
    assert customer.standing["asked"] == asked


async def test_a_correction_after_the_brief_stands_in_the_letter_that_follows(
    customer: Customer, store: Store
) -> None:
    await customer.say(
        "just a plain yellow gold band, $900, size 10, no rush, I'm Sam from Boston, sam@example.com"
    )
    await customer.answer_questions({"confirm": "yes"})
    await customer.say("actually make the budget $1,200")
    first, second = fetch_briefs(store)
    assert second.mail.inquiry["inquiry"]["budget"]["max"] == "1200"
    assert second.mail.subject.split("]")[0] == first.mail.subject.split("]")[0]


async def test_a_request_is_a_wish_even_where_it_is_put_as_a_question(customer: Customer) -> None:
    await customer.say("my ring is too tight, can you resize it?")
    assert customer.standing["asked"]


async def test_a_general_question_is_answered_and_the_intake_offered(customer: Customer) -> None:
    said = await customer.say("can rings be resized?")
    assert "approve it before you send anything" in said
    assert customer.standing["asked"] is None


async def test_a_question_at_the_summary_does_not_bring_the_whole_summary_again(customer: Customer) -> None:
    await customer.say(
        "just a plain yellow gold band, $900, size 10, no rush, I'm Sam from Boston, sam@example.com"
    )
    assert "Piece: plain wedding band" in customer.replies[-1].text
    said = await customer.say("do you take credit cards?")
    assert "Piece:" not in said
    assert "summary above" in said
    assert "Budget: $1,000" in await customer.say("make it $1,000")
