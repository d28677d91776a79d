"""Whose a stone is: the customer's own, one to be found, one that is not wanted."""

from __future__ import annotations

import re

from bot.atelier.readers.belongings import (
    belongs_to_kin,
    has_other_things,
    is_fondness,
    is_held,
    is_likeness,
    leave_out_sums,
)
from bot.atelier.readers.speech import Line, Span
from bot.atelier.readers.stone_traits import SEPARATOR, Draft

_REFUSED = re.compile(
    r"(?:\b(?:no(?! (?:rush|idea|preference|problem|budget|worries))|not(?! (?:sure|certain|decided|only|"
    r"yet|my))|without|don'?t (?:really )?(?:want|like|love|need|use|include|put|add)|do not (?:want|like|"
    r"love|use|include|put|add)|(?:any|every)thing (?:but|other than)|all but|other than|"
    r"not interested in|allergic to|"
    r"avoid(?:ing)?|hates?|wouldn'?t (?:want|like|use|wear)|stay away from|steer clear of|keep away from|"
    r"minus|neither|can'?t stand|cannot stand|dislikes?|detests?|loathes?|menos|excepto|salvo|"
    r"not (?:a fan of|into|keen on)|except(?: for)?|"
    r"never (?:(?:really|much|quite|ever) )?(?:liked|loved|cared (?:much )?for|wanted|been (?:a fan of|"
    r"into|fond of|keen on)|"
    r"warmed (?:up )?to|took to)|never|rather not (?:have|use)|nothing with|sin|"
    r"no quiero|no me gustan|nada de|ningun[ao]?)"
    r"(?: (?:to|use|have|any|a|an|the|more|other|kind|of|type|please|small|big|real|natural|mined|lab|"
    r"lab-grown|grown|side|accent|including|include|wear|un|una|las?|los|el)|-)*\s?)\Z"
)
_REFUSED_AFTER = re.compile(
    r"\A(?:s|es)?\s?(?:(?:are|is|'?re)?(?:n'?t| not|\snot|not) (?:for (?:me|us|her|him)|(?:my|our|her|his) "
    r"(?:thing|style|taste))|(?:are|is|'?re)?\s?(?:-free\b|a no\b|out of the question|(?:are |is )out\b))"
)
_REFUSED_ON = re.compile(r"\s?(?:,? ?(?:or|nor|and|ni|/)(?: (?:no|any|the))?|,)\s?\Z")
_NO_BEHIND = re.compile(r"\s?[,:-]?\s?no\W*\Z")
_MADE_OVER = re.compile(r"\b(?:make|turn) (?:the|my|that)\s?\Z")
_INTO_NEXT = re.compile(r"\s?(?:in ?to )?an?\b[^,.;]{0,15}")
_NOT_THIS = re.compile(r"(?:\A|[,;.] ?)(?:\w+ )?(?:not|no)(?: an?)?\s?\Z")
"""What denies a stone that the next one takes the place of ("not sapphire, ruby")."""
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|replac(?:e|ing)|swap(?:ping)?(?: out)?|chang(?:e|ing)|"
    r"exchang(?:e|ing)|trad(?:e|ing)|switch(?:ing)?|cambi(?:a|ar|en|e|o)|sustitu\w+|reemplaz\w+|"
    r"en lugar de|en vez de|(?:rather|prefer)\b[^.;]*\bthan)(?: (?:a|an|the|my|un|una|from|el|la))*\s?\Z"
)
_FROM = re.compile(
    r"\b(?:chang\w*|switch\w*|swap\w*|mov(?:e|ed|ing)|go|going|went)\b[^.;!?]{0,30}\b(?:from|"
    r"de)(?: (?:an?|the|my|un|una))*\s?\Z"
)
_TO_NEXT = re.compile(r"(?:e?s)?\s?(?:in)?(?:to|a)\b")
_GONE = re.compile(
    r"\b(?:scrap|drop|remove|forget(?: about)?|lose|skip|take out|take away|leave out|ditch|cancel|no more|"
    r"get rid of|delete|nix|never ?mind|(?:no longer|don'?t) (?:want|need) (?:the|that|those)|not the|"
    r"quit(?:a|ar|e|en)|elimin(?:a|ar|e|en)|olvid(?:a|ar|e|en))(?: (?:the|my|that|those|all|any|el|la|"
    r"los))*\s?\Z"
)
_PULLED = re.compile(r"\b(?:take|leave|cut|keep)(?: (?:the|my|that|those|all))*\s?\Z")
_OUT = re.compile(r"\s?out\b")
_OWNED = re.compile(
    r"\b(?:my own|(?:i|we)(?:'ve)? (?:already |also |actually |still )*(?:have|own|got|inherited|bought|"
    r"purchased|found)|i'?ve (?:already )?got|inherited|(?:family )?heirloom|passed (?:down|on)|"
    r"handed down|left (?:to )?me|"
    r"gave (?:it )?to me|gave me|given to me|belong(?:ed|s) to|(?:is|are|it's|its|"
    r"that's) (?:already )?mine\b|(?<!not )mine\b(?! (?:is|are))|"
    r"(?<!no )(?<!no la )(?<!no lo )tengo|heredad[ao]|herede|was my \w+'?s?|"
    r"were my \w+'?s?|that'?s mine|already mine|(?:es|son) mi[oa]s?\b|to re-?use\b|from my (?:late |great |"
    r"great-)?(?:grand\w+|"
    r"mother|mom|mum|"
    r"nan\w*|aunt|dad|father|family|old|first|ex|current|existing|previous)\b|"
    r"from (?:my|our) (?:\w+ )?(?:ring|earring|necklace|bracelet|band|brooch|pendant|watch|jewel\w*|"
    r"piece)s?\b|"
    r"from (?:her|his|their) (?:late |great[- ])?(?:grand\w+|mother|mom|mum|nan\w*|aunt|dad|father|family)\b)"
)
_NOT_OWNED = re.compile(
    r"\b(?:sourc(?:e|ed|ing)|find (?:me|us|the|a|one)|(?:you|u|y'?all)(?: guys| all| folks|"
    r" people)?(?: to| can| could| would|'ll| will| should| please| have to| need to)* "
    r"(?:find|supply|provide|source)|suppl(?:y|ied) by you|(?:don'?t|do not|"
    r"doesn'?t) (?:yet )?(?:have|own)|haven'?t (?:got|found|bought)|still need|to be (?:found|sourced)|"
    r"looking to buy|"
    r"need (?:you )?to (?:buy|find)|conseguir|no (?:la |lo |las |los )?(?:tengo|tenemos))\b"
)
_POSSESSED = re.compile(
    r"\b(?:my|our|his|her|mi|mis|nuestra?)(?: (?!dream|ideal|perfect|preferred|favou?rite|birthstone|"
    r"choice|budget|future|engagement|wedding|ring|new|custom|with\b|con\b|"
    r"birthday|anniversary|graduation|party|loves?d?\b|has\b|had\b|is\b|are\b|was\b|were\b|so\b|wears?\b|"
    r"wore\b|"
    r"eyes\b|likes?d?\b|wants?\b|got\b|gets\b|style|taste|hair\b|\d)\w+'?s?)*?\s?(?:\w+'s )?\Z"
)
_OWN_STONE = re.compile(
    r"\b(?:my (?:own )?(?:\w+'s )?(?:\w+ )?(?:stone|gem|gemstone)s?\b(?! (?:to be|should))|(?:i|"
    r"we)(?:'ve)? (?:already )?(?:have|own|got|inherited)(?! no\b)(?: \w+){0,3} (?:stone|gem|gemstone)s?\b|"
    r"(?<!no )tengo (?:una|la) piedra|i own (?:it|them|both)\b|"
    r"(?:it'?s|it is|they'?re|they are|are|all) mine\b|"
    r"(?:stone|gem|gemstone)s? (?:that )?i (?:inherited|own|have|got|bought)\b|\b(?:one|some) of my own\b|"
    r"\A\W*(?:(?:yes|yeah|yep|si|from|it'?s|they'?re|it was|they were)\W+)*(?:my|our|mi) (?:late |great[- ])?"
    r"(?:grand\w+|mother|mom|mum|nan\w*|aunt|dad|father|abuel[ao]|madre|mama)(?:'?s)?\W*\Z|"
    r"\A\W*mine\b(?! (?:is|are|was|would)\b)|i (?:already )?have (?:it|one|them)\b)"
)
_FROM_HOUSE = re.compile(
    r"(?:s|es)?\s?(?:\w+ )?(?:from|de) (?:you|u|y'?all|ustedes)\b(?! (?:last|in \d|years|before|ago|a while))"
)
_BOUGHT = re.compile(r"\b(?:bought|purchased|got|ordered|compre|compramos)\b")
_RECIPIENT = re.compile(
    r"\b(?:for|para) (?:my|our|his|her|mi|nuestra?)(?: \w+)*? (?:with|in|using|featuring|con|en)\b[^,;.]*\Z|"
    r"\b(?:for|para) (?:my|our|his|her|mi) (?:\w+ )?(?:wife|husband|fiancee?|girlfriend|boyfriend|"
    r"partner|mom|mum|mother|dad|father|sister|brother|daughter|son|friend|aunt|niece|grandm\w+|esposa|"
    r"esposo|novi[ao]|"
    r"mama|madre|hij[ao]|herman[ao])\s?\Z"
)
"""Who a piece is for, up to the stone: no owner of it."""
_FOR = re.compile(r"\b(?:for|para)\s?\Z")
_OCCASION = re.compile(
    r"\s?(?:\d+(?:st|nd|rd|th)|(?:next |big |upcoming )*(?:birthday|bday|anniversary|graduation|wedding|"
    r"party|retirement|christmas|present|gift|cumpleanos))\b"
)
_LEADS_ON = re.compile(r"(?: (?:the|an?|some|me|us|you|\d+|[a-z]+))?(?: [a-z]+)?\s?")
_CLAUSE = re.compile(r"\b(?:with|and|but|into)\b")
_SOUGHT = re.compile(r"\blooking for (?:a|an)\s?\Z")
_LISTED = re.compile(r"[^;]*(?:\band\b|,|\by\b|&)[^;]*")
_FRESH = re.compile(r"\b(?:new|more|extra|additional|nuev[oa]s?)\b")
_WISHED = re.compile(r"\b(?:with|con|want|add|like|love|need|into)\b")


