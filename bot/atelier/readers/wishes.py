"""What customers say in their own words: inspiration, likes and dislikes, wear and damage, daily life."""

from __future__ import annotations

import re
from typing import Any

from bot.atelier.readers.amounts import find_amounts
from bot.atelier.readers.chatter import is_noise, is_pointer
from bot.atelier.readers.speech import Line, Span

_INSPIRATION = re.compile(
    r"https?://|\bwww\.|\b(?:pinterest|instagram|insta|tiktok|moodboard|"
    r"mood board|screenshots?|attached|"
    r"(?:attach(?:ed|ing)?|(?:will|'ll|can|could|going to) (?:send|share|upload|email|attach|show)|sent|"
    r"sending|send you|uploaded?|uploading|sharing|here(?:'s| is| are)|have (?:a |some |"
    r"few )*)[^.;!?]{0,20}(?:photos?|pictures?|pics?|images?|screenshots?|sketch(?:es)?|drawings?|links?)|"
    r"inspired by|inspiration|reminds me of|similar to|in the style of|adjunt[oa])\b"
)
_LIKES = re.compile(
    r"\b(?:i(?:'d| do| really| also| absolutely| just)*|we(?: really| both| also)*|she(?: really| also)*|"
    r"he(?: really| also)*|but(?: i)?(?: really)?|and(?: i)?) (?:love|like|adore|hate|dislike|prefer|"
    r"can'?t stand|don'?t (?:really )?(?:like|love|want)|do not (?:like|love)|loves|likes|hates|dislikes|"
    r"prefers|doesn'?t (?:like|want)|am not (?:a fan of|into)|'?m not (?:a fan of|into))\b|"
    r"\bnot a fan of\b|\bme (?:gusta|encanta)n?\b|\bno me gustan?\b|\b(?:love|like|hate|dislike|"
    r"adore)s? (?:the |that |those )?(?:\w+ ){0,3}(?:halos?|prongs?|bezels?|pave|milgrain|settings?|bands?|"
    r"designs?|details?|style|look|shapes?|profile)\b"
)
_LIKE_TO = re.compile(r"\b(?:i'?d|i would|we'?d|we would|would|'d) (?:also |really )?(?:like|love|prefer)\b")
_TASTE = re.compile(
    r"\b(?:halos?|prongs?|bezels?|pave|milgrain|settings?|low[- ]profile|high[- ]profile|vintage|modern|"
    r"art[- ]deco|deco|delicate|dainty|chunky|bold|filigree|engrav\w+|details?|style|styles|minimal\w*|"
    r"classic|organic|asymmetr\w*|look|looks|symmetr\w*|ornate|thin|thick|flush|cathedral|cluster|"
    r"hidden halo|three[- ]stone|solitaires?|knife[- ]edge|split shank|twist\w*|sparkl\w*|texture\w*|"
    r"hammered|matte|nature|floral|leaf|leaves|geometric|too \w+|flashy|gaudy|trendy|clean lines)\b"
)
_CONDITION = re.compile(
    r"\b(?:yellowed|faded|tarnished|discolou?red|stained|rattl\w+|wobbl\w+|wiggl\w+|dented|scuffed|"
    r"scratch(?:e[sd])?|chip(?:s|ped)?|crack(?:s|ed)?|fractur\w+|worn|wear and tear|damaged?|"
    r"broken(?! (?:\w+ )?(?:necklaces?|bracelets?|strands?|brooch|earrings?)\b)|"
    r"inclusions?|included|abrasions?|abraded|treated|heated|unheated|oiled|loose (?:in|prong)|nick(?:s|"
    r"ed)?|cloudy|dull|bent|missing|good condition|great condition|perfect condition|excellent condition|"
    r"bad condition|poor condition|pristine|flawless|intact|mint condition|never (?:been )?worn|rayad[oa]|"
    r"rot[oa]|astillad[oa]|condition)\b"
)
_QUOTED = re.compile(r"\b(?:quoted|charged) (?:me|us)\b")
_SEEN = re.compile(
    r"\b(?:saw|seen|found|looks?|like|love|similar|same|design|style|worn|damage\w*|condition|paid|worth|"
    r"apprais\w*|"
    r"stone|ring|necklace|pendant|band|bracelet|earrings?|diamond|sapphire|ruby|emerald)\b"
)
_LIFE = re.compile(
    r"\b(?:i work (?:with|as|in)|work(?:s|ing)? with (?:my|her|his) hands|nurse|surgeon|doctor|gym|"
    r"climb(?:ing|er)?|gardening|lift weights|weightlifting|pottery|potter|chef|cook(?:ing)? a lot|"
    r"active lifestyle|very active|swim(?:ming)?|wear (?:it )?(?:every ?day|daily|all the time)|"
    r"everyday wear|daily wear|every day wear|occasional wear|sports?|mechanic|hands[- ]on|typing|musician|"
    r"piano)\b"
)
_TREATED = re.compile(
    r"\b(?:papers|certificat\w*|gia|igi|good|fine|perfect|great|excellent|old|age|wear|treatments?|untreated|"
    r"natural|damage|repair\w*|solid|secure|shape|appraisal)\b"
)
_MOVED = re.compile(r"\b(?:changed? my mind|actually|instead|make (?:it|that)|change (?:it|that|the))\b")
_BARE_FIGURE = re.compile(
    r"\W*(?:(?:about|around|like|maybe|roughly|approx\w*|say|actually|make|change|that|it|to|unos|just)\W+)*"
    r"\d[\d.,]*\s?\w*\W*"
)
_NO_SHOWN = re.compile(
    r"\b(?:no|not any|n't have(?: any)?|without) (?:\w+ )?"
    r"(?:inspiration|photos?|pictures?|images?)\b"
)
_OWN = re.compile(r"\b(?:my|grand\w+|mother'?s|heirloom|inherited|stone|opal|it|diamond)\b")
_CONSULT = (
    ("virtual", re.compile(
        r"\b(?:virtual(?:ly)?|video|zoom|online|facetime|face time|call|phone|google meet|teams|skype|"
        r"remote(?:ly)?|videollamada|llamada)\b"
    )),
    ("in_person", re.compile(
        r"\b(?:in[- ]person|in the studio|at (?:your|the) (?:studio|atelier|showroom|shop|store)|"
        r"come (?:in|by|to)|visit|meet (?:you )?in|face[- ]to[- ]face|en persona|presencial)\b"
    )),
    ("email", re.compile(r"\b(?:e-?mail|by mail|in writing|write|written|text|message|correo)\b")),
)  # fmt: skip
_EITHER = re.compile(r"\b(?:either|both|any|cualquiera|whichever|no preference)\b")
_TIMES = re.compile(
    r"\b(?:(?:(?:early|late|next|any|most|on|this)\s)*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|"
    r"sun)(?:day)?s?\b|weekdays?|weekends?|mornings?|afternoons?|evenings?|noon|nights?|after (?:work|"
    r"\d+\s?(?:pm|am)?)|before \d+\s?(?:pm|am)?|\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|next week|"
    r"this week|tomorrow|any ?time|lunes|martes|miercoles|jueves|viernes|mananas?|tardes?|est|pst|gmt|"
    r"cet)\b[^.;!?]*"
)
_FEW = 3
"""Words up to which a fact is told and nothing else."""
_FREE = frozenset({"inspiration", "likes_dislikes", "stone_condition"})
_EMPTY = re.compile(
    r"\A\W*(?:(?:ok|okay|yes|yeah|yep|sure|no|nope|hi|hello|hey|thanks|thank you|hmm+|well|si|great|cool|"
    r"done|maybe|here|none|nothing|nada|n/a|not really|skip)\W*)*\Z"
)


