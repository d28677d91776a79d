"""Mail addresses, phone numbers, names and places as customers write them.

The examples are our own; numbers and addresses are of the kinds kept for fiction.
"""

import pytest

from bot.atelier.readers.contact import find_links, find_region, read_email, read_phone
from bot.atelier.readers.person import read_person
from tests.atelier.telling import facts, line

EMAILS = [
    ("client@example.com", "client@example.com"),
    ("You can write to me at client@example.com.", "client@example.com"),
    ("ANNA@Example.COM", "ANNA@example.com"),
    ("my email is j.doe+rings@studio.co.uk thanks", "j.doe+rings@studio.co.uk"),
    ("mailto:anna@example.org", "anna@example.org"),
    ("anna at gmail dot com", "anna@gmail.com"),
    ("john.two@example.com", "john.two@example.com"),
    ("I have two rings, tom@example.org", "tom@example.org"),
    ("Email: laura.chen@example.com. Phone: later", "laura.chen@example.com"),
    ("nina dot ray at example dot net", "nina.ray@example.net"),
    ("jo underscore kay at example dot com", "jo_kay@example.com"),
]


@pytest.mark.parametrize(("text", "email"), EMAILS)
def test_a_mail_address_is_read(text: str, email: str) -> None:
    assert read_email(line(text))[0] == email


@pytest.mark.parametrize("text", ["anna@gmail", "anna@@example.com", "anna at .. dot com"])
def test_an_address_that_cannot_be_is_not_read(text: str) -> None:
    assert read_email(line(text))[0] is None


def test_an_address_that_cannot_be_is_quoted() -> None:
    assert read_email(line("it's anna@gmail"))[2] == "anna@gmail"


def test_words_without_an_address_hold_none() -> None:
    assert read_email(line("I don't have one")) == (None, (), None)


PHONES = [
    ("212 555 0199", None, "+12125550199"),
    ("call me at (415) 555-2671 after 5pm", None, "+14155552671"),
    ("+44 20 7946 0958", None, "+442079460958"),
    ("00 49 30 123456", None, "+4930123456"),
    ("07911 123456", "London", "+447911123456"),
    ("55 5123 4567", "Mexico City", "+525551234567"),
    ("I'm in Toronto, 416-555-0142", None, "+14165550142"),
    ("+52 1 55 5123 4567", None, "+525551234567"),
    ("555-867-5309", None, "+15558675309"),
    ("my cell: 646/555/0177", None, "+16465550177"),
    ("it's five five five eight six seven five three oh nine", None, "+15558675309"),
    ("three one two, double five five, zero one nine eight", None, "+13125550198"),
]


@pytest.mark.parametrize(("text", "place", "phone"), PHONES)
def test_a_phone_number_is_read_as_its_place_writes_it(text: str, place: str | None, phone: str) -> None:
    assert read_phone(line(text), asked=True, place=place)[0] == phone


def test_a_number_that_cannot_be_dialed_is_quoted_where_a_phone_is_spoken_of() -> None:
    assert read_phone(line("5551234"), asked=True, place=None)[2] == "5551234"
    assert read_phone(line("my phone is 123 456 7890"), asked=False, place=None)[2] == "123 456 7890"
    assert read_phone(line("+999 123 456 789"), asked=True, place=None)[2] == "+999 123 456 789"


@pytest.mark.parametrize(
    "text",
    [
        "order 48213",
        "1234567",
        "2027-06-14",
        "123 456 7890",
        "1234567890123456789",
        "10/12/2026 or 10/14/2026",
    ],
)
def test_other_numbers_are_no_phone(text: str) -> None:
    assert read_phone(line(text), asked=False, place=None)[0] is None
    assert read_phone(line(text), asked=False, place=None)[2] is None


def test_the_place_tells_the_country_and_nothing_means_the_united_states() -> None:
    assert (find_region("milan, italy"), find_region("brooklyn")) == ("IT", "US")


def test_links_are_found() -> None:
    text = "see https://www.pinterest.com/pin/12345 and example.com/a/7"
    assert [text[start:end] for start, end in find_links(line(text))] == [
        "https://www.pinterest.com/pin/12345",
        "example.com/a/7",
    ]


VOLUNTEERED = [
    ("I'm Anna", "Anna", None),
    ("My name is María José García and I live in Mexico City.", "María José García", "Mexico City"),
    ("Hello this is Dr. Anna-Lena O'Brien from Dublin", "Anna-Lena O'Brien", "Dublin"),
    ("hey im tom, based in london", "Tom", "London"),
    ("my name is jonathan o'neill and i'm in austin tx", "Jonathan O'Neill", None),
    ("we live in new york, ny", None, "New York"),
    ("Name: Laura Chen. Email below", "Laura Chen", None),
    ("Hi, I'm Ruby and I want a ring", "Ruby", None),
    ("it's Ruby", None, None),
    ("I'm looking for a ring", None, None),
    ("I'm Interested", None, None),
    ("I live in St. Louis", None, "St. Louis"),
    ("Please let me know.\nBest, Margaret Liu", "Margaret Liu", None),
    ("hi i'm looking for rings", None, None),
    ("my name is not important", None, None),
    ("we are based in the bay area", None, "The Bay Area"),
    ("Maria Lopez here. I need a ring", "Maria Lopez", None),
    ("Hey! Dan here, from the other day", "Dan", None),
    ("Right here", None, None),
    ("Something here looks odd", None, None),
    ("Angela Weiss, a.weiss@example.com", "Angela Weiss", None),
    ("I'm writing from Denver", None, "Denver"),
    ("a ruby from Burma", None, None),
    ("I bought it from Tiffany", None, None),
]


