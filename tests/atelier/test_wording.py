"""Money, dates, sizes and stones as the trade writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.atelier.inquiry import Budget, Consultation, Inquiry, PieceType, Size, Stone, Timing
from bot.atelier.writing.dates import write_date, write_timing
from bot.atelier.writing.materials import write_stone
from bot.atelier.writing.money import write_budget, write_money
from bot.atelier.writing.phrases import write_list
from bot.atelier.writing.sizes import write_size
from bot.atelier.writing.wording import (
    write_consultation,
    write_phone,
    write_piece,
    write_project,
    write_slot,
    write_summary,
)

JUNE = date(2027, 6, 14)


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("12000", "USD", "$12,000"),
        ("999.5", "USD", "$999.50"),
        ("12000.00", "USD", "$12,000"),
        ("1200000", "EUR", "€1,200,000"),
        ("9000", "GBP", "£9,000"),
        ("200000", "MXN", "MXN 200,000"),
        ("9000", "CHF", "CHF 9,000"),
    ],
)
def test_money(amount: str, currency: str, written: str) -> None:
    assert write_money(Decimal(amount), currency) == written


@pytest.mark.parametrize(
    ("budget", "written"),
    [
        ({"min": 12000, "max": 12000}, "$12,000"),
        ({"min": 12000, "max": 12000, "words": "about 12k"}, "around $12,000"),
        ({"min": 12000, "max": 15000}, "$12,000–15,000"),
        ({"min": 12000, "max": 15000, "words": "around 12 to 15k"}, "around $12,000–15,000"),
        ({"min": 12000, "max": 15000, "words": "12-15k-ish"}, "around $12,000–15,000"),
        ({"max": 9000, "words": "under 9k"}, "up to $9,000"),
        ({"min": 30000}, "$30,000 and up"),
        ({"min": 30000, "unlimited": True}, "$30,000 and up, no upper limit named"),
        ({"unlimited": True}, "no upper limit named"),
        ({"min": 5000, "max": 5000, "currency": "EUR", "scope": "piece"}, "€5,000 for each piece"),
        ({"max": 8000, "scope": "set"}, "up to $8,000 for the set"),
        ({"words": "a fair bit"}, "“a fair bit”"),
        ({}, ""),
    ],
)
def test_budget(budget: dict[str, Any], written: str) -> None:
    assert write_budget(Budget(**budget)) == written


@pytest.mark.parametrize("words", ["the ring for my wish is 9k", "british, 9k", "9000 for a roundel"])
def test_a_word_that_only_contains_a_hedge_is_none(words: str) -> None:
    assert write_budget(Budget(min=Decimal(9000), max=Decimal(9000), words=words)) == "$9,000"


@pytest.mark.parametrize(
    ("timing", "written"),
    [
        ({"by": JUNE}, "by June 14, 2027"),
        ({"from": JUNE}, "from June 14, 2027"),
        ({"from": JUNE, "by": JUNE}, "on June 14, 2027"),
        ({"from": date(2027, 6, 1), "by": date(2027, 6, 30)}, "in June 2027"),
        ({"from": date(2028, 2, 1), "by": date(2028, 2, 28)}, "February 1–28, 2028"),
        ({"from": date(2028, 2, 1), "by": date(2028, 2, 29)}, "in February 2028"),
        ({"from": date(2027, 6, 3), "by": JUNE}, "June 3–14, 2027"),
        ({"from": date(2027, 6, 20), "by": date(2027, 7, 5)}, "June 20 – July 5, 2027"),
        ({"from": date(2027, 12, 20), "by": date(2028, 1, 5)}, "December 20, 2027 – January 5, 2028"),
        ({"weeks": 6}, "within about 6 weeks"),
        ({"weeks": 1}, "within about 1 week"),
        ({"by": JUNE, "weeks": 30, "occasion": "wedding"}, "by June 14, 2027, for the wedding"),
        ({"by": JUNE, "flexible": False}, "by June 14, 2027, the date is fixed"),
        ({"flexible": False, "words": "asap"}, "as soon as possible"),
        ({"flexible": False, "words": "not flexible"}, "the date is fixed"),
        ({"flexible": True}, "flexible"),
        ({"occasion": "anniversary"}, "anniversary"),
        ({"words": " when the leaves turn "}, "“when the leaves turn”"),
        ({}, ""),
    ],
)
def test_timing(timing: dict[str, Any], written: str) -> None:
    assert write_timing(Timing(**timing)) == written


def test_a_date_has_no_leading_zero() -> None:
    assert write_date(date(2027, 6, 4)) == "June 4, 2027"


@pytest.mark.parametrize(
    ("system", "value", "us", "written"),
    [
        ("US", "6.5", "6.5", "US 6½"),
        ("US", "6.25", None, "US 6¼"),
        ("US", "6.75", None, "US 6¾"),
        ("US", "6.0", None, "US 6"),
        ("US", "6", None, "US 6"),
        ("US", "0.5", None, "US ½"),
        ("US", "0.0", None, "US 0"),
        ("US", "6.3", None, "US 6.3"),
        ("UK", "M½", "6.5", "UK M½ (about US 6½)"),
        ("EU", "54", "6.75", "EU 54 (about US 6¾)"),
        ("EU", "52.5", None, "EU 52.5"),
        ("mm", "17.3", "7", "17.3 mm (about US 7)"),
        ("inches", "6.5", None, "6.5 inches"),
        ("cm", "42", None, "42 cm"),
    ],
)
def test_size(system: Any, value: str, us: str | None, written: str) -> None:
    assert write_size(Size(system=system, value=value, us_equivalent=us)) == written


@pytest.mark.parametrize(
    ("stone", "written"),
    [
        (
            {"gem": "sapphire", "shape": "oval", "color": "teal", "carat": 2, "owned": False},
            "oval teal sapphire, about 2 ct, to be sourced",
        ),
        ({"gem": "diamond", "carat": "2.03", "owned": True, "certificate": "GIA"},
         "diamond, 2.03 ct, GIA certificate, already owned"),
        ({"gem": "diamond", "carat": "1.5", "owned": True, "words": "about 1.5 ct"},
         "diamond, about 1.50 ct, already owned"),
        ({"gem": "ruby", "carat": "0.333", "count": 3}, "3 × ruby, about 0.333 ct each"),
        ({"gem": "ruby", "count": 1}, "ruby"),
        ({"gem": "ruby", "certificate": "report of 1987"}, "ruby, report of 1987"),
        ({"color": "blue", "owned": True}, "blue stone, species not known yet, already owned"),
        ({"gem": "emerald", "refused": True, "carat": 2}, "no emerald"),
        ({"gem": "lapis lazuli"}, "lapis lazuli"),
    ],
)  # fmt: skip
def test_stone(stone: dict[str, Any], written: str) -> None:
    assert write_stone(Stone(**stone)) == written


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({"piece_type": "engagement_ring"}, "engagement ring"),
        ({"piece_type": "other"}, "another kind of piece"),
        ({"piece_type": "wedding_band", "wearer": "men", "plain": True}, "plain men’s wedding band"),
        (
            {"piece_type": "ring", "more_pieces": ("wedding_band", "earrings")},
            "ring, wedding band, and earrings",
        ),
        ({"more_pieces": ("brooch",)}, "brooch"),
        ({}, ""),
    ],
)
def test_piece(facts: dict[str, Any], written: str) -> None:
    assert write_piece(Inquiry(**facts)) == written


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({"project_kind": "one_of_a_kind"}, "one of a kind"),
        ({"project_kind": "website_piece", "changed": True}, "a piece from the website, with changes"),
        ({"changed": True}, "with changes"),
        ({"project_kind": "revive"}, "redesign of existing jewelry or stones"),
        ({"revive": True}, "redesign of existing jewelry or stones"),
        ({"project_kind": "custom", "revive": True}, "custom design, from existing jewelry or stones"),
        ({}, ""),
    ],
)
def test_project(facts: dict[str, Any], written: str) -> None:
    assert write_project(Inquiry(**facts)) == written


@pytest.mark.parametrize(
    ("parts", "written"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b, and c")],
)
def test_list(parts: list[str], written: str) -> None:
    assert write_list(parts) == written


@pytest.mark.parametrize(
    ("phone", "written"),
    [("+12125550143", "+1 212-555-0143"), ("+525512345678", "+52 55 1234 5678"), ("later", "later")],
)
def test_phone(phone: str, written: str) -> None:
    assert write_phone(phone) == written


def test_consultation() -> None:
    assert write_consultation(Consultation(mode="in_person", times="Friday")) == "in person, Friday"
    assert write_consultation(Consultation(mode="email")) == "by email"


def test_every_piece_and_every_field_has_a_name() -> None:
    assert all("_" not in write_piece(Inquiry(piece_type=piece)) for piece in PieceType)
    assert all("_" not in write_slot(field) for field in Inquiry.model_fields)
    assert write_slot("ring_size") == "size"


def test_the_summary_of_nothing_is_empty() -> None:
    assert write_summary(Inquiry()) == []


def test_the_summary_says_what_is_known_in_the_order_of_the_form() -> None:
    inquiry = Inquiry(
        piece_type=PieceType.RING,
        revive=True,
        stones=(Stone(gem="ruby", owned=True), Stone(gem="opal", refused=True)),
        stone_condition="a chip",
        metal="18k rose gold",
        ring_size=Size(system="US", value="6.5"),
        budget=Budget(max=Decimal(9000)),
        timing=Timing(by=JUNE),
        inspiration="a photo",
        likes_dislikes="no halos",
        lifestyle="ceramics",
        starting_point="stone_first",
        name="Elena",
        email="elena@example.com",
        phone="+12125550143",
        location="Brooklyn",
        consultation=Consultation(mode="virtual"),
        declined=("ring_size", "metal"),
    )
    assert write_summary(inquiry) == [
        ("Piece", "ring"),
        ("Project", "redesign of existing jewelry or stones"),
        ("Stones", "ruby, already owned; no opal"),
        ("Condition", "a chip"),
        ("Metal", "18k rose gold"),
        ("Size", "US 6½"),
        ("Budget", "up to $9,000"),
        ("Timing", "by June 14, 2027"),
        ("Inspiration", "a photo"),
        ("Likes and dislikes", "no halos"),
        ("Lifestyle", "ceramics"),
        ("Starting point", "stone first"),
        ("Name", "Elena"),
        ("Email", "elena@example.com"),
        ("Phone", "+1 212-555-0143"),
        ("Location", "Brooklyn"),
        ("Consultation", "virtual"),
        ("Left open", "size and metal"),
    ]
