"""Numbers as people write them, fractions and number words included, turned into digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from text_to_num import alpha2digit

from bot.atelier.readers.shift import Shift, rewrite

__all__ = ["Shift", "spell_digits", "write_decimal"]

_EN = (
    "zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|"
    "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_ONES = "|".join(_EN.split("|")[1:19])
_ES = (
    "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|trece|catorce|quince|dieciseis|diecisiete|"
    "dieciocho|diecinueve|veinte|veintiuno|veintiun|veintidos|veintitres|veinticuatro|veinticinco|"
    "veintiseis|veintisiete|veintiocho|veintinueve|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|"
    "noventa|cien|ciento|doscientos|trescientos|cuatrocientos|quinientos|seiscientos|setecientos|"
    "ochocientos|novecientos|mil"
)
_ES_ACCENTS = {
    "dieciseis": "dieciséis", "veintiun": "veintiuno", "veintidos": "veintidós", "veintitres": "veintitrés",
    "veintiseis": "veintiséis",
}  # fmt: skip

_MIXED = re.compile(
    r"(?<![\d/.,])(\d{1,2})(?:\s+(?:and\s+|&\s+)?|-)?([123])\s?/\s?([248])(?![\d/])(?!\s*(?:ct|carat)s?\b.*/)"
)
_PROPER = re.compile(r"(?<![\d/.,])([13])\s?/\s?([234])(?=\s*-?\s*(?:ct|carats?|cts|of a carat)\b)")
_GLYPH = re.compile(r"(\d{1,2})?\s?([¼½¾])")
_GLYPHS = {"¼": "25", "½": "5", "¾": "75"}
_HALVES = re.compile(r"(?<![\d.,])(\d{1,2})(?:,? and(?: an?| one| 1)?| an?) (half|quarter)\b")
_QUARTERS = re.compile(r"(?<![\d.,])(\d{1,2})(?: and)? 3[ -]quarters?\b")
_MEDIO = re.compile(r"(?<![\d.,])(\d{1,2}) y (medio|media|cuarto)\b")
_CARAT_AND = re.compile(r"\b(?:a|one|1|(?P<n>\d)) (?P<unit>carats?|ct) and (?:a|1) (?P<part>half|quarter)\b")
_PARTS = {"half": "0.5", "quarter": "0.25", "third": "0.33", "3rd": "0.33"}
_PART_CARAT = re.compile(
    r"\b(?:an? |1 )?(?P<part>3[ -]quarters?|quarter|third|3rd) (?:of an? |of 1 |an? )?(?=carat|ct)"
)
_A_CARAT = re.compile(r"(?<!\d )(?<!half )\ban? (?=carat\b(?! (?:gold|total)))")
_HALF_CARAT = re.compile(r"\b(?:a )?half (?:a |of a )?(?=carat|ct)")
_RUN_EN = re.compile(
    rf"\b(?:(?:a|an|one)[ -](?=(?:hundred|thousand)\b)|(?!hundred\b(?! thousand)|thousand\b)"
    rf"(?<!\d )(?<!few )(?<!several ))(?:{_EN})(?:(?:[ -]|"
    rf"(?<!thousand),? and |(?<=thousand),? and (?!(?:(?:{_EN}|one)[ -])+(?:hundred|thousand)\b))"
    rf"(?:{_EN}|one|point))*(?:(?<=twenty|thirty)[ -](?:first|second))?\b"
)
_FIRST = re.compile(
    r"\b(?P<before>(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december) (?:the )?)"
    r"(?P<a>first|second)\b|\b(?P<b>first|second)(?= of (?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december)\b)"
)
_PRIMERO = re.compile(
    r"\bprimero(?= de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre)\b)"
)
_DIGITS = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "cero": "0", "uno": "1", "dos": "2", "tres": "3",
    "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9",
}  # fmt: skip
_DIGIT = rf"(?:(?:(?:double|triple)[ -])?(?:{'|'.join(_DIGITS)})|\d+)"
_DICTATED = re.compile(rf"\b(?=[a-z]){_DIGIT}(?:[ ,.-]+{_DIGIT}){{6,}}\b")
"""A number read out digit by digit, as one does with a phone."""
_AND_ES = "|".join(
    rf"(?<={tens}) y "
    for tens in ("veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
)
_RUN_ES = re.compile(
    rf"\b(?<!\d )(?:once (?=mil\b)|(?!(?:mil|ciento)\b(?! (?:{_ES})\b)))(?:{_ES})(?:(?: |"
    rf"{_AND_ES})(?:{_ES}))*\b"
)
_MIL = re.compile(r"(?<!\d)(?<!\d )\bmil(?= (?:dolares|euros|pesos|libras|a (?:mil|dos|\d))\b)")
_MIL_AND = re.compile(
    r"(?<![\d.,])\b(\d{1,3}) (?:mil|thousand|grand) (?:and |y )?(\d{3})\b"
    r"(?![.,]?\d|\s?(?:k|to|-|or|guests|people|thousand|grand)\b)"
)
_PAIR_ES = re.compile(r"\b(?:un )?par de mil(?:es)?\b")
_MILLON = re.compile(r"\b(un|medio) (?=millon\b)")
_RANGE_EN = re.compile(
    rf"\b(?P<low>{_ONES})\s?-\s?(?=(?:{_ONES}|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)"
)
"""Two number words joined by a hyphen that make no number of their own ("ten-twelve thousand")."""
_A_MILLION = re.compile(
    r"(?<!half )(?<!thanks )(?<!like )\ban? (?=million\b(?! (?:times?|thanks|things|reasons|"
    r"questions|"
    r"ideas|ways|people|other|years|miles)\b))"
)
_PART_MILLION = re.compile(
    r"(?<!and )(?<!and a )\b(?:an? |1 )?(?P<part>half|quarter)(?: of)?(?: an?)? mil(?:lion)?\b"
)
_A_GRAND = re.compile(
    r"\ba (?=grand(?:\W*\Z|[.,!?;)]| (?:or|to|max|tops|for|each|total|at|budget|is|on|in|maybe|if)\b))"
)
_ONE = re.compile(
    r"\bone(?=(?: (?:to|or|and) (?:two|three)) (?:thousand|grand|k|hundred)\b| (?:carat|ct|month|week|year|"
    r"day|and a half|point|million|grand|k|lakh|crore)\b)"
)
_COUPLE = re.compile(
    r"\b(?:a )?couple(?: of)?(?= (?:thousand|grand|k|hundred|months?|weeks?|days?|years?|carats?)\b)"
)
_ANY_WORD = re.compile(
    rf"\b(?:{_EN}|{_ES}|one|an? carat|an? million|(?:an?|\d+) grand|carat and|first|second|couple|half|"
    rf"quarter|quarters|"
    rf"medio|media|cuarto|un|par|primero)\b|[¼½¾/]"
)


def write_decimal(value: Decimal) -> str:
    """Write a number without trailing zeros or exponent."""
    return format(value.normalize(), "f")


def _fraction(whole: str | None, above: str, below: str) -> str:
    return write_decimal(Decimal(whole or 0) + Decimal(above) / Decimal(below))


def _glyph(match: re.Match[str]) -> str:
    return f"{match[1] or 0}.{_GLYPHS[match[2]]}"


def _spell_en(match: re.Match[str]) -> str:
    words = re.sub(r"^(?:a|an)[ -]", "one ", match[0])
    return _group(alpha2digit(words, "en", threshold=0))


def _spell_es(match: re.Match[str]) -> str:
    words = " ".join(_ES_ACCENTS.get(word, word) for word in match[0].split())
    return _group(alpha2digit(words, "es", threshold=0))


def _group(digits: str) -> str:
    """Write thousands with a comma: spelled-out thousands are as good as a written separator."""
    return re.sub(r"\d{4,}", lambda match: f"{int(match[0]):,}", digits)


def _dictate(match: re.Match[str]) -> str:
    digits, times = "", 1
    for word in re.findall(r"[a-z]+|\d+", match[0]):
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
            continue
        digits += _DIGITS.get(word, word) * times
        times = 1
    return digits


def _mixed(match: re.Match[str]) -> str:
    return _fraction(match[1], match[2], match[3])


_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_DICTATED, _dictate),
    (_GLYPH, _glyph),
    (_MIXED, _mixed),
    (_PROPER, lambda match: _fraction(None, match[1], match[2])),
    (_FIRST, lambda match: f"{match['before'] or ''}{'1st' if 'first' in match[0] else '2nd'}"),
    (_PRIMERO, lambda match: "1"),
    (_ONE, lambda match: "1"),
    (_RANGE_EN, lambda match: f"{match['low']} to "),
    (_A_GRAND, lambda match: "1 "),
    (_MILLON, lambda match: "1 " if match[1] == "un" else "0.5 "),
    (_PAIR_ES, lambda match: "2 mil"),
    (_PART_MILLION, lambda match: f"{_PARTS[match['part']]} million"),
    (_A_MILLION, lambda match: "1 "),
    (_COUPLE, lambda match: "2"),
    (_RUN_EN, _spell_en),
    (_RUN_ES, _spell_es),
    (_MIL, lambda match: "1,000"),
    (_MIL_AND, lambda match: f"{match[1]},{match[2]}"),
    (_QUARTERS, lambda match: f"{match[1]}.75"),
    (
        _CARAT_AND,
        lambda match: f"{match['n'] or 1}.{'5' if match['part'] == 'half' else '25'} {match['unit']}",
    ),
    (_HALVES, lambda match: f"{match[1]}.{'5' if match[2] == 'half' else '25'}"),
    (_MEDIO, lambda match: f"{match[1]}.{'25' if match[2] == 'cuarto' else '5'}"),
    (_HALF_CARAT, lambda match: "0.5 "),
    (_PART_CARAT, lambda match: f"{_PARTS.get(match['part'], '0.75')} "),
    (_A_CARAT, lambda match: "1 "),
)


def spell_digits(text: str) -> tuple[str, Shift]:
    """Write number words and fractions of a lower-case text as digits, and say where it departs from it."""
    shift = Shift()
    if not _ANY_WORD.search(text):
        return text, shift
    for pattern, write in _STEPS:
        text = rewrite(text, pattern, write, shift)
    return text, shift
