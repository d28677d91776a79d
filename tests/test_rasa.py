"""Rasa 3.6.21 under lifted pins: its stock commands work on the project's own files."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
RASA = Path(sys.executable).with_name("rasa")
ENVIRONMENT = os.environ | {
    "RASA_TELEMETRY_ENABLED": "false",
    "LOUPE_ENCODER": str(ROOT / "models" / "encoder"),
    "PYTHONPATH": str(ROOT),
}


def run_rasa(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a stock command; its output comes with the failure."""
    return subprocess.run(
        [str(RASA), *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=300
    )


def test_the_libraries_that_rasa_would_hold_back_are_current() -> None:
    assert version("rasa") == "3.6.21"
    assert int(version("sqlalchemy").split(".")[0]) == 2
    assert int(version("pydantic").split(".")[0]) == 2
    assert tuple(map(int, version("aiohttp").split(".")[:2])) >= (3, 14)
    assert int(version("twilio").split(".")[0]) == 9


def test_rasa_data_validate_finds_nothing_wrong() -> None:
    result = run_rasa("data", "validate", "--data", "data", "--domain", "domain.yml")
    assert result.returncode == 0, result.stderr[-3000:]
    assert "No story structure conflicts found" in result.stdout + result.stderr


def test_rasa_train_makes_a_model_of_a_part_of_the_data(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "stories", tmp_path / "data" / "stories")
    (tmp_path / "data" / "nlu").mkdir()
    shutil.copy(ROOT / "data" / "nlu" / "conversation.yml", tmp_path / "data" / "nlu")
    shutil.copy(ROOT / "data" / "nlu" / "intake.yml", tmp_path / "data" / "nlu")
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, tmp_path)
    result = run_rasa("train", "--fixed-model-name", "part", folder=tmp_path)
    assert result.returncode == 0, result.stderr[-3000:]
    assert (tmp_path / "models" / "part.tar.gz").stat().st_size > 10_000


def test_rasa_test_predicts_the_dialogues_as_they_are_written(tmp_path: Path) -> None:
    result = run_rasa(
        "test", "core", "--stories", "tests/conversations", "--model", str(Settings().model),
        "--out", str(tmp_path), "--fail-on-prediction-errors",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-3000:]
    assert "Correct:          3 / 3" in result.stdout + result.stderr


@pytest.fixture
def action_server() -> Iterator[str]:
    """The custom actions as `rasa run actions` serves them."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    server = subprocess.Popen(
        [str(RASA), "run", "actions", "--port", str(port)], cwd=ROOT, env=ENVIRONMENT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(150):
            assert server.poll() is None
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        server.terminate()
        server.wait(20)


async def test_the_actions_answer_a_stock_agent_as_a_server_of_their_own(action_server: str) -> None:
    agent = Agent.load(Settings().model, action_endpoint=EndpointConfig(action_server))
    channel = CollectingOutputChannel()
    await agent.handle_message(UserMessage("I'd like an engagement ring in platinum", channel, "stock"))
    said = " ".join(message["text"] for message in channel.messages)
    assert "automated assistant" in said
    assert "engagement ring; platinum" in said