@pytest.mark.parametrize(("text", "name", "place"), VOLUNTEERED)
def test_a_name_and_a_place_are_read_where_they_are_introduced(
    text: str, name: str | None, place: str | None
) -> None:
    slots = read_person(line(text), None)
    assert (slots.get("name"), slots.get("location")) == (name, place)


NAMES = [
    ("Anna Rossi, Milan", "Anna Rossi", "Milan"),
    ("Anna Rossi - Milan, Italy", "Anna Rossi", "Milan, Italy"),
    ("anna", "Anna", None),
    ("Will Smith", "Will Smith", None),
    ("Ruby Jade", "Ruby Jade", None),
    ("it's Priya, I'm based in Toronto", "Priya", "Toronto"),
    ("Jean-Luc & Marie, we live in Lyon", "Jean-Luc & Marie", "Lyon"),
    ("Sarah Connor from Los Angeles, CA", "Sarah Connor", "Los Angeles, CA"),
    ("you can call me Beth. I live in Portland, Oregon", "Beth", "Portland, Oregon"),
    ("why?", None, None),
    ("size 6", None, None),
    ("one two three four five six seven", None, None),
    ("Tom, skip", "Tom", None),
    ("lol it's Greg", "Greg", None),
    ("Ty Cobb", "Ty Cobb", None),
    ("Hai Nguyen", "Hai Nguyen", None),
    ("Krzysztof Goldschmidt", "Krzysztof Goldschmidt", None),
    ("remove the halo", None, None),
    ("jajaja", None, None),
    ("good evening all", None, None),
    ("zxcvbn", None, None),
    ("next month", None, None),
    ("aaaaaaa", None, None),
    ("muchas gracias", None, None),
    ("sh** bot", None, None),
    ("you people are useless", None, None),
]


@pytest.mark.parametrize(("text", "name", "place"), NAMES)
def test_a_bare_answer_is_a_name_once_it_was_asked_for(
    text: str, name: str | None, place: str | None
) -> None:
    slots = read_person(line(text), "name")
    assert (slots.get("name"), slots.get("location")) == (name, place)


PLACES = [
    ("Mexico City, Mexico", "Mexico City, Mexico"),
    ("We're in Paris", "Paris"),
    ("London please", "London"),
    ("why do you ask?", None),
    ("Gold Coast, Australia", "Gold Coast, Australia"),
    ("yellow gold", None),
    ("lol", None),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_a_bare_answer_is_a_place_once_it_was_asked_for(text: str, place: str | None) -> None:
    assert read_person(line(text), "location").get("location") == place


SIGNATURES: list[tuple[str, str | None, dict[str, str]]] = [
    ("Ida Berg, Oslo", "budget", {"name": "Ida Berg", "location": "Oslo"}),
    ("Ruth K., Dallas", "inspiration", {"name": "Ruth K.", "location": "Dallas"}),
    ("Lee Park, Seoul, lee@example.com", "email", {"name": "Lee Park", "location": "Seoul"}),
    ("Rob Dean, Boston; rob@example.com", None, {"name": "Rob Dean", "location": "Boston"}),
    ("Lee Park, Seoul, lee@example.com", "name", {"name": "Lee Park", "location": "Seoul"}),
    ("Ana Ruiz, Brooklyn NY", None, {"name": "Ana Ruiz", "location": "Brooklyn NY"}),
    ("Opal Jones", "email", {"name": "Opal Jones"}),
    ("Jade Yu 212 555 0134", "phone", {"name": "Jade Yu"}),
    ("May Turner", "email", {"name": "May Turner"}),
    ("Opal Jones", "stones", {}),
    ("Rose Gold", "email", {}),
    ("Rose Gold, Platinum", "metal", {}),
    ("Ida Berg, Platinum", "metal", {}),
    ("Art Deco, Vintage", "inspiration", {}),
    ("Louis Vuitton, Cartier", "inspiration", {}),
    ("New York", "email", {}),
    ("Brooklyn NY", "email", {}),
    ("Around June", "phone", {}),
]


@pytest.mark.parametrize(("text", "asked", "slots"), SIGNATURES)
def test_a_name_that_stands_by_itself_is_read(text: str, asked: str | None, slots: dict[str, str]) -> None:
    assert read_person(line(text), asked) == slots


def test_a_name_that_is_known_is_not_read_again_unless_asked() -> None:
    assert read_person(line("Ida Berg, Oslo"), "metal", named=True) == {}


@pytest.mark.parametrize("text", ["por correo", "ruth at example dot com"])
def test_a_way_to_be_written_to_is_no_name(text: str) -> None:
    assert read_person(line(text), "name") == {}


@pytest.mark.parametrize(
    "text",
    [
        "GIA report 4155550123",
        "the certificate number is 4155550123",
        "order #415-555-0123",
        "ref. 4155550123",
    ],
)
def test_the_number_of_a_paper_is_no_phone(text: str) -> None:
    assert "phone" not in facts(text)


def test_a_phone_is_found_beside_the_number_of_a_paper() -> None:
    told = facts("IGI certificate 2035550176, and my cell is 415 555 0123")
    assert told["phone"] == "+14155550123"


def test_a_mail_address_that_is_denied_in_spanish_does_not_count() -> None:
    assert facts("mi correo no es ana@example.com, es eva@example.com")["email"] == "eva@example.com"
