"""Whatever a customer writes: the desk answers, keeps what it can read, and nothing breaks.

The messages are made up anew from a grammar of everything that customers and mischief-makers write, and from
mutations of it; always the same ones, so that a failure can be repeated.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.app import create_app
from bot.atelier.inquiry import Inquiry, Status
from bot.atelier.readers.reading import ASKED
from bot.channels.cleaning import clean_text
from bot.channels.keys import TRANSCRIPTS
from bot.dialogue.outcome import APOLOGY
from bot.settings import Settings
from bot.store import Store
from tests.acceptance.scribbling import write_message
from tests.desks import TODAY

CONVERSATIONS = 100
MESSAGES = 20
HOUSE = "josefina_bailleres"
CONTRACT = {"asked", "status", "inquiry_id"}


class Alarms(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.raised: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        if record.name != "py.warnings":
            self.raised.append(f"{record.name}: {record.getMessage()}")


@dataclass
class Door:
    """The REST door of a running service, and everything that is logged behind it."""

    loop: asyncio.AbstractEventLoop
    client: TestClient[Any, Any]
    store: Store
    alarms: Alarms
    logged: list[Any]
    statuses: set[str] = field(default_factory=set)
    asked: set[str | None] = field(default_factory=set)

    def post(self, sender: str, message: str) -> tuple[int, Any]:
        """Send one message; returns the status and the JSON that came back."""
        return self.loop.run_until_complete(self._post(sender, message))

    async def _post(self, sender: str, message: str) -> tuple[int, Any]:
        body = json.dumps({"sender": sender, "message": message})
        async with self.client.post(
            "/webhooks/rest/webhook", data=body, headers={"Content-Type": "application/json"}
        ) as answer:
            return answer.status, await answer.json()

    def export(self, sender: str) -> dict[str, Any]:
        """Export all that is kept of a sender."""
        conversation = self.store.find_conversation("rest", HOUSE, sender)
        assert conversation, "nothing is kept"
        return self.store.export_conversation(conversation)

    def take_alarms(self) -> list[str]:
        """Take what went wrong behind the door since it was asked last."""
        told = [str(entry) for entry in self.logged if entry["log_level"] not in ("debug", "info")]
        told += self.alarms.raised
        self.logged.clear()
        self.alarms.raised.clear()
        return told


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    loop, alarms = asyncio.new_event_loop(), Alarms()

    async def open_door() -> TestClient[Any, Any]:
        app = await create_app(Settings(home=tmp_path_factory.mktemp("home"), today=TODAY))
        client: TestClient[Any, Any] = TestClient(TestServer(app))
        await client.start_server()
        return client

    client = loop.run_until_complete(open_door())
    logging.getLogger().addHandler(alarms)
    with capture_logs() as logged:
        yield Door(loop, client, client.app[TRANSCRIPTS], alarms, logged)  # type: ignore[index, arg-type]
    logging.getLogger().removeHandler(alarms)
    loop.run_until_complete(client.close())
    loop.close()


@dataclass
class Visitor:
    """Somebody who writes anything at all, and checks what comes back."""

    door: Door
    name: str = field(default_factory=lambda: uuid4().hex)
    said: list[str] = field(default_factory=list)
    asked: str | None = None
    handed_over: bool = False

    def say(self, message: str) -> None:
        """Write one message; raises AssertionError with the message where the desk broke a promise."""
        fault = self._find_fault(message)
        assert not fault, (
            f"{fault}\n  message: {message[:500]!r}\n  asked: {self.asked}\n  before: {self.said[-5:]}"
        )
        self.said.append(message)

    def _find_fault(self, message: str) -> str:
        status, answer = self.door.post(self.name, message)
        if alarms := self.door.take_alarms():
            return f"logged: {alarms[-1]}"
        if status == 400:
            told = answer.get("error") and answer.get("remedy") and not clean_text(message)
            return "" if told else f"a readable message was refused: {answer}"
        if status != 200:
            return f"status {status}: {answer}"
        if not answer:
            self.handed_over = self.door.export(self.name)["handed_over"]
            return "" if self.handed_over else "silence"
        return self._find_fault_of_replies(answer)

    def _find_fault_of_replies(self, replies: list[dict[str, Any]]) -> str:
        if not all(reply["text"].strip() for reply in replies):
            return "an empty reply"
        if any(APOLOGY in reply["text"] for reply in replies):
            return "an apology"
        standing = replies[-1].get("metadata", {})
        if set(standing) != CONTRACT:
            return f"metadata {standing}"
        if standing["status"] not in set(Status) or standing["asked"] not in {None, *ASKED}:
            return f"metadata {standing}"
        self.asked = standing["asked"]
        self.door.asked.add(self.asked)
        self.door.statuses.add(standing["status"])
        return ""

    def check_record(self) -> None:
        """Check that what is kept can be exported, and is what an inquiry can be."""
        if not self.said or not any(map(clean_text, self.said)):
            return
        export = self.door.export(self.name)
        json.dumps(export, allow_nan=False)
        for record in (export, *export["earlier_inquiries"]):
            fault = find_impossible(record["inquiry"])
            assert not fault, f"{fault}\n  said: {[text[:300] for text in self.said]}"


def find_impossible(slots: dict[str, Any]) -> str:
    """Find what no inquiry can hold; empty where all is possible."""
    inquiry = Inquiry.from_slots(slots)
    if inquiry.to_slots() != slots:
        return f"does not read back as it was written: {slots}"
    budget, timing = inquiry.budget, inquiry.timing
    if budget and any(figure is not None and figure < 0 for figure in (budget.min, budget.max)):
        return f"less than nothing: {budget}"
    if budget and budget.min is not None and budget.max is not None and budget.min > budget.max:
        return f"upside down: {budget}"
    if timing and timing.by and timing.by < TODAY:
        return f"in the past: {timing}"
    if timing and timing.by and timing.from_ and timing.by < timing.from_:
        return f"ends before it begins: {timing}"
    if any(stone.carat is not None and stone.carat <= 0 for stone in inquiry.stones):
        return f"weighs nothing: {inquiry.stones}"
    blank = [slot for slot, value in slots.items() if isinstance(value, str) and not value.strip()]
    return f"blank: {blank}" if blank else ""


def test_any_message_gets_an_answer_and_leaves_a_sound_record(door: Door) -> None:
    sent = 0

    @settings(
        max_examples=CONVERSATIONS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def write(data: st.DataObject) -> None:
        nonlocal sent
        visitor = Visitor(door)
        for _ in range(MESSAGES):
            if visitor.handed_over:
                visitor.check_record()
                visitor = Visitor(door)
            visitor.say(data.draw(write_message(visitor.asked)))
            sent += 1
        visitor.check_record()

    write()
    assert sent >= CONVERSATIONS * MESSAGES
    assert door.statuses == {status.value for status in Status}
    assert len(door.asked - {None}) >= len(ASKED) - 3, set(ASKED) - door.asked
