"""`python -m bot.nlu.fine_tuning`: learn the encoder's adaptation from the examples, in a quarter of an hour.

The published encoder was trained on text of all kinds. Here it learns, without forgetting that, which
differences matter to a jeweler's customers: every linear map gets a change of low rank (Hu et al., 2021,
"LoRA"), learned together with two judges, one of topics and one of acts, which are thrown away afterwards.
To be run when topics have been added or many examples; `make train` needs it only for its result.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import click
import numpy as np
import tensorflow as tf
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from bot.nlu.adaptation import LAYERS, Weights, name_maps, store_changes
from bot.nlu.encoder import TOKENIZER
from bot.nlu.encoder_graph import HEADS, WIDTH, check_weights, locate_weights
from bot.nlu.glossary import gloss
from bot.nlu.topics import TopicSelector

RANK: Final = 8
ROUNDS: Final = 4
BATCH: Final = 64
LONGEST: Final = 64
PACE, HEAD_PACE = 1e-3, 5e-3
"""How fast the changes are learned, and the judges, at most: it begins slowly and slows down to a halt."""
DROPPED: Final = 0.1
"""The share of each layer that is left out at random, so that no single number is relied upon."""
SHARPNESS: Final = 12.0
"""The length of the vectors before the judges; the encoder's have unit length."""
SMOOTHED: Final = 0.05
FAQ_SHARE: Final = 0.1
"""What a question counts as an example of its act, since most examples are questions."""
SEED: Final = 1


@dataclass(frozen=True)
class Lesson:
    """One example: its tokens, its topic (-1 for none) and its act."""

    tokens: list[int]
    topic: int
    act: int
    weight: float


