"""Documentation is under test: what exists is documented, and what is documented exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.__main__ import loupe
from bot.atelier.packs.topics import load_topics
from bot.settings import Settings
from bot.web.pages import ATTRIBUTES, PROPERTIES
from bot.web.routes import DEMO, add_routes

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
WIDGET = (ROOT / "docs" / "widget.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_and_says_what_it_is(name: str) -> None:
    assert f"| `LOUPE_{name.upper()}` |" in README
    assert Settings.model_fields[name].description


def test_the_page_on_twilio_knows_every_setting_of_twilio_and_no_other() -> None:
    page = (ROOT / "docs" / "twilio.md").read_text(encoding="utf-8")
    documented = {name for name in re.findall(r"LOUPE_(\w+)", page) if name.startswith("TWILIO")}
    assert documented == {name.upper() for name in Settings.model_fields if name.startswith("twilio")}


def test_every_documented_setting_exists() -> None:
    documented = set(re.findall(r"^\| `LOUPE_(\w+)`", README, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("verb", loupe.commands)
def test_every_command_is_documented_and_explains_itself(verb: str) -> None:
    assert f"| `loupe {verb}" in README
    assert loupe.commands[verb].help


def test_every_address_is_documented() -> None:
    from aiohttp import web

    app = web.Application()
    add_routes(app)
    for route in app.router.routes():
        if route.method == "HEAD":
            continue
        path = route.resource.canonical if route.resource else ""
        shown = "/demo/…" if path == "/demo" else path
        assert f"{route.method} {shown}`" in README, f"{route.method} {path}"
    assert DEMO.is_dir()


@pytest.mark.parametrize(("names", "says"), [*ATTRIBUTES, *PROPERTIES])
def test_every_attribute_and_property_of_the_chat_is_documented_as_its_page_says(
    names: str, says: str
) -> None:
    shown = ", ".join(f"`{name}`" for name in names.split(", "))
    assert f"| {shown} | {says} |" in WIDGET


def test_every_attribute_that_the_element_watches_is_documented() -> None:
    source = (ROOT / "bot" / "web" / "widget" / "element.js").read_text(encoding="utf-8")
    watched = re.search(r"observedAttributes = \[(.+)\]", source)
    assert watched
    assert set(re.findall(r'"(\w+)"', watched[1])) == {name for name, _ in ATTRIBUTES}


def test_every_property_that_the_looks_read_is_documented() -> None:
    looks = (ROOT / "bot" / "web" / "widget" / "widget.css").read_text(encoding="utf-8")
    documented = {name for names, _ in PROPERTIES for name in names.split(", ")}
    assert set(re.findall(r"--loupe-[\w-]+", looks)) == documented


def test_every_make_target_that_people_call_is_documented() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for target in set(targets) - {"help", "clean"}:
        assert f"make {target}" in README


@pytest.mark.parametrize("document", [README, ARCHITECTURE, WIDGET], ids=["README", "ARCHITECTURE", "widget"])
def test_every_file_that_the_documents_name_exists(document: str) -> None:
    for name in re.findall(r"(?:`|\()((?:bot|actions|data|tests|docs)/[\w./-]+?)/?(?:`|\))", document):
        assert (ROOT / name).exists(), name


def test_every_topic_has_a_question_and_examples_of_how_people_ask() -> None:
    examples = YAML(typ="safe").load((ROOT / "data" / "nlu" / "faq.yml").read_text(encoding="utf-8"))
    asked = {block["metadata"]["topic"] for block in examples["nlu"]}
    for topic, question in load_topics().items():
        assert question.endswith("?")
        assert topic in asked, f"nobody asks about {topic} in data/nlu/faq.yml"
    assert asked <= set(load_topics())


def test_every_intent_of_the_domain_has_examples_and_a_rule() -> None:
    yaml = YAML(typ="safe")
    domain = yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {next(iter(i)) if isinstance(i, dict) else i for i in domain["intents"]} - {"nlu_fallback"}
    blocks = [
        block["intent"].split("/")[0]
        for path in (ROOT / "data" / "nlu").glob("*.yml")
        for block in yaml.load(path.read_text(encoding="utf-8"))["nlu"]
    ]
    rules = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "stories").glob("*.yml"))
    assert set(blocks) == intents
    for intent in intents:
        assert f"intent: {intent}\n" in rules


def test_the_changelog_knows_this_version() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
