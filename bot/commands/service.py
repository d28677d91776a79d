"""The service itself: run it, train its model, migrate its database, check its packs."""

from __future__ import annotations

import asyncio

import click

from bot.commands.rows import read_settings


@click.command()
def serve() -> None:
    """Serve the shop page, the chat, the REST channel and the phones."""
    from bot.app import serve as run
    from bot.atelier.packs.fault import PackError, UnknownHouse
    from bot.channels.twilio.account import AccountFault
    from bot.dialogue.agent import ModelMissing
    from bot.nlu.encoder import EncoderMissingError
    from bot.store import StoreError

    try:
        run(read_settings())
    except (
        AccountFault,
        EncoderMissingError,
        ModelMissing,
        OSError,
        PackError,
        StoreError,
        UnknownHouse,
    ) as error:
        raise click.ClickException(str(error)) from None


@click.command()
def train() -> None:
    """Train the model from config.yml, domain.yml and data/."""
    from bot.dialogue.training import TrainingFailed, train_model

    try:
        train_model(read_settings().model)
    except TrainingFailed as error:
        raise click.ClickException(str(error)) from None


@click.command()
def migrate() -> None:
    """Bring the database to this version's layout."""
    from bot.store import StoreError
    from bot.store import migrate as migrate_database

    try:
        migrate_database(read_settings().store_url)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    click.echo("The database is up to date.")


@click.command()
def check() -> None:
    """Check the house packs: what each answers, leaves silent and disputes; the settings; and Twilio."""
    from rich.console import Console

    from bot.atelier.packs.fault import PackError
    from bot.atelier.packs.inspection import inspect
    from bot.atelier.packs.pack import load_houses
    from bot.channels.twilio.account import AccountFault
    from bot.channels.twilio.inspection import inspect_account
    from bot.phones import find_account
    from bot.report import print_findings, print_inspection, print_settings

    console = Console()
    try:
        print_inspection(inspect(load_houses(read_settings().houses)), console)
    except PackError as error:
        raise click.ClickException(str(error)) from None
    settings = read_settings()
    print_settings(settings, console)
    try:
        account = find_account(settings)
        if account:
            account.check(load_houses(settings.houses))
            findings = asyncio.run(inspect_account(account))
            print_findings(findings, console)
            if any(finding.is_right is False for finding in findings):
                raise click.ClickException("Twilio and these settings do not fit: see the table above.")
    except AccountFault as error:
        raise click.ClickException(str(error)) from None