class Encoder(tf.Module):  # type: ignore[misc]
    """The encoder as TensorFlow computes it, with the changes that are learned."""

    def __init__(self, weights: Weights, dropped: float = DROPPED) -> None:
        super().__init__()
        self._dropped = dropped
        self._fixed = {
            name: tf.constant(value) for name, value in weights.items() if value.dtype == np.float32
        }
        draw = np.random.default_rng(SEED)
        self.changes: dict[str, tf.Variable] = {}
        for name in name_maps():
            out, into = weights[f"{name}.weight"].shape
            down = draw.normal(0, into**-0.5, (RANK, into)).astype(np.float32)
            self.changes[f"{name}.down"] = tf.Variable(down)
            self.changes[f"{name}.up"] = tf.Variable(tf.zeros((out, RANK)))

    def __call__(self, tokens: Any) -> Any:
        """Return the vectors of a batch of sentences, padded with zeros; drops some of what it knows."""
        here = tf.cast(tokens != 0, tf.float32)
        words = tf.gather(self._fixed["embeddings.word_embeddings.weight"], tokens)
        places = self._fixed["embeddings.position_embeddings.weight"][: tf.shape(tokens)[1]]
        kind = self._fixed["embeddings.token_type_embeddings.weight"][0]
        x = tf.nn.dropout(self._norm(words + places + kind, "embeddings.LayerNorm"), self._dropped)
        for layer in range(LAYERS):
            x = self._attend(x, (here[:, None, None, :] - 1) * 1e9, f"encoder.layer.{layer}.")
            wide = tf.nn.gelu(self._map(x, f"encoder.layer.{layer}.intermediate.dense"))
            out = tf.nn.dropout(self._map(wide, f"encoder.layer.{layer}.output.dense"), self._dropped)
            x = self._norm(x + out, f"encoder.layer.{layer}.output.LayerNorm")
        return tf.nn.l2_normalize(tf.reduce_sum(x * here[..., None], axis=1), axis=-1)

    def _attend(self, x: Any, mask: Any, layer: str) -> Any:
        shape = tf.shape(x)

        def split(name: str) -> Any:
            parts = (shape[0], shape[1], HEADS, WIDTH // HEADS)
            return tf.transpose(
                tf.reshape(self._map(x, f"{layer}attention.self.{name}"), parts), (0, 2, 1, 3)
            )

        near = tf.matmul(split("query"), split("key"), transpose_b=True) * (WIDTH / HEADS) ** -0.5
        mixed = tf.matmul(tf.nn.dropout(tf.nn.softmax(near + mask), self._dropped), split("value"))
        flat = tf.reshape(tf.transpose(mixed, (0, 2, 1, 3)), shape)
        out = tf.nn.dropout(self._map(flat, f"{layer}attention.output.dense"), self._dropped)
        return self._norm(x + out, f"{layer}attention.output.LayerNorm")

    def _map(self, x: Any, name: str) -> Any:
        fixed = tf.einsum("bti,oi->bto", x, self._fixed[f"{name}.weight"]) + self._fixed[f"{name}.bias"]
        narrow = tf.einsum("bti,ri->btr", x, self.changes[f"{name}.down"])
        return fixed + tf.einsum("btr,or->bto", narrow, self.changes[f"{name}.up"])

    def _norm(self, x: Any, name: str) -> Any:
        mean, variance = tf.nn.moments(x, axes=-1, keepdims=True)
        scale, shift = self._fixed[f"{name}.weight"], self._fixed[f"{name}.bias"]
        return (x - mean) * tf.math.rsqrt(variance + 1e-12) * scale + shift


def read_lessons(tokenizer: Tokenizer) -> tuple[list[Lesson], int, int]:
    """Read the examples as lessons, and say how many topics and acts they teach."""
    examples = [example for example in load_data("data/nlu").intent_examples if example.get(TEXT)]
    topics = sorted({topic for example in examples if (topic := TopicSelector.find_label(example))})
    acts = sorted({example.get(INTENT) for example in examples})
    lessons = []
    for example in examples:
        topic, act = TopicSelector.find_label(example), example.get(INTENT)
        lessons.append(
            Lesson(
                tokenizer.encode(gloss(example.get(TEXT))).ids,
                topics.index(topic) if topic else -1,
                acts.index(act),
                FAQ_SHARE if topic else 1.0,
            )
        )
    return lessons, len(topics), len(acts)


def draw_batches(lessons: Sequence[Lesson], chance: random.Random) -> list[Sequence[Lesson]]:
    """Draw the lessons in batches of about the same length, in an order that is left to chance."""
    order = chance.sample(lessons, len(lessons))
    batches: list[Sequence[Lesson]] = []
    for start in range(0, len(order), BATCH * 20):
        near = sorted(order[start : start + BATCH * 20], key=lambda lesson: len(lesson.tokens))
        batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    chance.shuffle(batches)
    return batches


def learn(lessons: Sequence[Lesson], topics: int, acts: int, weights: Weights) -> Weights:
    """Learn the changes of the encoder, in rounds over all lessons."""
    encoder, chance = Encoder(weights), random.Random(SEED)
    tf.random.set_seed(SEED)
    heads = [tf.Variable(tf.random.normal((WIDTH, width), stddev=0.02)) for width in (topics, acts)]
    changes = list(encoder.changes.values())
    slow, fast = (tf.keras.optimizers.AdamW(pace, weight_decay=0.01) for pace in (PACE, HEAD_PACE))

    @tf.function(  # type: ignore[untyped-decorator]
        autograph=False,
        input_signature=[
            tf.TensorSpec((None, None), tf.int32),
            tf.TensorSpec((None,), tf.int32),
            tf.TensorSpec((None,), tf.int32),
            tf.TensorSpec((None,), tf.float32),
        ],
    )
    def step(tokens: Any, topic: Any, act: Any, weight: Any) -> Any:
        with tf.GradientTape() as tape:
            vectors = encoder(tokens) * SHARPNESS
            asks = tf.cast(topic >= 0, tf.float32)
            loss = _compare(vectors @ heads[0], tf.maximum(topic, 0), topics, asks)
            loss += _compare(vectors @ heads[1], act, acts, weight)
        slopes = tape.gradient(loss, [*changes, *heads])
        slow.apply_gradients(zip(slopes[: len(changes)], changes, strict=True))
        fast.apply_gradients(zip(slopes[len(changes) :], heads, strict=True))
        return loss

    total, taken = ROUNDS * -(-len(lessons) // BATCH), 0
    for number in range(ROUNDS):
        losses = []
        with click.progressbar(draw_batches(lessons, chance), label=f"round {number + 1}") as batches:
            for batch in batches:
                share = min(1.0, (taken + 1) / (0.1 * total)) * max(0.0, 1 - taken / total)
                slow.learning_rate.assign(PACE * share)
                fast.learning_rate.assign(HEAD_PACE * share)
                losses.append(float(step(*_stack(batch))))
                taken += 1
        click.echo(f"  loss {np.mean(losses):.3f}")
    return {name: change.numpy() for name, change in encoder.changes.items()}


def _compare(logits: Any, truth: Any, width: int, weight: Any) -> Any:
    wanted = tf.one_hot(truth, width) * (1 - SMOOTHED) + SMOOTHED / width
    losses = tf.nn.softmax_cross_entropy_with_logits(wanted, logits)
    return tf.reduce_sum(losses * weight) / tf.maximum(tf.reduce_sum(weight), 1.0)


def _stack(batch: Sequence[Lesson]) -> tuple[Any, ...]:
    tokens = np.zeros((len(batch), max(len(lesson.tokens) for lesson in batch)), np.int32)
    for row, lesson in enumerate(batch):
        tokens[row, : len(lesson.tokens)] = lesson.tokens
    return (
        tokens,
        np.array([lesson.topic for lesson in batch], np.int32),
        np.array([lesson.act for lesson in batch], np.int32),
        np.array([lesson.weight for lesson in batch], np.float32),
    )


@click.command()
def main() -> None:
    """Learn the adaptation and keep it; build the encoder and train the model afterwards."""
    source = locate_weights()
    check_weights(source / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(source / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    lessons, topics, acts = read_lessons(tokenizer)
    click.echo(f"{len(lessons)} examples of {topics} topics and {acts} acts")
    store_changes(learn(lessons, topics, acts, load_file(source / "model.safetensors")))


if __name__ == "__main__":
    main()
