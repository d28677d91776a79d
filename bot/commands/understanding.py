"""What the system understands and decides: ask a house, read a message, route an inquiry."""

from __future__ import annotations

import asyncio
import sys
from datetime import date, datetime

import click

from bot.commands.rows import Row, answer_lines, guard, print_json, read_settings


@click.command()
@click.argument("question", required=False)
@click.option("--house", default=lambda: read_settings().house, help="The house that is asked.")
@click.option("--jsonl", is_flag=True, help='Read {"id","house","q"} lines from stdin.')
def ask(question: str | None, house: str, jsonl: bool) -> None:
    """Ask a house: its answer, the topics and the source, or that it has stated nothing."""
    from bot.atelier.packs.fault import PackError, UnknownHouse
    from bot.atelier.packs.shelf import SHELF
    from bot.dialogue.agent import Assistant, ModelMissing
    from bot.dialogue.asking import Told
    from bot.dialogue.asking import ask as ask_house
    from bot.nlu.encoder import EncoderMissingError

    if question is None and not jsonl:
        raise click.UsageError("Give a question, or --jsonl with lines on stdin.")
    try:
        SHELF.reload(read_settings().houses)
        assistant = Assistant(read_settings().model)
    except (EncoderMissingError, ModelMissing, PackError) as error:
        raise click.ClickException(str(error)) from None

    def find_told(key: str, words: str) -> Told:
        return asyncio.run(ask_house(assistant, SHELF[key], words))

    def answer(row: Row) -> Row:
        told = find_told(row.get("house") or house, str(row["q"]))
        return {"id": row.get("id"), "topics": told.topics, "reply": told.reply, "abstained": told.abstained}

    if jsonl:
        answer_lines(sys.stdin, answer)
        return
    try:
        told = find_told(house, str(question))
    except UnknownHouse as error:
        raise click.ClickException(str(error)) from None
    click.echo(told.reply)
    if told.topics:
        click.echo(f"\nTopics: {', '.join(told.topics)}")
    if told.sources:
        click.echo(f"Source: {'; '.join(told.sources)}")


@click.command()
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
    usual = today.date() if today else read_settings().today or date.today()  # noqa: DTZ011

    def understand(row: Row) -> Row:
        words, slot = str(row["text"]), check_asked(row.get("asked"))
        day = date.fromisoformat(row["today"]) if row.get("today") else usual
        reading = read_message(Message(text=words, mentions=lexicon.mark(words)), slot, Inquiry(), day)
        return {"id": row.get("id"), "slots": write_reading(reading)}

    if jsonl:
        answer_lines(sys.stdin, understand)
    elif text is None:
        raise click.UsageError("Give a text, or --jsonl with lines on stdin.")
    else:
        print_json(guard(understand, {"text": text, "asked": asked})["slots"])


@click.command()
@click.option("--jsonl", is_flag=True, required=True, help='Read {"id","inquiry"} lines from stdin.')
@click.option("--house", default=lambda: read_settings().house, help="The house whose rules apply.")
def route(jsonl: bool, house: str) -> None:
    """Say tier, route, flags and reasons for inquiries."""
    from bot.atelier.judgment.routing import decide, names_contact, read_row, write_decision
    from bot.atelier.packs.fault import UnknownHouse
    from bot.atelier.packs.pack import load_house

    try:
        pack = load_house(house, read_settings().houses)
    except UnknownHouse as error:
        raise click.ClickException(str(error)) from None
    today = read_settings().today or date.today()  # noqa: DTZ011

    def judge(row: Row) -> Row:
        fields = row["inquiry"]
        decision = decide(read_row(fields), pack, today, contact_asked=names_contact(fields))
        return {"id": row.get("id"), **write_decision(decision)}

    answer_lines(sys.stdin, judge)
