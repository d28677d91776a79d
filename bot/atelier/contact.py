"""How to reach the customer: name, mail address, phone number and place."""

from __future__ import annotations

import re
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from bot.atelier.speech import Line, Span

_EMAIL = re.compile(r"(?:mailto:)?[\w.!#$%&'*+/=?^`{|}~-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)*\.?\w*", re.UNICODE)
_SPOKEN = re.compile(
    r"\b[\w.+-]+\s+\(?at\)?\s+[\w-]+(?:\s*(?:\(?\bdot\b\)?|\.)\s*(?:com|net|org|co|uk|edu|io|mx|me|de|fr|es|it|us))+\b",
    re.IGNORECASE,
)
_URL = re.compile(
    r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|net|org|mx|co\.uk|shop|store|io)/\S+", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w$€£.,/-])(?:\+|00)?\(?\d[\d\s().\-–]{5,20}\d(?![\w%])")
_NAME_CUE = re.compile(
    r"(?:(?i:\bmy name is|\bmy name'?s|\bname is|\bname:|\bi'?m called|\bthey call me|\bme llamo|\bmi nombre es|\bcall me|\bunder the name(?: of)?|\bsign(?:ed)?,?|\bthis is|\bsoy|\bi am|\bi'?m|\bit'?s)\s+)"
    r"(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Miss)\.?\s+)?(?P<name>[A-ZÀ-Þ][\w'’-]*(?:\s+(?:(?:de|del|la|van|von|der|di|da|le|el|bin|al|Mc|O')\s+)*[A-ZÀ-Þ][\w'’.-]*){0,3})"
)
_SURE_NAME = re.compile(r"\A(?:my name|name|i'?m|i am|this is|call me|soy|me llamo|mi nombre)", re.IGNORECASE)
_NAME_LOWER = re.compile(
    r"\b(?:my name is|my name's|i'?m called|me llamo|mi nombre es)\s+(?P<name>[a-z][a-z'-]+(?: [a-z][a-z'-]+)?)",
    re.IGNORECASE,
)
_NAME_GREETED = re.compile(
    r"\A\W*(?:hi|hello|hey|hola|good (?:morning|afternoon|evening))(?: there| team| all| everyone)?[\s,.!-]+(?:i'?m|i am|this is|it'?s|soy|my name is)\s+(?P<name>[a-z][a-z'-]{1,15})(?=[,.!]|\s*\Z| and\b| from\b| here\b)",
    re.IGNORECASE,
)
_LOCATION_CUE = re.compile(
    r"(?i:\b(?:i|we)(?:'m|'re| am| are)?(?: (?:both|currently|now|also|just))* (?:live|living|based|located|from|in|over in)(?: (?:in|out of|near|at|from))?|\bbased (?:in|out of)|\blocated in|\bliving in|\blive in|\bvivo en|\bvivimos en|\bestoy en|\bship(?:ping|ped)? to|\bfrom)\s+(?:the\s+)?"
    r"(?P<place>[A-ZÀ-Þ][\w'’.-]*(?:[ ,]+(?:(?:de|del|of|the|la|el|upon|on)\s+)*[A-ZÀ-Þ][\w'’.-]*){0,4})"
)
_PLACE_WORDS = re.compile(
    r"\b(?:(?:i|we) (?:live|am based|are based)|i'?m based|we'?re based|based|located|living|live|vivo|vivimos) (?:in|near|en|out of) (?P<place>(?:the )?[\w' -]{2,40}?)(?=[,.;!?]|\Z| and\b| but\b| so\b| my\b)",
    re.IGNORECASE,
)
_NOT_FIRST = frozenset(
    (
        "looking interested hoping trying going getting thinking planning wondering the a an not sure based from in "
        "so very happy here flexible after open writing size us uk eu ok okay yes no hi hello hey thanks custom "
        "engaged just still also only really located living custom at on for about your my our"
    ).split()
)
"""Words that follow "I'm" and are no name."""
_SELDOM_FIRST = frozenset(
    (
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday platinum gold silver sapphire diamond emerald ruby opal pearl "
        "amber jade christmas easter"
    ).split()
)
"""Names that are more often dates and stones, unless they were asked for or follow "my name is"."""
_NOT_A_NAME = re.compile(
    r"[\d@?/$€£<>{}=]|\b(?:ring|band|sapphire|diamond|budget|gold|size|custom|why|what|how|don'?t|do not|not|want|need|please|skip|can|could|would|you|your|it|that|is there|later|rather|anonymous|ship|shipping|none|no one|nobody)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|sure|ok|okay|yes|yep|of course|certainly|thanks|thank you|great|hola|claro|si|sí)[\s,.!]+)*(?:(?:it'?s|it is|i'?m|i am|this is|my name is|my name'?s|name'?s|name is|name:|the name is|the name'?s|just|you can call me|call me|please use|use|me llamo|soy|mi nombre es|for)\s+)?(?:just\s+)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;/\n|(]|\s[-–—]\s|\band (?:i'?m|i am|i|we|we'?re)\b|\bfrom\b|\b(?:i'?m )?(?:based|living|live|located)\b(?: (?:in|near))?|\bin\b|\by (?:vivo|estoy) en\b|\ben\b|\bhere in\b)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,.!)]*(?:(?:,|\bhere)?\s*(?:thanks|thank you|please|pls|here|gracias|cheers))?[\s,.!)]*\Z",
    re.IGNORECASE,
)
_REGIONS = {
    "MX": r"mexico|cdmx|monterrey|guadalajara|puebla", "GB": r"london|uk|england|united kingdom|scotland|wales|manchester|edinburgh|britain|bristol",
    "CA": r"canada|toronto|vancouver|montreal|ontario|calgary", "FR": r"france|paris|lyon", "DE": r"germany|berlin|munich|hamburg",
    "IT": r"italy|milan|milano|rome|roma", "ES": r"spain|madrid|barcelona|espana", "CH": r"switzerland|zurich|geneva",
    "AU": r"australia|sydney|melbourne|brisbane|perth", "IE": r"ireland|dublin", "NL": r"netherlands|amsterdam", "JP": r"japan|tokyo",
    "AE": r"dubai|uae|abu dhabi", "SG": r"singapore", "HK": r"hong kong", "BR": r"brazil|sao paulo", "CO": r"colombia|bogota", "AR": r"argentina|buenos aires",
}  # fmt: skip
_REGION = tuple((code, re.compile(rf"\b(?:{words})\b")) for code, words in _REGIONS.items())
_PLUS = re.compile(r"\D")
_LOOSE_AT = re.compile(r"\s*\(?\[?\b(?:at)\b\]?\)?\s*")


