"""Twilio's own library over aiohttp, at a configurable address, each failure sorted by what to do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from aiohttp import hdrs
from twilio.base.exceptions import TwilioRestException
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.channels.failures import (
    AuthFailure,
    DeliveryFailure,
    PermanentFailure,
    Postponed,
    UnknownOutcome,
    Unreachable,
)
from bot.channels.twilio.account import Account

STEP: Final = "twilio"
SECONDS: Final = 15.0
"""How long an answer may take before the outcome counts as unknown."""
CAPACITY: Final = frozenset({20429, 21611, 30001, 63017, 63018, 14107})
"""Codes of a queue that is full or a rate that is exceeded: the message was not taken."""
LONGEST_WAIT: Final = 3600.0


class Requests(AsyncHttpClient):
    """The library's requests, made by one session of ours and to one address."""

    def __init__(self, api_url: str, *, seconds: float = SECONDS) -> None:
        """Name the address that stands in for Twilio's own, and how long an answer may take."""
        super().__init__(logger=None, is_async=True)
        self._api = urlsplit(api_url)
        self._limit = aiohttp.ClientTimeout(total=seconds, connect=min(seconds, 5.0))
        self._session: aiohttp.ClientSession | None = None

    async def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """Make a request; raises the failures of `failures` where there is no answer to read."""
        target = urlunsplit(urlsplit(url)._replace(scheme=self._api.scheme, netloc=self._api.netloc))
        try:
            async with self._open().request(
                method,
                target,
                params=params,
                data=data,
                headers={**(headers or {}), **(write_credentials(*auth) if auth else {})},
                allow_redirects=False,
            ) as answer:
                text = await answer.text()
                _check_capacity(answer.status, answer.headers, text)
                return Response(answer.status, text, dict(answer.headers))
        except aiohttp.ClientConnectorError:
            raise Unreachable(STEP) from None
        except (aiohttp.ClientError, asyncio.TimeoutError, UnicodeDecodeError):
            raise UnknownOutcome(STEP) from None

    def _open(self) -> aiohttp.ClientSession:
        # Opened at the first request: the library builds its client where no loop is running yet.
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._limit)
        return self._session

    async def close(self) -> None:
        """Close the session."""
        if self._session:
            await self._session.close()


def write_credentials(user: str, password: str) -> dict[str, str]:
    """Write the header that lets a user in."""
    return {hdrs.AUTHORIZATION: aiohttp.encode_basic_auth(user, password)}


def open_client(account: Account, requests: Requests) -> Client:
    """Open the library's client for an account; an API key makes the requests where there is one."""
    user, password = account.api_key or (account.sid, account.token)
    return Client(user, password, account.sid, http_client=requests, environment={})


def read_failure(error: Exception) -> DeliveryFailure:
    """Read what the library raised at a message: only a refusal that Twilio has worded means not sent."""
    if isinstance(error, DeliveryFailure):
        return error
    if not isinstance(error, TwilioRestException):
        # Bad JSON, or an answer without the fields of a message: it may have been taken.
        return UnknownOutcome(STEP, type(error).__name__)
    code = str(error.code or error.status)
    if error.status >= 500 or 300 <= error.status < 400:
        return UnknownOutcome(STEP, code)
    if error.status in (401, 403) and code in ("401", "403", "20003", "20005", "20008"):
        return AuthFailure(STEP, code)
    return PermanentFailure(STEP, code)


def _check_capacity(status: int, headers: Mapping[str, str], text: str) -> None:
    """Raise Postponed where Twilio has no room now; the library would lose when to come back."""
    code = _find_code(text) if status >= 400 else None
    if status == 429 or code in CAPACITY:
        raise Postponed(STEP, str(code or status), after=_read_wait(headers.get("Retry-After")))


def _find_code(text: str) -> int | None:
    try:
        body: Any = json.loads(text)
        return int(body["code"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _read_wait(value: str | None) -> float | None:
    try:
        return min(max(float(value or ""), 0.0), LONGEST_WAIT)
    except ValueError:
        return None
