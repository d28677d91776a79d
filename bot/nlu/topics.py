"""What a policy question may be about: the topics nearest to each question of a message, best first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import (
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    METADATA,
    METADATA_INTENT,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.atelier.questions import follows
from bot.atelier.readers.speech import fold
from bot.nlu.learner import Learner

OPENERS = (
    r"(?:what|how|when|where|who|which|do|does|can|could|is|are|will|would|should|"
    r"como|cuanto|cuando|donde|hacen)"
)
NEXT = re.compile(rf"(?<=[?!.;])\s+|,?\s+(?:and|also|plus|y)\s+(?=(?:also )?{OPENERS}\b)", re.IGNORECASE)
"""Where one question ends and another may begin."""
ASKS = re.compile(
    rf"\s*(?:and |also |or )?{OPENERS}\b|.*(?:\?|\b(?:what|how|when|where|who|which|cuanto|cuando|donde)\b)",
    re.IGNORECASE,
)
QUESTIONS = "questions"
"""Where the rankings stand in the parse data, one for each question."""
AFTER = "after"
"""Where the question before stands in the metadata of a message."""
MAY_ASK = "may_ask"
"""Where it stands whether the message may be a question."""

LEAST = 0.01
"""The odds below which a topic was not meant by the question before; smaller ones would be noise."""

Ranked = Sequence[tuple[str, float]]
Ranking = list[dict[str, Any]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicSelector(Learner):
    """Ranks, for every message, the topics that the examples name in their metadata.

    It writes a list of rankings, one for each question: `{"topic", "score"}`, where `score` is the topic's
    probability. Which of them a house answers, and whether that is sure enough, is decided in
    `bot/atelier/questions.py`. Topics named `unanswered.…` stand for questions that no house answers.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the component's settings: how many topics, and from which odds on a message may ask."""
        settings = {"best": 40, "intent": "faq", "question": 0.2}
        return {**Learner.get_default_config(), **settings}

    @staticmethod
    def find_label(example: Message) -> str | None:
        """Find the topic that an example asks about."""
        topic: str | None = (example.get(METADATA, {}).get(METADATA_INTENT) or {}).get("topic")
        return topic

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the topics of each message, question by question where it asks several."""
        for message in messages:
            message.set(QUESTIONS, self._rank_questions(message), add_to_output=True)
            message.set(MAY_ASK, self._may_ask(message), add_to_output=True)
        return messages

    def _rank_questions(self, message: Message) -> list[Ranking]:
        text: str = message.get(TEXT) or ""
        before = (message.get(METADATA) or {}).get(AFTER)
        if before and follows(fold(text)):
            return [_list_changes(self.rank_text(f"{before} {text}"), dict(self.rank_text(before)))]
        return [_write(self.rank_text(question)) for question in _list_questions(text)]

    def _may_ask(self, message: Message) -> bool:
        return any(
            act[INTENT_NAME_KEY] == self._config["intent"]
            and act[PREDICTED_CONFIDENCE_KEY] >= self._config["question"]
            for act in message.get(INTENT_RANKING_KEY, [])
        )


def _list_changes(both: Ranked, before: Mapping[str, float]) -> Ranking:
    """Rank the topics of a question that goes on from the one before by what it adds to that."""
    added = {topic: odds / max(before.get(topic, 0.0), LEAST) ** 0.5 for topic, odds in both}
    total = sum(added.values())
    return _write([(topic, odds / total) for topic, odds in added.items()])


def _write(ranked: Ranked) -> Ranking:
    return [
        {"topic": topic, "score": round(odds, 4)} for topic, odds in sorted(ranked, key=lambda one: -one[1])
    ]


def _list_questions(text: str) -> list[str]:
    """List the questions of a message, each with what the message states beside them."""
    parts = NEXT.split(text)
    asked = [part for part in parts if ASKS.match(part) and len(part.split()) > 1]
    told = " ".join(part for part in parts if part not in asked)
    return [f"{told} {part}".strip() for part in asked] if len(asked) > 1 else [text] if text else []
