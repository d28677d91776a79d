"""Dates, windows and durations as customers write them, on 21 November 2026 (a Saturday).

The examples are our own; the reader was developed on them.
"""

from datetime import date

import pytest

from bot.atelier.readers.timing import read_timing
from tests.atelier.telling import TODAY, line

WINDOWS = [
    ("by June 14", None, "2027-06-14"),
    ("by the fourteenth of June", None, "2027-06-14"),
    ("by the first of March", None, "2027-03-01"),
    ("on June second", None, "2027-06-02"),
    ("June 14th, 2027", None, "2027-06-14"),
    ("14 de febrero", None, "2027-02-14"),
    ("February 29", None, "2028-02-29"),
    ("before 6/7", None, "2027-06-07"),
    ("by 6/7", None, "2027-06-07"),
    ("9/18/27", None, "2027-09-18"),
    ("14/6/2027", None, "2027-06-14"),
    ("6.7.2027", None, "2027-07-06"),
    ("2027-06-14", None, "2027-06-14"),
    ("next October", "2027-10-01", "2027-10-31"),
    ("next November", "2027-11-01", "2027-11-30"),
    ("in November", "2026-11-01", "2026-11-30"),
    ("by October", None, "2027-10-01"),
    ("before October", None, "2027-10-01"),
    ("October next year", "2027-10-01", "2027-10-31"),
    ("December this year", "2026-12-01", "2026-12-31"),
    ("after March", "2027-03-01", None),
    ("June 2027", "2027-06-01", "2027-06-30"),
    ("early June", "2027-06-01", "2027-06-10"),
    ("mid-March", "2027-03-11", "2027-03-21"),
    ("late June", "2027-06-21", "2027-06-30"),
    ("end of March", None, "2027-03-31"),
    ("by the end of March", None, "2027-03-31"),
    ("in may", "2027-05-01", "2027-05-31"),
    ("between March and May", "2027-03-01", "2027-05-31"),
    ("March or April", "2027-03-01", "2027-04-30"),
    ("first week of June", "2027-06-01", "2027-06-07"),
    ("last weekend in October 2027", "2027-10-25", "2027-10-31"),
    ("second week of December", "2026-12-08", "2026-12-14"),
    ("next spring", "2027-03-01", "2027-05-31"),
    ("by spring", None, "2027-03-01"),
    ("spring 2028", "2028-03-01", "2028-05-31"),
    ("this fall", "2026-09-01", "2026-11-30"),
    ("next fall", "2027-09-01", "2027-11-30"),
    ("next winter", "2026-12-01", "2027-02-28"),
    ("by late summer", None, "2027-08-31"),
    ("by Christmas", None, "2026-12-25"),
    ("before xmas", None, "2026-12-25"),
    ("Christmas 2027", None, "2027-12-25"),
    ("Valentine's", None, "2027-02-14"),
    ("for Mother's Day", None, "2027-05-09"),
    ("Father's Day", None, "2027-06-20"),
    ("Thanksgiving", None, "2026-11-26"),
    ("easter", None, "2027-03-28"),
    ("new year", None, "2027-01-01"),
    ("next year", "2027-01-01", "2027-12-31"),
    ("by the end of the year", None, "2026-12-31"),
    ("early 2028", "2028-01-01", "2028-05-01"),
    ("in 2028", "2028-01-01", "2028-12-31"),
    ("Q2 2027", "2027-04-01", "2027-06-30"),
    ("in Q3", "2027-07-01", "2027-09-30"),
    ("next month", "2026-12-01", "2026-12-31"),
    ("this month", "2026-11-01", "2026-11-30"),
    ("next week", "2026-11-23", "2026-11-29"),
    ("this weekend", "2026-11-21", "2026-11-22"),
    ("by tomorrow", None, "2026-11-22"),
    ("I need it by today", None, "2026-11-21"),
    ("end of next month", None, "2026-12-31"),
    ("by the end of the month", None, "2026-11-30"),
    ("by mid April", None, "2027-04-15"),
    ("by early May", None, "2027-05-10"),
    ("before the end of January", None, "2027-01-31"),
    ("we get married June 12, 2027 and need both bands by May", None, "2027-05-01"),
    ("I proposed in June 2024, the wedding is in September 2027", "2027-09-01", "2027-09-30"),
    ("not by May, actually June 20", None, "2027-06-20"),
    ("not in April, May", "2027-05-01", "2027-05-31"),
    ("not before the 5th of May", "2027-05-05", None),
    ("no earlier than April", "2027-04-01", None),
    ("October thru December 2027", "2027-10-01", "2027-12-31"),
    ("between April n June", "2027-04-01", "2027-06-30"),
    ("by June twenty second", None, "2027-06-22"),
    ("by Presidents' Day", None, "2027-02-15"),
    ("by MLK day", None, "2027-01-18"),
    ("Labour Day 2028", None, "2028-09-04"),
    ("before Memorial Day", None, "2027-05-31"),
    ("by Black Friday", None, "2026-11-27"),
    ("by columbus day", None, "2027-10-11"),
    ("for cinco de mayo", None, "2027-05-05"),
    ("by next tuesday", None, "2026-11-24"),
    ("by saturday", None, "2026-11-28"),
    ("by Saturday, May 15", None, "2027-05-15"),
    ("la próxima semana", "2026-11-23", "2026-11-29"),
    ("el mes que viene", "2026-12-01", "2026-12-31"),
    ("este mes", "2026-11-01", "2026-11-30"),
    ("for the day after tomorrow", None, "2026-11-23"),
]


