"""Cameras and forgers: real pictures with all that phones write into them, and files that only pretend."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from random import Random

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

SCRIPT = b"<script>alert(1)</script>"
PLACE = (40.0, 44.0, 55.0)
"""A latitude and a longitude of a workshop, as EXIF writes them."""


def take_picture(form: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB") -> bytes:
    """Take a picture that knows where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Maker of phones", "2026:11:21 10:00:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", PLACE, "W", PLACE
    picture = Image.effect_noise(size, 60).convert(mode)
    target = io.BytesIO()
    options = {} if form in ("GIF", "BMP") else {"exif": exif}
    picture.save(target, form, **options)
    return target.getvalue()


def forge_files(random: Random) -> Iterator[tuple[str, bytes]]:
    """Forge three hundred files that are to do harm, each with a name of its kind."""
    yield from _list_bombs()
    yield from _list_impostors()
    originals = [take_picture(form, (200, 150)) for form in ("JPEG", "PNG", "WEBP", "HEIF")]
    for number in range(60):
        original = originals[number % 4]
        yield f"truncated {number}", original[: random.randrange(1, len(original))]
    for number in range(120):
        original = bytearray(originals[number % 4])
        for _ in range(random.randrange(1, 60)):
            original[random.randrange(len(original))] = random.randrange(256)
        yield f"flipped {number}", bytes(original)
    for number in range(60):
        original = originals[number % 4]
        other = originals[random.randrange(4)]
        cut = random.randrange(len(original))
        yield f"spliced {number}", original[:cut] + other[random.randrange(len(other)) :]
    for number in range(30):
        yield f"noise {number}", random.randbytes(random.randrange(0, 4000))


def _list_bombs() -> Iterator[tuple[str, bytes]]:
    for side in (13_000, 20_000, 65_000):
        yield f"bomb of {side} pixels", _draw_blank_png(side, side)
    for side in (0, 2**31 - 1):
        yield f"header of {side} pixels", _draw_blank_png(side, side, rows=1)
    yield "long chunk", _draw_blank_png(10, 10)[:8] + struct.pack(">I", 2**31 - 1) + b"IHDR" + b"\0" * 20
    yield (
        "bomb of text",
        _draw_blank_png(10, 10, extra=_chunk(b"zTXt", b"k\0\0" + zlib.compress(b"a" * 50_000_000))),
    )
    frames = [Image.new("RGB", (40, 40), (n % 255, 0, 0)) for n in range(400)]
    for form in ("GIF", "PNG", "WEBP"):
        target = io.BytesIO()
        frames[0].save(target, form, save_all=True, append_images=frames[1:])
        yield f"many frames of {form}", target.getvalue()


def _list_impostors() -> Iterator[tuple[str, bytes]]:
    jpeg, png = take_picture("JPEG", (60, 40)), take_picture("PNG", (60, 40))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    yield "svg", svg
    yield "svg with a declaration", b'<?xml version="1.0"?>' + svg
    yield "html", b"<!doctype html><html><body>" + SCRIPT
    yield "html behind a magic number", b"\xff\xd8\xff\xe0" + SCRIPT
    yield "jpeg with html behind it", jpeg + b"<html>" + SCRIPT
    yield "png with html behind it", png + b"<html>" + SCRIPT
    comment = SCRIPT * 20
    yield (
        "jpeg with html in a comment",
        jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + jpeg[2:],
    )
    yield "png with html in a text", _draw_blank_png(20, 20, extra=_chunk(b"tEXt", b"Comment\0" + SCRIPT))
    yield "zip behind a jpeg", jpeg + b"PK\x03\x04" + b"\0" * 100
    yield "gif with script", b"GIF89a/*" + SCRIPT + b"*/"
    for form in ("GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "JPEG2000", "EPS", "PDF"):
        target = io.BytesIO()
        Image.new("RGB", (32, 32), "red").save(target, form)
        yield f"another format: {form}", target.getvalue()
    yield "postscript", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file"
    yield "fits", b"SIMPLE  =                    T" + b" " * 3000
    yield "mvg", b"push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://localhost/x'\npop"
    yield "empty", b""
    yield "one byte", b"\xff"


def _draw_blank_png(width: int, height: int, rows: int | None = None, extra: bytes = b"") -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    line = b"\0" + b"\0" * min((width + 7) // 8, 10_000)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(line) for _ in range(height if rows is None else rows)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + header + extra + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
