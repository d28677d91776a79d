"""What the act classifier and the topic selector share: learning labels from examples, as Rasa components."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from typing_extensions import Self

from bot.nlu.clues import read_clues
from bot.nlu.encoder import load_encoder
from bot.nlu.entities import LexiconEntities
from bot.nlu.glossary import WORDS as GLOSSES
from bot.nlu.glossary import gloss
from bot.nlu.lexicon import WORDS, load_lexicon
from bot.nlu.regression import Example, Matrix, Regression

FILE = "regression.npz"


class Learner(GraphComponent, IntentClassifier):  # type: ignore[misc]
    """A regression that learns a label of each example and judges each message."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._regression: Regression | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings: those of `Regression.learn`, and `most` examples of a label (0: all)."""
        return {"scale": 4.0, "strength": 1.0, "balance": 0.5, "best": 3, "most": 0}

    @staticmethod
    @abstractmethod
    def find_label(example: Message) -> str | None:
        """Find what an example teaches; None when it teaches this component nothing."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Create the component untrained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Load the component as it was trained; without examples there was nothing to store."""
        learner = cls(config, model_storage, resource)
        try:
            with model_storage.read_from(resource) as folder:
                learner._regression = Regression.load(folder / FILE)
        except ValueError:
            learner._regression = None
        return learner

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Return a digest of what Rasa does not see: the modules beside this one, glossary, lexicon."""
        digest = hashlib.sha256()
        for file in (*sorted(Path(__file__).parent.glob("*.py")), GLOSSES, WORDS):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that carry a label."""
        lexicon = load_lexicon()
        examples = [
            Example(
                label,
                _vector(message),
                frozenset(read_clues(text, gloss(text), (mention.label for mention in lexicon.mark(text)))),
            )
            for label, message in self._choose_examples(training_data.intent_examples)
            if (text := message.get(TEXT))
        ]
        if examples:
            settings = {name: self._config[name] for name in ("scale", "strength", "balance")}
            self._regression = Regression.learn(examples, **settings)
            with self._storage.write_to(self._resource) as folder:
                self._regression.store(folder / FILE)
        return self._resource

    def _choose_examples(self, messages: Iterable[Message]) -> list[tuple[str, Message]]:
        """Choose the examples to learn from: at most `most` of each label, spread evenly over all of them."""
        by_label: dict[str, list[Message]] = {}
        for message in messages:
            if label := self.find_label(message):
                by_label.setdefault(label, []).append(message)
        most = self._config["most"] or len(max(by_label.values(), key=len, default=[]))
        return [
            (label, examples[place * len(examples) // min(most, len(examples))])
            for label, examples in by_label.items()
            for place in range(min(most, len(examples)))
        ]

    def rank_text(self, text: str) -> list[tuple[str, float]]:
        """Rank the labels of a part of a message, best first."""
        labels, plain = (mention.label for mention in load_lexicon().mark(text)), gloss(text)
        return self._order(load_encoder().encode(plain), read_clues(text, plain, labels))

    def rank_message(self, message: Message) -> list[tuple[str, float]]:
        """Rank the labels of a message, best first; nothing where it is empty."""
        text = message.get(TEXT)
        if not text:
            return []
        labels = (
            entity["entity"]
            for entity in message.get(ENTITIES, [])
            if entity.get("extractor") == LexiconEntities.__name__
        )
        return self._order(_vector(message), read_clues(text, gloss(text), labels))

    def _order(self, vector: Matrix, clues: Iterable[str]) -> list[tuple[str, float]]:
        if self._regression is None:
            return []
        odds = self._regression.judge(vector, clues)
        best = np.argsort(odds)[::-1][: self._config["best"]]
        return [(self._regression.labels[i], float(odds[i])) for i in best]


def _vector(message: Message) -> Matrix:
    _, sentence = message.get_dense_features(TEXT)
    vector: Matrix = sentence.features[0]
    return vector
