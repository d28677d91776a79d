"""What no webhook brought is taken in once, in order, and nothing that was erased comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from twilio.base.exceptions import TwilioException

from bot.channels.twilio.client import Requests, open_client
from bot.channels.twilio.reconciler import Reconciler
from bot.simulation.exchange import Exchange
from bot.store import Inbound, Received, Store, migrate, open_store
from tests.customers import now
from tests.phones.lines import HOUSE, SMS, WHATSAPP, open_account, simulate

ANN = "+14155550123"


@dataclass
class Door:
    """A desk's door: it keeps, and does not answer."""

    store: Store
    kept: list[Inbound] = field(default_factory=list)

    async def keep(self, inbound: Inbound) -> Received:
        """Keep a message."""
        received = self.store.receive(inbound, now())
        if not received.duplicate:
            self.kept.append(inbound)
        return received


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    migrate(url)
    with open_store(url) as opened:
        yield opened


@asynccontextmanager
async def open_reconciler(store: Store) -> AsyncIterator[tuple[Reconciler, Exchange, Door]]:
    async with simulate() as exchange:
        account = open_account(api_url=exchange.url)
        requests, door = Requests(exchange.url), Door(store)
        client = open_client(account, requests)
        yield Reconciler(
            account=account, client=client, known=store, desk=door, settled=timedelta(0),  # type: ignore[arg-type]
        ), exchange, door  # fmt: skip
        await requests.close()


async def test_missed_messages_are_taken_in_once_and_in_order(store: Store) -> None:
    async with open_reconciler(store) as (reconciler, exchange, door):
        for number in range(120):
            exchange.take(ANN, (SMS, WHATSAPP)[number % 2], f"m{number}")
        assert await reconciler.reconcile() == 120
        sms = [inbound.text for inbound in door.kept if inbound.channel == "sms"]
        assert sms == [f"m{number}" for number in range(0, 120, 2)]
        assert await reconciler.reconcile() == 0


async def test_a_webhook_that_comes_late_changes_nothing(store: Store) -> None:
    async with open_reconciler(store) as (reconciler, exchange, door):
        message = exchange.take(ANN, SMS, "¡Hola!", ProfileName="Ann")
        assert await reconciler.reconcile() == 1
        (kept,) = door.kept
        assert (kept.text, kept.house, kept.metadata, kept.external_id) == (
            "¡Hola!",
            HOUSE,
            {"to": SMS},
            message.sid,
        )
        assert (await door.keep(kept)).duplicate


async def test_pictures_of_missed_messages_are_taken_in_too(store: Store) -> None:
    async with open_reconciler(store) as (reconciler, exchange, door):
        message = exchange.take(ANN, SMS, "", (("image/png", b"x"), ("audio/ogg", b"y")))
        await reconciler.reconcile()
        (kept,) = door.kept
        (picture,) = kept.pictures
        assert picture.source == f"{exchange.url}{message.uri}/Media/{message.media[0].sid}"
        assert kept.metadata["media"] == ["audio/ogg"]


async def test_what_was_erased_stays_erased(store: Store) -> None:
    async with open_reconciler(store) as (reconciler, exchange, _door):
        exchange.take(ANN, SMS, "Forget me")
        await reconciler.reconcile()
        conversation = store.find_conversation("sms", HOUSE, ANN)
        assert conversation
        store.erase_conversation(conversation)
        assert await reconciler.reconcile() == 0
        assert store.find_conversation("sms", HOUSE, ANN) is None


async def test_what_was_there_before_the_service_is_left_alone_and_a_long_outage_is_made_up_for(
    store: Store,
) -> None:
    async with open_reconciler(store) as (reconciler, exchange, door):
        exchange.take(ANN, SMS, "of old").at -= timedelta(hours=2)
        exchange.take(ANN, SMS, "new")
        assert await reconciler.reconcile() == 1
        reconciler.clock = lambda: now() + timedelta(days=6)
        exchange.take(ANN, SMS, "missed").at += timedelta(days=2)
        assert await reconciler.reconcile() == 2
        assert [inbound.text for inbound in door.kept] == ["new", "of old", "missed"]


async def test_our_own_messages_and_those_of_other_numbers_are_left_alone(store: Store) -> None:
    async with open_reconciler(store) as (reconciler, exchange, _door):
        exchange.take(ANN, "+19995550100", "to somebody else")
        exchange.send({"To": SMS, "From": "+14155550101", "Body": "from ours to ours"}, None)
        assert await reconciler.reconcile() == 0


async def test_a_message_whose_webhook_may_be_under_way_is_left_for_the_next_time(store: Store) -> None:
    async with open_reconciler(store) as (reconciler, exchange, _door):
        reconciler.settled = timedelta(minutes=1)
        exchange.take(ANN, SMS, "Just now")
        assert await reconciler.reconcile() == 0
        reconciler.settled = timedelta(0)
        assert await reconciler.reconcile() == 1


async def test_while_twilio_is_away_nothing_breaks(store: Store) -> None:
    async with open_reconciler(store) as (reconciler, exchange, _door):
        exchange.token = "another"
        with pytest.raises(TwilioException):
            await reconciler.reconcile()
        exchange.token = reconciler.account.token
        exchange.take(ANN, SMS, "Hello")
        assert await reconciler.reconcile() == 1
