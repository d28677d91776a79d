"""A real SMTP server on loopback that refuses, hangs up and forgets on command."""

from __future__ import annotations

import asyncio
import email
import ssl
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Clerk:
    """What the server does at each step; a step that is not named is answered as usual."""

    answers: dict[str, str] = field(default_factory=dict)
    """The answer at EHLO, MAIL, RCPT or DATA: "550 5.1.1 no such user", or "drop", "hang" or "slow"."""
    drop_after_dot: int = 0
    """How many letters to take in and then hang up without a word."""
    received: list[bytes] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    knows_passwords: bool = True

    @property
    def message_ids(self) -> list[str]:
        return [str(email.message_from_bytes(letter)["Message-ID"]) for letter in self.received]

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"right", handled=False)

    async def _answer(self, step: str, server: SMTP) -> str | None:
        answer = self.answers.get(step)
        if answer == "drop":
            assert server.transport is not None
            server.transport.abort()
            raise ConnectionResetError
        if answer == "slow":
            await asyncio.sleep(0.3)
            return None
        if answer == "hang":
            await asyncio.sleep(60)
        return answer

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        answer = await self._answer("EHLO", server)
        session.host_name = hostname
        if answer:
            return [answer]
        return [line for line in responses if self.knows_passwords or "AUTH" not in line]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._answer("MAIL", server)
        envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = await self._answer("RCPT", server)
        envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await self._answer("DATA", server)
        if answer:
            return answer
        assert isinstance(envelope.content, bytes)
        self.received.append(envelope.content)
        if self.drop_after_dot:
            self.drop_after_dot -= 1
            assert server.transport is not None
            server.transport.abort()
            raise ConnectionResetError
        return "250 2.0.0 queued as 4711"


class PostOffice:
    """The server itself, in the test's own loop."""

    def __init__(
        self, clerk: Clerk, *, port: int = 0, password: bool = False, tls: ssl.SSLContext | None = None
    ):
        self.clerk, self.port, self._password, self._tls = clerk, port, password, tls

    async def __aenter__(self) -> PostOffice:
        def open_counter() -> SMTP:
            return SMTP(
                self.clerk,
                hostname="post.example",
                loop=asyncio.get_running_loop(),
                authenticator=self.clerk.authenticate if self._password else None,
                auth_required=self._password,
                auth_require_tls=False,
                tls_context=self._tls,
                enable_SMTPUTF8=False,
            )

        self._server = await asyncio.get_running_loop().create_server(open_counter, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()
