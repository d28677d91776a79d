"""Webhooks as Twilio sends them: a signed form, to an address with or without overrides behind its "#"."""

from __future__ import annotations

import secrets
from urllib.parse import urldefrag, urlencode

import aiohttp
from twilio.request_validator import RequestValidator
from yarl import URL

SECONDS = 15.0


class Webhooks:
    """Signs with an account's token and posts, telling how it went."""

    def __init__(self, token: str) -> None:
        self._validator = RequestValidator(token)
        self._session: aiohttp.ClientSession | None = None

    def sign(self, url: str, fields: dict[str, str]) -> str:
        """Sign a form for an address, as the receiver's library verifies it."""
        signature: str = self._validator.compute_signature(url, fields)
        return signature

    async def post(self, address: str, fields: dict[str, str], signature: str | None = None) -> int:
        """Post a form, signed for its address or as given; returns the status, 0 where nobody answered."""
        url = urldefrag(address).url
        headers = {
            "X-Twilio-Signature": signature or self.sign(url, fields),
            "I-Twilio-Idempotency-Token": secrets.token_hex(16),
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        }
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=SECONDS), connector=aiohttp.TCPConnector(limit=0)
            )
        try:
            async with self._session.post(
                URL(url, encoded=True), data=urlencode(fields).encode(), headers=headers
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()
