"""A telephone in the terminal: what is typed is texted to the bot, and what it sends appears."""

from __future__ import annotations

import asyncio
import mimetypes
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import click

from bot.simulation.api import open_exchange
from bot.simulation.exchange import Exchange
from bot.simulation.faults import FAULTS
from bot.simulation.messages import Message

HELP = """/photo PATH     send a picture, with the words behind the path if there are any
/pick N         press the N-th button of the last message that has some
/place LAT LON  share a location
/again          let Twilio bring the last message once more
/fault NAME     let the next message of the bot run into a fault: {faults}
/whatsapp, /sms change the telephone
/quit           hang up""".format(faults=", ".join(FAULTS))


class Telephone:
    """One customer's telephone, on SMS or on WhatsApp."""

    def __init__(self, exchange: Exchange, customer: str, house: str, *, whatsapp: bool) -> None:
        self._exchange = exchange
        self._customer, self._house = customer, house
        self._whatsapp = whatsapp
        self._last: Message | None = None
        exchange.heard = self._show

    @property
    def _numbers(self) -> tuple[str, str]:
        prefix = "whatsapp:" if self._whatsapp else ""
        return f"{prefix}{self._customer}", f"{prefix}{self._house}"

    async def type(self, line: str) -> bool:
        """Do what a line says; False when it hangs up."""
        verb, _, rest = line.partition(" ")
        if not verb.startswith("/"):
            await self._send(line)
            return True
        verbs: dict[str, Callable[[str], Awaitable[None]]] = {
            "/photo": self._send_photo,
            "/pick": self._pick,
            "/place": self._share_place,
            "/again": self._repeat,
            "/fault": self._break,
        }
        if verb in verbs:
            await verbs[verb](rest.strip())
        elif verb in ("/whatsapp", "/sms"):
            self._whatsapp = verb == "/whatsapp"
            click.echo(f"  {' writes to '.join(self._numbers)}, until the next change")
        elif verb != "/quit":
            click.echo(HELP)
        return verb != "/quit"

    async def _send(self, body: str, media: tuple[tuple[str, bytes], ...] = (), **details: str) -> None:
        from_, to = self._numbers
        self._last = self._exchange.take(from_, to, body, media, **details)
        await self._deliver()

    async def _deliver(self) -> None:
        if self._last is None:
            return
        status = await self._exchange.deliver(self._last)
        if status != 200:
            click.secho(f"  the service answered {status or 'nothing'}", fg="red")

    async def _send_photo(self, rest: str) -> None:
        path, _, words = rest.partition(" ")
        try:
            content = await asyncio.to_thread(_read_file, path)
        except OSError as error:
            click.secho(f"  {path}: {error.strerror}", fg="red")
            return
        await self._send(words, ((mimetypes.guess_type(path)[0] or "application/octet-stream", content),))

    async def _pick(self, rest: str) -> None:
        await self._send(rest, ButtonText=rest, ButtonPayload=rest)

    async def _share_place(self, rest: str) -> None:
        latitude, _, longitude = rest.partition(" ")
        await self._send("", Latitude=latitude, Longitude=longitude.strip())

    async def _repeat(self, rest: str) -> None:
        await self._deliver()

    async def _break(self, rest: str) -> None:
        if rest in FAULTS:
            self._exchange.faults.append(FAULTS[rest])
        else:
            click.echo(f"  one of {', '.join(FAULTS)}")

    def _show(self, message: Message) -> None:
        if message.to not in (self._customer, f"whatsapp:{self._customer}"):
            return
        click.secho(message.body, fg="cyan")
        count = message.segments
        note = "WhatsApp" if message.to.startswith("whatsapp:") else f"{count} segment{'s' * (count > 1)}"
        click.secho(f"  {len(message.body)} characters, {note}", dim=True)


def _read_file(path: str) -> bytes:
    return Path(path).expanduser().read_bytes()


async def converse(exchange: Exchange, port: int, customer: str, house: str, *, whatsapp: bool) -> None:
    """Let somebody text with the service until they hang up; errors: OSError for a port that is taken."""
    runner = await open_exchange(exchange, port)
    telephone = Telephone(exchange, customer, house, whatsapp=whatsapp)
    try:
        while True:
            line = await asyncio.to_thread(sys.stdin.readline)
            if not line or not await telephone.type(line.strip()):
                break
    finally:
        await exchange.close()
        await runner.cleanup()
