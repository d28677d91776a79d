"""A picture is developed: upright, clean and small, whatever the file holds; what is none is refused."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from bot.pictures.development import DARKROOM, SECONDS, Developed, develop
from bot.pictures.faults import BYTES_LIMIT, PIXELS_LIMIT, Fault, Unreadable
from tests.pictures.cameras import SCRIPT, forge_files, take_picture

BLUE, RED = (0, 0, 254), (254, 0, 0)


def open_jpeg(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content), formats=["JPEG"])
    picture.load()
    return picture


async def find_fault(content: bytes) -> Fault:
    with pytest.raises(Unreadable) as caught:
        await develop(content)
    assert caught.value.what.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value.fault


def check_clean(developed: Developed) -> None:
    """Check that two plain JPEGs came out, and nothing else that the file said."""
    for content in (developed.full, developed.thumbnail):
        picture = open_jpeg(content)
        assert picture.mode == "RGB"
        assert not picture.getexif()
        assert set(picture.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }
        assert SCRIPT not in content
        assert b"Exif\0\0" not in content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
async def test_what_phones_send_is_developed_without_where_and_with_what_it_was_taken(form: str) -> None:
    original = take_picture(form)
    assert b"Maker of phones" in original

    developed = await develop(original)

    assert (developed.width, developed.height) == (640, 480)
    check_clean(developed)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
async def test_every_kind_of_png_becomes_a_picture_that_can_be_seen(mode: str) -> None:
    target = io.BytesIO()
    Image.new("L", (60, 40), 200).convert(mode).save(target, "PNG")

    check_clean(await develop(target.getvalue()))


async def test_printers_colors_become_a_screens() -> None:
    check_clean(await develop(take_picture("JPEG", mode="CMYK")))


async def test_what_is_transparent_is_laid_on_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (400, 900), (0, 0, 0, 0)).save(target, "PNG")

    developed = await develop(target.getvalue())

    picture = open_jpeg(developed.full)
    assert picture.size == (400, 900)
    assert {picture.getpixel((x, y)) for x in (0, 399) for y in (0, 450, 899)} == {(255, 255, 255)}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("orientation", "left_goes"), [(1, "left"), (3, "right"), (6, "top"), (8, "bottom")])
async def test_a_picture_stands_as_the_camera_was_held(form: str, orientation: int, left_goes: str) -> None:
    picture = Image.new("RGB", (600, 400), RED)
    picture.paste(BLUE, (0, 0, 300, 400))
    exif, target = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientation
    picture.save(target, form, exif=exif, quality=95)

    upright = open_jpeg((await develop(target.getvalue())).full)

    wide, high = upright.size
    spots = {
        "left": (10, high // 2),
        "right": (wide - 10, high // 2),
        "top": (wide // 2, 10),
        "bottom": (wide // 2, high - 10),
    }
    color = upright.getpixel(spots[left_goes])
    assert isinstance(color, tuple)
    assert color[2] > 200 > 60 > color[0]


async def test_a_large_picture_is_made_small_enough_for_a_letter() -> None:
    developed = await develop(take_picture(size=(3000, 2400)))

    assert max(developed.width, developed.height) == 2048
    assert len(developed.full) <= 1_500_000
    assert max(open_jpeg(developed.thumbnail).size) == 480


async def test_too_much_of_anything_is_refused_before_it_is_decoded() -> None:
    assert await find_fault(b"\xff" * (BYTES_LIMIT + 1)) == "too_large"
    target = io.BytesIO()
    Image.new("1", (8000, 7000)).save(target, "PNG")
    assert await find_fault(target.getvalue()) == "too_many_pixels"


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7", b"<svg/>", take_picture("GIF", mode="P")])
async def test_what_is_no_picture_of_the_four_kinds_is_refused(content: bytes) -> None:
    assert await find_fault(content) == "not_a_picture"


async def test_a_picture_that_ends_in_the_middle_is_damaged() -> None:
    assert await find_fault(take_picture()[:20_000]) == "damaged"


async def test_a_few_hundred_hostile_files_neither_crash_nor_hang_nor_leave_anything_behind() -> None:
    files = list(forge_files(Random(5)))
    assert len(files) >= 300

    darkrooms = asyncio.Semaphore(4)

    async def try_file(content: bytes) -> Developed | Fault:
        async with darkrooms:
            try:
                return await asyncio.wait_for(develop(content), SECONDS + 5)
            except Unreadable as refused:
                return refused.fault

    outcomes = await asyncio.gather(*(try_file(content) for _, content in files))

    for (name, _), outcome in zip(files, outcomes, strict=True):
        if isinstance(outcome, Developed):
            check_clean(outcome)
        assert not (
            name.startswith(("bomb of 1", "bomb of 2", "bomb of 6", "svg", "html", "gif"))
            and isinstance(outcome, Developed)
        ), name


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "CMYK", "L", "I;16"])
def test_the_largest_pictures_that_are_taken_need_a_bounded_memory(mode: str, tmp_path: Path) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (8_600, 5_800)).save(tmp_path / "large", form)

    assert measure_darkroom(tmp_path / "large") < 400 * 1024


def test_what_is_refused_needs_little_memory(tmp_path: Path) -> None:
    for name, content in forge_files(Random(5)):
        if "bomb" in name or "header" in name or "frames" in name:
            (tmp_path / "bomb").write_bytes(content)
            assert measure_darkroom(tmp_path / "bomb") < 200 * 1024, name


def measure_darkroom(file: Path) -> int:
    """Develop a file, and measure the most memory that it took, in KiB."""
    # By way of a small process: a child begins with the memory of whoever starts it.
    measure = (
        "import os, subprocess, sys; child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL); "
    )
    measure += "print(os.wait4(child.pid, 0)[2].ru_maxrss)"
    words = [sys.executable, "-I", str(DARKROOM), str(PIXELS_LIMIT), str(SECONDS)]
    with file.open("rb") as content:
        told = subprocess.run([sys.executable, "-c", measure, *words], stdin=content, capture_output=True)
    return int(told.stdout)
