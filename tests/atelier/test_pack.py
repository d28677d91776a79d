"""A house's folder is read whole or refused with every fault named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from bot.atelier.house import House
from bot.atelier.packs.fault import PackError, UnknownHouse
from bot.atelier.packs.figures import Figure, collect_figures, find_figures, find_strangers
from bot.atelier.packs.pack import FILES, HOUSES, load_house, load_houses, read_house
from bot.atelier.packs.topics import TOPICS, load_topics

Edit = Callable[[str, str, str], int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the first house that a test may spoil."""
    return Path(shutil.copytree(HOUSES / "josefina_bailleres", tmp_path / "josefina_bailleres"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace words in a file; returns the line on which they stand."""

    def replace(file: str, old: str, new: str) -> int:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} does not contain {old!r}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return replace


def read_faults(folder: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(PackError) as refused:
        read_house(folder)
    return [(fault.file, fault.line, fault.reason, fault.remedy) for fault in refused.value.faults]


def test_every_house_that_ships_can_be_read() -> None:
    assert load_houses()["josefina_bailleres"] == load_house("josefina_bailleres")


def test_an_unknown_house_points_to_the_known_ones() -> None:
    with pytest.raises(UnknownHouse, match='Did you mean "josefina_bailleres"'):
        load_house("josefina_baileres")


def test_a_house_cannot_be_reached_through_a_path(tmp_path: Path) -> None:
    with pytest.raises(UnknownHouse, match="There is no house"):
        load_house("../houses/josefina_bailleres")


def test_all_houses_report_their_faults_together(tmp_path: Path) -> None:
    for key in ("one", "two", "three"):
        shutil.copytree(HOUSES / "josefina_bailleres", tmp_path / key)
    for key in ("one", "three"):
        (tmp_path / key / "voice.yml").unlink()
    (tmp_path / "__pycache__").mkdir()
    with pytest.raises(PackError) as refused:
        load_houses(tmp_path)
    assert [fault.file for fault in refused.value.faults] == ["one/voice.yml", "three/voice.yml"]


@pytest.mark.parametrize(
    ("file", "old", "new", "reason", "remedy"),
    [
        (
            "tiers.yml",
            "consultation_says: No",
            "consultaton_says: No",
            '"consultaton_says" is not a key here',
            'Did you mean "consultation_says"?',
        ),
        (
            "tiers.yml",
            "{to: 2000, under: true}",
            "{too: 2000, under: true}",
            '"too" is not a key here',
            'Did you mean "to"?',
        ),
        (
            "tiers.yml",
            "to: 2000",
            "to: two thousand",
            '"to" should be a number, not "two thousand"',
            "Write digits",
        ),
        (
            "tiers.yml",
            "under: true",
            "under: rather",
            '"under" should be true or false, not "rather"',
            "Write true or false.",
        ),
        (
            "tiers.yml",
            "unit: weeks",
            "unit: week",
            '"week" is not a choice for "unit"',
            'Did you mean "weeks"?',
        ),
        (
            "tiers.yml",
            "number: 1",
            "number: 9",
            '"9" is not a choice for "number"',
            "The choices are: 1, 2, 3, 4, 5, 6.",
        ),
        (
            "tiers.yml",
            "simple_pieces: [wedding_band]",
            "simple_pieces: wedding_band",
            '"simple_pieces" should be a list',
            "one a line",
        ),
        (
            "tiers.yml",
            "simple_pieces: [wedding_band]",
            "simple_pieces: [wedding_bands]",
            '"wedding_bands" is not a choice',
            'Did you mean "wedding_band"?',
        ),
        (
            "tiers.yml",
            "lead_time: {min: 3, max: 8, unit: weeks}",
            "lead_time: 8 weeks",
            '"lead_time" should hold keys of its own',
            "indented",
        ),
        (
            "tiers.yml",
            "name: Custom milestone bands",
            "name: 12",
            '"name" should be words, not 12',
            "Put it between quotes.",
        ),
        (
            "tiers.yml",
            "inbox: sales",
            "inbox: shop",
            'the inbox "shop", which the house does not have',
            "sales, custom",
        ),
        (
            "tiers.yml",
            "{min: 3, max: 8, unit: weeks}",
            "{min: 8, max: 3, unit: weeks}",
            "the range runs backward, 8 to 3",
            "Swap",
        ),
        ("house.yml", "name: Josefina", "nmae: Josefina", '"nmae" is not a key here', 'Did you mean "name"?'),
        ("house.yml", "currency: USD", "tiers: []", '"tiers" is not a key here', "Move it to tiers.yml."),
        (
            "house.yml",
            "  sales:\n",
            "  salles:\n",
            '"salles" is not a choice for "salles"',
            'Did you mean "sales"?',
        ),
        ("house.yml", "city: New York", "city: ''", '"city" is empty', "Write it out"),
        ("house.yml", "currency: USD", "currency:", '"currency" is empty', "Write it out"),
        (
            "payments.yml",
            "percent: [70, 80]",
            "percent: [70]",
            '"percent" needs two figures',
            "[lower, upper]",
        ),
        (
            "payments.yml",
            "percent: [70, 80]",
            "percent: [70, 80, 90]",
            '"percent" holds too many figures',
            "[lower, upper]",
        ),
        (
            "payments.yml",
            "percent: [70, 80]",
            "percent: [[70], 80]",
            '"percent" should be a number',
            "digits",
        ),
        ("payments.yml", "percent: [70, 80]", "percent: [nan, 80]", '"percent": ', "another house"),
        (
            "payments.yml",
            "approximate: true",
            "approximate: [1]",
            '"approximate" should be true or false',
            "true or false",
        ),
        (
            "answers.yml",
            "    state: disputed",
            "    state: doubtful",
            '"doubtful" is not a choice for "state"',
            "answered, disputed",
        ),
        (
            "answers.yml",
            "  payment.cards:\n",
            "  payment.card:\n",
            '"payment.card" is not a topic',
            'Did you mean "payment.cards"?',
        ),
        (
            "answers.yml",
            "  payment.cards:\n",
            "  payment.wire:\n",
            '"payment.wire" stands twice',
            "Keep one of the two.",
        ),
        (
            "answers.yml",
            "  payment.cards:\n",
            "  payment.cards:\n    topic: payment.wire\n",
            '"topic" is not a key here',
            "Remove the line.",
        ),
        (
            "answers.yml",
            "usually around 3%",
            "usually around 4%",
            "the figure 4% is not among the figures",
            "terms.yml",
        ),
        (
            "answers.yml",
            "to sales@",
            "to sale@",
            "sale@josefinabailleres.com is not an inbox of the house",
            "house.yml",
        ),
        (
            "voice.yml",
            "      team_review: >-",
            "      reviewed: >-",
            '"reviewed" is not a choice',
            "team_review",
        ),
        ("voice.yml", "      gap: >-", "      hole: >-", '"hole" is not a choice', "gap"),
        (
            "voice.yml",
            'consent_version: "2026-1"',
            "consent_version: 2026",
            '"consent_version" should be words, not 2026',
            "quotes",
        ),
        ("voice.yml", "    sign_off: ", "    sign_off: In 30 weeks. ", "the figure 30 weeks", "Correct it"),
        (
            "voice.yml",
            "Gracias por",
            "En siete años. Gracias por",
            "the figure 7 years is not among the figures",
            "Correct it",
        ),
        (
            "voice.yml",
            "$5,000 USD. Para",
            "$9,000 USD. Para",
            "does not mention the same figures and addresses as the English text",
            "Bring the two together",
        ),
        (
            "gems.yml",
            "Por favor conserve",
            "Escriba a sales@josefinabailleres.com. Por favor conserve",
            "does not mention the same figures and addresses as the English text",
            "Bring the two together",
        ),
        ("voice.yml", "\n  es:\n", "\n  fr:\n", '"fr" is not a key here', "es"),
        (
            "process.yml",
            "key: custom\n",
            "key: bespoke\n",
            '"bespoke" is not a choice for "key"',
            "one_of_a_kind",
        ),
        (
            "gems.yml",
            "soft_below: [6, 7]",
            "soft_below: [6, 7]\n  hardness: 7",
            '"hardness" is not a key here',
            "The choices are",
        ),
    ],
)
def test_a_fault_is_reported_with_reason_and_remedy(
    folder: Path, edit: Edit, file: str, old: str, new: str, reason: str, remedy: str
) -> None:
    edit(file, old, new)
    faults = read_faults(folder)
    assert any(reason in fault[2] and remedy in fault[3] for fault in faults), faults
    assert {fault[0] for fault in faults} <= {f"josefina_bailleres/{file}"} | {
        "josefina_bailleres/answers.yml"
    }


def test_a_fault_names_the_line_it_stands_on(folder: Path, edit: Edit) -> None:
    line = edit("tiers.yml", "unit: months, and_more", "unit: moons, and_more")
    assert read_faults(folder) == [
        (
            "josefina_bailleres/tiers.yml",
            line,
            '"moons" is not a choice for "unit"',
            'Did you mean "months"?',
        )
    ]


def test_a_figure_without_a_source_is_reported_where_it_stands(folder: Path, edit: Edit) -> None:
    edit("payments.yml", "    source: Payments, accepted methods\n", "")
    line = edit("payments.yml", "  - key: card\n", "  - key: card\n")
    file, found, reason, remedy = read_faults(folder)[0]
    assert (file, found) == ("josefina_bailleres/payments.yml", line)
    assert reason == "what stands here has no source"
    assert "section" in remedy


def test_a_second_answer_on_a_topic_points_to_the_first(folder: Path, edit: Edit) -> None:
    first = edit("answers.yml", "  payment.methods:\n", "  payment.methods:\n")
    second = edit("answers.yml", "  payment.cards:\n", "  payment.methods:\n")
    assert read_faults(folder)[0][1:3] == (second, f'"payment.methods" stands twice, first on line {first}')


def test_all_faults_of_all_files_come_at_once(folder: Path, edit: Edit) -> None:
    (folder / "gems.yml").write_text("gems: [unclosed\n", encoding="utf-8")
    (folder / "voice.yml").unlink()
    (folder / "teirs.yml").write_text("tiers: []\n", encoding="utf-8")
    edit("house.yml", "city:", "town:")
    edit("payments.yml", "region: Canada", "region: 1")
    edit("answers.yml", "  care.wear:", "  care.ware:")
    with pytest.raises(PackError) as refused:
        read_house(folder)
    assert [fault.file.split("/")[1] for fault in refused.value.faults] == [
        "answers.yml", "gems.yml", "house.yml", "payments.yml", "teirs.yml", "voice.yml",
    ]  # fmt: skip
    message = str(refused.value)
    assert message.startswith("6 faults to mend:")
    stray = "josefina_bailleres/teirs.yml, line 1: the file is not one that a house has\n    "
    assert stray + 'Did you mean "tiers.yml"?' in message
    assert "the file is missing" in message


def test_figures_are_not_called_strangers_while_a_sheet_is_unreadable(folder: Path, edit: Edit) -> None:
    (folder / "tiers.yml").write_text("tiers: [\n", encoding="utf-8")
    assert [fault[0] for fault in read_faults(folder)] == ["josefina_bailleres/tiers.yml"]


def test_a_single_fault_is_counted_as_one(folder: Path, edit: Edit) -> None:
    edit("tiers.yml", "scope: simple", "scope: sample")
    with pytest.raises(PackError, match=r"^1 fault to mend:"):
        read_house(folder)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("terms:\n\t- key: x\n", "not readable as YAML"),
        ("terms: \x07\n", "a character is not allowed here"),
        ("- a\n- b\n", "holds no keys"),
        ("", "holds no keys"),
        ("terms: []\n---\nterms: []\n", "not readable as YAML"),
        ("terms: &all [*all]\n", "this part contains itself"),
        ("? [a, b]\n: c\n", "a key should be a single word"),
    ],
)
def test_yaml_that_cannot_be_read_is_a_fault_and_not_a_crash(folder: Path, text: str, reason: str) -> None:
    (folder / "terms.yml").write_text(text, encoding="utf-8")
    assert any(reason in fault[2] for fault in read_faults(folder))


def test_a_file_that_is_not_utf_8_is_a_fault(folder: Path) -> None:
    (folder / "terms.yml").write_bytes("terms: Baillères".encode("latin-1"))
    assert (
        "josefina_bailleres/terms.yml",
        1,
        "the file is not in UTF-8",
        "Save it as UTF-8 in your editor.",
    ) in (read_faults(folder))


def test_a_house_without_contact_is_refused(folder: Path, edit: Edit) -> None:
    text = (folder / "house.yml").read_text(encoding="utf-8")
    head = text[: text.index("inboxes:")]
    (folder / "house.yml").write_text(head, encoding="utf-8")
    assert read_faults(folder)[0][2] == "the house has no contact"
    (folder / "house.yml").write_text(head + "inboxes: {}\n", encoding="utf-8")
    assert any("the house has no contact, so briefs" in fault[2] for fault in read_faults(folder))


def test_a_route_without_words_is_reported(folder: Path, edit: Edit) -> None:
    edit("voice.yml", "    notices:", "    closings:")
    faults = read_faults(folder)
    assert any('"closings" stands twice' in fault[2] for fault in faults)
    assert any('the notice "gap" is not written' in fault[2] for fault in faults)
    text = (folder / "voice.yml").read_text(encoding="utf-8")
    start = text.index("      team_review:")
    second = text.index("    closings:", start)
    (folder / "voice.yml").write_text(text[:start] + text[second:], encoding="utf-8")
    assert any('no closing is written for "team_review"' in fault[2] for fault in read_faults(folder))


def test_a_language_without_a_notice_is_reported_where_it_stands(folder: Path, edit: Edit) -> None:
    text = (folder / "voice.yml").read_text(encoding="utf-8")
    spanish = text.index("\n  es:")
    notice = text.index("      gap:", spanish)
    rest = text[text.index("      timing_too_tight:", notice) :]
    (folder / "voice.yml").write_text(text[:notice] + rest, encoding="utf-8")
    line = text[: text.index("    notices:", spanish)].count("\n") + 1
    (file, found, reason, _) = read_faults(folder)[0]
    assert (file, found) == ("josefina_bailleres/voice.yml", line)
    assert reason == 'the notice "gap" is not written'


@pytest.mark.parametrize("text", ["answers: none\n", "answers: [a]\n", "answers:\n  payment.cards: Yes\n"])
def test_answers_are_topics_with_words_and_a_source(folder: Path, text: str) -> None:
    (folder / "answers.yml").write_text(text, encoding="utf-8")
    assert {fault[0] for fault in read_faults(folder)} == {"josefina_bailleres/answers.yml"}


def test_a_house_may_be_silent_on_tiers_gems_and_payments(folder: Path) -> None:
    for name in ("tiers", "gems", "process", "payments", "terms"):
        (folder / f"{name}.yml").unlink()
    (folder / "answers.yml").write_text(
        "answers:\n  payment.wire: {says: By wire., source: Payments}\n", encoding="utf-8"
    )
    (folder / "voice.yml").write_text(
        "voices: {en: {greeting: Hello., sign_off: Bye., privacy: Kept., consent: 'May we write?',"
        " call_consent: 'Call?', consent_version: a, closings: {team_review: The team reads it.}}}\n",
        encoding="utf-8",
    )
    house = read_house(folder)
    assert (house.tiers, house.gems, house.deposits) == ((), None, ())


def test_a_folder_that_is_not_there_lacks_its_files(tmp_path: Path) -> None:
    assert {fault[2] for fault in read_faults(tmp_path / "nobody")} == {"the file is missing"}


def test_figures_with_decimals_are_read_exactly(folder: Path) -> None:
    assert Figure(Decimal("8.875"), "%") in collect_figures(read_house(folder))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("approximately 70–80%", ["70%", "80%"]),
        ("20 percent", ["20%"]),
        ("$5,000–$9,000", ["5000 USD", "9000 USD"]),
        ("£40 or €1.50", ["40 GBP", "1.50 EUR"]),
        ("6–12+ months", ["6 months", "12 months"]),
        ("a 30-day warranty", ["30 days"]),
        ("1–3 business days", ["1 business days", "3 business days"]),
        ("one to two weeks", ["1 weeks", "2 weeks"]),
        ("6–7 on the Mohs scale", ["6", "7"]),
        ("$5k", ["5 USD"]),
        ("a one-of-a-kind 3D model in 18k gold", []),
    ],
)
def test_figures_are_found_in_words(text: str, figures: list[str]) -> None:
    assert [str(figure) for figure in find_figures(text)] == figures


def test_a_bare_number_may_be_a_count_but_not_a_sum_or_a_time() -> None:
    known = frozenset({Figure(Decimal(7), "Mohs"), Figure(Decimal(30), "days")})
    assert [str(figure) for figure in find_strangers("7, 30, 7 days, 30 days", known)] == ["30", "7 days"]


def test_a_topic_without_a_question_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "topics.yml"
    path.write_text("payment:\n  cards: Cards?\n  wire:\ncare: Insurance?\n", encoding="utf-8")
    with pytest.raises(PackError) as refused:
        load_topics(path)
    assert [(fault.line, fault.reason) for fault in refused.value.faults] == [
        (3, '"wire" has no question'),
        (4, '"care" has no question'),
    ]


def test_no_line_of_a_pack_looks_like_training_data_to_rasa() -> None:
    sniffed = ("rules:", "stories:", "nlu:", "responses:")
    files = [*HOUSES.rglob("*.yml"), TOPICS]
    lines = [line.lstrip() for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if line.startswith(sniffed)] == []


def test_every_key_of_a_house_has_its_file() -> None:
    assert {key for keys in FILES.values() for key in keys} == House.model_fields.keys() - {"key"}
