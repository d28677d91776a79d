"""Letters by SMTP: one connection a letter, and an answer that says what to do next."""

from __future__ import annotations

import asyncio
import re
import ssl
from contextlib import suppress
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

from bot.channels.failures import (
    AuthFailure,
    DeliveryFailure,
    PermanentFailure,
    TransientFailure,
    UnknownOutcome,
    Unreachable,
)
from bot.channels.mail import Letter, compose

Step = Literal["connect", "AUTH", "MAIL", "RCPT", "DATA"]
STARTTLS = {"required": True, "auto": None, "off": False}
NOT_LET_IN = {530, 534, 535, 538}
CLOSING = 421
ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")


class SmtpMailbox:
    """A mail server that takes letters.

    The URL reads `smtp://user:password@host:port?starttls=required` (or `auto`, `off`), or `smtps://…` for
    TLS from the first byte. With a password, STARTTLS is required unless the URL says otherwise; without
    one it is used where offered. `step_seconds` bounds the wait for one answer, `letter_seconds` the whole.
    """

    def __init__(
        self,
        url: str,
        *,
        tls: ssl.SSLContext | None = None,
        local_name: str | None = None,
        step_seconds: float = 30,
        letter_seconds: float = 120,
    ) -> None:
        """Read the URL; raises ValueError where it cannot be understood, without repeating the password."""
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("The mail server's URL has the form smtp://user:password@host:port.")
        wish = parse_qs(parts.query).get("starttls", ["required" if parts.password else "auto"])[-1]
        if wish not in STARTTLS:
            raise ValueError("In the mail server's URL, starttls is one of required, auto and off.")
        self.host = parts.hostname
        self._over_tls = parts.scheme == "smtps"
        self.port = parts.port or (465 if self._over_tls else 587 if parts.password else 25)
        self._starttls = False if self._over_tls else STARTTLS[wish]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._tls, self._local_name = tls, local_name
        self._step_seconds, self._letter_seconds = step_seconds, letter_seconds

    def __repr__(self) -> str:
        return f"SmtpMailbox({self.host}:{self.port})"

    async def deliver(self, letter: Letter) -> str | None:
        """Hand a letter over and return the server's receipt; raises the failures of `failures`."""
        conversation = _Conversation(
            aiosmtplib.SMTP(
                hostname=self.host,
                port=self.port,
                use_tls=self._over_tls,
                start_tls=self._starttls,
                tls_context=self._tls,
                local_hostname=self._local_name,
                timeout=self._step_seconds,
            )
        )
        try:
            talk = conversation.hold(letter, self._user, self._password)
            return await asyncio.wait_for(talk, self._letter_seconds)
        except aiosmtplib.SMTPResponseException as answer:
            raise _read_refusal(conversation.step, answer) from None
        except (aiosmtplib.SMTPException, OSError, asyncio.TimeoutError) as error:
            raise _read_silence(conversation.step, error) from None
        finally:
            await conversation.leave()

    async def find(self, message_id: str) -> bool:
        """Say whether a letter is known to have arrived; a mail server cannot be asked, so never."""
        return False


class _Conversation:
    """One exchange with the server that remembers how far it came."""

    def __init__(self, client: aiosmtplib.SMTP) -> None:
        self._client = client
        self.step: Step = "connect"

    async def hold(self, letter: Letter, user: str, password: str) -> str:
        await self._client.connect()
        if user:
            self.step = "AUTH"
            await self._client.login(user, password)
        self.step = "MAIL"
        await self._client.mail(letter.sender[1])
        self.step = "RCPT"
        await self._client.rcpt(letter.to)
        message = compose(letter)
        self.step = "DATA"
        response = await self._client.data(message)
        return f"{response.code} {response.message}"

    async def leave(self) -> None:
        """Say goodbye where there is still somebody; what was accepted stays accepted."""
        with suppress(aiosmtplib.SMTPException, OSError, asyncio.TimeoutError):
            if self._client.is_connected:
                await self._client.quit(timeout=5)
        self._client.close()


def _read_refusal(step: Step, answer: aiosmtplib.SMTPResponseException) -> DeliveryFailure:
    """Read a server's answer: 4xx is for later, 5xx for people, and who we are is a matter of its own."""
    enhanced = ENHANCED.search(answer.message)
    code = f"{answer.code} {enhanced.group()}" if enhanced else str(answer.code)
    if step == "connect" or answer.code == CLOSING:
        return Unreachable(step, code)
    if answer.code >= 500 and (step == "AUTH" or answer.code in NOT_LET_IN):
        return AuthFailure(step, code)
    if answer.code >= 500:
        return PermanentFailure(step, code)
    if answer.code >= 400:
        return Unreachable(step, code) if step == "AUTH" else TransientFailure(step, code)
    return UnknownOutcome(step, code) if step == "DATA" else TransientFailure(step, code)


def _read_silence(step: Step, error: Exception) -> DeliveryFailure:
    """Read the lack of an answer: from DATA on nobody knows whether the letter was taken."""
    if step == "DATA":
        return UnknownOutcome(step)
    if step == "AUTH" and not isinstance(error, OSError | asyncio.TimeoutError):
        return AuthFailure(step)
    return Unreachable(step) if step in {"connect", "AUTH"} else TransientFailure(step)
