"""What every test shares: the logs of the service, which must be set before Rasa is imported."""

from __future__ import annotations

from bot.logs import configure_logs

configure_logs()
