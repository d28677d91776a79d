"""How an inquiry reads, field by field: the chat's summary, and what the atelier's brief says of the wish."""

from __future__ import annotations

import phonenumbers

from bot.atelier.inquiry import Consultation, Inquiry, Language, PieceType
from bot.atelier.writing.dates import write_timing
from bot.atelier.writing.materials import write_metal, write_stone
from bot.atelier.writing.money import write_budget
from bot.atelier.writing.phrases import write_list, write_name, write_phrase
from bot.atelier.writing.sizes import write_size


def write_piece_type(piece: PieceType, language: Language = "en") -> str:
    """Write a piece in the words of the trade: "engagement ring"."""
    return write_name(language, "piece", piece.value)


def write_piece(inquiry: Inquiry, language: Language = "en") -> str:
    """Write what is to be made: "plain women’s wedding band and engagement ring"."""
    more = [write_piece_type(piece, language) for piece in inquiry.more_pieces]
    if inquiry.piece_type is None:
        return write_list(more, language)
    first = write_piece_type(inquiry.piece_type, language)
    if inquiry.wearer:
        first = write_phrase(language, "piece", inquiry.wearer, piece=first)
    if inquiry.plain:
        first = write_phrase(language, "piece", "plain", piece=first)
    return write_list([first, *more], language)


def write_project(inquiry: Inquiry, language: Language = "en") -> str:
    """Write what the house is asked to do: "a piece from the website, with changes"."""
    kind = inquiry.project_kind.value if inquiry.project_kind else ""
    said = write_name(language, "project", kind)
    if inquiry.changed:
        key = "changed" if said else "only_changed"
        said = write_phrase(language, "project", key, project=said)
    if inquiry.is_revive and kind and kind != "revive":
        said = write_phrase(language, "project", "of_own", project=said)
    return said or (write_name(language, "project", "revive") if inquiry.is_revive else "")


def write_phone(phone: str) -> str:
    """Write an E.164 number with the spaces of its country; what is no number stays as it is."""
    try:
        number = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def write_consultation(consultation: Consultation, language: Language = "en") -> str:
    """Write how and when the customer would like to talk: "virtual, weekday evenings"."""
    mode = write_name(language, "mode", consultation.mode)
    return ", ".join(part for part in (mode, consultation.times) if part)


def write_slot(slot: str, language: Language = "en") -> str:
    """Write the name of a field of the form: "likes and dislikes"."""
    return write_name(language, "slot", slot)


def write_summary(inquiry: Inquiry, language: Language = "en") -> list[tuple[str, str]]:
    """Write the inquiry as label and text, in the order of the form."""
    return [(label, text) for _, label, text in write_fields(inquiry, language)]


def write_fields(inquiry: Inquiry, language: Language = "en") -> list[tuple[str, str, str]]:
    """Write the inquiry as field, label and text, in the order of the form.

    What is not known is left out; what the customer skipped stands in the last row.
    """
    start = inquiry.starting_point
    rows = [
        ("piece_type", write_piece(inquiry, language)),
        ("project_kind", write_project(inquiry, language)),
        ("stones", "; ".join(write_stone(stone, language) for stone in inquiry.stones)),
        ("stone_condition", inquiry.stone_condition or ""),
        ("metal", write_metal(inquiry.metal, language) if inquiry.metal else ""),
        ("ring_size", write_size(inquiry.ring_size, language) if inquiry.ring_size else ""),
        ("budget", write_budget(inquiry.budget, language) if inquiry.budget else ""),
        ("timing", write_timing(inquiry.timing, language) if inquiry.timing else ""),
        ("inspiration", inquiry.inspiration or ""),
        ("pictures", str(len(inquiry.pictures) or "")),
        ("likes_dislikes", inquiry.likes_dislikes or ""),
        ("lifestyle", inquiry.lifestyle or ""),
        ("starting_point", write_name(language, "start", start) if start else ""),
        ("name", inquiry.name or ""),
        ("email", inquiry.email or ""),
        ("phone", write_phone(inquiry.phone) if inquiry.phone else ""),
        ("location", inquiry.location or ""),
        ("consultation", write_consultation(inquiry.consultation, language) if inquiry.consultation else ""),
        ("declined", write_list((write_slot(slot, language) for slot in inquiry.declined), language)),
    ]
    return [(slot, write_name(language, "label", slot), text) for slot, text in rows if text]


def write_cautions(inquiry: Inquiry, language: Language, *, told_of_risk: bool) -> list[str]:
    """Write what the last yes means beyond the summary, and what the house could not do after it."""
    due = {"risk": told_of_risk, "unreachable": not inquiry.reachable}
    return [write_phrase(language, "confirm", key) for key, applies in due.items() if applies]
