"""Every address of the service, on one screen."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.channels import chat, events, origins, rest, uploads, visits
from bot.channels.twilio import webhook
from bot.channels.twilio.account import STATUS_WEBHOOK, WEBHOOK
from bot.web import assets, health, middleware, pages

DEMO = Path(__file__).parent / "demo"


def add_routes(app: web.Application) -> None:
    """Add every address, and what holds for all of them, to an application.

    Its start fills the keys of `bot.channels` and `bot.web.health`.
    """
    app.middlewares.extend(middleware.MIDDLEWARES)
    app.on_response_prepare.append(origins.add_headers)
    app.on_response_prepare.append(middleware.add_headers)
    app.on_shutdown.append(events.end_streams)
    app.add_routes(
        [
            web.get("/", pages.show_shop),
            web.get("/embed", pages.show_embedding),
            web.get("/widget.js", assets.show_loader),
            web.get("/widget/{version}/{part}", assets.show_part),
            web.get("/health", health.show_health),
            web.post("/webhooks/rest/webhook", rest.take_message),
            web.get("/webhooks/rest/", rest.show_status),
            web.get("/chat/houses/{house}", chat.show_house),
            web.post(WEBHOOK, webhook.take_message),
            web.post(STATUS_WEBHOOK, webhook.take_status),
            web.post("/chat/visits", visits.begin_visit),
            web.post("/chat/messages", chat.take_message),
            web.get("/chat/messages", chat.show_messages),
            web.get("/chat/events", events.stream_news),
            web.post("/chat/pictures", uploads.take_picture),
            web.get("/chat/pictures/{id}", uploads.show_picture),
            web.get("/chat/pictures/{id}/thumbnail", uploads.show_thumbnail),
            web.delete("/chat/pictures/{id}", uploads.drop_picture),
            web.options("/chat/{address:.*}", origins.answer_preflight),
            web.static("/demo", DEMO),
        ]
    )
