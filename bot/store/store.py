"""The store: everything the service remembers, behind verbs that each are one transaction."""

from __future__ import annotations

from types import TracebackType

from bot.store.database import Database
from bot.store.inbox import Inbox
from bot.store.outbox import Outbox
from bot.store.permissions import Permissions
from bot.store.pictures import Pictures
from bot.store.privacy import Privacy
from bot.store.questions import Questions
from bot.store.reports import Reports
from bot.store.schema import check_schema
from bot.store.transcripts import Transcripts
from bot.store.turns import Turns


class Store(Inbox, Turns, Outbox, Reports, Permissions, Transcripts, Pictures, Questions, Privacy):
    """All parts over one database; safe to share between threads."""

    def close(self) -> None:
        """Close the connections."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str) -> Store:
    """Open a database that `migrate` has set up. Errors: `SchemaMismatch`, `StoreUnavailable`."""
    database = Database(url)
    try:
        check_schema(database)
    except BaseException:
        database.close()
        raise
    return Store(database)
