"""A service that is killed again and again answers each message once: nothing is lost and nothing said twice.

It takes minutes, since what was under way waits for its lease; LOUPE_STORM sets the number of messages.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from tests.phones.lines import SMS, find_port, serve, simulate, wait_for

MESSAGES = min(int(os.environ.get("LOUPE_STORM", "0")), 400)
KILLS = 8


@pytest.mark.skipif(not MESSAGES, reason="takes minutes: set LOUPE_STORM to a number of messages")
async def test_each_message_is_answered_once_however_often_the_service_is_killed(tmp_path: Path) -> None:
    dice, port = random.Random(11), find_port()
    async with simulate() as exchange:
        webhook = f"http://127.0.0.1:{port}/webhooks/twilio"
        numbers = iter(range(MESSAGES))

        async def text() -> None:
            for number in numbers:
                message = exchange.take(f"+1415{5580000 + number % 60:07d}", SMS, f"hello {number}")
                # What nobody takes, the reconciler has to find.
                await exchange.deliver(message, webhook)
                await asyncio.sleep(dice.uniform(0, 16 * KILLS / MESSAGES))

        texting = asyncio.create_task(text())
        for _ in range(KILLS):
            with suppress(AssertionError):
                async with serve(tmp_path, exchange, port=port) as service:
                    await asyncio.sleep(dice.uniform(0.5, 6))
                    service.process.kill()
        await texting
        async with serve(tmp_path, exchange, port=port) as service:
            await wait_for(lambda: is_done(tmp_path), 300)
            assert "Traceback" not in service.log
    with sqlite3.connect(tmp_path / "loupe.db") as connection:
        messages = list(
            connection.execute("SELECT external_id, coalesce(answered_with, id), state FROM inbox")
        )
        replies = list(connection.execute("SELECT inbox_id, state, receipt FROM outbox WHERE kind = 'reply'"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    inbound = {message.sid for message in exchange.messages.values() if message.direction == "inbound"}
    assert Counter(sid for sid, _, _ in messages) == Counter(dict.fromkeys(inbound, 1))
    assert {state for _, _, state in messages} == {"done"}
    assert Counter(turn for turn, _, _ in replies) == Counter({turn: 1 for _, turn, _ in messages})
    assert Counter(receipt for _, _, receipt in replies) == Counter(sent.sid for sent in exchange.outbound)


def is_done(home: Path) -> bool:
    """Whether everything that came has been answered, and every answer has gone out."""
    with sqlite3.connect(home / "loupe.db") as connection:
        waiting = "SELECT count(*) FROM inbox WHERE state = 'waiting'"
        unsent = "SELECT count(*) FROM outbox WHERE kind = 'reply' AND state IN ('waiting', 'sending')"
        kept = connection.execute("SELECT count(*) FROM inbox").fetchone()[0]
        left = sum(connection.execute(query).fetchone()[0] for query in (waiting, unsent))
    return left == 0 and kept == MESSAGES
