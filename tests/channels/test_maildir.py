"""The local Maildir: each letter once, on the disk, readable by any mail program."""

from __future__ import annotations

import asyncio
import mailbox
import os
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timezone
from multiprocessing import get_context
from pathlib import Path

import pytest

from bot.channels.failures import TransientFailure
from bot.channels.mail import Letter
from bot.channels.maildir import MaildirMailbox

ID = "<jb-1042.1.abc@maison.example>"


def letter(message_id: str = ID, subject: str = "A ring") -> Letter:
    return Letter(
        message_id=message_id,
        date=datetime(2026, 11, 21, tzinfo=timezone.utc),
        sender=("Maison", "desk@maison.example"),
        to="custom@maison.example",
        subject=subject,
        text="The wish.",
    )


def put(path: Path) -> None:
    asyncio.run(MaildirMailbox(path).deliver(letter()))


async def test_a_letter_is_there_and_found(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path / "mail")
    assert not await box.find(ID)
    await box.deliver(letter())
    assert await box.find(ID)
    assert not await box.find("<other@maison.example>")
    (message,) = mailbox.Maildir(tmp_path / "mail")
    assert message["Message-ID"] == ID
    assert message["Subject"] == "A ring"
    (file,) = (tmp_path / "mail" / "new").iterdir()
    assert file.suffix == ".eml"


async def test_the_same_letter_is_kept_once_and_as_it_first_came(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    await box.deliver(letter())
    await box.deliver(letter(subject="Another"))
    assert [message["Subject"] for message in mailbox.Maildir(tmp_path)] == ["A ring"]
    assert not list((tmp_path / "tmp").iterdir())


async def test_a_letter_that_was_read_is_not_delivered_again(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    await box.deliver(letter())
    (file,) = (tmp_path / "new").iterdir()
    file.rename(tmp_path / "cur" / f"{file.name}:2,S")
    assert await box.find(ID)
    await box.deliver(letter())
    assert len(mailbox.Maildir(tmp_path)) == 1


def test_processes_that_deliver_at_once_leave_one_letter(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        list(processes.map(put, [tmp_path] * 12))
    assert len(mailbox.Maildir(tmp_path)) == 1
    assert not list((tmp_path / "tmp").iterdir())


async def test_a_letter_half_written_by_a_process_that_died_is_no_letter(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    await box.deliver(letter("<first@maison.example>"))
    (tmp_path / "tmp" / "1.left-behind.eml").write_bytes(b"From: hal")
    assert not await box.find(ID)
    await box.deliver(letter())
    assert len(mailbox.Maildir(tmp_path)) == 2


async def test_a_folder_that_cannot_be_written_puts_the_letter_off(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")
    with pytest.raises(TransientFailure, match="at maildir"):
        await MaildirMailbox(tmp_path / "mail").deliver(letter())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
async def test_a_full_disk_puts_the_letter_off_and_leaves_nothing(tmp_path: Path) -> None:
    box = MaildirMailbox(tmp_path)
    await box.deliver(letter("<first@maison.example>"))
    (first,) = (tmp_path / "new").iterdir()
    await box.deliver(letter())
    (second,) = (path for path in (tmp_path / "new").iterdir() if path != first)
    second.unlink()
    (tmp_path / "tmp" / f"{os.getpid()}.{second.name}").symlink_to("/dev/full")
    with pytest.raises(TransientFailure, match="errno 28"):
        await box.deliver(letter())
    assert not await box.find(ID)
    await box.deliver(letter())
    assert await box.find(ID)
