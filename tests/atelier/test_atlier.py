"""What Atlier Jewelry publishes, as its pack states it, and nothing of another house."""

from __future__ import annotations

import re

import pytest

from bot.atelier.house import House, Line
from bot.atelier.packs.figures import collect_figures
from bot.atelier.packs.pack import load_house, load_houses

ELSEWHERE = (
    "josefina", "cattina", "revive", "new york", "wise", "fedex", "shop pay", "$", "%", "2 hours", "24–48",
    "10–14", "30 days", "30-day", "1–3", "3–5", "weeks", "months", "cad", "igi", "platinum", "final sale",
)  # fmt: skip


@pytest.fixture(scope="module")
def house() -> House:
    return load_house("atlier_jewelry")


@pytest.mark.parametrize(
    "fact",
    [
        "within 7 days of delivery", "unused and unworn", "original packaging",
        "certificates, tags and accessories", "order confirmation or the invoice", "quality team",
        "custom-made and personalized", "engraved, resized or altered", "sales, promotions or clearance",
        "unless they are defective", "once production has begun", "within 3 days of delivery", "clear photos",
        "support@atlierjewelry.com", "free repair or replacement", "partial refund or store credit",
        "misuse, accidents", "except for a confirmed defect or an error", "insured, trackable",
        "lost packages", "approved or rejected", "7–10 business days", "original payment method",
        "contact us before you return", "price difference", "free on all orders", "www.atlierjewelry.com",
        "skilled artisans",
    ],
)  # fmt: skip
def test_each_decisive_fact_of_the_document_is_in_an_answer(house: House, fact: str) -> None:
    assert any(fact.lower() in answer.says.lower() for answer in house.answers)


def test_published_figures_are_those_of_the_document(house: House) -> None:
    assert {str(figure) for figure in collect_figures(house)} == {
        "7 days",
        "3 days",
        "7 business days",
        "10 business days",
        "2025 year",
    }


@pytest.mark.parametrize(
    ("topic", "line"), [("returns.custom", None), ("returns.cancel", None), ("returns.refunds", "custom")]
)
def test_whether_custom_work_is_refunded_before_production_is_disputed(
    house: House, topic: str, line: Line | None
) -> None:
    answer = house.find_answer(topic, line)
    assert answer is not None
    assert answer.state == "disputed"
    assert "once production has begun" in answer.says
    assert re.search(r"cannot be (returned or )?refunded", answer.says)
    assert "team" in answer.says


def test_nothing_else_is_disputed(house: House) -> None:
    assert {answer.topic for answer in house.answers if answer.state == "disputed"} == {
        "returns.custom",
        "returns.cancel",
        "returns.refunds",
    }


def test_the_name_is_spelled_as_the_house_spells_it(house: House) -> None:
    assert house.name == "Atlier Jewelry"
    assert "Atelier" not in house.model_dump_json()


def test_the_placeholder_telephone_and_the_ambiguous_date_are_left_out(house: House) -> None:
    said = house.model_dump_json()
    assert "012 345" not in said
    assert "01/12" not in said
    assert house.find_answer("contact.phone") is None


@pytest.mark.parametrize(
    "topic",
    [
        "contact.address",
        "deposit.needed",
        "payment.methods",
        "payment.installments",
        "resize.possible",
        "timeline.custom",
        "duties.who",
        "shipping.international",
        "materials.metals",
        "care.lifetime",
    ],
)
def test_what_the_document_never_said_stays_unsaid(house: House, topic: str) -> None:
    assert house.find_answer(topic) is None


@pytest.mark.parametrize("words", ELSEWHERE)
def test_no_answer_says_what_another_house_says(house: House, words: str) -> None:
    found = [
        answer.topic
        for answer in house.answers
        if re.search(rf"(?<!\w){re.escape(words)}", answer.says.lower())
    ]
    assert found == []


def test_no_house_gives_the_address_of_another() -> None:
    houses = load_houses()
    for one in houses.values():
        others = {
            inbox.email for other in houses.values() if other is not one for inbox in other.inboxes.values()
        }
        said = " ".join(answer.says for answer in one.answers)
        assert [email for email in others if email in said] == []


@pytest.mark.parametrize(
    "words",
    [
        "2 hours",
        "24–48",
        "10–14",
        "3–5 days",
        "Shop Pay",
        "unboxing",
        "7 days",
        "3 days",
        "7–10",
        "IGI",
        "Atlier",
    ],
)
def test_josefina_bailleres_says_nothing_of_the_other_two(words: str) -> None:
    answers = load_house("josefina_bailleres").answers
    found = [answer.topic for answer in answers if re.search(rf"(?<!\w){re.escape(words)}", answer.says)]
    assert found == []


def test_answers_are_short(house: House) -> None:
    assert [answer.topic for answer in house.answers if len(answer.says) > 300] == []
