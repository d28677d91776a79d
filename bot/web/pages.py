"""The pages a person sees: the demo shop of a house, and a plain page for what went wrong."""

from __future__ import annotations

from pathlib import Path

from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.atelier.house import House
from bot.channels.keys import read_house

TEMPLATES = Path(__file__).parent / "templates"

_templates = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


async def show_shop(request: web.Request) -> web.Response:
    """Show the demo shop of the house that `?house=` names, or of the default one."""
    house = read_house(request.app, request.query.get("house"))
    # Fresh at every visit: the page carries the house's words, which change without a release.
    return web.Response(
        text=render_shop(house), content_type="text/html", headers={hdrs.CACHE_CONTROL: "no-cache"}
    )


def render_shop(house: House) -> str:
    """Write the demo shop of a house, with nothing about its goods that it has not stated itself."""
    return _templates.get_template("shop.html").render(house=house)


def render_error(status: int, error: str, remedy: str, raw_path: str) -> str:
    """Write the page for a failed request; links are relative so that a path prefix in front does no harm."""
    root = "../" * (raw_path.count("/") - 1) or "./"
    return _templates.get_template("error.html").render(status=status, error=error, remedy=remedy, root=root)
