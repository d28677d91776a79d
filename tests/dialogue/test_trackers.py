"""The snapshot of a conversation, and the tracker that is rebuilt from it."""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.trackers import NEW_CONVERSATION, Snapshot, TurnTrackers, take_snapshot

DOMAIN = Domain.load("domain.yml")


def rebuild(snapshot: Snapshot) -> DialogueStateTracker:
    trackers = TurnTrackers(DOMAIN)
    trackers.put("c", snapshot, DOMAIN)
    return trackers.take("c")


def test_a_tracker_rebuilt_from_a_snapshot_yields_the_same_snapshot() -> None:
    snapshot: Snapshot = {
        "slots": {"house": "h", "metal": "platinum", "requested_slot": "budget", "status": "submitted"},
        "active_loop": "inquiry_form",
    }
    assert take_snapshot(rebuild(snapshot)) == snapshot


def test_a_new_conversation_has_no_events_so_that_rasa_begins_a_session() -> None:
    assert not rebuild(NEW_CONVERSATION).events


def test_a_rebuilt_tracker_waits_for_the_customer_in_the_form_that_was_running() -> None:
    tracker = rebuild({"slots": {"requested_slot": "metal"}, "active_loop": "inquiry_form"})
    assert tracker.active_loop_name == "inquiry_form"
    assert tracker.get_slot("requested_slot") == "metal"
    assert tracker.latest_action_name == "action_listen"


def test_the_number_of_events_depends_on_what_is_known_and_not_on_how_long_it_took() -> None:
    snapshot: Snapshot = {"slots": {"metal": "gold", "asked_before": {"metal": 300}}, "active_loop": None}
    assert len(rebuild(snapshot).events) == 5


async def test_a_tracker_that_was_taken_is_forgotten() -> None:
    trackers = TurnTrackers(DOMAIN)
    trackers.put("c", NEW_CONVERSATION, DOMAIN)
    assert list(await trackers.keys()) == ["c"]
    trackers.take("c")
    assert await trackers.retrieve("c") is None
