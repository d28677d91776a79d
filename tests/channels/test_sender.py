"""The sender with the real store: nothing is lost, nothing comes twice, and nothing is tried too often."""

from __future__ import annotations

import asyncio
import logging
import mailbox
import random
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.channels.failures import PermanentFailure, UnknownOutcome
from bot.channels.mail import Enclosure, Letter
from bot.channels.maildir import MaildirMailbox
from bot.channels.sender import Mailbox, Sender
from bot.channels.smtp import SmtpMailbox
from bot.store import (
    Attachment,
    Inbound,
    MailDraft,
    Store,
    StoreUnavailable,
    TurnOutcome,
    migrate,
    open_store,
)
from tests.channels.postal import Clerk, PostOffice

START = datetime(2026, 11, 21, 12, 0, tzinfo=timezone.utc)
CANARY = "Elena-the-canary"


@dataclass
class Clock:
    """A clock that the test moves."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    migrate(url)
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


def submit(store: Store, number: int, **changes: object) -> str:
    """Let one customer submit one brief, in a turn of the real store."""
    message_id = f"<jb-{number}.1.abc@maison.example>"
    received = store.receive(
        Inbound(channel="web", sender=f"v{number}", house="maison", text="hi", external_id=f"m{number}"),
        START,
    )
    turn = store.load_turn(received.inbox_id)
    fields: dict[str, object] = {
        "message_id": message_id,
        "to": "custom@maison.example",
        "subject": f"[Custom JB-{number}] {CANARY}",
        "text": f"The wish of {CANARY}.",
        "reply_to": f"{CANARY} <elena@example.com>",
    }
    brief = MailDraft(**(fields | changes))  # type: ignore[arg-type]
    store.commit_turn(turn, TurnOutcome(state={}, brief=brief), START)
    return message_id


def open_sender(store: Store, box: Mailbox, clock: Clock, **changes: object) -> Sender:
    fields: dict[str, object] = {
        "queue": store,
        "mailbox": box,
        "find_sender": lambda house: (house.title(), f"desk@{house}.example"),
        "clock": clock,
        "dice": random.Random(7),
        "poll_seconds": 0.02,
    }
    return Sender(**(fields | changes))  # type: ignore[arg-type]


def smtp(port: int, user: str = "") -> SmtpMailbox:
    return SmtpMailbox(
        f"smtp://{user}127.0.0.1:{port}?starttls=off", local_name="loupe.example", step_seconds=5
    )


async def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nothing happened for ten seconds")


async def run_until_quiet(sender: Sender) -> None:
    while await sender.send_next():
        pass


async def test_a_brief_is_delivered_once_and_from_the_houses_own_desk(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    submit(store, 1042)
    sender = open_sender(store, MaildirMailbox(tmp_path / "mail"), clock)
    await run_until_quiet(sender)
    clock.advance(days=10)
    await run_until_quiet(sender)
    (message,) = mailbox.Maildir(tmp_path / "mail")
    assert message["From"] == "Maison <desk@maison.example>"
    assert message["Reply-To"] == f"{CANARY} <elena@example.com>"


async def test_the_task_delivers_what_comes_and_wakes_at_once(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    box = MaildirMailbox(tmp_path / "mail")
    sender = open_sender(store, box, clock, poll_seconds=30)
    task = asyncio.create_task(sender.run())
    await asyncio.sleep(0.1)
    message_id = submit(store, 1)
    sender.wake()
    await wait_for(lambda: any((box.path / "new").glob("*")))
    assert await box.find(message_id)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def test_without_a_clock_of_ones_own_it_is_now_in_utc(store: Store, tmp_path: Path) -> None:
    sender = Sender(queue=store, mailbox=MaildirMailbox(tmp_path), find_sender=lambda house: ("", house))
    assert abs(sender.clock() - datetime.now(timezone.utc)) < timedelta(seconds=5)


async def test_a_letter_put_off_waits_longer_each_time_and_then_goes_out_under_the_same_name(
    store: Store, clock: Clock
) -> None:
    message_id = submit(store, 1)
    clerk = Clerk(answers={"RCPT": "451 4.7.1 greylisted"})
    async with PostOffice(clerk) as office:
        sender = open_sender(store, smtp(office.port), clock)
        for minutes in (1, 5, 15, 60, 120, 240, 240):
            assert await sender.send_next()
            clock.advance(minutes=minutes, seconds=-1)
            assert not await sender.send_next()
            clock.advance(minutes=minutes * 0.25, seconds=2)
        clerk.answers.clear()
        await run_until_quiet(sender)
    assert clerk.message_ids == [message_id]


async def test_after_five_days_people_are_asked(store: Store, clock: Clock) -> None:
    submit(store, 1)
    alarms: list[str] = []
    clerk = Clerk(answers={"DATA": "452 4.2.2 full"})
    async with PostOffice(clerk) as office:
        sender = open_sender(store, smtp(office.port), clock, raise_alarm=alarms.append)
        clock.advance(days=5, minutes=-1)
        assert await sender.send_next()
        assert alarms == []
        clock.advance(hours=1)
        assert await sender.send_next()
        assert alarms == ["brief 1 parked: 452 4.2.2 at DATA"]
        clerk.answers.clear()
        clock.advance(days=1)
        assert not await sender.send_next()


async def test_a_letter_refused_for_good_is_parked_and_the_next_goes_out(store: Store, clock: Clock) -> None:
    submit(store, 1, to="nobody@maison.example")
    alarms: list[str] = []
    clerk = Clerk(answers={"RCPT": "550 5.1.1 no such user"})
    async with PostOffice(clerk) as office:
        sender = open_sender(store, smtp(office.port), clock, raise_alarm=alarms.append)
        await run_until_quiet(sender)
        clerk.answers.clear()
        second = submit(store, 2)
        await run_until_quiet(sender)
    assert alarms == ["brief 1 parked: 550 5.1.1 at RCPT"]
    assert clerk.message_ids == [second]


async def test_a_wrong_password_stops_the_queue_tells_once_and_keeps_everything(
    store: Store, clock: Clock
) -> None:
    ids = {submit(store, number) for number in range(3)}
    alarms: list[str] = []
    clerk = Clerk()
    async with PostOffice(clerk, password=True) as office:
        sender = open_sender(store, smtp(office.port, "desk:wrong@"), clock, raise_alarm=alarms.append)
        clock.advance(days=6)
        for _ in range(20):
            await run_until_quiet(sender)
            clock.advance(minutes=5)
        assert alarms == ["briefs stopped: 535 5.7.8 at AUTH"]
        assert sender.trouble == "535 5.7.8 at AUTH"
        assert len(clerk.logins) <= 60
        mended = open_sender(store, smtp(office.port, "desk:right@"), clock, raise_alarm=alarms.append)
        await run_until_quiet(mended)
    assert set(clerk.message_ids) == ids
    assert mended.trouble is None
    assert len(alarms) == 1


async def test_two_days_without_a_mail_server_lose_nothing_and_drain_within_five_minutes(
    store: Store, clock: Clock
) -> None:
    ids = [submit(store, number) for number in range(12)]
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    sender = open_sender(store, smtp(port), clock)
    tries = 0
    while clock.now < START + timedelta(hours=48):
        tries += await sender.send_next()
        clock.advance(minutes=1)
    assert sender.trouble == "no answer at connect"
    assert tries < 48 * 60 / 4
    clerk = Clerk()
    async with PostOffice(clerk, port=port):
        for _ in range(5):
            clock.advance(minutes=1)
            await run_until_quiet(sender)
    assert sorted(clerk.message_ids) == sorted(ids)
    assert sender.trouble is None


async def test_a_letter_nobody_knows_about_is_sent_again_under_the_same_name(
    store: Store, clock: Clock
) -> None:
    message_id = submit(store, 1)
    clerk = Clerk(drop_after_dot=1)
    async with PostOffice(clerk) as office:
        sender = open_sender(store, smtp(office.port), clock)
        await run_until_quiet(sender)
        clock.advance(minutes=2)
        await run_until_quiet(sender)
    assert clerk.message_ids == [message_id] * 2
    assert clerk.received[0] == clerk.received[1]


@dataclass
class Windowed:
    """A mailbox that takes letters without saying so, and can be looked into."""

    silent: int = 1
    letters: list[Letter] = field(default_factory=list)
    looks: int = 0

    async def deliver(self, letter: Letter) -> str | None:
        self.letters.append(letter)
        if self.silent:
            self.silent -= 1
            raise UnknownOutcome("DATA")
        return None

    async def find(self, message_id: str) -> bool:
        self.looks += 1
        return any(letter.message_id == message_id for letter in self.letters)


async def test_a_letter_of_unknown_fate_is_looked_for_before_it_is_sent_again(
    store: Store, clock: Clock
) -> None:
    submit(store, 1)
    box = Windowed()
    sender = open_sender(store, box, clock)
    await run_until_quiet(sender)
    clock.advance(days=1)
    await run_until_quiet(sender)
    assert len(box.letters) == 1
    assert box.looks == 1


async def test_a_process_that_died_after_delivering_does_not_deliver_twice(
    store: Store, clock: Clock
) -> None:
    submit(store, 1)
    dead = store.claim_delivery(clock.now, timedelta(minutes=5), ("brief",))
    assert dead is not None
    box = Windowed(silent=0)
    sender = open_sender(store, box, clock)
    await box.deliver(sender._address(dead))
    assert not await sender.send_next()
    clock.advance(minutes=6)
    await run_until_quiet(sender)
    assert len(box.letters) == 1


async def test_a_process_that_died_before_delivering_delivers_after_its_lease(
    store: Store, clock: Clock
) -> None:
    submit(store, 1)
    store.claim_delivery(clock.now, timedelta(minutes=5), ("brief",))
    box = Windowed(silent=0)
    clock.advance(minutes=6)
    await run_until_quiet(open_sender(store, box, clock))
    assert box.looks == 1
    assert len(box.letters) == 1


async def test_a_draft_that_cannot_be_addressed_is_parked(store: Store, clock: Clock) -> None:
    submit(store, 1, to="not an address")
    alarms: list[str] = []
    await run_until_quiet(open_sender(store, Windowed(), clock, raise_alarm=alarms.append))
    assert alarms == ["brief 1 parked: unreadable draft (ValidationError)"]


@dataclass
class Narrow:
    """A mailbox that takes no files."""

    code: str
    letters: list[Letter] = field(default_factory=list)

    async def deliver(self, letter: Letter) -> str | None:
        if letter.enclosures:
            raise PermanentFailure("DATA", self.code)
        self.letters.append(letter)
        return None

    async def find(self, message_id: str) -> bool:
        return False


@pytest.mark.parametrize(("code", "delivered"), [("552 5.3.4", 1), ("554 5.3.4", 1), ("554 5.7.1", 0)])
async def test_a_letter_that_is_too_large_goes_without_its_files(
    store: Store, clock: Clock, code: str, delivered: int
) -> None:
    submit(store, 1, attachments=(Attachment("abc", "JB-1001-picture-1.jpg"),))
    photo = Enclosure(name="photo.jpg", media_type="image/jpeg", content=b"\xff")
    box = Narrow(code)

    def enclose(attachments: Sequence[Attachment], *, patiently: bool) -> tuple[Enclosure, ...]:
        return (photo,) * len(attachments)

    await run_until_quiet(open_sender(store, box, clock, load_enclosures=enclose))
    assert len(box.letters) == delivered


@dataclass
class Away:
    """A store that is away for a while."""

    store: Store
    for_claims: int

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def claim_delivery(self, *words: object) -> object:
        self.for_claims -= 1
        if self.for_claims >= 0:
            raise StoreUnavailable(CANARY, CANARY, CANARY)
        return self.store.claim_delivery(*words)  # type: ignore[arg-type]


async def test_the_task_outlives_a_store_that_is_away_and_logs_no_words(
    store: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    message_id = submit(store, 1)
    clerk = Clerk(answers={"RCPT": f"451 sorry, {CANARY}"})
    caplog.set_level(logging.DEBUG, "bot")
    async with PostOffice(clerk) as office:
        sender = open_sender(store, smtp(office.port), clock, queue=Away(store, 2))
        task = asyncio.create_task(sender.run())
        await wait_for(lambda: "451 at RCPT" in caplog.text)
        clerk.answers.clear()
        clock.advance(minutes=2)
        await wait_for(lambda: bool(clerk.received))
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert clerk.message_ids == [message_id]
    assert "StoreUnavailable" in caplog.text
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert CANARY not in "\n".join(ours)
