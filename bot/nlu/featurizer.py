"""Rasa's view of the sentence encoder: one dense feature a message."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import GRAPH, SentenceEncoder, encoder_folder, load_encoder
from bot.nlu.glossary import WORDS, gloss


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):  # type: ignore[misc]
    """Gives every message the encoder's vector, which has unit length, of its plain words."""

    def __init__(self, config: dict[str, Any], name: str, encoder: SentenceEncoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any settings that Rasa's own check of the keys has passed."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """Create the component on the process's one encoder; raises EncoderMissingError."""
        return cls(config, execution_context.node_name, load_encoder())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return a digest of encoder and glossary, so that Rasa trains anew when one of them changed."""
        graph = encoder_folder() / GRAPH
        if not graph.is_file():
            return None
        return hashlib.sha256(graph.read_bytes() + WORDS.read_bytes()).hexdigest()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the sentence feature to each message that has a text."""
        for message in messages:
            if text := message.get(TEXT):
                vector = self._encoder.encode(gloss(text))
                feature = Features(vector[None], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
                message.add_features(feature)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the same feature to the examples, on all cores: an encoder's session leaves the others free."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda message: self.process([message]), training_data.training_examples))
        return training_data
