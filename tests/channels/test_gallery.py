"""The gallery keeps rows and files together: through uploads, letters, erasures and ends at a bad moment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.channels.gallery import FORGOTTEN_AFTER, Gallery, OnTheirWay
from bot.pictures.faults import Unreadable
from bot.pictures.folder import PictureFolder
from bot.store import Attachment, Inbound, SentPicture, Store
from tests.desks import open_fresh_store
from tests.pictures.cameras import take_picture

NOW = datetime(2026, 11, 21, 12, tzinfo=timezone.utc)
PHOTO = take_picture(size=(64, 48))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_fresh_store(tmp_path) as store:
        yield store


@pytest.fixture
def folder(tmp_path: Path) -> PictureFolder:
    return PictureFolder(tmp_path / "pictures")


@pytest.fixture
def gallery(store: Store, folder: PictureFolder) -> Gallery:
    return Gallery(store, folder)


def open_conversation(store: Store, sender: str) -> str:
    return store.open_conversation("web", "josefina_bailleres", sender, NOW)


def send_from_afar(store: Store) -> str:
    """Receive a message whose picture is still to be fetched; returns the conversation."""
    inbound = Inbound(
        channel="sms",
        sender="+15550100",
        house="josefina_bailleres",
        text="",
        external_id="SM1",
        pictures=(SentPicture("p-1", source="https://media.example/1"),),
    )
    return store.receive(inbound, NOW).conversation_id


def list_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


async def test_the_same_picture_of_two_customers_is_one_file_until_both_are_erased(
    store: Store, gallery: Gallery, tmp_path: Path
) -> None:
    ann, berta = open_conversation(store, "ann"), open_conversation(store, "berta")
    first, second = await gallery.keep(ann, PHOTO, NOW), await gallery.keep(berta, PHOTO, NOW)
    assert first.digest == second.digest

    gallery.erase(ann)
    assert gallery.load(second, "full").startswith(b"\xff\xd8")

    gallery.erase(berta)
    assert list_files(tmp_path / "pictures") == []


async def test_what_is_no_picture_leaves_neither_row_nor_file(
    store: Store, gallery: Gallery, tmp_path: Path
) -> None:
    conversation = open_conversation(store, "ann")

    with pytest.raises(Unreadable):
        await gallery.keep(conversation, b"<svg/>", NOW)

    assert store.export_conversation(conversation)["attachments"] == []
    assert list_files(tmp_path / "pictures") == []


async def test_a_letter_waits_for_pictures_on_their_way_and_goes_without_them_in_the_end(
    store: Store, gallery: Gallery
) -> None:
    send_from_afar(store)
    attachments = (Attachment("p-1", "JB-1001-picture-1.jpg"),)

    with pytest.raises(OnTheirWay):
        gallery.enclose(attachments)
    assert gallery.enclose(attachments, patiently=False) == ()

    fetch = store.claim_fetch(NOW, timedelta(minutes=1))
    assert fetch is not None
    await gallery.keep_fetched(fetch, PHOTO)
    (enclosure,) = gallery.enclose(attachments)
    assert (enclosure.name, enclosure.media_type) == ("JB-1001-picture-1.jpg", "image/jpeg")
    assert enclosure.content.startswith(b"\xff\xd8")


async def test_files_that_nobody_names_are_swept_away_after_a_day(
    store: Store, gallery: Gallery, folder: PictureFolder, tmp_path: Path
) -> None:
    picture = await gallery.keep(open_conversation(store, "ann"), PHOTO, NOW)
    forgotten = folder.put(b"\xff\xd8 left behind", b"\xff\xd8")
    for path in list_files(tmp_path / "pictures"):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))

    gallery.sweep(NOW)
    assert folder.holds(forgotten)

    gallery.sweep(NOW + FORGOTTEN_AFTER + timedelta(seconds=1))
    assert not folder.holds(forgotten)
    assert gallery.load(picture, "thumbnail").startswith(b"\xff\xd8")


def test_nothing_but_a_digest_names_a_file(folder: PictureFolder) -> None:
    for name in ("", "..", "../../etc/passwd", "AB" * 32, "ab" * 31, "ab" * 32 + "\n"):
        with pytest.raises(ValueError, match="digest"):
            folder.place(name)
