"""Read a JSON request without trusting it: the bytes are capped and every fault of a sender is a 4xx."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from aiohttp import hdrs, web

from bot.channels.refusal import Refused

PATIENCE = 20.0
"""Seconds within which a body has to arrive."""
NAME_LIMIT = 200
"""Characters of an identifier."""


async def read_object(request: web.Request, *, limit: int) -> dict[str, Any]:
    """Read the body as one JSON object of at most `limit` bytes; raises Refused otherwise."""
    _check_headers(request)
    return parse_object(await read_bytes(request, limit=limit))


async def read_bytes(
    request: web.Request,
    *,
    limit: int,
    patience: float = PATIENCE,
    refuse: Callable[[], Refused] | None = None,
) -> bytes:
    """Read the body, at most `limit` bytes of it in `patience` seconds; raises Refused otherwise.

    `refuse` words the refusal of a body that is too large.
    """
    if (request.content_length or 0) > limit:
        raise _refuse_size(limit) if refuse is None else refuse()
    try:
        raw = await asyncio.wait_for(_collect(request, limit), patience)
    except asyncio.TimeoutError:
        raise Refused(
            408,
            "The body did not arrive in time.",
            where="body",
            remedy=f"Send it within {patience:.0f} seconds.",
        ) from None
    except web.RequestPayloadError:
        raise Refused(
            400, "The body could not be read.", where="body", remedy="Check Content-Length and chunking."
        ) from None
    if raw is None:
        raise _refuse_size(limit) if refuse is None else refuse()
    return raw


def parse_object(raw: bytes) -> dict[str, Any]:
    """Parse bytes as one JSON object in UTF-8; raises Refused otherwise."""
    try:
        value = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise Refused(
            400, "The body is not UTF-8.", where="body", remedy="Encode the JSON text as UTF-8."
        ) from None
    except RecursionError:
        raise Refused(
            400, "The JSON is nested too deeply.", where="body", remedy="Send one flat object."
        ) from None
    except ValueError:
        raise Refused(
            400,
            "The body is not valid JSON.",
            where="body",
            remedy='Send an object such as {"key": "value"}.',
        ) from None
    if not isinstance(value, dict):
        raise Refused(400, "The body is not a JSON object.", where="body", remedy="Wrap the fields in {…}.")
    return value


def read_text(fields: Mapping[str, Any], name: str, *, within: str = "") -> str:
    """Read a field that must be a string; raises Refused where it is missing or something else."""
    where = within + name
    if fields.get(name) is None:
        raise Refused(400, f"{where} is missing.", where=where, remedy=f"Send {where} as a string.")
    if not isinstance(fields[name], str):
        raise Refused(400, f"{where} is not a string.", where=where, remedy=f"Send {where} as a string.")
    return str(fields[name])


def read_name(fields: Mapping[str, Any], name: str, *, within: str = "") -> str:
    """Read an identifier: 1 to 200 printable characters, without blanks around it."""
    text, where = read_text(fields, name, within=within).strip(), within + name
    if not text or len(text) > NAME_LIMIT or not text.isprintable():
        raise Refused(
            400,
            f"{where} is not an identifier.",
            where=where,
            remedy=f"Send 1 to {NAME_LIMIT} printable characters.",
        )
    return text


def _check_headers(request: web.Request) -> None:
    if request.content_type != "application/json":
        raise Refused(
            415,
            "The body is not declared as JSON.",
            where=hdrs.CONTENT_TYPE,
            remedy="Send Content-Type: application/json.",
        )
    charset = _find_charset(request)
    if charset not in {None, "utf-8", "utf8", "us-ascii"}:
        raise Refused(
            415,
            "This charset is not read.",
            where=hdrs.CONTENT_TYPE,
            remedy="Send UTF-8, or leave the charset out.",
        )
    if request.headers.get(hdrs.CONTENT_ENCODING, "identity").strip().lower() != "identity":
        raise Refused(
            415,
            "Compressed bodies are not read.",
            where=hdrs.CONTENT_ENCODING,
            remedy="Send the body as it is.",
        )


def _find_charset(request: web.Request) -> str | None:
    charset = request.charset
    return charset.strip().strip("\"'").lower() if charset else None


async def _collect(request: web.Request, limit: int) -> bytes | None:
    raw = bytearray()
    async for chunk in request.content.iter_any():
        raw += chunk
        if len(raw) > limit:
            return None
    return bytes(raw)


def _refuse_size(limit: int) -> Refused:
    return Refused(413, "The body is too large.", where="body", remedy=f"Send at most {limit:,} bytes.")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
