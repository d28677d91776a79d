"""The design brief: what the atelier receives when an inquiry is submitted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.atelier.decision import Decision
from bot.atelier.house import House
from bot.atelier.inquiry import Inquiry
from bot.atelier.model import Model
from bot.atelier.transcript import Line


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
) -> Brief:
    """Write the brief of a submitted inquiry."""
    raise NotImplementedError
