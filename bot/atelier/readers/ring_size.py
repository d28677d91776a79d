"""Ring sizes in the systems of the trade, and wrist and neck lengths, as the customer gave them."""

from __future__ import annotations

import re

from bot.atelier.readers.corrections import CORRECTED, DENIED, FORMER
from bot.atelier.readers.loose_sizes import find_answers, find_move, find_said_of, means_clothes
from bot.atelier.readers.measured_sizes import find_measured
from bot.atelier.readers.size_pairs import (
    find_both,
    find_letters,
    find_second,
    fits_finger,
    read_figure,
    tell_others,
)
from bot.atelier.readers.size_systems import (
    DIAMETERS,
    EU,
    US,
    Wearing,
    body_length,
    eu_size,
    inside_size,
    japanese_size,
    read_decimal,
    uk_size,
    us_size,
)
from bot.atelier.readers.speech import Finding, Line, Span

_NUMBER = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?)"
_LETTER = r"(?P<letter>[a-z])(?P<half>\s?0?\.5|\s?1/2| and a half| y media)?"
_WORN_LETTER = _LETTER.replace("[a-z]", "[b-hj-z]")
_SIZE_WORD = (
    r"(?:(?:ring |finger |her |his |my )?(?:siz(?:e|ed|ing)|sz)|talla|anillo talla|wears?|wearing|i'?m|"
    r"she'?s|"
    r"he'?s|(?:ring )?finger)"
)
_FILLER = (
    r"(?:\s|:|=|,|is|a|an|about|around|approx(?:imately)?|roughly|probably|i think|should be|would be|in|"
    r"of|el|es|la|size|talla|currently|at|to be|ring|finger|maybe|think)*?\s?"
)
_US_SAID = re.compile(
    rf"(?:\b(?:u\.?s\.?a?|american)(?: (?:ring )?size)?(?: is)?:?\s?{_NUMBER}(?![\d$%]|\s?(?:k\b|usd|"
    rf"dollars)))|(?<![\d.,$]){_NUMBER.replace('?P<n>', '?P<n2>')}\s?\(?(?:in (?:the )?)?"
    rf"(?:u\.?s\.?a?\b(?!\$|d)|american\b)(?! dollars)"
)
_JAPANESE = re.compile(
    rf"\b(?:japan(?:ese)?|jp|jis|jcs)(?: (?:ring )?size)?:?\s?{_NUMBER}(?![\dk$])|"
    rf"(?<![\d.,$]){_NUMBER.replace('?P<n>', '?P<n2>')}\s?\(?(?:in )?(?:japan(?:ese)?|jp)\b"
)
_EU_SAID = re.compile(
    rf"\b(?:eu|european?|french|fr|iso|italian|german)(?: (?:ring )?size)?:?\s?{_NUMBER}(?![\dk$])|"
    rf"(?<![\d.,$€]){_NUMBER.replace('?P<n>', '?P<n2>')}\s?\(?(?:eu|european?|french|iso)\b(?! (?:cut|"
    rf"trip))"
)
_UK_SAID = re.compile(
    rf"\b(?:uk|british|australian|aussie)(?: (?:ring )?size)?:?\s{_LETTER}\b(?!')|"
    r"(?<!')\b(?P<letter2>[b-hj-z])(?P<half2>\s?0?\.5|\s?1/2| and a half)?"
    r"(?:\s|\()+(?:in |for )?(?:the )?(?:uk|british|britain|england|english|ireland|irish|australian?)\b"
)
_LETTER_SAID = re.compile(
    rf"\b(?:size|talla)(?: is| an| a|:)?\s{_LETTER}(?![a-z'+\d/]|-\w| \d| (?:t-?shirt|shirt|dress|shoe|"
    rf"jacket|bit|little|lot|ring|good|few|\w+er\b))"
)
_LETTER_MEASURED = re.compile(
    rf"\b(?:measured|sized|gauged|came (?:out|in|back))(?: (?:me|her|him|it|us|my finger|my ring finger))*"
    rf" (?:at|as|to be|out at|in at)(?: an?)? {_WORN_LETTER}(?![\w'+/-])"
)
_LETTER_WORN = re.compile(
    rf"\b(?:i'?m|i am|she'?s|he'?s|(?:she|he|finger|it) is|it'?s) an? {_WORN_LETTER}(?![\w'+/-])"
)
_BRITISH = re.compile(
    r"\b(?:uk|british|england|britain|london|scotland|wales|ireland|irish|australian?|sydney)\b"
)
_SIZE_SAID = re.compile(
    rf"\b{_SIZE_WORD}(?![a-z]){_FILLER}{_NUMBER}(?![\d/$%kx]|[.,]\d|\s?(?:k\b|ct|carat|mm|cm|"
    rf"in\b(?=\W*(?:chain|necklace|wrist|long|length|\Z|[.,;!?]))|inch|\"|"
    rf"years|"
    rf"months|weeks|usd|dollars|x\s?\d|stones|diamonds|rings|st\b|nd\b|rd\b|th\b))"
)
_RESIZED = re.compile(
    rf"\b(?:re-?)?siz(?:e|ed|ing)\b[^.;!?]{{0,40}}?\b(?:to|into|want|"
    rf"wants)(?: it)?(?: to)?(?: be)?(?: an?)?(?: size)? {_NUMBER}(?![\d$%kx]|[.,]\d|\s?(?:mm|cm|weeks|"
    rf"months|k\b))"
)
_SIZE_AFTER = re.compile(
    rf"(?<![\d.,$€£/]){_NUMBER}(?: is (?:my|her|his|the)(?: ring)? size|\s?ring size|\s(?:in )?ring finger|"
    rf"\sin rings)\b"
)
_BARE_LETTER = re.compile(
    rf"(?:\A|\b(?:it's|its|is|an|a|think|maybe|probably|about|around)\s){_LETTER}(?=\s*(?:[^\w/]|"
    rf"\Z))(?!\s(?!i think|i believe|maybe|probably|please|though|but)[a-z])(?!')"
)
_MOVED = re.compile(r"\bfrom\b|\Ano\b|\bgo with\b|\bcall it\b")
_FROM = re.compile(r"\bfrom(?: an?| size| my)*\s?\Z")


