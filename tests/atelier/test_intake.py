"""Which question comes next: only what is open, in a good salesperson's order, and never for ever."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.atelier.inquiry import Budget, Consent, Consultation, Inquiry, Size, Stone, Timing
from bot.atelier.intake import find_next_question, list_open_fields
from bot.atelier.judgment.routing import decide
from bot.atelier.packs.pack import load_house

TODAY = date(2026, 11, 21)
HOUSE = load_house("josefina_bailleres")
AGREED = Consent(text="May we call?", version="1", on=TODAY)
FULL: dict[str, Any] = {
    "piece_type": "engagement_ring",
    "project_kind": "custom",
    "inspiration": "like a river pebble",
    "likes_dislikes": "no halo",
    "stones": (Stone(gem="sapphire"),),
    "timing": Timing(by=date(2027, 10, 1)),
    "budget": Budget(min=Decimal(7000), max=Decimal(7000)),
    "metal": "platinum",
    "ring_size": Size(system="US", value="6"),
    "name": "Ana",
    "location": "Boston",
    "email": "ana@example.com",
}


def ask(asked_before: dict[str, int] | None = None, **told: Any) -> str | None:
    """Find the next question after an inquiry that is complete but for what is told otherwise."""
    inquiry = Inquiry.model_validate({**FULL, **told})
    return find_next_question(inquiry, decide(inquiry, HOUSE, TODAY), asked_before or {})


def test_a_complete_inquiry_is_only_confirmed() -> None:
    assert ask() == "confirm"


def test_an_empty_inquiry_begins_with_the_piece() -> None:
    inquiry = Inquiry()
    assert find_next_question(inquiry, decide(inquiry, HOUSE, TODAY)) == "piece_type"


@pytest.mark.parametrize(
    "slot", ["piece_type", "project_kind", "inspiration", "timing", "budget", "metal", "name"]
)
def test_what_is_open_is_asked_and_what_was_skipped_is_not(slot: str) -> None:
    assert ask(**{slot: None}) == slot
    assert ask(**{slot: None, "declined": (slot,)}) != slot


def test_the_order_is_wish_stones_time_money_metal_size_person() -> None:
    inquiry = Inquiry(piece_type="engagement_ring")  # type: ignore[arg-type]
    assert list_open_fields(inquiry) == (
        "project_kind", "inspiration", "likes_dislikes", "stones", "timing", "budget", "metal", "ring_size",
        "name", "location",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "asked", "not_asked"),
    [
        ({"piece_type": "ring", "project_kind": "revive"}, {"stone_condition"}, set()),
        ({"piece_type": "ring", "stones": (Stone(gem="opal", owned=True),)}, {"stone_condition"}, set()),
        (
            {"piece_type": "ring", "project_kind": "repair"},
            {"stone_condition"},
            {"budget", "metal", "ring_size"},
        ),
        ({"piece_type": "ring", "project_kind": "resize"}, {"ring_size"}, {"stones", "inspiration"}),
        (
            {"piece_type": "ring", "project_kind": "website_piece"},
            {"inspiration", "metal"},
            {"stones", "budget"},
        ),
        (
            {"piece_type": "wedding_band", "is_band": True, "plain": True},
            {"metal"},
            {"project_kind", "stones"},
        ),
        ({"piece_type": "ring", "project_kind": "custom", "plain": True}, {"inspiration"}, {"stones"}),
        ({"piece_type": "earrings"}, {"metal"}, {"ring_size"}),
        ({"piece_type": "bracelet"}, {"ring_size"}, set()),
    ],
)
def test_only_the_questions_that_fit_the_work_are_open(
    told: dict[str, Any], asked: set[str], not_asked: set[str]
) -> None:
    fields = set(list_open_fields(Inquiry.model_validate(told)))
    assert asked <= fields
    assert not fields & not_asked


def test_a_question_that_another_one_carried_along_is_not_asked_again() -> None:
    assert ask(likes_dislikes=None) == "likes_dislikes"
    assert ask({"inspiration": 1}, likes_dislikes=None) == "confirm"
    assert ask({"name": 1}, location=None) == "confirm"


def test_who_only_said_which_stone_not_to_take_is_asked_twice_which_one() -> None:
    refused = ({"gem": "pearl", "refused": True},)
    assert ask(stones=refused) == "stones"
    assert ask({"stones": 1}, stones=refused) == "stones"
    assert ask({"stones": 2}, stones=refused) == "confirm"


def test_a_way_to_write_back_is_asked_for_by_mail_then_by_phone_and_not_for_ever() -> None:
    assert ask(email=None) == "email"
    assert ask({"email": 1}, email=None, declined=("email",)) == "phone"
    assert ask({"email": 1, "phone": 1}, email=None, declined=("email", "phone")) == "email"
    assert ask({"email": 2, "phone": 2}, email=None, declined=("email", "phone")) == "confirm"


def test_a_number_alone_is_asked_about_once() -> None:
    assert ask(email=None, phone="+15125550177") == "consent"
    assert ask(email=None, phone="+15125550177", call_consent=AGREED) == "confirm"
    assert ask(email=None, phone="+15125550177", declined=("consent",)) == "confirm"
    assert ask(phone="+15125550177") == "confirm"


def test_a_consultation_is_offered_only_where_the_tier_allows_one() -> None:
    larger = Budget(min=Decimal(12_000), max=Decimal(12_000))
    assert ask(budget=larger) == "consultation"
    assert ask(budget=larger, declined=("consultation",)) == "confirm"
    assert ask(budget=larger, consultation=Consultation(mode="virtual")) == "confirm"


def test_who_wants_a_person_is_asked_for_nothing_but_a_way_to_write_back() -> None:
    inquiry = Inquiry(wants_person=True)
    decision = decide(inquiry, HOUSE, TODAY)
    assert find_next_question(inquiry, decision) == "email"
    reachable = inquiry.model_copy(update={"email": "a@example.com"})
    assert find_next_question(reachable, decision) is None


def test_gold_alone_leaves_its_color_to_be_asked_for() -> None:
    assert ask(metal="gold") == "metal"
    assert ask(metal="18k yellow gold") != "metal"
    assert ask(metal="gold", declined=("metal",)) != "metal"
