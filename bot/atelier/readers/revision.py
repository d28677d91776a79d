"""Wishes to change a field of the form that do not say yet to what: "I would like to change the budget"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot.atelier.writing.phrases import load_phrases

REVISABLE: Final = frozenset(
    {"piece_type", "project_kind", "stones", "stone_condition", "metal", "ring_size", "budget", "timing",
     "inspiration", "likes_dislikes", "name", "email", "phone", "location", "consultation"}
)  # fmt: skip
"""The fields that have a question of their own."""
OTHER_NAMES: Final = {
    "ring size": "ring_size", "date": "timing", "deadline": "timing", "stone": "stones", "gem": "stones",
    "e-mail": "email", "email address": "email", "phone number": "phone", "number": "phone",
    "type of piece": "piece_type", "likes": "likes_dislikes", "talla": "ring_size", "piedra": "stones",
    "plazo": "timing", "nombre": "name", "correo": "email", "número": "phone", "material": "metal",
}  # fmt: skip
"""What people call the fields besides the summary's own words."""
_WISH: Final = re.compile(
    r"(?:no,? |ok(?:ay)?,? )?"
    r"(?:i(?:'d| would) like to |i (?:want|need|have) to |let me |let'?s |please |"
    r"(?:can|could|may) (?:i|we|you) |quisiera |quiero |necesito |me gustaría |¿?(?:puedo|podría|podemos) )?"
    r"(?:change|correct|edit|fix|update|cambiar|corregir|modificar|editar)"
    r"(?::| the| my| our| el| la| los| las| mi| mis)? (?P<field>.+?)(?:,? (?:please|por favor))?[.!?]*",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"(?:the |my |el |la |los |las |mi |mis )?(?P<field>.+?)[.!]*", re.IGNORECASE)


def find_revision(text: str, *, bare: bool = False) -> str | None:
    """Find the field that a message wishes to change; `bare` where it was asked what to change."""
    wish = _WISH.fullmatch(text.strip()) or (_BARE.fullmatch(text.strip()) if bare else None)
    return _name_fields().get(wish["field"].casefold().strip(" :")) if wish else None


@cache
def _name_fields() -> dict[str, str]:
    """Gather what the fields are called, in every language of the summary."""
    named = {
        name.casefold(): slot
        for phrases in load_phrases().values()
        for kind in ("label", "slot")
        for slot, name in phrases["names"][kind].items()
        if slot in REVISABLE
    }
    return {**named, **{slot.replace("_", " "): slot for slot in REVISABLE}, **OTHER_NAMES}
