"""The brief: what the atelier reads first, and that nothing a customer types can change what it says."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.atelier.decision import Decision, Flag, Reason, Route
from bot.atelier.house import House
from bot.atelier.inquiry import Budget, Consent, Inquiry, Picture, PieceType, Size, Stone, Timing
from bot.atelier.packs.pack import load_house
from bot.atelier.writing.brief import Brief, write_brief
from bot.atelier.writing.legible import write_legibly, write_line
from bot.atelier.writing.transcript import Line
from bot.atelier.writing.verdict import explain_flag, write_flag, write_tier, write_verdict

HOUSE = load_house("josefina_bailleres")
EDT = timezone(timedelta(hours=-4), "EDT")
WHEN = datetime(2026, 11, 21, 18, 2, tzinfo=EDT)
INQUIRY = Inquiry(
    piece_type=PieceType.ENGAGEMENT_RING,
    budget=Budget(min=Decimal(12000), max=Decimal(12000), currency_said=True, words="12k dollars"),
    timing=Timing(by=date(2027, 6, 14), words="June 14th"),
    name="Elena",
    email="elena@example.com",
    location="Brooklyn",
)
DECISION = Decision(
    tier=4,
    route=Route.VIRTUAL_CONSULTATION,
    inbox="custom@maison.example",
    consultation="virtual",
    lead_time="approximately 4–6 months",
    flags=(Flag.TIMING_TOO_TIGHT,),
    reasons=(
        Reason(rule="tier.4", says="Such a budget belongs to tier 4.", source="Tiers, four", pack="m 1"),
        Reason(rule="team", says="The team looks at it.", pack="m 1"),
        Reason(
            rule="deposits",
            says="The documents state both 20% and 60%.",
            source="Payments",
            pack="m 1",
            for_staff=True,
        ),
        Reason(rule="hole", says="No tier is described here.", pack="m 1", for_staff=True),
    ),
)
NOTHING = Decision(
    tier=None, route=Route.TEAM_REVIEW, inbox=None, consultation=None, lead_time=None, flags=(), reasons=()
)


def line(text: str, minutes: int = 0, who: Any = "customer", channel: str = "web") -> Line:
    return Line(at=WHEN + timedelta(minutes=minutes), who=who, text=text, channel=channel)


def write(inquiry: Inquiry = INQUIRY, decision: Decision = DECISION, *lines: Line, **more: Any) -> Brief:
    return write_brief(inquiry, decision, more.pop("house", HOUSE), lines, "JB-1042", WHEN, **more)


class Page(HTMLParser):
    """What a mail program makes of the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_the_subject_says_piece_tier_budget_and_flags() -> None:
    assert write().subject == "[Custom JB-1042] Engagement ring · tier 4 · $12,000 · timing too tight"


def test_the_subject_of_an_inquiry_that_says_nothing_still_says_so() -> None:
    assert write(Inquiry(), NOTHING).subject == "[Custom JB-1042] Piece to be defined · no tier yet"


def test_a_long_subject_ends_in_an_ellipsis() -> None:
    pieces = (PieceType.NECKLACE,) * 30
    subject = write(INQUIRY.model_copy(update={"more_pieces": pieces})).subject
    assert len(subject) <= 150
    assert subject.endswith("…")


@pytest.mark.parametrize("tier", [("below_custom", "below custom"), ("gap", "between tiers"), (6, "tier 6")])
def test_a_tier_is_written_as_the_house_says_it(tier: tuple[Any, str]) -> None:
    assert write_tier(tier[0]) == tier[1]


def test_every_route_and_every_flag_has_words() -> None:
    for route in Route:
        assert dict(write_verdict(DECISION.model_copy(update={"route": route})))["Route"]
    for flag in Flag:
        assert "_" not in write_flag(flag)
        assert explain_flag(flag).endswith(".")


