"""A pack that was edited is used from the next reload on; one with a fault never takes a good one's place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.atelier.packs.fault import PackError, UnknownHouse
from bot.atelier.packs.pack import HOUSES
from bot.atelier.packs.shelf import Shelf

HOUSE = "josefina_bailleres"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HOUSES, tmp_path / "houses"))


def edit(folder: Path, before: str, after: str) -> None:
    path = folder / HOUSE / "house.yml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_an_edit_is_seen_after_a_reload_and_not_before(folder: Path) -> None:
    shelf = Shelf(folder)
    city = shelf[HOUSE].city
    edit(folder, f"city: {city}", "city: Boston")
    assert shelf[HOUSE].city == city
    shelf.reload()
    assert shelf[HOUSE].city == "Boston"


def test_a_faulty_pack_is_named_and_the_last_good_one_stays(folder: Path) -> None:
    shelf = Shelf(folder)
    version = shelf[HOUSE].version
    edit(folder, "currency: USD", "curency: USD")
    with pytest.raises(PackError, match=r"house\.yml"):
        shelf.reload()
    assert shelf[HOUSE].version == version


def test_a_shelf_lists_its_houses_and_names_them_where_one_is_unknown(folder: Path) -> None:
    shelf = Shelf(folder)
    assert HOUSE in shelf
    assert "nobody" not in shelf
    assert len(shelf) == len(list(shelf))
    with pytest.raises(UnknownHouse, match=HOUSE):
        shelf["nobody"]
