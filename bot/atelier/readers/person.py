"""Who the customer is and where: a name and a place, in their own words."""

from __future__ import annotations

import re
from typing import Any

from bot.atelier.readers.chatter import is_no_name
from bot.atelier.readers.signatures import leave_out_reach, read_signature
from bot.atelier.readers.speech import Line

_NAME_CUE = re.compile(
    r"(?:(?i:\bmy name is|\bmy name'?s|\bname is|\bname:|\bi'?m called|\bthey call me|\bme llamo|"
    r"\bmi nombre es|\bcall me|\bunder the name(?: of)?|\bsign(?:ed)?,?|\bthis is|\bsoy|\bi am|\bi'?m|"
    r"\bit'?s)\s+)"
    r"(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Miss)\.?\s+)?(?P<name>[A-ZÀ-Þ][\w'’-]*(?:\s+(?:(?:de|del|la|van|von|der|"
    r"di|da|le|el|bin|al)\s+)*(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)){0,3})"
)
_SURE_NAME = re.compile(r"\A(?:my name|name|i'?m|i am|this is|call me|soy|me llamo|mi nombre)", re.IGNORECASE)
_NAME_LOWER = re.compile(
    r"\b(?:my name is|my name's|i'?m called|me llamo|"
    r"mi nombre es)\s+(?P<name>[a-z][a-z'-]+(?: [a-z][a-z'-]+)?)",
    re.IGNORECASE,
)
_NAME_GREETED = re.compile(
    r"\A\W*(?:hi|hello|hey|hola|good (?:morning|afternoon|evening))(?: there| team| all|"
    r" everyone)?[\s,.!-]+(?:i'?m|i am|this is|it'?s|soy|"
    r"my name is)\s+(?P<name>[a-z][a-z'-]{1,15})(?=[,.!]|\s*\Z| and\b| from\b| here\b)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?i:\b(?:best|sincerely|regards|wishes|cheers|warmly|yours|saludos)),?\s*[-–—]?\s*"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})\s*\Z"
)
_LOCATION_CUE = re.compile(
    r"(?i:\b(?:i|we)(?:'m|'re| am| are)?(?: (?:both|currently|now|also|just))* (?:live|living|based|"
    r"located|from|in|over in)(?: (?:in|out of|near|at|from))?|\bbased (?:in|out of)|\blocated in|"
    r"\bliving in|\blive in|\bvivo en|\bvivimos en|\bestoy en|\bfrom)\s+(?:the\s+)?"
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
    r"\s(?i:here)(?=\s*(?:[,.!-]|\Z)|\s(?:from|again|and)\b)"
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
_NOT_FIRST = frozenset({
    "a", "about", "after", "also", "an", "at", "based", "custom", "engaged", "eu", "flexible", "for",
    "from", "getting", "going", "happy", "hello", "here", "hey", "hi", "hoping", "in", "interested",
    "just", "living", "located", "looking", "my", "no", "not", "ok", "okay", "on", "only", "open", "our",
    "planning", "really", "size", "so", "still", "sure", "thanks", "the", "thinking", "trying", "uk",
    "us", "very", "wondering", "writing", "yes", "your",
})  # fmt: skip
"""Words that follow "I'm" and are no name."""
_SELDOM_FIRST = frozenset({
    "amber", "april", "august", "christmas", "december", "diamond", "easter", "emerald", "february",
    "friday", "gold", "jade", "january", "july", "june", "march", "may", "monday", "november", "october",
    "opal", "pearl", "platinum", "ruby", "sapphire", "saturday", "september", "silver", "sunday",
    "thursday", "tuesday", "wednesday",
})  # fmt: skip
"""Names that are more often dates and stones, unless they were asked for or follow "my name is"."""
_NOT_A_NAME = re.compile(
    r"[\d@?/$€£<>{}=]|\b(?:ring|band|sapphire|diamond|budget|gold|size|custom|why|what|how|don'?t|do not|"
    r"not|want|need|please|skip|can|could|would|you|your|it|that|is there|later|rather|anonymous|ship|"
    r"shipping|none|no|nobody|platinum|palladium|titanium|next|tomorrow|"
    r"today|tonight|por|correo|e-?mail|mail|telefono|whatsapp|dot (?:com|net|org|co|mx|es|de|fr|me|io))\b",
    re.IGNORECASE,
)
_NAMED_PLACE = re.compile(
    r"(?:(?:Diamond|Gold|Golden|Ruby|Emerald|Ring|Size)\s)(?:Bar|Coast|Beach|Hills?|Springs?|City|Lake|"
    r"Valley|Point|"
    r"Canyon|Rock|Isle|Park|Heights|Creek|Head|Ridge|Run)\b"
)
"""Places named after what they are not."""
_LEAD = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|sure|ok|okay|yes|yep|of course|certainly|thanks|thank you|great|hola|claro|"
    r"lol|h[ae]h[ae]\w*|"
    r"si|sí)[\s,.!]+)*(?:(?:it'?s|it is|i'?m|i am|this is|my name is|my name'?s|name'?s|name is|name:|"
    r"the name is|the name'?s|just|you can call me|call me|please use|use|me llamo|soy|mi nombre es|"
    r"for)\s+)?(?:just\s+)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;/\n|(]|\s[-–—]\s|\band (?:i'?m|i am|i|we|we'?re)\b|\bfrom\b|\b(?:i'?m )?(?:based|living|"
    r"live|located)\b(?: (?:in|near))?|\bin\b|\by (?:vivo|estoy) en\b|\ben\b|\bhere in\b)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,.!)]*(?:(?:,|\bhere)?\s*\b(?:thanks|thank you|please|pls|here|gracias|cheers))?[\s,.!)]*\Z",
    re.IGNORECASE,
)


