"""What a policy question is about: the topics of each message, best first."""

from __future__ import annotations

import re
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

from bot.nlu.learner import Learner

OPENERS = (
    r"(?:what|how|when|where|who|which|do|does|can|could|is|are|will|would|should|"
    r"como|cuanto|cuando|donde|hacen)"
)
NEXT = re.compile(rf"(?<=[?!.;])\s+|,?\s+(?:and|also|plus|y)\s+(?=(?:also )?{OPENERS}\b)", re.IGNORECASE)
"""Where one question ends and another may begin."""
ASKS = re.compile(rf"\s*(?:and |also |or )?{OPENERS}\b|.*\?", re.IGNORECASE)
TOPICS = "topics"
"""Where the ranking stands in the parse data."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicSelector(Learner):
    """Ranks, for every message, the topics that the examples name in their metadata.

    It writes a list of `{"topic", "score", "sure"}`. `sure` says whether the bot may answer, or the house's
    people had better: the topic's probability reaches the `threshold`, and the message may well be a
    question (the act `intent` has at least the probability `question`). Topics named `unanswered.…` stand for
    questions that no house answers; they keep those questions from their nearest neighbors.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the component's settings."""
        return {**Learner.get_default_config(), "intent": "faq", "question": 0.1, "threshold": 0.2}

    @staticmethod
    def find_label(example: Message) -> str | None:
        """Find the topic that an example asks about."""
        topic: str | None = (example.get(METADATA, {}).get(METADATA_INTENT) or {}).get("topic")
        return topic

    def _rank(self, message: Message) -> list[tuple[str, float]]:
        """Rank the topics of the message, or the best topic of each question where it asks several."""
        parts = NEXT.split(message.get(TEXT) or "")
        questions = [part for part in parts if ASKS.match(part) and len(part.split()) > 1]
        if len(questions) < 2:
            return super()._rank(message)
        best: dict[str, float] = {}
        for question in questions:
            for topic, odds in self.rank_text(question)[:1]:
                best[topic] = max(odds, best.get(topic, 0.0))
        return list(best.items())

    def tell(self, message: Message, ranking: list[tuple[str, float]]) -> None:
        """Write the topics and whether each is sure."""
        asks = self._may_ask(message)
        topics = [
            {"topic": topic, "score": round(odds, 3), "sure": asks and odds >= self._config["threshold"]}
            for topic, odds in ranking
        ]
        message.set(TOPICS, topics, add_to_output=True)

    def _may_ask(self, message: Message) -> bool:
        return any(
            act[INTENT_NAME_KEY] == self._config["intent"]
            and act[PREDICTED_CONFIDENCE_KEY] >= self._config["question"]
            for act in message.get(INTENT_RANKING_KEY, [])
        )