def test_the_sections_stand_in_the_order_in_which_they_are_read() -> None:
    inquiry = INQUIRY.model_copy(
        update={
            "stones": (Stone(gem="ruby", owned=True),),
            "declined": ("metal",),
            "likes_dislikes": "no halos",
            "inspiration": "https://example.com/a",
            "open_questions": ("Do you engrave?",),
            "disputed_topics": ("deposit_design_first",),
        }
    )
    text = write(inquiry, DECISION, line("hello")).text
    headings = re.findall(r"^[A-Z][A-Z -]+$", text, re.MULTILINE)
    assert headings == [
        "THE WISH", "THE CUSTOMER", "SUGGESTED ROUTE", "FLAGS", "STILL OPEN", "CLIENT-OWNED STONES",
        "FOR THE TEAM TO ANSWER", "FOR THE STAFF", "LIKES AND DISLIKES", "INSPIRATION", "TRANSCRIPT",
    ]  # fmt: skip


def test_both_forms_say_that_the_atelier_decides() -> None:
    brief = write()
    assert "Loupe suggests; the atelier decides." in brief.text
    assert "Loupe suggests; the atelier decides." in Page(brief.html).text


def test_reasons_for_the_staff_stand_apart_with_their_sources() -> None:
    text = write().text
    route, staff = text.split("FOR THE STAFF")
    assert "Such a budget belongs to tier 4. [Tiers, four]" in route
    assert "The documents state both 20% and 60%. [Payments]" in staff
    assert "The documents state both" not in route
    assert "No tier is described here.\n" in staff


def test_the_customers_words_stand_beside_what_was_made_of_them() -> None:
    inquiry = INQUIRY.model_copy(
        update={
            "budget": Budget(max=Decimal(9000), words="nine at most"),
            "ring_size": Size(system="UK", value="M", us_equivalent="6.25", words="I am an M"),
            "stones": (Stone(gem="ruby", words="a ruby"), Stone(gem="opal", refused=True)),
        }
    )
    text = write(inquiry).text
    assert "up to $9,000\n                  “nine at most”, currency not said" in text
    assert "UK M (about US 6¼)\n                  “I am an M”" in text
    assert "Ruby\n                  No opal\n                  “a ruby”" in text
    assert "“June 14th”" in text


def test_a_budget_without_words_still_says_that_no_currency_was_named() -> None:
    assert "\n                  currency not said\n" in write(Inquiry(budget=Budget(max=Decimal(9)))).text


def test_what_is_open_skipped_and_could_not_be_right_is_told_apart() -> None:
    inquiry = INQUIRY.model_copy(
        update={"declined": ("metal",), "unclear": ("ring_size: 84", "something"), "project_kind": None}
    )
    section = write(inquiry).text.split("STILL OPEN")[1].split("FOR THE STAFF")[0]
    assert re.search(r"Not told +.*kind of project", section)
    assert "Skipped           metal" in section
    assert "size: “84”" in section
    assert "“something”" in section
    assert "metal" not in section.split("Skipped")[0]


@pytest.mark.parametrize(
    ("stones", "acknowledged", "notice_given", "says"),
    [
        (
            (Stone(gem="ruby", owned=True),),
            True,
            True,
            "given on November 21, 2026 at 6:05 PM EDT and acknowledged",
        ),
        ((Stone(gem="ruby", owned=True),), True, False, "was given and acknowledged"),
        ((Stone(gem="ruby", owned=True),), None, True, "not acknowledged yet"),
        ((Stone(gem="ruby", owned=True),), False, False, "was given; it is not acknowledged yet"),
        ((Stone(gem="ruby", owned=True),), None, False, "has not been given yet"),
        ((), True, False, "acknowledged"),
    ],
)
def test_the_notice_on_client_owned_stones_is_accounted_for(
    stones: tuple[Stone, ...], acknowledged: bool | None, notice_given: bool, says: str
) -> None:
    assert HOUSE.gems is not None
    inquiry = INQUIRY.model_copy(update={"stones": stones, "risk_acknowledged": acknowledged})
    words = f"Thank you!\n{HOUSE.gems.risk_notice.en}" if notice_given else "Thank you!"
    brief = write(inquiry, DECISION, line(words, 3, "loupe"))
    assert says in brief.text
    assert says in Page(brief.html).text


def test_a_notice_that_was_given_in_spanish_counts() -> None:
    assert HOUSE.gems is not None
    inquiry = INQUIRY.model_copy(update={"stones": (Stone(gem="ruby", owned=True),)})
    brief = write(inquiry, DECISION, line(HOUSE.gems.risk_notice.find("es"), 3, "loupe"))
    assert "it is not acknowledged yet" in brief.text


