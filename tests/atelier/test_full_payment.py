"""What the full-payment bespoke studio publishes, as its pack states it, and nothing of another house."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from bot.atelier.house import House
from bot.atelier.judgment.lead_time import write_lead_time
from bot.atelier.packs.figures import collect_figures
from bot.atelier.packs.pack import load_house

ELSEWHERE = (
    "josefina", "cattina", "revive", "atlier", "new york", "wise", "fedex", "jewelers mutual", "$", "70–80%",
    "8.875", "3%", "7 days", "3 days of delivery", "7–10 business days", "1–3 business days", "3–6 months",
    "30-day", "store credit", "free shipping",
)  # fmt: skip


@pytest.fixture(scope="module")
def house() -> House:
    return load_house("full_payment_bespoke")


@pytest.mark.parametrize(
    "fact",
    [
        "one-to-one", "stylist concierge", "paid in full before the work begins", "24–48 hours",
        "10–14 business days", "1–3 days", "3–5 days", "within 2 hours", "Six steps", "2D and 3D",
        "with annotations", "1–2 minor tweaks", "1–2 rounds", "Major changes may affect timing and cost",
        "casting, forming, polishing, hand-setting", "size is checked",
        "IGI or GIA certificate where applicable", "photos and an unboxing video", "18K, 14K and platinum",
        "Shop Pay installments", "locks the price",
        "priority production slot", "reserves your materials", "ship worldwide", "included where applicable",
        "tracking", "except for quality issues", "one free resize", "1–2 US sizes", "within 30 days",
        "service fee", "cleaning, polish and prong checks", "Complex handwork", "rare sizes", "holidays",
        "latest terms", "Return & Warranty policy", "several files",
    ],
)  # fmt: skip
def test_each_decisive_fact_of_the_document_is_in_an_answer(house: House, fact: str) -> None:
    assert any(fact.lower() in answer.says.lower() for answer in house.answers)


def test_the_stages_have_their_published_times(house: House) -> None:
    assert {stage.key: write_lead_time(stage.lead_time) for stage in house.stages if stage.lead_time} == {
        "cad": "24–48 hours",
        "production": "approximately 10–14 business days",
        "quality": "1–3 days",
        "shipping": "3–5 days",
    }


def test_it_is_paid_in_full_and_publishes_no_sum(house: House) -> None:
    assert [deposit.percent for deposit in house.deposits] == [(Decimal(100), Decimal(100))]
    assert {figure.unit for figure in collect_figures(house)}.isdisjoint({"USD", "EUR", "GBP"})


@pytest.mark.parametrize("topic", ["process.production", "process.revisions", "resize.window"])
def test_what_the_document_contradicts_is_disputed_and_left_to_the_team(house: House, topic: str) -> None:
    answer = house.find_answer(topic)
    assert answer is not None
    assert (answer.state, "The team confirms" in answer.says) == ("disputed", True)


def test_nothing_else_is_disputed(house: House) -> None:
    assert sum(answer.state == "disputed" for answer in house.answers) == 3


@pytest.mark.parametrize(
    "topic",
    [
        "contact.emails",
        "contact.phone",
        "contact.address",
        "consultation.needed",
        "budget.tiers",
        "materials.lab_grown",
        "payment.wire",
        "shipping.insurance",
        "duties.charges",
        "warranty.length",
        "start.own_stone",
    ],
)
def test_what_the_document_never_said_stays_unsaid(house: House, topic: str) -> None:
    assert house.find_answer(topic) is None


def test_canceling_before_the_approval_is_neither_promised_nor_refused(house: House) -> None:
    for topic in ("returns.cancel", "deposit.refundable"):
        answer = house.find_answer(topic)
        assert answer is not None
        assert re.search(r"not described|nothing is published", answer.says)
        assert "ask the team" in answer.says


def test_no_answer_gives_a_contact(house: House) -> None:
    for answer in house.answers:
        assert not re.search(r"@|\.invalid|https?:|\+\d", answer.says)


@pytest.mark.parametrize("words", ELSEWHERE)
def test_no_answer_says_what_another_house_says(house: House, words: str) -> None:
    assert [answer.topic for answer in house.answers if words in answer.says.lower()] == []


def test_answers_are_short(house: House) -> None:
    assert [answer.topic for answer in house.answers if len(answer.says) > 300] == []
