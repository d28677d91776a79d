"""Which pages may show the chat: each house's own shop, and the service's own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiohttp import hdrs, web

from bot.channels.refusal import Refused

ORIGINS: web.AppKey[Mapping[str, Sequence[str]]] = web.AppKey("origins")
"""The origins that may show the chat ("https://shop.example"), each with the keys of its houses."""
OWN_ORIGIN: web.AppKey[str | None] = web.AppKey("own_origin")
"""The origin under which browsers reach the service; None where it is whatever they ask for."""
HERE = "here"
"""The service's own origin, however it is reached."""
METHODS = "GET, POST, DELETE, OPTIONS"
HEADERS = "Authorization, Content-Type, X-File-Name"
HOUR = "3600"


def read_origin(request: web.Request, house: str | None = None) -> str:
    """Read which page a browser speaks for; raises Refused where it may not show this house's chat."""
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is None or origin == _find_own(request):
        return HERE
    houses = request.app[ORIGINS].get(origin)
    if houses is None or (house is not None and house not in houses):
        raise Refused(
            403,
            "This page may not show the chat.",
            where=hdrs.ORIGIN,
            remedy="The operator adds the page's origin and house to LOUPE_ORIGINS.",
        )
    return origin


async def answer_preflight(request: web.Request) -> web.Response:
    """Tell a browser whether a page of another origin may call; raises Refused where it may not."""
    read_origin(request)
    return web.Response(
        status=204,
        headers={
            hdrs.ACCESS_CONTROL_ALLOW_METHODS: METHODS,
            hdrs.ACCESS_CONTROL_ALLOW_HEADERS: HEADERS,
            hdrs.ACCESS_CONTROL_MAX_AGE: HOUR,
        },
    )


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Let the page that may call read the answer; no other, and never with cookies."""
    if not request.path.startswith("/chat/"):
        return
    response.headers.add(hdrs.VARY, hdrs.ORIGIN)
    origin = request.headers.get(hdrs.ORIGIN, "")
    if origin in request.app[ORIGINS]:
        response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = origin
        response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = hdrs.RETRY_AFTER
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"


def _find_own(request: web.Request) -> str:
    return request.app[OWN_ORIGIN] or f"{request.scheme}://{request.host}"