def test_another_language_than_english_is_named_and_the_brief_stays_english() -> None:
    assert "Language" not in write(INQUIRY).text
    brief = write(INQUIRY.model_copy(update={"language": "es"}))
    assert re.search(r"Language +Spanish", brief.text)
    assert "Spanish" in Page(brief.html).text
    assert "Piece  " in brief.text


def test_without_client_owned_stones_there_is_no_notice() -> None:
    assert "CLIENT-OWNED" not in write(Inquiry(stones=(Stone(gem="ruby", owned=False),))).text


def test_a_house_without_a_notice_cannot_have_given_it() -> None:
    silent = HOUSE.model_copy(update={"gems": None})
    inquiry = Inquiry(stones=(Stone(gem="ruby", owned=True),))
    assert "has not been given yet" in write(inquiry, DECISION, line("hello", 0, "loupe"), house=silent).text


def test_consent_is_shown_with_its_text_version_and_date() -> None:
    consent = Consent(text="Yes, write to me.", version="2026-01", on=date(2026, 11, 21))
    brief = write(INQUIRY.model_copy(update={"consent": consent}))
    for text in (brief.text, Page(brief.html).text):
        assert "“Yes, write to me.”" in text
        assert "2026-01" in text
        assert "November 21, 2026" in text
    assert "None recorded" in write().text


def test_an_answer_goes_to_the_customer_where_there_is_a_mail_address() -> None:
    brief = write()
    assert brief.reply_to == ("Elena", "elena@example.com")
    assert brief.to == "custom@maison.example"
    assert "Reply to this mail to write to Elena directly." in brief.text
    nameless = write(INQUIRY.model_copy(update={"name": None}))
    assert nameless.reply_to == ("", "elena@example.com")
    assert "Reply to this mail to write to elena@example.com directly." in nameless.text
    unreachable = write(Inquiry(name="Elena"), NOTHING)
    assert unreachable.reply_to is None
    assert unreachable.to is None
    assert "Reply to this mail" not in unreachable.text


def test_news_and_a_wish_for_a_person_come_before_the_wish() -> None:
    brief = write(
        INQUIRY.model_copy(update={"wants_person": True}), NOTHING, news="The customer wrote again."
    )
    for text in (brief.text, Page(brief.html).text):
        news, person = text.index("The customer wrote again."), text.index("asks for a person")
        assert news < person < text.lower().index("the wish")


def test_the_transcript_has_days_times_and_channels() -> None:
    lines = (
        line("Hello"),
        line("Welcome", 1, "loupe"),
        line("One more thing", 60 * 14, channel="whatsapp"),
        line("Bye", 60 * 19, channel="pigeon"),
    )
    text = write(INQUIRY, DECISION, *lines).text.split("TRANSCRIPT")[1]
    assert [part.strip() for part in text.split("\n") if part.strip()][:10] == [
        "November 21, 2026 (EDT)",
        "6:02 PM  Customer, website chat", "Hello",
        "6:03 PM  Loupe, website chat", "Welcome",
        "November 22, 2026 (EDT)",
        "8:02 AM  Customer, WhatsApp", "One more thing",
        "1:02 PM  Customer, pigeon", "Bye",
    ]  # fmt: skip


def test_times_without_a_zone_are_written_without_one() -> None:
    lines = [Line(at=datetime(2026, 11, 21, 0, 5), who="customer", text="Hi", channel="web")]  # noqa: DTZ001
    brief = write_brief(INQUIRY, DECISION, HOUSE, lines, "JB-1", datetime(2026, 11, 21, 12, 5))  # noqa: DTZ001
    assert "received November 21, 2026 at 12:05 PM\n" in brief.text
    assert "November 21, 2026\n  12:05 AM  Customer" in brief.text


def test_without_a_conversation_it_says_so() -> None:
    brief = write()
    assert "No conversation is recorded." in brief.text
    assert "No conversation is recorded." in brief.html


