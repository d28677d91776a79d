"""The phones: all that works for one account at Twilio, opened and closed together."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.atelier.house import House
from bot.channels.gallery import Gallery
from bot.channels.inbound import Desk
from bot.channels.twilio.account import Account
from bot.channels.twilio.client import Requests, open_client
from bot.channels.twilio.download import Downloads
from bot.channels.twilio.fetcher import Fetcher
from bot.channels.twilio.notices import draft_notice
from bot.channels.twilio.pace import Pace
from bot.channels.twilio.reconciler import Reconciler
from bot.channels.twilio.texter import Texter
from bot.store import Delivery, MailDraft, Store

AT_ONCE: Final = 4
"""How many messages are on their way to Twilio at a time: one that hangs does not hold up the others."""


@dataclass(frozen=True)
class Phones:
    """What works for an account."""

    texter: Texter
    reconciler: Reconciler
    fetcher: Fetcher
    requests: Requests

    def work(self) -> list[Coroutine[Any, Any, None]]:
        """List what is to run for as long as the service does."""
        texting = [self.texter.run() for _ in range(AT_ONCE)]
        return [*texting, self.fetcher.run(), self.texter.hear_reports(), self.reconciler.run()]

    async def close(self) -> None:
        """Close the connections."""
        await self.requests.close()
        await self.fetcher.downloads.close()


def open_phones(
    account: Account,
    store: Store,
    desk: Desk,
    gallery: Gallery,
    houses: Mapping[str, House],
    mail_domain: str,
) -> Phones:
    """Open everything that works for an account."""
    requests = Requests(account.api_url)
    client = open_client(account, requests)

    def draft(delivery: Delivery, code: str | None) -> MailDraft:
        thread = store.load_thread(delivery.conversation_id)
        return draft_notice(delivery, code, houses[delivery.house], thread, mail_domain)

    texter = Texter(queue=store, account=account, client=client, draft_notice=draft, pace=Pace(account.pace))
    reconciler = Reconciler(account=account, client=client, known=store, desk=desk)
    fetcher = Fetcher(
        fetches=store, gallery=gallery, downloads=Downloads(account), account=account, client=client
    )
    return Phones(texter, reconciler, fetcher, requests)
