"""The gallery: a picture is developed, its file put into the folder, and its row says that it is there."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.channels.mail import Enclosure
from bot.pictures.development import Developed, develop
from bot.pictures.folder import PictureFolder, Size
from bot.store import Attachment, Fetch, Picture, Store

log = logging.getLogger(__name__)

UNSENT_LIMIT = 10
"""How many pictures may wait to be sent with one message."""
AT_ONCE = 2
"""How many pictures are developed side by side."""
FORGOTTEN_AFTER = timedelta(days=1)
"""After how long a file that no row names may be swept away."""


class OnTheirWay(Exception):
    """Some of the pictures are still being fetched."""


class Gallery:
    """Keeps customers' pictures: rows in the store, files in the folder."""

    def __init__(self, store: Store, folder: PictureFolder) -> None:
        self._store = store
        self._folder = folder
        self._darkrooms = asyncio.Semaphore(AT_ONCE)

    async def keep(self, conversation_id: str, content: bytes, now: datetime) -> Picture:
        """Keep a picture that waits for its message. Errors: `Unreadable`, `TooManyPictures`."""
        developed, digest = await self._develop(content)
        picture = Picture(
            id=str(uuid.uuid4()),
            conversation_id=conversation_id,
            state="kept",
            note=None,
            digest=digest,
            width=developed.width,
            height=developed.height,
            size=len(developed.full),
            created_at=now,
        )
        await asyncio.to_thread(self._store.keep_picture, picture, UNSENT_LIMIT)
        await self._secure(digest, developed)
        return picture

    async def keep_fetched(self, fetch: Fetch, content: bytes) -> None:
        """Keep a picture that was fetched. Errors: `Unreadable`, `LeaseLost`."""
        developed, digest = await self._develop(content)
        size = len(developed.full)
        await asyncio.to_thread(self._store.mark_kept, fetch, digest, developed.width, developed.height, size)
        await self._secure(digest, developed)

    def load(self, picture: Picture, size: Size) -> bytes:
        """Load the file of a kept picture. Errors: `FileNotFoundError`."""
        return self._folder.load(picture.digest or "", size)

    def enclose(self, attachments: Sequence[Attachment], *, patiently: bool = True) -> tuple[Enclosure, ...]:
        """Load what goes with a letter; what was lost or erased is left out.

        Errors: `OnTheirWay` where pictures are still being fetched and the letter may wait (`patiently`).
        """
        names = {attachment.picture: attachment.name for attachment in attachments}
        pictures = self._store.load_pictures(names)
        if patiently and any(picture.state == "fetching" for picture in pictures):
            raise OnTheirWay
        return tuple(
            Enclosure(
                name=names[picture.id],
                media_type="image/jpeg",
                content=self._folder.load(picture.digest),
                content_id=names[picture.id],
            )
            for picture in pictures
            if picture.digest and self._folder.holds(picture.digest)
        )

    def erase(self, conversation_id: str) -> bool:
        """Erase a conversation with its pictures; False where there was none. Errors: `ErasureIncomplete`."""
        digests = self._store.list_digests(conversation_id)
        try:
            return self._store.erase_conversation(conversation_id)
        finally:
            for digest in digests:
                self._remove_unnamed(digest)

    def sweep(self, now: datetime) -> None:
        """Remove files that no row names: what an end at the wrong moment left behind."""
        for digest in self._folder.list_older_than((now - FORGOTTEN_AFTER).timestamp()):
            self._remove_unnamed(digest)

    async def _develop(self, content: bytes) -> tuple[Developed, str]:
        async with self._darkrooms:
            developed = await develop(content)
        digest = await asyncio.to_thread(self._folder.put, developed.full, developed.thumbnail)
        return developed, digest

    def _remove_unnamed(self, digest: str) -> None:
        if not self._store.has_digest(digest):
            self._folder.remove(digest)

    async def _secure(self, digest: str, developed: Developed) -> None:
        """Put a file back that an erasure of the same picture took away before its row was there."""
        if not self._folder.holds(digest):
            await asyncio.to_thread(self._folder.put, developed.full, developed.thumbnail)
