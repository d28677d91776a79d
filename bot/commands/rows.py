"""JSON lines in, JSON lines out: what the verbs with `--jsonl` share, and how settings are read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, TextIO

import click
from pydantic import ValidationError
from pydantic_settings import SettingsError

from bot.atelier.packs.fault import UnknownHouse
from bot.settings import Settings

Row = dict[str, Any]


def read_settings() -> Settings:
    """Read the settings from the environment; a value that does not fit is named with its variable."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [f"LOUPE_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()]
        raise click.ClickException("; ".join(faults)) from None
    except SettingsError as error:
        # Its words name the field and keep the value, which may be a secret, to themselves.
        raise click.ClickException(f"A setting is not the JSON it has to be: {error}") from None


def answer_lines(lines: TextIO, answer: Callable[[Row], Row]) -> None:
    """Answer JSON lines one by one; a line that cannot be answered gets an error with its number."""
    failed = False
    for number, row in _read_rows(lines):
        try:
            result = guard(answer, row)
        except click.ClickException as error:
            failed = True
            click.echo(f"line {number}: {error.message}", err=True)
            result = {"id": row.get("id") if isinstance(row, dict) else None, "error": error.message}
        click.echo(json.dumps(result, ensure_ascii=False))
    if failed:
        sys.exit(1)


def _read_rows(lines: TextIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                yield number, error


def guard(answer: Callable[[Row], Row], row: Any) -> Row:
    """Let an answer's bad input become a message rather than a traceback."""
    if isinstance(row, Exception):
        raise click.ClickException(f"not JSON: {row}")
    if not isinstance(row, dict):
        raise click.ClickException("a line has to be an object")
    try:
        return answer(row)
    except UnknownHouse as unknown:
        raise click.ClickException(str(unknown)) from None
    except KeyError as missing:
        raise click.ClickException(f"the key {missing} is missing") from None
    except (ValueError, TypeError) as error:
        raise click.ClickException(str(error)) from None


def print_json(value: Any) -> None:
    """Print a value as JSON for reading."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
