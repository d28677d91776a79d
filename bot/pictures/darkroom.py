"""Takes one picture apart and writes it anew: a program of its own, which a hostile file may well kill.

It reads the file from standard input and writes one line of JSON to standard output, either
`{"fault": …}` or `{"width", "height", "lengths": [full, thumbnail]}` followed by the two JPEGs. It gives up
every right and most of its memory before it reads the first byte. `bot.pictures.development` runs it.
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys

import pillow_heif
from PIL import Image, ImageCms, ImageFile

PIXELS, SECONDS = int(sys.argv[1]), int(sys.argv[2])
"""The limits, as the caller sets them."""
MEMORY = 900 * 1024 * 1024
"""Bytes of address space, libraries included."""
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
"""An allow-list: decoders of other formats are never reached, whatever the file calls itself."""
LONG_EDGE, THUMBNAIL_EDGE = 2048, 480
"""Pixels of the longer side of what is written."""
FULL_BYTES = 1_500_000
"""Ten of them fit into one letter."""
QUALITIES = (88, 80, 70, 55, 40)
NOBODY, THREADS = 65534, 64
WHITE = (255, 255, 255)
BAND = 256
"""Rows of a picture that are laid on white together."""
ORIENTATION = 0x0112
"""The EXIF tag that says how the camera was held."""
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def give_up_rights() -> None:
    """Leave no way to write a file, start a process, or eat the machine; a picture needs none of them."""
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 8),
    ):
        resource.setrlimit(limit, (value, value))
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    # The HEIC decoder works in threads, which count as processes.
    resource.setrlimit(resource.RLIMIT_NPROC, (THREADS, THREADS))


def develop(content: bytes) -> tuple[dict[str, object], tuple[bytes, ...]]:
    """Write a picture anew in two sizes, without anything that the file says besides the picture."""
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        return {"fault": "too_many_pixels"}, ()
    except Exception:
        return {"fault": "not_a_picture"}, ()
    if picture.width * picture.height > PIXELS:
        return {"fault": "too_many_pixels"}, ()
    try:
        full = draw(picture)
        written = write(full)
        thumbnail = full.copy()
        thumbnail.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE), Image.Resampling.LANCZOS)
        sizes = (written, encode(thumbnail, QUALITIES[1]))
    except Exception:
        return {"fault": "damaged"}, ()
    return {"width": full.width, "height": full.height, "lengths": [len(size) for size in sizes]}, sizes


def draw(picture: Image.Image) -> Image.Image:
    """Draw the picture upright in sRGB on white, no larger than it is shown."""
    profile = picture.info.get("icc_profile")
    # A JPEG is decoded at a fraction of its size where that is enough: less time, and far less memory.
    picture.draft(None, (LONG_EDGE, LONG_EDGE))
    if picture.mode == "I;16":
        # Pillow clips sixteen bits instead of scaling them.
        picture = picture.point(lambda value: value / 256).convert("L")
    turn = TURNS.get(picture.getexif().get(ORIENTATION, 1))
    if picture.has_transparency_data:
        picture = lay_on_white(picture)
    elif picture.mode not in ("RGB", "CMYK", "L"):
        picture = picture.convert("RGB")
    picture.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return to_srgb(picture.transpose(turn) if turn is not None else picture, profile)


def lay_on_white(picture: Image.Image) -> Image.Image:
    """Lay a picture with transparent parts on white, band by band: a copy of the whole would be too large."""
    factor = max(1, max(picture.size) // LONG_EDGE)
    sheet = Image.new("RGB", (-(-picture.width // factor), -(-picture.height // factor)), WHITE)
    for top in range(0, picture.height, BAND * factor):
        bottom = min(top + BAND * factor, picture.height)
        band = picture.crop((0, top, picture.width, bottom)).convert("RGBA").reduce(factor)
        sheet.paste(band, (0, top // factor), mask=band)
    return sheet


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert the colors, since a stone's color is what a picture is sent for."""
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except ImageCms.PyCMSError:
            converted = None
        if converted is not None:
            return converted
    return picture.convert("RGB")


def write(picture: Image.Image) -> bytes:
    """Write the picture in the best quality that fits a letter."""
    for quality in QUALITIES:
        written = encode(picture, quality)
        if len(written) <= FULL_BYTES:
            break
    return written


def encode(picture: Image.Image, quality: int) -> bytes:
    """Write a JPEG of nothing but pixels."""
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    target = io.BytesIO()
    bare.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
    return target.getvalue()


def main() -> None:
    """Develop the picture on standard input."""
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.init()
    pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    give_up_rights()
    try:
        head, sizes = develop(sys.stdin.buffer.read())
    except MemoryError:
        head, sizes = {"fault": "damaged"}, ()
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n" + b"".join(sizes))
    out.flush()


if __name__ == "__main__":
    main()
