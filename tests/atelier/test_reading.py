"""Whole messages in the light of what was asked: what is set, added, taken back, declined, unclear.

The examples are our own, made after chats, web forms and messages to jewelers; the reader was developed on
them. Two lists at the end are complaints of customers about other assistants, each as one example.
"""

import time
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

import pytest

from bot.atelier.inquiry import Budget, Inquiry, PieceType, ProjectKind, Stone
from bot.atelier.readers.reading import ASKED, Message, Reading, check_asked, fold, read, write_reading
from bot.nlu.lexicon import load_lexicon
from tests.atelier.telling import TODAY, facts, tell, tell_all


def figure(amount: int) -> dict[str, Any]:
    return {"min": amount, "max": amount, "currency": "USD", "unlimited": False}


def stone(gem: str, **traits: Any) -> dict[str, Any]:
    return {"gem": gem, "owned": None, "carat": None, "shape": None, "color": None, **traits}


def us_size(value: str) -> dict[str, Any]:
    return {"system": "US", "value": value, "us_equivalent": value}


LONG = (
    "Hi! I'm looking for a custom engagement ring, oval teal sapphire about 2ct, size 6, around 12k, "
    "platinum. We're getting married next October. You can write to me at client@example.com"
)


def test_one_message_fills_every_slot_that_it_speaks_of() -> None:
    assert facts(LONG) == {
        "piece_type": "engagement_ring",
        "is_band": False,
        "project_kind": "custom",
        "stones": [{"gem": "sapphire", "owned": None, "carat": 2, "shape": "oval", "color": "teal"}],
        "ring_size": us_size("6"),
        "budget": figure(12000),
        "metal": "platinum",
        "timing": {"by": "2027-10-31", "from": "2027-10-01", "flexible": None, "weeks": None},
        "email": "client@example.com",
    }