def read_person(line: Line, asked: str | None, *, named: bool = False) -> dict[str, Any]:
    """Read the customer's name and place; a bare answer counts only when it was asked for.

    `named` says that the name is known: then "Ida Berg, Oslo" is read for one only when asked.
    """
    text = line.text
    slots: dict[str, Any] = {}
    if (match := _LOCATION_CUE.search(text) or _PLACE_WORDS.search(text)) and not _is_origin(text, match):
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
    if "name" not in slots and (
        match := _SIGNED.search(text) or _BESIDE_MAIL.match(text) or _find_here(text)
    ):
        slots["name"] = _clean(match["name"])
    if slots.get("location", "").islower():
        slots["location"] = _capitalize(slots["location"])
    if asked == "name":
        slots = {**_bare_name(leave_out_reach(text)), **slots}
    elif asked != "location" and "name" not in slots and not named:
        slots = {**read_signature(line, alone=asked in ("email", "phone")), **slots}
    if asked == "location" and "location" not in slots and (place := _bare_place(text)):
        slots["location"] = place
    return slots


def _is_origin(text: str, match: re.Match[str]) -> bool:
    """Whether a place is where a stone or a piece is from ("an emerald from Colombia")."""
    return match[0].lower().startswith("from") and bool(_THING.search(text, 0, match.start()))


def _find_here(text: str) -> re.Match[str] | None:
    """Find "Tom Becker here"."""
    match = _HERE.search(text)
    return match if match and match["name"].split()[0].lower() not in _NOT_HERE | _NOT_FIRST else None


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
    if is_no_name(name.lower()) or is_no_name(text.lower()):
        return {}
    slots: dict[str, Any] = {"name": name if name != name.lower() else name.title()}
    if len(parts) > 1 and (place := _bare_place(parts[1])):
        slots["location"] = place
    return slots


def _bare_place(text: str) -> str | None:
    said = re.sub(
        r"\A\W*(?:(?:i'?m|we'?re|i|we|am|are)\s+)*(?:(?:live|living|based|located|from|"
        r"currently)\s+)*(?:(?:in|near|from|out of|at|en|vivo en)\s+)?",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    said = _clean(_TAIL.sub("", said))
    if not said or len(said.split()) > 7 or is_no_name(said.lower()):
        return None
    if _NOT_A_NAME.search(said) and not _NAMED_PLACE.match(said):
        return None
    return said
