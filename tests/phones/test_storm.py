"""A storm of deliveries through two processes: each message has one turn and one reply, whatever comes twice.

LOUPE_STORM sets the number of deliveries; the full size is 10,000.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import time
from collections import Counter
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, text

from bot.simulation.exchange import Exchange
from bot.simulation.messages import Message
from tests.phones.lines import SMS, WHATSAPP, Service, serve, simulate, wait_for

DELIVERIES = int(os.environ.get("LOUPE_STORM", "600"))
AT_ONCE = 50
PUBLIC = "https://desk.example.com"
SAYINGS = ("Hello", "I would like a ring", "do you take credit cards?", "size 6 please", "¡Hola!")


def plan(exchange: Exchange, dice: random.Random) -> list[Message]:
    """Plan each message one to five times, of customers who send one to three, out of order."""
    deliveries: list[Message] = []
    customer = 0
    while len(deliveries) < DELIVERIES:
        customer += 1
        from_ = f"+1415{5550200 + customer:07d}"
        phone = ("", SMS) if customer % 2 else ("whatsapp:", WHATSAPP)
        for _ in range(dice.randint(1, 3)):
            message = exchange.take(f"{phone[0]}{from_}", phone[1], dice.choice(SAYINGS))
            deliveries += [message] * dice.randint(1, 5)
    dice.shuffle(deliveries)
    return deliveries[:DELIVERIES]


async def deliver(exchange: Exchange, deliveries: list[Message], services: list[Service]) -> list[float]:
    """Deliver to any of the services, many at once; returns how long each answer took."""
    dice, left, waits = random.Random(2), list(deliveries), []

    async def work() -> None:
        while left:
            message, began = left.pop(), time.perf_counter()
            fields = message.announce(exchange.url)
            address = dice.choice(services).webhook
            signature = exchange.webhooks.sign(f"{PUBLIC}/webhooks/twilio", fields)
            assert await exchange.webhooks.post(address, fields, signature) == 200
            waits.append(time.perf_counter() - began)

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return waits


async def test_each_message_has_one_turn_and_one_reply_through_two_processes(
    tmp_path: Path, postgres_url: str
) -> None:
    dice = random.Random(1)
    async with simulate() as exchange:
        deliveries = plan(exchange, dice)
        sent = {message.sid: message for message in deliveries}
        for sid in set(exchange.messages) - set(sent):
            del exchange.messages[sid]
        settings = {"LOUPE_DATABASE_URL": postgres_url}
        async with (
            serve(tmp_path / "one", exchange, public=PUBLIC, **settings) as one,
            serve(tmp_path / "two", exchange, public=PUBLIC, **settings) as two,
        ):
            began = time.perf_counter()
            waits = sorted(await deliver(exchange, deliveries, [one, two]))
            engine = create_engine(postgres_url.replace("postgresql:", "postgresql+psycopg:"))
            with engine.connect() as connection:

                def is_done() -> bool:
                    waiting = connection.scalar(
                        text(
                            "SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting') "
                            "+ (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending'))"
                        )
                    )
                    connection.rollback()
                    return waiting == 0

                await wait_for(is_done, 30 + DELIVERIES / 40)
                took = time.perf_counter() - began
                turns = connection.execute(
                    text("SELECT external_id, coalesce(answered_with, id) AS turn, state FROM inbox")
                ).all()
                replies = connection.execute(
                    text("SELECT inbox_id, state, receipt FROM outbox WHERE kind = 'reply'")
                ).all()
            engine.dispose()
            assert "Traceback" not in one.log + two.log
    assert Counter(turn.external_id for turn in turns) == Counter(dict.fromkeys(sent, 1))
    assert {turn.state for turn in turns} == {"done"}
    assert Counter(reply.inbox_id for reply in replies) == Counter({turn.turn: 1 for turn in turns})
    assert {reply.state for reply in replies} == {"sent"}
    assert {reply.receipt for reply in replies} == {message.sid for message in exchange.outbound}
    assert len(exchange.outbound) == len(replies)
    figures = describe(waits)
    logging.getLogger(__name__).warning(
        "%d deliveries of %d messages, %d turns, in %.0f s; %s",
        len(waits), len(sent), len(replies), took, figures,
    )  # fmt: skip


async def test_fifty_conversations_at_once_are_answered_and_no_webhook_waits_for_a_turn(
    tmp_path: Path,
) -> None:
    waits: list[float] = []

    async def converse(exchange: Exchange, service: Service, customer: int) -> None:
        sender = f"+1415{5560000 + customer:07d}"
        # Fifty people do not begin within the same instant: that is what the storm is for.
        await asyncio.sleep(customer / 10)
        for number, saying in enumerate((*SAYINGS, "a plain gold band"), 1):
            message, began = exchange.take(sender, SMS, saying), time.perf_counter()
            assert await exchange.deliver(message, service.webhook) == 200
            waits.append(time.perf_counter() - began)
            assert not has_heard(exchange, sender, number)
            await wait_for(partial(has_heard, exchange, sender, number))

    async with simulate() as exchange, serve(tmp_path, exchange) as service:
        began = time.perf_counter()
        await asyncio.gather(*(converse(exchange, service, customer) for customer in range(AT_ONCE)))
        took = time.perf_counter() - began
    waits.sort()
    logging.getLogger(__name__).warning(
        "%d conversations, %d messages in %.0f s; %s", AT_ONCE, len(waits), took, describe(waits)
    )
    assert len(waits) == AT_ONCE * (len(SAYINGS) + 1)


def has_heard(exchange: Exchange, sender: str, times: int) -> bool:
    return len(exchange.list_texts(sender)) >= times


def describe(waits: list[float]) -> str:
    """Say how long the webhook took to answer."""
    p50, p99, longest = (1000 * waits[int((len(waits) - 1) * share)] for share in (0.5, 0.99, 1.0))
    return f"webhook p50 {p50:.0f} ms, p99 {p99:.0f} ms, longest {longest:.0f} ms"
