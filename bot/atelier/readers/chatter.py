"""Words that answer no question: laughter, greetings, thanks, gibberish, abuse and orders to the desk."""

from __future__ import annotations

import re

_FILLER = re.compile(
    r"(?:\W|\d|_)*(?:(?:(?:h[aei]){2,}h?|(?:ja|je)(?:ja|je)+j?|lo+l|lmf?ao|rofl|ok(?:ay|ey|ie)?|k+|"
    r"hm+|um+|uh+|ah+|oh+|"
    r"eh|yes|yeah|yep|yup|sure|no|nope|nah|hi+|hey+|hello|yo|sup|hola|bu?enas?|buenos dias|tardes|noches|"
    r"good|"
    r"morning|afternoon|evening|night|day|there|thanks?|thank you|thx|tysm|gracias|muchas|cool|nice|great|"
    r"wow|omg|awesome|perfect|si|claro|vale|bl[ae]h+|yada|meh|test(?:ing)?|bye|ciao|adios|please|pls|wait|"
    r"well|"
    r"maybe|idk|whatever|nothing|so|very|much|a lot|mucho|again|everyone|all|and|the|you|team)(?:\W|\d|"
    r"_)+)*\Z"
)
_THANKS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|great|oh|perfect|awesome|wow|yes|and|well)\W+)*(?:(?:many |so many )?(?:thanks?|"
    r"thx)|"
    r"(?:muchas |mil )?gracias|i(?:'m| am)? (?:really |so )?appreciate|appreciate (?:it|this|you))"
)
_KEYS = re.compile(
    r"asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm|qwert|werty|rtyui|tyuio|yuiop|lkjh|kjhg|fdsa|"
    r"\A\W*(?:([a-z])\1{3,}\W*)+\Z|\b([a-z]{2,4})\2{3,}\b|\b[bcdfghjklmnpqrstvwxz]{5,}\b"
)
_FOUL = re.compile(
    r"\b\w{1,2}\*{2,}\w*|\b(?:f+u+c+k\w*|fck|fuk|stfu|wtf|shit\w*|bullshit|bitch\w*|asshole|dumbass|bastard|"
    r"piss off|screw you|go to hell|shut up|pendej[oa]s?|mierda|puta)\b|"
    r"\b(?:bots?|chat ?bots?|robots?|machine|you|ur|u|y'?all|this (?:site|thing|chat|service|place|"
    r"company))\b(?: \w+){0,3} "
    r"(?:sucks?|stupid|idiots?|dumb|useless|terrible|awful|worst|trash|garbage|crap|annoying|thie(?:f|"
    r"ves)|scam\w*|"
    r"joke)\b|\b(?:stupid|dumb|useless|idiot|damn|worst|annoying) (?:\w+ )?(?:bot|robot|machine|chat ?bot|"
    r"site|service)\b"
)
_ORDER = re.compile(
    r"\W*(?:(?:please|pls|actually|ok|wait|no|can you|could you)\W+)*(?:change|make|add|remove|cancel|"
    r"delete|update|"
    r"switch|stop|restart|reset|forget|undo|go back|start over|start again|tell me|show me|send me|"
    r"give me|let me|"
    r"help me|talk to|speak (?:to|with)|connect me|put|cambia|quita|agrega|empezar)\b"
)


def is_noise(plain: str) -> bool:
    """Decide whether words hold nothing: filler, laughter, greetings, thanks, gibberish or abuse."""
    return bool(
        _FILLER.match(f"{plain} ") or _THANKS.match(plain) or _KEYS.search(plain) or _FOUL.search(plain)
    )


def is_mashing(plain: str) -> bool:
    """Decide whether keys were struck at random."""
    return len(plain.split()) < 4 and bool(_KEYS.search(plain))


def is_no_name(plain: str) -> bool:
    """Decide whether words that were given for a name are noise or an order to the desk."""
    return is_noise(plain) or bool(_ORDER.match(plain))
