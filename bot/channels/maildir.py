"""Letters into a folder of this machine, for as long as no mail server is configured."""

from __future__ import annotations

import asyncio
import hashlib
import os
import threading
from contextlib import suppress
from pathlib import Path

from bot.channels.failures import TransientFailure
from bot.channels.mail import Letter, compose


class MaildirMailbox:
    """A Maildir, which any mail program can open.

    A letter's file is named after its Message-ID and ends in ".eml": the same letter is there once, however
    often it is delivered and whoever delivers it, and still after it was read and moved to "cur".
    """

    def __init__(self, path: Path) -> None:
        """Name the folder; it is made when the first letter comes."""
        self.path = path
        self._lock = threading.Lock()

    async def deliver(self, letter: Letter) -> str | None:
        """Put a letter into the folder and onto the disk; raises TransientFailure where that fails."""
        try:
            return await asyncio.to_thread(self._put, letter)
        except OSError as error:
            raise TransientFailure("maildir", f"errno {error.errno}") from error

    async def find(self, message_id: str) -> bool:
        """Say whether a letter has arrived."""
        return await asyncio.to_thread(self._holds, _write_name(message_id))

    def _holds(self, name: str) -> bool:
        if (self.path / "new" / name).exists():
            return True
        return any((self.path / "cur").glob(f"{name}*"))

    def _put(self, letter: Letter) -> str:
        name = _write_name(letter.message_id)
        for folder in ("tmp", "new", "cur"):
            (self.path / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.path / "tmp" / f"{os.getpid()}.{name}"
        with self._lock:
            if self._holds(name):
                return name
            try:
                _write_to_disk(draft, compose(letter))
                # Unlike a rename, a link refuses to take the place of a letter that came in between.
                with suppress(FileExistsError):
                    os.link(draft, self.path / "new" / name)
            finally:
                draft.unlink(missing_ok=True)
        _sync_folder(self.path / "new")
        return name


def _write_name(message_id: str) -> str:
    return f"{hashlib.sha256(message_id.encode('utf-8', 'replace')).hexdigest()[:32]}.eml"


def _write_to_disk(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
