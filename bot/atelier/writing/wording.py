"""How the trade writes money, dates, sizes and stones, for the chat's summary and the atelier's brief."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import phonenumbers

from bot.atelier.inquiry import Budget, Consultation, Inquiry, PieceType, Size, Stone, Timing

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
"""Currencies whose sign means one thing only; every other one is written with its ISO code."""

HEDGES = re.compile(
    r"~|≈|\b(about|around|approx\w*|roughly|circa|ca\.|ish|or so|more or less|give or take|ballpark|"
    r"maybe|unos|unas|alrededor|aproximadamente|más o menos|mas o menos)\b|\d\s*k?-?ish\b",
    re.IGNORECASE,
)
FRACTIONS = {Decimal(0): "", Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}
GEMLIKE_CUTS = {"emerald"}
"""Cuts that would be taken for a gem: an "emerald-cut diamond" is no emerald."""
PIECES = {PieceType.OTHER: "another kind of piece"}
PROJECTS = {
    "website_piece": "a piece from the website",
    "custom": "custom design",
    "one_of_a_kind": "one of a kind",
    "revive": "redesign of existing jewelry or stones",
    "repair": "repair",
    "resize": "resizing",
}
SLOTS = {
    "piece_type": "piece",
    "project_kind": "kind of project",
    "stone_condition": "condition of the stones",
    "ring_size": "size",
    "likes_dislikes": "likes and dislikes",
    "consent": "consent to being written to",
}
STARTS = {"stone_first": "stone first", "design_first": "design first"}
MODES = {"virtual": "virtual", "in_person": "in person", "email": "by email"}


def is_hedged(words: str) -> bool:
    """Tell whether the customer's words leave the figure open ("about 12k")."""
    return bool(HEDGES.search(words))


def write_list(parts: Iterable[str]) -> str:
    """Join parts as a sentence does: "a", "a and b", "a, b, and c"."""
    items = list(parts)
    if len(items) < 3:
        return " and ".join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"


def write_figure(amount: Decimal) -> str:
    """Write a figure with thousands separators, and with cents only where there are any."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def write_money(amount: Decimal, currency: str = "USD") -> str:
    """Write an amount of money: "$12,000", "CHF 12,000"."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{symbol}{write_figure(amount)}"


def write_budget(budget: Budget) -> str:
    """Write what the customer expects to spend: "around $12,000–15,000", "up to $9,000"."""
    low, high = budget.min, budget.max
    about = "around " if is_hedged(budget.words) else ""
    scope = {"piece": " for each piece", "set": " for the set", None: ""}[budget.scope]
    if low is not None and high is not None:
        upper = "" if low == high else f"–{write_figure(high)}"
        said = f"{about}{write_money(low, budget.currency)}{upper}"
    elif high is not None:
        said = f"up to {about}{write_money(high, budget.currency)}"
    elif low is not None:
        said = f"{about}{write_money(low, budget.currency)} and up"
    else:
        return "no upper limit named" if budget.unlimited else write_quote(budget.words)
    return f"{said}{scope}{', no upper limit named' if budget.unlimited else ''}"


def write_date(day: date) -> str:
    """Write a date: "June 14, 2027"."""
    return f"{day:%B} {day.day}, {day.year}"


def write_window(first: date, last: date) -> str:
    """Write a span of days: "in June 2027", "June 3–14, 2027", "June 20 – July 5, 2027"."""
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and (last + timedelta(days=1)).day == 1:
            return f"in {first:%B} {first.year}"
        if first.day == last.day:
            return f"on {write_date(first)}"
        return f"{first:%B} {first.day}–{last.day}, {last.year}"
    start = f"{first:%B} {first.day}" if first.year == last.year else write_date(first)
    return f"{start} – {write_date(last)}"


def write_timing(timing: Timing) -> str:
    """Write when the piece is wanted: "by June 14, 2027, for the wedding"."""
    parts: list[str] = []
    if timing.from_ and timing.by:
        parts.append(write_window(timing.from_, timing.by))
    elif timing.by:
        parts.append(f"by {write_date(timing.by)}")
    elif timing.from_:
        parts.append(f"from {write_date(timing.from_)}")
    elif timing.weeks is not None:
        parts.append(f"within about {timing.weeks} {'week' if timing.weeks == 1 else 'weeks'}")
    if timing.occasion:
        parts.append(f"for the {timing.occasion}" if parts else timing.occasion)
    if timing.flexible is not None:
        soon = not (timing.by or timing.from_ or timing.weeks or re.search("firm|hard|flexib", timing.words))
        parts.append("flexible" if timing.flexible else ("the date is fixed", "as soon as possible")[soon])
    return ", ".join(parts) or write_quote(timing.words)


def write_fraction(value: str) -> str:
    """Write quarters as the trade does: "6.5" as "6½", "6.25" as "6¼"; other values stay as they are."""
    if not re.fullmatch(r"\d+\.\d+", value):
        return value
    whole, _, part = value.partition(".")
    fraction = FRACTIONS.get(Decimal(f"0.{part}"))
    if fraction is None:
        return value
    return fraction if int(whole) == 0 and fraction else f"{whole}{fraction}"


