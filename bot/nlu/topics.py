"""What a policy question is about, as Rasa sees it: the topics of each message, best first."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import SentenceEncoder, load_encoder
from bot.nlu.ranking import TopicRanking

TOPICS = "topics"
"""Where the ranking stands in the parse data."""
FILE = "topics.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicSelector(GraphComponent):  # type: ignore[misc]
    """Ranks, for every message, the topics that the examples name in their metadata.

    It writes a list of `{"topic", "score", "sure"}`; `sure` says whether the score reaches the `threshold`
    below which the house's people answer, not the bot.
    """

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, encoder: SentenceEncoder
    ) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._encoder = encoder
        self._ranking: TopicRanking | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the component's settings."""
        return {"threshold": 0.5, "best": 3}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicSelector:
        """Create an untrained selector."""
        return cls(config, model_storage, resource, load_encoder())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicSelector:
        """Load the selector as it was trained; one that saw no examples ranks nothing."""
        selector = cls.create(config, model_storage, resource, execution_context)
        try:
            with model_storage.read_from(resource) as folder:
                selector._ranking = TopicRanking.load(folder / FILE)
        except (ValueError, OSError):
            selector._ranking = None
        return selector

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the examples of every topic."""
        asked = [
            (topic, self._encoder.encode(example.get(TEXT)))
            for example in training_data.intent_examples
            if (topic := (example.get(METADATA, {}).get(METADATA_INTENT) or {}).get("topic"))
        ]
        if asked:
            self._ranking = TopicRanking.learn([topic for topic, _ in asked], [vector for _, vector in asked])
            with self._storage.write_to(self._resource) as folder:
                self._ranking.store(folder / FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Write the ranking into each message."""
        for message in messages:
            message.set(TOPICS, self._rank(message.get(TEXT) or ""), add_to_output=True)
        return messages

    def _rank(self, text: str) -> list[dict[str, Any]]:
        if self._ranking is None or not text.strip():
            return []
        return [
            {"topic": topic, "score": round(score, 3), "sure": score >= self._config["threshold"]}
            for topic, score in self._ranking.rank(np.asarray(self._encoder.encode(text)), self._config["best"])
        ]
