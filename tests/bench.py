"""The speed of a turn against stock Rasa, in the same run: `make bench`.

Both answer the same conversations, message by message, on one thread. Loupe's turn is measured whole (kept,
computed, committed, with fsync) and computed alone; stock Rasa runs its default pipeline and policies with
the same domain, rules and actions, and the actions in a server of their own, as its documentation sets it up.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle
from pathlib import Path
from uuid import uuid4

from bot.logs import configure_logs

configure_logs()

from rasa.core.agent import Agent  # noqa: E402
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage  # noqa: E402
from rasa.utils.endpoints import EndpointConfig  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from bot.atelier.packs.pack import load_houses  # noqa: E402
from bot.dialogue.agent import Assistant, DialogueThread  # noqa: E402
from bot.dialogue.trackers import NEW_CONVERSATION, Snapshot  # noqa: E402
from bot.dialogue.turn import Desk  # noqa: E402
from bot.settings import Settings  # noqa: E402
from bot.store import migrate, open_store  # noqa: E402
from tests.customers import Customer, now  # noqa: E402
from tests.evaluation.asking import load_questions  # noqa: E402

ROOT = Path(__file__).parents[1]
ROUNDS = 12
WARM_UP = 2
LONG = 200
"""Turns of the conversation that shows whether the cost grows with its length."""
SHORT, AROUND = 10, 8
"""How many short conversations it is compared with, and over how many turns around the tenth."""
ANSWERS = 200
"""Policy questions that are asked, each new to the encoder."""
TODAY = date(2026, 11, 21)

CONVERSATIONS = [
    [
        "Hi! I'm looking for a custom engagement ring, oval teal sapphire about 2ct, size 6, around 12k, "
        "platinum. We're getting married next October. You can write to me at client@example.com",
        "Clean and low, like a river pebble. I love bezels and dislike halos.",
        "Ana Client, Boston",
        "A virtual one, weekday mornings",
        "Yes, send it",
    ],
    [
        "Hello", "an engagement ring", "something designed just for me", "Art deco. I don't like halos",
        "an emerald cut diamond, please find one", "in about a year", "do you take credit cards?", "12k",
        "18k yellow gold", "actually make it 15k", "I don't know my ring size", "Ana, New York",
        "ana@example.com", "virtual, any day after 5pm", "Yes, send it",
    ],
    [
        "I'd like to redesign my grandmother's opal ring, it has a scratch. I can send photos. It is for "
        "Christmas", "A pendant she would have liked", "not sure", "I don't know", "skip", "Maria Client",
        "maria@example.com", "yes please",
    ],
    [
        "Could you make a custom pendant for about $3,000? p@example.com", "not sure", "no rush", "gold",
        "Pat", "yes",
    ],
    ["just a plain gold band, $900", "no rush", "10", "Sam, Boston", "sam@example.com", "yes"],
]  # fmt: skip

STOCK = """
recipe: default.v1
assistant_id: stock
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - {name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 4}
  - {name: DIETClassifier, epochs: 20, constrain_similarities: true}
  - name: EntitySynonymMapper
  - {name: ResponseSelector, epochs: 20, constrain_similarities: true}
  - {name: FallbackClassifier, threshold: 0.3, ambiguity_threshold: 0.1}
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
  - {name: UnexpecTEDIntentPolicy, max_history: 5, epochs: 20}
  - {name: TEDPolicy, max_history: 5, epochs: 20, constrain_similarities: true}
"""
"""Rasa's default pipeline and policies, with fewer rounds of training: answering costs the same."""

Say = Callable[[str, str], Awaitable[object]]


async def time_turns(say: Say, rounds: int = ROUNDS) -> list[float]:
    """Hold every conversation several times; returns milliseconds a turn, without the first rounds."""
    spent = []
    for _ in range(rounds + WARM_UP):
        for conversation in CONVERSATIONS:
            sender = uuid4().hex
            for text in conversation:
                start = time.perf_counter()
                await say(sender, text)
                spent.append((time.perf_counter() - start) * 1000)
    return spent[WARM_UP * sum(map(len, CONVERSATIONS)) :]


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


async def bench_loupe() -> tuple[list[float], list[float], float]:
    """Measure Loupe: whole turns, computed alone, and turn 200 of a conversation against turn 10."""
    assistant, thread = Assistant(Settings().model), DialogueThread()
    snapshots: dict[str, Snapshot] = {}

    async def compute(sender: str, text: str) -> None:
        metadata = {"house": "josefina_bailleres", "today": TODAY.isoformat()}
        before = snapshots.get(sender, NEW_CONVERSATION)
        computed = await assistant.compute(sender, before, text, uuid4().hex, metadata)
        snapshots[sender] = computed.snapshot

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/loupe.db"
        migrate(url)
        with open_store(url) as store:
            desk = Desk(
                store, assistant, thread, load_houses(), now, mail_domain="bench.example", today=TODAY
            )
            customers: dict[str, Customer] = {}

            async def answer(sender: str, text: str) -> None:
                await customers.setdefault(sender, Customer(desk)).say(text)

            whole = await time_turns(answer)
            computed = await thread.run(time_turns(compute))
            growth = await measure_growth(answer)
    thread.stop()
    return whole, computed, growth


