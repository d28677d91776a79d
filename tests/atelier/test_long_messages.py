"""Messages of one character a thousand times over cost no more than others, and say what they say."""

import pytest

from bot.atelier.readers.amounts import find_amounts
from bot.atelier.readers.loose_sizes import find_answers
from bot.atelier.readers.message import Message, squeeze
from bot.atelier.readers.slips import take_corrected
from bot.atelier.readers.speech import Mention
from tests.atelier.telling import facts

LONGEST = 2000


@pytest.mark.parametrize("sign", [" ", "\n", " \n\t", ".", "-", ",", "$", "(", "!", "💍", "_", "a", "1"])
def test_a_run_of_one_sign_is_shortened_before_it_is_read(sign: str) -> None:
    assert len(squeeze(Message(text=sign * (LONGEST // len(sign)))).text) <= 40


@pytest.mark.parametrize(
    "text", ["an oval ruby... please!!!", "+1 415 555 0123", "$1,000,000", "size 6\n\nthanks"]
)
def test_what_people_write_is_not_shortened(text: str) -> None:
    message = Message(text=text)
    assert squeeze(message) is message


def test_marked_words_keep_their_place_where_blanks_are_taken_out() -> None:
    text = f"hello{' ' * 90}a ruby, then{' ' * 50}gold"
    marked = [
        Mention(label=label, value=word, start=text.find(word), end=text.find(word) + 4)
        for label, word in (("gem", "ruby"), ("metal", "gold"))
    ]
    message = squeeze(Message(text=text, mentions=tuple(marked)))
    assert [message.text[mention.start : mention.end] for mention in message.mentions] == ["ruby", "gold"]


def test_forty_figures_are_looked_at_and_no_more() -> None:
    text = "5, " * 600
    assert len(list(find_answers(text))) == 40
    assert len(find_amounts(text, True)) == 40


@pytest.mark.parametrize("far", [" " * 900, "\n" * 900, "." * 900])
def test_facts_far_apart_are_read(far: str) -> None:
    told = facts(f"my budget is 8k{far} and my mail is rosa@example.com")
    assert told["budget"]["max"] == 8000
    assert told["email"] == "rosa@example.com"


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("-rosa dot diaz at example dot com", "rosa.diaz@example.com"),
        ("mailto:rosa@example.com", "rosa@example.com"),
        ("write to:rosa+ring@example.com", "rosa+ring@example.com"),
    ],
)
def test_an_address_begins_where_its_word_begins(text: str, email: str) -> None:
    assert facts(text)["email"] == email


def test_a_long_answer_is_no_name_set_right() -> None:
    text = f"Wilma, no sorry, {'well ' * 60}Willa"
    assert take_corrected(text) == text
    assert take_corrected("Wilma, no sorry, Willa") == "Willa"
