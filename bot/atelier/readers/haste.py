"""Time to spare, or none: whether a customer is in a hurry."""

from __future__ import annotations

import re

from bot.atelier.readers.speech import MASK

_ISSUE = (
    r"(?:an? )?(?:big |real )?(?:issue|problem|concern|constraint|important|critical|priority|urgent|factor)"
)
_FLEXIBLE = re.compile(
    r"\b(?:no (?:particular |real |big |huge |great |fixed |firm |exact )?(?:rush|hurry|deadline|timeline|"
    r"time ?frame|date|specific date|set date|time limit|time (?:constraint|pressure)s?|preference)"
    r"(?: (?:on|for|about) (?:the )?(?:date|timing|time|when))?|"
    r"(?:not|never|\w+n'?t|nobody'?s|nobody is)(?: (?:really|exactly|actually|at all|necessarily|be))* "
    r"in (?:a|any)(?: (?:big|real|great|terrible|huge|particular))? (?:rush|hurry)|"
    r"(?:not|nothing|isn'?t)(?: (?:that|very|at all|really|super|too))? (?:urgent|pressing)|"
    r"(?:i'm|we're|am|are|is|pretty|very|quite|totally|completely|fully|"
    r"super|fairly|timing's|timing is|it's)?\s?\b(?<!not )(?<!n't )(?:very |super |"
    r"that )?flexible\b(?! (?:on|with|about) (?:the |my |our )?(?:budget|price|metal|design|stone|money|"
    r"shape|color))|"
    r"sin (?:apuros?|urgencia)|no (?:hay|tengo) (?:apuro|urgencia)|no (?:me |nos )?(?:urge|corre prisa)|"
    r"cuando (?:se )?(?:puedan?|sea(?! el)|quieran?|gusten?|este listo)|"
    r"whenever(?: (?:it'?s|is|you'?re|you are|you|works|it'?ll be) ?(?:ready|done|best|can|for you)?)?|"
    r"any ?time(?! (?:in|before|between|after|by|this|next|during|around|from)\b)|"
    r"take (?:your|all the|the|as much) time(?! (?:to|off|on))|however long it takes|at your (?:own )?pace|"
    r"(?:tom[ae]n?se|t[oó]m[ae](?:te|se)|t[oó]mense) (?:su|tu|el|todo el) tiempo|"
    r"no (?:me |nos )?importa (?:la fecha|cuando)|"
    r"no (?:es|hay|corre) (?:nada |tan |muy |ninguna )?(?:urgente|urgencia)|"
    r"(?:when|whenever|cuando) (?:you|ustedes|usted|tu)? ?(?:can|get to it|"
    r"pued[ae][sn]?)\b(?! (?:\w+ me|you|i|we|it))|no specific (?:date|deadline|timing|timeline)|"
    r"(?:doesn'?t matter|don'?t (?:mind|care)) when|open[- ]ended|sin (?:prisa|fecha(?: limite)?)|"
    r"no (?:hay|tengo) (?:prisa|fecha(?: limite)?)|"
    r"don'?t (?:have|need) a (?:deadline|date|specific date|timeline)|"
    rf"there'?s no (?:deadline|date)|tim(?:e|ing|eline) (?:isn'?t|is not) {_ISSUE}|"
    r"plenty of time|all the time in the world|(?:isn'?t|not) (?:a )?time[ -]sensitive|"
    r"there (?:isn'?t|is no) (?:a )?(?:deadline|rush|hurry|set date)|no urgency|"
    r"as long as it takes|(?:can|happy to|fine to|willing to) wait\b(?! (?:to|for) (?:see|hear|get)))"
)
_OPEN = re.compile(
    r"\W*(?:(?:it'?s|i'?m|we'?re|pretty|totally|very|quite|timing|is)\W+)*"
    r"(?:open|nothing (?:fixed|firm|scheduled|pressing|planned|set(?: in stone)?)|none fixed)"
    r"(?:\W+(?:yet|so far|at all|really|for now|thanks))*\W*"
)
"""Nothing but "open", as an answer to the question for a date."""
_URGENT = re.compile(
    r"\b(?:asap|as (?:soon|fast|quick|quickly|early) as (?:(?:humanly |physically )?possible|you can|"
    r"u can|y'?all can|feasible)|a\.s\.a\.p|urgent(?:ly)?|in a (?:rush|hurry)(?!\w)|rush (?:order|job|it|"
    r"please|pls)|rushed|"
    r"expedite[ds]?|time is of the essence|(?<!not )(?<!n't )(?<!not a )time[ -]sensitive|"
    r"right away|immediately|hard deadline|firm (?:date|deadline)|(?:that'?s|date is|deadline is|it'?s) firm|"
    r"not flexible|no flexibility|isn'?t flexible|lo (?:antes|mas (?:pronto|rapido)) (?:posible|que puedan)|"
    r"cuanto antes|urgente|(?:me|nos) urge|soonest|"
    r"(?:the )?sooner the better|"
    r"(?:want|need|have|ready|get|finished|done|made) (?:it |them |this |one )?"
    r"(?:very |really |pretty |quite )?(?:soon|fast|quick(?:ly)?)\b)"
)
_SOON = re.compile(
    r"\W*(?:(?:i'?d like|very|pretty|really|quite|as|fairly|it|sometime|the|please|pls|preferably|ideally|"
    r"just|hopefully|at (?:your|the))\W+)*(?:soon|sooner|pronto|quick(?:ly)?|fast|earliest)"
    r"(?:\W+(?:as|possible|please|pls|ish|if|rather|than|later|"
    r"thanks|thank|you|the|better|por|favor|convenience))*\W*"
)
"""Nothing but "soon", as an answer to the question for a date."""
_OTHER_THAN_TIME = re.compile(r"\b(?:budget|price|metal|size|stone|shape|color|design)\b[^.;!?,]{0,14}\Z")
_TIME = re.compile(
    r"\b(?:tim(?:e|ing|eline|eframe)|dates?|deadline|when|schedule|delivery|wait|tiempo|fecha|plazo)\b"
)

Haste = tuple[bool, tuple[int, int]]


def find_haste(plain: str, *, asked: bool, sure: bool) -> Haste | None:
    """Find whether time is no matter (True) or presses (False); `sure` where time is spoken of anyway."""
    loose = _FLEXIBLE.search(plain)
    if loose and ("flexible" in loose[0] or "wait" in loose[0]) and not (sure or _TIME.search(loose.string)):
        return None
    if loose and _OTHER_THAN_TIME.search(plain, max(0, loose.start() - 30), loose.start()):
        return None
    rest = _FLEXIBLE.sub(lambda match: MASK * len(match[0]), plain)
    if urgent := _URGENT.search(rest):
        return False, urgent.span()
    if loose:
        return True, loose.span()
    if asked and (soon := _SOON.fullmatch(plain)):
        return False, soon.span()
    return (True, (0, len(plain))) if asked and _OPEN.fullmatch(plain) else None
