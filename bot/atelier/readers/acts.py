"""What a customer does with words besides stating facts: asks, agrees, declines, corrects, supposes."""

from __future__ import annotations

import re
from typing import Literal

from bot.atelier.readers.speech import Line, Span

NO_ANSWERS = frozenset({
    "greet", "goodbye", "thank", "faq", "ask_policy", "ask_help", "ask_human", "ask_bot", "abuse",
    "chitchat", "out_of_scope", "restart", "start_over", "affirm", "deny", "skip", "ask_status", "complain",
    "gibberish", "react", "share_photo",
})  # fmt: skip
"""Acts whose words are never stored as an answer."""

_OPENING = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|ok|okay|so|and|but|also|well|um+|hmm+|actually|thanks|please|sorry|oh|hola|"
    r"quick question|(?:(?:i'm|we're|i was|we were) )?(?:just )?(?:wondering|curious)|out of curiosity|"
    r"wait|first)\b[\s,.!:-]*)*"
    r"(?:what(?:'s|s)?|how|when|where|why|who|whom|which|whose|have you|(?:can|could|do|does|did|is|are|am|"
    r"will|would|should|may|might|has|was|were|shall|could) (?:i|we|you|u|it|its|the|this|that|these|those|"
    r"there|they|he|she|my|your|our|an?|any|one|someone|anyone|lab|opals?|emeralds?|diamonds?|sapphires?|"
    r"pearls?|\d)\b|what's|cuanto|cuando|como(?! (?:una?|el|la|los|las|si)\b)|donde|puedo|"
    r"pueden|tienen|hacen|cual|que|por que)\b"
    r"(?! (?:i (?:want|need|like|love|have|don'?t)|you (?:please )?(?:make me|note))\b)"
)
_INDIRECT = re.compile(
    r"\b(?:i(?:'m| am|'d| would)? (?:was )?(?:wonder(?:ing)?|like to know|curious)|(?:can|could) (?:you|i|"
    r"we)|tell me (?:about|more|how|what|if)|do you (?:know|have|take|offer|accept|ship|do|make|work)|"
    r"want to know)\b"
)
_POLICY = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|ok|okay|so|and|but|also|well|um+|hmm+|actually|thanks|quick question|"
    r"(?:(?:i'?m|we'?re|i was|we were) )?(?:just )?(?:wondering|curious)|out of curiosity|btw|wait|first|"
    r"before (?:that|"
    r"we)[^,]*)\b[\s,.!:-]*)*"
    r"(?:how (?:long|do|does|is|are|often|can|will|should|come|soon|early|far)|what(?:'s|s)?(?: (?:is|are|"
    r"happens|if|about|does|do|kind|sort|type|would happen|payment|percentage|the|your))?\b|when (?:do|"
    r"does|is|are|will|would|can)|why|where|who|"
    r"(?:do|does|did) (?:you|your|the|it|i|they|we|josefina|this|that|opals?|emeralds?|diamonds?)|"
    r"is (?:there|it (?:safe|ok|okay|risky|true|better|normal|possible to (?:return|cancel|pay|visit))|an?|"
    r"my|the)|are (?:there|you|your|opals?|emeralds?|the|these|they|diamonds?|sapphires?|lab)|"
    r"(?:can|could|may|should) i (?:pay|return|cancel|visit|come|resize|change|get a refund|exchange|wear|"
    r"see|track|insure|send|still|also|use|pick)|will (?:you|my|it|the|i)|would (?:an?|it|the|"
    r"you (?:recommend|suggest))|which|am i|have you|"
    r"cuanto (?:tiempo|tarda|cuesta)|tienen|hacen|aceptan|puedo)\b"
)
_GENERAL = re.compile(
    r"\b(?:can|could|do|would|will) you (?:guys |also |even |still |ever )*(?:re-?set|set|work with|use|"
    r"source|make|do|repair|resize|fix|engrave|handle|take|create|design|sell|offer) "
    r"(?!(?:me|us|it|one|this|that|these|my|our|an?|the|his|her|something|\d+|two|both|"
    r"matching)\b)(?:\w+ ){0,2}\w+s\W*\Z"
)
_MINE = re.compile(
    r"\b(?:my (?:grand\w*|mother|mom|mum|nan\w*|aunt|own|late|budget|ring size|wedding|size|fiance\w*|"
    r"heirloom)|for my budget|i (?:have|want|need|own)|i'?m (?:looking|thinking|a size)|i'?d (?:like|love)|"
    r"we'?re getting|getting married)\b"
)
_SUPPOSED_MONEY = re.compile(
    r"\b(?:deposit|fee|charges?|tax(?:es)?|shipping|insur\w+|refund|interest|duty|duties|how long|"
    r"per (?:gram|ounce|carat))\b"
)
_YES = re.compile(
    r"\A\W*(?:(?:ok|okay|oh|well|great|perfect|hmm)\W+)*(?:yes|yep|yeah|yea|yup|ya|sure|of course|"
    r"absolutely|definitely|certainly|correct|right|that'?s (?:right|correct|it|all)|looks? (?:good|great|"
    r"right|perfect|correct|fine)|all (?:good|correct|right|set)|"
    r"perfect|great|good|fine|ok|okay|k|submit|send(?: it| this| them| away| it over| it in)?|please (?:do|"
    r"send|submit)|go ahead|confirm(?:ed)?|i (?:agree|consent|confirm|accept|do|understand)|agreed|agree|"
    r"accepted|accept|understood|sounds? (?:good|great|perfect|right)|exactly|"
    r"you (?:may|can)|that works|works for me|si|sí|claro|correcto|perfecto|de acuerdo|acepto|vale|dale|"
    r"envialo|👍|✅|y|lgtm|everything(?:'s| is| looks)? (?:good|right|correct|fine|great)|done|"
    r"thumbs up)(?=\W|\Z)"
)
_NO = re.compile(
    r"\A\W*(?:(?:ok|okay|oh|well|hmm|sorry|actually)\W+)*(?:no(?=[,.!;]|\s*\Z| (?:thanks|thank|please|i|it|"
    r"that|not|don'?t|way|gracias|wait|change|actually)\b)|no(?:pe|p|t (?:really|yet|quite|right|correct|"
    r"at all))|noo+|never|nah|nay|n|negative|that'?s (?:not|wrong)|not (?:right|correct|yet|quite)|wrong|"
    r"incorrect|don'?t (?:send|submit|contact)|do not (?:send|submit|contact)|i (?:don'?t|do not) (?:agree|"
    r"consent|accept|want (?:that|to|it|this)\b|think so)|i'?d rather not|wait|hold on|stop|not now|nunca|"
    r"decline|👎)(?=\W|\Z)"
)
_ADDS = re.compile(r"\b(?:also|add|plus|too|as well|and (?:an?|some))\b")
CORRECTION = re.compile(
    r"\b(?:actually|instead|change|make (?:it|that)|i meant|correction|sorry|wait|rather|update|switch|"
    r"changed? my mind|not)\b|\Ano\b"
)


