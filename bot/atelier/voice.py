"""How a house speaks in its own words, by language: greeting, consent, closings and notices."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.atelier.decision import Route
from bot.atelier.inquiry import Language
from bot.atelier.model import Model, Text

NoticeName = Literal["below_custom", "gap", "timing_too_tight"]


class Wordings(Model):
    """One text in the languages that the house has it in; the English one holds where another is missing."""

    en: Text
    es: Text | None = None

    def find(self, language: Language) -> str:
        """Find the text in a language."""
        return (self.es if language == "es" else None) or self.en

    def list_texts(self) -> tuple[str, ...]:
        """List the text in every language that it is written in."""
        return tuple(text for text in (self.en, self.es) if text)


class Voice(Model):
    """How the house speaks in one language."""

    greeting: Text
    sign_off: Text
    privacy: Text
    """What becomes of what a customer writes, as the chat says it before they write."""
    consent: Text
    call_consent: Text
    """The question whether a telephone number may be used, where it is all there is."""
    consent_version: Text
    closings: dict[Route, Text]
    """What happens next, by route."""
    notices: dict[NoticeName, Text] = Field(default_factory=dict)
    """What is said where it applies."""
    wordings: dict[str, Text] = Field(default_factory=dict)
    """Responses of the domain that the house words itself, by name ("utter_ask_inspiration")."""


class Voices(Model):
    """How the house speaks, by language; the English voice speaks where another is missing."""

    en: Voice
    es: Voice | None = None

    @property
    def by_language(self) -> dict[Language, Voice]:
        """The voices by the language that they speak."""
        return {"en": self.en, "es": self.es} if self.es else {"en": self.en}