WHOLE: list[tuple[str, dict[str, Any]]] = [
    (
        "I have my grandmother's emerald ring and I'd like to reset the stone into a pendant, 18k yellow "
        "gold. Budget is 6-8k.",
        {"piece_type": "pendant", "project_kind": "revive", "metal": "18k yellow gold"},
    ),
    ("Hi, can I get the Luna ring on your site but with a sapphire?", {"changed": True}),
    ("My bracelet clasp is broken, can you repair it?", {"piece_type": "bracelet", "project_kind": "repair"}),
    ("Do you ship to Canada? I'm looking for a plain wedding band in palladium", {"metal": "palladium"}),
    ("What is your return policy? Also my ring size is a 7", {"ring_size": us_size("7")}),
    (
        "Name: Laura Chen. Email: laura.chen@example.com. Phone: 646-555-0175",
        {"name": "Laura Chen", "phone": "+16465550175"},
    ),
    ("can you do it for 5k?", {"budget": figure(5000)}),
    ("not for me, no emeralds", {"refused_stones": ["emerald"]}),
    ("Hi, I'm Ruby and I want an opal ring", {"name": "Ruby", "stones": [stone("opal")]}),
    (
        "My grandmother's opal, with a scratch on it",
        {"stone_condition": "My grandmother's opal, with a scratch on it"},
    ),
    ("I love halos but hate prongs", {"likes_dislikes": "I love halos but hate prongs"}),
    ("I work as a nurse and wear it daily", {"lifestyle": "I work as a nurse and wear it daily"}),
    ("my moodboard is on pinterest", {"inspiration": "my moodboard is on pinterest"}),
    ("I already want to find the stone first", {"starting_point": "stone_first"}),
    (
        "Quiero un anillo de compromiso con una esmeralda de 2 quilates, presupuesto de 8 mil dólares",
        {"piece_type": "engagement_ring", "budget": figure(8000)},
    ),
    (
        "our grandmother's brooch melted down into a pair of earrings",
        {"piece_type": "earrings", "project_kind": "revive"},
    ),
    ("some sort of pendant", {"piece_type": "pendant"}),
    ("lapis with gold flecks", {"metal": None}),
    ("gold is 3900 an ounce", {"metal": None, "budget": None}),
    ("can you resize my ring, it's too big", {"project_kind": "resize"}),
    (
        "a bracelet for a 6.5 inch wrist",
        {"ring_size": {"system": "inches", "value": "6.5", "us_equivalent": None}},
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_facts_are_read_from_whole_messages(text: str, expected: dict[str, Any]) -> None:
    found = facts(text)
    assert {slot: found.get(slot) for slot in expected} == expected


NOTHING = [
    "how long does a 12k ring take?",
    "do you take credit cards?",
    "What's the deposit for a $10,000 ring?",
    "Do you work with opals?",
    "Can you reset pearls?",
    "is the $500 deposit refundable?",
    "you stupid bot",
    "Hi",
    "thank you so much",
    "I have 3 kids and 2 dogs",
    "¿tienen esmeraldas?",
    "is palladium any harder than platinum?",
    "would turquoise fade?",
    "could you size it down some day",
    "is repairing free of charge",
    "do you use british sizing",
]


@pytest.mark.parametrize("text", NOTHING)
def test_questions_of_policy_and_small_talk_hold_no_facts(text: str) -> None:
    assert facts(text) == {}


ANSWERS: list[tuple[str, str, dict[str, Any]]] = [
    ("budget", "not sure, maybe 10k?", {"budget": figure(10000)}),
    ("budget", "somewhere in the 5k range", {"budget": figure(5000)}),
    ("budget", "10k. Oh and size 6", {"budget": figure(10000), "ring_size": us_size("6")}),
    ("stones", "none yet! I love teal sapphires", {"stones": [stone("sapphire", color="teal")]}),
    ("name", "Anna Rossi, Milan", {"name": "Anna Rossi", "location": "Milan"}),
    ("name", "May", {"name": "May"}),
    ("name", "Ruby Jade", {"name": "Ruby Jade"}),
    ("location", "London", {"location": "London"}),
    ("email", "I don't use email, text me at 917-555-0142", {"phone": "+19175550142", "declined": True}),
    (
        "inspiration",
        "I love the halo but not the prongs",
        {
            "inspiration": "I love the halo but not the prongs",
            "likes_dislikes": "I love the halo but not the prongs",
        },
    ),
    ("inspiration", "attached", {"inspiration": "attached"}),
    ("inspiration", "I'll send photos later", {"inspiration": "I'll send photos later"}),
    ("likes_dislikes", "nothing too flashy", {"likes_dislikes": "nothing too flashy"}),
    (
        "stone_condition",
        "it's in good condition I think",
        {"stone_condition": "it's in good condition I think"},
    ),
    (
        "consultation",
        "video call, weekday mornings EST",
        {"consultation": {"mode": "virtual", "times": "weekday mornings EST"}},
    ),
    ("consultation", "in person please", {"consultation": {"mode": "in_person", "times": None}}),
    ("consultation", "email is fine", {"consultation": {"mode": "email", "times": None}}),
    ("consultation", "Tuesday at 3pm", {"consultation": {"mode": "virtual", "times": "Tuesday at 3pm"}}),
    ("consultation", "either", {"consultation": {"mode": "virtual", "times": None}}),
    ("consent", "yes, that's fine", {"consent": True}),
    ("consent", "no", {"consent": False}),
    ("confirm", "looks good", {"confirm": True}),
    ("confirm", "submit", {"confirm": True}),
    ("confirm", "Yes, send it", {"confirm": True}),
    ("confirm", "no", {"confirm": False}),
    ("confirm", "not yet", {"confirm": False}),
    ("confirm", "actually make it 15k", {"budget": figure(15000)}),
    ("confirm", "yes but change the metal to platinum", {"metal": "platinum"}),
    ("confirm", "hmm", {}),
    ("metal", "what do you recommend?", {}),
    ("name", "Why do you need that?", {}),
    ("likes_dislikes", "how much is that?", {}),
    ("inspiration", "do you have examples?", {}),
    ("consultation", "what's a virtual consultation?", {}),
    ("consultation", "let me think", {}),
    ("stone_condition", "is that important?", {}),
    ("name", "update the size to 8.5", {"ring_size": us_size("8.5")}),
    ("inspiration", "we can spend 4k", {"budget": figure(4000)}),
    ("inspiration", "they charged us 700 for a cleaning", {}),
    ("inspiration", "thanks a lot for your help", {}),
    ("inspiration", "you are a useless machine", {}),
    ("likes_dislikes", "yada yada", {}),
    ("inspiration", "size 7 please", {"ring_size": us_size("7")}),
    ("inspiration", "thanks, a vintage look", {"inspiration": "thanks, a vintage look"}),
    ("piece_type", "it's for a proposal", {"piece_type": "engagement_ring", "is_band": False}),
    ("project_kind", "no one else should own one like it", {"project_kind": "one_of_a_kind"}),
    ("email", "it's anna@gmail", {}),
    ("phone", "5551234", {}),
]


@pytest.mark.parametrize(("asked", "text", "expected"), ANSWERS)
def test_an_answer_is_read_in_the_light_of_its_question(
    asked: str, text: str, expected: dict[str, Any]
) -> None:
    assert facts(text, asked) == expected


DECLINED = [
    ("budget", "skip"),
    ("budget", "not sure yet"),
    ("budget", "I'd rather not say"),
    ("budget", "depends on the stone"),
    ("budget", "I don't know, what do you recommend?"),
    ("timing", "I don't know"),
    ("ring_size", "no idea, how do I measure it?"),
    ("metal", "you decide"),
    ("metal", "no preference"),
    ("stones", "I don't own any, you'd source it"),
    ("stones", "no"),
    ("stones", "still to be found"),
    ("budget", "not set yet"),
    ("stone_condition", "no"),
    ("inspiration", "no"),
    ("likes_dislikes", "none"),
    ("name", "no thanks"),
    ("name", "I'd rather stay anonymous"),
    ("email", "don't have one"),
    ("phone", "no phone"),
    ("location", "skip"),
    ("consultation", "no"),
    ("timing", "no sé"),
    ("timing", "we haven't picked a date"),
    ("budget", "could we circle back to that"),
    ("budget", "I'm not ready to talk about money yet"),
    ("metal", "I'm not totally sure"),
    ("stones", "lo que ustedes recomienden"),
    ("budget", "no hemos decidido"),
    ("metal", "🤷‍♀️"),
]


@pytest.mark.parametrize(("asked", "text"), DECLINED)
def test_not_knowing_is_an_answer(asked: str, text: str) -> None:
    assert facts(text, asked)["declined"] is True
    assert fold(Inquiry(), tell(text, asked)).declined == (asked,)


UNCLEAR = [
    ("budget", "8"),
    ("budget", "$50"),
    ("timing", "Feb 30"),
    ("ring_size", "44 US"),
    ("email", "anna@gmail"),
]


@pytest.mark.parametrize(("asked", "text"), UNCLEAR)
def test_what_could_not_be_right_is_kept_as_unclear(asked: str, text: str) -> None:
    inquiry = fold(Inquiry(), tell(text, asked))
    assert inquiry.unclear == (f"{asked}: {text}",)
    assert asked not in write_reading(tell(text, asked))


ASKS = [
    "Do you ship to Canada?",
    "what is your policy",
    "I'm wondering about prices",
    "¿cuánto tarda?",
    "ok. how long?",
]


@pytest.mark.parametrize("text", ASKS)
def test_a_question_is_known_for_one(text: str) -> None:
    assert tell(text).asks


@pytest.mark.parametrize("text", ["May", "Will Smith", "I want a ring.", "Is", "what I want is a ring"])
def test_a_statement_is_no_question(text: str) -> None:
    assert not tell(text).asks or text.startswith("what")


@pytest.mark.parametrize(
    "act", ["greet", "goodbye", "thank", "faq", "abuse", "out_of_scope", "chitchat", "start_over"]
)
def test_small_talk_and_abuse_never_answer_an_open_question(act: str) -> None:
    for asked in ("inspiration", "likes_dislikes", "stone_condition", "name", "location"):
        assert tell("well hello Dolly", asked, act=act).changes == ()


ANSWERED = [
    ("yes", "yes"),
    ("no", "no"),
    ("No rush", None),
    ("no emeralds", None),
    ("I want a ring", None),
    ("sí", "yes"),
]


@pytest.mark.parametrize(("text", "answer"), ANSWERED)
def test_yes_and_no_are_told_from_other_words(text: str, answer: str | None) -> None:
    assert tell(text).answer == answer


def test_the_same_stone_gathers_its_traits_over_several_messages() -> None:
    (stone,) = tell_all("a sapphire ring", "about 2ct", "oval, teal stone").stones
    assert (stone.gem, stone.carat, stone.shape, stone.color) == ("sapphire", 2, "oval", "teal")
    assert "2ct" in stone.words


def test_lists_of_stones_grow_and_shrink() -> None:
    inquiry = tell_all("a sapphire and a diamond", "also a ruby", "scrap the sapphire")
    assert [stone.gem for stone in inquiry.stones] == ["diamond", "ruby"]


def test_a_stone_named_in_place_of_the_only_one_replaces_it() -> None:
    assert [stone.gem for stone in tell_all("a sapphire", "make it a ruby instead").stones] == ["ruby"]
    assert [stone.gem for stone in tell_all("my grandmother's opal", "actually a ruby").stones] == [
        "opal",
        "ruby",
    ]
    assert [stone.gem for stone in tell_all("a sapphire", "and a ruby").stones] == ["sapphire", "ruby"]


def test_two_stones_of_one_gem_in_one_message_stay_two() -> None:
    assert len(tell_all("a black diamond and a white diamond").stones) == 2


def test_a_refused_stone_can_be_wanted_again() -> None:
    inquiry = tell_all("no emeralds", "an emerald after all")
    assert [stone.refused for stone in inquiry.stones] == [False]


def test_none_of_the_wanted_stones_is_owned_when_the_customer_says_so() -> None:
    known = Inquiry(stones=(Stone(gem="ruby"), Stone(gem="opal", owned=True)))
    inquiry = fold(known, tell("no", "stones", known))
    assert [stone.owned for stone in inquiry.stones] == [False, True]
    assert inquiry.declined == ()


def test_stones_that_are_the_customers_are_owned_all_of_them() -> None:
    known = Inquiry(stones=(Stone(gem="ruby"), Stone(gem="opal")))
    inquiry = fold(known, tell("they're mine", "stones", known))
    assert [(stone.gem, stone.owned) for stone in inquiry.stones] == [("ruby", True), ("opal", True)]
    assert fold(Inquiry(), tell("mine", "stones")).stones[0].owned is True


def test_a_correction_keeps_the_last_value_only() -> None:
    inquiry = tell_all("my budget is 12k", "no, 15k not 12k")
    assert inquiry.budget is not None
    assert (inquiry.budget.min, inquiry.budget.max) == (15000, 15000)


def test_an_answer_after_a_refusal_is_no_longer_declined_nor_unclear() -> None:
    inquiry = fold(Inquiry(declined=("budget",), unclear=("budget: 8",)), tell("8k", "budget"))
    assert (inquiry.declined, inquiry.unclear) == ((), ())


def test_consent_is_recorded_with_its_text_by_others_and_a_no_is_remembered() -> None:
    assert fold(Inquiry(), tell("yes", "consent")).consent is None
    assert fold(Inquiry(), tell("no", "consent")).declined == ("consent",)


def test_a_whole_list_of_stones_can_be_set() -> None:
    reading = Reading.model_validate(
        {"changes": [{"slot": "stones", "kind": "set", "value": [{"gem": "opal"}, {"gem": "ruby"}]}]}
    )
    assert [stone.gem for stone in fold(Inquiry(), reading).stones] == ["opal", "ruby"]


def test_a_further_piece_is_added_to_the_first() -> None:
    inquiry = tell_all("an engagement ring", "can you also add a matching band?")
    assert (inquiry.piece_type, inquiry.more_pieces) == (PieceType.ENGAGEMENT_RING, (PieceType.WEDDING_BAND,))


def test_wear_is_read_of_a_stone_that_is_known_to_be_the_customers() -> None:
    known = Inquiry(stones=(Stone(gem="opal", owned=True),), project_kind=ProjectKind.REVIVE)
    assert fold(known, tell("The stone is chipped", None, known)).stone_condition == "The stone is chipped"
    assert facts("The stone is chipped") == {}


@pytest.mark.parametrize(
    ("piece", "unit"),
    [(PieceType.BRACELET, "inches"), (PieceType.NECKLACE, "inches"), (PieceType.RING, "US")],
)
def test_a_bare_size_is_of_what_the_piece_is_worn_on(piece: PieceType, unit: str) -> None:
    size = fold(Inquiry(), tell("7", "ring_size", Inquiry(piece_type=piece))).ring_size
    assert size is None or size.system == unit


def test_the_customers_words_stand_beside_every_value() -> None:
    inquiry = tell_all("Around fifteen thousand, by the first of June, ring size six and a half")
    assert inquiry.budget is not None
    assert inquiry.timing is not None
    assert inquiry.ring_size is not None
    assert inquiry.budget.words == "Around fifteen thousand"
    assert inquiry.timing.words == "first of June"
    assert inquiry.ring_size.words == "ring size six and a half"


def test_only_slots_that_the_house_asks_for_can_be_asked() -> None:
    assert [check_asked(slot) for slot in ASKED] == list(ASKED)
    assert (check_asked(None), check_asked("")) == (None, None)
    with pytest.raises(ValueError, match="is not a slot"):
        check_asked("shoe_size")


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "???", "🙏", "İstanbul'da 6", "a" * 2000, "1" * 2000, "½" * 50, "/restart"]
)
def test_odd_messages_are_read_without_fault_whatever_was_asked(text: str) -> None:
    for asked in (None, *ASKED):
        assert isinstance(tell(text, asked), Reading)