def replaces(line: Line) -> bool:
    """Decide whether what a message names takes the place of what was said before."""
    return bool(CORRECTION.search(line.plain)) and not _ADDS.search(line.plain)


def find_asking(line: Line) -> list[Span]:
    """Find the sentences that ask something back."""
    return [
        (start, end)
        for start, end in line.sentences()
        if line.plain[start:end].rstrip().endswith("?") or "¿" in line.plain[start:end]
        or _OPENING.match(line.plain[start:end]) or _INDIRECT.search(line.plain, start, end)
    ]  # fmt: skip


_TURN = re.compile(r",\s|\s[-–—]+\s")
"""Where a question may follow an answer within one sentence ("Dallas, can I visit?")."""


def leave_out_asking(line: Line, asking: list[Span]) -> str:
    """Leave out what is asked back, and keep the few words that a question follows upon."""
    if not asking:
        return line.text
    told: list[str] = []
    for start, end in line.sentences():
        if (start, end) not in asking:
            told.append(line.words((start, end)))
            continue
        turn = _TURN.search(line.plain, start, end)
        if (
            turn
            and _OPENING.match(line.plain[turn.end() : end])
            and not _OPENING.match(line.plain[start:end])
        ):
            told.append(line.words((start, turn.start())))
    return " ".join(told)


_QUALITIES = re.compile(
    r"\A\W*(?:(?:hi|hello|hey|ok|okay|so|and|but|also|well|actually)\W+)*(?:is|are|will|does|do|can|"
    r"would)n?'?t? "
    r"(?:an? |the |solid )?(?:[\w-]+ ){1,3}?(?:worth (?:it|the)|better|harder|softer|stronger|durable|"
    r"safer?|hard|soft|"
    r"strong|scratch\w*|tarnish\w*|chip|crack|fade|break|more |less |as |hypoallergenic|expensive|"
    r"cheap(?:er)?|rare|"
    r"ok(?:ay)?\b|fine\b|common|average|normal|usual|typical|standard|allowed|possible|available|an option|"
    r"heavier|turn(?: my)?|wear (?:down|off|out|"
    r"well)|hold up|last|good for|bad for|popular|real|magnetic|"
    r"yellow over)\b"
)
"""A question about what a material is like."""
_YOURS = re.compile(
    r"\b(?:is|are) (?:all )?(?:of )?your (?:\w+ )?(?:gold|silver|platinum|metals?|stones?|gems?|"
    r"gemstones?|diamonds?)\b(?! (?:rings?|bands?|necklaces?|earrings?|bracelets?))"
)
"""A question about what the house works with."""
_GUESS = 3
"""Words up to which a question that follows another one guesses at its answer ("how long? 2 months?")."""


def find_supposed(line: Line, asking: list[Span]) -> list[Span]:
    """Find questions about the house in general: what they mention is no fact about this wish."""
    supposed: list[Span] = []
    for start, end in asking:
        words = line.plain[start:end]
        guess = supposed and supposed[-1][1] == start and len(words.split()) <= _GUESS
        told = any(pattern.search(words) for pattern in (_POLICY, _GENERAL, _QUALITIES, _YOURS))
        if (guess or told) and not _MINE.search(line.plain, start, end):
            supposed.append((start, end))
    return supposed


def find_money_supposed(line: Line, asking: list[Span]) -> list[Span]:
    """Find questions in which a sum of money is no budget (fees, deposits, durations)."""
    return [
        (start, end)
        for start, end in asking
        if _SUPPOSED_MONEY.search(line.plain, start, end) and "budget" not in line.plain[start:end]
    ]


def read_answer(line: Line) -> Literal["yes", "no"] | None:
    """Read a yes or a no at the head of a message."""
    if _NO.match(line.plain):
        return "no"
    return "yes" if _YES.match(line.plain) else None
