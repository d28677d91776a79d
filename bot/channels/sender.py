"""The post room: takes briefs from the outbox to the mailbox where the atelier works."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Protocol

from bot.channels.courier import Courier, Kind
from bot.channels.failures import PermanentFailure, Postponed, UnknownOutcome
from bot.channels.gallery import OnTheirWay
from bot.channels.mail import Enclosure, Letter, address_letter
from bot.store import Attachment, Delivery

FOR_PICTURES = timedelta(minutes=10)
"""How long a letter waits for pictures that are still being fetched."""
LOOK_AGAIN = 10.0
TOO_LARGE = ("552", "554 5.3.4")


class Unreadable(PermanentFailure):
    """The draft cannot be made a letter."""

    def __str__(self) -> str:
        return f"unreadable draft ({self.code})"


class LoadEnclosures(Protocol):
    """Loads the pictures that go with a letter."""

    def __call__(self, attachments: Sequence[Attachment], *, patiently: bool) -> tuple[Enclosure, ...]:
        """Load them. Errors: `OnTheirWay` where some are still being fetched and the letter may wait."""


class Mailbox(Protocol):
    """Where letters go."""

    async def deliver(self, letter: Letter) -> str | None:
        """Hand a letter over; returns a receipt, raises the failures of `failures`."""

    async def find(self, message_id: str) -> bool:
        """Say whether a letter is known to have arrived; False where nobody can look."""


def _enclose_nothing(attachments: Sequence[Attachment], *, patiently: bool) -> tuple[Enclosure, ...]:
    return ()


@dataclass(kw_only=True)
class Sender(Courier):
    """Delivers briefs one after the other."""

    kind: ClassVar[Kind] = "brief"
    backoff: ClassVar = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240))
    patience: ClassVar = timedelta(days=5)

    mailbox: Mailbox
    find_sender: Callable[[str], tuple[str, str]]
    """The name and mail address that a house's letters come from, by the house's key."""
    load_enclosures: LoadEnclosures = _enclose_nothing

    async def _carry(self, delivery: Delivery) -> str | None:
        """Deliver a letter unless it is there already; without its files where they are too large."""
        letter = await asyncio.to_thread(self._address, delivery)
        if delivery.uncertain and await self.mailbox.find(letter.message_id):
            return "found in the mailbox"
        try:
            return await self.mailbox.deliver(letter)
        except UnknownOutcome:
            if await self.mailbox.find(letter.message_id):
                return "found in the mailbox"
            raise
        except PermanentFailure as failure:
            if not letter.enclosures or not failure.code.startswith(TOO_LARGE):
                raise
            return await self.mailbox.deliver(letter.model_copy(update={"enclosures": ()}))

    def _address(self, delivery: Delivery) -> Letter:
        try:
            draft = delivery.mail
            patiently = self.clock() - delivery.created_at < FOR_PICTURES
            enclosures = self.load_enclosures(draft.attachments, patiently=patiently)
            return address_letter(draft, self.find_sender(delivery.house), delivery.created_at, enclosures)
        except OnTheirWay:
            raise Postponed("pictures", "still fetched", after=LOOK_AGAIN) from None
        except Exception as error:
            raise Unreadable("draft", type(error).__name__) from error
