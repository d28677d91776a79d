"""Softmax regression over what a message means (a vector) and what it gives away (its clues)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Exact = npt.NDArray[np.float64]

SEEN = 3
"""Examples that must show a clue before it counts; what is rarer explains only itself."""
VOICE = 3.0
"""The length of all clues of a message together, beside a vector of the length `scale`."""
STEPS = 25
"""Enough: more of them change hardly an answer, and take their time."""


@dataclass(frozen=True)
class Example:
    """One message with its label."""

    label: str
    vector: Matrix
    clues: frozenset[str]


@dataclass(frozen=True)
class Regression:
    """A trained model: one column of weights for each label."""

    labels: tuple[str, ...]
    clues: dict[str, int]
    weights: Matrix
    """Rows: the vector's dimensions, then the clues, then the bias."""
    scale: float

    @classmethod
    def learn(cls, examples: Sequence[Example], scale: float, strength: float, balance: float) -> Regression:
        """Learn from examples.

        `scale` is the length of the vectors, `strength` the inverse of the penalty on weights. `balance`
        says how far rare labels are made up for: 0 counts each example once, 1 counts each label once.
        """
        labels = tuple(sorted({example.label for example in examples}))
        seen = Counter(clue for example in examples for clue in example.clues)
        clues = {clue: i for i, clue in enumerate(sorted(clue for clue, n in seen.items() if n >= SEEN))}
        vectors = np.stack([example.vector for example in examples]).astype(np.float64) * scale
        truth = np.eye(len(labels))[[labels.index(example.label) for example in examples]]
        counts = truth.sum(axis=0)
        importance = truth @ (counts.mean() / counts) ** balance
        weights = _fit(vectors, _mark(examples, clues), truth, importance, strength)
        return cls(labels, clues, weights.astype(np.float32), scale)

    def judge(self, vector: Matrix, clues: Iterable[str]) -> Matrix:
        """Return the probability of each label."""
        rows = [self.clues[clue] for clue in set(clues) if clue in self.clues]
        split = len(vector)
        logits = (vector * self.scale) @ self.weights[:split] + self.weights[-1]
        if rows:
            logits += self.weights[split:-1][rows].sum(axis=0) * (VOICE / len(rows) ** 0.5)
        odds = np.exp(logits - logits.max())
        probabilities: Matrix = odds / odds.sum()
        return probabilities

    def store(self, file: Path) -> None:
        """Write the model to a file."""
        labels, clues = np.array(self.labels), np.array(list(self.clues))
        np.savez(file, labels=labels, clues=clues, weights=self.weights, scale=self.scale)

    @classmethod
    def load(cls, file: Path) -> Regression:
        """Read a stored model; raises OSError where there is none."""
        with np.load(file, allow_pickle=False) as stored:
            clues = {str(clue): i for i, clue in enumerate(stored["clues"])}
            return cls(tuple(map(str, stored["labels"])), clues, stored["weights"], float(stored["scale"]))


def _mark(examples: Sequence[Example], clues: dict[str, int]) -> Any:
    """Return the clues of the examples as a sparse matrix, one row each."""
    from scipy.sparse import csr_matrix

    rows = [[clues[clue] for clue in sorted(example.clues) if clue in clues] for example in examples]
    values = [VOICE / len(row) ** 0.5 for row in rows for _ in row]
    columns = [column for row in rows for column in row]
    starts = np.cumsum([0, *map(len, rows)])
    return csr_matrix((values, columns, starts), shape=(len(rows), len(clues)))


def _fit(vectors: Exact, marks: Any, truth: Exact, importance: Exact, strength: float) -> Exact:
    """Return the weights that explain the examples best, weighed by importance, at the least length."""
    from scipy.optimize import minimize

    split, width = vectors.shape[1], truth.shape[1]
    shape = (split + marks.shape[1] + 1, width)

    def cost(flat: Exact) -> tuple[float, Exact]:
        weights = flat.reshape(shape)
        logits = vectors @ weights[:split] + marks @ weights[split:-1] + weights[-1]
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        total = odds.sum(axis=1, keepdims=True)
        loss = importance @ (np.log(total[:, 0]) - (logits * truth).sum(axis=1))
        slope = (odds / total - truth) * importance[:, None]
        gradient = np.vstack([vectors.T @ slope, marks.T @ slope, slope.sum(axis=0)])
        gradient[:-1] += weights[:-1] / strength
        return float(loss + (weights[:-1] ** 2).sum() / (2 * strength)), gradient.ravel()

    found = minimize(cost, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    best: Exact = found.x.reshape(shape)
    return best
