"""One file from Twilio: with the account's credentials to Twilio alone, and to nobody in our own network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp import hdrs

from bot.channels.twilio.account import Account
from bot.channels.twilio.client import write_credentials
from bot.pictures.faults import BYTES_LIMIT

SECONDS: Final = 30.0
REDIRECTS: Final = 3
TWILIO: Final = ".twilio.com"


class Unfetchable(Exception):
    """The file will never be fetched from there."""


class NotYet(Exception):
    """The file cannot be fetched now."""


class Inward(OSError):
    """An address leads into our own network."""


class Downloads:
    """Fetches the files that came with messages."""

    def __init__(self, account: Account, *, seconds: float = SECONDS, size: int = BYTES_LIMIT) -> None:
        """Set the account, and how long and how large a file may be."""
        self._account = account
        self._user, self._password = account.api_key or (account.sid, account.token)
        self._seconds, self._size = seconds, size
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, url: str) -> bytes:
        """Fetch a file. Errors: `Unfetchable`, `NotYet`."""
        if not self._is_twilio(url):
            raise Unfetchable("no address of Twilio's")
        try:
            return await asyncio.wait_for(self._follow(url), self._seconds)
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, Inward):
                raise Unfetchable("an address inside the network") from None
            raise NotYet("no connection") from None
        except aiohttp.InvalidURL:
            raise Unfetchable("no address") from None
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            raise NotYet(type(error).__name__) from None

    async def _follow(self, url: str) -> bytes:
        """Follow redirects; the first address alone is told who we are."""
        headers = write_credentials(self._user, self._password)
        for _ in range(REDIRECTS + 1):
            async with self._open().get(url, headers=headers, allow_redirects=False) as answer:
                if 300 <= answer.status < 400:
                    url, headers = urljoin(url, answer.headers.get(hdrs.LOCATION, "")), {}
                    self._check_scheme(url)
                    continue
                _check_status(answer.status)
                return await self._read(answer)
        raise Unfetchable("too many redirects")

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        content = bytearray()
        async for chunk in answer.content.iter_chunked(1 << 16):
            content += chunk
            if len(content) > self._size:
                raise Unfetchable("too large")
        return bytes(content)

    def _is_twilio(self, url: str) -> bool:
        try:
            parts, own = urlsplit(url), urlsplit(self._account.api_url)
            host = parts.hostname or ""
            if (parts.scheme, host, parts.port) == (own.scheme, own.hostname, own.port):
                return True
            return parts.scheme == "https" and host.endswith(TWILIO) and parts.port in (None, 443)
        except ValueError:
            return False

    def _check_scheme(self, url: str) -> None:
        """Keep to encrypted addresses, as far as Twilio's own is one."""
        if urlsplit(url).scheme not in {"https", urlsplit(self._account.api_url).scheme}:
            raise Unfetchable("an address that is not encrypted")

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            # Judged where the socket is made: whatever a name resolves to the next time, this is the address.
            connector = aiohttp.TCPConnector(socket_factory=self._make_socket)
            self._session = aiohttp.ClientSession(
                connector=connector, timeout=aiohttp.ClientTimeout(total=self._seconds), auto_decompress=False
            )
        return self._session

    def _make_socket(self, found: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = found
        if not self._is_outside(str(address[0]), int(address[1])):
            raise Inward("refused")
        return socket.socket(family, kind, protocol)

    def _is_outside(self, host: str, port: int) -> bool:
        """Whether an address is on the public internet, or that of a stand-in for Twilio on this machine."""
        ip = ipaddress.ip_address(host.partition("%")[0])
        mapped = getattr(ip, "ipv4_mapped", None)
        ip = mapped or ip
        stand_in = urlsplit(self._account.api_url)
        return ip.is_global or (ip.is_loopback and stand_in.scheme == "http" and stand_in.port == port)

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()


def _check_status(status: int) -> None:
    """Tell what is not there yet from what will never be: a file may lag behind its message."""
    if status in (404, 408, 425, 429, 401, 403) or status >= 500:
        raise NotYet(str(status))
    if status != 200:
        raise Unfetchable(str(status))
