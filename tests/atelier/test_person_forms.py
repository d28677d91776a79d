"""Names, places and ways to write back in the many ways that customers type them.

The examples are our own; numbers and addresses are of the kinds kept for fiction. A row is text, question,
known place, slot, value; "?" is unclear.
"""

import pytest

from bot.atelier.inquiry import Inquiry
from tests.atelier.telling import tell

FORMS = [
    ("Dr. María José de la Cruz-O'Neil", "name", None, "name", "Dr. María José de la Cruz-O'Neil"),
    ("Boston, Ana", "name", None, "name", "Ana"),
    ("Boston, Ana", "name", None, "location", "Boston"),
    ("Léa Dupont. Paris, France", "name", None, "name", "Léa Dupont"),
    ("Léa Dupont. Paris, France", "name", None, "location", "Paris, France"),
    ("Name: Léa, City: Paris", "name", None, "location", "Paris"),
    ("name: Léa Dupont location: Paris", "name", None, "location", "Paris"),
    ("me llamo Ana López, de Monterrey", "name", None, "location", "Monterrey"),
    ("everyone calls me Bob", "name", None, "name", "Bob"),
    ("Ana 🙂", "name", None, "name", "Ana"),
    ("photo.png", "name", None, "name", None),
    ("www.example.com", "name", None, "name", None),
    ("my name is none of your business", "name", None, "name", None),
    ("as before", "name", None, "name", None),
    ("secret", "name", None, "name", None),
    ("guess", "name", None, "name", None),
    ("user", "name", None, "name", None),
    ("same as above", "name", None, "name", None),
    ("paso", "name", None, "name", None),
    ("de Puebla", "location", None, "location", "Puebla"),
    ("I just moved to Denver", "location", None, "location", "Denver"),
    ("I'm moving to Denver in June", "location", None, "location", "Denver"),
    ("Denver, but I travel a lot", "location", None, "location", "Denver"),
    ("home", "location", None, "location", None),
    ("online", "location", None, "location", None),
    ("ana [at] example [dot] com", "email", None, "email", "ana@example.com"),
    ("ana[at]example.com", "email", None, "email", "ana@example.com"),
    ("ana@example .com", "email", None, "email", "ana@example.com"),
    ("ana@@example.com", "email", None, "email", "?"),
    ("ana@.com", "email", None, "email", "?"),
    ("ana@gmail.con", "email", None, "email", "?"),
    ("ana@gmial.com", "email", None, "email", "?"),
    ("ana@hotmial.com", "email", None, "email", "?"),
    ("ana@gmail.cm", "email", None, "email", "?"),
    ("ana@yahoo.cmo", "email", None, "email", "?"),
    ("ana@gamil.com", "email", None, "email", "?"),
    ("ana@outlok.com", "email", None, "email", "?"),
    ("ana arroba gmail punto com", "email", None, "email", "ana@gmail.com"),
    ("ana.lopez arroba ejemplo punto mx", "email", None, "email", "ana.lopez@ejemplo.mx"),
    ("not ana@example.com but anna@example.com", "email", None, "email", "anna@example.com"),
    ("52 55 1234 5678", "phone", None, "phone", "+525512345678"),
    ("044 55 1234 5678", "phone", None, "phone", "+525512345678"),
    ("045 55 1234 5678", "phone", None, "phone", "+525512345678"),
    ("not 415 555 0123 but 415 555 0199", "phone", None, "phone", "+14155550199"),
    ("044 55 1234 5678", "phone", "Mexico City", "phone", "+525512345678"),
    ("07700 900123", "phone", "London", "phone", "+447700900123"),
    ("my grandmother was from Spain", None, None, "location", None),
    ("I'm in June", None, None, "location", None),
    ("it's Perfect", None, None, "name", None),
    ("It's Beautiful", None, None, "name", None),
    ("I'm Sorry", None, None, "name", None),
    ("It's Urgent", None, None, "name", None),
    ("I'm Excited!", None, None, "name", None),
    ("Soy de Monterrey", None, None, "location", "Monterrey"),
    ("I'm Canadian", None, None, "name", None),
    ("I'm American", None, None, "name", None),
    ("I'm Jewish", None, None, "name", None),
    ("my name is spelled Anna", None, None, "name", "Anna"),
    ("change my name to Anna Berg", None, None, "name", "Anna Berg"),
    ("photo_2024-01-01.jpeg", "name", None, "name", None),
    ("this is stupid", "name", None, "name", None),
    ("this is stupid", "location", None, "location", None),
    ("I go by Tee", "name", None, "name", "Tee"),
    ("Maria and my partner is Tom", "name", None, "name", "Maria"),
    ('"Maria"', "name", None, "name", "Maria"),
    ("I'd like to stay private", "name", None, "name", None),
    ("Christmas", "name", None, "name", None),
    ("Mexico", "name", None, "name", None),
    (".jpg", "name", None, "name", None),
    ("New York, NY 10001", "location", None, "location", "New York, NY 10001"),
    ("asap", "location", None, "location", None),
    ("Em for short", "name", None, "name", "Em"),
    ("Emily is my name", "name", None, "name", "Emily"),
    ("for the order: Emily Watson", "name", None, "name", "Emily Watson"),
    ("as I said, Emily", "name", None, "name", "Emily"),
    ("Emily. What's next?", "name", None, "name", "Emily"),
    ("Emily - what else do you need?", "name", None, "name", "Emily"),
    ("first tell me the price", "name", None, "name", None),
    ("idc", "name", None, "name", None),
    ("brb", "name", None, "name", None),
    ("one sec", "name", None, "name", None),
    ("hold on", "name", None, "name", None),
    ("buenos días", "name", None, "name", None),
    ("quiero un anillo", "name", None, "name", None),
    ("un anillo de oro", "name", None, "name", None),
    ("two carats", "name", None, "name", None),
    ("great question", "name", None, "name", None),
    ("see above", "name", None, "name", None),
    ("xoxo", "name", None, "name", None),
    ("fine", "name", None, "name", None),
    ("i live in boston", "name", None, "name", None),
    ("aquí en Monterrey", "location", None, "location", "Monterrey"),
    ("soy de Guadalajara", "location", None, "location", "Guadalajara"),
    ("I reside in Dallas", "location", None, "location", "Dallas"),
    ("Dallas. Why?", "location", None, "location", "Dallas"),
    ("Dallas, can I visit?", "location", None, "location", "Dallas"),
    ("I'm a Londoner", "location", None, "location", None),
    ("far away", "location", None, "location", None),
    ("emily(at)example.com", "email", None, "email", "emily@example.com"),
    ("tel +44 7700 900123", "phone", None, "phone", "+447700900123"),
]


def told(text: str, asked: str | None, slot: str, known: Inquiry) -> str | None:
    change = next(
        (c for c in tell(text, asked, known).changes if c.slot == slot and c.kind != "decline"), None
    )
    return None if change is None else "?" if change.kind == "unclear" else change.value


@pytest.mark.parametrize(("text", "asked", "place", "slot", "value"), FORMS)
def test_a_person_is_read_however_it_is_typed(
    text: str, asked: str | None, place: str | None, slot: str, value: str | None
) -> None:
    assert told(text, asked, slot, Inquiry(location=place)) == value


def test_an_address_that_looks_mistyped_counts_once_it_is_given_again() -> None:
    known = Inquiry(unclear=("email: ana@gmial.com",))
    assert told("ana@gmial.com", "email", "email", known) == "ana@gmial.com"


@pytest.mark.parametrize(
    "address", ["ana@ymail.com", "ana@hotmail.co.uk", "ana@yahoo.com.mx", "ana@outlook.es", "ana@mail.com"]
)
def test_providers_with_names_near_to_others_are_not_doubted(address: str) -> None:
    assert told(address, "email", "email", Inquiry()) == address
