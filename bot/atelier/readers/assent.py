"""A yes that is not said first: "spot on, do send", "that will do", "listo, mándelo"."""

from __future__ import annotations

import re
from typing import Final

from bot.atelier.readers.speech import Line

_ASSENT: Final = re.compile(
    r"\b(?:y+e+s+|yep|yeah|yup|si+|sure|ok(?:ay)?|alright|all right|correct|right|accurate|perfect|good|"
    r"great|fine|confirm(?:ed)?|agreed?|accept(?:ed)?|understood|proceed|go(?: ahead| for it)?|"
    r"do (?:it|so|that)|place (?:it|that)|submit|send|forward|pass (?:it|this|that) (?:on|along)|"
    r"off (?:it|you) go(?:es)?|spot on|that will do|that'?ll do|that'?s it|all set|as it is|list[oa]|quedo|"
    r"(?:esta|todo|asi) bien|correct[oa]|perfect[oa]|de acuerdo|(?:mand|envi)[ea](?:lo|la|me?lo)|adelante|"
    r"claro|vale|confirm[oa])\b"
)
_DISSENT: Final = re.compile(
    r"\b(?:no|not|nope|nah|never|don'?t|isn'?t|wasn'?t|doesn'?t|can'?t|won'?t|wrong|incorrect|wait|hold|"
    r"stop|change\w*|instead|should|missing|forgot|later|cancel|except|but|almost|nearly|before|if|falta|"
    r"mal|equivocad[oa]|cambi\w+|espera|todavia|aun|pero|antes|nunca)\b"
)
_HARMLESS: Final = re.compile(
    r"\bno (?:more|further|other) (?:questions?|changes?)|"
    r"\bno (?:problem|worries|changes?|thanks?|rush|doubt)|"
    r"\bnothing (?:else|to (?:change|add))|\bsin (?:cambios|problema)"
)


def gives_assent(line: Line) -> bool:
    """Decide whether words that hold no fact agree to what was just proposed."""
    plain = _HARMLESS.sub(" ", line.plain)
    return bool(_ASSENT.search(plain)) and not _DISSENT.search(plain)
