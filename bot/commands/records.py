"""What is kept: conversations to export, erase, print and hand back, and questions without an answer."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import click

from bot.atelier.writing.transcript import write_pictures
from bot.commands.rows import print_json, read_settings


@click.command()
@click.option("--conversation", metavar="ID", help="One conversation.")
@click.option("--contact", help="Every conversation of a mail address, phone number or sender.")
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also copy the pictures into this folder, each under its id.",
)
def export(conversation: str | None, contact: str | None, pictures: Path | None) -> None:
    """Print everything that is kept of a conversation, as JSON."""
    store, ids = find_conversations(conversation, contact)
    exports = [store.export_conversation(found) for found in ids]
    if pictures:
        copy_pictures([picture for exported in exports for picture in exported["attachments"]], pictures)
    print_json(exports[0] if conversation else exports)


@click.command()
@click.option("--conversation", metavar="ID", help="One conversation.")
@click.option("--contact", help="Every conversation of a mail address, phone number or sender.")
def erase(conversation: str | None, contact: str | None) -> None:
    """Remove everything that is kept of a conversation."""
    from bot.channels.gallery import Gallery
    from bot.pictures.folder import PictureFolder

    store, ids = find_conversations(conversation, contact)
    gallery = Gallery(store, PictureFolder(read_settings().picture_folder))
    for found in ids:
        gallery.erase(found)
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
@click.option("--conversation", metavar="ID", required=True, help="The conversation to answer.")
@click.option("--name", required=True, help="Your name, as the customer sees it.")
@click.argument("text")
def reply(conversation: str, name: str, text: str) -> None:
    """Write to a customer as one of the house's people, on the channel where they wrote."""
    from bot.channels.cleaning import clean_text

    words = clean_text(text)
    if not words:
        raise click.UsageError("Give some words to say.")
    store, ids = find_conversations(conversation, None)
    store.write_reply(ids[0], words, clean_text(name), datetime.now(timezone.utc))
    click.echo(f"{name} has answered conversation {ids[0]}.")


@click.command()
@click.option("--conversation", metavar="ID", required=True, help="The conversation to print.")
def transcript(conversation: str) -> None:
    """Print a conversation for reading."""
    store, ids = find_conversations(conversation, None)
    for line in store.load_transcript(ids[0]):
        who = {"customer": "Customer", "loupe": "Loupe", "person": line.name}[line.who]
        click.echo(f"{line.at.astimezone():%Y-%m-%d %H:%M}  {click.style(who, bold=True)}")
        click.echo("\n".join(part for part in (line.text, write_pictures(line.pictures)) if part) + "\n")


def copy_pictures(exported: list[dict[str, Any]], folder: Path) -> None:
    """Copy the files of exported pictures into a folder."""
    from bot.pictures.folder import PictureFolder

    kept = PictureFolder(read_settings().picture_folder)
    folder.mkdir(parents=True, exist_ok=True)
    for picture in exported:
        if picture["digest"]:
            (folder / f"{picture['id']}.jpg").write_bytes(kept.load(picture["digest"]))


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