@pytest.mark.parametrize(("text", "first", "last"), WINDOWS)
def test_a_window_of_dates_is_read(text: str, first: str | None, last: str | None) -> None:
    finding = read_timing(line(text), asked=False, today=TODAY)
    assert finding is not None
    assert not finding.unclear
    found = finding.value
    assert (str(found.from_) if found.from_ else None, str(found.by) if found.by else None) == (first, last)


DURATIONS = [
    ("in about 3 months", None, "2027-02-21", 13),
    ("in two weeks", None, "2026-12-05", 2),
    ("within 10 days", None, "2026-12-01", 1),
    ("in a year", None, "2027-11-21", 52),
    ("in half a year", None, "2027-05-21", 26),
    ("a year from now", None, "2027-11-21", 52),
    ("we have 4 months", None, "2027-03-21", 17),
    ("in 3-4 months", "2027-02-21", "2027-03-21", 17),
    ("in 1.5 months", None, "2027-01-05", 6),
    ("en dos meses", None, "2027-01-21", 9),
    ("Timeline: 4 months", None, "2027-03-21", 17),
    ("within the next week", None, "2026-11-28", 1),
    ("platinum, 8 weeks, 9k", None, "2027-01-16", 8),
]


@pytest.mark.parametrize(("text", "first", "last", "weeks"), DURATIONS)
def test_a_spoken_duration_is_counted_from_today(text: str, first: str | None, last: str, weeks: int) -> None:
    finding = read_timing(line(text), asked=False, today=TODAY)
    assert finding is not None
    found = finding.value
    assert (str(found.from_) if found.from_ else None, str(found.by), found.weeks) == (first, last, weeks)


ASKED = [
    ("6/7", None, "2027-06-07"),
    ("March", "2027-03-01", "2027-03-31"),
    ("8 weeks", None, "2027-01-16"),
    ("6 to 8 months", "2027-05-21", "2027-07-21"),
    ("the 20th", None, "2026-12-20"),
    ("the 28th", None, "2026-11-28"),
    ("tmrw please", None, "2026-11-22"),
    ("wednesday", None, "2026-11-25"),
    ("el viernes", None, "2026-11-27"),
    ("for the weekend", "2026-11-21", "2026-11-22"),
]


@pytest.mark.parametrize(("text", "first", "last"), ASKED)
def test_a_bare_date_counts_once_it_was_asked_for(text: str, first: str | None, last: str) -> None:
    finding = read_timing(line(text), asked=True, today=TODAY)
    assert finding is not None
    assert (str(finding.value.from_) if finding.value.from_ else None, str(finding.value.by)) == (first, last)


IMPOSSIBLE = ["Feb 30", "by June 14, 2025", "May 2026", "13/13/2027", "by 2027-02-31", "the 31st of June"]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_that_is_past_or_does_not_exist_is_unclear(text: str) -> None:
    finding = read_timing(line(text), asked=True, today=TODAY)
    assert finding is not None
    assert finding.unclear
    assert finding.value in text


