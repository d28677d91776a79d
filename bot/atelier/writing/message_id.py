"""The name a letter goes by in the world's mailboxes."""

from __future__ import annotations

import hashlib
import hmac
import re

MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+>")
"""What a Message-ID looks like: two sides without blanks, in angle brackets."""


def mint_message_id(inquiry_id: str, revision: int, domain: str, secret: bytes = b"") -> str:
    """Mint the Message-ID of one revision of one inquiry's brief: the same at every call.

    The inquiry's id cannot be read from it; with a secret nobody else can mint it either.
    """
    words = f"{inquiry_id}\n{revision}".encode("utf-8", "replace")
    return f"<brief.{revision}.{hmac.new(secret, words, hashlib.sha256).hexdigest()[:32]}@{domain}>"
