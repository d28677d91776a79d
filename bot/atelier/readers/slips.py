"""How people stumble over their own name: "my name is, sorry, Ann", "Rob. Actually put Robert"."""

from __future__ import annotations

import re

_HUM = r"(?:u+m+|u+h+|e+h+|e+r+m*|hmm+|oh|ah|ay|well|sorry|oops|whoops|wait|perd[oó]n|disculpa|este|ok|okay)"
_HESITATION = re.compile(
    r"(?i)(?P<cue>\A\W*|\b(?:my name(?: is|'?s)|name is|name:|i'?m called|(?:me )?llamo|nombre es|call me|"
    r"this is|soy|it'?s|i'?m|i am)\b)"
    rf"[\s,.…-]*(?:{_HUM}\b[\s,.…!:;-]*)+(?=\S)"
)
_PUT = re.compile(
    r"(?i)\A\W*(?:(?:you (?:can|may|could)|please|pls|just|can you|could you|puede[ns]?|"
    r"podr[ií]an?|por favor)\s+)*"
    r"(?:(?:put|write|take|note)(?: me| it| that)? down(?: as| under| for)?|"
    r"(?:put|file|record|register|book|save|list|address)(?: me| it| this)? (?:under|as|in as)|"
    r"(?:reg[ií]stre(?:n?me|lo)|reg[ií]strame|an[oó]t[ea]n?me|ap[uú]nt[ea]n?me|p[oó]n(?:me|lo)|"
    r"p[oó]ngan?me|ponerme|anotarme|apuntarme)"
    r"(?: como| a nombre de)|"
    r"a nombre de|(?-i:[Pp]ut|[Uu]se|[Ww]rite|[Pp]on)(?=\s+(?-i:[A-ZÀ-Þ])))\s+(?:the name\s+)?"
)
_ANEW = re.compile(
    r"(?i)\A\W*(?P<first>\S+(?: \S+){0,3}?)\W+"
    r"(?:no|wait|actually|sorry|oops|mejor|perd[oó]n|scratch that|or rather|rather|i mean|make (?:that|it)|"
    r"correction|digo)\b"
    r"(?:[\s,:.]+(?:no|wait|actually|sorry|put|make|that|it|it'?s|use|i mean|i meant|mejor|"
    r"pon(?:me|ga)?|digo|call me|rather)\b)*[\s,:.]+(?P<name>[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,3})[\s.!]*\Z"
)
_SHORT = 120
"""Letters up to which an answer may be two names."""
_NOT_ONE = re.compile(
    r"(?i)\A\W*(?:correction|not [\w'’-]+(?: [\w'’-]+)?)[,;:.]\s+(?=[^\W\d_])|"
    r"\A\W*[Mm]ejor\s+(?=(?-i:[A-ZÀ-Þ]))"
)
_TWICE = re.compile(r"\b([A-ZÀ-Þ][\w'’-]+),\s+([A-ZÀ-Þ][\w'’-]+ \1)\b")


def leave_out_slips(text: str) -> str:
    """Leave out what somebody hums before a name, and a last name said ahead of the whole one."""
    said = _HESITATION.sub(lambda match: f"{match['cue']} ", text, count=1)
    return _TWICE.sub(r"\2", said)


def take_corrected(text: str) -> str:
    """Take the name that counts of an answer to the question for it, without "put me down as"."""
    said = _NOT_ONE.sub("", text)
    match = _ANEW.match(said) if len(said) <= _SHORT else None
    if match:
        said = match["name"]
    return _PUT.sub("", said)
