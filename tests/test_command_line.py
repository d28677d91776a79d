"""The command line as a contract: what each verb reads and writes, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import loupe


def run(*arguments: str, lines: list[Any] | None = None) -> Result:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines or [])
    return CliRunner().invoke(loupe, arguments, input=text)


def run_lines(*arguments: str, lines: list[Any]) -> list[dict[str, Any]]:
    result = run(*arguments, lines=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_read_says_what_is_understood_of_a_message() -> None:
    result = run("read", "--today", "2026-11-21", "oval sapphire, about 2 ct, size 6, around 12k, in June")
    slots = json.loads(result.stdout)
    assert slots["budget"] == {"min": 12000, "max": 12000, "currency": "USD", "unlimited": False}
    assert slots["ring_size"] == {"system": "US", "value": "6", "us_equivalent": "6"}
    assert slots["timing"]["from"] == "2027-06-01"
    (stone,) = slots["stones"]
    assert (stone["gem"], stone["shape"], stone["carat"]) == ("sapphire", "oval", 2)


def test_the_question_gives_a_bare_answer_its_meaning() -> None:
    rows = run_lines(
        "read",
        "--jsonl",
        lines=[
            {"id": 1, "text": "6", "asked": "ring_size"},
            {"id": 2, "text": "8k", "asked": "budget"},
            {"id": 3, "text": "not sure yet", "asked": "budget"},
            {"id": 4, "text": "6", "asked": None},
            {"id": 5, "text": "by Christmas", "asked": "timing", "today": "2027-01-02"},
        ],
    )
    slots = {row["id"]: row["slots"] for row in rows}
    assert slots[1]["ring_size"]["value"] == "6"
    assert slots[2]["budget"]["max"] == 8000
    assert slots[3] == {"declined": True}
    assert slots[4] == {}
    assert slots[5]["timing"]["by"] == "2027-12-25"


INQUIRIES: list[dict[str, Any]] = [
    {
        "piece_type": "ring",
        "project_kind": "custom",
        "budget": {"min": 12000, "max": 12000, "currency": "USD"},
    },
    {"piece_type": "wedding_band", "is_band": True, "budget": {"min": 900, "max": 900, "currency": "USD"}},
    {"piece_type": "ring", "revive": True, "stones": [{"gem": "emerald", "owned": True}]},
    dict.fromkeys(
        ["piece_type", "project_kind", "is_band", "budget", "needed_by_weeks", "stones", "stone_condition"]
    ),
]


def test_route_decides_a_line_at_a_time_and_gives_its_reasons() -> None:
    rows = run_lines(
        "route", "--jsonl", lines=[{"id": i, "inquiry": inquiry} for i, inquiry in enumerate(INQUIRIES)]
    )
    first, second, third, nothing = rows
    assert (first["tier"], first["route"], first["consultation"]) == (4, "virtual_consultation", "virtual")
    assert first["inbox"] == "custom@josefinabailleres.com"
    assert first["lead_time"].startswith("approximately 4–6 months")
    assert all(reason["says"] and reason["rule"] and reason["pack"] for reason in first["reasons"])
    assert (second["tier"], second["route"]) == (1, "email_sales")
    assert third["route"] == "team_review"
    assert {"revive", "gem_risk"} <= set(third["flags"])
    assert (nothing["tier"], nothing["route"]) == (None, "team_review")
    assert "missing_contact" not in first["flags"]


@pytest.mark.parametrize(
    ("verb", "line", "reason"),
    [
        ("read", "{", "not JSON"),
        ("read", {"id": 1}, "text"),
        ("read", {"id": 1, "text": "x", "asked": "shoe_size"}, "shoe_size"),
        ("read", {"id": 1, "text": "x", "today": "soon"}, "soon"),
        ("route", {"id": 1}, "inquiry"),
        ("route", {"id": 1, "inquiry": {"budgett": 3}}, "budgett"),
        ("route", {"id": 1, "inquiry": {"piece_type": "crown"}}, "crown"),
        ("route", [], "object"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_are_answered(
    verb: str, line: Any, reason: str
) -> None:
    good = {"id": "good", "text": "platinum", "inquiry": {}}
    result = run(verb, "--jsonl", lines=[line, good])
    assert result.exit_code == 1
    assert "line 1: " in result.stderr
    assert reason in result.stderr
    assert "Traceback" not in result.output
    assert json.loads(result.stdout.splitlines()[-1])["id"] == "good"


def test_an_unknown_house_is_answered_with_the_known_ones() -> None:
    result = run("route", "--jsonl", "--house", "nowhere", lines=[])
    assert result.exit_code != 0
    assert "josefina_bailleres" in result.output
    assert "Traceback" not in result.output


def test_check_shows_holes_and_clashes_and_every_setting() -> None:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(loupe, ["check"])
    assert result.exit_code == 0
    assert "No tier describes bands from $2,000 to below $4,000." in result.stdout
    assert "20% or 60%" in result.stdout
    assert "LOUPE_SMTP_URL" in result.stdout


@pytest.mark.parametrize("verb", ["export", "erase"])
def test_a_conversation_that_does_not_exist_is_said_so(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUPE_HOME", str(tmp_path))
    assert run("migrate").exit_code == 0
    result = run(verb, "--conversation", "none")
    assert result.exit_code != 0
    assert "no conversation none" in result.stderr
    both = run(verb, "--conversation", "a", "--contact", "b")
    assert both.exit_code != 0
    assert "either" in both.stderr


def test_a_database_that_was_not_set_up_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOUPE_HOME", str(tmp_path))
    result = run("export", "--contact", "a@example.com")
    assert result.exit_code != 0
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("LOUPE_PORT", "eighty", "LOUPE_PORT"),
        ("LOUPE_MODEL", "nowhere.tar.gz", "make train"),
        ("LOUPE_HOUSE", "nowhere", "josefina_bailleres"),
        ("LOUPE_HOME", "/proc/nowhere", "/proc/nowhere"),
    ],
)
def test_a_service_that_cannot_start_says_what_is_wrong(
    variable: str, value: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUPE_HOME", str(tmp_path))
    monkeypatch.setenv(variable, value)
    result = run("serve")
    assert result.exit_code == 1
    assert reason in result.stderr
    assert "Traceback" not in result.output
