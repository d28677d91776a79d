"""What the lexicon marks in a message, as Rasa entities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

if TYPE_CHECKING:
    from bot.nlu.lexicon import Lexicon


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LexiconEntities(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]
    """Adds each mention as an entity: its label, its value and where it stands in the text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LexiconEntities:
        """Create the component on the process's one lexicon."""
        from bot.nlu.lexicon import load_lexicon

        return cls(load_lexicon())

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the mentions to the entities of each message."""
        for message in messages:
            mentions = self._lexicon.mark(message.get(TEXT) or "")
            found = [
                {"entity": mention.label, "value": mention.value, "start": mention.start, "end": mention.end}
                for mention in mentions
            ]
            known = message.get(ENTITIES, [])
            message.set(ENTITIES, known + self.add_extractor_name(found), add_to_output=True)
        return messages
