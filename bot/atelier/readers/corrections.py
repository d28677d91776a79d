"""How customers take back what they have just said: "8k, no wait, 9k", "not June, July"."""

from __future__ import annotations

import re

CORRECTED = re.compile(
    r"\b(?:actually|instead|change|make (?:it|that)|i mean(?:t)?|correction|sorry|rather|scratch that|"
    r"strike that|hold on|oops|(?:oh|no|sorry|hmm?|ok|but),? wait|wait,? (?:no|actually|make|sorry)|"
    r"never ?mind|"
    r"nvm|better (?:yet|make it)|mejor|perdon|digo)\b|\bno(?:,|\.| no\b)"
)
"""What announces that the later of two values counts."""

DENIED = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|instead of|rather than|(?:no|n't) longer|used to be|no (?:es|son|eran?|sean?)|"
    r"en vez de|en lugar de)"
    r"(?: (?:the|my|her|his|an?|in|on|for|size|el|en|la))*\s?\Z"
)
"""What stands before a value that does not count."""

FORMER = re.compile(r"\b(?:was|were|used to be|had been)(?: (?:an?|my|her|his|the|size))*\s?\Z")
"""What stands before a value that counted once."""
