"""Develops a picture: the bytes that a customer sent in, two clean JPEGs out, whatever the bytes are."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from bot.pictures.faults import BYTES_LIMIT, PIXELS_LIMIT, Fault, Unreadable

DARKROOM: Final = Path(__file__).with_name("darkroom.py")
SECONDS: Final = 10
"""How long one picture may take, of the processor and by the clock alike."""


@dataclass(frozen=True)
class Developed:
    """A picture written anew, upright and without anything else that the file said: place, camera."""

    full: bytes
    """JPEG of at most 1.5 MB, 2048 pixels on its longer side."""
    thumbnail: bytes
    """JPEG, 480 pixels on its longer side."""
    width: int
    """Pixels of the full picture."""
    height: int


async def develop(content: bytes) -> Developed:
    """Develop a picture in a process of its own, killed if it takes too long. Errors: `Unreadable`."""
    if len(content) > BYTES_LIMIT:
        raise Unreadable("too_large")
    # -I: neither the folder nor the environment of the service reaches the darkroom.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(DARKROOM), str(PIXELS_LIMIT), str(SECONDS),
        stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    try:
        answer, _ = await asyncio.wait_for(process.communicate(content), SECONDS)
    except asyncio.TimeoutError:
        raise Unreadable("damaged") from None
    finally:
        await _end(process)
    return _read(answer)


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _read(answer: bytes) -> Developed:
    head, _, body = answer.partition(b"\n")
    try:
        told: dict[str, Any] = json.loads(head)
        if told.get("fault") in get_args(Fault):
            raise Unreadable(told["fault"])
        full, thumbnail = told["lengths"]
        if len(body) != full + thumbnail:
            raise Unreadable("damaged")
        return Developed(body[:full], body[full:], int(told["width"]), int(told["height"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable("damaged") from None
