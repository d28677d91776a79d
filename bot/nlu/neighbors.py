"""The examples themselves: how like a message is to the nearest one of each label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu.regression import Example, Matrix

NEAREST = 40
"""How many examples are looked at; a label beyond them is like nothing."""


@dataclass(frozen=True)
class Neighbors:
    """The examples' directions, one row each, with their labels."""

    labels: tuple[str, ...]
    directions: Matrix

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> Neighbors:
        """Keep the directions of examples."""
        vectors = np.stack([example.vector for example in examples])
        directions: Matrix = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return cls(tuple(example.label for example in examples), directions.astype(np.float32))

    def compare(self, vector: Matrix) -> dict[str, float]:
        """Return the cosine with the nearest example of each label that is near at all."""
        cosines = self.directions @ (vector / np.linalg.norm(vector))
        likeness: dict[str, float] = {}
        for row in np.argsort(cosines)[::-1][:NEAREST]:
            likeness.setdefault(self.labels[row], float(cosines[row]))
        return likeness

    def store(self, file: Path) -> None:
        """Write the examples to a file, in half precision: cosines need no more."""
        np.savez(file, labels=np.array(self.labels), directions=self.directions.astype(np.float16))

    @classmethod
    def load(cls, file: Path) -> Neighbors:
        """Read stored examples; raises OSError where there are none."""
        with np.load(file, allow_pickle=False) as stored:
            return cls(tuple(map(str, stored["labels"])), stored["directions"].astype(np.float32))
