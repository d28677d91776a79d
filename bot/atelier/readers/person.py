"""Who the customer is and where: a name and a place, in their own words."""

from __future__ import annotations

import re
from typing import Any

from bot.atelier.readers.introductions import (
    NOT_A_NAME,
    NOT_FIRST,
    SENTENCE,
    clean,
    read_bare_name,
    read_bare_place,
)
from bot.atelier.readers.signatures import leave_out_reach, read_signature
from bot.atelier.readers.slips import leave_out_slips, take_corrected
from bot.atelier.readers.speech import Line

_NAME_CUE = re.compile(
    r"(?:(?i:\bmy name(?: is|'?s)(?: (?:actually|really|spelled|spelt))?|\bname is|\bname:|\bi'?m called|"
    r"\bthey call me|\bme llamo|"
    r"\bmi nombre es|\b(?:everyone|people|friends) calls? me|\bcall me|\bi go by|\b(?:change|update|correct|"
    r"fix) (?:my|the) name to|\b(?:put|write|note) me down (?:as|under)|\baddress me as|\ba nombre de|"
    r"\bhabla|\bp[oó]nme como|\breg[ií]str[ae]n?me como|\bunder the name(?: of)?|"
    r"\bsign(?:ed)?,?|\bthis is|\bsoy|\bi am|\bi'?m|"
    r"\bit'?s)\s+)"
    r"(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Miss)\.?\s+)?(?P<name>[A-ZÀ-Þ][\w'’-]*(?:\s+(?:(?:de|del|la|van|von|der|"
    r"di|da|le|el|bin|al)\s+)*(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)){0,3})"
)
_SURE_NAME = re.compile(
    r"\A(?:my name|name|change|update|correct|fix|i'?m|i am|this is|call me|soy|me llamo|mi nombre)",
    re.IGNORECASE,
)
_NAME_LOWER = re.compile(
    r"\b(?:my name(?: is|'s)(?: (?:actually|really|spelled|spelt))?|i'?m called|me llamo|"
    r"mi nombre es)\s+(?P<name>[a-z][a-z'-]+(?: [a-z][a-z'-]+)?)",
    re.IGNORECASE,
)
_NAME_GREETED = re.compile(
    r"\A\W*(?:hi|hello|hey|hola|good (?:morning|afternoon|evening))(?: there| team| all|"
    r" everyone)?[\s,.!-]+(?:i'?m|i am|this is|it'?s|soy|"
    r"my name is)\s+(?P<name>[a-z][a-z'-]{1,15})(?=[,.!]|\s*\Z| and\b| from\b| here\b)",
    re.IGNORECASE,
)
_PLAINLY = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|hiya|yo|hola|good (?:morning|afternoon|evening)|buen[oa]s \w+)"
    r"(?: there| team| all| everyone)?[\s,.!-]+)?(?P<cue>this is|my name'?s|i'?m|i am|it'?s|its|soy|habla)\s+"
    r"(?P<name>[a-zà-ÿ][a-zà-ÿ'-]+ [a-zà-ÿ][a-zà-ÿ'-]+|(?<=this is )[a-z][a-z'-]+|(?<=soy )[a-z][a-z'-]+)"
    r"(?=,?\s(?:i|i'?m|i'?d|we|we'?re|looking|and i|y|quiero|busco|necesito|here)\b)",
    re.IGNORECASE,
)
"""A name in small letters that runs on into the wish ("hi this is dana cole i need …")."""
_NOT_PLAIN = re.compile(
    r"(?i)\b(?:time|regarding|re|weird|crazy|awkward|embarrassing|random|everything|all|bride|groom|broke|"
    r"finally|about|again|probably|what|where|who|day|week|now|old|super|too|like|gonna|sick|glad|hard|long|"
    r"un|una|el|la|nuev[oa]|quiero|busco|with|by|and|but|with|man|woman|guy|girl|student|nurse|teacher|"
    r"designer|fan|friend|\w+ly|\w+ing|\w+ed)\b"
)
_SIGNED = re.compile(
    r"(?i:\b(?:best|sincerely|regards|wishes|cheers|warmly|yours|saludos)),?\s*[-–—]?\s*"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})\s*\Z"
)
_LOCATION_CUE = re.compile(
    r"(?i:\b(?:i|we)(?:'m|'re| am| are)?(?: (?:both|currently|now|also|just))* (?:live|living|based|"
    r"located|from|in|over in)(?: (?:in|out of|near|at|from))?|\bbased (?:in|out of)|\blocated in|"
    r"\bliving in|\blive in|\bvivo en|\bvivimos en|\bestoy en|\b(?:soy|somos) de|\bwriting (?:you )?from|"
    r"\bfrom)\s+(?:the\s+)?"
    r"(?P<place>(?:St\.|Mt\.|Ft\.|[A-ZÀ-Þ][\w'’-]*)(?:[ ,]+(?:(?:de|del|of|the|la|el|upon|"
    r"on)\s+)*(?:D\.C\.|St\.|[A-ZÀ-Þ][\w'’-]*)){0,4})"
)
_PLACE_WORDS = re.compile(
    r"\b(?:(?:i|we) (?:live|am based|are based)|i'?m based|we'?re based|based|located|living|live|vivo|"
    r"vivimos) (?:in|near|en|out of) (?P<place>(?:the )?[\w' -]{2,40}?)(?=[,.;!?]|\Z| and\b| but\b| so\b|"
    r" my\b)",
    re.IGNORECASE,
)
_BESIDE_MAIL = re.compile(
    r"\A\W*(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]*\.?){1,3})[\s,;:/|"
    r"(<-]+[\w.+-]+@[\w-]+\.[\w.-]+\W*\Z"
)
"""A name and a mail address, and nothing else."""
_HERE = re.compile(
    r"(?:\A|[.!]\s)\W*(?:(?i:hi|hello|hey|"
    r"hola)[\s,.!-]+)?(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})"
    r"\s(?i:here)(?=\s*(?:[,.!(;:-]|\Z)|\s(?:from|again|and)\b)"
)
_THING = re.compile(
    r"\b(?:stones?|gem\w*|emeralds?|sapphires?|diamonds?|opals?|rub(?:y|ies)|pearls?|spinels?|garnets?|"
    r"tourmalines?|jade|"
    r"aquamarines?|topaz|turquoise|lapis|amethysts?|rings?|bands?|necklaces?|bracelets?|earrings?|brooch|"
    r"pendants?|gold|"
    r"silver|pieces?|one|it|them|this|that|jewel\w*|bought|inherited|c[oa]mes?|ordered|mined|sourced|"
    r"shipped|imported|"
    r"something|souvenir|gift)\s\Z",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?!i\b|we\b)\w+ (?:was|is|were|are|comes?|came|got (?:it|this|that)) \Z", re.IGNORECASE
)
"""Somebody or something else is from there."""
_NOT_HERE = frozenset(
    {
        "i'm",
        "im",
        "right",
        "still",
        "over",
        "out",
        "in",
        "everything",
        "something",
        "someone",
        "anyone",
        "nobody",
        "everyone",
        "nothing",
        "we're",
        "new",
        "it's",
    }
)
_SELDOM_FIRST = frozenset({
    "amber", "april", "august", "christmas", "december", "diamond", "easter", "emerald", "february",
    "friday", "gold", "jade", "january", "july", "june", "march", "may", "monday", "november", "october",
    "opal", "pearl", "platinum", "ruby", "sapphire", "saturday", "september", "silver", "sunday",
    "thursday", "tuesday", "wednesday",
})  # fmt: skip
"""Names that are more often dates and stones, unless they were asked for or follow "my name is"."""


