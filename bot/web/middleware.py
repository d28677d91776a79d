"""What holds for every request: it has an id, its errors teach, and its answer is safe to show."""

from __future__ import annotations

import logging
import re
import secrets
import time
import traceback

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from bot.channels.refusal import Refused
from bot.web.pages import render_error

log = logging.getLogger(__name__)

REQUEST_ID: web.RequestKey[str] = web.RequestKey("request_id", str)
REQUEST_ID_HEADER = "X-Request-ID"

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_HTTP_ERRORS = {
    404: ("There is nothing at this address.", "path", "Check the address."),
    405: ("This address does not take this method.", "method", "See the Allow header."),
    413: ("The body is too large.", "body", "Send less."),
    417: ("This expectation cannot be met.", hdrs.EXPECT, "Leave the Expect header out."),
}
_FAULT = (
    "Something went wrong on our side.",
    "service",
    "Try again in a moment; the same message id is safe.",
)


@web.middleware
async def identify(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the request an id, the caller's own where it is well formed, and log a line without content."""
    given = request.headers.get(REQUEST_ID_HEADER, "")
    request[REQUEST_ID] = given if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", given) else secrets.token_hex(8)
    began = time.perf_counter()
    response = await handler(request)
    # The route's own pattern, never the path as it was asked for: that may hold anything.
    resource = request.match_info.route.resource
    log.info(
        "%s %s %d %.0f ms %s",
        request.method if request.method in hdrs.METH_ALL else "?",
        resource.canonical if resource else "-",
        response.status,
        (time.perf_counter() - began) * 1000,
        request[REQUEST_ID],
    )
    return response


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every failure in the caller's language: JSON for programs, a plain page for browsers."""
    try:
        return await handler(request)
    except Refused as refused:
        return _answer(request, refused.status, **refused.to_json(), headers=refused.headers)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        what, where, remedy = _HTTP_ERRORS.get(error.status, (error.reason, "request", "Check the request."))
        kept = {
            str(name): error.headers[name] for name in (hdrs.ALLOW, hdrs.RETRY_AFTER) if name in error.headers
        }
        return _answer(request, error.status, what, where, remedy, kept)
    except Exception as error:
        # Frames only: an exception's own words may quote the customer.
        frames = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s failed with %s\n%s", request[REQUEST_ID], type(error).__name__, frames)
        return _answer(request, 500, *_FAULT, {})


MIDDLEWARES = (identify, answer_errors)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers and the request's id on an answer about to be sent."""
    response.headers[hdrs.SERVER] = "Loupe"
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    fresh = "no-cache" if isinstance(response, web.FileResponse) else "no-store"
    response.headers.setdefault(hdrs.CACHE_CONTROL, fresh)
    if REQUEST_ID in request:
        response.headers[REQUEST_ID_HEADER] = request[REQUEST_ID]


def _answer(
    request: web.Request, status: int, error: str, where: str, remedy: str, headers: dict[str, str]
) -> web.Response:
    if request.method in {hdrs.METH_GET, hdrs.METH_HEAD} and "text/html" in request.headers.get(
        hdrs.ACCEPT, ""
    ):
        page = render_error(status, error, remedy, request.rel_url.raw_path)
        return web.Response(status=status, text=page, content_type="text/html", headers=headers)
    return web.json_response(
        {"error": error, "where": where, "remedy": remedy}, status=status, headers=headers
    )
