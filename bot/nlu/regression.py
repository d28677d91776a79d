"""Softmax regression over what a message means (a vector) and what it gives away (its clues)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

SEEN = 2
"""Examples that must show a clue before it counts; what occurs once explains only itself."""
STEPS = 300


@dataclass(frozen=True)
class Example:
    """One message with its label."""

    label: str
    vector: Matrix
    clues: frozenset[str]


@dataclass(frozen=True)
class Regression:
    """A trained model: one column of weights a label."""

    labels: tuple[str, ...]
    clues: dict[str, int]
    weights: Matrix
    """Rows: the vector's dimensions, then the clues, then the bias."""
    scale: float
    """How much the vector counts beside the clues, which have unit length together."""

    @classmethod
    def learn(cls, examples: Sequence[Example], scale: float, strength: float, balance: float) -> Regression:
        """Learn from examples.

        `strength` is the inverse of the penalty on weights. `balance` says how far rare labels are made up
        for: 0 counts each example once, 1 counts each label once.
        """
        from scipy.optimize import minimize
        from scipy.sparse import csr_matrix

        labels = tuple(sorted({example.label for example in examples}))
        seen = Counter(clue for example in examples for clue in example.clues)
        clues = {clue: i for i, clue in enumerate(sorted(clue for clue, n in seen.items() if n >= SEEN))}
        rows = [[clues[clue] for clue in sorted(example.clues) if clue in clues] for example in examples]
        lengths = [len(row) for row in rows]
        values = np.repeat([_unit(length) for length in lengths], lengths)
        marks = csr_matrix((values, np.concatenate([np.array(r, int) for r in rows]), np.cumsum([0, *lengths])), shape=(len(rows), len(clues)))  # fmt: skip
        vectors = np.stack([example.vector for example in examples]).astype(np.float64) * scale
        truth = np.eye(len(labels))[[labels.index(example.label) for example in examples]]
        counts = truth.sum(axis=0)
        importance = (counts.mean() / counts) ** balance
        each = truth @ importance
        width, split = len(labels), vectors.shape[1]

        def cost(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
            weights = flat.reshape(-1, width)
            logits = vectors @ weights[:split] + marks @ weights[split:-1] + weights[-1]
            logits -= logits.max(axis=1, keepdims=True)
            odds = np.exp(logits)
            total = odds.sum(axis=1, keepdims=True)
            loss = each @ (np.log(total[:, 0]) - (logits * truth).sum(axis=1))
            slope = (odds / total - truth) * each[:, None]
            kept = weights.copy()
            kept[-1] = 0
            gradient = np.vstack([vectors.T @ slope, marks.T @ slope, slope.sum(axis=0)]) + kept / strength
            return float(loss + (kept**2).sum() / (2 * strength)), gradient.ravel()

        start = np.zeros((split + len(clues) + 1) * width)
        found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
        return cls(labels, clues, found.x.reshape(-1, width).astype(np.float32), scale)

    def judge(self, vector: Matrix, clues: Iterable[str]) -> Matrix:
        """Return the probability of each label."""
        rows = [self.clues[clue] for clue in set(clues) if clue in self.clues]
        split = len(vector)
        logits = (vector * self.scale) @ self.weights[:split] + self.weights[-1]
        if rows:
            logits += self.weights[split:-1][rows].sum(axis=0) * _unit(len(rows))
        odds: Matrix = np.exp(logits - logits.max())
        return odds / odds.sum()

    def store(self, file: Path) -> None:
        """Write the model to a file."""
        np.savez(file, labels=np.array(self.labels), clues=np.array(list(self.clues)), weights=self.weights, scale=self.scale)  # fmt: skip

    @classmethod
    def load(cls, file: Path) -> Regression:
        """Read a stored model; raises OSError where there is none."""
        with np.load(file, allow_pickle=False) as stored:
            clues = {str(clue): i for i, clue in enumerate(stored["clues"])}
            return cls(tuple(map(str, stored["labels"])), clues, stored["weights"], float(stored["scale"]))


def _unit(count: int) -> float:
    """Return what each of so many clues counts, so that all of them have the length 3 together."""
    return float(3 / np.sqrt(max(count, 1)))
