"""Softmax regression over what a message means (a vector) and what it gives away (its clues)."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.nlu.descent import descend

Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]

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
        vectors = np.stack([example.vector for example in examples]).astype(np.float32) * np.float32(scale)
        numbers = {label: number for number, label in enumerate(labels)}
        truth = np.array([numbers[example.label] for example in examples])
        counts = np.bincount(truth)
        importance = ((counts.mean() / counts) ** balance)[truth].astype(np.float32)
        return cls(labels, clues, _fit(vectors, _mark(examples, clues), truth, importance, strength), scale)

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
    values = np.array([VOICE / len(row) ** 0.5 for row in rows for _ in row], np.float32)
    columns = [column for row in rows for column in row]
    starts = np.cumsum([0, *map(len, rows)])
    return csr_matrix((values, columns, starts), shape=(len(rows), len(clues)))


@dataclass(frozen=True)
class _Share:
    """A core's share of the examples, with their clues turned once for the way back."""

    vectors: Matrix
    marks: Any
    turned: Any
    truth: Numbers
    importance: Matrix

    def judge(self, weights: Matrix) -> tuple[float, Matrix]:
        """Return how ill the weights explain the share, and the gradient.

        One array holds the odds all the way: this is what training takes its time for.
        """
        split, rows = self.vectors.shape[1], np.arange(len(self.truth))
        odds = self.vectors @ weights[:split]
        odds += self.marks @ weights[split:-1]
        odds += weights[-1]
        odds -= odds.max(axis=1, keepdims=True)
        right = odds[rows, self.truth]
        np.exp(odds, out=odds)
        total = odds.sum(axis=1)
        loss = self.importance @ (np.log(total) - right)
        odds *= (self.importance / total)[:, None]
        odds[rows, self.truth] -= self.importance
        gradient = np.concatenate([self.vectors.T @ odds, self.turned @ odds, odds.sum(axis=0)[None]])
        return float(loss), gradient


def _fit(vectors: Matrix, marks: Any, truth: Numbers, importance: Matrix, strength: float) -> Matrix:
    """Return the weights that explain the examples best, weighed by importance, at the least length."""
    shape = (vectors.shape[1] + marks.shape[1] + 1, int(truth.max()) + 1)
    shares = [
        _Share(vectors[rows], marks[rows], marks[rows].T.tocsr(), truth[rows], importance[rows])
        for rows in np.array_split(np.arange(len(truth)), os.cpu_count() or 1)
    ]

    def cost(flat: Matrix) -> tuple[float, Matrix]:
        weights = flat.reshape(shape)
        losses, gradients = zip(*pool.map(lambda share: share.judge(weights), shares), strict=True)
        gradient: Matrix = sum(gradients[1:], start=gradients[0])
        gradient[:-1] += weights[:-1] / np.float32(strength)
        length = np.square(weights[:-1]).sum(dtype=np.float64)
        return float(sum(losses) + length / (2 * strength)), gradient.ravel()

    with ThreadPoolExecutor() as pool:
        return descend(cost, np.zeros(shape[0] * shape[1], np.float32), STEPS).reshape(shape)
