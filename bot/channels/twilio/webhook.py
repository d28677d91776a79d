"""Twilio's webhooks: a message is in the inbox before Twilio hears that it was received."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timezone
from typing import Final

import structlog
from aiohttp import web

from bot.channels.inbound import out_of_service
from bot.channels.keys import DESK, REPORTS, TWILIO
from bot.channels.twilio.form import check_account, read_field, read_form
from bot.channels.twilio.messages import read_message, read_sid
from bot.store import MessageConflict, MessageErased, StoreUnavailable

log = structlog.get_logger(__name__)

STATUS: Final = re.compile(r"[a-z_]{1,30}")


async def take_message(request: web.Request) -> web.Response:
    """Take a message and keep it; the answer goes out later, by way of the outbox.

    The same message again changes nothing, and neither does another one under its id.
    """
    account = request.app[TWILIO]
    inbound = read_message(await read_form(request, account), account)  # type: ignore[arg-type]
    try:
        await request.app[DESK].keep(inbound)
    except MessageErased:
        log.info("an erased message came again", message=inbound.external_id)
    except MessageConflict:
        # Whoever captured a signed request can part its fields anew, and a retry would change nothing.
        log.warning("another message came under a known id", message=inbound.external_id)
    except StoreUnavailable:
        raise out_of_service() from None
    return web.Response(text="<Response/>", content_type="text/xml")


async def take_status(request: web.Request) -> web.Response:
    """Take what became of a message of ours; each status counts once, in whatever order they come."""
    account = request.app[TWILIO]
    form = await read_form(request, account)
    sid = read_sid(form)
    check_account(form, account)  # type: ignore[arg-type]
    status, code = read_field(form, "MessageStatus"), form.find("ErrorCode")
    if STATUS.fullmatch(status):
        known = code if code and code.isdecimal() and len(code) < 10 else None
        try:
            now = datetime.now(timezone.utc)
            await asyncio.to_thread(request.app[REPORTS].keep_report, sid, status, known, now)
        except StoreUnavailable:
            raise out_of_service() from None
    return web.Response(text="<Response/>", content_type="text/xml")
