"""Where Rasa spends most of a turn on work that this process need not do, made short."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace

from rasa.core import processor
from rasa.core.actions import forms
from rasa.core.actions.action import RemoteAction
from rasa.core.policies import rule_policy
from rasa.shared.core import events
from rasa.shared.core.slots import Slot


def take_shortcuts() -> None:
    """Shorten Rasa's paths, once a process; each keeps its result and only drops the detour."""
    # Results of actions come from rasa-sdk in this very process, in the format that the schema demands.
    RemoteAction._validate_action_result = lambda self, result: True
    # Every tracker copies every slot, a turn makes seven trackers, and `copy` takes the long way round.
    Slot.__copy__ = _copy_slot
    # Each event read back searches the whole tree of event classes for its name.
    events.Event.resolve_by_type = staticmethod(lru_cache(maxsize=64)(events.Event.resolve_by_type))
    # These modules copy deeply for one purpose: arguments of debug lines that are never written.
    for module in (forms, processor, rule_policy):
        module.copy = SimpleNamespace(deepcopy=lambda value: value)


def _copy_slot(slot: Slot) -> Slot:
    copied = object.__new__(type(slot))
    copied.__dict__.update(slot.__dict__)
    return copied
