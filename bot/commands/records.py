"""What is kept: conversations to export, erase, print and hand back, and questions without an answer."""

from __future__ import annotations

from typing import Any

import click

from bot.commands.rows import print_json, read_settings


@click.command()
@click.option("--conversation", metavar="ID", help="One conversation.")
@click.option("--contact", help="Every conversation of a mail address, phone number or sender.")
def export(conversation: str | None, contact: str | None) -> None:
    """Print everything that is kept of a conversation, as JSON."""
    store, ids = find_conversations(conversation, contact)
    exports = [store.export_conversation(found) for found in ids]
    print_json(exports[0] if conversation else exports)


@click.command()
@click.option("--conversation", metavar="ID", help="One conversation.")
@click.option("--contact", help="Every conversation of a mail address, phone number or sender.")
def erase(conversation: str | None, contact: str | None) -> None:
    """Remove everything that is kept of a conversation."""
    store, ids = find_conversations(conversation, contact)
    for found in ids:
        store.erase_conversation(found)
        click.echo(f"Erased conversation {found}.")


@click.command()
@click.option("--house", help="One house; all of them by default.")
def questions(house: str | None) -> None:
    """List the questions that no answer covers, newest first, for somebody to write the answer."""
    from bot.store import StoreError, open_store

    try:
        with open_store(read_settings().store_url) as store:
            asked = store.list_questions(house)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    for question in asked:
        near = f"  (near: {', '.join(question.guesses)})" if question.guesses else ""
        day = f"{question.asked_at.astimezone():%Y-%m-%d %H:%M}"
        click.echo(f"{day}  {question.house}  {question.conversation_id}\n    {question.words}{near}")


@click.command()
@click.option("--conversation", metavar="ID", required=True, help="The conversation to hand back.")
def hand_back(conversation: str) -> None:
    """Let Loupe answer a conversation again that was handed over to people."""
    store, ids = find_conversations(conversation, None)
    if store.hand_back(ids[0]):
        click.echo(f"Loupe answers conversation {ids[0]} again.")
    else:
        click.echo(f"Loupe has answered conversation {ids[0]} all along.")


@click.command()
@click.option("--conversation", metavar="ID", required=True, help="The conversation to print.")
def transcript(conversation: str) -> None:
    """Print a conversation for reading."""
    store, ids = find_conversations(conversation, None)
    for line in store.load_transcript(ids[0]):
        who = "Customer" if line.who == "customer" else "Loupe"
        click.echo(f"{line.at.astimezone():%Y-%m-%d %H:%M}  {click.style(who, bold=True)}\n{line.text}\n")


def find_conversations(conversation: str | None, contact: str | None) -> tuple[Any, list[str]]:
    """Open the store and find the conversations that are meant."""
    from bot.store import StoreError, open_store

    if bool(conversation) == bool(contact):
        raise click.UsageError("Name either --conversation or --contact.")
    try:
        store = open_store(read_settings().store_url)
        ids = [conversation] if conversation else list(store.find_conversations(str(contact)))
        if conversation:
            store.load_conversation(conversation)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    if not ids:
        raise click.ClickException("There is no conversation of that contact.")
    return store, [str(found) for found in ids]
