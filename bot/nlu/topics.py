"""What a policy question may be about: the topics nearest to each question of a message, best first."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import (
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    METADATA,
    METADATA_INTENT,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.atelier.questions import follows
from bot.atelier.readers.speech import fold
from bot.nlu.learner import Learner

OPENERS = (
    r"(?:what|how|when|where|who|which|do|does|can|could|is|are|will|would|should|"
    r"como|cuanto|cuando|donde|hacen)"
)
NEXT = re.compile(rf"(?<=[?!.;])\s+|,?\s+(?:and|also|plus|y)\s+(?=(?:also )?{OPENERS}\b)", re.IGNORECASE)
"""Where one question ends and another may begin."""
ASKS = re.compile(rf"\s*(?:and |also |or )?{OPENERS}\b|.*\?", re.IGNORECASE)
QUESTIONS = "questions"
"""Where the rankings stand in the parse data, one for each question."""
AFTER = "after"
"""Where the question before stands in the metadata of a message."""
MAY_ASK = "may_ask"
"""Where it stands whether the message may be a question."""

Ranking = list[dict[str, Any]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicSelector(Learner):
    """Ranks, for every message, the topics that the examples name in their metadata.

    It writes a list of rankings, one for each question: `{"topic", "score"}`, where `score` is the topic's
    probability. Which of them a house answers, and whether that is sure enough, is decided in
    `bot/atelier/questions.py`. Topics named `unanswered.…` stand for questions that no house answers.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the component's settings: how many topics, and from which odds on a message may ask."""
        settings = {"best": 40, "sharpness": 1.3, "intent": "faq", "question": 0.2}
        return {**Learner.get_default_config(), **settings}

    @staticmethod
    def find_label(example: Message) -> str | None:
        """Find the topic that an example asks about."""
        topic: str | None = (example.get(METADATA, {}).get(METADATA_INTENT) or {}).get("topic")
        return topic

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the topics of each message, question by question where it asks several."""
        for message in messages:
            rankings = [self._rank_question(text) for text in _list_questions(message)]
            message.set(QUESTIONS, rankings, add_to_output=True)
            message.set(MAY_ASK, self._may_ask(message), add_to_output=True)
        return messages

    def _rank_question(self, text: str) -> Ranking:
        return [{"topic": topic, "score": round(odds, 4)} for topic, odds in self.rank_text(text)]

    def _may_ask(self, message: Message) -> bool:
        return any(
            act[INTENT_NAME_KEY] == self._config["intent"]
            and act[PREDICTED_CONFIDENCE_KEY] >= self._config["question"]
            for act in message.get(INTENT_RANKING_KEY, [])
        )


def _list_questions(message: Message) -> list[str]:
    """List the questions of a message; one that goes on from the question before is read together with it."""
    text: str = message.get(TEXT) or ""
    before = (message.get(METADATA) or {}).get(AFTER)
    if before and follows(fold(text)):
        return [f"{before} {text}"]
    asked = [part for part in NEXT.split(text) if ASKS.match(part) and len(part.split()) > 1]
    return asked if len(asked) > 1 else [text] if text else []
