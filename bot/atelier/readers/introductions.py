"""A name and a place that answer the question for them: "ana, boston", "Ida Berg; Oslo", "Boston, Ana"."""

from __future__ import annotations

import re
from typing import Any

from bot.atelier.readers.chatter import is_no_name
from bot.atelier.readers.places import is_place

NOT_FIRST = frozenset({
    "a", "about", "above", "after", "also", "an", "anon", "anonymous", "as", "at", "based", "custom",
    "engaged", "eu", "flexible", "for",
    "from", "getting", "going", "happy", "hello", "here", "hey", "hi", "hoping", "in", "interested",
    "just", "living", "located", "looking", "my", "no", "not", "ok", "okay", "on", "only", "open", "our",
    "planning", "really", "size", "so", "still", "sure", "thanks", "the", "thinking", "trying", "uk",
    "us", "very", "wondering", "writing", "yes", "your", "same", "secret", "guess", "user", "paso", "pass",
    "customer", "client", "someone", "unknown", "unnamed", "mystery", "perfect", "beautiful", "sorry",
    "urgent",
    "excited", "gorgeous", "great", "lovely", "amazing", "wonderful", "stunning", "canadian", "american",
    "mexican",
    "british", "english", "irish", "french", "german", "italian", "spanish", "indian", "chinese", "japanese",
    "korean", "australian", "european", "jewish", "catholic", "christian", "muslim", "hindu", "single",
    "married", "pregnant", "male", "female", "vegan", "allergic", "left-handed", "back", "done", "ready",
    "i", "first", "seriously", "honestly", "actually", "anyway", "anyways", "question", "wait", "far",
    "perdon", "perdón", "mejor", "disculpa", "disculpe", "oops", "correction", "oh", "um", "uh", "eh", "er",
    "well", "this", "put",
    "curious", "christmas", "easter", "jpg", "jpeg", "png", "confused", "worried", "nervous", "new",
})  # fmt: skip
"""Words that follow "I'm" and are no name."""
NOT_A_NAME = re.compile(
    r"[\d@?/$€£<>{}=]|\b(?:ring|band|sapphire|diamond|budget|gold|size|custom|why|what|how|don'?t|do not|"
    r"not|want|need|please|skip|can|could|would|you|your|it|that|is there|later|rather|anonymous|ship|"
    r"shipping|none|no|nobody|asap|urgent|private|i'?d like|platinum|palladium|titanium|next|tomorrow|"
    r"today|tonight|por|correo|e-?mail|mail|telefono|whatsapp|dot (?:com|net|org|co|mx|es|de|fr|me|io))\b",
    re.IGNORECASE,
)
_NAMED_PLACE = re.compile(
    r"(?:(?:Diamond|Gold|Golden|Ruby|Emerald|Ring|Size)\s)(?:Bar|Coast|Beach|Hills?|Springs?|City|Lake|"
    r"Valley|Point|"
    r"Canyon|Rock|Isle|Park|Heights|Creek|Head|Ridge|Run)\b"
)
"""Places named after what they are not."""
_GOLDEN = re.compile(
    r"(?!(?:White|Yellow|Rose|Pink|Green|Black|Blue|Solid|Real|Recycled|Ethical|Old|Lab|Round|Oval|Pear|Cushion|"
    r"Princess|Custom|Natural|Just|Only|With|Any|Fine|Karat)\b)[A-ZÀ-Þ][\w'’-]+ (?:Gold|Diamond)"
)
"""Last names that are materials too."""
_LEAD = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|sure|ok|okay|yes|yep|of course|certainly|thanks|thank you|great|hola|claro|"
    r"lol|h[ae]h[ae]\w*|"
    r"si|sí|for the (?:order|form|file)|(?:as|like) i said|nice to meet you)[\s,.!:]+)*(?:(?:(?:put (?:it|"
    r"me) )?under|my friends call me|i go by|everyone calls me|people call me|it'?s|it is|i'?m|i am|this is|"
    r"my name is|"
    r"my name'?s|name'?s|name is|name:|"
    r"the name is|the name'?s|just|you can call me|call me|please use|use|me llamo|soy|mi nombre es|"
    r"for)\s+)?(?:just\s+)?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:,?\s*\b(?:city|location|place|ciudad|country|town)\s*:|(?<!Prof)(?<=[^\W\d_]{3})\.(?=\s)|"
    r"[,;/\n|(]|"
    r"\s[-–—]\s|\band (?:i'?m|i am|i|we|we'?re|my (?:partner|wife|husband|fianc\w+))\b|\bfrom\b|"
    r"\b(?:i'?m )?(?:based|living|"
    r"live|located)\b(?: (?:in|near))?|\bin\b|\by (?:vivo|estoy) en\b|\ben\b|\bhere in\b)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,.!)]*(?:(?:,|\bhere)?\s*\b(?:thanks|thank you|please|pls|here|gracias|cheers|for short|is (?:my|"
    r"the) name))?[\s,.!)]*\Z",
    re.IGNORECASE,
)


