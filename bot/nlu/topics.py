"""What a policy question is about: the topics of each message, best first."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import METADATA, METADATA_INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.learner import Learner

TOPICS = "topics"
"""Where the ranking stands in the parse data."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicSelector(Learner):
    """Ranks, for every message, the topics that the examples name in their metadata.

    It writes a list of `{"topic", "score", "sure"}`; `sure` says whether the probability reaches the
    `threshold` below which the house's people answer, not the bot. Topics named `unanswered.…` stand for
    questions that no house answers; they keep those questions from their nearest neighbors.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the component's settings."""
        return {**Learner.get_default_config(), "threshold": 0.2}

    @staticmethod
    def find_label(example: Message) -> str | None:
        """Find the topic that an example asks about."""
        topic: str | None = (example.get(METADATA, {}).get(METADATA_INTENT) or {}).get("topic")
        return topic

    def tell(self, message: Message, ranking: list[tuple[str, float]]) -> None:
        """Write the topics and whether each is sure."""
        topics = [
            {"topic": topic, "score": round(odds, 3), "sure": odds >= self._config["threshold"]}
            for topic, odds in ranking
        ]
        message.set(TOPICS, topics, add_to_output=True)
