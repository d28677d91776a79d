"""A burst of messages as one text: people on a phone press "send" where others put a full stop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

ENDS: Final = tuple(".!?…,;:-–—")


def join_messages(texts: Iterable[str]) -> str:
    """Join messages in their order; each ends like a sentence, so that figures do not run together."""
    spoken = [text.strip() for text in texts if text.strip()]
    *earlier, last = spoken or [""]
    return " ".join([*(text if text.endswith(ENDS) else f"{text}." for text in earlier), last])