async def measure_answers() -> list[float]:
    """Measure turns that ask a policy question, computed alone; no question comes twice."""
    assistant, spent = Assistant(Settings().model), []
    questions = [question for question in load_questions() if not question.after]
    for number, question in enumerate(questions[: ANSWERS + WARM_UP * 10]):
        metadata = {"house": question.house, "today": TODAY.isoformat()}
        start = time.perf_counter()
        await assistant.compute(str(number), NEW_CONVERSATION, question.words, uuid4().hex, metadata)
        spent.append((time.perf_counter() - start) * 1000)
    return spent[WARM_UP * 10 :]


async def measure_growth(say: Say) -> float:
    """Compare the end of one long conversation of digressions with turn 10 of short ones.

    They take turns, so that whatever else the machine does slows both alike.
    """

    async def spend(sender: str, text: str) -> float:
        start = time.perf_counter()
        await say(sender, text)
        return time.perf_counter() - start

    long, early, late = digress(), [], []
    for _ in range(LONG - SHORT * AROUND):
        await spend("long", next(long))
    for number in range(SHORT):
        short = digress()
        for _ in range(10 - AROUND // 2):
            await spend(f"short {number}", next(short))
        for _ in range(AROUND):
            early.append(await spend(f"short {number}", next(short)))
            late.append(await spend("long", next(long)))
    return percentile(late, 0.5) / percentile(early, 0.5)


def digress() -> Iterator[str]:
    """Say what keeps a conversation going for ever: a wish, and then anything but answers."""
    yield "I want a custom engagement ring"
    yield from cycle(["thank you", "do you take credit cards?"])


@contextmanager
def stock_rasa() -> Iterator[tuple[Path, str]]:
    """Train stock Rasa on the same data and serve its actions; yields the model and the endpoint."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "data", folder / "data")
        for examples in (folder / "data" / "nlu").glob("*.yml"):
            _thin_out(examples)
        shutil.copy(ROOT / "domain.yml", folder)
        (folder / "config.yml").write_text(STOCK, encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        rasa = str(Path(sys.executable).with_name("rasa"))
        subprocess.run(
            [rasa, "train", "--fixed-model-name", "stock"], cwd=folder, env=environment, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
        actions = subprocess.Popen(
            [rasa, "run", "actions", "--port", str(port)], cwd=ROOT, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port)
            yield folder / "models" / "stock.tar.gz", f"http://127.0.0.1:{port}/webhook"
        finally:
            actions.terminate()
            actions.wait(20)


def _thin_out(path: Path) -> None:
    """Keep every tenth example: answering costs the same, and training takes minutes instead of an hour."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    examples = [number for number, line in enumerate(lines) if line.startswith("      - ")]
    dropped = set(examples) - set(examples[::10])
    firsts = {number + 1 for number, line in enumerate(lines) if line.strip() == "examples: |"}
    path.write_text("".join(line for n, line in enumerate(lines) if n not in dropped - firsts), "utf-8")


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the action server did not come up")


async def bench_stock(model: Path, endpoint: str) -> list[float]:
    """Measure stock Rasa; to be called in a process that has taken none of our shortcuts."""
    agent = Agent.load(model, action_endpoint=EndpointConfig(endpoint))

    async def say(sender: str, text: str) -> None:
        await agent.handle_message(UserMessage(text, CollectingOutputChannel(), sender))

    return await time_turns(say, rounds=2)


def measure_stock(model: Path, endpoint: str) -> list[float]:
    """Measure stock Rasa in a process of its own."""
    command = [sys.executable, "-m", "tests.bench", str(model), endpoint]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    spent: list[float] = json.loads(output.splitlines()[-1])
    return spent


def main() -> None:
    """Measure both and print the table."""
    if len(sys.argv) == 3:
        print(json.dumps(asyncio.run(bench_stock(Path(sys.argv[1]), sys.argv[2]))))  # noqa: T201
        return
    console = Console()
    console.print("· measuring Loupe")
    whole, computed, growth = asyncio.run(bench_loupe())
    answers = asyncio.run(measure_answers())
    console.print("· training stock Rasa with its default pipeline (some minutes)")
    with stock_rasa() as (model, endpoint):
        console.print("· measuring stock Rasa")
        stock = measure_stock(model, endpoint)
    table = Table("", "p50 ms", "p95 ms", "stock p50 ÷", "stock p95 ÷")
    for name, spent in (
        ("Loupe, whole turn", whole), ("Loupe, computed alone", computed),
        ("Loupe, a policy question, computed alone", answers), ("stock Rasa", stock),
    ):  # fmt: skip
        half, most = percentile(spent, 0.5), percentile(spent, 0.95)
        ratios = (percentile(stock, 0.5) / half, percentile(stock, 0.95) / most)
        table.add_row(name, f"{half:.1f}", f"{most:.1f}", f"{ratios[0]:.1f}", f"{ratios[1]:.1f}")
    console.print(table)
    console.print(f"Turn {LONG} of one conversation costs {growth:.2f} × turn 10.")


if __name__ == "__main__":
    main()
