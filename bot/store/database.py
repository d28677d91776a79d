"""The connection: how each database is opened, how a transaction begins, and how its faults are told."""

from __future__ import annotations

import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

from bot.store.errors import StoreUnavailable

BUSY_SECONDS = 10
"""How long a writer waits for another process before it gives up."""


def new_id() -> str:
    """Mint the id of a conversation or an inquiry."""
    return str(uuid.uuid4())


class Database:
    """One database, SQLite or PostgreSQL, with transactions that only read and ones that write."""

    def __init__(self, url: str) -> None:
        self.url = _read_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._readers = _create_engine(self.url)
        self._writers = self._readers.execution_options(begin="BEGIN IMMEDIATE")
        # SQLite has one writer at a time, and its busy handler polls: within the process we queue instead.
        self._turnstile = threading.Lock() if self.is_sqlite else nullcontext()

    @property
    def where(self) -> str:
        """The address, without its password."""
        return str(self.url.database) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads. Errors: `StoreUnavailable`."""
        with self._explaining(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes, whole or not at all. Errors: `StoreUnavailable`."""
        with self._explaining(), self._turnstile, self._writers.begin() as connection:
            yield connection

    @contextmanager
    def outside_transactions(self) -> Iterator[Connection]:
        """Open a connection for statements that no transaction may hold, such as VACUUM."""
        with self._explaining(), self._turnstile:
            option = {"begin": None} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
            with self._readers.execution_options(**option).connect() as connection:
                yield connection

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._readers.dispose()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, InterfaceError) as error:
            raise self._explain(error) from error
        except DatabaseError as error:
            if any(sign in str(error.orig) for sign in ("malformed", "not a database")):
                raise self._explain(error) from error
            raise

    def _explain(self, error: DatabaseError | InterfaceError) -> StoreUnavailable:
        cause = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error).__name__
        for signs, what, mend in _FAULTS:
            if any(sign in cause.lower() for sign in signs):
                return StoreUnavailable(f"{what}: {cause}", self.where, mend)
        return StoreUnavailable(
            f"the database does not answer: {cause}", self.where, "Check LOUPE_DATABASE_URL and its server."
        )


class Part:
    """A part of the store: some verbs over the one database."""

    def __init__(self, database: Database) -> None:
        self._database = database


_FAULTS = (
    (("full", "no space", "disk i/o", "quota", "too large"), "the disk is full or failing",
     "Free some space, or move LOUPE_HOME to a larger disk; nothing was half written."),
    (("readonly", "read-only", "permission"), "the database may not be written",
     "Give the service's user the right to write the file and its folder."),
    (("unable to open",), "the database cannot be opened",
     "Check that the folder exists and that the service's user may write to it."),
    (("locked", "busy"), "another process holds the database",
     "Look for a backup or a second Loupe on the same file; the message is retried."),
    (("malformed", "not a database"), "the file is damaged or is no database",
     "Put it aside, restore the last backup, and run `loupe migrate`."),
)  # fmt: skip


def _read_url(url: str) -> URL:
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def _create_engine(url: URL) -> Engine:
    # Parameters are customers' words: they must not reach an exception's text, hence a log.
    if url.get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        # The driver's own BEGIN is deferred: a read that turns into a write then fails at once,
        # whatever the busy timeout. So the driver keeps out and every transaction says what it is.
        connection.isolation_level = None
        _keep_write_ahead_log(connection)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get("begin", "BEGIN")
        if statement:
            connection.exec_driver_sql(statement)

    return engine


def _keep_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, for which SQLite does not wait when two open a new file together."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.02)


def create_folder(url: str) -> None:
    """Create the folder that a SQLite file is to live in. Errors: `StoreUnavailable`."""
    parsed = _read_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return
    folder = Path(parsed.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"the folder cannot be created: {error.strerror}",
            str(folder),
            "Choose another LOUPE_HOME, or give the service's user the right to write there.",
        ) from error
