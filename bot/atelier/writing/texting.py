"""What is said on a phone besides the conversation: the consent, the way out, and whom to turn to."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from ruamel.yaml import YAML

from bot.atelier.house import House
from bot.atelier.inquiry import Language
from bot.atelier.model import Model

NoticeName = Literal["consent", "stopped", "resumed", "help", "unreadable", "not_texted"]
WORDS = Path(__file__).with_suffix(".yml")


class Notices(Model):
    """The notices in one language."""

    consent: str
    """Said once, with the first answer."""
    stopped: str
    resumed: str
    help: str
    unreadable: str
    """The answer to a voice message, a contact card and the like."""
    not_texted: str
    """The answer to somebody who says elsewhere that they want no texts."""


class Texting(Model):
    """The notices in every language, with the version of their wording."""

    version: str
    en: Notices
    es: Notices


@cache
def load_texting() -> Texting:
    """Read the notices."""
    return Texting.model_validate(YAML(typ="safe").load(WORDS.read_text(encoding="utf-8")))


def write_notice(name: NoticeName, house: House, language: Language) -> str:
    """Write a notice in a house's name."""
    words: str = getattr(getattr(load_texting(), language), name)
    inbox = house.inboxes.get("sales") or house.inboxes["custom"]
    contact = inbox.email if inbox.published else house.website or inbox.email
    return words.strip().format(house=house.name, contact=contact)
