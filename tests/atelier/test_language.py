"""Which language a message is written in, and what becomes of it."""

from __future__ import annotations

import pytest

from bot.atelier.inquiry import Inquiry
from bot.atelier.readers.language import read_language
from bot.atelier.readers.reading import fold, write_reading
from tests.atelier.telling import tell, tell_all


@pytest.mark.parametrize(
    "text",
    [
        "Hola",
        "hola, quiero un anillo de compromiso",
        "¿Aceptan tarjetas?",
        "anillo de compromiso",
        "mi presupuesto anda por los 7500",
        "Quiero un engagement ring con esmeralda, size 6",
        "busco algo tipo art deco para my fiancée",
        "No, gracias",
        "todavia no se",
        "me gustaría rediseñar el collar de mi abuela",
        "Hola! escríbanme a the.ring.and.you@example.com",
    ],
)
def test_spanish_is_told_by_its_small_words(text: str) -> None:
    assert read_language(text) == "es"


@pytest.mark.parametrize(
    "text",
    [
        "I want an engagement ring",
        "Hola! I'd like a ring for my wife",
        "I want un anillo for my abuela in San José",
        "do you ship to Mexico?",
        "change the budget to 15k",
        "my grandmother's ópalo, it has a scratch",
        "I don't know yet",
        "actually make it gold",
    ],
)
def test_english_is_told_by_its_small_words(text: str) -> None:
    assert read_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!!",
        "12k",
        "Platino",
        "ópalo",
        "San José",
        "Los Angeles",
        "María de la Cruz, Las Vegas",
        "Will Ashton, Bath",
        "lucia@example.com",
        "+52 55 5555 0177",
        "thanks!",
        "thank you so much",
        "Ella Fitzgerald, Boston",
        "Courtney Love",
        "My Linh, Sea Island",
        "ok, please",
        "sí",
        "no",
        "https://example.com/what-i-want-for-you",
        "Vorrei un anello di fidanzamento",
        "Je voudrais une bague en or avec un diamant",
        "Gostaria de um anel de noivado",
    ],
)
def test_bare_facts_names_and_other_languages_decide_nothing(text: str) -> None:
    assert read_language(text) is None


def test_the_language_stays_until_a_message_is_clearly_in_the_other_one() -> None:
    told = ["Hola, quiero un anillo", "Platino", "Will Ashton, Bath", "thanks"]
    assert tell_all(*told).language == "es"
    assert tell_all(*told, "I would like to change the size").language == "en"
    assert tell_all("I want a ring", "ópalo", "San José").language == "en"


def test_a_language_is_no_fact_of_the_wish() -> None:
    reading = tell("hola")
    assert reading.language == "es"
    assert reading.changes == ()
    assert write_reading(reading) == {}
    assert "language" not in write_reading(tell("quiero un anillo de platino"))


def test_only_another_language_than_english_is_kept_with_the_inquiry() -> None:
    assert fold(Inquiry(), tell("hola")).to_slots() == {"language": "es"}
    assert fold(Inquiry(), tell("I want something nice")).language == "en"
    assert "language" not in fold(Inquiry(language="es"), tell("what do you want")).to_slots()
