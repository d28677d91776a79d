"""The account at Twilio as the settings name it."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.twilio.account import Account, describe_account
from bot.settings import Settings


def find_account(settings: Settings) -> Account | None:
    """Find the account at Twilio, where the settings name one. Errors: `AccountFault`."""
    token, key = settings.twilio_auth_token, settings.twilio_api_key
    return describe_account(
        sid=settings.twilio_account_sid,
        token=token.get_secret_value() if token else None,
        api_key=key.get_secret_value() if key else None,
        public_url=settings.public_url,
        numbers=settings.twilio_numbers,
        api_url=settings.twilio_api_url,
        messaging_service_sid=settings.twilio_messaging_service_sid,
        window_template=settings.twilio_window_template,
        quick_replies=settings.twilio_quick_replies,
        deletes_media=settings.twilio_delete_media,
        quiet=timedelta(seconds=settings.twilio_quiet),
        pace=settings.twilio_pace,
    )
