"""Pictures of messages: credentials go to Twilio alone, nothing leads inward, what lags comes later."""

from __future__ import annotations

import asyncio
import base64
import io
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from aiohttp import web
from PIL import Image

from bot.channels.gallery import Gallery
from bot.channels.twilio.client import Requests, open_client
from bot.channels.twilio.download import Downloads, NotYet, Unfetchable
from bot.channels.twilio.fetcher import BACKOFF, Fetcher
from bot.pictures.folder import PictureFolder
from bot.simulation.exchange import Exchange
from bot.simulation.messages import Media, Message
from bot.store import Inbound, SentPicture, Store, migrate, new_id, open_store
from tests.phones.lines import HOUSE, SID, SMS, open_account, simulate

START = datetime(2026, 11, 21, 12, 0, tzinfo=timezone.utc)
ANN = "+14155550123"


def paint() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "gold").save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    migrate(url)
    with open_store(url) as opened:
        yield opened


@dataclass
class Darkroom:
    """A fetcher with all that it works with."""

    store: Store
    exchange: Exchange
    fetcher: Fetcher
    now: datetime = START

    def send(self, content: bytes, kind: str = "image/png") -> str:
        """Let a customer send a picture; gives the conversation's id."""
        message = self.exchange.take(ANN, SMS, "", ((kind, content),))
        source = f"{self.exchange.url}{message.uri}/Media/{message.media[0].sid}"
        inbound = Inbound(
            channel="sms", sender=ANN, house=HOUSE, text="", external_id=message.sid,
            pictures=(SentPicture(new_id(), source=source),), quiet=timedelta(0),
        )  # fmt: skip
        return self.store.receive(inbound, self.now).conversation_id

    def list_states(self, conversation: str) -> list[str]:
        return [picture["state"] for picture in self.store.export_conversation(conversation)["attachments"]]

    async def work(self, **span: float) -> None:
        """Fetch what is due, then let time pass."""
        while await self.fetcher.fetch_next():
            pass
        self.now += timedelta(**span)


@asynccontextmanager
async def open_darkroom(store: Store, folder: Path, *, deletes: bool = False) -> AsyncIterator[Darkroom]:
    async with simulate() as exchange:
        account = open_account(api_url=exchange.url, deletes_media=deletes)
        requests, downloads = Requests(exchange.url), Downloads(account, seconds=1, size=100_000)
        gallery = Gallery(store, PictureFolder(folder / "pictures"))
        room = Darkroom(store, exchange, None)  # type: ignore[arg-type]
        room.fetcher = Fetcher(
            fetches=store,
            gallery=gallery,
            downloads=downloads,
            account=account,
            client=open_client(account, requests),
            clock=lambda: room.now,
        )
        yield room
        await requests.close()
        await downloads.close()


@pytest.mark.parametrize("deletes", [False, True])
async def test_a_picture_is_fetched_kept_and_deleted_at_twilio_if_so_set(
    store: Store, tmp_path: Path, deletes: bool
) -> None:
    async with open_darkroom(store, tmp_path, deletes=deletes) as room:
        conversation = room.send(paint())
        await room.work()
        assert room.list_states(conversation) == ["kept"]
        assert any(message.media for message in room.exchange.messages.values()) != deletes


async def test_a_picture_that_lags_is_fetched_as_soon_as_it_is_there(store: Store, tmp_path: Path) -> None:
    async with open_darkroom(store, tmp_path) as room:
        room.exchange.media_lag = 3
        conversation = room.send(paint())
        for _ in range(3):
            await room.work(seconds=20)
            assert room.list_states(conversation) == ["fetching"]
        await room.work()
        assert room.list_states(conversation) == ["kept"]


async def test_a_picture_that_never_comes_is_given_up_within_the_time_that_a_brief_waits(
    store: Store, tmp_path: Path
) -> None:
    assert sum(BACKOFF, timedelta(0)) < timedelta(minutes=10)
    async with open_darkroom(store, tmp_path) as room:
        room.exchange.media_lag = 1_000
        conversation = room.send(paint())
        for _ in range(len(BACKOFF) + 1):
            await room.work(minutes=5)
        assert room.list_states(conversation) == ["lost"]


