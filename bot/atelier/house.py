"""What a house says of itself, as data: contacts, tiers, gems, lead times, payments, answers and voice."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from bot.atelier.decision import ConsultationOffer, Route
from bot.atelier.inquiry import Language, PieceType
from bot.atelier.model import Model, Text
from bot.atelier.voice import Voice, Voices, Wordings

LevelName = Literal["simple", "custom", "one_of_a_kind", "repair", "resize"]
FormQuestion = Literal[
    "piece_type", "project_kind", "inspiration", "likes_dislikes", "stones", "stone_condition", "timing",
    "budget", "metal", "ring_size", "name", "location",
]  # fmt: skip
Line = Literal["custom", "revive", "made_to_order", "cattina"]
"""A product line with policies of its own."""


class LeadTime(Model):
    """A published duration, kept in the unit it was published in."""

    min: Decimal
    max: Decimal | None = None
    """None where the text leaves it open."""
    unit: Literal["hours", "days", "business_days", "weeks", "months"]
    and_more: bool = False
    """"6–12+ months"."""
    approximate: bool = True


class Money(Model):
    """A published range of money; both ends approximate unless said otherwise."""

    from_: Decimal | None = Field(default=None, alias="from")
    above: bool = False
    """Whether the text says "above" the lower figure rather than "from" it."""
    to: Decimal | None = None
    under: bool = False
    """Whether the text says "under" the upper figure rather than "to" it."""


class Tier(Model):
    """One budget tier of the house."""

    number: Literal[1, 2, 3, 4, 5, 6]
    name: Text
    money: Money
    scope: Literal["simple", "bands", "any"]
    """What the tier is for: simple bands, website pieces and repairs; custom bands; any custom piece."""
    lead_time: LeadTime
    consultation: ConsultationOffer | None
    consultation_rule_up_to: Decimal | None = None
    """The figure up to which the text states a consultation rule; None where it holds throughout."""
    consultation_says: Text
    includes: tuple[Text, ...]
    inbox: str
    """The key of one of the house's inboxes."""
    levels: tuple[LevelName, ...] = ()
    """The levels of complexity whose work falls in this tier, where they publish times of their own."""
    source: Text


class Level(Model):
    """A level of complexity with its own published production time."""

    key: LevelName
    name: Text
    lead_time: LeadTime
    source: Text


class Stage(Model):
    """One stage of the custom process."""

    key: str
    name: Text
    lead_time: LeadTime | None
    says: Text
    source: Text


class GemNote(Model):
    """What the house says of one species when a client-owned stone is to be reset."""

    gem: str
    care: Literal["special", "often_workable"]
    says: Text
    source: Text


class GemRules(Model):
    """How the house looks at client-owned stones."""

    notes: tuple[GemNote, ...]
    soft_below: tuple[Decimal, Decimal]
    """The Mohs band that the house names ("approximately 6–7"): its lower and upper end."""
    soft_says: Text
    soft_source: Text
    condition_says: Text
    condition_source: Text
    risk_notice: Wordings
    """The notice that is given whenever a client-owned stone is involved."""
    risk_source: Text


class Deposit(Model):
    """What is due before work begins, as one section of the documents states it."""

    approach: Literal["stone_first", "design_first", "any"]
    percent: tuple[Decimal, Decimal]
    """From and to; both the same for a single figure."""
    total: Decimal | None = None
    """What all deposits before production add up to, in percent, where the section says so."""
    approximate: bool
    says: Text
    source: Text


class Fee(Model):
    """A published charge on top of the price: a share of it, or an amount in the house's currency."""

    key: str
    name: Text
    percent: Decimal | None = None
    amount: Decimal | None = None
    approximate: bool
    source: Text


class Duty(Model):
    """A published guideline for what customs and carriers collect abroad."""

    region: str
    """"general" for the guideline that holds for most countries."""
    percent: tuple[Decimal, Decimal]
    """From and to, of the declared value."""
    source: Text


class Term(Model):
    """Any other figure that the house publishes: a warranty, a delivery time, a notice period."""

    key: str
    name: Text
    figure: tuple[Decimal, Decimal]
    """From and to; both the same for a single figure."""
    unit: str
    """hours, days, business_days, weeks, months, years, a currency, or the thing that is counted."""
    approximate: bool = False
    source: Text


class Inbox(Model):
    """A mail address of the house and what it is for."""

    email: Text
    purpose: Text
    source: Text
    published: bool = True
    """Whether customers may be told of it; False where the house's documents name no address."""


class Answer(Model):
    """What the house has to say on one topic, perhaps for one product line only."""

    topic: str
    line: Line | None = None
    """The product line that it holds for; None where it holds for all, or names the differences itself."""
    state: Literal["answered", "disputed"] = "answered"
    """Disputed where the house's documents say two things; the answer then gives both."""
    says: Text
    short: Text | None = None
    """The same in a text message's length, where `says` is longer than two of them."""
    source: Text


class Form(Model):
    """What a house's own intake asks and where its inquiries go, where no budget tiers say so."""

    questions: tuple[FormQuestion, ...]
    """The fields to ask for, in their order; a way to write back and the last yes are always asked for."""
    route: Route
    commissions: bool = True
    """Whether pieces are made to order; otherwise inquiries are about pieces that were bought."""
    says: Text
    """How an inquiry goes on, as a reason of the decision."""
    source: Text


class House(Model):
    """Everything one house has stated; what it has not stated is absent."""

    key: str
    name: Text
    version: Text
    currency: str
    website: Text | None = None
    city: Text | None = None
    """Where appointments take place."""
    inboxes: dict[Literal["sales", "custom"], Inbox]
    form: Form | None = None
    """None for a house whose tiers route the custom orders form."""
    tiers: tuple[Tier, ...] = ()
    levels: tuple[Level, ...] = ()
    stages: tuple[Stage, ...] = ()
    gems: GemRules | None = None
    """None where the house says nothing of client-owned stones."""
    deposits: tuple[Deposit, ...] = ()
    fees: tuple[Fee, ...] = ()
    duties: tuple[Duty, ...] = ()
    terms: tuple[Term, ...] = ()
    answers: tuple[Answer, ...] = ()
    voices: Voices
    simple_pieces: tuple[PieceType, ...] = ()

    @property
    def pack(self) -> str:
        """The house's key and the version of its pack, as decisions cite it."""
        return f"{self.key} {self.version}"

    @property
    def voice(self) -> Voice:
        """How the house speaks where no other language is known."""
        return self.voices.en

    def find_voice(self, language: Language) -> Voice:
        """Find how the house speaks in a language."""
        return (self.voices.es if language == "es" else None) or self.voices.en

    def find_answer(self, topic: str, line: Line | None = None) -> Answer | None:
        """Find what the house says on a topic, for a product line first; None where it is silent."""
        found = {answer.line: answer for answer in self.answers if answer.topic == topic}
        return found.get(line) or found.get(None)
