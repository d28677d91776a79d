"""The shortcuts through Rasa leave its results as they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import SHOULD_NOT_BE_SET
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import shortcuts
from bot.dialogue.agent import Assistant
from bot.settings import Settings

DOMAIN = Domain.load("domain.yml")


@pytest.fixture(scope="module")
def policy() -> RulePolicy:
    nodes = Assistant(Settings().model)._processor.graph_runner._nodes
    return next(node._component for name, node in nodes.items() if "RulePolicy" in name)


def _meet(step: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return a moment of a dialogue that has all that a rule's step asks for, and nothing that it forbids."""
    return {
        kind: {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in demands.items()
            if value != SHOULD_NOT_BE_SET
        }
        for kind, demands in step.items()
    }


@pytest.mark.parametrize("kind", ["rules", "rules_for_loop_unhappy_path"])
def test_a_moment_that_a_rule_describes_is_met_by_the_same_rules_as_when_all_are_tried(
    policy: RulePolicy, kind: str
) -> None:
    rules: dict[str, Any] = policy.lookup[kind]
    for rule in rules:
        states = [_meet(step) for step in json.loads(rule)]
        tried = shortcuts._try_rules(policy, rules, states)
        assert rule in tried
        assert policy._get_possible_keys(rules, states) == tried


def test_where_a_dialogue_begins_the_same_rules_are_met_as_when_all_are_tried(policy: RulePolicy) -> None:
    rules = {**policy.lookup["rules"], '[{"slots": {"house": [1.0]}}]': "action_listen"}
    for states in ([{}], [{}, {"user": {"intent": "greet"}}], []):
        assert policy._get_possible_keys(rules, states) == shortcuts._try_rules(policy, rules, states)


@pytest.mark.parametrize("kind", ["rules", "rules_for_loop_unhappy_path"])
def test_no_rule_of_the_model_speaks_of_the_words_of_a_message_or_leaves_its_intent_open(
    policy: RulePolicy, kind: str
) -> None:
    for rule in policy.lookup[kind]:
        last = json.loads(rule)[-1]
        assert "text" not in last.get("user", {})
        assert last["prev_action"]["action_name"] != "action_listen" or last["user"]["intent"]


def test_one_slot_names_the_action_that_fills_all_of_them() -> None:
    mappings = [mapping for slot in DOMAIN.slots for mapping in slot.mappings]
    assert {mapping["type"] for mapping in mappings} == {"custom"}
    assert [mapping["action"] for mapping in mappings if "action" in mapping] == ["action_read_message"]


def test_a_copied_tracker_knows_the_same_and_changes_alone() -> None:
    known = [ActiveLoop("inquiry_form"), SlotSet("metal", "platinum")]
    tracker = DialogueStateTracker.from_events("c", known, slots=DOMAIN.slots, domain=DOMAIN)
    copied = shortcuts._copy_tracker(tracker)
    assert copied == tracker
    assert copied.current_slot_values() == tracker.current_slot_values()
    copied.update(SlotSet("metal", "gold"))
    copied.set_latest_action({"action_name": "inquiry_form"})
    copied.active_loop.rejected = True
    assert tracker.get_slot("metal") == "platinum"
    assert len(tracker.events) == len(known)
    assert not tracker.latest_action
    assert not tracker.is_active_loop_rejected