@pytest.mark.parametrize("content", [b"no picture", b"", b"\xff" * 200_000])
async def test_what_is_no_picture_or_too_large_is_lost_at_once(
    store: Store, tmp_path: Path, content: bytes
) -> None:
    async with open_darkroom(store, tmp_path) as room:
        conversation = room.send(content, "image/jpeg")
        await room.work()
        assert room.list_states(conversation) == ["lost"]


@dataclass
class Web:
    """Some web server, which remembers who came with what."""

    routes: dict[str, web.Response | str] = field(default_factory=dict)
    visits: list[tuple[str, str | None]] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer as the routes say."""
        self.visits.append((request.path, request.headers.get("Authorization")))
        if request.path == "/slow":
            await asyncio.sleep(30)
        target = self.routes.get(request.path, "")
        return web.Response(status=302, headers={"Location": target}) if target else web.Response(text="file")


@asynccontextmanager
async def open_web() -> AsyncIterator[Web]:
    site = Web()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield site
    finally:
        await runner.cleanup()


@asynccontextmanager
async def download(api_url: str, **limits: float) -> AsyncIterator[Downloads]:
    downloads = Downloads(open_account(api_url=api_url), **limits)  # type: ignore[arg-type]
    try:
        yield downloads
    finally:
        await downloads.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://api.twilio.com/x", "https://api.twilio.com.evil.example/x", "https://eviltwilio.com/x",
        "https://user@evil.example/.twilio.com", "https://api.twilio.com:8443/x", "ftp://api.twilio.com/x",
        "file:///etc/passwd", "", "https://[::1", "https://169.254.169.254/latest", "//api.twilio.com/x",
    ],
)  # fmt: skip
async def test_only_twilios_own_addresses_are_asked(url: str) -> None:
    async with download("https://api.twilio.com") as downloads:
        with pytest.raises(Unfetchable):
            await downloads.fetch(url)


async def test_who_we_are_is_told_to_twilio_and_to_nobody_it_sends_us_to() -> None:
    async with open_web() as site, download(site.url) as downloads:
        site.routes["/a"] = f"{site.url}/b"
        assert await downloads.fetch(f"{site.url}/a") == b"file"
        token = base64.b64encode(f"{SID}:{'7' * 32}".encode()).decode()
        assert site.visits == [("/a", f"Basic {token}"), ("/b", None)]


async def test_redirects_end_and_lead_nowhere_inside() -> None:
    async with open_web() as site, open_web() as inside, download(site.url) as downloads:
        site.routes |= {
            "/loop": f"{site.url}/loop",
            "/in": f"{inside.url}/secret",
            "/ftp": "ftp://example.com/",
        }
        for path in ("/loop", "/in", "/ftp"):
            with pytest.raises(Unfetchable):
                await downloads.fetch(site.url + path)
        assert inside.visits == []
        assert len(site.visits) == 6


@pytest.mark.parametrize(
    "target", ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"]
)
async def test_a_name_that_resolves_into_the_own_network_is_refused_where_the_socket_is_made(
    target: str,
) -> None:
    async with open_web() as site, open_web() as inside, download(site.url) as downloads:
        site.routes["/in"] = f"http://{target}:{inside.url.rpartition(':')[2]}/secret"
        with pytest.raises((Unfetchable, NotYet)):
            await downloads.fetch(f"{site.url}/in")
        assert inside.visits == []


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("10.0.0.1", False), ("192.168.1.1", False),
        ("172.16.0.1", False), ("169.254.169.254", False), ("127.0.0.1", False), ("::1", False),
        ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False), ("0.0.0.0", False),
        ("100.64.0.1", False),
    ],
)  # fmt: skip
def test_only_public_addresses_are_outside(address: str, outside: bool) -> None:
    downloads = Downloads(open_account())
    found = (socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))
    if outside:
        downloads._make_socket(found).close()
    else:
        with pytest.raises(OSError, match="refused"):
            downloads._make_socket(found)


async def test_a_slow_answer_is_not_waited_for() -> None:
    async with open_web() as site, download(site.url, seconds=0.2) as downloads:
        with pytest.raises(NotYet):
            await downloads.fetch(f"{site.url}/slow")


def test_a_message_shows_its_files_as_twilio_does() -> None:
    message = Message("MM" + "1" * 32, SID, ANN, SMS, "", START, "inbound", "received")
    shown = Media("ME" + "2" * 32, "image/png", b"").show(message)
    assert shown["uri"] == f"/2010-04-01/Accounts/{SID}/Messages/{message.sid}/Media/{shown['sid']}.json"
