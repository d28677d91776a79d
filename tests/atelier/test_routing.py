import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.atelier.decision import Decision, Flag, Route
from bot.atelier.house import House
from bot.atelier.judgment.routing import decide, names_contact, read_row, write_decision
from bot.atelier.judgment.row import RowError
from bot.atelier.packs.pack import load_house

TODAY = date(2026, 1, 5)
RING: dict[str, Any] = {"piece_type": "ring", "project_kind": "custom", "budget": {"min": 7000, "max": 7000}}
OWN_DIAMOND = [{"gem": "diamond", "owned": True}]


@pytest.fixture(scope="module")
def house() -> House:
    return load_house("josefina_bailleres")


def route(row: dict[str, Any], house: House, *, contact_asked: bool = False) -> Decision:
    return decide(read_row(row), house, TODAY, contact_asked=contact_asked)


def rules(decision: Decision) -> dict[str, str]:
    return {reason.rule: reason.says for reason in decision.reasons}


def test_every_reason_names_its_rule_and_pack(house: House) -> None:
    decision = route({**RING, "stones": OWN_DIAMOND, "needed_by_weeks": 2}, house)
    assert all(reason.rule and reason.says and reason.pack == house.pack for reason in decision.reasons)


def test_contradictions_are_for_the_staff_alone(house: House) -> None:
    decision = route({**RING, "budget": {"min": 9000, "max": 9000}}, house)
    edge = next(reason for reason in decision.reasons if reason.rule == "tier.shared_edge")
    assert edge.for_staff
    assert "tiers 3 and 4" in edge.says


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"budget": {"min": 30000, "max": 30000}}, "tier.open_ended"),
        ({"budget": {"min": 30000, "max": 30000}}, "consultation.mode"),
        ({"budget": {"min": 8000, "max": 12000}}, "tier.straddles"),
        ({"budget": {"min": 3000, "max": 3000}}, "tier.gap.where"),
        ({"project_kind": "one_of_a_kind"}, "scope.one_of_a_kind.consultation"),
        ({"piece_type": "wedding_band"}, "bands.inbox"),
        ({"stones": OWN_DIAMOND}, "revive.own_stones"),
        ({"stones": OWN_DIAMOND}, "gems.risk_notice"),
        ({"needed_by_weeks": 14}, "timing.depends"),
        ({"budget": {"max": 9000, "currency": "EUR"}}, "budget.currency"),
        ({"project_kind": "website_piece", "changed": True}, "website_piece.changed.level"),
        ({"project_kind": "resize"}, "resize.approval"),
        ({"more_pieces": ["earrings"]}, "pieces.budget"),
    ],
)
def test_what_the_documents_leave_open_is_told(house: House, row: dict[str, Any], rule: str) -> None:
    assert rule in rules(route({**RING, **row}, house))


def test_an_appointment_in_person_names_the_city(house: House) -> None:
    decision = route({**RING, "budget": {"min": 20000, "max": 20000}}, house)
    assert "New York" in rules(decision)["route.consultation_virtual_or_in_person"]


def test_an_upper_tier_that_names_its_modes_needs_no_note(house: House) -> None:
    assert "consultation.mode" not in rules(route({**RING, "budget": {"min": 20000, "max": 20000}}, house))


def test_contact_is_missed_only_where_it_was_asked_for(house: House) -> None:
    assert Flag.MISSING_CONTACT in decide(read_row(RING), house, TODAY).flags
    assert Flag.MISSING_CONTACT not in route(RING, house).flags


def test_flags_keep_the_order_of_the_vocabulary(house: House) -> None:
    row = {**RING, "stones": [{"gem": "opal", "owned": True}], "needed_by_weeks": 1, "more_pieces": ["ring"]}
    flags = route(row, house, contact_asked=True).flags
    assert list(flags) == [flag for flag in Flag if flag in flags]
    assert len(flags) == 5