def read_ring_size(line: Line, asked: bool, wearing: Wearing = "ring") -> Finding | None:
    """Read a ring size or a wrist or neck length; a bare figure or letter counts only when asked for."""
    if wearing == "ring" and (both := find_both(line.plain, asked)):
        return us_size(line, both["n"], both.span())
    found = _find_said(line, asked, wearing)
    if not found and asked:
        found = _find_bare(line, wearing)
    live = [finding for finding in found if not _is_former(line.plain, finding.span[0])] or found
    if not live:
        return None
    sound = [finding for finding in live if not finding.unclear]
    moved = CORRECTED.search(line.plain) or _MOVED.search(line.plain)
    chosen = (sound or live)[-1 if moved else 0]
    return _keep_move(line, chosen if moved or chosen.unclear else _keep_others(line, chosen, sound, asked))


def _keep_others(line: Line, chosen: Finding, sound: list[Finding], asked: bool) -> Finding:
    """Keep in the words what is said of further people's and fingers' sizes."""
    spans = [finding.span for finding in sound]
    if asked:
        spans += [
            match.span()
            for match in find_answers(line.plain)
            if fits_finger(read_figure(match["n"])) and not _is_former(line.plain, match.start())
        ]
    others = [(start, end) for start, end in spans if end <= chosen.span[0] or chosen.span[1] <= start]
    words = line.words(tell_others(line, chosen.span, others))
    return Finding(chosen.value.model_copy(update={"words": words}), chosen.span)


def _keep_move(line: Line, chosen: Finding) -> Finding:
    """Keep the words of a change of size whole ("from size 6 to size 7")."""
    move = find_move(line.plain)
    if chosen.unclear or move is None or move.end() != chosen.span[1]:
        return chosen
    span = (min(move.start(), chosen.span[0]), chosen.span[1])
    return Finding(chosen.value.model_copy(update={"words": line.words(span)}), span)