def write_size(size: Size) -> str:
    """Write a size in the system it was given in: "US 6½", "UK M½ (about US 6½)", "7 inches"."""
    if size.system in {"mm", "inches", "cm"}:
        said = f"{size.value} {size.system}"
    else:
        value = write_fraction(size.value) if size.system in {"US", "UK"} else size.value
        said = f"{size.system} {value}"
    if size.us_equivalent and size.system != "US":
        return f"{said} (about US {write_fraction(size.us_equivalent)})"
    return said


def write_carat(carat: Decimal) -> str:
    """Write a weight in carats: "2 ct", "1.50 ct"."""
    if carat == carat.to_integral_value():
        return f"{carat:.0f} ct"
    places = max(2, -int(carat.as_tuple().exponent))
    return f"{carat:.{places}f} ct"


def write_stone(stone: Stone) -> str:
    """Write a stone: "oval teal sapphire, about 2 ct, to be sourced", "no emerald"."""
    shape = f"{stone.shape}-cut" if stone.shape in GEMLIKE_CUTS else stone.shape
    name = " ".join(part for part in (shape, stone.color, stone.gem or "stone") if part)
    if stone.refused:
        return f"no {name}"
    several = stone.count is not None and stone.count > 1
    parts = [f"{stone.count} × {name}" if several else name]
    if stone.gem is None:
        parts.append("species not known yet")
    if stone.carat is not None:
        exact = stone.owned and not is_hedged(stone.words)
        parts.append(f"{'' if exact else 'about '}{write_carat(stone.carat)}{' each' if several else ''}")
    if stone.certificate:
        parts.append(f"{stone.certificate} certificate" if len(stone.certificate) < 6 else stone.certificate)
    if stone.owned is not None:
        parts.append("already owned" if stone.owned else "to be sourced")
    return ", ".join(parts)


def write_piece_type(piece: PieceType) -> str:
    """Write a piece in the words of the trade: "engagement ring"."""
    return PIECES.get(piece, piece.value.replace("_", " "))


def write_piece(inquiry: Inquiry) -> str:
    """Write what is to be made: "women's wedding band, plain, with engagement ring"."""
    if inquiry.piece_type is None:
        return write_list(map(write_piece_type, inquiry.more_pieces))
    first = write_piece_type(inquiry.piece_type)
    if inquiry.wearer:
        first = f"{inquiry.wearer}’s {first}"
    if inquiry.plain:
        first = f"plain {first}"
    return write_list([first, *map(write_piece_type, inquiry.more_pieces)])


def write_project(inquiry: Inquiry) -> str:
    """Write what the house is asked to do: "a piece from the website, with changes"."""
    said = PROJECTS[inquiry.project_kind.value] if inquiry.project_kind else ""
    if inquiry.changed:
        said = f"{said}, with changes" if said else "with changes"
    if inquiry.is_revive and inquiry.project_kind is not None and "redesign" not in said:
        said = f"{said}, from existing jewelry or stones"
    return said or (PROJECTS["revive"] if inquiry.is_revive else "")


def write_phone(phone: str) -> str:
    """Write an E.164 number with the spaces of its country; what is no number stays as it is."""
    try:
        number = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def write_consultation(consultation: Consultation) -> str:
    """Write how and when the customer would like to talk: "virtual, weekday evenings"."""
    return ", ".join(part for part in (MODES[consultation.mode], consultation.times) if part)


def write_quote(words: str) -> str:
    """Write the customer's own words in quotation marks; nothing where there are none."""
    return f"“{words.strip()}”" if words.strip() else ""


def write_slot(slot: str) -> str:
    """Write the name of a field of the form: "likes and dislikes"."""
    return SLOTS.get(slot, slot.replace("_", " "))


def write_summary(inquiry: Inquiry) -> list[tuple[str, str]]:
    """Write the inquiry as label and text, in the order of the form.

    What is not known is left out; what the customer skipped stands in the last row.
    """
    rows = [
        ("Piece", write_piece(inquiry)),
        ("Project", write_project(inquiry)),
        ("Stones", "; ".join(map(write_stone, inquiry.stones))),
        ("Condition", inquiry.stone_condition or ""),
        ("Metal", inquiry.metal or ""),
        ("Size", write_size(inquiry.ring_size) if inquiry.ring_size else ""),
        ("Budget", write_budget(inquiry.budget) if inquiry.budget else ""),
        ("Timing", write_timing(inquiry.timing) if inquiry.timing else ""),
        ("Inspiration", inquiry.inspiration or ""),
        ("Likes and dislikes", inquiry.likes_dislikes or ""),
        ("Lifestyle", inquiry.lifestyle or ""),
        ("Starting point", STARTS[inquiry.starting_point] if inquiry.starting_point else ""),
        ("Name", inquiry.name or ""),
        ("Email", inquiry.email or ""),
        ("Phone", write_phone(inquiry.phone) if inquiry.phone else ""),
        ("Location", inquiry.location or ""),
        ("Consultation", write_consultation(inquiry.consultation) if inquiry.consultation else ""),
        ("Left open", write_list(map(write_slot, inquiry.declined))),
    ]
    return [(label, text) for label, text in rows if text]