def test_a_message_without_marks_is_still_read() -> None:
    reading = read(Message(text="size 6, around 12k"), None, Inquiry(), date(2026, 11, 21))
    assert {change.slot for change in reading.changes} == {"ring_size", "budget"}


def test_reading_takes_less_than_a_millisecond_for_most_messages() -> None:
    lexicon = load_lexicon()
    messages = [(Message(text=text, mentions=lexicon.mark(text)), asked) for asked, text, _ in ANSWERS]
    times = []
    for message, asked in messages * 3:
        start = time.perf_counter()
        read(message, asked, Inquiry(), TODAY)
        times.append(time.perf_counter() - start)
    assert median(times) < 0.001


SWALLOWED = [
    ("budget", "do you have a showroom?"),
    ("inspiration", "can I talk to a person?"),
    ("name", "what payment methods do you take?"),
    ("stone_condition", "how long does it take?"),
    ("location", "where are you located?"),
]


@pytest.mark.parametrize(("asked", "text"), SWALLOWED)
def test_a_question_in_the_middle_is_never_stored_as_an_answer(asked: str, text: str) -> None:
    reading = tell(text, asked)
    assert reading.asks
    assert reading.changes == ()


@pytest.mark.parametrize(
    ("metal", "budget", "text", "after"),
    [
        ("yellow gold", 900, "I forgot, it should be 14k", "14k yellow gold"),
        ("gold", None, "make it 18k", "18k gold"),
        ("yellow gold", 12_000, "actually make it 18k", "yellow gold"),
        ("14k gold", 900, "make it 18k", "14k gold"),
        ("platinum", 900, "make it 14k", "platinum"),
        ("rose gold", 900, "14k white gold rather", "14k white gold"),
    ],
)
def test_a_figure_with_k_means_karat_where_gold_is_known_and_the_money_would_be_absurd(
    metal: str, budget: int | None, text: str, after: str
) -> None:
    known = Inquiry(metal=metal, budget=Budget(max=Decimal(budget)) if budget else None)
    assert fold(known, tell(text, known=known)).metal == after


