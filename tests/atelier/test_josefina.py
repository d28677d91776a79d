"""What Josefina Baillères publishes, as her pack states it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from bot.atelier.decision import Route
from bot.atelier.house import House, Line
from bot.atelier.judgment.lead_time import write_lead_time
from bot.atelier.packs.coherence import is_spoken
from bot.atelier.packs.figures import collect_figures, find_figures, find_strangers, walk
from bot.atelier.packs.pack import load_house


@pytest.fixture(scope="module")
def house() -> House:
    return load_house("josefina_bailleres")


def say(house: House, topic: str) -> str:
    answer = house.find_answer(topic)
    assert answer is not None, f"no answer on {topic}"
    return answer.says


@pytest.mark.parametrize(
    ("number", "lower", "upper", "time", "consultation"),
    [
        (1, None, 2000, "approximately 3–8 weeks", None),
        (2, 4000, None, "approximately 3–5 months", None),
        (3, 5000, 9000, "approximately 3–5 months", "at_discretion"),
        (4, 9000, 16000, "approximately 4–6 months", "virtual"),
        (5, 16000, None, "approximately 5–8 months", "virtual_or_in_person"),
        (6, 30000, None, "approximately 6–12+ months", "virtual_or_in_person"),
    ],
)
def test_a_tier_has_its_published_money_time_and_consultation(
    house: House, number: int, lower: int | None, upper: int | None, time: str, consultation: str | None
) -> None:
    tier = house.tiers[number - 1]
    assert (tier.number, tier.money.from_, tier.money.to) == (number, lower, upper)
    assert (write_lead_time(tier.lead_time), tier.consultation) == (time, consultation)


def test_edges_keep_their_words(house: House) -> None:
    assert house.tiers[0].money.under
    assert house.tiers[4].money.above
    assert not house.tiers[3].money.above
    assert house.tiers[1].consultation_rule_up_to == 9000


@pytest.mark.parametrize(
    ("key", "time"),
    [
        ("simple", "approximately 2–3 months"),
        ("custom", "approximately 3–6 months"),
        ("one_of_a_kind", "approximately 6–12 months"),
        ("repair", "approximately 1–3 months"),
        ("resize", "approximately 1–3 weeks"),
    ],
)
def test_a_level_has_its_published_time(house: House, key: str, time: str) -> None:
    level = next(level for level in house.levels if level.key == key)
    assert write_lead_time(level.lead_time) == time


def test_the_stages_have_their_published_times(house: House) -> None:
    times = {stage.key: write_lead_time(stage.lead_time) for stage in house.stages if stage.lead_time}
    assert times == {
        "stone_first": "approximately 2–6 weeks",
        "design_first": "approximately 3–8 weeks",
        "drawings": "approximately 3–4 weeks",
        "cad": "approximately 3–7 weeks",
        "mock_ups": "approximately 1–2 months",
    }


def test_the_stones_are_those_the_house_names(house: House) -> None:
    assert house.gems is not None
    care = {note.gem: note.care for note in house.gems.notes}
    special = {"emerald", "opal", "pearl", "turquoise", "tanzanite", "lapis lazuli"}
    assert {gem for gem, kind in care.items() if kind == "special"} == special
    assert care.keys() - special == {"diamond", "sapphire", "ruby"}
    assert house.gems.soft_below == (Decimal(6), Decimal(7))


def test_the_risk_notice_says_what_may_happen_and_to_wait(house: House) -> None:
    assert house.gems is not None
    for words in (
        "crack, chip or break",
        "cannot be responsible",
        "client-owned stones",
        "send nothing until",
    ):
        assert words in house.gems.risk_notice.en


@pytest.mark.parametrize(
    ("topic", "facts"),
    [
        ("payment.methods", ["wire transfer", "on request", "usually around 3%"]),
        ("payment.wire", ["Wise or Revolut"]),
        ("payment.banking_details", ["only in your invoice", "never in this chat"]),
        ("deposit.stone_first", ["approximately 70–80%"]),
        ("deposit.design_first", ["20%", "80%", "approximately 60%", "invoice decides"]),
        ("deposit.refundable", ["non-refundable", "transferred"]),
        ("tax.sales", ["New York", "8.875%"]),
        ("consultation.in_person", ["New York", "by appointment"]),
        ("shipping.time_us", ["1–3 business days"]),
        ("shipping.address_change", ["URGENT ADDRESS CHANGE", "email thread", "not in this chat"]),
        ("shipping.lost", ["24 hours"]),
        ("duties.mexico", ["20–30%"]),
        ("resize.cost", ["$35", "around $20 each way"]),
        ("resize.time", ["1–3 weeks"]),
        ("warranty.length", ["30-day", "date of delivery"]),
        ("care.check_up", ["complimentary", "around 1 week"]),
        ("care.insurers", ["reference only", "without affiliation"]),
        ("repair.time", ["1–3 months", "3–8 weeks"]),
        ("budget.minimum_custom", ["$4,000", "$5,000", "$2,000"]),
        ("revive.fragile", ["approximately 6–7", "evaluates each stone"]),
        ("sending.approval", ["approved", "refused"]),
    ],
)
def test_an_answer_holds_its_decisive_facts(house: House, topic: str, facts: list[str]) -> None:
    answer = say(house, topic)
    assert [fact for fact in facts if fact not in answer] == []


def test_what_the_documents_contradict_is_disputed(house: House) -> None:
    assert {answer.topic for answer in house.answers if answer.state == "disputed"} == {
        "budget.between", "consultation.custom", "consultation.top", "deposit.design_first", "deposit.needed",
        "deposit.own_stone", "duties.amount", "price.final", "repair.time", "returns.adjustments",
        "returns.exchanges", "returns.website_pieces", "timeline.bands", "timeline.includes_design",
        "timeline.one_of_a_kind", "timeline.simple", "timeline.website",
    }  # fmt: skip


def test_a_disputed_answer_says_who_settles_it(house: House) -> None:
    disputed = [answer for answer in house.answers if answer.state == "disputed"]
    settled = re.compile(r"[Tt]eam|invoice decides|customs and the carrier decide")
    assert [answer.topic for answer in disputed if not settled.search(answer.says)] == []


@pytest.mark.parametrize(
    "fact",
    [
        # Times and stages
        "2–3 months", "3–6 months", "6–12 months", "2–6 weeks", "3–8 weeks", "3–4 weeks", "3–7 weeks",
        "1–2 months", "3–5 months", "4–6 months", "5–8 months", "6–12 months or more", "lifestyle",
        "hand", "estimates", "once the design is approved", "in person", "virtual",
        # Budget and consultations
        "under approximately $2,000", "$4,000", "$5,000–$9,000", "$9,000–$16,000", "above $16,000", "$30,000",
        "guidelines rather than fixed prices", "never designed first and priced later", "Not routinely",
        "at our discretion", "One primary design direction", "curated options", "Deep stone sourcing",
        "own stones", "sales@josefinabailleres.com", "custom@josefinabailleres.com", "Instagram",
        # Deposits and payment
        "70–80%", "20%", "approximately 60%", "approximately 80%", "neither refunded nor transferred",
        "$4,800", "$5,000 before it is done", "estimated price range", "Wise or Revolut", "View Invoice",
        "usually around 3%", "photo or link", "secure payment link", "revised to the final cost",
        "approved in advance", "before any payment", "8.875%", "shipped to New York",
        # Revive
        "custom orders form", "several angles", "certificates, appraisals", "crack, chip or break",
        "not responsible for such damage", "6–7", "lapis lazuli", "shipping instructions",
        # Shipping
        "adult signature", "5–25%", "20–30%", "20–25%", "10–15%", "13–25%", "brokerage", "FedEx",
        "1–3 business days", "several business days to multiple weeks", "tracking information",
        "24 hours", "PO boxes and APO/FPO", "URGENT ADDRESS CHANGE", "rerouting fees", "import rules",
        "hold the parcel", "Title and risk pass", "until it is signed for", "by appointment", "walk-ins",
        "wrong addresses", "clear photos",
        # Returns and resizing
        "final sale", "never exchanged", "manufacturing defect", "new order", "signs of wear",
        "$35", "around $20 each way", "$20", "1–3 weeks", "from a US address", "scanned by the carrier",
        "may be refused", "keep the receipt",
        # Care
        "30-day", "date of delivery", "production", "lost or stolen", "once a year", "complimentary",
        "around 1 week", "assessment and report", "several weeks", "1–3 months", "void our warranty",
        "ongoing relationship", "a new version", "guaranteed indefinitely", "agreed value",
        "newsletter", "Terms & Conditions",
        # Insurers
        "Jewelers Mutual", "BriteCo", "Lavalier", "Chubb", "homeowner's or renter's", "Howden México", "Juno",
        "Stanhope", "Ripe", "AXA Switzerland", "Ping An", "Taiping", "Sompo Japan", "Tokio Marine & Nichido",
        "Mitsui Sumitomo", "Samsung Fire & Marine", "Hyundai Marine & Fire", "DB Insurance", "AXA XL",
        "Chubb Global",
    ],
)  # fmt: skip
def test_each_decisive_fact_of_the_document_is_in_an_answer(house: House, fact: str) -> None:
    assert any(fact in answer.says for answer in house.answers)


@pytest.mark.parametrize(
    ("topic", "line", "words"),
    [
        ("resize.cost", "cattina", "$35"),
        ("resize.cost", "revive", "case by case"),
        ("returns.refunds", "cattina", "not available"),
        ("returns.exchanges", "custom", "never exchanged"),
        ("shipping.pickup", "cattina", "select cases"),
        ("shipping.when", "cattina", "product page"),
        ("sending.approval", "revive", "Not yet"),
        ("start.what_to_send", "revive", "several angles"),
        ("payment.full", "cattina", "checkout"),
        ("payment.full", "made_to_order", "in stages"),
    ],
)
def test_a_product_line_has_its_own_answer_where_the_document_gives_one(
    house: House, topic: str, line: Line, words: str
) -> None:
    answer = house.find_answer(topic, line)
    assert answer is not None
    assert words in answer.says


def test_a_custom_ring_is_never_quoted_the_fee_of_a_cattina_one(house: House) -> None:
    for line in ("custom", "revive"):
        answer = house.find_answer("resize.cost", line)
        assert answer is not None
        assert "$" not in answer.says


def test_insurers_are_named_without_recommending_them(house: House) -> None:
    named = [answer for answer in house.answers if answer.topic.startswith("care.insurers")]
    assert len(named) == 10
    for answer in named:
        assert "For reference only, without affiliation or endorsement" in answer.says
        assert not re.search(r"recommend|best|trust", answer.says)


def test_no_street_telephone_or_account_is_given(house: House) -> None:
    for answer in house.answers:
        assert not re.search(r"\b\d+ \w+ (Street|St|Avenue|Ave|Broadway)\b|IBAN|SWIFT", answer.says)
        assert not re.search(r"\+\d|\d{3}[ .-]\d{3,}", answer.says)


def test_an_answer_fits_two_text_messages_or_has_a_short_form_that_does(house: House) -> None:
    assert [answer.topic for answer in house.answers if len(answer.short or answer.says) > 300] == []


@pytest.mark.parametrize(
    "topic",
    [
        "payment.installments",
        "contact.phone",
        "contact.hours",
        "timeline.rush",
        "materials.engraving",
        "revive.time",
        "returns.store_credit",
    ],
)
def test_what_the_house_never_said_stays_unsaid(house: House, topic: str) -> None:
    assert house.find_answer(topic) is None


def test_every_figure_in_the_house_s_words_is_one_it_publishes(house: House) -> None:
    figures = collect_figures(house)
    texts = [text for place, text in walk(house) if isinstance(text, str) and is_spoken(place)]
    mentioned = [figure for text in texts for figure in find_figures(text)]
    assert len(mentioned) > 100
    assert [figure for text in texts for figure in find_strangers(text, figures)] == []


def test_published_figures_are_those_of_the_documents(house: House) -> None:
    money = {figure.value for figure in collect_figures(house) if figure.unit == "USD"}
    assert money == {2000, 4000, 5000, 9000, 16000, 30000, 35, 20, 4800}
    shares = {figure.value for figure in collect_figures(house) if figure.unit == "%"}
    assert shares == {70, 80, 20, 60, 3, Decimal("8.875"), 5, 25, 30, 10, 15, 13}


def test_answers_are_short(house: House) -> None:
    assert [answer.topic for answer in house.answers if len(answer.says.split()) > 60] == []


def test_every_route_has_a_closing_that_promises_nothing(house: House) -> None:
    assert set(house.voice.closings) == set(Route)
    for closing in house.voice.closings.values():
        assert "team" in closing
        assert not re.search(r"\d|guarantee|\bwill\b|promise", closing)


def test_the_closings_name_the_inbox_that_writes(house: House) -> None:
    for route, closing in house.voice.closings.items():
        inbox = "sales" if route in (Route.WEBSITE, Route.EMAIL_SALES) else "custom"
        assert house.inboxes[inbox].email in closing  # type: ignore[index]


def test_the_spanish_voice_promises_no_more_than_the_english_one(house: House) -> None:
    spanish, english = house.find_voice("es"), house.find_voice("en")
    assert spanish is not english
    for route, closing in spanish.closings.items():
        assert "equipo" in closing
        assert not re.search(r"\d|garanti|promet|escribirá", closing)
        assert re.findall(r"\S+@\S+\w", closing) == re.findall(r"\S+@\S+\w", english.closings[route])
    for name, notice in spanish.notices.items():
        assert notice.count("aproximadamente") == english.notices[name].count("approximately")
        assert notice.count("$") == english.notices[name].count("$")
    assert spanish.consent_version != english.consent_version


def test_the_spanish_risk_notice_says_what_may_happen_and_to_wait(house: House) -> None:
    assert house.gems is not None
    notice = house.gems.risk_notice.find("es")
    for words in (
        "agrietarse, despostillarse o romperse",
        "no puede hacerse responsable",
        "no envíe nada hasta",
    ):
        assert words in notice


def test_decisions_can_cite_the_pack(house: House) -> None:
    assert house.pack == "josefina_bailleres 2026.1"


def test_the_greeting_says_that_it_is_automated(house: House) -> None:
    assert "automated assistant" in house.voice.greeting
    assert "asistente automatizado" in house.find_voice("es").greeting


def test_slips_of_the_document_are_not_repeated(house: House) -> None:
    said = house.model_dump_json()
    assert "sadonde" not in said
    assert "Lapiz" not in said
