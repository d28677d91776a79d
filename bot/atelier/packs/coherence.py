"""Whether what a house says holds together: its inboxes, its words, and every figure that they mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from bot.atelier.decision import Route
from bot.atelier.house import House
from bot.atelier.packs.figures import collect_figures, find_figures, find_strangers, read_range, walk
from bot.atelier.packs.sheet import Place
from bot.atelier.voice import Voice

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SPOKEN = {"says", "soft_says", "condition_says", "consultation_says", "includes", "risk_notice", "short"}
NOTICES = ("below_custom", "gap", "timing_too_tight")


class Finding(NamedTuple):
    """Something at a place of the house's files that contradicts another."""

    place: Place
    reason: str
    remedy: str


def find_incoherences(house: House) -> Iterator[Finding]:
    """Find what the shape of the files alone cannot show."""
    yield from find_missing_contacts(house)
    yield from find_missing_words(house)
    yield from find_reversed_ranges(house)
    yield from find_foreign_words(house)
    yield from find_differing_figures(house)


def find_missing_contacts(house: House) -> Iterator[Finding]:
    """Find where a brief would have no inbox to go to."""
    if not house.inboxes:
        yield Finding(
            ("inboxes",),
            "the house has no contact, so briefs have nowhere to go",
            "Add at least one inbox with email, purpose and source.",
        )
    for at, tier in enumerate(house.tiers):
        if tier.inbox not in house.inboxes:
            yield Finding(
                ("tiers", at, "inbox"),
                f'tier {tier.number} goes to the inbox "{tier.inbox}", which the house does not have',
                f"Name one of: {', '.join(house.inboxes) or 'the inboxes in house.yml'}.",
            )


def find_missing_words(house: House) -> Iterator[Finding]:
    """Find the closings and notices that a customer could need and nobody has written, in each language."""
    own = (house.form.route, Route.TEAM_REVIEW) if house.form else (Route.TEAM_REVIEW,)
    routes = tuple(Route) if house.tiers else tuple(dict.fromkeys(own))
    for language, voice in list_voices(house):
        for route in routes:
            if route not in voice.closings:
                yield Finding(
                    ("voices", language, "closings"),
                    f'no closing is written for "{route.value}"',
                    f"Add {route.value}: what happens next, without a promise of time or price.",
                )
        for notice in NOTICES if house.tiers else ():
            if notice not in voice.notices:
                yield Finding(
                    ("voices", language, "notices"),
                    f'the notice "{notice}" is not written',
                    f"Add {notice}: what customers should know in that case.",
                )


def list_voices(house: House) -> list[tuple[str, Voice]]:
    """List the voices that the house has, by language."""
    voices = ((language, getattr(house.voices, language)) for language in type(house.voices).model_fields)
    return [(language, voice) for language, voice in voices if voice]


def find_reversed_ranges(house: House) -> Iterator[Finding]:
    """Find ranges whose lower figure is above their upper one."""
    for place, value in walk(house):
        numbers, _ = read_range(value, house.currency)
        match numbers[:2]:
            case (Decimal() as lower, Decimal() as upper) if lower > upper:
                yield Finding(place, f"the range runs backward, {lower} to {upper}", "Swap the two figures.")


def find_foreign_words(house: House) -> Iterator[Finding]:
    """Find figures and mail addresses in the house's words that do not stand among its own."""
    figures = collect_figures(house)
    emails = {inbox.email for inbox in house.inboxes.values()}
    for place, text in walk(house):
        if not isinstance(text, str) or not is_spoken(place):
            continue
        for figure in find_strangers(text, figures):
            yield Finding(
                place,
                f"the figure {figure} is not among the figures of the house",
                "Correct it, or add it with its source to the file of its kind (terms.yml takes any figure).",
            )
        for email in ADDRESS.findall(text):
            if email not in emails:
                yield Finding(
                    place,
                    f"{email} is not an inbox of the house",
                    "Correct it, or add it to the inboxes in house.yml.",
                )


def find_differing_figures(house: House) -> Iterator[Finding]:
    """Find texts that do not mention the same figures and mail addresses as the English they stand for."""
    texts = {place: text for place, text in walk(house) if isinstance(text, str) and is_spoken(place)}
    for place, text in texts.items():
        if "es" not in place:
            continue
        english = texts.get(tuple("en" if part == "es" else part for part in place), "")
        if list_mentions(text) != list_mentions(english):
            yield Finding(
                place,
                "this does not mention the same figures and addresses as the English text",
                "Bring the two together: whatever one of them states, the other states too.",
            )


def list_mentions(text: str) -> list[str]:
    """List the figures and mail addresses that a text mentions, in a fixed order."""
    return sorted([*map(str, find_figures(text)), *ADDRESS.findall(text)])


def is_spoken(place: Place) -> bool:
    """Decide whether a text is said to people rather than read by the program."""
    return (place[0] == "voices" and place[-1] != "consent_version") or not SPOKEN.isdisjoint(place)
