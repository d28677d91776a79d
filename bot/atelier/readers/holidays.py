"""Holidays that customers name a date by, and the day each falls on in a year."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

_FIXED = {
    "christmas_eve": (12, 24), "christmas": (12, 25), "boxing_day": (12, 26), "new_years_eve": (12, 31),
    "new_year": (1, 1), "valentines_day": (2, 14), "halloween": (10, 31), "independence_day": (7, 4),
    "three_kings": (1, 6), "st_patricks_day": (3, 17), "cinco_de_mayo": (5, 5), "juneteenth": (6, 19),
    "veterans_day": (11, 11), "day_of_the_dead": (11, 2), "mothers_day_mx": (5, 10), "womens_day": (3, 8),
}  # fmt: skip
_MOVING = {
    "mlk_day": (1, 0, 3), "presidents_day": (2, 0, 3), "mothers_day": (5, 6, 2), "memorial_day": (5, 0, 0),
    "fathers_day": (6, 6, 3), "labor_day": (9, 0, 1), "columbus_day": (10, 0, 2),
    "thanksgiving_ca": (10, 0, 2), "thanksgiving": (11, 3, 4),
}  # fmt: skip
"""Month, weekday and which of them in the month; 0 for the last."""
_OF_EASTER = {"holy_week": -7, "good_friday": -2, "easter": 0, "easter_monday": 1, "mothers_day_uk": -21}
_OF_THANKSGIVING = {"black_friday": 1, "cyber_monday": 4}
_LUNAR = {
    "hanukkah": "26-12-04 27-12-24 28-12-12 29-12-01 30-12-20 31-12-09 32-11-27 33-12-16 34-12-06 35-12-25",
    "passover": "27-04-21 28-04-10 29-03-30 30-04-17 31-04-07 32-03-26 33-04-13 34-04-03 35-04-23",
    "rosh_hashanah": "27-10-01 28-09-20 29-09-09 30-09-27 31-09-17 32-09-05 33-09-23 34-09-13 35-10-03",
    "lunar_new_year": "27-02-06 28-01-26 29-02-13 30-02-03 31-01-23 32-02-11 33-01-31 34-02-19 35-02-08",
    "eid": "27-03-09 28-02-26 29-02-14 30-02-04 31-01-24 32-01-14 33-01-02 33-12-23 34-12-12 35-12-01",
    "diwali": "26-11-08 27-10-29 28-10-17 29-11-05 30-10-26 31-11-14 32-11-02 33-10-22 34-11-10 35-10-30",
}
"""Days that follow the moon, as published; the Jewish ones from the evening on which they begin."""

HOLIDAYS = {
    "christmas_eve": r"christmas eve|x-?mas eve|nochebuena",
    "christmas": r"(?:ch?rist?mass?|chirstmas)(?: day| time| morning)?|x-?mas|navidad(?:es)?|"
    r"(?:the )?holidays(?! (?:card|pay))",
    "boxing_day": r"boxing day|kwanzaa",
    "new_years_eve": r"new year'?s? eve|nye|nochevieja",
    "lunar_new_year": r"(?:lunar|chinese) new year'?s?",
    "new_year": r"new year'?s?(?: day)?|ano nuevo",
    "valentines_day": r"valentine'?s?(?:'?s)?(?: day)?|san valentin|vday|v-day|"
    r"dia del amor(?: y la amistad)?|"
    r"dia de los enamorados",
    "mothers_day_uk": r"mothering sunday|(?:uk|british|english) mother'?s?'? day|"
    r"mother'?s?'? day (?:in )?(?:the )?\(?uk\b",
    "mothers_day_mx": r"mexican mother'?s?'? day|mother'?s?'? day in mexico|dia de las madres",
    "mothers_day": r"mother'?s?'? day|dia de la madre",
    "fathers_day": r"father'?s?'? day|dia del padre",
    "thanksgiving_ca": r"canadian thanksgiving(?: day)?|thanksgiving in canada",
    "thanksgiving": r"thanks ?giving(?: day)?|accion de gracias",
    "holy_week": r"semana santa|holy week|palm sunday",
    "good_friday": r"good friday|viernes santo",
    "easter_monday": r"easter monday",
    "easter": r"easter(?: sunday)?|pascua",
    "halloween": r"halloween",
    "independence_day": r"independence day|fourth of july|4th of july",
    "three_kings": r"(?:dia de |los )?reyes(?: magos)?|(?:three|3) kings'?(?: day)?|epiphany",
    "mlk_day": r"mlk day|martin luther king(?: jr\.?)?(?: day)?",
    "presidents_day": r"presidents?'?s?'? day",
    "memorial_day": r"memorial day",
    "labor_day": r"labou?r day",
    "columbus_day": r"columbus day|indigenous peoples?'?s?'? day",
    "black_friday": r"black friday",
    "cyber_monday": r"cyber monday",
    "st_patricks_day": r"(?:st\.?|saint) pat(?:rick|ty)'?s?(?: day)?",
    "cinco_de_mayo": r"cinco de mayo|5 de mayo",
    "juneteenth": r"juneteenth",
    "veterans_day": r"veterans?'?s?'? day",
    "day_of_the_dead": r"dia de (?:los )?muertos|day of the dead",
    "womens_day": r"(?:international )?women'?s?'? day|dia de la mujer",
    "hanukkah": r"(?:(?:first|1st) night of )?(?:hanukk?ah|chanukk?ah|hannukah)",
    "passover": r"passover|pesach",
    "rosh_hashanah": r"rosh ha-?shanah?",
    "eid": r"eid(?:[ -](?:al|ul)[ -]fitr)?(?! al-adha)",
    "diwali": r"diwali|deepavali|divali",
}


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Give the nth such weekday of a month; the last one for 0."""
    first = date(year, month, 1)
    there = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * ((nth or 5) - 1))
    return there if there.month == month else there - timedelta(days=7)


def find_holiday(name: str, year: int | None, today: date) -> date | None:
    """Find a holiday, by its key in `HOLIDAYS`, in a year or next; None where its day is not known."""
    if name in _LUNAR:
        days = [date.fromisoformat(f"20{day}") for day in _LUNAR[name].split()]
        return next((day for day in days if (day >= today if year is None else day.year == year)), None)
    there = _day(name, year or today.year)
    return there if year is not None or there >= today else _day(name, today.year + 1)


def _day(name: str, year: int) -> date:
    if name in _OF_EASTER:
        return easter(year) + timedelta(days=_OF_EASTER[name])
    if name in _OF_THANKSGIVING:
        return _day("thanksgiving", year) + timedelta(days=_OF_THANKSGIVING[name])
    if name in _MOVING:
        return nth_weekday(year, *_MOVING[name])
    return date(year, *_FIXED[name])
