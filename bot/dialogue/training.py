"""Training: the model from its config, domain and data, under one fixed name."""

from __future__ import annotations

import gc
import logging
import os
from copy import copy
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import click
import rasa.model_training
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data import training_data
from rasa.shared.nlu.training_data.training_data import TrainingData

STEPS = "rasa.engine.training.hooks"


class TrainingFailed(Exception):
    """Rasa could not make a model of the files; what it complained about stands above."""


def train_model(target: Path) -> None:
    """Train the model and put it at `target`; a training that fails leaves the old one in place.

    Errors: `TrainingFailed`.
    """
    _shorten_the_way()
    steps = logging.getLogger(STEPS)
    steps.setLevel(logging.INFO)
    steps.addHandler(_Progress())
    steps.propagate = False
    # Rasa draws a bar for each of its shortest steps, and hides them at this level; ours say what takes time.
    os.environ["LOG_LEVEL"] = "ERROR"
    # Looking for garbage among so many examples is a tenth of the training.
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


def _shorten_the_way() -> None:
    """Spare Rasa's detours to its components, which take longer than the learning itself.

    It reads all files once to learn of responses and once more for their examples; a dozen times it then
    copies every example deeply and compares it with all others.
    """
    RasaFileImporter.get_nlu_data = cache(RasaFileImporter.get_nlu_data)
    TrainingData.sanitize_examples = staticmethod(list)
    training_data.copy = SimpleNamespace(copy=copy, deepcopy=copy)


class _Progress(logging.Handler):
    """Says which component is at work."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a step as it begins or ends."""
        click.echo(f"  {record.getMessage()}")
