"""The widget's files: packed once, named by what is in them, and loadable from any shop's page."""

from __future__ import annotations

import functools
import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiohttp import hdrs, web

WIDGET = Path(__file__).parent / "widget"
LOADER = "loader.js"
KINDS = {".js": "text/javascript", ".css": "text/css"}
SPARED = re.compile(r"^\s*(?:/\*.*\*/|//.*)$|^\s+|(?<=[{;,(\[])\n", re.MULTILINE)
"""What a browser does not need: whole-line comments, indentation, and the ends of lines that go on."""
LOOSE = re.compile(r"(?<=[:,>;{}])\s+|\s+(?=[{}>])")
"""The same in a stylesheet, within its lines."""
FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
    hdrs.VARY: hdrs.ACCEPT_ENCODING,
}
"""These files are the same for everybody and say nothing about anybody: any page may load them."""


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    packed: bytes
    kind: str
    etag: str


@dataclass(frozen=True)
class Assets:
    """All files of one version of the widget; the version is a hash over them."""

    version: str
    parts: Mapping[str, Asset]
    """By file name, as they are addressed beneath the version."""
    loader: Asset
    """The script that a shop's page names, which finds the parts from where it lies itself."""


@functools.cache
def load_assets() -> Assets:
    """Read and pack the widget's files."""
    texts = {
        path.name: SPARED.sub("", path.read_text(encoding="utf-8")).lstrip("\n")
        for path in sorted(WIDGET.iterdir())
        if path.suffix in KINDS
    }
    texts = {name: LOOSE.sub("", text) if name.endswith(".css") else text for name, text in texts.items()}
    version = hashlib.sha256("".join(texts.values()).encode()).hexdigest()[:12]
    loader = texts.pop(LOADER).replace("{parts}", " ".join(texts))
    parts = {name: _pack(text, name) for name, text in texts.items()}
    parts[LOADER] = _pack(loader.replace("{folder}", ""), LOADER)
    return Assets(version, parts, _pack(loader.replace("{folder}", f"widget/{version}/"), LOADER))


async def show_loader(request: web.Request) -> web.Response:
    """Send the one script that a shop's page names; its address never changes, so it is asked for anew."""
    return _send(request, load_assets().loader, FRESH)


async def show_part(request: web.Request) -> web.Response:
    """Send a part of the widget; a page from before an update gets today's, and does not keep it."""
    assets = load_assets()
    part = assets.parts.get(request.match_info["part"])
    if part is None:
        raise web.HTTPNotFound
    return _send(request, part, FOREVER if request.match_info["version"] == assets.version else FRESH)


def _pack(text: str, name: str) -> Asset:
    body = text.encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Asset(body, gzip.compress(body, 9, mtime=0), KINDS[Path(name).suffix], etag)


def _send(request: web.Request, asset: Asset, caching: str) -> web.Response:
    headers = SHARED | {hdrs.CACHE_CONTROL: caching, hdrs.ETAG: asset.etag}
    if asset.etag in request.headers.get(hdrs.IF_NONE_MATCH, ""):
        return web.Response(status=304, headers=headers)
    if "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "").lower():
        headers[hdrs.CONTENT_ENCODING] = "gzip"
        return web.Response(body=asset.packed, content_type=asset.kind, charset="utf-8", headers=headers)
    return web.Response(body=asset.body, content_type=asset.kind, charset="utf-8", headers=headers)
