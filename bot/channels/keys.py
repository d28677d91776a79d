"""What the channels need of the application, under typed keys that its start fills."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.atelier.house import House
from bot.channels.gallery import Gallery
from bot.channels.inbound import Desk, Pictures, Reports, Transcripts
from bot.channels.news import News
from bot.channels.refusal import Refused
from bot.channels.twilio.account import Account

DESK: web.AppKey[Desk] = web.AppKey("desk")
"""Who answers."""
TRANSCRIPTS: web.AppKey[Transcripts] = web.AppKey("transcripts")
"""What was said, for a visitor who comes back."""
HOUSES: web.AppKey[Mapping[str, House]] = web.AppKey("houses")
"""The houses this service speaks for, by key."""
DEFAULT_HOUSE: web.AppKey[str] = web.AppKey("default_house", str)
"""The key of the house that is meant where none is named."""
PICTURES: web.AppKey[Pictures] = web.AppKey("pictures")
"""Which pictures visitors have sent in."""
GALLERY: web.AppKey[Gallery] = web.AppKey("gallery", Gallery)
"""Where their files are."""
NEWS: web.AppKey[News] = web.AppKey("news", News)
"""Who waits for what is said."""
SECRET: web.AppKey[str] = web.AppKey("secret", str)
"""What visitors' tokens are signed with."""
TWILIO: web.AppKey[Account | None] = web.AppKey("twilio")
"""The account at Twilio; None where there is none, and then nothing is taken from there."""
REPORTS: web.AppKey[Reports] = web.AppKey("reports")
"""Who remembers what became of messages."""
REST_TOKEN: web.AppKey[str | None] = web.AppKey("rest_token")
"""What a server has to present at the REST door; None leaves it open."""


def read_house(app: web.Application, key: object, *, where: str = "house") -> House:
    """Read which house is meant, the default where none is named; raises Refused for an unknown one."""
    houses = app[HOUSES]
    house = houses.get(app[DEFAULT_HOUSE] if key is None else key) if isinstance(key, str | None) else None
    if house is None:
        known = ", ".join(sorted(houses))
        raise Refused(400, "This house is not known.", where=where, remedy=f"Name one of: {known}.")
    return house