def owns_unknown(line: Line, start: int, end: int) -> bool:
    """Decide whether a sentence speaks of the customer's own stone without naming it."""
    return bool(_OWN_STONE.search(line.plain, start, end)) and not _NOT_OWNED.search(line.plain, start, end)


def judge(line: Line, drafts: list[Draft], index: int, sentence: Span) -> None:
    """Decide whether a stone is owned, wanted, refused, taken back or only spoken of."""
    plain, draft = line.plain, drafts[index]
    start, end = sentence
    last = index + 1 == len(drafts)
    first = min([draft.span[0], *(span[0] for span in draft.spans if span[0] < draft.span[0])])
    previous = drafts[index - 1] if index else None
    before = plain[start:first]
    since = plain[previous.span[1] if previous else start : first]
    after = plain[draft.span[1] : end if last else drafts[index + 1].span[0]]
    if _is_taken_back(before, after, last=last):
        draft.dropped = True
    elif (
        _REFUSED.search(before)
        or _REFUSED.search(plain[start : draft.span[0]])
        or _REFUSED_AFTER.match(after)
        or (last and _NO_BEHIND.match(after))
        or _goes_on(previous, since)
    ):
        draft.refused = True
        draft.denied = bool(_NOT_THIS.search(before))
    elif (
        _NOT_OWNED.search(since)
        or _says_behind(_NOT_OWNED, after, last=last)
        or _SOUGHT.search(before)
        or (_FROM_HOUSE.match(after) and not _BOUGHT.search(since))
    ):
        draft.owned = False
    elif (
        _is_owned(since, after, last=last)
        or _is_inherited(line, drafts, index, sentence)
        or _follows(previous, since)
    ):
        draft.owned = True


