"""What other people had made, and what they paid: a tale about a piece that nobody asks for."""

from __future__ import annotations

import re

from bot.atelier.readers.speech import Line, Span

_OTHERS = (
    r"(?:sister|brother|cousin|friend|bff|bestie|neighbou?r|co-?worker|colleague|boss|roommate|aunt|uncle|"
    r"niece|"
    r"nephew|sister[- ]in[- ]law|brother[- ]in[- ]law|hermana|hermano|amig[oa]|prim[oa]|vecin[oa])"
)
_TALE = re.compile(
    rf"\b(?:my|our|a|the|mi|una?|his|her) (?:\w+ )?{_OTHERS}(?: of (?:mine|ours)| \w+)? "
    r"(?:got|had|bought|ordered|paid|spent|commissioned|compro|pago|encargo|mando)\b[^.;!?]*?"
    r"(?<!\w)(?:hers|his|theirs|from (?:you|y'?all|another|someone)|with you|"
    r"(?:an)?other (?:shop|store|jewell?er|place)|elsewhere|"
    r"(?:(?:for|por|en) )?(?:[$€£]\d[\d.,]*k?|\d[\d.,]*k)|"
    r"(?:for|por|en) \d{3,}(?:[.,]\d{3})?)(?!\w)"
)
_WISH = re.compile(
    r"\b(?:i|we)(?:'d|'m|'ll|'re)? (?:\w+ )?(?:want|need|like|love|look\w*|hope|hoping|plan\w*|think\w*|"
    r"inherited|have|own)\b|"
    r"\b(?:same|similar|for me|to me|gave|(?<!of )mine|my budget|our budget|quiero|queremos|quisiera)\b"
)


def find_hearsay(line: Line) -> list[Span]:
    """Find sentences that only tell what somebody else had made ("my friend paid 3k for hers")."""
    return [
        (start, end)
        for start, end in line.sentences()
        if _TALE.search(line.plain, start, end) and not _WISH.search(line.plain, start, end)
    ]
