"""The command line: `loupe`, or `python -m bot`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TextIO

import click
from pydantic import ValidationError

from bot.logs import configure_logs
from bot.settings import Settings

Row = dict[str, Any]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="loupe", prog_name="loupe")
def loupe() -> None:
    """The intake desk for bespoke jewelry."""
    configure_logs()


@loupe.command()
def serve() -> None:
    """Serve the shop page, the chat and the REST channel."""
    from bot.app import serve as run
    from bot.atelier.packs.fault import PackError, UnknownHouse
    from bot.dialogue.agent import ModelMissing
    from bot.nlu.encoder import EncoderMissingError
    from bot.store import StoreError

    try:
        run(_read_settings())
    except (EncoderMissingError, ModelMissing, OSError, PackError, StoreError, UnknownHouse) as error:
        raise click.ClickException(str(error)) from None


@loupe.command()
def train() -> None:
    """Train the model from config.yml, domain.yml and data/."""
    from bot.dialogue.training import TrainingFailed, train_model

    try:
        train_model(_read_settings().model)
    except TrainingFailed as error:
        raise click.ClickException(str(error)) from None


@loupe.command()
def migrate() -> None:
    """Bring the database to this version's layout."""
    from bot.store import StoreError
    from bot.store import migrate as migrate_database

    try:
        migrate_database(_read_settings().store_url)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    click.echo("The database is up to date.")


@loupe.command()
def check() -> None:
    """Check the house packs: what each answers, is silent on and disputes, and where its figures clash."""
    from rich.console import Console

    from bot.atelier.packs.fault import PackError
    from bot.atelier.packs.inspection import inspect
    from bot.atelier.packs.pack import load_houses
    from bot.report import print_inspection, print_settings

    console = Console()
    try:
        print_inspection(inspect(load_houses()), console)
    except PackError as error:
        raise click.ClickException(str(error)) from None
    print_settings(_read_settings(), console)


@loupe.command()
@click.argument("text", required=False)
@click.option("--asked", metavar="SLOT", help="The slot whose question the text answers.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of the message.")
@click.option("--jsonl", is_flag=True, help='Read {"id","text","asked","today"} lines from stdin.')
def read(text: str | None, asked: str | None, today: datetime | None, jsonl: bool) -> None:
    """Say what the system understands of a message."""
    from bot.atelier.inquiry import Inquiry
    from bot.atelier.readers.reading import Message, check_asked, write_reading
    from bot.atelier.readers.reading import read as read_message
    from bot.nlu.lexicon import Lexicon

    lexicon = Lexicon()
    usual = today.date() if today else _read_settings().today or date.today()  # noqa: DTZ011

    def understand(row: Row) -> Row:
        words, slot = str(row["text"]), check_asked(row.get("asked"))
        day = date.fromisoformat(row["today"]) if row.get("today") else usual
        reading = read_message(Message(text=words, mentions=lexicon.mark(words)), slot, Inquiry(), day)
        return {"id": row.get("id"), "slots": write_reading(reading)}

    if jsonl:
        _answer_lines(sys.stdin, understand)
    elif text is None:
        raise click.UsageError("Give a text, or --jsonl with lines on stdin.")
    else:
        _print(_guard(understand, {"text": text, "asked": asked})["slots"])


@loupe.command()
@click.option("--jsonl", is_flag=True, required=True, help='Read {"id","inquiry"} lines from stdin.')
@click.option("--house", default=lambda: _read_settings().house, help="The house whose rules apply.")
def route(jsonl: bool, house: str) -> None:
    """Say tier, route, flags and reasons for inquiries."""
    from bot.atelier.judgment.routing import decide, names_contact, read_row, write_decision
    from bot.atelier.packs.fault import UnknownHouse
    from bot.atelier.packs.pack import load_house

    try:
        pack = load_house(house)
    except UnknownHouse as error:
        raise click.ClickException(str(error)) from None
    today = _read_settings().today or date.today()  # noqa: DTZ011

    def judge(row: Row) -> Row:
        fields = row["inquiry"]
        decision = decide(read_row(fields), pack, today, contact_asked=names_contact(fields))
        return {"id": row.get("id"), **write_decision(decision)}

    _answer_lines(sys.stdin, judge)


@loupe.command()
@click.option("--conversation", metavar="ID", help="One conversation.")
@click.option("--contact", help="Every conversation of a mail address, phone number or sender.")
def export(conversation: str | None, contact: str | None) -> None:
    """Print everything that is kept of a conversation, as JSON."""
    store, ids = _find(conversation, contact)
    exports = [store.export_conversation(found) for found in ids]
    _print(exports[0] if conversation else exports)


@loupe.command()
@click.option("--conversation", metavar="ID", help="One conversation.")
@click.option("--contact", help="Every conversation of a mail address, phone number or sender.")
def erase(conversation: str | None, contact: str | None) -> None:
    """Remove everything that is kept of a conversation."""
    store, ids = _find(conversation, contact)
    for found in ids:
        store.erase_conversation(found)
        click.echo(f"Erased conversation {found}.")


@loupe.command()
@click.option("--conversation", metavar="ID", required=True, help="The conversation to hand back.")
def hand_back(conversation: str) -> None:
    """Let Loupe answer a conversation again that was handed over to people."""
    store, ids = _find(conversation, None)
    if store.hand_back(ids[0]):
        click.echo(f"Loupe answers conversation {ids[0]} again.")
    else:
        click.echo(f"Loupe has answered conversation {ids[0]} all along.")


@loupe.command()
@click.option("--conversation", metavar="ID", required=True, help="The conversation to print.")
def transcript(conversation: str) -> None:
    """Print a conversation for reading."""
    store, ids = _find(conversation, None)
    for line in store.load_transcript(ids[0]):
        who = "Customer" if line.who == "customer" else "Loupe"
        click.echo(f"{line.at.astimezone():%Y-%m-%d %H:%M}  {click.style(who, bold=True)}\n{line.text}\n")


def _read_settings() -> Settings:
    """Read the settings from the environment; a value that does not fit is named with its variable."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [f"LOUPE_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()]
        raise click.ClickException("; ".join(faults)) from None


def _answer_lines(lines: TextIO, answer: Callable[[Row], Row]) -> None:
    """Answer JSON lines one by one; a line that cannot be answered gets an error with its number."""
    failed = False
    for number, row in _read_rows(lines):
        try:
            result = _guard(answer, row)
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


def _guard(answer: Callable[[Row], Row], row: Any) -> Row:
    """Let an answer's bad input become a message rather than a traceback."""
    if isinstance(row, Exception):
        raise click.ClickException(f"not JSON: {row}")
    if not isinstance(row, dict):
        raise click.ClickException("a line has to be an object")
    try:
        return answer(row)
    except KeyError as missing:
        raise click.ClickException(f"the key {missing} is missing") from None
    except (ValueError, TypeError) as error:
        raise click.ClickException(str(error)) from None


def _find(conversation: str | None, contact: str | None) -> tuple[Any, list[str]]:
    """Open the store and find the conversations that are meant."""
    from bot.store import StoreError, open_store

    if bool(conversation) == bool(contact):
        raise click.UsageError("Name either --conversation or --contact.")
    try:
        store = open_store(_read_settings().store_url)
        ids = [conversation] if conversation else list(store.find_conversations(str(contact)))
        if conversation:
            store.load_conversation(conversation)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    if not ids:
        raise click.ClickException("There is no conversation of that contact.")
    return store, [str(found) for found in ids]


def _print(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    loupe()