def read_person(
    line: Line, asked: str | None, told: str | None = None, *, named: bool = False
) -> dict[str, Any]:
    """Read the customer's name and place; a bare answer counts only when it was asked for.

    `told` is the text without what is asked back; `named` says that the name is known: then
    "Ida Berg, Oslo" is read for one only when asked.
    """
    text, told = leave_out_slips(line.text), leave_out_slips(line.text if told is None else told)
    slots: dict[str, Any] = {}
    if (match := _LOCATION_CUE.search(text) or _PLACE_WORDS.search(text)) and not _is_origin(text, match):
        slots["location"] = clean(match["place"])
        if slots["location"].lower() in _SELDOM_FIRST:
            del slots["location"]
    if match := _NAME_CUE.search(text):
        first = match["name"].split()[0].lower().rstrip(".,'’")
        if (
            first not in NOT_FIRST
            and not (first in _SELDOM_FIRST and not _SURE_NAME.search(match[0]))
            and not NOT_A_NAME.search(match["name"])
            and match["name"] != slots.get("location")
        ):
            slots["name"] = clean(match["name"])
    if (
        "name" not in slots
        and (match := _NAME_LOWER.search(text))
        and match["name"].split()[0].lower() not in NOT_FIRST
        and not NOT_A_NAME.search(match["name"])
    ):
        slots["name"] = clean(re.split(r"\s(?:and|from|in|based|i|but|here)\b", match["name"])[0]).title()
    if (
        "name" not in slots
        and (match := _NAME_GREETED.match(text))
        and match["name"].lower() not in NOT_FIRST
    ):
        slots["name"] = match["name"].title()
    if "name" not in slots and (
        match := _SIGNED.search(text) or _BESIDE_MAIL.match(text) or _find_here(text)
    ):
        slots["name"] = clean(match["name"])
    if "name" not in slots and (match := _PLAINLY.match(text)) and _is_plain_name(match["name"]):
        slots["name"] = match["name"].title()
    if "name" in slots and (whole := _find_whole(text, slots["name"])):
        slots["name"] = whole
    if asked == "name":
        slots = {**read_bare_name(take_corrected(leave_out_reach(told))), **slots}
    elif asked != "location" and "name" not in slots and not named:
        slots = {**read_signature(line, alone=asked in ("email", "phone")), **slots}
    if asked == "location" and "location" not in slots and (place := read_bare_place(told)):
        slots["location"] = place
    if slots.get("location", "").islower():
        slots["location"] = _capitalize(slots["location"])
    return slots


