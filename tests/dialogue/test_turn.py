"""The turn's edges: an action that fails, silence, a race, a full disk, and a message given up to people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.atelier.packs.pack import load_houses
from bot.dialogue.agent import Computed, DialogueThread, Utterance
from bot.dialogue.outcome import APOLOGIES, APOLOGY
from bot.dialogue.trackers import Snapshot
from bot.dialogue.turn import Desk
from bot.store import PendingTurn, Store, StoreUnavailable, TurnOutcome, VersionRace, migrate, open_store
from tests.customers import Customer, fetch_briefs, now


class ScriptedAssistant:
    """An assistant that says what it was told to, and fails when it was told to."""

    def __init__(self, *script: Computed | Exception) -> None:
        self.script = list(script)
        self.computed = 0

    async def compute(self, conversation: str, snapshot: Snapshot, text: str, *_: Any) -> Computed:
        """Follow the script, and repeat its last line."""
        self.computed += 1
        line = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(line, Exception):
            raise line
        return line


def speak(text: str = "Good day.", failure: str | None = None) -> Computed:
    snapshot: Snapshot = {"slots": {"piece_type": "ring"}, "active_loop": "inquiry_form"}
    return Computed((Utterance(text),) if text else (), snapshot, failure)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    migrate(url)
    with open_store(url) as store:
        yield store


@pytest.fixture
def thread() -> Iterator[DialogueThread]:
    thread = DialogueThread()
    yield thread
    thread.stop()


def open_desk(
    store: Store, thread: DialogueThread, *script: Computed | Exception
) -> tuple[Desk, ScriptedAssistant]:
    assistant = ScriptedAssistant(*script)
    desk = Desk(
        store,
        assistant,  # type: ignore[arg-type]
        thread,
        load_houses(),
        now,
        mail_domain="d.example",
        today=date(2026, 11, 21),
    )
    return desk, assistant


@pytest.mark.parametrize(
    "fault", [speak(failure="action_x: KeyError"), speak(""), RuntimeError("a graph component broke")]
)
async def test_a_turn_that_fails_once_is_computed_again_and_the_customer_notices_nothing(
    store: Store, thread: DialogueThread, fault: Computed | Exception
) -> None:
    desk, assistant = open_desk(store, thread, fault, speak())
    assert await Customer(desk).say("hi") == "Good day."
    assert assistant.computed == 2


async def test_a_turn_that_keeps_failing_ends_in_an_apology_and_a_letter_to_people(
    store: Store, thread: DialogueThread
) -> None:
    desk, assistant = open_desk(store, thread, speak(failure="action_x: KeyError"))
    customer = Customer(desk)
    assert await customer.say("my grandmother's ring broke") == APOLOGY
    assert assistant.computed == 3
    assert customer.standing == {"asked": None, "status": "collecting", "inquiry_id": None}
    (brief,) = fetch_briefs(store)
    assert brief.mail.to == "custom@josefinabailleres.com"
    assert "my grandmother's ring broke" in brief.mail.text
    assert "take over" in brief.mail.text


async def test_who_writes_spanish_gets_the_apology_in_spanish(store: Store, thread: DialogueThread) -> None:
    desk, _ = open_desk(store, thread, speak(failure="action_x: KeyError"))
    assert await Customer(desk).say("Hola, se rompió mi anillo") == APOLOGIES["es"]


async def test_a_parked_message_does_not_stop_the_conversation(store: Store, thread: DialogueThread) -> None:
    broken = speak(failure="action_x: KeyError")
    desk, _ = open_desk(store, thread, broken, broken, broken, speak("And now?"))
    customer = Customer(desk)
    assert await customer.say("first") == APOLOGY
    assert await customer.say("second") == "And now?"


async def test_nothing_of_a_failed_turn_is_kept(store: Store, thread: DialogueThread) -> None:
    desk, _ = open_desk(store, thread, speak(failure="action_x: KeyError"))
    customer = Customer(desk)
    await customer.say("hello")
    conversation = store.find_conversation("rest", customer.house, customer.name)
    assert conversation
    assert store.export_conversation(conversation)["inquiry"] == {}


async def test_a_lost_race_is_computed_again_on_what_the_winner_committed(
    store: Store, thread: DialogueThread
) -> None:
    class RacingStore(Store):
        lost = False

        def commit_turn(self, turn: PendingTurn, outcome: TurnOutcome, *args: Any, **kwargs: Any) -> None:
            if not self.lost:
                self.lost = True
                raise VersionRace(turn.conversation_id, turn.version)
            super().commit_turn(turn, outcome, *args, **kwargs)

    store.__class__ = RacingStore
    desk, assistant = open_desk(store, thread, speak())
    assert await Customer(desk).say("hi") == "Good day."
    assert assistant.computed == 2


async def test_a_commit_that_fails_leaves_the_message_waiting_for_its_turn(
    store: Store, thread: DialogueThread
) -> None:
    class FullStore(Store):
        full = True

        def commit_turn(self, *args: Any, **kwargs: Any) -> None:
            if self.full:
                raise StoreUnavailable("the disk is full", "loupe.db", "Make room.")
            super().commit_turn(*args, **kwargs)

    store.__class__ = FullStore
    desk, _ = open_desk(store, thread, speak())
    customer = Customer(desk)
    with pytest.raises(StoreUnavailable):
        await customer.say("hi", message_id="m-1")
    store.full = False  # type: ignore[attr-defined]
    assert await customer.say("hi", message_id="m-1") == "Good day."
