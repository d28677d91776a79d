"""What the tests of the phones share: an account, its numbers, and the service as a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.channels.twilio.account import Account
from bot.simulation.api import open_exchange
from bot.simulation.exchange import Exchange

ROOT = Path(__file__).parents[2]
SID, TOKEN = "AC" + "5" * 32, "7" * 32
HOUSE = "josefina_bailleres"
SMS, WHATSAPP = "+14155550100", "whatsapp:+14155550100"
NUMBERS = {SMS: HOUSE, WHATSAPP: HOUSE, "+14155550101": "atlier_jewelry"}


def open_account(**changes: object) -> Account:
    """The account of the tests."""
    fields: dict[str, object] = {
        "sid": SID,
        "token": TOKEN,
        "numbers": NUMBERS,
        "public_url": "https://desk.example.com",
        "pace": 0.0,
    }
    return Account(**(fields | changes))  # type: ignore[arg-type]


@asynccontextmanager
async def simulate(webhook: str = "http://127.0.0.1:9/", **more: object) -> AsyncIterator[Exchange]:
    """An exchange whose API listens."""
    exchange = Exchange(SID, TOKEN, webhook, **more)  # type: ignore[arg-type]
    runner = await open_exchange(exchange)
    try:
        yield exchange
    finally:
        await exchange.close()
        await runner.cleanup()


@dataclass
class Service:
    """A running service."""

    process: subprocess.Popen[bytes]
    address: str
    home: Path

    @property
    def webhook(self) -> str:
        """Where Twilio brings messages."""
        return f"{self.address}/webhooks/twilio"

    @property
    def log(self) -> str:
        """What it has written so far."""
        return (self.home / "service.log").read_text(encoding="utf-8")


def find_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@asynccontextmanager
async def serve(
    home: Path, exchange: Exchange, *, public: str | None = None, port: int | None = None, **settings: str
) -> AsyncIterator[Service]:
    """Run `loupe serve` for as long as the block lasts; `public` is where Twilio believes it to be."""
    port = port or find_port()
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "LOUPE_HOME": str(home),
        "LOUPE_PORT": str(port),
        "LOUPE_TODAY": "2026-11-21",
        "LOUPE_PUBLIC_URL": public or address,
        "LOUPE_TWILIO_ACCOUNT_SID": SID,
        "LOUPE_TWILIO_AUTH_TOKEN": TOKEN,
        "LOUPE_TWILIO_API_URL": exchange.url,
        "LOUPE_TWILIO_NUMBERS": json.dumps(NUMBERS),
        "LOUPE_TWILIO_QUIET": "0.2",
        "LOUPE_TWILIO_PACE": "0",
        **settings,
    }
    service = Service(_start(home, environment), address, home)
    try:
        await _wait_until_well(service)
        yield service
    finally:
        service.process.terminate()
        await asyncio.to_thread(service.process.wait, 30)


def _start(home: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "service.log").open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )


async def _wait_until_well(service: Service) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(600):
            assert service.process.poll() is None, service.log
            try:
                async with session.get(f"{service.address}/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError("the service did not come up")


async def wait_for(condition: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until something has happened."""
    patience = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < patience, "it did not happen in time"
        await asyncio.sleep(0.05)
