"""How to reach the customer: mail address, phone number, and the links that are neither."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from bot.atelier.readers.corrections import CORRECTED, DENIED
from bot.atelier.readers.speech import Line, Span

_EMAIL = re.compile(
    r"(?:mailto:)?(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]+"
    r"\s?@+\s?[\w-]*(?:\.+[\w-]+|\s\.(?:com|net|org)\b)*",
    re.UNICODE,
)
_SPOKEN = re.compile(
    r"(?<!\w)(?<!\w[.+-])\w[\w.+-]{0,80}"
    r"(?:\s+(?:dot|punto|underscore|guion bajo|dash|hyphen|guion|plus)\s+[\w+-]+)*"
    r"(?:\s+(?:at|arroba)\s+|\s*[(\[](?:at|arroba)[)\]]\s*)[\w-]+"
    r"(?:\s*(?:[(\[]?\b(?:dot|punto)\b[)\]]?|\.)\s*(?:com|net|org|co|uk|edu|io|mx|me|de|fr|es|it|us))+\b",
    re.IGNORECASE,
)
_NEAR = 60
"""How far before an address or a number the word stands that takes it back."""
_URL = re.compile(
    r"\b(?:https?://|www\.)\S+|(?<![\w-])[\w-]+\.(?:com|net|org|mx|co\.uk|shop|store|io)/\S+|"
    r"(?<![\w-])[\w-]+\.(?:jpe?g|png|gif|heic|webp|pdf|mov|mp4)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w$€£.,/-])(?:\+|00)?\(?\d[\d\s().\-–/]{5,20}\d(?![\w%])")
_NUMBERED = re.compile(
    r"\b(?:gia|igi|ags|report|cert(?:ificate|ificado|\.)?|order|invoice|serial|account|tracking|ref(?:erence|\.)?|sku|"
    r"item|pedido|factura|reporte|policy|claim)(?: (?:no\.?|number|nr\.?|num\.?|numero|is|report))*\W{0,3}\Z"
)
"""What stands before a number that is a paper's or an order's."""
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
_GROUPED = re.compile(r"\+|\(?\d{3}\)?[\s.-]+\d{3}[\s.-]")
"""What has its country's code, or is grouped as in North America."""
_LOCAL = re.compile(r"\A04[45](?=(?:\D*\d){10}\Z)")
"""What Mexicans dialed before a mobile number until 2019."""
_SIGNS = {"dot|punto": ".", "underscore|guion bajo": "_", "dash|hyphen|guion": "-", "plus": "+"}
_LOOSE_AT = re.compile(r"(?i)\s*[(\[]?\b(?:at|arroba)\b[)\]]?\s*")
_PROVIDERS = ("gmail.com", "hotmail.com", "yahoo.com", "outlook.com", "icloud.com")
_PROPER = re.compile(
    r"(?:e|y|g?g|fast|proton|i|zoho)?mail\.com|(?:hotmail|yahoo|outlook|live)\.(?:com?\.)?(?!cm\b|co\b|"
    r"om\b)[a-z]{2}|"
    r"yahoo\.com\.\w\w"
)
"""Mail providers whose names are near to others'."""
_TYPED = re.compile(r"\.(?:con|cmo|comm|ocm|vom|cpm|xom|co,)\Z")


class Reach(NamedTuple):
    """A way to reach the customer: what was read, where it stood, and words that cannot be one."""

    value: str | None = None
    spans: tuple[Span, ...] = ()
    unclear: str | None = None


def read_email(line: Line, doubted: tuple[str, ...] = ()) -> Reach:
    """Read a mail address, also one that is spelled out ("anna at example dot com").

    One whose provider looks mistyped is unclear until it is given again; `doubted` lists those.
    """
    spoken = _SPOKEN.search(line.text)
    if spoken and "@" not in line.text:
        said = spoken[0]
        for name, sign in _SIGNS.items():
            said = re.sub(rf"\s*[(\[]?\b(?:{name})\b[)\]]?\s*", sign, said, flags=re.IGNORECASE)
        said = _LOOSE_AT.sub("@", said, count=1)
        found = _check_email(said)
        return Reach(found, (spoken.span(),), None if found else spoken[0])
    matches = list(_EMAIL.finditer(line.text))
    if not matches:
        return Reach()
    live = [m for m in matches if not _is_denied(line.plain, line.shift.to_rewritten(m.start()))] or matches
    match = live[-1 if CORRECTED.search(line.plain) else 0]
    said = re.sub(r"\s", "", match[0]).removeprefix("mailto:").strip(".,;:!?'*_")
    found = _check_email(said)
    if found and _looks_mistyped(found) and found not in doubted:
        return Reach(None, (match.span(),), found)
    return Reach(found, tuple(m.span() for m in matches), None if found else match[0].strip())


def _is_denied(plain: str, at: int) -> bool:
    return bool(DENIED.search(plain, max(0, at - _NEAR), at))


def _looks_mistyped(address: str) -> bool:
    """Whether an address ends like one of a large provider, but for a slip."""
    domain = address.rpartition("@")[2].lower()
    if domain in _PROVIDERS or _PROPER.fullmatch(domain):
        return False
    return bool(_TYPED.search(domain) or get_close_matches(domain, _PROVIDERS, 1, 0.85))


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
    denied: list[Span] = []
    region: str | None = None
    for match in _PHONE.finditer(line.plain):
        said = match[0].strip()
        if _is_denied(line.plain, match.start()):
            denied.append(match.span())
            continue
        numbered = _NUMBERED.search(line.plain, max(0, match.start() - 40), match.start())
        if numbered or not _may_be_phone(said, asked):
            continue
        region = region or find_region(f"{place or ''} {line.plain}".lower())
        if number := _parse_phone(said, region):
            return Reach(number, (*denied, match.span()))
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
    said = _LOCAL.sub("+52 ", _LEGACY.sub("+52", re.sub(r"\A00", "+", said)))
    found = _parse_in(said, region)
    if found is None and len(re.sub(r"\D", "", said)) >= 11 and not _GROUPED.match(said):
        return _parse_in(f"+{said}", region)
    return found


def _parse_in(said: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(said, region)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number(number) and _is_fiction(number)
    if not (possible or phonenumbers.is_valid_number(number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_fiction(number: phonenumbers.PhoneNumber) -> bool:
    """Whether a number is of a range kept for examples: 555 in North America, Ofcom's in Britain."""
    kept = {1: r"555\d{7}|\d{3}555\d{4}", 44: r"7700900\d{3}|2079460\d{3}|1632960\d{3}|1[1-6]\d4960\d{3}"}
    return bool(re.fullmatch(kept.get(number.country_code or 0, "-"), str(number.national_number)))
