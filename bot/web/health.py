"""Whether the service is well: what it needs, asked one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from importlib.metadata import version

from aiohttp import web

Probe = Callable[[], Awaitable[bool]]

PROBES: web.AppKey[Mapping[str, Probe]] = web.AppKey("probes")
"""What the service needs, by name ("database", "model"), each with the question whether it is there."""

PATIENCE = 3.0
"""Seconds after which a probe without an answer counts as failed."""


async def show_health(request: web.Request) -> web.Response:
    """Say whether the service can take messages: 200 when every probe passes, 503 otherwise."""
    probes = request.app[PROBES]
    passed = dict(zip(probes, await asyncio.gather(*map(_ask, probes.values())), strict=True))
    well = all(passed.values())
    return web.json_response(
        {"status": "ok" if well else "unavailable", "version": version("loupe"), **passed},
        status=200 if well else 503,
    )


async def _ask(probe: Probe) -> bool:
    try:
        return await asyncio.wait_for(probe(), PATIENCE)
    except Exception:
        return False
