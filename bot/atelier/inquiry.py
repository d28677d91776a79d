"""The custom orders form: what a customer has told the house about one wish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal

from pydantic import Field

from bot.atelier.model import Model

Language = Literal["en", "es"]


class PieceType(str, Enum):
    """What is to be made."""

    RING = "ring"
    ENGAGEMENT_RING = "engagement_ring"
    WEDDING_BAND = "wedding_band"
    NECKLACE = "necklace"
    PENDANT = "pendant"
    BRACELET = "bracelet"
    EARRINGS = "earrings"
    BROOCH = "brooch"
    OTHER = "other"


class ProjectKind(str, Enum):
    """What the house is asked to do."""

    WEBSITE_PIECE = "website_piece"
    CUSTOM = "custom"
    ONE_OF_A_KIND = "one_of_a_kind"
    REVIVE = "revive"
    REPAIR = "repair"
    RESIZE = "resize"


class Status(str, Enum):
    """Where an inquiry stands."""

    COLLECTING = "collecting"
    CONFIRMING = "confirming"
    SUBMITTED = "submitted"


RINGS = frozenset({PieceType.RING, PieceType.ENGAGEMENT_RING, PieceType.WEDDING_BAND})


class Budget(Model):
    """What the customer expects to spend, as said."""

    min: Decimal | None = None
    """The floor; None where only a ceiling was named."""
    max: Decimal | None = None
    """The ceiling; None where only a floor was named."""
    currency: str = "USD"
    """ISO 4217; the house's own currency where none was said."""
    currency_said: bool = False
    unlimited: bool = False
    """Money is no object."""
    scope: Literal["piece", "set"] | None = None
    taxes: Literal["included", "excluded"] | None = None
    """Whether taxes are within the figures or come on top; None where not said."""
    words: str = ""


class Timing(Model):
    """When the piece is wanted."""

    by: date | None = None
    """The last day that still suits."""
    from_: date | None = Field(default=None, alias="from")
    """The first day of a window ("sometime in June")."""
    flexible: bool | None = None
    weeks: int | None = None
    """Weeks from the day of the message, where the customer spoke of a duration."""
    occasion: str | None = None
    words: str = ""


class Size(Model):
    """A ring size, or a wrist or neck length, in the system it was given in."""

    system: Literal["US", "UK", "EU", "mm", "inches", "cm"]
    value: str
    us_equivalent: str | None = None
    """The US ring size to the nearest quarter; None for wrist and neck lengths."""
    words: str = ""


class Stone(Model):
    """One stone, or several alike, that the customer owns, wants or refuses."""

    gem: str | None = None
    """English species in lower case ("lapis lazuli"); None when unknown."""
    owned: bool | None = None
    """True for the customer's own stone, False for one to be sourced, None when not said."""
    refused: bool = False
    carat: Decimal | None = None
    """Weight of one stone in carats."""
    shape: str | None = None
    color: str | None = None
    count: int | None = None
    certificate: str | None = None
    words: str = ""


class Picture(Model):
    """A picture that the customer sent; what it shows is for people to see."""

    id: str
    note: str | None = None
    """What the customer says of it."""


class Consultation(Model):
    """How the customer would like to talk with the house, and when."""

    mode: Literal["virtual", "in_person", "email"]
    times: str | None = None
    words: str = ""


class Consent(Model):
    """The customer's yes to being written to, with the text they agreed to."""

    text: str
    version: str
    on: date


class Inquiry(Model):
    """One wish of one customer, as far as it is known; each field is a Rasa slot of the same name."""

    piece_type: PieceType | None = None
    more_pieces: tuple[PieceType, ...] = ()
    project_kind: ProjectKind | None = None
    is_band: bool | None = None
    """A wedding, milestone or eternity band."""
    plain: bool | None = None
    """Without stones, engraving or structural work, as far as said."""
    wearer: Literal["men", "women"] | None = None
    changed: bool | None = None
    """A website piece with another stone or metal."""
    revive: bool | None = None
    stones: tuple[Stone, ...] = ()
    stone_condition: str | None = None
    """Wear, damage, treatments and papers of a client-owned stone or piece, in the customer's words."""
    risk_acknowledged: bool | None = None
    """Whether the customer confirmed having read the notice on client-owned stones."""
    budget: Budget | None = None
    timing: Timing | None = None
    ring_size: Size | None = None
    metal: str | None = None
    inspiration: str | None = None
    pictures: tuple[Picture, ...] = ()
    likes_dislikes: str | None = None
    lifestyle: str | None = None
    starting_point: Literal["stone_first", "design_first"] | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    """E.164."""
    location: str | None = None
    consent: Consent | None = None
    call_consent: Consent | None = None
    """The yes to being called or texted, asked where a telephone number is the only way to write back."""
    consultation: Consultation | None = None
    declined: tuple[str, ...] = ()
    """Slots the customer skipped or does not know yet."""
    unclear: tuple[str, ...] = ()
    """What the customer said that could not be right, once asked about ("budget: 8")."""
    open_questions: tuple[str, ...] = ()
    """What the customer asked and the house's answers do not cover, for the team to answer."""
    disputed_topics: tuple[str, ...] = ()
    """Topics that were answered with two figures, since the house's own documents differ."""
    wants_person: bool = False
    language: Language = "en"
    """The language that the customer writes, in which the house answers as far as it can."""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Inquiry:
        """Project Rasa's slots to an inquiry, ignoring slots that are not fields of the form."""
        return cls.model_validate(
            {name: slots[name] for name in cls.model_fields if slots.get(name) is not None}
        )

    def add_pictures(self, pictures: tuple[Picture, ...]) -> Inquiry:
        """Add pictures; what is said of them tells what the customer likes, where nothing else has."""
        if not pictures:
            return self
        notes = "; ".join(picture.note for picture in pictures if picture.note)
        likes = self.likes_dislikes or notes or None
        return self.model_copy(update={"pictures": (*self.pictures, *pictures), "likes_dislikes": likes})

    def to_slots(self) -> dict[str, Any]:
        """Write the fields that are known as JSON values, one a slot."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @property
    def owned_stones(self) -> tuple[Stone, ...]:
        """The stones that belong to the customer."""
        return tuple(stone for stone in self.stones if stone.owned and not stone.refused)

    @property
    def is_revive(self) -> bool:
        """Whether existing jewelry or stones are to be redesigned."""
        return self.project_kind is ProjectKind.REVIVE or bool(self.revive)

    @property
    def reachable(self) -> bool:
        """Whether the house has a way to write back."""
        return bool(self.email or self.phone)
