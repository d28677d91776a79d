"""The exchange: customers' telephones on one side, Twilio's API on the other, all in this process."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.simulation.faults import Fault
from bot.simulation.messages import Media, Message, mint
from bot.simulation.webhooks import Webhooks

WINDOW = timedelta(hours=24)
STOPS = frozenset(["STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"])
STARTS = frozenset(["START", "YES", "UNSTOP"])


class Exchange:
    """One account with its numbers, its messages and whoever writes to them."""

    def __init__(
        self,
        account_sid: str,
        token: str,
        webhook: str,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
        answers_stop: bool = False,
        reports: bool = True,
    ) -> None:
        """Name the account and the webhook of its numbers.

        `answers_stop` is what a plain number does: Twilio itself answers STOP and blocks what follows.
        """
        self.account_sid, self.token, self.webhook = account_sid, token, webhook
        self.url = ""
        """Where the API listens, once it does."""
        self.clock = clock
        self.answers_stop = answers_stop
        self.reports = reports
        self.messages: dict[str, Message] = {}
        """Every message by its id, oldest first."""
        self.faults: deque[Fault | None] = deque()
        """What the next requests run into, one each; None for a request that goes well."""
        self.requests: list[tuple[Fault | None, dict[str, str]]] = []
        """Every request to send a message, with the fault that it ran into."""
        self.media_lag = 0
        """How many times a file is not there yet when it is asked for."""
        self.heard: Callable[[Message], None] = lambda message: None
        """Told of every message that reaches a customer."""
        self.webhooks = Webhooks(token)
        self._blocked: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def outbound(self) -> list[Message]:
        """What was sent to customers, oldest first."""
        return [message for message in self.messages.values() if message.direction != "inbound"]

    def list_texts(self, to: str) -> list[str]:
        """List what a customer was sent."""
        return [message.body for message in self.outbound if message.to == to]

    def take(
        self,
        from_: str,
        to: str,
        body: str = "",
        media: Sequence[tuple[str, bytes]] = (),
        **details: str,
    ) -> Message:
        """Take a message from a customer's telephone, without telling anybody; media are (type, content)."""
        sid = mint("MM" if media else "SM")
        files = [Media(mint("ME"), kind, content) for kind, content in media]
        at = self.clock()
        message = Message(
            sid, self.account_sid, from_, to, body, at, "inbound", "received", None, files, details
        )
        self.messages[sid] = message
        self._obey(message)
        return message

    async def deliver(self, message: Message, address: str | None = None) -> int:
        """Tell the service of a message, perhaps again; returns the status of its answer."""
        return await self.webhooks.post(address or self.webhook, message.announce(self.url))

    async def text(self, from_: str, to: str, body: str = "", **more: Any) -> int:
        """Take a message and tell the service of it."""
        return await self.deliver(self.take(from_, to, body, **more))

    def find_refusal(self, fields: dict[str, str]) -> Fault | None:
        """Find why Twilio refuses to send a message by its own rules; None where it takes it."""
        to = fields.get("To", "")
        if to in self._blocked:
            return Fault(400, 21610)
        if len(fields.get("Body", "")) > 1600:
            return Fault(400, 21617)
        if to.startswith("whatsapp:") and "ContentSid" not in fields:
            heard = [message.at for message in self.messages.values() if message.from_ == to]
            if not heard or self.clock() - max(heard) >= WINDOW:
                return Fault(201, accepts=True, reports=63016)
        return None

    def send(self, fields: dict[str, str], reports: int | None) -> Message:
        """Send a message to a customer, and report what becomes of it."""
        message = Message(
            sid=mint("SM"),
            account_sid=self.account_sid,
            from_=fields.get("From", ""),
            to=fields["To"],
            body=fields.get("Body") or fields.get("ContentVariables", ""),
            at=self.clock(),
            direction="outbound-api",
            status="queued",
            sent=fields,
        )
        self.messages[message.sid] = message
        callback = fields.get("StatusCallback")
        statuses = ["undelivered"] if reports else ["sent", "delivered"]
        if callback and (self.reports or reports):
            task = asyncio.create_task(self._report(message, callback, statuses, reports))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            message.status, message.error_code = statuses[-1], reports
        if not reports:
            self.heard(message)
        return message

    async def _report(
        self, message: Message, callback: str, statuses: Sequence[str], code: int | None
    ) -> None:
        for status in statuses:
            message.status, message.error_code = status, code
            await self.report(message, callback, status, code)

    async def report(self, message: Message, callback: str, status: str, code: int | None = None) -> int:
        """Tell the service what became of a message of its own; returns the status of its answer."""
        fields = {
            "MessageSid": message.sid,
            "SmsSid": message.sid,
            "AccountSid": message.account_sid,
            "From": message.from_,
            "To": message.to,
            "MessageStatus": status,
            "SmsStatus": status,
            "ApiVersion": "2010-04-01",
        }
        return await self.webhooks.post(callback, fields | ({"ErrorCode": str(code)} if code else {}))

    def _obey(self, message: Message) -> None:
        """Block and unblock as a plain number does; WhatsApp leaves that to the service."""
        word = message.body.strip().upper()
        if not self.answers_stop or message.from_.startswith("whatsapp:"):
            return
        if word in STOPS:
            self._blocked.add(message.from_)
        elif word in STARTS:
            self._blocked.discard(message.from_)

    async def close(self) -> None:
        """Wait for what is under way, and close the connections."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.webhooks.close()
