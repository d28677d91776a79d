"""Metals, pieces and kinds of projects in the many ways that customers type them.

The examples are our own; the readers were developed on them. A row is text, question, slot, value.
"""

import pytest

from tests.atelier.telling import facts

FORMS = [
    ("rose gold 14", None, "metal", "14k rose gold"),
    ("white gold 18", None, "metal", "18k white gold"),
    ("pt950", None, "metal", "platinum"),
    ("roes gold", None, "metal", "rose gold"),
    ("18KWG", None, "metal", "18k white gold"),
    ("14kyg", None, "metal", "14k yellow gold"),
    ("white gold, actually no, yellow gold", None, "metal", "yellow gold"),
    ("18", "metal", "metal", "18k gold"),
    ("the yellow one", "metal", "metal", "yellow gold"),
    ("rose gold 14", "metal", "metal", "14k rose gold"),
    ("oro rosa de 14", "metal", "metal", "14k rose gold"),
    ("amarillo", "metal", "metal", "yellow gold"),
    ("blanco", "metal", "metal", "white gold"),
    ("rosa", "metal", "metal", "rose gold"),
    ("14 white gold", "metal", "metal", "14k white gold"),
    ("white gold 14k or platinum", "metal", "metal", "14k white gold or platinum"),
    ("750 gold", "metal", "metal", "18k gold"),
    ("585 yellow gold", "metal", "metal", "14k yellow gold"),
    ("i'm open", "metal", "metal", "declined"),
    ("any", "metal", "metal", "declined"),
    ("a belt buckle", "piece_type", "piece_type", "other"),
    ("it's broken", "project_kind", "project_kind", "repair"),
    ("the clasp broke", "project_kind", "project_kind", "repair"),
    ("make my ring bigger", "project_kind", "project_kind", "resize"),
    ("my ring is too tight", "project_kind", "project_kind", "resize"),
    ("my ring is too big", "project_kind", "project_kind", "resize"),
    ("paso", "metal", "metal", "declined"),
    ("not now", "metal", "metal", "declined"),
    ("next please", "metal", "metal", "declined"),
    ("da igual", "metal", "metal", "declined"),
    ("me da igual", "metal", "metal", "declined"),
    ("lo que sea", "metal", "metal", "declined"),
    ("como quieran", "metal", "metal", "declined"),
    ("saltar", "metal", "metal", "declined"),
    ("siguiente", "metal", "metal", "declined"),
    ("siguiente pregunta", "metal", "metal", "declined"),
    ("surprise me", "metal", "metal", "declined"),
    ("dealer's choice, really", "metal", "metal", "declined"),
    ("leave it blank", "metal", "metal", "declined"),
    ("move on", "metal", "metal", "declined"),
    ("let's move on", "metal", "metal", "declined"),
    ("decline", "metal", "metal", "declined"),
    ("beats me", "metal", "metal", "declined"),
    ("hard to say", "metal", "metal", "declined"),
    ("can't decide", "metal", "metal", "declined"),
    ("help me decide", "metal", "metal", "declined"),
    ("open", "metal", "metal", "declined"),
    ("I'm flexible", "metal", "metal", "declined"),
    ("I'm open", "metal", "metal", "declined"),
    ("something silver looking but gold", "metal", "metal", "gold"),
    ("it's for our golden jubilee", None, "metal", None),
    ("she has golden hair", None, "metal", None),
    ("a golden ring", None, "metal", "gold"),
    ("14k gold, rose please", "metal", "metal", "14k rose gold"),
    ("18k gold, white sapphires", "metal", "metal", "18k gold"),
    ("he wears a platinum band, so yellow gold", "metal", "metal", "yellow gold"),
    ("she only ever wears rose gold", "metal", "metal", "rose gold"),
    ("como un nido de hilos", "inspiration", "inspiration", "como un nido de hilos"),
    ("pieza hecha a la medida", "project_kind", "project_kind", "custom"),
    ("custm", "project_kind", "project_kind", "custom"),
]


@pytest.mark.parametrize(("text", "asked", "slot", "value"), FORMS)
def test_a_choice_is_read_however_it_is_typed(
    text: str, asked: str | None, slot: str, value: str | None
) -> None:
    found = facts(text, asked)
    assert ("declined" if found.get("declined") else found.get(slot)) == value
