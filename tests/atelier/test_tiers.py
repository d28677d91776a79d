from decimal import Decimal

import pytest

from bot.atelier.house import House
from bot.atelier.inquiry import Budget
from bot.atelier.judgment.span import END, START, Span, find_holes, write_span
from bot.atelier.judgment.tiers import (
    find_faults,
    find_money,
    find_simple_tier,
    is_impossible,
    match_tiers,
    write_tiers,
)
from bot.atelier.packs.pack import load_house


@pytest.fixture(scope="module")
def house() -> House:
    return load_house("josefina_bailleres")


def figure(amount: int) -> Budget:
    return Budget(min=Decimal(amount), max=Decimal(amount))


def span(low: int, high: int) -> Span:
    return Span((Decimal(low), 0), (Decimal(high), 1))


def numbers(tiers: object) -> list[int]:
    return [tier.number for tier in tiers]  # type: ignore[attr-defined]


def test_a_figure_on_a_shared_edge_matches_both_tiers_the_lower_first(house: House) -> None:
    assert numbers(match_tiers(figure(9000), False, house).tiers) == [3, 4]


def test_an_open_ended_tier_yields_to_the_next_and_is_named_as_an_overlap(house: House) -> None:
    match = match_tiers(figure(30000), False, house)
    assert numbers(match.tiers) == [6]
    assert numbers(match.overlaps) == [5]


def test_a_band_names_the_other_tiers_that_claim_its_money(house: House) -> None:
    match = match_tiers(figure(20000), True, house)
    assert numbers(match.tiers) == [2]
    assert numbers(match.overlaps) == [5]


@pytest.mark.parametrize(("is_band", "upper"), [(True, 4000), (False, 5000)])
def test_the_hole_is_returned_with_its_ends(house: House, is_band: bool, upper: int) -> None:
    match = match_tiers(figure(3000), is_band, house)
    assert match.tiers == ()
    assert match.holes == (Span((Decimal(2000), 0), (Decimal(upper), 0)),)


def test_no_money_matches_nothing(house: House) -> None:
    match = match_tiers(None, False, house)
    assert (match.tiers, match.holes, match.overlaps) == ((), (), ())


def test_a_house_without_tiers_matches_nothing(house: House) -> None:
    bare = house.model_copy(update={"tiers": ()})
    assert match_tiers(figure(7000), False, bare).tiers == ()
    assert find_simple_tier(bare) is None
    assert find_faults(bare) == ()


def test_a_house_without_tiers_for_bands_serves_them_with_the_others(house: House) -> None:
    plain = house.model_copy(update={"tiers": tuple(tier for tier in house.tiers if tier.scope != "bands")})
    assert numbers(match_tiers(figure(7000), True, plain).tiers) == [3]


def test_every_hole_and_overlap_is_found_from_the_pack_alone(house: House) -> None:
    assert [(fault.kind, fault.tiers, fault.says) for fault in find_faults(house)] == [
        ("hole", (1, 2), "No tier describes bands from $2,000 to below $4,000."),
        ("hole", (1, 3), "No tier describes other pieces from $2,000 to below $5,000."),
        ("overlap", (2, 3), "Tiers 2 and 3 both claim from $5,000 to $9,000."),
        ("overlap", (2, 4), "Tiers 2 and 4 both claim from $9,000 to $16,000."),
        ("overlap", (2, 5), "Tiers 2 and 5 both claim above $16,000."),
        ("overlap", (2, 6), "Tiers 2 and 6 both claim from $30,000 up."),
        ("overlap", (3, 4), "Tiers 3 and 4 both claim exactly $9,000."),
        ("overlap", (5, 6), "Tiers 5 and 6 both claim from $30,000 up."),
        ("silent", (2,), "Tier 2 states no consultation rule from $9,000 up."),
    ]


def test_every_fault_cites_the_sections_it_lies_between(house: House) -> None:
    assert all(fault.source for fault in find_faults(house))


@pytest.mark.parametrize(
    ("low", "high", "impossible"),
    [
        (9000, 5000, True),
        (0, 0, True),
        (None, 0, True),
        (-1, 5000, True),
        (0, 5000, False),
        (None, None, False),
    ],
)
def test_a_budget_that_cannot_be_meant(low: int | None, high: int | None, impossible: bool) -> None:
    assert is_impossible(Budget.model_validate({"min": low, "max": high})) is impossible


@pytest.mark.parametrize(
    ("budget", "money"),
    [
        (None, None),
        ({}, None),
        ({"unlimited": True}, None),
        ({"min": 9000, "max": 5000}, None),
        ({"max": 5000}, span(5000, 5000)),
        ({"min": 5000}, span(5000, 5000)),
        ({"min": 0, "max": 5000}, span(5000, 5000)),
        ({"min": 5000, "max": 9000}, span(5000, 9000)),
    ],
)
def test_the_money_that_routes(budget: dict[str, object] | None, money: Span | None) -> None:
    read = None if budget is None else Budget.model_validate(budget)
    assert find_money(read) == money


def test_holes_lie_between_spans_and_beyond_them() -> None:
    low, high = Span(START, (Decimal(2), 0)), Span((Decimal(4), 1), (Decimal(6), 1))
    assert find_holes([high, low]) == (
        Span((Decimal(2), 0), (Decimal(4), 1)),
        Span((Decimal(6), 1), END),
    )
    assert find_holes([Span(START, END)]) == ()


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (span(9000, 9000), "exactly $9,000"),
        (span(5000, 9000), "from $5,000 to $9,000"),
        (Span((Decimal(2000), 0), (Decimal(4000), 0)), "from $2,000 to below $4,000"),
        (Span((Decimal(2), 1), (Decimal(4), 1)), "above $2 to $4"),
        (Span(START, (Decimal(2000), 0)), "below $2,000"),
        (Span(START, (Decimal(2000), 1)), "up to $2,000"),
        (Span((Decimal(16000), 1), END), "above $16,000"),
        (Span((Decimal(30000), 0), END), "from $30,000 up"),
    ],
)
def test_a_span_is_written_with_its_ends(given: Span, written: str) -> None:
    assert write_span(given, "USD") == written


def test_tiers_are_named_by_their_numbers(house: House) -> None:
    assert write_tiers(house.tiers[:1]) == "tier 1"
    assert write_tiers(house.tiers[2:4]) == "tiers 3 and 4"
