"""Real databases for the store: a SQLite file for every test, and a PostgreSQL server where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.store import Store, migrate, open_store

BINARIES = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server: the configured one, or our own on a unix socket."""
    configured = os.environ.get("LOUPE_TEST_POSTGRES_URL")
    if configured:
        yield configured
        return
    if not (BINARIES / "initdb").exists():
        pytest.skip("NOT RUN ON POSTGRESQL: set LOUPE_TEST_POSTGRES_URL or install PostgreSQL 15")
    folder = Path(tempfile.mkdtemp(prefix="loupe-pg-", dir="/tmp"))
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(*words: str) -> None:
        subprocess.run(words, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, timeout=60)

    data = str(folder / "data")
    run(str(BINARIES / "initdb"), "-D", data, "-U", "loupe", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=50"
    control = str(BINARIES / "pg_ctl")
    run(control, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://loupe@/postgres?host={folder}"
    finally:
        run(control, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a PostgreSQL database that is set up and empty, to be copied for each test."""
    with create_postgres(postgres_server) as address:
        migrate(address)
        yield str(make_url(address).database)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that is set up and empty, to be copied for each test."""
    path = tmp_path_factory.mktemp("store") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@contextmanager
def create_postgres(server: str, template: str = "template1") -> Iterator[str]:
    """Create a PostgreSQL database, and drop it in the end."""
    name = f"loupe_{uuid.uuid4().hex}"
    address = make_url(server).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log")
        yield address.set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A SQLite file of the test's own, set up and empty."""
    shutil.copy(sqlite_template, tmp_path / "loupe.db")
    return f"sqlite:///{tmp_path / 'loupe.db'}"


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """A PostgreSQL database of the test's own, set up and empty."""
    with create_postgres(postgres_server, postgres_template) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """A database that is set up and empty: the test runs on each kind."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a single table: the test runs on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'loupe.db'}"
        return
    with create_postgres(request.getfixturevalue("postgres_server")) as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store that is set up and empty."""
    with open_store(url) as opened:
        yield opened