def known(**slots: Any) -> Inquiry:
    return Inquiry.from_slots(slots)


@pytest.mark.parametrize("text", ["No stones", "none", "no stones, please", "sin piedras"])
def test_wanting_no_stones_is_an_answer_of_its_own(text: str) -> None:
    inquiry = fold(Inquiry(), tell(text, "stones"))
    assert (inquiry.plain, inquiry.stones, inquiry.declined) == (True, (), ())


@pytest.mark.parametrize(("text", "asked"), [("remove the ruby, no stones", None), ("no stones", "stones")])
def test_no_stones_takes_the_known_ones_back(text: str, asked: str | None) -> None:
    ring = known(piece_type="ring", stones=[{"gem": "ruby"}])
    inquiry = fold(ring, tell(text, asked, ring))
    assert (inquiry.plain, inquiry.stones) == (True, ())


@pytest.mark.parametrize(
    ("text", "asked", "piece", "value"),
    [
        ("17 cm", "stones", "bracelet", "17"),
        ("18 cm", "metal", "bracelet", "18"),
        ("16 in", "confirm", "necklace", "16"),
        ("6.5", "project_kind", "engagement_ring", "6.5"),
        ("5 3/4", "metal", "ring", "5.75"),
    ],
)
def test_a_size_on_its_own_is_heard_whatever_was_asked(text: str, asked: str, piece: str, value: str) -> None:
    assert facts(text, asked, known(piece_type=piece))["ring_size"]["value"] == value


