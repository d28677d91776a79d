"""Letters: what an email program reads back, and that nobody can write a header into one."""

from __future__ import annotations

import email
import json
from datetime import datetime, timezone
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.atelier.decision import Decision, Route
from bot.atelier.inquiry import Inquiry, PieceType
from bot.atelier.packs.pack import load_house
from bot.atelier.writing.brief import write_brief
from bot.atelier.writing.legible import write_legibly
from bot.atelier.writing.message_id import mint_message_id
from bot.atelier.writing.transcript import Line
from bot.channels.mail import Enclosure, Letter, address_letter, compose, write_header
from bot.store import MailDraft

WHEN = datetime(2026, 11, 21, 18, 2, tzinfo=timezone.utc)
DESK = ("Maison Test", "desk@maison.example")
HEADERS = [
    "Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Reply-To", "Subject",
    "To", "X-Auto-Response-Suppress",
]  # fmt: skip
HOSTILE = [
    "=?utf-8?q?hi=0ABcc=3A_x=40y.z?=",
    "=?utf-8?b?aGkKQmNjOiB4QHkueg==?=",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3Fhi=3D0ABcc=3A=5Fx=3F=3D?=",
    "=?utf-8?q?hi=0ABcc:",
    "=?no-such-charset?q?hi=0ABcc=3A_x?=",
    "=?utf-8?b?a?=",
    "hi\r\nBcc: x@y.z",
    "hi\nBcc: x@y.z\n\nbody",
    "hi\x00\x85\u2028Bcc: x@y.z",
    "\ud83d lone \udc00",
    "\u202egnp.exe\u2066",
    '"quoted" \\ <x@y.z>, other <a@b.c>',
    "(comment (nested",
    "a" * 5000,
    "名前 ñandú 💍",
    "?= =? ?q? =?utf-8?q?",
    "=?=?utf-8?q?a=0AX=3A_1?=utf-8?q?b=0AY=3A_2?=",
]


def draft(**changes: object) -> MailDraft:
    fields: dict[str, object] = {
        "message_id": "<jb-1042.1.abc@maison.example>",
        "to": "custom@maison.example",
        "subject": "[Custom JB-1042] Engagement ring",
        "text": "The wish: a ring.",
        "html": "<p>The wish: a ring.</p>",
        "reply_to": "Elena <elena@example.com>",
        "inquiry": {"inquiry": {"piece_type": "ring"}},
    }
    return MailDraft(**(fields | changes))  # type: ignore[arg-type]


def read(written: bytes) -> EmailMessage:
    message = email.message_from_bytes(written, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def post(**changes: object) -> EmailMessage:
    return read(compose(address_letter(draft(**changes), DESK, WHEN)))


def find_names(written: bytes) -> list[str]:
    return sorted(email.message_from_bytes(written).keys())


def test_a_letter_carries_text_html_and_the_inquiry_as_json() -> None:
    message = post(text="Größe 54,\n.\nFrom here: “teal” 💍")
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == ["Größe 54,", ".", "From here: “teal” 💍"]
    assert "<p>" in html.get_content()
    (attachment,) = message.iter_attachments()
    assert attachment.get_content_type() == "application/json"
    assert json.loads(attachment.get_content()) == {"inquiry": {"piece_type": "ring"}}
    assert message.get_content_type() == "multipart/mixed"


def test_a_brief_is_read_back_with_its_transcript_and_its_inquiry() -> None:
    inquiry = Inquiry(piece_type=PieceType.RING, name="Élena 💍", email="elena@example.com")
    decision = Decision(
        tier=None, route=Route.TEAM_REVIEW, inbox="custom@maison.example", consultation=None, lead_time=None,
        flags=(), reasons=(),
    )  # fmt: skip
    said = [
        Line(at=WHEN, who="customer", text="Por favor, un anillo\n.\nFrom my abuela", channel="whatsapp"),
        Line(at=WHEN, who="loupe", text="Of course " * 200, channel="whatsapp"),
    ]
    brief = write_brief(inquiry, decision, load_house("josefina_bailleres"), said, "JB-1", WHEN)
    message = post(
        subject=brief.subject, text=brief.text, html=brief.html, inquiry=json.loads(brief.json_text),
        reply_to=f"{inquiry.name} <{inquiry.email}>",
    )  # fmt: skip
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == brief.text
    assert html.get_content().replace("\r\n", "\n") == brief.html
    assert "Por favor, un anillo\n    .\n    From my abuela" in brief.text
    (attachment,) = message.iter_attachments()
    assert json.loads(attachment.get_content()) == json.loads(brief.json_text)
    assert message["Subject"] == "[Custom JB-1] Ring · no tier yet"
    assert message["Reply-To"].addresses[0].display_name == "Élena 💍"


def test_a_letter_says_that_a_machine_wrote_it_and_who_gets_the_answer() -> None:
    message = post()
    assert message["From"] == "Maison Test <desk@maison.example>"
    assert message["To"] == "custom@maison.example"
    assert message["Reply-To"] == "Elena <elena@example.com>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Message-ID"] == "<jb-1042.1.abc@maison.example>"
    assert message["Date"].datetime == WHEN


def test_without_a_mail_address_there_is_no_reply_to() -> None:
    assert "Reply-To" not in post(reply_to=None)


