"""Training: the model from its config, domain and data, under one fixed name."""

from __future__ import annotations

import gc
import logging
import os
from pathlib import Path

import click
import rasa.model_training

STEPS = "rasa.engine.training.hooks"


class TrainingFailed(Exception):
    """Rasa could not make a model of the files; what it complained about stands above."""


def train_model(target: Path) -> None:
    """Train the model and put it at `target`; a training that fails leaves the old one in place.

    Errors: `TrainingFailed`.
    """
    steps = logging.getLogger(STEPS)
    steps.setLevel(logging.INFO)
    steps.addHandler(_Progress())
    steps.propagate = False
    # Rasa draws a bar for each of its shortest steps, and hides them at this level; ours say what takes time.
    os.environ["LOG_LEVEL"] = "ERROR"
    # Rasa copies all examples a dozen times; looking for garbage among them is a tenth of the training.
    gc.disable()
    result = rasa.model_training.train(
        domain="domain.yml",
        config="config.yml",
        training_files="data",
        output=str(target.parent),
        fixed_model_name=target.name.removesuffix(".tar.gz"),
        force_training=True,
    )
    gc.enable()
    if result.code != 0 or result.model is None:
        raise TrainingFailed(f"Rasa could not train the model (code {result.code}).")


class _Progress(logging.Handler):
    """Says which component is at work."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a step as it begins or ends."""
        click.echo(f"  {record.getMessage()}")
