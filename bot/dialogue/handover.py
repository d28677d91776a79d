"""Handing a conversation over to people, and taking it up again where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.atelier.inquiry import Status
from bot.dialogue.trackers import NEW_CONVERSATION, Snapshot

FORM: Final = "inquiry_form"


def is_handed_over(slots: Mapping[str, Any]) -> bool:
    """Whether a customer who asked for a person has been passed on, with all that is needed to write back."""
    return bool(slots.get("wants_person")) and slots.get("status") == Status.SUBMITTED.value


def load_snapshot(state: Mapping[str, Any]) -> Snapshot:
    """Load where the next turn begins; a conversation that was handed back is taken up again.

    The intake goes on where the customer left it; an inquiry that they had sent themselves stays sent.
    """
    snapshot: Snapshot = {**NEW_CONVERSATION, **state}  # type: ignore[typeddict-item]
    if not is_handed_over(snapshot["slots"]):
        return snapshot
    slots = {name: value for name, value in snapshot["slots"].items() if name != "wants_person"}
    if slots.get("consent"):
        return {"slots": slots, "active_loop": None}
    del slots["status"]
    return {"slots": slots, "active_loop": FORM}
