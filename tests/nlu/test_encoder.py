"""The sentence encoder: near in meaning is near in space."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.adaptation import CHANGES
from bot.nlu.encoder import DIMENSIONS, EncoderMissingError, SentenceEncoder, encoder_folder, load_encoder
from bot.nlu.encoder_graph import EncoderBuildError, build_encoder, check_weights

SAYINGS = ("size 6", "do you ship to canada?", "my grandmother's opal in platinum, please")


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_encoder()


@pytest.mark.parametrize("text", [*SAYINGS, "", "👋", "word " * 400, "¿Cuánto cuesta?"])
def test_every_text_has_a_vector_of_unit_length(encoder: SentenceEncoder, text: str) -> None:
    vector = encoder.encode(text)
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("can I get my money back", "are refunds possible", "how long does shipping take"),
        ("the ring is too tight", "my ring needs to be resized", "I want a necklace"),
        ("who pays the customs fees", "are import taxes on me", "when is the balance due"),
    ],
)
def test_what_means_the_same_is_nearer(encoder: SentenceEncoder, text: str, near: str, far: str) -> None:
    here = encoder.encode(text)
    assert here @ encoder.encode(near) > here @ encoder.encode(far) + 0.1


def test_a_vector_cannot_be_changed_by_who_gets_it(encoder: SentenceEncoder) -> None:
    with pytest.raises(ValueError, match="read-only"):
        encoder.encode("size 6")[0] = 1


def test_a_missing_encoder_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissingError, match=r"python -m bot\.nlu\.encoder_graph"):
        SentenceEncoder(tmp_path)


def test_the_folder_can_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOUPE_ENCODER", str(tmp_path))
    assert encoder_folder() == tmp_path
    monkeypatch.delenv("LOUPE_ENCODER")
    assert encoder_folder().parts[-2:] == ("models", "encoder")


def test_other_weights_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "model.safetensors"
    other.write_bytes(b"not the weights")
    with pytest.raises(EncoderBuildError, match="SHA-256"):
        check_weights(other)
    with pytest.raises(EncoderBuildError, match="cannot be read"):
        check_weights(tmp_path / "absent")


def test_changes_that_cannot_be_read_say_how_to_learn_them_anew(tmp_path: Path) -> None:
    with pytest.raises(EncoderBuildError, match="make adapt"):
        build_encoder(tmp_path, changes=tmp_path / "absent.npz")
    (tmp_path / "torn.npz").write_bytes(CHANGES.read_bytes()[:1000])
    with pytest.raises(EncoderBuildError, match=r"torn\.npz cannot be read"):
        build_encoder(tmp_path, changes=tmp_path / "torn.npz")
    assert not (tmp_path / "encoder.onnx").exists()


def test_a_fresh_build_agrees_with_the_installed_encoder(encoder: SentenceEncoder, tmp_path: Path) -> None:
    said: list[str] = []
    build_encoder(tmp_path, said.append)
    fresh = SentenceEncoder(tmp_path)
    assert len(said) == 4
    for text in SAYINGS:
        assert fresh.encode(text) @ encoder.encode(text) == pytest.approx(1, abs=1e-4)
