"""Which topic a question is nearest to, by the examples of how people ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

NEAREST = 3
"""Examples of a topic that speak for it; one alone follows every odd phrasing."""


@dataclass(frozen=True)
class TopicRanking:
    """Every example as a unit vector, with the topic that it asks about."""

    topics: tuple[str, ...]
    owners: npt.NDArray[np.int64]
    """For each example the index of its topic."""
    examples: Matrix

    @classmethod
    def learn(cls, topics: Sequence[str], vectors: Sequence[Matrix]) -> TopicRanking:
        """Learn from examples: topics[i] is what vectors[i] asks about."""
        names = tuple(sorted(set(topics)))
        order = np.argsort([names.index(topic) for topic in topics], kind="stable")
        owners = np.array([names.index(topics[i]) for i in order], dtype=np.int64)
        return cls(names, owners, np.stack([vectors[i] for i in order]).astype(np.float32))

    def rank(self, vector: Matrix, best: int) -> list[tuple[str, float]]:
        """Return the best topics with scores from 0 to 1: how alike their nearest examples are."""
        likeness = self.examples @ vector
        starts = np.searchsorted(self.owners, np.arange(len(self.topics) + 1))
        scores = [
            float(np.sort(likeness[start:end])[-NEAREST:].mean())
            for start, end in zip(starts[:-1], starts[1:], strict=True)
        ]
        order = np.argsort(scores)[::-1][:best]
        return [(self.topics[i], max(0.0, scores[i])) for i in order]

    def store(self, file: Path) -> None:
        """Write the ranking to a file."""
        np.savez_compressed(file, topics=np.array(self.topics), owners=self.owners, examples=self.examples)

    @classmethod
    def load(cls, file: Path) -> TopicRanking:
        """Read a stored ranking; raises OSError where there is none."""
        with np.load(file, allow_pickle=False) as stored:
            return cls(tuple(map(str, stored["topics"])), stored["owners"], stored["examples"])