def test_a_house_without_tiers_leaves_the_tier_open(house: House) -> None:
    bare = house.model_copy(update={"tiers": (), "levels": (), "gems": None, "inboxes": {}})
    decision = route({**RING, "stones": OWN_DIAMOND, "needed_by_weeks": 1}, bare)
    assert (decision.tier, decision.route, decision.inbox, decision.lead_time) == (
        None,
        Route.TEAM_REVIEW,
        None,
        None,
    )
    assert Flag.TIMING_TOO_TIGHT not in decision.flags
    for kind, way in (("website_piece", "website"), ("repair", "email_sales"), ("revive", "team_review")):
        placed = route({"piece_type": "ring", "project_kind": kind, "changed": None}, bare)
        assert (placed.tier, placed.route.value, placed.inbox) == (None, way, None)
    assert route({"project_kind": "website_piece", "changed": True}, bare).route is Route.EMAIL_SALES


def test_a_house_with_one_inbox_uses_it_for_everything(house: House) -> None:
    single = house.model_copy(update={"inboxes": {"sales": house.inboxes["sales"]}})
    assert route(RING, single).inbox == house.inboxes["sales"].email
    one_of_a_kind = route({**RING, "project_kind": "one_of_a_kind"}, single)
    assert "scope.one_of_a_kind.consultation" not in rules(one_of_a_kind)


def test_a_house_in_another_currency_takes_unnamed_money_as_its_own(house: House) -> None:
    euro = house.model_copy(update={"currency": "EUR"})
    assert route(RING, euro).tier == 3
    assert route({**RING, "budget": {"max": 7000, "currency": "USD"}}, euro).tier is None


def test_a_house_without_custom_tiers_still_points_to_its_website(house: House) -> None:
    simple = house.model_copy(update={"tiers": house.tiers[:1]})
    decision = route({"piece_type": "ring", "project_kind": "custom", "budget": {"max": 500}}, simple)
    assert decision.tier == "below_custom"
    assert "call for more" in rules(decision)["tier.below_custom"]
    odd = route({"piece_type": "ring", "project_kind": "one_of_a_kind", "budget": {"max": 500}}, simple)
    assert Flag.BUDGET_VS_SCOPE_MISMATCH not in odd.flags


def test_a_band_tier_without_rivals_is_judged_alone(house: House) -> None:
    lone = house.model_copy(update={"tiers": house.tiers[:2]})
    band = {"piece_type": "wedding_band", "project_kind": "custom", "budget": {"max": 12000}}
    assert route(band, lone).route is Route.TEAM_REVIEW
    assert "claims the money" not in rules(route(band, lone))["bands.beyond_rule"]


def test_a_band_tier_without_a_limit_to_its_rule_goes_by_email(house: House) -> None:
    tiers = tuple(tier.model_copy(update={"consultation_rule_up_to": None}) for tier in house.tiers)
    steady = house.model_copy(update={"tiers": tiers, "inboxes": {}})
    band = {"piece_type": "wedding_band", "project_kind": "custom", "budget": {"max": 12000}}
    assert route(band, steady).route is Route.EMAIL_CUSTOM


def test_no_reason_for_the_customer_promises_anything(house: House) -> None:
    banned = ("we promise", "guarantee", "will survive", "we will meet")
    row = {**RING, "budget": {"min": 20000, "max": 20000}, "stones": OWN_DIAMOND, "needed_by_weeks": 3}
    spoken = [reason.says.lower() for reason in route(row, house).reasons if not reason.for_staff]
    assert not [says for says in spoken if any(word in says for word in banned)]
    assert any("decides" in says for says in spoken)


def test_short_deadlines_are_written_as_weeks(house: House) -> None:
    said = {
        weeks: rules(route({**RING, "needed_by_weeks": weeks}, house))["timing.too_tight"]
        for weeks in (0, 1, 2)
    }
    assert said[0].startswith("Less than a week ")
    assert said[1].startswith("1 week ")
    assert said[2].startswith("2 weeks ")
    dated = rules(route({**RING, "timing": {"by": "2026-01-21"}}, house))["timing.too_tight"]
    assert dated.startswith("About 2 weeks ")


