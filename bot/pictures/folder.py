"""Where pictures lie: files named by their content, so that the same picture is kept once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, get_args

Size = Literal["full", "thumbnail"]
SIZES: Final = get_args(Size)
DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class PictureFolder:
    """A folder of JPEGs, each beside its thumbnail, under `ab/abcdef….jpg`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, full: bytes, thumbnail: bytes) -> str:
        """Keep a picture on the disk, synced when this returns; returns its digest. Errors: `OSError`."""
        digest = hashlib.sha256(full).hexdigest()
        _write(self.place(digest, "thumbnail"), thumbnail)
        _write(self.place(digest, "full"), full)
        return digest

    def load(self, digest: str, size: Size = "full") -> bytes:
        """Load a picture. Errors: `FileNotFoundError`."""
        return self.place(digest, size).read_bytes()

    def holds(self, digest: str) -> bool:
        """Whether a picture is there."""
        return self.place(digest, "full").is_file()

    def remove(self, digest: str) -> None:
        """Remove a picture; one that is not there is fine."""
        for size in SIZES:
            self.place(digest, size).unlink(missing_ok=True)

    def list_older_than(self, moment: float) -> Iterator[str]:
        """List the pictures that were written before a moment (seconds since the epoch)."""
        for path in self._root.glob("??/*.jpg"):
            digest = path.stem
            if DIGEST.fullmatch(digest) and path.stat().st_mtime < moment:
                yield digest

    def place(self, digest: str, size: Size = "full") -> Path:
        """Say where a picture lies; raises ValueError for anything that is no digest."""
        if not DIGEST.fullmatch(digest):
            raise ValueError("a picture is named by its SHA-256 digest")
        suffix = "" if size == "full" else ".thumbnail"
        return self._root / digest[:2] / f"{digest}{suffix}.jpg"


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