@pytest.mark.parametrize(
    "address", ["eléna@example.com", "a@b@c", "x y@z.w", "a..b@example.com", "@", ".a@b.c"]
)
def test_an_address_that_no_header_can_carry_is_left_to_the_brief(address: str) -> None:
    assert "Reply-To" not in post(reply_to=f"Elena <{address}>")


def test_a_bare_address_needs_no_name() -> None:
    assert post(reply_to="elena@example.com")["Reply-To"] == "elena@example.com"


def test_later_letters_stand_in_the_thread_of_the_first() -> None:
    message = post(references=("<a@x.example>", "<b@x.example>"))
    assert message["In-Reply-To"] == "<b@x.example>"
    assert message["References"] == "<a@x.example> <b@x.example>"


def test_a_draft_without_html_and_inquiry_is_a_plain_letter() -> None:
    message = post(html=None, inquiry=None)
    assert message.get_content_type() == "text/plain"
    assert message["Subject"] == "[Custom JB-1042] Engagement ring"
    assert message.get_content().splitlines() == ["The wish: a ring."]


def test_files_go_along() -> None:
    photo = Enclosure(name="photo-1.jpg", media_type="image/jpeg", content=b"\xff\xd8\xff")
    message = read(compose(address_letter(draft(), DESK, WHEN, (photo,))))
    names = [(part.get_filename(), part.get_content_type()) for part in message.iter_attachments()]
    assert names == [("inquiry.json", "application/json"), ("photo-1.jpg", "image/jpeg")]


def test_the_same_letter_is_the_same_bytes_at_every_try() -> None:
    letter = address_letter(draft(), DESK, WHEN)
    assert compose(letter) == compose(Letter.model_validate(letter.model_dump()))


@pytest.mark.parametrize("to", ["", "desk", "a@b\r\nBcc: x@y.z", "dëśk@maison.example", "a@b, c@d"])
def test_a_desk_that_cannot_be_written_to_is_refused(to: str) -> None:
    with pytest.raises(ValidationError):
        address_letter(draft(to=to), DESK, WHEN)


@pytest.mark.parametrize("message_id", ["", "a@b", "<a b@c>", "<a@b>\r\nX: y", "<a>"])
def test_a_broken_message_id_is_refused(message_id: str) -> None:
    with pytest.raises(ValidationError):
        address_letter(draft(message_id=message_id), DESK, WHEN)


@pytest.mark.parametrize("value", HOSTILE)
def test_no_known_trick_adds_a_header(value: str) -> None:
    changes = {"subject": value, "text": value, "html": value, "reply_to": f"{value} <elena@example.com>"}
    written = compose(address_letter(draft(**changes), (value, DESK[1]), WHEN))
    assert find_names(written) == HEADERS
    assert read(written)["Reply-To"].addresses[0].addr_spec == "elena@example.com"


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.text(alphabet=st.characters(categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Nd"]), max_size=80),
        st.text(alphabet='=?qQbB_utf-80123456789ABCDEFaGkK\r\n\t:<>@"\\,;() ', max_size=300),
        st.lists(st.sampled_from([*HOSTILE, "\r\n", " ", "=?", "?="]), max_size=6).map("".join),
    )
)
def test_no_generated_string_adds_a_header(value: str) -> None:
    changes = {"subject": value, "text": value, "html": value, "reply_to": f"{value} <elena@example.com>"}
    written = compose(address_letter(draft(**changes, inquiry={"said": value}), DESK, WHEN))
    assert find_names(written) == HEADERS
    (attachment,) = read(written).iter_attachments()
    assert json.loads(attachment.get_content()) == {"said": write_legibly(value)}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='=?qQbB_utf-80123456789\r\n\t:<>@"\\,;() aé\ud800', max_size=80))
def test_no_generated_reply_address_breaks_a_letter(value: str) -> None:
    written = compose(address_letter(draft(reply_to=value), DESK, WHEN))
    assert set(find_names(written)) | {"Reply-To"} == set(HEADERS)


def test_a_letter_that_reads_back_with_a_foreign_header_gets_the_fixed_subject() -> None:
    letter = address_letter(draft(), DESK, WHEN)
    smuggled = letter.model_copy(update={"subject": "=?utf-8?q?hi=0ABcc=3A_x=40y.z?="})
    written = compose(smuggled)
    assert find_names(written) == HEADERS
    assert "Bcc" not in read(written)


def test_a_subject_stays_readable() -> None:
    subject = "[Custom JB-1042] Engagement ring · tier 4 · around $12,000–15,000"
    assert post(subject=subject)["Subject"] == subject


def test_what_an_encoded_word_hides_is_shown_on_one_line() -> None:
    assert write_header("=?utf-8?q?hi=0ABcc=3A_x=40y.z?=") == "hi Bcc: x@y.z"


def test_a_message_id_is_minted_the_same_and_cannot_be_guessed() -> None:
    first = mint_message_id("inquiry", 0, "maison.example", b"secret")
    assert first == mint_message_id("inquiry", 0, "maison.example", b"secret")
    assert first.startswith("<brief.0.")
    assert first.endswith("@maison.example>")
    assert "inquiry" not in first
    others = [
        mint_message_id("inquiry", 1, "maison.example", b"secret"),
        mint_message_id("another", 0, "maison.example", b"secret"),
        mint_message_id("inquiry", 0, "maison.example"),
    ]
    assert len({first, *others}) == 4
    assert post(message_id=first)["Message-ID"] == first