def read_wishes(
    line: Line, asked: str | None, asking: list[Span], *, free: bool, owner: bool, figures: bool = False
) -> dict[str, Any]:
    """Read what is said in free words; the whole answer is taken only for the question that was asked.

    `figures` says that the message holds a fact of another kind (a sum, a date, a name), and
    may hold no more.
    """
    slots: dict[str, Any] = {}
    plain = line.plain
    told = [span for span in line.sentences() if span not in asking]
    shown = is_pointer(plain) and asked != "inspiration"
    answers = [span for span in told if _shows(plain[span[0] : span[1]]) or _may_answer(plain, span)]
    said = "" if shown else " ".join(filter(None, (line.words(span) for span in answers)))
    if free and asked == "stone_condition" and not shown:
        said = _tell_condition(line, answers, figures)
    elif (
        figures
        and not _pictures(plain)
        and (not _shows(plain) or _MOVED.search(plain) or (len(plain.split()) <= _FEW and "'s " not in plain))
    ):
        said = ""
    if free and asked in _FREE and said and not _EMPTY.match(plain):
        slots[str(asked)] = said
    for slot, holds in (
        ("inspiration", _is_inspiration),
        ("likes_dislikes", _is_taste),
        ("lifestyle", _is_life),
    ):
        sentences = [line.words(span) for span in told if holds(plain[span[0] : span[1]])]
        if sentences and slot not in slots:
            slots[slot] = " ".join(sentences)
    if "stone_condition" not in slots and (words := _read_condition(line, told, owner)):
        slots["stone_condition"] = words
    return slots


