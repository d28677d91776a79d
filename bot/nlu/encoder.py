"""The sentence encoder: a message to a point in space, near to those that mean the same."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float32]

GRAPH = "encoder.onnx"
TOKENIZER = "tokenizer.json"
DIMENSIONS = 384
LONGEST = 128
"""Tokens that are read of a message; meaning seldom waits for the hundredth word."""
REMEMBERED = 512
"""Messages whose vectors are kept: "yes" and "thank you" come again and again."""


class EncoderMissingError(RuntimeError):
    """The encoder's files are not where they were looked for; the message says how to make them."""


def encoder_folder() -> Path:
    """Say where the encoder lives: `LOUPE_ENCODER`, or `models/encoder` at the root of the project."""
    said = os.environ.get("LOUPE_ENCODER")
    return Path(said) if said else Path(__file__).resolve().parents[2] / "models" / "encoder"


@lru_cache(maxsize=2)
def load_encoder(folder: Path | None = None) -> SentenceEncoder:
    """Load the encoder of a folder once a process; raises EncoderMissingError."""
    return SentenceEncoder(folder or encoder_folder())


class SentenceEncoder:
    """all-MiniLM-L6-v2 on ONNX Runtime, on one thread: a turn never takes a core from another turn."""

    def __init__(self, folder: Path) -> None:
        graph, tokenizer = folder / GRAPH, folder / TOKENIZER
        if not (graph.is_file() and tokenizer.is_file()):
            raise EncoderMissingError(
                f"no sentence encoder in {folder}; run `python -m bot.nlu.encoder_graph`, "
                "or let LOUPE_ENCODER name its folder"
            )
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        self._recall = lru_cache(maxsize=REMEMBERED)(self._compute)

    def encode(self, text: str) -> Vector:
        """Return the read-only vector of a text: 384 numbers of unit length."""
        return self._recall(text)

    def _compute(self, text: str) -> Vector:
        import numpy as np

        tokens = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        vector: Vector = self._session.run(None, {"input_ids": tokens})[0][0]
        vector.setflags(write=False)
        return vector