def read_email(line: Line) -> tuple[str | None, list[Span], str | None]:
    """Read a mail address: the address, where it stood, and words that look like one but cannot be."""
    spoken = _SPOKEN.search(line.text)
    if spoken and "@" not in line.text:
        said = _LOOSE_AT.sub("@", re.sub(r"\s*\(?\bdot\b\)?\s*", ".", spoken[0]), count=1)
        return _check_email(said) or None, [spoken.span()], None if _check_email(said) else spoken[0]
    for match in _EMAIL.finditer(line.text):
        said = re.sub(r"\s", "", match[0]).removeprefix("mailto:").strip(".,;:!?'*_")
        found = _check_email(said)
        return found, [match.span()], None if found else match[0].strip()
    return None, [], None


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


def read_phone(line: Line, asked: bool, region: str) -> tuple[str | None, list[Span], str | None]:
    """Read a phone number as E.164: the number, where it stood, and words that cannot be one."""
    unclear: tuple[str, list[Span]] | None = None
    for match in _PHONE.finditer(line.plain):
        digits = _PLUS.sub("", match[0])
        if not 7 <= len(digits) <= 15 or re.fullmatch(r"\s*\d{4}-\d{1,2}-\d{1,2}\s*", match[0]):
            continue
        said = match[0].strip()
        international = said.startswith(("+", "00"))
        if not (asked or international or len(digits) >= 10):
            continue
        try:
            number = phonenumbers.parse(re.sub(r"\A00", "+", said), region)
        except phonenumbers.NumberParseException:
            unclear = unclear or (said, [match.span()])
            continue
        if phonenumbers.is_valid_number(number) or (
            phonenumbers.is_possible_number(number) and _is_fiction(number)
        ):
            return (
                phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
                [match.span()],
                None,
            )
        unclear = unclear or (said, [match.span()])
    if unclear:
        return (
            None,
            unclear[1],
            unclear[0]
            if asked or re.search(r"phone|call|text|cell|mobile|whatsapp|number", line.plain)
            else None,
        )
    return None, [], None


