"""The service in a process of its own, for tests that speak to it as everybody else does."""

from __future__ import annotations

import email
import email.policy
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from bot.atelier.packs.pack import HOUSES

ROOT = Path(__file__).parents[1]
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

    def read_mail(self, sender: str = "") -> list[EmailMessage]:
        """Read the letters that came of a customer's inquiry, once the sender had its moment."""
        folder = self.home / "mail" / "new"
        for _ in range(100):
            paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime)
            letters = [
                email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths
            ]
            if chosen := [letter for letter in letters if sender in str(letter["Reply-To"])]:
                return chosen  # type: ignore[return-value]
            time.sleep(0.1)
        raise AssertionError("no mail came")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a verb of the command line on the service's home."""
        environment = os.environ | {"LOUPE_HOME": str(self.home)}
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def find_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def run_service(home: Path) -> Iterator[Service]:
    """Run the service with a home of its own, on a fixed day."""
    port, log = find_port(), home / "service.log"
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
