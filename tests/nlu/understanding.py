"""The real pipeline, trained on the real examples, and the messages that it is measured on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import class_from_module_path
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
OURS = "bot.nlu."


@dataclass(frozen=True)
class Held:
    """The messages of intents.yml."""

    acts: dict[str, list[str]]
    topics: dict[str, list[str]]
    unanswered: list[str]


def load_yaml(path: Path) -> Any:
    """Load a YAML file as plain values."""
    return YAML(typ="safe").load(path)


def load_held() -> Held:
    """Load the messages that nothing was trained on."""
    return Held(**load_yaml(Path(__file__).with_name("intents.yml")))


def load_examples() -> TrainingData:
    """Load what the pipeline learns from."""
    return load_data(str(ROOT / "data" / "nlu"))


def normalize(text: str) -> str:
    """Leave the bare words: two messages that differ in capitals and points are the same message."""
    return " ".join(re.findall(r"\w+", text.casefold()))


class Pipeline:
    """Our components as config.yml lists them, trained in a folder."""

    def __init__(self, examples: TrainingData, folder: Path) -> None:
        storage = LocalModelStorage(folder)
        self._components: list[Any] = []
        for step in load_yaml(ROOT / "config.yml")["pipeline"]:
            if not step["name"].startswith(OURS):
                continue
            kind = class_from_module_path(step["name"])
            settings = {**kind.get_default_config(), **{k: v for k, v in step.items() if k != "name"}}
            context = ExecutionContext(GraphSchema({}), node_name=kind.__name__)
            part = (settings, storage, Resource(kind.__name__), context)
            component = kind.create(*part)
            if hasattr(component, "process_training_data"):
                component.process_training_data(examples)
            if hasattr(component, "train"):
                component.train(examples)
                component = kind.load(*part)
            self._components.append(component)

    def parse(self, text: str) -> dict[str, Any]:
        """Return the parse data of a message as Rasa would hand it on."""
        messages = [Message({"text": text})]
        for component in self._components:
            messages = component.process(messages)
        return cast("dict[str, Any]", messages[0].as_dict(only_output_properties=True))
