"""The only place that wires: settings in, a running service out."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timezone
from functools import partial

import click
import structlog
from aiohttp import web
from yarl import URL

from bot.atelier.packs.fault import PackError, UnknownHouse
from bot.atelier.packs.shelf import SHELF
from bot.channels.gallery import Gallery
from bot.channels.keys import (
    DEFAULT_HOUSE,
    DESK,
    GALLERY,
    HOUSES,
    NEWS,
    PICTURES,
    REPORTS,
    REST_TOKEN,
    SECRET,
    TRANSCRIPTS,
    TWILIO,
)
from bot.channels.maildir import MaildirMailbox
from bot.channels.news import News
from bot.channels.origins import ORIGINS, OWN_ORIGIN
from bot.channels.rates import PROXIES, RATES, Rates
from bot.channels.sender import Mailbox, Sender
from bot.channels.smtp import SmtpMailbox
from bot.channels.twilio.phones import Phones, open_phones
from bot.channels.twilio.shaping import shape_for_sms, shape_for_whatsapp
from bot.dialogue.agent import Assistant, DialogueThread
from bot.dialogue.texting import Shape
from bot.dialogue.turn import Desk
from bot.phones import find_account
from bot.pictures.folder import PictureFolder
from bot.settings import Settings
from bot.store import Store, migrate, open_store
from bot.web.health import PROBES
from bot.web.routes import add_routes

SWITCH_SECONDS = 0.0005

log = structlog.get_logger(__name__)


async def create_app(settings: Settings) -> web.Application:
    """Build the service: the store, the assistant in its thread, the desk, the sender and the pages."""
    app = web.Application()
    store = await asyncio.to_thread(_open_store, settings)
    thread = DialogueThread()
    assistant = await asyncio.to_thread(Assistant, settings.model)
    houses = SHELF
    houses.reload(settings.houses)
    if settings.house not in houses:
        raise UnknownHouse(settings.house, houses)
    mail_domain = settings.mail_from.rpartition("@")[2]
    account = find_account(settings)
    if account:
        account.check(houses)
    shapes: dict[str, Shape] = (
        {"sms": shape_for_sms, "whatsapp": partial(shape_for_whatsapp, account)} if account else {}
    )
    desk = Desk(
        store, assistant, thread, houses, _now, mail_domain=mail_domain, today=settings.today, shapes=shapes
    )
    gallery = Gallery(store, PictureFolder(settings.picture_folder))
    news = News(store)
    phones = open_phones(account, store, desk, gallery, houses, mail_domain) if account else None
    sender = Sender(
        queue=store,
        mailbox=_open_mailbox(settings),
        load_enclosures=gallery.enclose,
        find_sender=lambda house: (f"{houses[house].name} · Loupe", settings.mail_from),
    )

    app[DESK] = desk
    app[TRANSCRIPTS] = store
    app[PICTURES] = store
    app[GALLERY] = gallery
    app[NEWS] = news
    app[SECRET] = _find_secret(settings)
    app[ORIGINS] = settings.origins
    app[OWN_ORIGIN] = settings.public_url and str(URL(settings.public_url).origin())
    app[RATES] = Rates()
    app[PROXIES] = settings.proxies
    app[HOUSES] = houses
    app[DEFAULT_HOUSE] = settings.house
    app[PROBES] = {"database": lambda: _probe(store), "model": thread.probe}
    app[TWILIO] = account
    app[REPORTS] = store
    app[REST_TOKEN] = settings.rest_token.get_secret_value() if settings.rest_token else None
    add_routes(app)

    async def keep_working(app: web.Application) -> AsyncIterator[None]:
        await asyncio.to_thread(gallery.sweep, _now())
        loop = asyncio.get_running_loop()
        work = [desk.run(), sender.run(), news.run()]
        if phones:
            desk.on_replies = lambda: _wake(loop, phones)
            work += phones.work()
        tasks = [asyncio.create_task(task) for task in work]
        loop.add_signal_handler(signal.SIGHUP, lambda: loop.run_in_executor(None, _reload))
        yield
        loop.remove_signal_handler(signal.SIGHUP)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if phones:
            await phones.close()
        thread.stop()
        store.close()

    app.cleanup_ctx.append(keep_working)
    return app


def serve(settings: Settings) -> None:
    """Run the service until it is stopped, and say where it listens."""
    # The turns compute in a thread beside the loop: it must let go often, or acknowledgements wait for it.
    sys.setswitchinterval(SWITCH_SECONDS)
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    click.echo("· starting Loupe (the model loads in a few seconds)")
    web.run_app(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=None,
        print=lambda _: click.echo(f"· Loupe listens at {address}  (stop with Ctrl-C)"),
    )


def _open_store(settings: Settings) -> Store:
    settings.home.mkdir(parents=True, exist_ok=True)
    migrate(settings.store_url)
    return open_store(settings.store_url)


def _find_secret(settings: Settings) -> str:
    """Find what tokens are signed with; the first start makes it and keeps it to itself."""
    if settings.secret:
        return settings.secret.get_secret_value()
    path = settings.home / "secret"
    with (
        suppress(FileExistsError),
        os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file,
    ):
        file.write(secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii")


def _open_mailbox(settings: Settings) -> Mailbox:
    if settings.smtp_url:
        return SmtpMailbox(settings.smtp_url.get_secret_value())
    return MaildirMailbox(settings.mail_folder)


def _wake(loop: asyncio.AbstractEventLoop, phones: Phones) -> None:
    loop.call_soon_threadsafe(phones.texter.wake)


def _reload() -> None:
    """Read the packs again; what has a fault is named in the log and leaves the last good packs in use."""
    try:
        SHELF.reload()
    except PackError as error:
        log.error("the packs were not reloaded", faults=[str(fault) for fault in error.faults])
    else:
        log.info("the packs were reloaded", houses=[house.pack for house in SHELF.values()])


async def _probe(store: Store) -> bool:
    await asyncio.to_thread(store.waiting_turns, _now(), 1)
    return True


def _now() -> datetime:
    return datetime.now(timezone.utc)
