"""The widget's files: small, loadable from any page, and kept for as long as they do not change."""

from __future__ import annotations

import gzip
import re

import click
import pytest
from aiohttp.test_utils import TestClient

from bot.web.assets import WIDGET, load_assets

BUDGET = 30_000
"""Bytes, compressed, of everything that the chat loads."""


async def load_everything(client: TestClient) -> dict[str, bytes]:
    """Load the script that a page names, and all that it names in turn."""
    loader = await (await client.get("/widget.js")).read()
    named = re.search(rb'"((?:\w+\.(?:js|css) ?){2,})"', loader)
    folder = re.search(rb'"(widget/[0-9a-f]+/)"', loader)
    assert named
    assert folder
    addresses = [f"/{folder[1].decode()}{name}" for name in named[1].decode().split()]
    parts = {address: await (await client.get(address)).read() for address in addresses}
    return {"/widget.js": loader, **parts}


async def test_the_whole_widget_weighs_less_than_thirty_kilobytes(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded = await load_everything(client)
    weight = sum(len(gzip.compress(body, 9)) for body in loaded.values())
    with capsys.disabled():
        click.echo(f"\nThe widget weighs {weight / 1000:.1f} kB compressed, in {len(loaded)} files.")

    assert weight <= BUDGET


async def test_the_loader_names_every_part_there_is(client: TestClient) -> None:
    loaded = {address.rpartition("/")[2] for address in await load_everything(client)}

    assert loaded - {"widget.js"} == {path.name for path in WIDGET.iterdir()} - {"loader.js"}


async def test_every_part_is_loadable_from_any_page_and_kept_for_ever(client: TestClient) -> None:
    for address in await load_everything(client):
        answer = await client.get(address)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_type in {"text/javascript", "text/css"}
        lasting = "no-cache" if address == "/widget.js" else "public, max-age=31536000, immutable"
        assert answer.headers["Cache-Control"] == lasting


async def test_only_the_widgets_files_are_for_other_pages(client: TestClient) -> None:
    for address in ("/", "/demo/shop.css", "/health", "/embed"):
        answer = await client.get(address)
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("coding", ["gzip", "identity", ""])
async def test_a_part_is_sent_compressed_where_that_is_understood(client: TestClient, coding: str) -> None:
    address = f"/widget/{load_assets().version}/element.js"
    plain = load_assets().parts["element.js"].body

    answer = await client.get(address, headers={"Accept-Encoding": coding})

    assert await answer.read() == plain
    assert answer.headers.get("Content-Encoding") == ("gzip" if coding == "gzip" else None)
    assert answer.headers["Vary"] == "Accept-Encoding"


async def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = await client.get("/widget.js")
    again = await client.get("/widget.js", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status == 304
    assert await again.read() == b""
    assert again.headers["Access-Control-Allow-Origin"] == "*"


async def test_a_page_from_before_an_update_gets_todays_part_and_does_not_keep_it(client: TestClient) -> None:
    answer = await client.get("/widget/0123456789ab/element.js")

    assert await answer.read() == load_assets().parts["element.js"].body
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("part", ["nothing.js", "..%2fassets.py", "%2e%2e/assets.py", ""])
async def test_nothing_but_the_parts_is_served(client: TestClient, part: str) -> None:
    assert (await client.get(f"/widget/{load_assets().version}/{part}")).status == 404


def test_no_part_makes_markup_or_code_of_words() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in WIDGET.iterdir())

    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc|style=", sources
    )
    assert not re.findall(r"""@import|url\(|["']https?://(?!www\.w3\.org/2000/svg)""", sources)


@pytest.mark.parametrize("path", sorted(WIDGET.iterdir()), ids=lambda path: path.name)
def test_a_part_has_one_subject_and_says_it(path: object) -> None:
    source = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]

    assert source.startswith("/*")
    assert source.count("\n") <= 250
