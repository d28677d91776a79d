"""The command line: `loupe`, or `python -m bot`."""

from __future__ import annotations

import click

from bot.commands import phones, records, service, understanding
from bot.logs import configure_logs


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="loupe", prog_name="loupe")
def loupe() -> None:
    """The intake desk for bespoke jewelry."""
    configure_logs()


for verb in (
    service.serve,
    service.train,
    service.check,
    service.migrate,
    phones.simulate_twilio,
    understanding.ask,
    understanding.read,
    understanding.route,
    records.export,
    records.erase,
    records.transcript,
    records.hand_back,
    records.reply,
    records.questions,
):
    loupe.add_command(verb)

if __name__ == "__main__":
    loupe()
