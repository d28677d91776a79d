"""The schema's version: brought up to date by `migrate`, and checked before a store is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.store.database import Database, create_folder
from bot.store.errors import SchemaMismatch

MIGRATION_LOCK = 5_141_982
"""Keeps two PostgreSQL replicas from migrating at once; any number that nobody else uses."""


def migrate(url: str) -> None:
    """Bring a database up to this version's schema, creating it where there is none.

    Errors: `SchemaMismatch` for a database from a newer version, `StoreUnavailable`.
    """
    create_folder(url)
    with _locked(url) as (database, connection):
        _check_known(database, connection)
        command.upgrade(_configure(connection), "head")


def downgrade(url: str, to: str = "base") -> None:
    """Take a database back to an earlier revision; "base" drops every table with all it holds."""
    with _locked(url) as (_, connection):
        command.downgrade(_configure(connection), to)


def check_schema(database: Database) -> None:
    """Refuse a database that this version cannot work on. Errors: `SchemaMismatch`, `StoreUnavailable`."""
    with database.reading() as connection:
        _check_known(database, connection)
        current = MigrationContext.configure(connection).get_current_revision()
    if current != _scripts().get_current_head():
        raise SchemaMismatch(
            "the database has not been set up for this version", database.where, "Run `loupe migrate`."
        )


def _check_known(database: Database, connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in _scripts().walk_revisions()}
    if current is not None and current not in known:
        raise SchemaMismatch(
            f"the database comes from a newer version of Loupe (schema {current})",
            database.where,
            "Install that version, or restore a backup from before the upgrade.",
        )


@contextmanager
def _locked(url: str) -> Iterator[tuple[Database, Connection]]:
    database = Database(url)
    try:
        with database.writing() as connection:
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            yield database, connection
    finally:
        database.close()


def _configure(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_configure())
