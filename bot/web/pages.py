"""The pages a person sees: the demo shop of a house, how to embed the chat, and what went wrong."""

from __future__ import annotations

from pathlib import Path

from aiohttp import hdrs, web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.atelier.house import House
from bot.atelier.packs.topics import load_topics
from bot.channels.keys import HOUSES, read_house

TEMPLATES = Path(__file__).parent / "templates"

QUESTIONS = (
    "start.how", "start.own_stone", "consultation.in_person", "budget.within", "payment.cards", "start.after",
)  # fmt: skip
"""Topics that the demo shop offers as questions, where the house answers them."""

ATTRIBUTES = (
    ("house", "Which house is spoken with; the one attribute that is needed."),
    ("color", "The house's color; where it could not be read, it is made darker or lighter until it can."),
    ("logo", "The address of a picture for the chat's head; your img-src has to allow it."),
    ("greeting", "The first line of an empty chat."),
    ("position", "left or right: the corner. Without it, where lines of the page's language end."),
    ("language", "en or es. Without it, the page's own language."),
    ("theme", "light, dark or auto. Without it, auto: as the visitor's device is set."),
    ("open", "Whether the chat is open. Set and removed by the chat itself, too."),
)  # fmt: skip
"""The attributes of the element, and what each one does."""

PROPERTIES = (
    ("--loupe-accent", "The same as the attribute color."),
    ("--loupe-font, --loupe-small-font", "The typefaces of what is said, and of times and labels."),
    ("--loupe-paper, --loupe-paper-dark", "The ground of the chat."),
    ("--loupe-ink, --loupe-ink-dark", "The words, and the ground of what the visitor says."),
    ("--loupe-soft, --loupe-soft-dark", "Times, labels and hints."),
    ("--loupe-line, --loupe-line-dark", "Hairlines."),
    ("--loupe-wash, --loupe-wash-dark", "The ground of what the house says."),
    ("--loupe-radius", "How round the chat's corners are."),
    ("--loupe-width, --loupe-height", "The size on a desk; on a phone the chat fills the screen."),
    ("--loupe-offset", "The distance from the edges of the window."),
    ("--loupe-layer", "The z-index."),
)  # fmt: skip
"""The custom properties of the element, and what each one is."""

_templates = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


async def show_shop(request: web.Request) -> web.Response:
    """Show the demo shop of the house that `?house=` names, or of the default one."""
    return _show(render_shop(read_house(request.app, request.query.get("house"))))


async def show_embedding(request: web.Request) -> web.Response:
    """Show how the chat comes onto a page, with the house that `?house=` names as the preview."""
    house = read_house(request.app, request.query.get("house"))
    page = _templates.get_template("embed.html")
    houses = sorted(request.app[HOUSES].values(), key=lambda other: other.name)
    return _show(page.render(house=house, houses=houses, attributes=ATTRIBUTES, properties=PROPERTIES))


def render_shop(house: House) -> str:
    """Write the demo shop of a house, with nothing about its goods that it has not stated itself."""
    topics = load_topics()
    questions = [topics[topic] for topic in QUESTIONS if house.find_answer(topic)]
    return _templates.get_template("shop.html").render(house=house, questions=questions)


def render_error(status: int, error: str, remedy: str, raw_path: str) -> str:
    """Write the page for a failed request; links are relative so that a path prefix in front does no harm."""
    root = "../" * (raw_path.count("/") - 1) or "./"
    return _templates.get_template("error.html").render(status=status, error=error, remedy=remedy, root=root)


def _show(page: str) -> web.Response:
    # Fresh at every visit: the page carries the house's words, which change without a release.
    return web.Response(text=page, content_type="text/html", headers={hdrs.CACHE_CONTROL: "no-cache"})
