"""The design brief: what the atelier receives when an inquiry is submitted."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.atelier.decision import Decision
from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry, Status
from bot.atelier.intake import list_open_fields
from bot.atelier.model import Model
from bot.atelier.writing.dates import write_date
from bot.atelier.writing.legible import write_legibly, write_line, write_values
from bot.atelier.writing.materials import write_stone
from bot.atelier.writing.money import write_budget
from bot.atelier.writing.phrases import write_quote
from bot.atelier.writing.transcript import CHANNELS, Line, write_pictures
from bot.atelier.writing.verdict import explain_flag, write_flag, write_tier, write_verdict
from bot.atelier.writing.wording import write_piece, write_slot, write_summary

TEMPLATES = Path(__file__).parent / "templates"
SUBJECT_LENGTH = 150
ABOUT_THE_PERSON = {"Name", "Email", "Phone", "Location", "Consultation"}
SPEAKERS = {"customer": "Customer", "loupe": "Loupe"}
IN_OWN_SECTION = {"Inspiration", "Pictures", "Likes and dislikes", "Left open"}
LINK = re.compile(r"(https?://[^\s<>\"'“”]*[^\s<>\"'“”.,;:!?)\]])", re.IGNORECASE)
LANGUAGES = {"es": "Spanish"}
"""The languages that are worth a line, since English goes without saying."""


class Brief(Model):
    """A finished design brief, ready to be mailed."""

    subject: str
    text: str
    html: str
    json_text: str
    """The inquiry and the decision in the shape of `loupe export`."""
    reply_to: tuple[str, str] | None
    """The customer's name and mail address; None where there is no mail address."""
    to: str | None
    """The inbox that the decision names; None where the house names none."""


def write_brief(
    inquiry: Inquiry,
    decision: Decision,
    house: House,
    transcript: Sequence[Line],
    number: str,
    submitted_at: datetime,
    news: str = "",
    enclosed: Sequence[str] = (),
    elsewhere: Sequence[tuple[str, str]] = (),
) -> Brief:
    """Write the brief of a submitted inquiry: summary first, then notes for the staff, then the transcript.

    Customers' words stand in it as they were written, without what no reader can see; in the HTML they
    are escaped. `number` is the house's number for the inquiry ("JB-1042"); `news` is what makes this letter
    another one in the inquiry's thread, said before everything else; `enclosed` are the ids of the pictures
    that go with this letter, which its HTML shows; `elsewhere` says where the person has written besides.
    """
    summary = write_summary(inquiry)
    page: dict[str, Any] = {
        "house": house,
        "number": number,
        "received": _write_moment(submitted_at),
        "title": _write_title(inquiry),
        "name": write_line(inquiry.name or ""),
        "glance": _list_glance(inquiry, decision),
        "flags": [(write_flag(flag), explain_flag(flag)) for flag in decision.flags],
        "news": news,
        "wants_person": inquiry.wants_person,
        "questions": [write_line(question) for question in inquiry.open_questions],
        "disputed": inquiry.disputed_topics,
        "wish": [
            (label, _list_stones(inquiry) if label == "Stones" else text, _find_words(inquiry, label))
            for label, text in summary
            if label not in ABOUT_THE_PERSON | IN_OWN_SECTION
        ],
        "person": [*_list_person(inquiry, summary), *elsewhere],
        "consents": [
            (label, f"Given on {write_date(consent.on)}, text version {consent.version}", f"“{consent.text}”")
            for label, consent in (("Consent", inquiry.consent), ("Calls", inquiry.call_consent))
            if consent
        ]
        or [("Consent", "None recorded", "")],
        "verdict": write_verdict(decision),
        "reasons": [reason for reason in decision.reasons if not reason.for_staff],
        "staff_reasons": [reason for reason in decision.reasons if reason.for_staff],
        "open": _list_open(inquiry, house),
        "skipped": [write_slot(slot) for slot in inquiry.declined],
        "unclear": [_write_unclear(entry) for entry in inquiry.unclear],
        "risk": _write_risk(inquiry, house, transcript),
        "likes_dislikes": inquiry.likes_dislikes or "",
        "inspiration": inquiry.inspiration or "",
        "pictures": _list_pictures(inquiry, number, enclosed),
        "days": _group_by_day(transcript),
        "reply_to": inquiry.name or inquiry.email if inquiry.email else "",
    }
    environment = _load_templates()
    return Brief(
        subject=_write_subject(inquiry, decision, number),
        text=write_legibly(environment.get_template("brief.txt.j2").render(page)),
        html=write_legibly(environment.get_template("brief.html.j2").render(page)),
        json_text=_write_json(inquiry, decision, house, number, submitted_at),
        reply_to=(write_line(inquiry.name or ""), inquiry.email) if inquiry.email else None,
        to=decision.inbox,
    )


@cache
def _load_templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["links"] = LINK.split
    environment.filters["time"] = _write_time
    environment.filters["sentence"] = _write_sentence
    environment.filters["speaker"] = lambda line: SPEAKERS.get(line.who) or line.name
    environment.filters["pictures"] = write_pictures
    environment.filters["channel"] = lambda name: CHANNELS.get(name, name)
    return environment