FLEXIBLE = [
    ("no rush", True),
    ("not in a rush", True),
    ("whenever it's ready", True),
    ("no specific date", True),
    ("We are flexible on timing", True),
    ("sin prisa", True),
    ("asap", False),
    ("as soon as you can", False),
    ("it's urgent", False),
    ("as soon as physically possible", False),
    ("cuando quieran, no hay apuro", True),
]


@pytest.mark.parametrize(("text", "flexible"), FLEXIBLE)
def test_time_to_spare_or_none_is_read(text: str, flexible: bool) -> None:
    finding = read_timing(line(text), asked=False, today=TODAY)
    assert finding is not None
    assert finding.value.flexible is flexible
    assert finding.value.by is None


NO_TIMING = [
    "my grandmother bought it in June 1954",
    "I may want it",
    "6k but flexible",
    "my budget is flexible",
    "we've been together for 5 years",
    "my fingers swell in the summer",
    "6/7",
    "in a few months",
    "I turned 30",
    "I had a fall",
    "I wrote today",
    "the week was long",
    "1.5/2 ct",
    "it is rather long",
    "merry christmas!",
    "happy easter to you",
    "an august birthstone",
    "she was born in October",
    "let's talk on Monday",
    "see you tomorrow",
    "we waited a few months, and then some",
    "it takes 3 months to save",
    "a few weeks",
]


@pytest.mark.parametrize("text", NO_TIMING)
def test_what_is_no_wish_for_a_date_is_left_alone(text: str) -> None:
    assert read_timing(line(text), asked=False, today=TODAY) is None


@pytest.mark.parametrize("text", ["we've been dating 4 years", "I had it for 10 years", "6 years strong"])
def test_how_long_something_has_lasted_is_no_wish_even_when_asked(text: str) -> None:
    assert read_timing(line(text), asked=True, today=TODAY) is None


OCCASIONS = [
    ("we're getting married next October", "wedding"),
    ("our anniversary is June 3rd", "anniversary"),
    ("for her birthday in May", "birthday"),
    ("I'm planning to propose in February", "proposal"),
    ("a wedding band by June", None),
]


@pytest.mark.parametrize(("text", "occasion"), OCCASIONS)
def test_the_occasion_is_kept_beside_the_date(text: str, occasion: str | None) -> None:
    finding = read_timing(line(text), asked=False, today=TODAY)
    assert finding is not None
    assert finding.value.occasion == occasion


def test_flexibility_in_the_design_is_none_in_time() -> None:
    assert read_timing(line("the design is flexible"), asked=True, today=TODAY) is None


def test_an_undated_day_that_is_today_is_not_moved_a_year() -> None:
    finding = read_timing(line("by November 21"), asked=False, today=TODAY)
    assert finding is not None
    assert finding.value.by == TODAY


def test_a_year_without_a_leap_day_yields_to_the_next_one() -> None:
    finding = read_timing(line("February 29"), asked=True, today=date(2027, 6, 1))
    assert finding is not None
    assert finding.value.by == date(2028, 2, 29)


def test_a_flexible_customer_with_a_date_keeps_both() -> None:
    finding = read_timing(line("we're flexible but ideally by May"), asked=False, today=TODAY)
    assert finding is not None
    assert (finding.value.flexible, str(finding.value.by)) == (True, "2027-05-01")


@pytest.mark.parametrize(
    ("text", "asked"), [("soon", True), ("pretty soon please", True), ("we want it soon", False)]
)
def test_soon_is_urgent_and_no_date(text: str, asked: bool) -> None:
    found = read_timing(line(text), asked, TODAY)
    assert found is not None
    assert (found.value.flexible, found.value.by) == (False, None)
    assert "soon" in found.value.words


def test_soon_of_something_else_is_no_timing() -> None:
    assert read_timing(line("I'll send the photos soon"), True, TODAY) is None


def test_a_misspelled_holiday_is_one() -> None:
    found = read_timing(line("by chrismas"), False, TODAY)
    assert found is not None
    assert f"{found.value.by:%m-%d}" == "12-25"