def _is_origin(text: str, match: re.Match[str]) -> bool:
    """Whether a place is where a stone or a piece is from ("an emerald from Colombia")."""
    if not match[0].lower().startswith("from"):
        return False
    return bool(_THING.search(text, 0, match.start()) or _ANOTHER.search(text, 0, match.start()))


def _find_here(text: str) -> re.Match[str] | None:
    """Find "Tom Becker here"."""
    match = _HERE.search(text)
    return match if match and match["name"].split()[0].lower() not in _NOT_HERE | NOT_FIRST else None


def _is_plain_name(words: str) -> bool:
    """Whether words in small letters, behind "this is", can only be a name."""
    if any(word in NOT_FIRST for word in words.lower().split()) or SENTENCE.search(words.lower()):
        return False
    return not (_NOT_PLAIN.search(words) or NOT_A_NAME.search(words))


def _find_whole(text: str, name: str) -> str | None:
    """Find the whole name that follows upon the first one ("Ruby here, Ruby Tran from Oakland")."""
    if " " in name:
        return None
    match = re.search(
        rf"\b{re.escape(name)}\b[^.;!?]{{0,12}}[,.;!]\s*({re.escape(name)}\s[A-ZÀ-Þ][\w'’-]+)(?=[\s,.;!(]|\Z)",
        text,
    )
    return match[1] if match else None


def _capitalize(place: str) -> str:
    """Write a place typed in small letters with its capitals; states and "nyc" in full capitals."""
    return re.sub(
        r"[a-z']+",
        lambda m: m[0].upper() if len(m[0]) < 3 or m[0] in ("nyc", "usa") else m[0].capitalize(),
        place,
    )
