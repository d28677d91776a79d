"""A worker that dies between computing and committing loses nothing: the next one takes its turn."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot.atelier.packs.pack import load_houses
from bot.dialogue.agent import Assistant, DialogueThread
from bot.dialogue.turn import Desk
from bot.store import Inbound, migrate, open_store
from tests.customers import HOUSE, now

WORKER = """
import asyncio, os, signal, sys
from tests.customers import HOUSE, now
from bot.logs import configure_logs
configure_logs()
from bot.atelier.packs.pack import load_houses
from bot.dialogue.agent import Assistant, DialogueThread
from bot.dialogue.turn import Desk
from bot.settings import Settings
from bot.store import Inbound, Store, open_store


class DyingStore(Store):
    def commit_turn(self, *args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)


async def main():
    store = open_store(sys.argv[1])
    store.__class__ = DyingStore
    assistant = Assistant(Settings().model)
    desk = Desk(store, assistant, DialogueThread(), load_houses(), now, mail_domain="d.example")
    message = Inbound(channel="rest", sender="s", house=HOUSE, text="a ring, size 6", external_id="1")
    await desk.answer(message)


asyncio.run(main())
"""
ROOT = Path(__file__).parents[2]


def later() -> datetime:
    """A clock past the dead worker's lease."""
    return now() + timedelta(minutes=1)


async def test_a_message_whose_worker_was_killed_before_the_commit_is_answered_after_the_restart(
    tmp_path: Path, assistant: Assistant, thread: DialogueThread
) -> None:
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    migrate(url)
    worker = await asyncio.create_subprocess_exec(sys.executable, "-c", WORKER, url, cwd=ROOT)
    assert await worker.wait() == -signal.SIGKILL

    with open_store(url) as store:
        (waiting,) = store.waiting_turns(later())
        assert store.find_replies(waiting) is None
        desk = Desk(store, assistant, thread, load_houses(), later, mail_domain="d.example")
        assert await desk.resume() == 1
        replies = store.find_replies(waiting)
        assert replies
        again = Inbound(channel="rest", sender="s", house=HOUSE, text="a ring, size 6", external_id="1")
        assert await desk.answer(again) == replies
        assert await desk.resume() == 0
