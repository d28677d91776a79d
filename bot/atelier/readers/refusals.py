"""How a customer leaves a question open: skips it, does not know, or says that there is none."""

from __future__ import annotations

import re

from bot.atelier.readers.speech import Line

_DECLINE = re.compile(
    r"\b(?:skip(?: (?:this|that|it|for now|please))?|pass(?: on (?:this|that))?|not (?:yet|\w+ yet|"
    r"(?:too |so |really |totally |entirely |quite |very |all that |100% |super )*"
    r"(?:sure|certain)|"
    r"decided|applicable)|n/?a|unsure|undecided|no (?:idea|clue|preference|opinion|answer|comment)|"
    r"(?:i )?(?:don'?t|do not|dont|really don'?t|haven'?t|have not|can'?t|cannot) (?:really |actually |"
    r"honestly |even )?(?:know|have (?:a |any |an )?(?:budget|preference|idea|size|one|timeline|date|"
    r"deadline|clue|opinion|name)|(?:set|picked|chosen|settled on|got) (?:a|any|the|our|one)\b|decided?|"
    r"choose|"
    r"thought about|figured|measured?|care|say|mind|remember|give)|"
    r"(?:can'?t|cannot|can not|couldn'?t|could not) (?:really |just |exactly |possibly )?(?:ask|"
    r"find out|check|know)|no way (?:to|of) (?:know|find|ask|check|tell|measur)\w*(?: out)?|"
    r"no (?:le |la |lo |se lo )?(?:puedo|podemos) (?:preguntar|medir|saber|averiguar)\w*|"
    r"(?:i |we )?(?:don'?t|do not|dont|haven'?t|have not|havent) (?:(?:really|actually|even|"
    r"ever) )*(?:have|got|use|own|do)(?: an?| any)? "
    r"(?:e-?mails?|phone|telephone|cell|whatsapp)(?: address(?:es)?| number)?(?! (?:handy|me)\b)|"
    r"no (?:tengo|uso|manejo) (?:correo|e-?mail|mail|telefono|whatsapp|celular)|"
    r"(?:come|circle|get|go) back to (?:this|that|it|you)|(?:de)?cide on (?:this|that|it) later|"
    r"(?:not|\w+n'?t) (?:really )?(?:(?:want|like|ready|wish|care|going) to )?(?:discuss(?:ing)?|"
    r"talk(?:ing)? about|"
    r"get(?:ting)? into|go(?:ing)? into|think(?:ing)? about)(?: \w+){1,2} (?:yet|now|right now|here|today|"
    r"at this point)|"
    r"(?:ustedes|usted|tu|vosotros|uds\.?) (?:decid\w+|elij\w+|elig\w+|escoj\w+|recomiend\w+|dig\w+)|"
    r"(?:no|don'?t have(?: any)?|haven'?t(?: got)? any|sin|none of) "
    r"(?:inspiration|inspo|pictures?|photos?|images?|references?|inspiracion|fotos?|imagenes|referencias?)|"
    r"lo que (?:ustedes|"
    r"usted|tu) (?:\w+)|lo dejo (?:en sus manos|a su criterio)|no tengo (?:idea|preferencia|fecha|"
    r"presupuesto)|"
    r"no (?:lo )?(?:he|hemos) (?:decidido|pensado|fijado)|mas (?:tarde|adelante)|"
    r"(?:maybe |tell you |do (?:this|that|it) |decide |ask me )?later|another time|"
    r"(?<!can )(?<!could )(?:you|u) (?:decide|"
    r"choose|pick|tell me|guys decide)|up to you|your (?:call|choice)|(?:stay|remain) anonymous|"
    r"rather not(?: (?:say|share|tell|give))?|prefer not(?: to)?(?: (?:say|share))?|"
    r"(?:not|won'?t|don'?t want to|do not want to|not going to|not comfortable) (?:tell|say|share|sharing|"
    r"give|giving|answer)(?:ing)?|none of your business|next(?: question)?$|no (?:thanks|thank you)|"
    r"nothing(?: (?:yet|specific|special|in particular|particular|comes to mind)|(?=\W*\Z))|"
    r"doesn'?t matter|does not matter|whatever|"
    r"anything(?: (?:is fine|works|goes))?|no se|no lo se|ni idea|todavia no|aun no|no estoy segur[oa]|"
    r"prefiero no|despues|luego|omitir|depends(?: on)?|open to (?:suggestions?|ideas|anything|"
    r"recommendations?)|idk|dunno|tbd|tbc|to be (?:determined|decided)|no se todavia|still (?:thinking|"
    r"deciding|figuring)|(?:need to|have to|must|will|'ll|should) (?:check|measure|think|find out|ask|"
    r"(?:be|get|have) (?:it |my finger |her |him |them |myself )?(?:measured|sized))|"
    r"(?:haven'?t|never|not) (?:yet )?been (?:measured|sized)|surprise (?:me|us)|dealer'?s choice|"
    r"leave (?:it|that|this) (?:blank|empty|open|to you)|beats me|hard to say|help me (?:to )?(?:decide|"
    r"choose)|"
    r"(?:me )?da (?:igual|lo mismo)|lo que sea|como (?:quiera[ns]?|guste[ns]?|prefiera[ns]?)|"
    r"sorprend(?:anme|eme|ame))\b|"
    r"🤷|¯\\_"
)
_ALONE = re.compile(
    r"\W*(?:(?:ok|okay|um+|hmm+|well|just|please|i'?m|we'?re|estoy|soy)\W+)*(?:paso|pase|sig(?:uiente|amos)"
    r"(?: pregunta)?|saltar(?:l[ao])?|next|(?:let'?s )?move on|(?:let'?s )?(?:go|carry) on|decline|open|"
    r"flexible|"
    r"not (?:right )?now|no,? next|blank|"
    r"abiert[oa]|flexible)(?:\W+(?:please|pls|one|question|with (?:this|that|it)|por favor|thanks))*\W*"
)
"""What leaves a question open where it is the whole message."""
_ANY = re.compile(
    r"\W*(?:(?:ok|okay|just|please)\W+)*(?:any(?: one)?|any of (?:them|those|these)|either(?: one)?|"
    r"cualquiera)(?:\W+(?:is fine|please|works|thanks|will do))*\W*"
)
_NONE = re.compile(
    r"\A\W*(?:not really\W*\Z|no(?:pe|ne| i (?:don'?t|do not|haven'?t))?|nah|none(?: (?:yet|at all|"
    r"really))?|nothing|"
    r"ninguno|ninguna|no tengo|nada)\b|\b(?:don'?t|do not) (?:own|have) (?:any|one|it)\b|\byou(?: to|'?d|"
    r"'?ll|"
    r" can| could| would| will| should)? (?:need to |have to |please )?(?:source|find|supply|provide)\b|"
    r"\b(?:please )?source (?:it|one|them)\b|\b(?:still )?to be (?:found|sourced)\b|\bplease (?:find|"
    r"look for)\b|"
    r"\bno (?:stones?|gems?|gemstones?)\b"
)
_NO_STONES = re.compile(
    r"\W*(?:(?:no|nope|i want|just|with|please|thanks|thank you)\W+)*"
    r"(?:no (?:stones?|gems?|gemstones?)|without(?: any)? stones?|none|sin piedras?|ningun[ao])"
    r"(?:\W+(?:at all|please|thanks|thank you|por favor|for (?:me|this one)))*\W*"
)


def declines(line: Line, *, at_head: bool = False) -> bool:
    """Decide whether the customer skips, does not know, or would rather not say."""
    match = _DECLINE.search(line.plain) or _ALONE.fullmatch(line.plain)
    if match is None or len(line.plain.split()) > 25:
        return False
    return not at_head or len(line.plain[: match.start()].split()) <= 2


def leaves_choice(line: Line) -> bool:
    """Decide whether the answer is that any will do."""
    return bool(_ANY.fullmatch(line.plain))


def says_little_else(line: Line) -> bool:
    """Decide whether a message that declines has next to nothing else in it."""
    return len(_DECLINE.sub(" ", line.plain).split()) <= 5


def wants_no_stones(line: Line) -> bool:
    """Decide whether the answer to the question for stones is a piece without any."""
    return bool(_NO_STONES.fullmatch(line.plain))


def says_none(line: Line) -> bool:
    """Decide whether the answer is that there is none."""
    return bool(_NONE.search(line.plain))