def _is_taken_back(before: str, after: str, *, last: bool) -> bool:
    """Whether a stone is dropped, or another one takes its place."""
    pulled = _PULLED.search(before) and _OUT.match(after)
    turned = not last and _MADE_OVER.search(before) and _INTO_NEXT.fullmatch(after)
    turned = turned or (not last and _FROM.search(before) and _TO_NEXT.match(after))
    return bool(_GONE.search(before) or _INSTEAD.search(before) or pulled or turned)


def _follows(previous: Draft | None, since: str) -> bool:
    """Whether "I have a ruby and two diamonds" owns this one as well."""
    listed = _LISTED.fullmatch(since) and not (_WISHED.search(since) or _FRESH.search(since))
    return bool(previous and previous.owned and listed)


def _goes_on(previous: Draft | None, since: str) -> bool:
    """Whether "no emeralds or opals" refuses this one as well."""
    listed = _REFUSED_ON.fullmatch(since)
    return bool(previous and previous.refused and listed and not (previous.denied and since.strip() == ","))


def _says_behind(pattern: re.Pattern[str], after: str, *, last: bool) -> bool:
    """Whether the words behind a stone say whose it is, and not whose the next one is."""
    match = pattern.search(_CLAUSE.split(after)[0])
    return match is not None and (last or not _LEADS_ON.fullmatch(after, match.end()))


def _is_owned(since: str, after: str, *, last: bool) -> bool:
    if is_likeness(since):
        return False
    since, after = leave_out_sums(since), leave_out_sums(after)
    have = _OWNED.search(since)
    spoken_of = have and not has_other_things(since) and not _WISHED.search(since, have.end())
    return bool(
        spoken_of
        or is_held(since)
        or belongs_to_kin(after)
        or (_POSSESSED.search(since) and not _RECIPIENT.search(since))
        or _says_behind(_OWNED, after, last=last)
    )


def _is_inherited(line: Line, drafts: list[Draft], index: int, sentence: Span) -> bool:
    """Whether the lexicon marked the stone as a relative's, before it or right behind it."""
    draft = drafts[index]
    since = drafts[index - 1].span[1] if index else sentence[0]
    until = drafts[index + 1].span[0] if index + 1 < len(drafts) else sentence[1]
    for mention in line.marked("own"):
        family = mention.value == "relative"
        if _FOR.search(line.plain, 0, mention.start) and (
            draft.span[1] <= mention.start or _OCCASION.match(line.plain, mention.end)
        ):
            continue  # whom or what day the piece is for
        before = since <= mention.start and mention.end <= draft.span[0]
        between = line.plain[mention.end : draft.span[0]]
        if before and (is_fondness(between) or is_likeness(line.plain[since : mention.end])):
            return False
        if before and not _WISHED.search(between):
            return family or "heirloom" in line.plain[mention.start : mention.end]
        if family and draft.span[1] <= mention.start and mention.end <= until:
            return not SEPARATOR.search(line.plain[draft.span[1] : mention.start])
    return False
