"""Whether a customer permits being written to: the words that carriers know, and the ways people say it."""

from __future__ import annotations

import re
from typing import Final, Literal

Permission = Literal["stop", "start", "help"]

STOP_WORDS: Final = frozenset(
    {
        "stop", "stopall", "stop all", "unsubscribe", "end", "quit", "cancel", "revoke", "optout", "opt out",
        "please stop", "stop please", "stop it", "stop now", "stop this", "stop texting", "stop messages",
        "stop messaging", "alto", "baja", "parar", "cancelar", "detener",
    }
)  # fmt: skip
"""What ends it as a whole message: the carriers' own words first, then what people make of them."""
START_WORDS: Final = frozenset(("start", "unstop", "text me again", "you can text me again", "empezar"))
HELP_WORDS: Final = frozenset(("help", "info", "ayuda"))
_TIMES: Final = (
    r"(?!\s+(?:before|after|until|till|unless|between|during|while|at|on|in the|so (?:early|late)|yet)\b)"
)
_NATURAL: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:stop|quit|cease) (?:texting|messaging|contacting|writing|bothering|sms)\b",
        r"\bstop sending\b.{0,20}\b(?:texts?|messages?|sms)\b",
        r"\b(?:do not|don't|dont|never) (?:ever )?(?:text|message|contact|sms|write)(?: to)? me\b"
        r"(?: again| any ?more| ever)?" + _TIMES,
        r"\bno more (?:texts?|text messages|messages|sms)\b",
        r"\bunsubscribe me\b|\bopt(?:ing)? (?:me )?out\b",
        r"\b(?:take|remove|delete) (?:me|my (?:phone )?number)\b.{0,12}\b(?:list|database|system)\b",
        r"\blose my number\b|\bleave me alone\b",
        r"\b(?:ya )?no me (?:vuelvan? a )?(?:escrib|contact|molest|text)\w*",
        r"\b(?:ya )?no me (?:mand|env[ií])\w*(?: m[aá]s)? (?:mensajes|textos|sms|nada)\b",
        r"\bdej(?:en|e|a|ad) de (?:escribir|mandar|enviar|contactar|molestar|textear)me\b",
        r"\bno quiero (?:recibir )?m[aá]s (?:mensajes|textos)\b",
        r"\b(?:dar|den|d[eé])me de baja\b",
    )
)
"""What ends it in the middle of a sentence; each names writing or messages, or can mean nothing else."""
_EDGES: Final = re.compile(r"^[^\w]+|[^\w]+$")


def read_permission(text: str, *, on_phone: bool) -> Permission | None:
    """Read whether a message ends, resumes or explains the texting; None where it is about something else.

    Words on their own count on a phone only: "cancel" in a chat on a page is an answer to a question.
    """
    words = " ".join(_EDGES.sub("", text).replace("\u2019", "'").replace("-", " ").lower().split())
    if on_phone:
        for permission, known in (("stop", STOP_WORDS), ("start", START_WORDS), ("help", HELP_WORDS)):
            if words in known:
                return permission  # type: ignore[return-value]
    return "stop" if any(pattern.search(words) for pattern in _NATURAL) else None
