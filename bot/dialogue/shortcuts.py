"""Where Rasa spends most of a turn on work that this process need not do, made short."""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from rasa.core import processor
from rasa.core.actions import forms
from rasa.core.actions.action import RemoteAction
from rasa.core.policies import rule_policy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core import events, trackers
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.slot_mappings import SlotMapping
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.rules import find_candidates

_try_rules = RulePolicy._get_possible_keys
_find_action = RulePolicy._find_action_from_rules


def take_shortcuts() -> None:
    """Shorten Rasa's paths, once a process; each keeps its result and only drops the detour."""
    # Results of actions come from rasa-sdk in this very process, in the format that the schema demands.
    RemoteAction._validate_action_result = lambda self, result: True
    # Every tracker copies every slot, a turn makes seven trackers, and `copy` takes the long way round.
    trackers.copy = SimpleNamespace(copy=_copy_slot)
    # Every action gets a tracker of its own, for which all events were told again.
    DialogueStateTracker.copy = _copy_tracker
    # What an action is told of a running form was copied deeply, with all that is known of a message.
    trackers.dataclasses = SimpleNamespace(asdict=lambda loop: dict(vars(loop)))
    # Each event read back searches the whole tree of event classes for its name.
    events.Event.resolve_by_type = staticmethod(lru_cache(maxsize=64)(events.Event.resolve_by_type))
    # Every prediction tries every rule, hundreds of them, of which a handful end like the moment at hand.
    RulePolicy._get_possible_keys = _try_candidates
    # It tries them by the very words first, which no rule of ours speaks of.
    RulePolicy._find_action_from_rules = _find_action_by_intent
    # At every message each slot was asked how it is filled; one names the action that fills them all.
    SlotMapping.check_mapping_validity = _names_action
    # These modules copy deeply for one purpose: arguments of debug lines that are never written.
    for module in (forms, processor, rule_policy):
        module.copy = SimpleNamespace(deepcopy=lambda value: value)


def _copy_slot(slot: Slot) -> Slot:
    copied = object.__new__(type(slot))
    copied.__dict__.update(slot.__dict__)
    return copied


def _copy_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    copied = object.__new__(type(tracker))
    copied.__dict__.update(
        tracker.__dict__,
        slots={name: _copy_slot(slot) for name, slot in tracker.slots.items()},
        events=tracker.events.copy(),
        active_loop=copy(tracker.active_loop),
    )
    return copied


def _try_candidates(policy: RulePolicy, rules: dict[str, Any], states: list[State]) -> set[str]:
    found: set[str] = _try_rules(policy, find_candidates(rules, states[-1]) if states else rules, states)
    return found


def _find_action_by_intent(
    policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> tuple[str | None, str | None, bool]:
    if use_text_for_last_user_input:
        return None, None, False
    found: tuple[str | None, str | None, bool] = _find_action(policy, tracker, domain, False)
    return found


def _names_action(slot_name: str, mapping_type: object, mapping: dict[str, Any], domain: Domain) -> bool:
    return "action" in mapping