def _write_title(inquiry: Inquiry) -> str:
    return _write_sentence(write_line(write_piece(inquiry)) or "piece to be defined")


def _write_sentence(text: str) -> str:
    """Begin with a capital, except where the text is a mail address."""
    return text if "@" in text.split(" ")[0] else text[:1].upper() + text[1:]


def _write_subject(inquiry: Inquiry, decision: Decision, number: str) -> str:
    budget = write_budget(inquiry.budget) if inquiry.budget else ""
    parts = [_write_title(inquiry), write_tier(decision.tier), budget, *map(write_flag, decision.flags)]
    subject = write_line(f"[Custom {number}] {' · '.join(part for part in parts if part)}")
    return subject if len(subject) <= SUBJECT_LENGTH else f"{subject[: SUBJECT_LENGTH - 1].rstrip()}…"


def _list_glance(inquiry: Inquiry, decision: Decision) -> list[tuple[str, str]]:
    summary = dict(write_summary(inquiry))
    return [
        ("Budget", summary.get("Budget", "not said")),
        ("Tier", write_tier(decision.tier)),
        ("Wanted", summary.get("Timing", "no date said")),
    ]


def _list_person(inquiry: Inquiry, summary: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    language = LANGUAGES.get(inquiry.language)
    person = [(label, text) for label, text in summary if label in ABOUT_THE_PERSON]
    return [*person, ("Language", language)] if language else person


def _list_stones(inquiry: Inquiry) -> str:
    return "\n".join(_write_sentence(write_stone(stone)) for stone in inquiry.stones)


def _find_words(inquiry: Inquiry, label: str) -> str:
    said = {"Budget": inquiry.budget, "Timing": inquiry.timing, "Size": inquiry.ring_size}.get(label)
    if label == "Stones":
        return ", ".join(write_quote(stone.words) for stone in inquiry.stones if stone.words.strip())
    words = write_quote(said.words) if said else ""
    if label == "Budget" and inquiry.budget and not inquiry.budget.currency_said:
        return ", ".join(part for part in (words, "currency not said") if part)
    return words


def _list_open(inquiry: Inquiry, house: House) -> list[str]:
    return [
        write_slot(slot) for slot in list_open_fields(inquiry, house.form) if slot not in inquiry.declined
    ]


def _write_unclear(entry: str) -> str:
    slot, colon, words = entry.partition(":")
    return f"{write_slot(slot)}: {write_quote(words)}" if colon else write_quote(entry)


def _write_risk(inquiry: Inquiry, house: House, transcript: Sequence[Line]) -> str:
    """Say whether the notice on client-owned stones was given and acknowledged; nothing without one."""
    if not inquiry.owned_stones and inquiry.risk_acknowledged is None:
        return ""
    notices = [write_line(text) for text in house.gems.risk_notice.list_texts()] if house.gems else []
    lines = ((line.at, write_line(line.text)) for line in transcript)
    given = next((at for at, said in lines if any(notice in said for notice in notices)), None)
    when = f" on {_write_moment(given)}" if given else ""
    if inquiry.risk_acknowledged:
        return f"The notice on client-owned stones was given{when} and acknowledged by the customer."
    if given or inquiry.risk_acknowledged is False:
        return f"The notice on client-owned stones was given{when}; it is not acknowledged yet."
    return "The notice on client-owned stones has not been given yet; please give it before any work."


def _group_by_day(transcript: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    days = groupby(transcript, key=lambda line: (line.at.date(), line.at.tzname()))
    return [(f"{write_date(day)}{f' ({zone})' if zone else ''}", list(lines)) for (day, zone), lines in days]


def _write_time(moment: datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"


def _write_moment(moment: datetime) -> str:
    zone = moment.tzname()
    return f"{write_date(moment.date())} at {_write_time(moment)}{f' {zone}' if zone else ''}"


def name_picture(number: str, place: int) -> str:
    """Name a picture's file for a letter, by its place in the inquiry: "JB-1042-picture-2.jpg"."""
    return f"{number}-picture-{place}.jpg"


def _list_pictures(inquiry: Inquiry, number: str, enclosed: Sequence[str]) -> list[tuple[str, str, bool]]:
    """List each picture's name, what the customer says of it, and whether it goes with this letter."""
    return [
        (name_picture(number, place), picture.note or "", picture.id in enclosed)
        for place, picture in enumerate(inquiry.pictures, 1)
    ]


def _write_json(
    inquiry: Inquiry, decision: Decision, house: House, number: str, submitted_at: datetime
) -> str:
    record = {
        "number": number,
        "house": house.key,
        "version": house.version,
        "status": Status.SUBMITTED.value,
        "submitted_at": submitted_at.isoformat(),
        "inquiry": inquiry.to_slots(),
        "decision": decision.model_dump(mode="json"),
    }
    return json.dumps(write_values(record), ensure_ascii=False, indent=2) + "\n"