@pytest.mark.parametrize(("text", "asked"), [("6.5", "budget"), ("35.5", "metal"), ("7", "metal")])
def test_a_figure_that_may_be_something_else_is_no_size(text: str, asked: str) -> None:
    assert "ring_size" not in facts(text, asked, known(piece_type="ring"))


def test_a_move_from_one_size_to_another_is_read_where_a_ring_is_to_be_resized() -> None:
    mended = known(piece_type="ring", project_kind="resize")
    said = tell("it's a Cattina ring, from 6 to 7", None, mended)
    inquiry = fold(mended, said)
    assert inquiry.project_kind is ProjectKind.RESIZE
    assert inquiry.ring_size is not None
    assert (inquiry.ring_size.value, inquiry.ring_size.words) == ("7", "from 6 to 7")


US_SIX = {"system": "US", "value": "6", "us_equivalent": "6"}
WRIST = {"system": "inches", "value": "7"}


@pytest.mark.parametrize(
    ("piece", "size", "text", "kept"),
    [
        ("ring", US_SIX, "actually make it earrings", False),
        ("ring", US_SIX, "actually make it a bracelet", False),
        ("ring", US_SIX, "actually make it an engagement ring", True),
        ("bracelet", WRIST, "actually make it a necklace", False),
        ("bracelet", WRIST, "actually make it a ring", False),
        ("necklace", {"system": "cm", "value": "45"}, "actually make it a pendant", True),
        ("ring", US_SIX, "actually make it cufflinks", True),
        ("ring", US_SIX, "actually, a bracelet and a ring instead", True),
        ("bracelet", {"system": "cm", "value": "45"}, "actually make it a necklace", True),
    ],
)
def test_another_piece_drops_a_size_that_no_longer_fits(
    piece: str, size: dict[str, str], text: str, kept: bool
) -> None:
    before = known(piece_type=piece, ring_size=size, unclear=["ring_size: 60"])
    after = fold(before, tell(text, None, before))
    assert (after.ring_size == before.ring_size) is kept
    assert bool(after.unclear) is kept


