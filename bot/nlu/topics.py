"""What a policy question is about: the topics of each message, best first."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import (
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    METADATA,
    METADATA_INTENT,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.learner import Learner

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