def _is_former(plain: str, start: int) -> bool:
    """Whether a size is denied, or was one before."""
    near = max(0, start - 20)
    return any(pattern.search(plain, near, start) for pattern in (DENIED, FORMER, _FROM))


def _find_said(line: Line, asked: bool, wearing: Wearing) -> list[Finding]:
    """Find sizes that name their system or are called a size."""
    plain = line.plain
    found: list[Finding] = []
    for match in _US_SAID.finditer(plain):
        number = match["n"] or match["n2"]
        if (
            re.search(rf"\b(?:{_SIZE_WORD})|u\.?s\.? (?:ring )?size|\bring\b", plain)
            or asked
            or len(plain) < 12
        ):
            found.append(us_size(line, number, match.span()))
    for match in _JAPANESE.finditer(plain):
        found.append(japanese_size(line, match["n"] or match["n2"], match.span()))
    for match in _EU_SAID.finditer(plain):
        found.append(eu_size(line, match["n"] or match["n2"], match.span()))
    for match in _UK_SAID.finditer(plain):
        found.append(
            uk_size(line, match["letter"] or match["letter2"], match["half"] or match["half2"], match.span())
        )
    lettered = [_LETTER_SAID, _LETTER_MEASURED, *([_LETTER_WORN] if _BRITISH.search(plain) else [])]
    for pattern in lettered:
        found.extend(uk_size(line, m["letter"], m["half"], m.span()) for m in pattern.finditer(plain))
    found.extend(find_measured(line, asked, wearing))
    taken = [finding.span for finding in found]
    for pattern in (_RESIZED, _SIZE_SAID, _SIZE_AFTER):
        for match in pattern.finditer(plain):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if match.group().startswith(("i'm", "im ", "she", "he'", "wear")) and not (
                asked or "size" in plain or "wear" in match.group()
            ):
                continue
            if means_clothes(plain, match.span()):
                continue
            found.append(_number(line, match["n"], (match.start(), match.end())))
    taken = [finding.span for finding in found]
    for match in find_said_of(plain):
        if not any(start < match.end("n") and match.start("n") < end for start, end in taken):
            found.append(_number(line, match["n"], match.span("n")))
    return sorted(found, key=lambda finding: finding.span)


def _find_bare(line: Line, wearing: Wearing) -> list[Finding]:
    """Find a letter or a figure that means a size only because it was asked for."""
    plain = line.plain
    if wearing == "ring" and (letters := find_letters(plain)):
        return [Finding(line.words(letters), letters, unclear=True)]
    letter = _BARE_LETTER.search(plain) if wearing == "ring" else None
    if letter and (letter["letter"] not in "ai" or len(plain.strip(" .!")) < 4):
        return [uk_size(line, letter["letter"], letter["half"], (letter.start("letter"), letter.end()))]
    figures = list(find_answers(plain))
    figures = [m for m in figures if not _is_former(plain, m.start())] or figures
    if not figures:
        return []
    match = figures[-1 if CORRECTED.search(plain, figures[0].end()) else 0]
    if wearing == "ring":
        return [_number(line, match["n"], match.span())]
    metric = read_decimal(match["n"]) > (10 if wearing == "wrist" else 30)
    return [body_length(line, "cm" if metric else "inches", match["n"], match.span(), wearing)]


def _number(line: Line, digits: str, span: Span) -> Finding:
    """Take a figure without a system for the one system that it fits; two sizes at once are unclear."""
    value = read_decimal(digits)
    if end := find_second(line.plain, digits, span[1]):
        both = (span[0], end)
        return Finding(line.words(both), both, unclear=True)
    if EU[0] <= value <= EU[1]:
        return eu_size(line, digits, span)
    if US[1] < value <= DIAMETERS[1] and value % 1:
        return inside_size(line, digits, span, around=False)
    return us_size(line, digits, span)