def test_a_size_said_with_the_new_piece_counts() -> None:
    before = known(piece_type="ring", ring_size=US_SIX)
    after = fold(before, tell("actually make it a bracelet, 17 cm wrist", None, before))
    assert after.ring_size is not None
    assert after.ring_size.value == "17"


@pytest.mark.parametrize(
    "text",
    [
        "10k", "budget 3000", "two thousand dollars", "whenever it is ready", "mexican pesos, 250,000 MXN",
        "Ruth K., Dallas", "actually make that 16000", "about 900", "like 5 thosand", "platinum",
        "no inspiration", "actually make it a bracelet", "a custom ring",
    ],
)  # fmt: skip
def test_another_fact_is_no_inspiration(text: str) -> None:
    assert "inspiration" not in facts(text, "inspiration")


def test_having_no_inspiration_is_an_answer() -> None:
    assert fold(Inquiry(), tell("no inspiration", "inspiration")).declined == ("inspiration",)


@pytest.mark.parametrize(
    ("text", "sum_"),
    [("actually make that 16000", 16000), ("like 5 thosand", 5000), ("about a million", 10**6)],
)
def test_a_sum_is_heard_in_a_correction_or_misspelled(text: str, sum_: int) -> None:
    assert facts(text, "budget")["budget"] == figure(sum_)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("veinte mil dolares", None),
        ("and I changed my mind: make it a bracelet", None),
        (
            "Redesign my ring. The sapphire is chipped. Budget is $6,000. I live in Boston.",
            "The sapphire is chipped.",
        ),
        ("it's fine", "it's fine"),
        ("A small chip. The rest is smooth.", "A small chip. The rest is smooth."),
    ],
)
def test_only_what_speaks_of_condition_is_kept_for_it(text: str, said: str | None) -> None:
    assert facts(text, "stone_condition").get("stone_condition") == said


@pytest.mark.parametrize(
    ("text", "asked"),
    [("Opal Jones", "email"), ("Jade Yu, jade@example.com", "email"), ("May Turner", "phone")],
)
def test_a_name_is_neither_a_stone_nor_a_month(text: str, asked: str) -> None:
    assert not {"stones", "timing"} & facts(text, asked).keys()


def test_a_question_about_the_houses_gold_sets_no_metal() -> None:
    assert "metal" not in facts("is your gold recycled?", "metal")
    assert facts("Is your gold recycled? I want platinum")["metal"] == "platinum"


def test_a_misspelled_custom_is_one() -> None:
    assert facts("custum", "project_kind")["project_kind"] == "custom"
