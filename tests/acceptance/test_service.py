"""The service as it is run: a process of its own, spoken to over HTTP, writing real mail to a real folder."""

from __future__ import annotations

import email
import email.policy
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from bot.atelier.packs.pack import HOUSES

ROOT = Path(__file__).parents[2]
REST = "/webhooks/rest/webhook"


@dataclass
class Service:
    """A running service, its address and its home."""

    process: subprocess.Popen[bytes]
    address: str
    home: Path
    log: Path

    def post(self, path: str, body: bytes | dict[str, Any]) -> tuple[int, Any]:
        """Post a body; returns the status and the JSON that came back."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json"}, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        """Send one message over REST; returns the replies."""
        status, replies = self.post(REST, {"sender": sender, "message": message})
        assert status == 200, replies
        return list(replies)

    def read_mail(self) -> list[EmailMessage]:
        """Read the letters in the local mailbox, once the sender had its moment."""
        folder = self.home / "mail" / "new"
        for _ in range(100):
            letters = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime)
            if letters:
                return [
                    email.message_from_bytes(path.read_bytes(), policy=email.policy.default)  # type: ignore[misc]
                    for path in letters
                ]
            time.sleep(0.1)
        raise AssertionError("no mail came")


def find_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home, port = tmp_path_factory.mktemp("home"), find_port()
    log = home / "service.log"
    environment = os.environ | {
        "LOUPE_HOME": str(home),
        "LOUPE_PORT": str(port),
        "LOUPE_TODAY": "2026-11-21",
        "LOUPE_HOUSES": str(shutil.copytree(HOUSES, home / "houses")),
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    service = Service(process, f"http://127.0.0.1:{port}", home, log)
    try:
        _wait_until_well(service)
        yield service
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_well(service: Service) -> None:
    for _ in range(300):
        assert service.process.poll() is None, service.log.read_text()
        try:
            with urllib.request.urlopen(f"{service.address}/health", timeout=2) as answer:
                assert json.load(answer)["status"] == "ok"
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the service did not come up")


def test_a_conversation_over_rest_becomes_a_brief_in_the_mailbox(service: Service) -> None:
    first = "just a plain yellow gold band, $900, size 10, no rush. You can reach me at sam@example.com"
    replies = service.say("sam", first)
    while replies[-1]["metadata"]["status"] != "submitted":
        asked = replies[-1]["metadata"]["asked"]
        replies = service.say("sam", {"name": "Sam Client, Boston", "confirm": "Yes, send it"}[asked])
    (letter,) = service.read_mail()
    assert letter["Subject"].startswith("[Custom JB-1001] Plain wedding band · tier 1 · $900")
    assert letter["To"] == "sales@josefinabailleres.com"
    assert letter["Reply-To"] == "Sam Client <sam@example.com>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_body(("plain",))
    assert text is not None
    assert first in text.get_content()
    (attachment,) = letter.iter_attachments()
    assert attachment.get_content_type() == "application/json"
    record = json.loads(attachment.get_content())
    assert record["decision"]["route"] == "email_sales"
    assert record["inquiry"]["ring_size"]["value"] == "10"


def test_an_edited_answer_is_live_after_a_signal_and_a_faulty_pack_never_is(service: Service) -> None:
    def answer(words: str) -> str:
        """Wait for an answer with these words; every try is a conversation of its own."""
        for attempt in range(50):
            replies = service.say(f"{words}-{attempt}", "do you take credit cards?")
            said = " ".join(reply["text"] for reply in replies)
            if words in said:
                return said
            time.sleep(0.1)
        raise AssertionError(f"nobody said {words!r}: {said}")

    path = service.home / "houses" / "josefina_bailleres" / "answers.yml"
    before = path.read_text(encoding="utf-8")
    assert "Yes, credit and debit cards" in before
    path.write_text(before.replace("Yes, credit and debit cards", "Certainly, all cards"), encoding="utf-8")
    service.process.send_signal(signal.SIGHUP)
    assert "Certainly, all cards" in answer("Certainly")
    path.write_text(
        before.replace("Yes, credit and debit cards", "For 99% more, all cards"), encoding="utf-8"
    )
    service.process.send_signal(signal.SIGHUP)
    for _ in range(100):
        if "the figure 99 % is not" in service.log.read_text() or "99%" in service.log.read_text():
            break
        time.sleep(0.05)
    else:
        raise AssertionError(service.log.read_text())
    assert "Certainly, all cards" in answer("Certainly")


def test_what_was_said_is_exported_and_erased_from_the_command_line(service: Service) -> None:
    service.say("erna", "I would like a custom brooch. My mail is erna@example.com")
    environment = os.environ | {"LOUPE_HOME": str(service.home)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )

    (export,) = json.loads(run("export", "--contact", "erna@example.com").stdout)
    assert export["inquiry"]["piece_type"] == "brooch"
    assert export["status"] == "collecting"
    assert "custom brooch" in export["messages"][0]["text"]
    assert "custom brooch" in run("transcript", "--conversation", export["conversation"]).stdout
    assert run("erase", "--conversation", export["conversation"]).returncode == 0
    gone = run("export", "--contact", "erna@example.com")
    assert gone.returncode != 0
    assert "no conversation" in gone.stderr


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"sender": "x"}', 400),
        (b'{"sender": "x", "message": ""}', 400),
        (b'{"sender": "", "message": "hi"}', 400),
        (b'{"sender": "x", "message": "hi", "metadata": {"house": "nowhere"}}', 400),
        (b'{"sender": "x", "message": "hi\\u0000there"}', 200),
        (b'{"sender": "x", "message": "ring \\ud83d please"}', 200),
        (b'{"sender": "x", "message": "/restart"}', 200),
        (b'{"sender": "x", "message": "/inform{\\"metal\\": \\"tin\\"}"}', 200),
        (json.dumps({"sender": "long", "message": "ring " * 20_000}).encode(), 200),
    ],
)
def test_bad_input_gets_a_clear_answer_and_never_a_server_error(
    service: Service, body: bytes, status: int
) -> None:
    got, answer = service.post(REST, body)
    assert got == status
    if status == 400:
        assert answer["error"]
        assert answer["remedy"]
    else:
        assert answer[-1]["text"]


def test_a_command_typed_by_a_customer_changes_nothing(service: Service) -> None:
    service.say("mallory", "I want a custom engagement ring in platinum")
    before = service.say("mallory", "12k")[-1]["metadata"]["inquiry_id"]
    for command in ("/restart", "/session_start", '/inform{"budget": "1"}', "/action_submit_inquiry"):
        standing = service.say("mallory", command)[-1]["metadata"]
        assert standing["inquiry_id"] == before
        assert standing["status"] == "collecting"


def test_nothing_a_customer_writes_stands_in_the_log(service: Service) -> None:
    canary = "zanzibarian moonquartz"
    service.say("canary", f"I want a ring with a {canary}, mail canary.bird@example.com, +1 415 555 2671")
    service.say("canary", f"/restart {canary}")
    service.post(REST, f'{{"sender": "canary", "message": "{canary}'.encode())
    log = service.log.read_text()
    for secret in (canary, "canary.bird", "555 2671", "5552671"):
        assert secret not in log
