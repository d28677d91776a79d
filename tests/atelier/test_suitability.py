import pytest

from bot.atelier.decision import Flag
from bot.atelier.house import House
from bot.atelier.inquiry import Stone
from bot.atelier.judgment.condition import find_damage
from bot.atelier.judgment.suitability import weigh_stone
from bot.atelier.packs.pack import load_house


@pytest.fixture(scope="module")
def house() -> House:
    return load_house("josefina_bailleres")


@pytest.mark.parametrize(
    ("gem", "condition", "outcome"),
    [
        ("diamond", None, "suitable"),
        ("diamond", "a chip", "house_decides"),
        ("emerald", None, "special_consideration"),
        ("emerald", "a chip", "may_not_be_recommended"),
        ("fluorite", None, "special_consideration"),
        ("fluorite", "a chip", "may_not_be_recommended"),
        ("diopside", None, "house_decides"),
        ("amethyst", None, "house_decides"),
        ("aquamarine", None, "suitable"),
        ("aquamarine", "a chip", "house_decides"),
        ("kryptonite", None, "house_decides"),
        (None, None, "house_decides"),
    ],
)
def test_the_list_comes_first_hardness_second_condition_third(
    house: House, gem: str | None, condition: str | None, outcome: str
) -> None:
    assert weigh_stone(Stone(gem=gem, owned=True), condition, house).outcome == outcome


def test_a_house_that_says_nothing_of_owned_stones_decides(house: House) -> None:
    silent = house.model_copy(update={"gems": None})
    verdict = weigh_stone(Stone(gem="emerald", owned=True), None, silent)
    assert (verdict.outcome, verdict.flags, verdict.source) == ("house_decides", (), None)
    damaged = weigh_stone(Stone(gem="emerald", owned=True), "cracked", silent)
    assert damaged.flags == (Flag.GEM_RISK,)


def test_a_verdict_never_promises_and_names_the_words_that_tell_against_the_stone(house: House) -> None:
    verdict = weigh_stone(Stone(gem="Opals", owned=True), "a crack and some scratches", house)
    assert verdict.gem == "opal"
    assert verdict.damage == ("crack", "scratches")
    assert "the team decides" in verdict.says


@pytest.mark.parametrize(
    "words",
    [
        None,
        "",
        "excellent condition",
        "no chips, cracks or inclusions",
        "No chips or cracks.",
        "without any scratches",
        "free of inclusions",
        "chip-free",
        "scratch free",
        "it isn't chipped",
        "it isn’t chipped",
        "never been repaired or treated",
        "neither cracked nor chipped",
        "unchipped and untreated",
        "cracks? no",
        "chips: none",
        "I'm not sure whether it is cracked",
        "I don't think there are any chips",
        "it hasn't been worn in years",
        "no longer worn",
        "I want to wear it every day",
        "worn by my grandmother",
        "doesn't have any fractures",
        "zero inclusions",
        "not chipped, cracked or scratched",
        "no cracks & chips",
        "nothing wrong with it",
        "i cannot see any chips",
        "any cracks? none",
    ],
)
def test_what_is_denied_or_wondered_about_is_no_damage(words: str | None) -> None:
    assert find_damage(words) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a small chip", ("chip",)),
        ("it's cracked and chipped", ("cracked", "chipped")),
        ("no chips but a crack", ("crack",)),
        ("no chips, one hairline crack", ("crack",)),
        ("no cracks. Some wear though", ("wear",)),
        ("no damage except a scratch on top", ("scratch",)),
        ("nothing but scratches", ("scratches",)),
        ("not only chipped but cracked", ("chipped", "cracked")),
        ("signs of wear", ("wear",)),
        ("the prongs are worn", ("worn",)),
        ("visible inclusions", ("inclusions",)),
        ("fracture-filled", ("fracture-filled",)),
        ("heat-treated years ago", ("heat-treated",)),
        ("it was repaired once, never cracked", ("repaired",)),
        ("the stone is very loose", ("very loose",)),
        ("Chip on the corner; Chip on the table", ("chip",)),
        ("broken prong", ("broken",)),
        ("no certificate, chipped corner", ("chipped",)),
        ("no papers and cracked", ("cracked",)),
        ("no chips, scratched band", ("scratched",)),
        ("never repaired, scratches on top", ("scratches",)),
        ("not in good condition, cracked", ("cracked",)),
        ("not sure, maybe a crack", ("crack",)),
        ("I can't wear it because it is cracked", ("cracked",)),
        ("it's not new: scratches everywhere", ("scratches",)),
        ("chipped? yes", ("chipped",)),
        ("without cracks but with inclusions", ("inclusions",)),
        ("it has thin edges", ("thin edges",)),
    ],
)
def test_damage_wear_and_work_are_found(words: str, found: tuple[str, ...]) -> None:
    assert find_damage(words) == found
