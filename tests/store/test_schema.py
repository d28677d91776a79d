"""A database is brought up to date by one command, and a store opens nothing that it would not understand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.store import SchemaMismatch, StoreUnavailable, migrate, open_store, schema
from bot.store.database import Database
from bot.store.tables import ConversationRow
from tests.store.people import answer


def test_a_migrated_database_has_exactly_the_tables_that_the_code_speaks_of(bare_url: str) -> None:
    migrate(bare_url)
    with Database(bare_url).reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, ConversationRow.metadata) == []


def test_migrating_again_changes_nothing(bare_url: str) -> None:
    migrate(bare_url)
    with open_store(bare_url) as store:
        conversation_id = answer(store, "Hello", "1", "Hi").conversation_id
        migrate(bare_url)
        assert [line.text for line in store.load_transcript(conversation_id)] == ["Hello", "Hi"]


def test_every_migration_can_be_taken_back(bare_url: str) -> None:
    migrate(bare_url)
    schema.downgrade(bare_url)
    with Database(bare_url).reading() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    migrate(bare_url)
    with open_store(bare_url) as store:
        assert answer(store, "Hello", "1", "Hi").inbox_id == 1


def test_processes_that_start_together_migrate_once(bare_url: str) -> None:
    schema.create_folder(bare_url)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: migrate(bare_url), range(4)))
    with open_store(bare_url) as store:
        answer(store, "Hello", "1", "Hi")


def test_a_migration_that_fails_leaves_the_database_as_it_was(bare_url: str) -> None:
    schema.create_folder(bare_url)
    database = Database(bare_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE outbox (id INTEGER)"))
    with pytest.raises(Exception, match="outbox"):
        migrate(bare_url)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["outbox"]


def test_a_database_that_was_never_set_up_says_how_to_do_it(bare_url: str) -> None:
    schema.create_folder(bare_url)
    with pytest.raises(SchemaMismatch, match="loupe migrate"):
        open_store(bare_url)


def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    with Database(url).writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (open_store, migrate):
        with pytest.raises(SchemaMismatch, match=r"newer version.*9999.*backup"):
            attempt(url)
    with Database(url).reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


def test_a_missing_folder_is_created_by_migrate_and_named_by_open(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a' / 'b' / 'loupe.db'}"
    with pytest.raises(StoreUnavailable, match=r"a/b/loupe.db.*folder exists"):
        open_store(url)
    migrate(url)
    open_store(url).close()


def test_a_folder_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match=r"file/var.*LOUPE_HOME"):
        migrate(f"sqlite:///{tmp_path / 'file' / 'var' / 'loupe.db'}")


def test_sqlite_is_opened_for_durability(sqlite_url: str) -> None:
    with Database(sqlite_url).reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
