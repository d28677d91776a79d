"""The phones from the command line: text with the bot by hand, without Twilio and without a telephone."""

from __future__ import annotations

import asyncio
import json
import shlex

import click

from bot.commands.rows import read_settings

NUMBER = "+14155550100"
ACCOUNT, TOKEN = f"AC{'0' * 32}", "simulated"


@click.command("simulate-twilio")
@click.option("--port", default=8090, show_default=True, help="Where the stand-in for Twilio listens.")
@click.option("--from", "customer", default="+14155550123", show_default=True, help="Who texts.")
@click.option(
    "--to", "number", default=None, help="Our number; by default the first of LOUPE_TWILIO_NUMBERS."
)
@click.option("--whatsapp", is_flag=True, help="Begin on WhatsApp instead of SMS.")
@click.option("--carrier-stop", is_flag=True, help="Let Twilio itself obey STOP, as a plain number does.")
def simulate_twilio(port: int, customer: str, number: str | None, whatsapp: bool, carrier_stop: bool) -> None:
    """Text with a running service from the terminal: a stand-in for Twilio and one customer's telephone."""
    from bot.simulation.exchange import Exchange
    from bot.simulation.terminal import HELP, converse

    settings = read_settings()
    numbers = settings.twilio_numbers or dict.fromkeys((NUMBER, f"whatsapp:{NUMBER}"), settings.house)
    account = settings.twilio_account_sid or ACCOUNT
    token = settings.twilio_auth_token.get_secret_value() if settings.twilio_auth_token else TOKEN
    service = settings.public_url or f"http://{settings.host}:{settings.port}"
    if not settings.twilio_account_sid:
        needed = {
            "LOUPE_PUBLIC_URL": service,
            "LOUPE_TWILIO_ACCOUNT_SID": account,
            "LOUPE_TWILIO_AUTH_TOKEN": token,
            "LOUPE_TWILIO_API_URL": f"http://127.0.0.1:{port}",
            "LOUPE_TWILIO_NUMBERS": json.dumps(numbers),
        }
        click.echo("Run the service in another terminal with these settings:\n")
        for name, value in needed.items():
            click.echo(f"export {name}={shlex.quote(value)}")
        click.echo("")
    click.echo(f"What you type is texted to {service}.\n{HELP}\n")
    exchange = Exchange(account, token, f"{service}/webhooks/twilio", answers_stop=carrier_stop)
    ours = (number or next(iter(numbers))).removeprefix("whatsapp:")
    try:
        asyncio.run(converse(exchange, port, customer, ours, whatsapp=whatsapp))
    except OSError as error:
        raise click.ClickException(
            f"port {port} cannot be used: {error.strerror}; name another one"
        ) from None
