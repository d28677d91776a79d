"""One pipeline, trained once for all tests of understanding."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.training_data import TrainingData

from tests.nlu.understanding import Held, Pipeline, load_examples, load_held


@pytest.fixture(scope="session")
def examples() -> TrainingData:
    return load_examples()


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return Pipeline(load_examples(), tmp_path_factory.mktemp("pipeline"))


@pytest.fixture(scope="session")
def held() -> Held:
    return load_held()
