"""Every address of the service, on one screen."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.channels import rest, visits
from bot.web import health, middleware, pages

DEMO = Path(__file__).parent / "demo"


def add_routes(app: web.Application) -> None:
    """Add every address, and what holds for all of them, to an application.

    Its start fills the keys of `bot.channels.keys` and `bot.web.health`.
    """
    app.middlewares.extend(middleware.MIDDLEWARES)
    app.on_response_prepare.append(middleware.add_headers)
    app.add_routes(
        [
            web.get("/", pages.show_shop),
            web.get("/health", health.show_health),
            web.post("/webhooks/rest/webhook", rest.take_message),
            web.get("/webhooks/rest/", rest.show_status),
            web.post("/chat/visits", visits.begin_visit),
            web.post("/chat/messages", visits.take_message),
            web.get("/chat/messages", visits.show_messages),
            web.static("/demo", DEMO),
        ]
    )