def _tell_condition(line: Line, answers: list[Span], figures: bool) -> str:
    """Take the sentences that speak of condition; all of them where nothing else is said."""
    speaking = [
        span for span in answers if _CONDITION.search(line.plain, *span) or _TREATED.search(line.plain, *span)
    ]
    return " ".join(line.words(span) for span in (speaking if figures else answers))


def _pictures(sentence: str) -> bool:
    """Whether a sentence speaks of taste or of something that inspires."""
    return bool(_TASTE.search(sentence) or _INSPIRATION.search(sentence))


def _shows(sentence: str) -> bool:
    """Whether a sentence speaks of something to be seen."""
    return _pictures(sentence) or bool(_SEEN.search(sentence))


def _may_answer(plain: str, span: Span) -> bool:
    """Whether a sentence can answer an open question: it is no noise, and speaks of more than sums."""
    sentence = plain[span[0] : span[1]]
    priced = any(amount.money for amount in find_amounts(f"budget {sentence}", asked=False))
    return not (_BARE_FIGURE.fullmatch(sentence) or priced or _QUOTED.search(sentence) or is_noise(sentence))


def _is_inspiration(sentence: str) -> bool:
    return bool(_INSPIRATION.search(sentence)) and not _NO_SHOWN.search(sentence)


def _is_taste(sentence: str) -> bool:
    match = _LIKES.search(sentence)
    return bool(match and _TASTE.search(sentence)) and not (
        _LIKE_TO.search(sentence) and not re.search(r"\b(?:hate|dislike|don'?t like|love the)\b", sentence)
    )


def _is_life(sentence: str) -> bool:
    return bool(_LIFE.search(sentence))


def _read_condition(line: Line, told: list[Span], owner: bool) -> str | None:
    owned = owner or bool(line.marked("own")) or bool(re.search(r"\b(?:my|grand\w+)\b", line.plain))
    parts = [
        line.words(span)
        for span in told
        if _CONDITION.search(line.plain, *span) and _OWN.search(line.plain, *span) and owned
    ]
    return " ".join(parts) or None


def read_consultation(line: Line, asked: bool) -> dict[str, Any] | None:
    """Read how and when the customer would like to talk, once that was asked."""
    if not asked:
        return None
    mode: str | None = next((name for name, pattern in _CONSULT if pattern.search(line.plain)), None)
    times = _TIMES.search(line.plain)
    if mode is None and (times or _EITHER.search(line.plain)):
        mode = "virtual"  # every house that offers a consultation offers it virtually
    if mode is None:
        return None
    return {
        "mode": mode,
        "times": line.words(times.span()).strip(" .,!") if times else None,
        "words": line.text.strip(),
    }
