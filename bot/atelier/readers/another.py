"""Whether a customer whose inquiry has been sent wishes for something else, or adds to what they sent."""

from __future__ import annotations

import re
from typing import Final

from bot.atelier.inquiry import RINGS, Inquiry, PieceType
from bot.atelier.readers import acts
from bot.atelier.readers.message import Message
from bot.atelier.readers.pieces import read_pieces
from bot.atelier.readers.speech import Line

_WISH: Final = re.compile(
    r"\b(?:i(?:'d| would)? (?:also |really |now )?(?:want|like|love|need)|"
    r"(?:want|need|wanted) (?:a|an|some)\b|looking for|interested in|"
    r"(?:can|could) you (?:also )?(?:make|design|do)|"
    r"(?:tambien )?(?:quiero|quisiera|necesito|me gustaria)|busco)\b"
)
_ANOTHER: Final = re.compile(
    r"\b(?:another|second|separate|new|different|one more|additional|otr[oa]s?|segund[oa]|nuev[oa])"
    r" (?:\w+ ){0,2}?(?:inquiry|request|project|order|commission|piece|ring|band|necklace|pendant|bracelet|"
    r"earrings?|brooch|pedido|proyecto|pieza|joya|anillo|collar|dije|pulsera|aretes)\b"
)
_SAME: Final = re.compile(r"\b(?:instead|rather than|match(?:es|ing)?|goes? with|en vez|en lugar)\b")


def wishes_for_another(message: Message, inquiry: Inquiry) -> bool:
    """Decide whether a message after the brief tells of another piece to be made."""
    line = Line.of(message.text, message.mentions)
    if _SAME.search(line.plain) or acts.replaces(line):
        return False
    if _ANOTHER.search(line.plain):
        return True
    named = _list_pieces(read_pieces(line, False, None))
    known = {_family(piece) for piece in (inquiry.piece_type, *inquiry.more_pieces) if piece}
    return bool(_WISH.search(line.plain)) and bool({_family(piece) for piece in named} - known)


def _list_pieces(found: dict[str, object]) -> list[PieceType]:
    first, others = found.get("piece_type"), found.get("more_pieces")
    return [
        PieceType(piece) for piece in [first, *(others if isinstance(others, list | tuple) else ())] if piece
    ]


def _family(piece: PieceType) -> str:
    return "ring" if piece in RINGS else piece.value