_SIGNS = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
"""Emoji and what joins them."""
_PARTICLE = re.compile(
    r"(?i)\b(?:dr|mr|mrs|ms|prof|de|del|la|las|los|van|von|der|den|di|da|bin|al|and|y)\b\.?"
)
_TOWARD = re.compile(
    r"(?i)\A\W*(?:(?:i'?m|we'?re|i|we|i'?ve|am|are|have)\s+)*(?:(?:just|recently|now|both|also|live|living|"
    r"based|"
    r"located|from|currently|moved|moving|relocated|relocating|writing|reside|residing|aqu[ií]|"
    r"to)\s+)*(?:(?:my |the )?(?:city|"
    r"location|place|country|town|ciudad)(?:\s*:| is)\s+)?(?:(?:in|near|from|out of|at|en|vivo en|soy de|"
    r"(?-i:de))\s+)?"
)
_ASIDE = re.compile(
    r"(?i)[,.]?\s+(?:(?:but|though|although|since|because|so|if|for now|at the moment|right now|currently|"
    r"these days)"
    r"\b|in (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|"
    r"summer|fall|autumn|winter)\b).*\Z"
)
"""What is said besides the place."""
SENTENCE = re.compile(
    r"\b(?:the|an|un|una|unos|me|my|are|was|be|to|of|at|on|that|this|tell|price|quiero|busco|necesito|"
    r"tengo|sec|"
    r"secs|second|minute|moment|hold|see|above|below|two|three|four|five|six|carats?|said|dias|días|buenos|"
    r"buenas|"
    r"fine|idc|brb|ttyl|afk|omw|xoxo+|live|need|far|away|important|question|busy|working)\b"
)
"""Words that a name in small letters does not hold."""
_POSTCODE = re.compile(
    r"(?<=\w)\W+(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b"
)
_NO_PLACE = re.compile(r"(?:an?\b(?!.*\b(?:near|in|outside|of)\b)|not|far|same|somewhere|who)\b")
_NOWHERE = frozenset({
    "abroad", "anywhere", "earth", "everywhere", "here", "home", "internet", "nowhere", "online", "somewhere",
    "there", "the internet",
})  # fmt: skip


def clean(words: str) -> str:
    """Take off what sets words off from others."""
    return " ".join(words.split()).strip(' ,.;:!?"“”')


def read_bare_name(text: str) -> dict[str, Any]:
    """Read what was given for a name, with the place beside it; the two may stand in either order."""
    said = _TAIL.sub("", _LEAD.sub("", _SIGNS.sub(" ", text).strip(), count=1))
    parts = [clean(part) for part in _SPLIT.split(said, maxsplit=1) if part is not None]
    if is_place(parts[0], alone=True):
        where, *rest = [said] if len(parts) == 1 or is_place(parts[1]) else parts
        return {"location": clean(where), **(_name(rest[0], text) if rest else {})}
    slots = _name(parts[0], text)
    if slots and len(parts) > 1 and (place := read_bare_place(parts[1])):
        slots["location"] = place
    return slots


def _name(name: str, text: str) -> dict[str, Any]:
    if not name or len(_PARTICLE.sub(" ", name).split()) > 5:
        return {}
    if NOT_A_NAME.search(name) and not _GOLDEN.fullmatch(name):
        return {}
    if name == name.lower() and SENTENCE.search(name):
        return {}
    if name.lower().split()[0] in NOT_FIRST or is_no_name(name.lower()) or is_no_name(text.lower()):
        return {}
    return {"name": name if name != name.lower() else name.title()}


def read_bare_place(text: str) -> str | None:
    """Read what was given for a place."""
    said = clean(_TAIL.sub("", _ASIDE.sub("", _TOWARD.sub("", _SIGNS.sub(" ", text).strip()))))
    if (
        not said
        or len(said.split()) > 7
        or is_no_name(said.lower())
        or said.lower() in _NOWHERE
        or _NO_PLACE.match(said)
    ):
        return None
    if NOT_A_NAME.search(_POSTCODE.sub(" ", said)) and not _NAMED_PLACE.match(said):
        return None
    return said
