"""Who wants no more texts, in the carriers' words and in everybody's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.atelier.packs.pack import load_houses
from bot.atelier.readers.burst import join_messages
from bot.atelier.readers.permission import read_permission
from bot.atelier.writing.texting import load_texting, write_notice

ROOT = Path(__file__).parents[2]
OPT_OUT = re.compile(
    r"\b(?:type|text|write|say|reply|answer|send|escriba|responda|envíe|diga|ponga)\b[^.!?]{0,25}"
    r"\b(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|opt out)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "text",
    [
        "STOP", "stop", "Stop.", " stop ", "STOP!", "StopAll", "unsubscribe", "END", "Quit", "cancel",
        "CANCEL.", "revoke", "OPTOUT", "opt out", "opt-out", "please stop", "stop texting me",
        "Stop messaging me please",
        "don't text me", "Don’t text me anymore", "please do not contact me again", "dont message me",
        "no more texts please", "I don't want this. No more messages!", "take me off your list",
        "remove my number from your system", "unsubscribe me", "leave me alone", "lose my number",
        "no me escriban más", "Ya no me manden mensajes", "dejen de escribirme", "no quiero más mensajes",
        "denme de baja", "ALTO", "Baja",
    ],
)  # fmt: skip
def test_who_wants_silence_is_heard(text: str) -> None:
    assert read_permission(text, on_phone=True) == "stop"


@pytest.mark.parametrize(
    "text",
    [
        "stop texting me", "don't contact me again", "no me escriban más", "please unsubscribe me",
    ],
)  # fmt: skip
def test_who_says_so_on_a_page_is_heard_too(text: str) -> None:
    assert read_permission(text, on_phone=False) == "stop"


@pytest.mark.parametrize("text", ["stop", "cancel", "end", "quit", "start", "help", "baja"])
def test_a_word_alone_on_a_page_is_an_answer_to_a_question(text: str) -> None:
    assert read_permission(text, on_phone=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "cancel the second stone", "please don't text me before nine",
        "don't contact me at work",
        "can you stop the prongs from catching?", "the end of June", "quite simple",
        "I can't stop thinking of it",
        "a stop on the way", "no more than $7,250", "text me when it is ready", "I'd like to start",
        "help me choose", "no me gusta el oro", "no me envíen el anillo antes de junio", "una cadena baja",
        "Ends in a point", "band with a channel set end",
    ],
)  # fmt: skip
def test_who_speaks_of_jewelry_is_not_silenced(text: str) -> None:
    assert read_permission(text, on_phone=True) is None


@pytest.mark.parametrize(
    ("text", "permission"), [("START", "start"), ("Unstop", "start"), ("help?", "help"), ("INFO", "help")]
)
def test_the_other_words_of_the_carriers_are_known(text: str, permission: str) -> None:
    assert read_permission(text, on_phone=True) == permission


def list_texts() -> list[str]:
    """Everything that may be said to a customer: the domain, the packs, the phrases."""
    texts: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            for part in value.values():
                gather(part)
        elif isinstance(value, list):
            for part in value:
                gather(part)

    yaml = YAML(typ="safe")
    gather(yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"])
    gather(yaml.load((ROOT / "bot/atelier/writing/phrases.yml").read_text(encoding="utf-8")))
    for path in (ROOT / "bot" / "houses").rglob("*.yml"):
        gather(yaml.load(path.read_text(encoding="utf-8")))
    return texts


def test_no_reply_asks_for_a_word_that_would_end_the_texting() -> None:
    texts = list_texts()
    assert len(texts) > 1_000
    assert [text for text in texts if OPT_OUT.search(text)] == []
    assert OPT_OUT.search("To leave the form, type CANCEL.")


def test_no_button_sends_a_word_that_would_end_the_texting() -> None:
    domain = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    buttons = [
        button[key]
        for variations in domain["responses"].values()
        for variation in variations
        for button in variation.get("buttons", ())
        for key in ("title", "payload")
    ]
    assert buttons
    assert [words for words in buttons if read_permission(words, on_phone=True)] == []


@pytest.mark.parametrize("house", sorted(load_houses()))
def test_the_help_names_the_house_and_how_to_reach_its_people(house: str) -> None:
    pack = load_houses()[house]
    for language in ("en", "es"):
        text = write_notice("help", pack, language)
        assert pack.name in text
        assert "@" in text or "." in text
        assert "STOP" in text
        assert "STOP" in write_notice("consent", pack, language)
    assert load_texting().version


@pytest.mark.parametrize("house", sorted(load_houses()))
def test_the_first_words_of_every_house_say_that_an_assistant_speaks(house: str) -> None:
    pack = load_houses()[house]
    assert "automated assistant" in pack.find_voice("en").greeting
    assert "asistente automatizado" in pack.find_voice("es").greeting


def test_messages_are_joined_like_sentences() -> None:
    assert join_messages(["Hi!", " a ring ", "", "size 6", "2 carats"]) == "Hi! a ring. size 6. 2 carats"
    assert join_messages([]) == ""
