"""Training: the model from its config, domain and data, under one fixed name."""

from __future__ import annotations

from pathlib import Path

import rasa.model_training


def train_model(target: Path) -> None:
    """Train the model and put it at `target`; a training that fails leaves the old one in place."""
    result = rasa.model_training.train(
        domain="domain.yml",
        config="config.yml",
        training_files="data",
        output=str(target.parent),
        fixed_model_name=target.name.removesuffix(".tar.gz"),
        force_training=True,
    )
    if result.code != 0 or result.model is None:
        raise RuntimeError(f"Rasa could not train the model (code {result.code}).")
