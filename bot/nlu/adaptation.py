"""The encoder's adaptation to the trade: a small change of its weights, which is kept beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Weights = dict[str, npt.NDArray[Any]]

CHANGES: Final = Path(__file__).with_name("adaptation.npz")
LAYERS: Final = 6
MAPS: Final = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""The linear maps of a layer, each of which is changed by the product of two narrow matrices."""


def name_maps() -> list[str]:
    """Name every linear map of the encoder as its published weights do."""
    return [f"encoder.layer.{layer}.{name}" for layer in range(LAYERS) for name in MAPS]


def adapt(weights: Weights, file: Path = CHANGES) -> Weights:
    """Add the kept changes to the published weights; raises OSError where there are none."""
    with np.load(file, allow_pickle=False) as kept:
        changed = {
            f"{name}.weight": weights[f"{name}.weight"]
            + kept[f"{name}.up"].astype(np.float32) @ kept[f"{name}.down"].astype(np.float32)
            for name in name_maps()
        }
    return {**weights, **changed}


def store_changes(changes: Weights, file: Path = CHANGES) -> None:
    """Keep the narrow matrices, in half precision: `NAME.up` (out, rank) and `NAME.down` (rank, in)."""
    np.savez_compressed(file, **{name: change.astype(np.float16) for name, change in changes.items()})
