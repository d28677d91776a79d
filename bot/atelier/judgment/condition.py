"""What a customer's words say is wrong with a stone or a piece, and what they say is not."""

from __future__ import annotations

import re

DAMAGE = (
    r"crack(?:s|ed|ing)?", r"chip(?:s|ped|ping)?", r"(?:micro)?fractur(?:es?|ed|ing)", r"fissur(?:es?|ed)",
    r"inclusions?", r"included", r"feathers?", r"flaw(?:s|ed)?", r"broken?", r"breaks?", r"damage[sd]?",
    r"shatter(?:ed)?", r"craz(?:ed|ing)", r"split", r"missing (?:a )?(?:piece|corner|chunk)", r"pitted",
    r"thin edges?", r"weak(?:ness|nesses|ened)?", r"(?:structural|weak) (?:issues?|problems?|spots?)",
    r"fragile", r"brittle",
    r"loose (?:in|stones?|prongs?|settings?)", r"(?:is|are|bit|little|quite|very) loose",
)  # fmt: skip
WEAR = (
    r"wear", r"worn", r"abra(?:sions?|ded)", r"scratch(?:es|ed|y)?", r"scuff(?:s|ed)?", r"nick(?:s|ed)?",
    r"dent(?:s|ed)?", r"dings?", r"peeling",
)  # fmt: skip
WORK = (
    r"repair(?:s|ed)?", r"glued?", r"mended", r"re-?cut", r"re-?polished", r"treat(?:ed|ments?)", r"heated",
    r"heat[- ]treat(?:ed|ment)", r"oiled", r"(?:[a-z]+-)?filled", r"dyed", r"irradiated", r"stabili[sz]ed",
    r"coated", r"clarity[- ]enhanced", r"doublet", r"triplet",
)  # fmt: skip
DENIALS = (
    r"no", r"not", r"none", r"never", r"without", r"nor", r"neither", r"zero", r"nothing",
    r"free (?:of|from)", r"lack(?:s|ing)?", r"hardly", r"barely", r"rarely", r"seldom",
    r"cannot", r"unsure", r"if", r"whether",
    r"(?:is|are|was|were|has|have|had|does|do|did|ca|could)n'?t",
)  # fmt: skip
TURNS = (
    r"but", r"however", r"except", r"though", r"although", r"apart from", r"aside from", r"other than",
    r"besides", r"save for", r"only", r"just", r"yet", r"because", r"since", r"so",
)  # fmt: skip
FRESH_STARTS = (
    r"there", r"it", r"its", r"it's", r"one", r"two", r"three", r"some", r"several", r"few", r"an?", r"has",
    r"have", r"had", r"is", r"was", r"tiny", r"small", r"slight(?:ly)?", r"minor", r"light(?:ly)?",
    r"hairline", r"visible", r"lots", r"many", r"the", r"very", r"quite", r"my", r"shows?", r"showing",
)  # fmt: skip


def _any(*words: str) -> str:
    return rf"\b(?:{'|'.join(words)})\b"


FOUND = re.compile(_any(*WORK, *DAMAGE, *WEAR), re.IGNORECASE)
DENIED_BEFORE = re.compile(_any(*DENIALS), re.IGNORECASE)
DENIED_AFTER = re.compile(r"\s*[:=?–—-]\s*(?:no|none|nope|never|nil|zero|n/a)\b|[\s-]*free\b", re.IGNORECASE)
TURN = re.compile(
    rf"[.:;!?\n]|{_any(*TURNS)}|(?:,|\band\b|\bwith\b|\s[–—-])\s*{_any(*FRESH_STARTS)}", re.IGNORECASE
)
AFFIRMED = re.compile(r"\b(?:nothing but|not only|not just|no doubt)\b", re.IGNORECASE)
WEARING = re.compile(
    r"\b(?:to|i|we|you|she|he|they|can|could|will|would|should|i'd|i'll|ever|really)\s+$", re.IGNORECASE
)
JOINT = re.compile(r",|&|\band\b", re.IGNORECASE)
WORN_BY = re.compile(r"\s+(?:by|to)\b", re.IGNORECASE)


def find_damage(words: str | None) -> tuple[str, ...]:
    """Find what speaks against a stone: damage, wear, inclusions, repairs and treatments, in order.

    What is denied ("no chips", "never repaired") or merely wondered about does not count.
    """
    text = AFFIRMED.sub(" ", (words or "").replace("’", "'"))
    found = [match for match in FOUND.finditer(text) if not _is_denied(text, match)]
    return tuple(dict.fromkeys(match.group().lower() for match in found))


def _is_denied(text: str, match: re.Match[str]) -> bool:
    word, before, after = match.group().lower(), text[: match.start()], text[match.end() :]
    if DENIED_AFTER.match(after):
        return True
    # "I want to wear it", "worn by my grandmother": the piece is in use or has a history, no more.
    if (word == "wear" and WEARING.search(before)) or (word == "worn" and WORN_BY.match(after)):
        return True
    turns = [turn.end() for turn in TURN.finditer(before)]
    clause = before[turns[-1] :] if turns else before
    denials = [denial.end() for denial in DENIED_BEFORE.finditer(clause)]
    return bool(denials) and _goes_on(clause[denials[-1] :], word)


def _goes_on(listed: str, word: str) -> bool:
    """A denial goes on through its like ("no chips, cracks"), not past it ("no papers, cracked")."""
    before = JOINT.split(listed)[:-1]
    return all(any(_is_state(found) == _is_state(word) for found in FOUND.findall(part)) for part in before)


def _is_state(word: str) -> bool:
    return word.lower().endswith(("ed", "en", "worn"))
