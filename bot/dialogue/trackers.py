"""The trackers of the turns in flight: rebuilt from a snapshot, handed over as objects, never serialized."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypedDict

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker


class Snapshot(TypedDict):
    """All that the next turn needs of a conversation: its slots and the form that is running."""

    slots: dict[str, Any]
    active_loop: str | None


NEW_CONVERSATION: Final[Snapshot] = {"slots": {}, "active_loop": None}


class TurnTrackers(TrackerStore):
    """Hold the trackers of the turns in flight, as Rasa's processor expects them from a store."""

    def __init__(self, domain: Domain | None = None) -> None:
        super().__init__(domain)
        self._trackers: dict[str, DialogueStateTracker] = {}

    def put(self, sender_id: str, snapshot: Snapshot, domain: Domain) -> None:
        """Rebuild a conversation's tracker from its snapshot, in a number of events that never grows."""
        self._trackers[sender_id] = DialogueStateTracker.from_events(
            sender_id, _replay(snapshot), slots=domain.slots, domain=domain
        )

    def take(self, sender_id: str) -> DialogueStateTracker:
        """Hand over a conversation's tracker and forget it."""
        return self._trackers.pop(sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Find the tracker of a turn in flight."""
        return self._trackers.get(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep a tracker until the turn takes it."""
        self._trackers[tracker.sender_id] = tracker

    async def keys(self) -> Iterable[str]:
        """List the conversations with a turn in flight."""
        return list(self._trackers)


def take_snapshot(tracker: DialogueStateTracker) -> Snapshot:
    """Reduce a tracker to what the next turn needs."""
    slots = {
        name: slot.value
        for name, slot in tracker.slots.items()
        if slot.value is not None and slot.value != slot.initial_value
    }
    return {"slots": slots, "active_loop": tracker.active_loop_name}


def _replay(snapshot: Snapshot) -> list[Event]:
    slots = snapshot["slots"]
    if not slots:
        return []
    requested = slots.get(REQUESTED_SLOT)
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    events += [SlotSet(name, value) for name, value in slots.items() if name != REQUESTED_SLOT]
    if snapshot["active_loop"]:
        events += [ActiveLoop(snapshot["active_loop"]), SlotSet(REQUESTED_SLOT, requested)]
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]
