"""Who a visitor is: whoever holds a token that we signed for this house and this page."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from aiohttp import hdrs, web
from itsdangerous import BadSignature, Signer

from bot.atelier.house import House
from bot.channels.keys import SECRET, read_house
from bot.channels.origins import read_origin
from bot.channels.payload import read_object
from bot.channels.rates import check_rate
from bot.channels.refusal import Refused

BODY_LIMIT = 1 << 12
TOKEN_LIMIT = 200


@dataclass(frozen=True)
class Visitor:
    """Somebody on a page, and the house that they talk to."""

    sender: str
    """The hash of the token's random part: what the store knows them by."""
    house: House


async def begin_visit(request: web.Request) -> web.Response:
    """Begin a visit: mint its token. Nothing is stored before the visitor says something."""
    check_rate(request, "visits")
    fields = await read_object(request, limit=BODY_LIMIT)
    house = read_house(request.app, fields.get("house"))
    origin = read_origin(request, house.key)
    token = _signer(request.app, house.key, origin).sign(secrets.token_urlsafe(32)).decode()
    return web.json_response({"token": token}, status=201)


def read_visitor(request: web.Request, house_key: object) -> Visitor:
    """Read who the visitor is from the token in the Authorization header.

    Raises Refused for an unknown house, a page that may not call, a token that is missing, forged, or made
    for another house or page, and for a visitor who calls too often.
    """
    house = read_house(request.app, house_key)
    origin = read_origin(request, house.key)
    scheme, _, token = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    try:
        if scheme.lower() != "bearer" or len(token) > TOKEN_LIMIT:
            raise BadSignature("no token")
        secret = _signer(request.app, house.key, origin).unsign(token.strip().encode("ascii", "replace"))
    except BadSignature:
        check_rate(request, "strangers")
        raise Refused(
            401,
            "The visitor's token is missing, malformed, or made for another house or page.",
            where=hdrs.AUTHORIZATION,
            remedy="POST /chat/visits for a token and send it as Authorization: Bearer.",
            headers={hdrs.WWW_AUTHENTICATE: "Bearer"},
        ) from None
    return Visitor("visit-" + hashlib.sha256(secret).hexdigest(), house)


def _signer(app: web.Application, house: str, origin: str) -> Signer:
    # The salt is part of the key: a token for one house or page is noise to another.
    return Signer(app[SECRET], salt=f"visit of {house} on {origin}", digest_method=hashlib.sha256)
