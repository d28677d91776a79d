"""Gems and metals that only lend their name: to people, pets, streets, anniversaries and colors."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.atelier.readers.speech import Line, Mention

_KIN = (
    r"daughter|son|niece|nephew|sister|brother|cousin|wife|husband|girlfriend|boyfriend|fiancee?|partner|"
    r"friend|bff|bestie|mother|mom|mum|grandmother|grandma|nana|aunt|auntie|uncle|kid|baby|goddaughter|"
    r"granddaughter|coworker|neighbor|boss|assistant|hija|hermana|prima|sobrina|tia|amiga|abuela"
)
_PET = r"dog|cat|puppy|pup|kitten|kitty|horse|pony|parrot|rabbit|bunny|hamster|perr[oa]|gat[oa]"
_PIECE = (
    r"(?:rings?|bands?|necklaces?|pendants?|bracelets?|earrings?|studs?|brooch(?:es)?|sets?|pieces?|"
    r"jewel\w*|gifts?|presents?|stones?|gems?|anillo|collar|aretes|pulsera)\b"
)
_STREET = re.compile(
    r"\s(?:street|st|avenue|ave|lane|ln|road|rd|drive|dr|blvd|boulevard|circle|terrace|heights|springs?|"
    r"beach|county|city|creek|hills?|park|coast|island)\b(?! (?:ring|stone))"
)
_NUMBERED = re.compile(r"(?:\A|[\s,])\d{1,5} (?:(?:north|south|east|west|[nsew])\.? )?\Z")
_WAY = re.compile(r"\s(?:court|ct|way|place|pl|square|row)\b")
_DAY = re.compile(
    rf"\s(?:(?:wedding )?(?:anniversary|jubilee)\b(?! {_PIECE})|"
    r"wedding(?=\W*\Z| (?:of|party|day|celebration|in|on|is|was|this|next)\b))"
)
_PET_NAMED = re.compile(rf"\b(?:{_PET}),? (?:is )?(?:(?:named|called) )?\Z")
_NAMED = re.compile(
    rf"\b(?:(?:{_KIN})(?:,? (?:is |who is )?(?:named|called) )|"
    r"(?<!stone )(?<!gem )(?<!gemstone )(?<!it's )(?<!its )named |"
    r"(?:her|his|their|my|the dog's|the cat's) name(?: is|'?s| was) |se llama |llamad[oa] )\Z"
)
_KIN_NAMED = re.compile(rf"\b(?:my|our|his|her|their|mi|nuestra) (?:\w+ )?(?:{_KIN}),? \Z")
_DOES = re.compile(
    r"\s(?:turns|says|said|loves|wants|likes|told|got|gets|recommended|sent|works|lives|graduates|"
    r"is (?:\w+ing|my|our|the|a)|just|and i\b|who|will|would|had|has|cumple|quiere|dice)"
)
_NOT_HERS = re.compile(rf"\s(?:\w+ )?{_PIECE}")
_TINTED = re.compile(
    r"\s(?:(?:bridesmaids?'? )?(?:dress(?:es)?|gown|suit|tie|walls?|lipstick|nails?|nail polish|car|sofa|"
    r"couch|eyes|shoes|curtains?|paint|sky|sea|water|reef|box(?:es)?|theme|light|plant|sauce)\b|"
    r"(?:a |such a )?(?:\w+ )?colou?r for (?:an?|the|my|our) (?!ring|stone|gem|diamond))"
)
_FIGURATIVE = re.compile(
    r"\b(?:hearts? of|good as|weight in|voice of|pots? of|streak of|corazon de|"
    r"vale (?:su peso en)?)(?: (?:pure|solid))?\s\Z"
)
"""What stands before a gold of which nothing is made ("a heart of gold")."""
_TALKED_TO = re.compile(
    r"\b(?:ask|asked|asking|tell|told|call|text|check with|talk(?:ed)? (?:to|with)|spoke (?:to|with)|"
    r"speak (?:to|with)|consult(?: with)?|met|thank|preguntarle a|hablar con)\s\Z"
)
_TALKS = re.compile(
    r"(?: (?:from|at|in|over at|next door)\b[^.;!?,]{0,30}?)? (?:told (?:me|us)|recommended|referred|"
    r"sent me|suggested|mentioned|introduced|me (?:hablo|recomendo|conto))\b"
)
_GILT = re.compile(
    r"\s(?:retriever|lab|doodle|hair(?:ed)?|hour|age|rule|years?|birthday|child|girls?|boys?|eagle|gate|"
    r"state|globes?|ratio|brown|sun(?:set|light|shine)?|light|leaves|fields|opportunity|"
    r"standard|rush|digger|lining|screen|fox|bullet|blonde?|records?|member(?:ship)?|card|status|cup)\b"
)


def leave_out_namesakes(line: Line) -> Line:
    """Leave out what is marked as gem or metal and is neither: the dog Opal, Pearl Street, coral walls."""
    kept = tuple(mention for mention in line.mentions if not _is_namesake(line, mention))
    return replace(line, mentions=kept) if len(kept) < len(line.mentions) else line


def _is_namesake(line: Line, mention: Mention) -> bool:
    if mention.label not in ("gem", "metal"):
        return False
    plain, start, end = line.plain, mention.start, mention.end
    if _STREET.match(plain, end) or _DAY.match(plain, end):
        return True
    if _NUMBERED.search(plain, 0, start) and _WAY.match(plain, end):
        return True
    if mention.label == "metal":
        figurative = _FIGURATIVE.search(plain, 0, start) and not _NOT_HERS.match(plain, end)
        return bool(_GILT.match(plain, end) or figurative)
    return bool(_TINTED.match(plain, end)) or _names_somebody(line, mention)


def _names_somebody(line: Line, mention: Mention) -> bool:
    """Whether a gem is what a person or a pet is called: said so, written large, or seen to do something."""
    plain, start, end = line.plain, mention.start, mention.end
    if _NOT_HERS.match(plain, end):
        return False
    if _TALKED_TO.search(plain, 0, start) or _TALKS.match(plain, end):
        return plain[end - 1] != "s"
    if _PET_NAMED.search(plain, 0, start) or _NAMED.search(plain, 0, start):
        return True
    if not _KIN_NAMED.search(plain, 0, start):
        return False
    words = line.words((0, start)).split()
    large = line.words((start, end))[:1].isupper() and words[-1][:1].islower()
    return large or bool(_DOES.match(plain, end))
