"""Messages that hold no words: a link, a picture, an emoji, or keys struck at random."""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.atelier.readers.chatter import is_mashing

Wordless = Literal["link", "photo", "emoji", "gibberish"]

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHOTO: Final = re.compile(
    r"[\W_]*(?:(?:see |here(?:'s| is) (?:a |the )?|the )?(?:photos?|pictures?|pics?|images?|"
    r"screenshots?|videos?|gifs?|stickers?|media|attachments?|fotos?|im[aá]gen(?:es)?|adjuntos?)"
    r"(?: (?:omitted|attached|here|omitid[ao]s?|adjunt[ao]s?|sent|enviad[ao]s?))?|"
    r"\S+\.(?:jpe?g|png|heic|heif|webp|gif|pdf|mp4|mov))[\W_]*",
    re.IGNORECASE,
)
_READABLE: Final = re.compile(r"[^\W_]")
_SYMBOL: Final = re.compile(r"[^\x00-\u00bf\u2000-\u206f]")


def find_wordless(text: str) -> Wordless | None:
    """Say what a message without words is; None where there is something to read."""
    text = text.strip()
    without_links, links = _LINK.subn("", text)
    if links and not _READABLE.search(without_links):
        return "link"
    if _PHOTO.fullmatch(text):
        return "photo"
    if not _READABLE.search(text):
        return "emoji" if _SYMBOL.search(text) else "gibberish"
    return "gibberish" if is_mashing(without_links.casefold()) else None
