"""What a house words itself is a response of the domain, and is said in the house's words and no other's."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain

from bot.atelier.packs.shelf import SHELF
from bot.dialogue.voice import Voice

DOMAIN = Domain.load(Path(__file__).parents[2] / "domain.yml")
OWN = [
    (key, language, response)
    for key, house in SHELF.items()
    for language, voice in (("en", house.voices.en), ("es", house.voices.es))
    if voice
    for response in voice.wordings
]


@pytest.mark.parametrize(("house", "language", "response"), OWN)
async def test_a_house_words_only_what_the_dialogue_says(house: str, language: str, response: str) -> None:
    assert response in DOMAIN.responses
    slots = {"house": house, "language": language}
    said = Voice(DOMAIN.responses)._random_response_for(response, "loupe", slots)
    assert said
    assert said["text"] == SHELF[house].find_voice(language).wordings[response]  # type: ignore[arg-type]
    other = Voice(DOMAIN.responses)._random_response_for(
        response, "loupe", {**slots, "house": "josefina_bailleres"}
    )
    assert other
    assert other["text"] != said["text"]
