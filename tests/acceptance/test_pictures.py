"""Pictures in a conversation: thanked for, never judged, kept with their wish, sent with its brief."""

from __future__ import annotations

from uuid import uuid4

from bot.store import SentPicture, Store
from tests.customers import Customer, fetch_briefs

WISH = "an engagement ring, new design, no stones, $12,000, in June, 18k yellow gold, size 6"
ANSWERS = {
    "inspiration": "something quiet",
    "likes_dislikes": "no halo",
    "name": "Sam Client, Boston",
    "email": "sam@example.com",
    "consultation": "By email is fine",
    "confirm": "Yes, send it",
}


def picture(note: str | None = None) -> SentPicture:
    """A picture that lies elsewhere, as a telephone sends it."""
    return SentPicture(str(uuid4()), note, source="https://media.example/1")


async def test_a_picture_without_a_word_begins_an_inquiry(customer: Customer) -> None:
    said = await customer.say("", pictures=[picture()])

    assert "Thank you for the picture" in said
    assert "cannot judge" in said
    assert customer.standing["asked"] == "piece_type"


async def test_pictures_are_inspiration_and_their_notes_say_what_is_liked(
    customer: Customer, store: Store
) -> None:
    first, second = picture("I like the halo, not the band"), picture()
    await customer.say(WISH)
    said = await customer.say("", pictures=[first, second])
    assert "Thank you for the 2 pictures" in said

    await customer.answer_questions(ANSWERS)

    assert not {"inspiration", "likes_dislikes"} & set(customer.asked[1:])
    (brief,) = fetch_briefs(store)
    assert [attachment.picture for attachment in brief.mail.attachments] == [first.id, second.id]
    names = [attachment.name for attachment in brief.mail.attachments]
    assert names == ["JB-1001-picture-1.jpg", "JB-1001-picture-2.jpg"]
    assert "picture-1.jpg: “I like the halo, not the band”" in brief.mail.text
    assert f"cid:{names[0]}" in (brief.mail.html or "")
    assert "[2 pictures]" in brief.mail.text


async def test_a_question_beside_a_picture_is_answered_and_the_picture_is_kept(customer: Customer) -> None:
    await customer.say("I would like a ring")
    said = await customer.say("do you ship to Canada?", pictures=[picture()])

    assert "International orders" in said
    assert "Thank you for the picture" in said
    assert customer.standing["asked"]


async def test_a_picture_in_the_middle_costs_no_patience(customer: Customer) -> None:
    await customer.say(WISH)
    asked = customer.standing["asked"]
    for _ in range(4):
        await customer.say("", pictures=[picture()])

    assert asked == "inspiration"
    assert customer.standing["asked"] == "likes_dislikes"


async def test_pictures_that_come_later_follow_in_the_thread_alone(customer: Customer, store: Store) -> None:
    before, after = picture(), picture("the back of it")
    await customer.say(WISH, pictures=[before])
    await customer.answer_questions(ANSWERS)
    said = await customer.say("", pictures=[after])

    assert "added that to your inquiry" in said
    first, second = fetch_briefs(store)
    assert [attachment.picture for attachment in first.mail.attachments] == [before.id]
    assert [attachment.picture for attachment in second.mail.attachments] == [after.id]
    assert second.mail.attachments[0].name == "JB-1001-picture-2.jpg"
    assert "picture-1.jpg (kept, not enclosed in this letter)" in second.mail.text
    assert second.mail.references == (first.mail.message_id,)


async def test_another_wish_does_not_take_the_first_ones_pictures_along(
    customer: Customer, store: Store
) -> None:
    ring, earrings = picture(), picture()
    await customer.say(WISH, pictures=[ring])
    await customer.answer_questions(ANSWERS)
    await customer.say("I would also like to have a pair of earrings made", pictures=[earrings])
    await customer.answer_questions(ANSWERS)

    _, second = fetch_briefs(store)
    assert [attachment.picture for attachment in second.mail.attachments] == [earrings.id]


async def test_what_is_sent_to_people_reaches_them_with_its_pictures(
    customer: Customer, store: Store
) -> None:
    sent = picture()
    await customer.say("I want to talk to a person, my mail is sam@example.com")
    fetch_briefs(store)
    assert await customer.say("", pictures=[sent]) == ""

    (letter,) = fetch_briefs(store)
    assert [attachment.picture for attachment in letter.mail.attachments] == [sent.id]


async def test_a_field_of_the_summary_is_asked_for_again_and_read_back(customer: Customer) -> None:
    await customer.say(WISH)
    while customer.standing["asked"] != "confirm":
        await customer.say(ANSWERS[str(customer.standing["asked"])])
    await customer.say("I would like to change the budget")
    assert customer.standing["asked"] == "budget"

    said = await customer.say("15k")

    assert customer.standing["asked"] == "confirm"
    assert "Budget: $15,000" in said
    fields = {field["slot"]: field["text"] for field in customer.standing["fields"]}
    assert fields["budget"] == "$15,000"
