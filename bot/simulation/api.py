"""Twilio's REST API over an exchange: messages, media behind Basic auth, numbers, its own error bodies."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import hdrs, web

from bot.simulation.exchange import Exchange
from bot.simulation.faults import Fault, write_error
from bot.simulation.messages import API, Media, Message

ACCOUNT = f"{API}/Accounts/{{account}}"
EXCHANGE: web.AppKey[Exchange] = web.AppKey("exchange", Exchange)
CDN: web.AppKey[dict[str, Media]] = web.AppKey("cdn", dict)
PAGE_SIZE = 50


def create_api(exchange: Exchange) -> web.Application:
    """Build the API of an exchange."""
    app = web.Application(client_max_size=1 << 22)
    app[EXCHANGE], app[CDN] = exchange, {}
    app.add_routes(
        [
            web.get(f"{ACCOUNT}.json", show_account),
            web.get(f"{ACCOUNT}/IncomingPhoneNumbers.json", list_numbers),
            web.post(f"{ACCOUNT}/Messages.json", send_message),
            web.get(f"{ACCOUNT}/Messages.json", list_messages),
            web.get(f"{ACCOUNT}/Messages/{{message}}.json", show_message),
            web.delete(f"{ACCOUNT}/Messages/{{message}}.json", delete_message),
            web.get(f"{ACCOUNT}/Messages/{{message}}/Media.json", list_media),
            web.get(f"{ACCOUNT}/Messages/{{message}}/Media/{{media}}.json", show_media),
            web.delete(f"{ACCOUNT}/Messages/{{message}}/Media/{{media}}.json", delete_media),
            web.get(f"{ACCOUNT}/Messages/{{message}}/Media/{{media}}", redirect_to_file),
            web.get("/cdn/{file}", serve_file),
        ]
    )
    return app


async def open_exchange(exchange: Exchange, port: int = 0) -> web.AppRunner:
    """Let an exchange's API listen on this machine; the runner that comes back ends it."""
    runner = web.AppRunner(create_api(exchange), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    exchange.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    return runner


def _enter(request: web.Request) -> Exchange:
    """Let in whoever knows the account's token."""
    exchange = request.app[EXCHANGE]
    given = request.headers.get(hdrs.AUTHORIZATION, "").encode()
    if hmac.compare_digest(given, aiohttp.encode_basic_auth(exchange.account_sid, exchange.token).encode()):
        return exchange
    raise _fail(web.HTTPUnauthorized, 401, 20003)


def _fail(kind: type[web.HTTPException], status: int, code: int) -> web.HTTPException:
    body = web.json_response(write_error(status, code))
    return kind(text=body.text, content_type="application/json")


def _find(request: web.Request) -> Message:
    message = _enter(request).messages.get(request.match_info["message"])
    if message is None:
        raise _fail(web.HTTPNotFound, 404, 20404)
    return message


def _find_media(request: web.Request) -> tuple[Message, Media]:
    message = _find(request)
    for media in message.media:
        if media.sid == request.match_info["media"]:
            return message, media
    raise _fail(web.HTTPNotFound, 404, 20404)


async def send_message(request: web.Request) -> web.Response:
    """Take a message to send, or run into the fault that is due."""
    exchange = _enter(request)
    fields = {name: str(value) for name, value in (await request.post()).items()}
    fault = exchange.faults.popleft() if exchange.faults else None
    exchange.requests.append((fault, fields))
    fault = fault or exchange.find_refusal(fields) or Fault(accepts=True)
    message = exchange.send(fields, fault.reports) if fault.accepts else None
    await asyncio.sleep(fault.hangs)
    headers = {hdrs.RETRY_AFTER: str(fault.retry_after)} if fault.retry_after else {}
    if fault.garbles:
        return web.Response(status=fault.status, text="<html>Bad gateway", headers=headers)
    if message and fault.status < 400:
        return web.json_response(message.show() | {"status": "queued"}, status=fault.status)
    error = write_error(fault.status, fault.code or 20500)
    return web.json_response(error, status=fault.status, headers=headers)


async def list_messages(request: web.Request) -> web.Response:
    """List messages, newest first, a page at a time."""
    exchange = _enter(request)
    query = request.query
    since = query.get("DateSent>", "")[:10]
    found = [
        message
        for message in reversed(list(exchange.messages.values()))
        if query.get("To") in (None, message.to)
        and query.get("From") in (None, message.from_)
        and (not since or message.at >= datetime.fromisoformat(since).replace(tzinfo=timezone.utc))
    ]
    return _page(request, "messages", [message.show() for message in found])


async def show_message(request: web.Request) -> web.Response:
    """Show one message."""
    return web.json_response(_find(request).show())


async def delete_message(request: web.Request) -> web.Response:
    """Delete a message with its files."""
    del request.app[EXCHANGE].messages[_find(request).sid]
    return web.Response(status=204)


async def list_media(request: web.Request) -> web.Response:
    """List a message's files."""
    message = _find(request)
    return _page(request, "media_list", [media.show(message) for media in message.media])


async def show_media(request: web.Request) -> web.Response:
    """Show what is known of a file."""
    message, media = _find_media(request)
    return web.json_response(media.show(message))


async def delete_media(request: web.Request) -> web.Response:
    """Delete a file."""
    message, media = _find_media(request)
    message.media.remove(media)
    return web.Response(status=204)


async def redirect_to_file(request: web.Request) -> web.Response:
    """Send whoever may have a file to where it lies; it may not be there yet."""
    exchange = _enter(request)
    if exchange.media_lag:
        exchange.media_lag -= 1
        raise _fail(web.HTTPNotFound, 404, 20404)
    _, media = _find_media(request)
    name = secrets.token_urlsafe(16)
    request.app[CDN][name] = media
    return web.Response(status=307, headers={hdrs.LOCATION: f"{exchange.url}/cdn/{name}"})


async def serve_file(request: web.Request) -> web.Response:
    """Serve a file; who brings credentials here is refused, as by the real one's storage."""
    media = request.app[CDN].get(request.match_info["file"])
    if media is None or hdrs.AUTHORIZATION in request.headers:
        raise web.HTTPBadRequest
    return web.Response(body=media.content, content_type=media.kind)


async def show_account(request: web.Request) -> web.Response:
    """Show the account."""
    exchange = _enter(request)
    return web.json_response({"sid": exchange.account_sid, "status": "active", "friendly_name": "Simulation"})


async def list_numbers(request: web.Request) -> web.Response:
    """List the number that is asked for, with its webhook."""
    exchange = _enter(request)
    number = {
        "sid": "PN" + "0" * 32,
        "account_sid": exchange.account_sid,
        "phone_number": request.query.get("PhoneNumber", ""),
        "sms_url": exchange.webhook,
        "sms_method": "POST",
        "sms_fallback_url": exchange.webhook,
        "status_callback": "",
    }
    return _page(request, "incoming_phone_numbers", [number])


def _page(request: web.Request, name: str, rows: Iterable[dict[str, Any]]) -> web.Response:
    everything = list(rows)
    size = int(request.query.get("PageSize", PAGE_SIZE))
    page = int(request.query.get("Page", 0))
    start = page * size
    more = {**request.query, "Page": str(page + 1), "PageSize": str(size)}
    following = f"{request.path}?{urlencode(more)}" if start + size < len(everything) else None
    return web.json_response(
        {
            name: everything[start : start + size],
            "page": page,
            "page_size": size,
            "start": start,
            "end": min(start + size, len(everything)) - 1,
            "uri": request.path,
            "first_page_uri": request.path,
            "previous_page_uri": None,
            "next_page_uri": following,
        }
    )
