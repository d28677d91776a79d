"""Customers who write to the desk, and the post that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from bot.dialogue.turn import Desk
from bot.store import Delivery, Inbound, Reply, SentPicture, Store

HOUSE = "josefina_bailleres"


def now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass
class Customer:
    """Somebody who writes to the desk, and remembers what was asked."""

    desk: Desk
    house: str = HOUSE
    name: str = field(default_factory=lambda: uuid4().hex)
    asked: list[str] = field(default_factory=list)
    replies: tuple[Reply, ...] = ()

    async def say(
        self, text: str, message_id: str | None = None, pictures: Sequence[SentPicture] = ()
    ) -> str:
        """Write one message, perhaps with pictures; returns all that comes back."""
        inbound = Inbound(
            channel="rest",
            sender=self.name,
            house=self.house,
            text=text,
            external_id=message_id or uuid4().hex,
            pictures=tuple(pictures),
        )
        self.replies = await self.desk.answer(inbound)
        if self.standing["asked"]:
            self.asked.append(self.standing["asked"])
        return "\n\n".join(reply.text for reply in self.replies)

    @property
    def standing(self) -> Mapping[str, Any]:
        """What the last reply says about the conversation; that nothing is asked where there was none."""
        return self.replies[-1].metadata if self.replies else {"asked": None}

    async def answer_questions(self, answers: Mapping[str, str], limit: int = 20) -> None:
        """Answer whatever is asked until the inquiry is sent; what is not in the answers is not known."""
        for _ in range(limit):
            if self.standing["status"] == "submitted":
                return
            await self.say(answers.get(self.standing["asked"], "I don't know yet"))
        raise AssertionError(f"not submitted; asked: {self.asked}")


def fetch_briefs(store: Store) -> list[Delivery]:
    """Take every brief out of the outbox, as the sender would."""
    briefs = []
    while delivery := store.claim_delivery(now(), timedelta(minutes=5), ("brief",)):
        store.mark_sent(delivery, now())
        briefs.append(delivery)
    return briefs
