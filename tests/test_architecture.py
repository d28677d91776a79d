"""Arrows point down: what each layer may import, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

OURS = {
    "bot.atelier": set(),
    "bot.nlu": {"bot.atelier"},
    "bot.store": {"bot.atelier"},
    "bot.dialogue": {"bot.store", "bot.atelier"},
    "bot.pictures": set(),
    "bot.channels": {"bot.pictures", "bot.store", "bot.atelier"},
    "bot.simulation": {"bot.atelier"},
    "bot.web": {"bot.channels", "bot.store", "bot.atelier"},
    "bot.commands": {
        "bot.app", "bot.atelier", "bot.channels", "bot.dialogue", "bot.logs", "bot.nlu", "bot.phones",
        "bot.pictures",
        "bot.report", "bot.settings", "bot.simulation", "bot.store",
    },
    "actions": {"bot.atelier"},
}  # fmt: skip
"""Which of our packages each of them may import."""

FRAMEWORKS = {
    "PIL", "aiohttp", "aiosmtplib", "alembic", "click", "itsdangerous", "limits", "onnx", "onnxruntime",
    "pillow_heif", "psycopg", "rasa", "rasa_sdk", "rich", "safetensors", "sklearn", "spacy", "sqlalchemy",
    "structlog", "tokenizers", "twilio",
}  # fmt: skip
ALLOWED_FRAMEWORKS = {
    "bot.atelier": set(),
    "bot.nlu": {
        "rasa",
        "spacy",
        "onnx",
        "onnxruntime",
        "rich",
        "click",
        "safetensors",
        "sklearn",
        "tokenizers",
    },
    "bot.store": {"sqlalchemy", "alembic", "psycopg"},
    "bot.dialogue": {"click", "rasa", "rasa_sdk", "structlog"},
    "bot.pictures": {"PIL", "pillow_heif"},
    "bot.channels": {"aiohttp", "aiosmtplib", "itsdangerous", "limits", "structlog", "twilio"},
    "bot.simulation": {"aiohttp", "click", "twilio"},
    "bot.web": {"aiohttp", "structlog"},
    "bot.commands": {"click", "rich"},
    "actions": {"rasa_sdk"},
}
"""Which frameworks each of our packages may import; the standard library and pure libraries are free."""


def list_modules() -> list[Path]:
    return sorted(path for top in ("bot", "actions") for path in (ROOT / top).rglob("*.py"))


def find_layer(path: Path) -> str | None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[0] == "actions":
        return "actions"
    return f"bot.{parts[1]}" if len(parts) > 2 else None


def list_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield node.module or ""


LAYERED = [path for path in list_modules() if find_layer(path)]


@pytest.mark.parametrize("path", LAYERED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_layer_imports_only_what_lies_below_it(path: Path) -> None:
    layer = find_layer(path)
    assert layer is not None
    for name in list_imports(path):
        top, *rest = name.split(".")
        if top in ("bot", "actions"):
            package = top if top == "actions" else f"bot.{rest[0]}" if rest else "bot"
            assert package == layer or package in OURS[layer], f"{layer} must not import {name}"
        elif top in FRAMEWORKS:
            assert top in ALLOWED_FRAMEWORKS[layer], f"{layer} must not import {name}"


def test_every_package_has_its_place_in_the_order() -> None:
    packages = {layer for layer in map(find_layer, list_modules()) if layer}
    assert packages == set(OURS)


@pytest.mark.parametrize("path", sorted((ROOT / "bot" / "atelier").rglob("*.py")), ids=lambda path: path.name)
def test_the_trade_has_no_clock_of_its_own(path: Path) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & {"today", "now", "utcnow", "time", "getenv"}


@pytest.mark.parametrize("path", list_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_one_subject_and_says_it(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 250, "a second reason to change is a second file"
    if source.strip():
        assert ast.get_docstring(ast.parse(source)), "a module says in one sentence what it decides"


def test_packs_and_cases_hold_no_key_that_rasa_would_take_for_training_data() -> None:
    taken = ("nlu:", "stories:", "rules:", "responses:")
    for folder in ("bot", "tests"):
        for path in (ROOT / folder).rglob("*.yml"):
            if "conversations" in path.parts:
                continue
            for line in path.read_text(encoding="utf-8").splitlines():
                assert not line.lstrip().startswith(taken), f"{path}: {line}"
