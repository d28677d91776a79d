"""Messages as Twilio keeps and shows them, under its published names."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from bot.atelier.writing.segments import count_segments

API = "/2010-04-01"


def mint(prefix: str) -> str:
    """Mint an id of Twilio's form: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


@dataclass
class Media:
    """A file that came with a message."""

    sid: str
    kind: str
    content: bytes

    def show(self, message: Message) -> dict[str, Any]:
        """Show it as the API does."""
        at = format_datetime(message.at)
        return {
            "sid": self.sid,
            "account_sid": message.account_sid,
            "parent_sid": message.sid,
            "content_type": self.kind,
            "date_created": at,
            "date_updated": at,
            "uri": f"{message.uri}/Media/{self.sid}.json",
        }


@dataclass
class Message:
    """A message, in or out."""

    sid: str
    account_sid: str
    from_: str
    to: str
    body: str
    at: datetime
    direction: str
    status: str
    error_code: int | None = None
    media: list[Media] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)
    """What a webhook says besides: the profile's name, a button's payload."""
    sent: dict[str, str] = field(default_factory=dict)
    """The fields of the request that made it."""

    @property
    def uri(self) -> str:
        """Its address, without the ending."""
        return f"{API}/Accounts/{self.account_sid}/Messages/{self.sid}"

    @property
    def segments(self) -> int:
        """How many segments it is charged as; WhatsApp knows none."""
        return 1 if self.to.startswith("whatsapp:") else count_segments(self.body)

    def show(self) -> dict[str, Any]:
        """Show it as the API does."""
        at = format_datetime(self.at)
        return {
            "sid": self.sid,
            "account_sid": self.account_sid,
            "messaging_service_sid": self.sent.get("MessagingServiceSid"),
            "from": self.from_,
            "to": self.to,
            "body": self.body,
            "direction": self.direction,
            "status": self.status,
            "num_media": str(len(self.media)),
            "num_segments": str(self.segments),
            "error_code": self.error_code,
            "error_message": None,
            "price": None,
            "price_unit": "USD",
            "api_version": API.strip("/"),
            "date_created": at,
            "date_updated": at,
            "date_sent": None if self.status in ("accepted", "queued") else at,
            "uri": f"{self.uri}.json",
            "subresource_uris": {"media": f"{self.uri}/Media.json"},
        }

    def announce(self, api_url: str) -> dict[str, str]:
        """Announce it as a webhook does."""
        fields = {
            "MessageSid": self.sid,
            "SmsSid": self.sid,
            "SmsMessageSid": self.sid,
            "AccountSid": self.account_sid,
            "From": self.from_,
            "To": self.to,
            "Body": self.body,
            "NumMedia": str(len(self.media)),
            "NumSegments": str(self.segments),
            "SmsStatus": "received",
            "ApiVersion": API.strip("/"),
            **self.details,
        }
        for place, media in enumerate(self.media):
            fields[f"MediaUrl{place}"] = f"{api_url}{self.uri}/Media/{media.sid}"
            fields[f"MediaContentType{place}"] = media.kind
        return fields
