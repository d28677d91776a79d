"""Names as people stumble over them, set them right, or run on from; and what is no name."""

import pytest

from tests.atelier.telling import facts

ASKED = [
    ("my name is um, sorry, Fiona O'Shea", "Fiona O'Shea"),
    ("it's uh... Miles Okafor", "Miles Okafor"),
    ("me llamo, perdón, Beatriz Luna", "Beatriz Luna"),
    ("sorry! Beatriz Luna", "Beatriz Luna"),
    ("you may put me down as Olive Stone", "Olive Stone"),
    ("put down Grace Hsu", "Grace Hsu"),
    ("please register me as Grace Hsu", "Grace Hsu"),
    ("just put Gracie", "Gracie"),
    ("ponme como Inés Prado", "Inés Prado"),
    ("a nombre de Inés Prado", "Inés Prado"),
    ("William. actually put Billy Ray", "Billy Ray"),
    ("Bill Ray. wait, make that William Ray", "William Ray"),
    ("Wilma, no sorry, Willa Ray", "Willa Ray"),
    ("not Wilma, Willa", "Willa"),
    ("correction: Willa Ray", "Willa Ray"),
    ("mejor Inés Prado", "Inés Prado"),
    ("Ray, Willa Ray", "Willa Ray"),
    ("Edna Gold", "Edna Gold"),
    ("White Gold", None),
    ("Sorry", None),
    ("Perdón", None),
    ("perdón, mejor que sean 9 mil dólares, no 7", None),
    ("wait, make it white gold", None),
    ("put it in yellow gold", None),
]

GREETED = [
    ("hello this is joan pike i need a brooch", "Joan Pike"),
    ("hi this is gwen i want a ring", "Gwen"),
    ("hey im otto lindt looking for a band", "Otto Lindt"),
    ("hola habla raúl mora, quiero un anillo", "Raúl Mora"),
    ("Hey, Otto Lindt here (otto@example.com). platinum band please", "Otto Lindt"),
    ("Hi, Opal here, Opal Lindt from Reno. I need a ring", "Opal Lindt"),
    ("hi this is urgent i need a ring", None),
    ("hello this is my first time here", None),
    ("hey im totally lost i need help with a ring", None),
    ("hi its time i got a ring", None),
    ("hi i'm getting married i need a band", None),
    ("hello this is about a ring i ordered", None),
]


@pytest.mark.parametrize(("text", "name"), ASKED)
def test_the_name_that_counts_is_taken_of_an_answer(text: str, name: str | None) -> None:
    assert facts(text, "name").get("name") == name


@pytest.mark.parametrize(("text", "name"), GREETED)
def test_a_name_is_heard_in_a_greeting(text: str, name: str | None) -> None:
    assert facts(text).get("name") == name


def test_a_first_name_that_is_a_gem_is_no_stone_beside_the_whole_name() -> None:
    told = facts("Hi, Opal here, Opal Lindt from Reno. I need a ring")
    assert "stones" not in told
    assert told["location"] == "Reno"


def test_a_place_is_heard_after_an_excuse() -> None:
    assert facts("sorry, Reno", "location")["location"] == "Reno"