def _is_fiction(number: phonenumbers.PhoneNumber) -> bool:
    """Whether a North American number is of the 555 kind that people give in examples."""
    return bool(number.country_code == 1 and re.fullmatch(r"\d{3}555\d{4}", str(number.national_number)))


def read_person(text: str, asked: str | None) -> dict[str, Any]:
    """Read the customer's name and place; a bare answer counts only when it was asked for."""
    slots: dict[str, Any] = {}
    if match := _LOCATION_CUE.search(text):
        slots["location"] = _clean(match["place"])
    elif match := _PLACE_WORDS.search(text):
        slots["location"] = _clean(match["place"])
    if match := _NAME_CUE.search(text):
        first = match["name"].split()[0].lower().rstrip(".,'’")
        if (
            first not in _NOT_FIRST
            and not (first in _SELDOM_FIRST and not _SURE_NAME.search(match[0]))
            and not _NOT_A_NAME.search(match["name"])
            and match["name"] != slots.get("location")
        ):
            slots["name"] = _clean(match["name"])
    if (
        "name" not in slots
        and (match := _NAME_LOWER.search(text))
        and match["name"].split()[0].lower() not in _NOT_FIRST
    ):
        slots["name"] = _clean(re.split(r"\s(?:and|from|in|based|i|but|here)\b", match["name"])[0]).title()
    if (
        "name" not in slots
        and (match := _NAME_GREETED.match(text))
        and match["name"].lower() not in _NOT_FIRST
    ):
        slots["name"] = match["name"].title()
    if slots.get("location", "").islower():
        slots["location"] = _capitalize(slots["location"])
    if asked == "name":
        slots = {**_bare_name(text), **slots}
    if asked == "location" and "location" not in slots and (place := _bare_place(text)):
        slots["location"] = place
    return slots


def _capitalize(place: str) -> str:
    """Write a place typed in small letters with its capitals; states and "nyc" in full capitals."""
    return re.sub(
        r"[a-z']+",
        lambda m: m[0].upper() if len(m[0]) < 3 or m[0] in ("nyc", "usa") else m[0].capitalize(),
        place,
    )


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(" ,.;:!?")


def _bare_name(text: str) -> dict[str, Any]:
    said = _TAIL.sub("", _LEAD.sub("", text.strip(), count=1))
    parts = [part for part in _SPLIT.split(said, maxsplit=1) if part is not None]
    name = _clean(parts[0]) if parts else ""
    if not name or len(name.split()) > 5 or _NOT_A_NAME.search(name) or name.lower().split()[0] in _NOT_FIRST:
        return {}
    slots: dict[str, Any] = {"name": name if name != name.lower() else name.title()}
    if len(parts) > 1 and (place := _bare_place(parts[1])):
        slots["location"] = place
    return slots


def _bare_place(text: str) -> str | None:
    said = re.sub(
        r"\A\W*(?:(?:i'?m|we'?re|i|we|am|are)\s+)*(?:(?:live|living|based|located|from|currently)\s+)*(?:(?:in|near|from|out of|at|en|vivo en)\s+)?",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    said = _clean(_TAIL.sub("", said))
    if not said or len(said.split()) > 7 or _NOT_A_NAME.search(said):
        return None
    return said
