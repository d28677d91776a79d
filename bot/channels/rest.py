"""The door for servers: Rasa's REST contract, with errors that say how to mend the request."""

from __future__ import annotations

import hmac
import uuid
from typing import Any

from aiohttp import hdrs, web

from bot.channels.inbound import Inbound, Reply, clean_text, hand_over, scope_id
from bot.channels.keys import DESK, REST_TOKEN, read_house
from bot.channels.payload import read_name, read_object, read_text
from bot.channels.refusal import Refused
from bot.store import Button

CHANNEL = "rest"
BODY_LIMIT = 1 << 20
"""Bytes of a request. Text beyond the cap is dropped, so a long message is taken; a flood is not."""
STATE = ("asked", "status", "inquiry_id")
"""What the last message of an answer says about the conversation; null where nothing is known."""


async def show_status(request: web.Request) -> web.Response:
    """Answer as Rasa's REST channel does when asked whether it is there."""
    return web.json_response({"status": "ok"})


async def take_message(request: web.Request) -> web.Response:
    """Take one message and answer with a list of replies; `?stream=true` gets the same list."""
    check_token(request)
    inbound = read_inbound(request.app, await read_object(request, limit=BODY_LIMIT))
    replies = await hand_over(request.app[DESK], inbound)
    return web.json_response(write_replies(inbound.sender, replies))


def check_token(request: web.Request) -> None:
    """Let a server in that presents the configured bearer token, where one is configured."""
    expected = request.app[REST_TOKEN]
    if not expected:
        return
    scheme, _, token = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    given = token.strip().encode("utf-8", "surrogateescape")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given, expected.encode()):
        raise Refused(
            401,
            "The bearer token is missing or wrong.",
            where=hdrs.AUTHORIZATION,
            remedy="Send Authorization: Bearer with the token this service was given as LOUPE_REST_TOKEN.",
            headers={hdrs.WWW_AUTHENTICATE: "Bearer"},
        )


def read_inbound(app: web.Application, fields: dict[str, Any]) -> Inbound:
    """Read a message from the fields of Rasa's contract; raises Refused for whatever does not fit it."""
    sender = read_name(fields, "sender")
    text = clean_text(read_text(fields, "message"))
    if not text:
        raise Refused(
            400,
            "message holds no readable text.",
            where="message",
            remedy="Send at least one visible character.",
        )
    metadata = fields.get("metadata")
    if metadata is None:
        metadata = {}
    if not isinstance(metadata, dict):
        raise Refused(
            400,
            "metadata is not an object.",
            where="metadata",
            remedy='Send {"house": "…"}, or leave it out.',
        )
    house = read_house(app, metadata.get("house"), where="metadata.house")
    given = metadata.get("message_id")
    message_id = uuid.uuid4().hex if given is None else read_name(metadata, "message_id", within="metadata.")
    return Inbound(
        channel=CHANNEL,
        sender=sender,
        house=house.key,
        text=text,
        external_id=scope_id(house.key, sender, message_id),
    )


def write_replies(sender: str, replies: tuple[Reply, ...]) -> list[dict[str, Any]]:
    """Write replies in Rasa's form; the last one carries what the conversation now waits for."""
    messages: list[dict[str, Any]] = []
    for reply in replies:
        message: dict[str, Any] = {"recipient_id": sender, "text": reply.text}
        if reply.buttons:
            message["buttons"] = write_buttons(reply.buttons)
        messages.append(message)
    if messages:
        messages[-1]["metadata"] = {key: replies[-1].metadata.get(key) for key in STATE}
    return messages


def write_buttons(buttons: tuple[Button, ...]) -> list[dict[str, str]]:
    """Write a reply's choices in Rasa's form."""
    return [{"title": button.title, "payload": button.payload} for button in buttons]
