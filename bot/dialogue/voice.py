"""Which wording of a response is spoken: the first one first, another one each time it is asked again."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator

ASK = "utter_ask_"


class Voice(TemplatedNaturalLanguageGenerator):
    """Rasa's templated responses, chosen in order instead of at random.

    A turn that is computed again must say the same thing, and a question that comes back after a
    digression should come back in other words.
    """

    def _random_response_for(
        self, utter_action: str, output_channel: str, filled_slots: dict[str, Any]
    ) -> dict[str, Any] | None:
        if utter_action not in self.responses:
            return None
        variations = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, filled_slots
        )
        if not variations:
            return None
        asked_before = filled_slots.get("asked_before") or {}
        times = asked_before.get(utter_action.removeprefix(ASK), 1)
        chosen: dict[str, Any] = variations[(times - 1) % len(variations)]
        return chosen