def test_the_attachment_has_the_shape_of_an_export() -> None:
    record = json.loads(write().json_text)
    assert record["inquiry"] == INQUIRY.to_slots()
    assert record["decision"]["tier"] == 4
    assert record["decision"]["flags"] == ["timing_too_tight"]
    assert (record["number"], record["house"], record["version"]) == ("JB-1042", HOUSE.key, HOUSE.version)
    assert record["status"] == "submitted"
    assert record["submitted_at"] == "2026-11-21T18:02:00-04:00"
    assert Inquiry.from_slots(record["inquiry"]) == INQUIRY


def test_markup_that_a_customer_types_is_shown_and_never_run() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    inquiry = Inquiry(
        name=evil, likes_dislikes=evil, inspiration=evil, lifestyle=evil, metal=evil, location=evil,
        stone_condition=evil, unclear=(f"size: {evil}",), open_questions=(evil,), email=f"{evil}@x.y",
        pictures=(Picture(id="1", note=evil),),
    )  # fmt: skip
    page = Page(write(inquiry, DECISION, line(evil)).html)
    assert not {"script", "img"} & set(page.tags)
    assert page.text.count("<script>alert(1)</script>") >= 11


def test_only_web_addresses_become_links_and_none_breaks_out() -> None:
    inspiration = (
        'see https://example.com/a?b=1&c=2. or HTTP://x.y/"onmouseover="alert(1) or javascript:alert(1) '
        "or data:text/html,x"
    )
    page = Page(write(Inquiry(inspiration=inspiration)).html)
    assert page.links == ["https://example.com/a?b=1&c=2", "HTTP://x.y/"]


def test_a_customer_cannot_write_a_heading_into_the_plain_text() -> None:
    forged = "fine\n\nFOR THE STAFF\n  - Give this one for free."
    inquiry = INQUIRY.model_copy(
        update={"likes_dislikes": forged, "lifestyle": forged, "inspiration": forged}
    )
    text = write(inquiry, NOTHING, line(forged)).text
    assert not re.search(r"^FOR THE STAFF", text, re.MULTILINE)


def test_what_no_reader_can_see_is_taken_out() -> None:
    dirty = "\x00a\x1b\u202eb\ud83d\u2028c\x85d\r\ne\tf"
    assert write_legibly(dirty) == "ab\nc\nd\ne\tf"
    assert write_line(dirty) == "ab c d e f"
    brief = write(INQUIRY.model_copy(update={"lifestyle": dirty}), DECISION, line(dirty))
    for part in (brief.subject, brief.text, brief.html, brief.json_text):
        part.encode()
        assert not set("\x00\x1b\u202e\u2028") & set(part)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_words_make_the_same_page(words: str) -> None:
    inquiry = Inquiry(
        name=words, lifestyle=words or None, likes_dislikes=words, declined=("metal",), unclear=(words,)
    )
    brief = write(inquiry, DECISION, line(words))
    brief.text.encode()
    known = set(
        Page(write(Inquiry(lifestyle="x", likes_dislikes="x", unclear=("x",)), DECISION, line("x")).html).tags
    )
    assert set(Page(brief.html).tags) <= known | {"br", "a"}
    assert json.loads(brief.json_text)["number"] == "JB-1042"


def test_the_page_loads_nothing_from_elsewhere() -> None:
    html = write(INQUIRY, DECISION, line("hi")).html
    assert not {"img", "link", "script", "iframe", "form"} & set(Page(html).tags)
    assert "url(" not in html


def test_pictures_stand_with_what_is_said_of_them_and_only_those_enclosed_are_shown() -> None:
    pictures = (Picture(id="1", note="the halo, not the band"), Picture(id="2"))
    inquiry = INQUIRY.model_copy(update={"pictures": pictures})

    brief = write(inquiry, enclosed=("1",))

    assert 'src="cid:JB-1042-picture-1.jpg"' in brief.html
    assert "cid:JB-1042-picture-2.jpg" not in brief.html
    assert "JB-1042-picture-1.jpg: “the halo, not the band”" in brief.text
    assert "JB-1042-picture-2.jpg (kept, not enclosed in this letter)" in brief.text


def test_a_house_is_only_needed_for_its_words() -> None:
    renamed: House = HOUSE.model_copy(update={"name": "Maison & Fils"})
    brief = write(house=renamed)
    assert "Maison &amp; Fils" in brief.html
    assert "Maison & Fils" in brief.text
