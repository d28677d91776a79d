"""The rules that may apply to a moment of a dialogue, found by how they end instead of by trying them all."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from typing import Any, Final

from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import State
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

KEPT: Final = 8
"""Sets of rules whose endings are kept in mind; a model has two."""

Ending = tuple[str | None, str | None]
"""The action before, and the intent of the message; None where a rule demands none."""


def find_candidates(rules: dict[str, Any], now: State) -> dict[str, Any]:
    """Find the rules whose last step has the action and the intent of this moment, or does not ask for them.

    All others fail Rasa's comparison at once, so that its answer stays the same.
    """
    endings = _list_endings(tuple(rules))
    action, intent = _end(now)
    fitting = dict.fromkeys(((None, None), (action, None), (action, intent)))
    return {rule: rules[rule] for ending in fitting for rule in endings.get(ending, ())}


@lru_cache(maxsize=KEPT)
def _list_endings(rules: tuple[str, ...]) -> dict[Ending, list[str]]:
    endings: dict[Ending, list[str]] = defaultdict(list)
    for rule in rules:
        action, intent = _end(json.loads(rule)[-1])
        # Where a dialogue begins, Rasa compares nothing but that it begins.
        endings[(action, intent) if action else (None, None)].append(rule)
    return endings


def _end(step: State) -> Ending:
    return step.get(PREVIOUS_ACTION, {}).get(ACTION_NAME), step.get(USER, {}).get(INTENT)
