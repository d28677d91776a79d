"""How to reach the customer: mail address, phone number, and the links that are neither."""

from __future__ import annotations

import re
from typing import NamedTuple

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from bot.atelier.readers.speech import Line, Span

_EMAIL = re.compile(r"(?:mailto:)?[\w.!#$%&'*+/=?^`{|}~-]+\s?@\s?[\w-]+(?:\.[\w-]+)*", re.UNICODE)
_SPOKEN = re.compile(
    r"\b[\w.+-]+(?:\s+(?:dot|underscore|dash|hyphen|"
    r"plus)\s+[\w+-]+)*\s+\(?at\)?\s+[\w-]+(?:\s*(?:\(?\bdot\b\)?|\.)\s*(?:com|net|org|co|uk|edu|io|mx|me|"
    r"de|fr|"
    r"es|it|us))+\b",
    re.IGNORECASE,
)
_URL = re.compile(
    r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|mx|co\.uk|shop|store|io)/\S+", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w$€£.,/-])(?:\+|00)?\(?\d[\d\s().\-–/]{5,20}\d(?![\w%])")
_SLASHED = re.compile(r"(?:\+?1[ /.-]?)?\(?\d{3}\)?[ /.-]+\d{3}[ /.-]+\d{4}")
_REGIONS = {
    "MX": "mexico|cdmx|monterrey|guadalajara|puebla",
    "GB": "london|uk|england|united kingdom|scotland|wales|manchester|edinburgh|britain|bristol",
    "CA": "canada|toronto|vancouver|montreal|ontario|calgary",
    "FR": "france|paris|lyon",
    "DE": "germany|berlin|munich|hamburg",
    "IT": "italy|milan|milano|rome|roma",
    "ES": "spain|madrid|barcelona|espana",
    "CH": "switzerland|zurich|geneva",
    "AU": "australia|sydney|melbourne|brisbane|perth",
    "IE": "ireland|dublin",
    "NL": "netherlands|amsterdam",
    "JP": "japan|tokyo",
    "AE": "dubai|uae|abu dhabi",
    "SG": "singapore",
    "HK": "hong kong",
    "BR": "brazil|sao paulo",
    "CO": "colombia|bogota",
    "AR": "argentina|buenos aires",
}
"""By country, the places whose phone numbers are written without the country's code."""
_REGION = tuple((code, re.compile(rf"\b(?:{words})\b")) for code, words in _REGIONS.items())
_SPOKEN_OF = re.compile(r"phone|call|text|cell|mobile|whatsapp|number")
_LEGACY = re.compile(r"\A\+52\s?1\s?(?=\d\d)")
"""Mexican mobile numbers carried a 1 behind the country's code until 2019, and many still write it."""
_SIGNS = {"dot": ".", "underscore": "_", "dash|hyphen": "-", "plus": "+"}
_LOOSE_AT = re.compile(r"(?i)\s*\(?\[?\b(?:at)\b\]?\)?\s*")


class Reach(NamedTuple):
    """A way to reach the customer: what was read, where it stood, and words that cannot be one."""

    value: str | None = None
    spans: tuple[Span, ...] = ()
    unclear: str | None = None


def read_email(line: Line) -> Reach:
    """Read a mail address, also one that is spelled out ("anna at example dot com")."""
    spoken = _SPOKEN.search(line.text)
    if spoken and "@" not in line.text:
        said = spoken[0]
        for name, sign in _SIGNS.items():
            said = re.sub(rf"\s*\(?\b(?:{name})\b\)?\s*", sign, said, flags=re.IGNORECASE)
        said = _LOOSE_AT.sub("@", said, count=1)
        found = _check_email(said)
        return Reach(found, (spoken.span(),), None if found else spoken[0])
    match = _EMAIL.search(line.text)
    if match is None:
        return Reach()
    said = re.sub(r"\s", "", match[0]).removeprefix("mailto:").strip(".,;:!?'*_")
    found = _check_email(said)
    return Reach(found, (match.span(),), None if found else match[0].strip())


def _check_email(said: str) -> str | None:
    try:
        return validate_email(said, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return None


def find_links(line: Line) -> list[Span]:
    """Find links, which carry numbers that mean nothing."""
    return [match.span() for match in _URL.finditer(line.text)]


def find_region(words: str) -> str:
    """Find the country whose phone numbers a place uses; the United States where nothing says otherwise."""
    return next((code for code, pattern in _REGION if pattern.search(words)), "US")


def read_phone(line: Line, asked: bool, place: str | None) -> Reach:
    """Read a phone number as E.164; one without a country's code is of the place, or of the United States."""
    refused = Reach()
    for match in _PHONE.finditer(line.plain):
        said = match[0].strip()
        if not _may_be_phone(said, asked):
            continue
        if number := _parse_phone(said, find_region(f"{place or ''} {line.plain}".lower())):
            return Reach(number, (match.span(),))
        if not refused.unclear and (asked or _SPOKEN_OF.search(line.plain)):
            refused = Reach(None, (match.span(),), said)
    return refused


def _may_be_phone(said: str, asked: bool) -> bool:
    digits = re.sub(r"\D", "", said)
    if not 7 <= len(digits) <= 15 or re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", said):
        return False
    if "/" in said and not _SLASHED.fullmatch(said):
        return False
    return asked or said.startswith(("+", "00")) or len(digits) >= 10


def _parse_phone(said: str, region: str) -> str | None:
    said = _LEGACY.sub("+52", re.sub(r"\A00", "+", said))
    try:
        number = phonenumbers.parse(said, region)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number(number) and _is_fiction(number)
    if not (possible or phonenumbers.is_valid_number(number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_fiction(number: phonenumbers.PhoneNumber) -> bool:
    """Whether a North American number is of the 555 kind that people give in examples."""
    national = str(number.national_number)
    return number.country_code == 1 and bool(re.fullmatch(r"555\d{7}|\d{3}555\d{4}", national))
