"""The encoder's adaptation: what is kept of it, and how it is learned."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from bot.nlu.adaptation import Weights, adapt, name_maps, store_changes
from bot.nlu.encoder import TOKENIZER, load_encoder
from bot.nlu.encoder_graph import locate_weights
from bot.nlu.fine_tuning import RANK, Encoder, Lesson, draw_batches, learn, read_lessons


@pytest.fixture(scope="module")
def weights() -> Weights:
    return load_file(locate_weights() / "model.safetensors")


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(locate_weights() / TOKENIZER))
    tokenizer.no_padding()
    return tokenizer


def test_a_change_is_the_product_of_its_two_matrices_added_to_a_map(tmp_path: Path, weights: Weights) -> None:
    changes = {}
    for name in name_maps():
        out, into = weights[f"{name}.weight"].shape
        changes |= {f"{name}.up": np.ones((out, RANK)), f"{name}.down": np.full((RANK, into), 0.5)}
    store_changes(changes, tmp_path / "changes.npz")
    adapted = adapt(weights, tmp_path / "changes.npz")
    assert adapted.keys() == weights.keys()
    for name, array in adapted.items():
        added = RANK * 0.5 if name.removesuffix(".weight") in name_maps() else 0
        np.testing.assert_allclose(array, weights[name] + added, rtol=1e-5)


def test_the_kept_changes_are_slight_beside_the_published_weights(weights: Weights) -> None:
    adapted = adapt(weights)
    for name in name_maps():
        published, changed = weights[f"{name}.weight"], adapted[f"{name}.weight"]
        assert 0 < np.linalg.norm(changed - published) < np.linalg.norm(published) / 2


@pytest.mark.parametrize(
    "text", ["do you ship to canada?", "the clasp of my grandmother's bracelet is broken"]
)
def test_who_learns_computes_what_the_service_computes(
    weights: Weights, tokenizer: Tokenizer, text: str
) -> None:
    padded = np.array([[*tokenizer.encode(text).ids, 0, 0]], np.int32)
    vector = Encoder(adapt(weights), dropped=0)(padded).numpy()[0]
    assert vector @ load_encoder().encode(text) > 0.98


def test_every_lesson_is_drawn_once_a_round() -> None:
    lessons = [Lesson([1] * (n % 7 + 1), n, 0, 1.0) for n in range(150)]
    drawn = [lesson.topic for batch in draw_batches(lessons, random.Random(1)) for lesson in batch]
    assert sorted(drawn) == list(range(150))
    assert drawn != sorted(drawn)


def test_lessons_teach_topics_and_acts(tokenizer: Tokenizer) -> None:
    lessons, topics, acts = read_lessons(tokenizer)
    assert {lesson.topic for lesson in lessons} == set(range(-1, topics))
    assert {lesson.act for lesson in lessons} == set(range(acts))


def test_learning_changes_every_map(weights: Weights, tokenizer: Tokenizer) -> None:
    said = ["do you ship abroad", "is there a warranty", "what does it cost", "yes please"]
    lessons = [
        Lesson(tokenizer.encode(text).ids, n % 3 if n < 3 else -1, n // 3, 1.0) for n, text in enumerate(said)
    ]
    changes = learn(lessons, 3, 2, weights)
    assert all(np.abs(changes[f"{name}.up"]).sum() > 0 for name in name_maps())
