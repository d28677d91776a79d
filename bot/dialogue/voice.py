"""Which wording of a response is spoken: in the customer's language, another one each time it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator

from bot.atelier.packs.shelf import SHELF

ASK = "utter_ask_"
HOUSE = "house"
LANGUAGE: Final = "language"
ENGLISH: Final = "en"

Variation = dict[str, Any]


class Voice(TemplatedNaturalLanguageGenerator):
    """Rasa's templated responses, chosen in order instead of at random.

    A turn that is computed again must say the same thing, and a question that comes back after a
    digression should come back in other words.
    """

    def _random_response_for(
        self, utter_action: str, output_channel: str, filled_slots: dict[str, Any]
    ) -> Variation | None:
        variations = choose_variations(self.responses.get(utter_action, ()), output_channel, filled_slots)
        if not variations:
            return None
        asked_before = filled_slots.get("asked_before") or {}
        times: int = asked_before.get(utter_action.removeprefix(ASK), 1)
        chosen = variations[(times - 1) % len(variations)]
        own = find_own_wording(utter_action, filled_slots)
        return {**chosen, "text": own} if own else chosen


def find_own_wording(response: str, slots: Mapping[str, Any]) -> str | None:
    """Find how the house that the customer writes to words a response itself, if it does."""
    house = SHELF.get(slots.get(HOUSE) or "")
    return house.find_voice(slots.get(LANGUAGE) or ENGLISH).wordings.get(response) if house else None


def choose_variations(
    variations: Sequence[Variation], channel: str, slots: Mapping[str, Any]
) -> list[Variation]:
    """Choose the variations that may be said: in the customer's language, and fitting the case most closely.

    A variation without a condition on the language is English, and is said where a language has none.
    """
    fitting = [
        variation
        for variation in variations
        if variation.get("channel") in (None, channel)
        and all(
            slots.get(condition["name"]) == condition["value"] for condition in _list_conditions(variation)
        )
    ]
    spoken = slots.get(LANGUAGE) or ENGLISH
    fitting = [v for v in fitting if _find_language(v) == spoken] or [
        v for v in fitting if _find_language(v) == ENGLISH
    ]
    closest = max(map(_rank, fitting), default=None)
    return [variation for variation in fitting if _rank(variation) == closest]


def _list_conditions(variation: Variation) -> list[dict[str, Any]]:
    return variation.get("condition") or []


def _find_language(variation: Variation) -> str:
    named = (c["value"] for c in _list_conditions(variation) if c["name"] == LANGUAGE)
    return next(named, ENGLISH)


def _rank(variation: Variation) -> tuple[bool, int]:
    """How closely a variation fits: made for the channel, then by the number of its conditions."""
    return variation.get("channel") is not None, len(_list_conditions(variation))
