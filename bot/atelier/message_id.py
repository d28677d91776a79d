"""The name a letter goes by in the world's mailboxes."""

from __future__ import annotations

import hashlib
import hmac
import re

MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+>")
"""What a Message-ID looks like: two sides without blanks, in angle brackets."""


def mint_message_id(number: str, revision: int, secret: bytes, domain: str) -> str:
    """Mint the Message-ID of one revision of one inquiry: the same at every call, and not to be guessed.

    `number` is the inquiry's number with its house ("JB-1042"): unique within `domain`.
    """
    name = re.sub(r"[^a-z0-9-]", "", number.lower()) or "brief"
    seal = hmac.new(secret, f"{number}\n{revision}".encode("utf-8", "replace"), hashlib.sha256)
    return f"<{name}.{revision}.{seal.hexdigest()[:20]}@{domain}>"