def test_a_decision_is_quick(house: House) -> None:
    inquiry = read_row({**RING, "stones": [{"gem": "emerald", "owned": True}], "needed_by_weeks": 6})
    decide(inquiry, house, TODAY)
    start = time.process_time()
    for _ in range(200):
        decide(inquiry, house, TODAY)
    assert (time.process_time() - start) / 200 < 0.002


def test_a_whole_line_or_its_inquiry_may_be_read() -> None:
    line = {"id": "a", "inquiry": RING}
    assert read_row(line) == read_row(RING)
    assert names_contact({"id": "a", "inquiry": {**RING, "email": None}})
    assert not names_contact(line)


def test_every_key_may_be_null() -> None:
    keys = (
        "piece_type",
        "project_kind",
        "is_band",
        "needed_by_weeks",
        "stone_condition",
        "revive",
        "changed",
    )
    row = {**dict.fromkeys(keys), "budget": {"min": None, "max": None, "currency": None}, "stones": None}
    assert read_row(row).to_slots() == {}
    stones = read_row({"stones": [{"gem": None, "owned": None}], "budget": None}).stones
    assert stones[0].gem is stones[0].owned is None


def test_numbers_may_be_text_and_gems_may_be_capitalized() -> None:
    row = {"budget": {"min": "5,000", "max": 7000.5, "currency": "usd"}, "needed_by_weeks": "6"}
    inquiry = read_row({**row, "stones": [{"gem": "Emerald", "owned": True}]})
    assert inquiry.budget is not None
    assert (inquiry.budget.min, inquiry.budget.max) == (Decimal(5000), Decimal("7000.5"))
    assert (inquiry.budget.currency, inquiry.budget.currency_said) == ("USD", True)
    assert inquiry.timing is not None
    assert inquiry.timing.weeks == 6
    assert inquiry.stones[0].gem == "emerald"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"colour": "red"}, "colour is not a key of an inquiry; the keys are piece_type"),
        ({"piece_type": "tiara"}, "piece_type is 'tiara'"),
        ({"budget": 5000}, 'budget is 5000; write {"min": 5000'),
        ({"budget": {"min": "lots"}}, "budget.min is 'lots'; write a number"),
        ({"budget": {"min": True}}, "budget.min is True; write a number"),
        ({"budget": {"min": float("nan")}}, "budget.min is nan"),
        ({"budget": {"min": float("inf")}}, "budget.min is inf"),
        ({"budget": {"min": [1]}}, r"budget.min is \[1\]"),
        ({"budget": {"max": 1, "currency": "dollars"}}, "budget.currency is 'dollars'; write three letters"),
        ({"budget": {"max": 1, "currency": 1}}, "budget.currency is 1"),
        ({"needed_by_weeks": "soon"}, "needed_by_weeks is 'soon'"),
        ({"needed_by_weeks": 3, "timing": {"weeks": 4}}, "keep one of them"),
        ({"stones": "emerald"}, "stones is 'emerald'; write a list"),
        ({"stones": ["emerald"]}, r"stones is \['emerald'\]; write a list"),
        ({"stones": [{"gem": 5}]}, "stones.0.gem is 5"),
        ({"inquiry": []}, r"inquiry is \[\]; write an object"),
    ],
)
def test_a_row_that_cannot_be_read_says_what_to_write(row: dict[str, Any], message: str) -> None:
    with pytest.raises(RowError, match=message):
        read_row(row)


def test_a_decision_is_written_as_the_command_line_promises(house: House) -> None:
    written = write_decision(route(RING, house))
    assert set(written) == {
        "tier", "route", "inbox", "consultation", "lead_time", "flags", "reasons",
    }  # fmt: skip
    assert set(written["reasons"][0]) == {"rule", "says", "source", "pack"}
    assert written["route"] == "email_custom"
