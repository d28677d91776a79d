"""The trained assistant, embedded: one message in, what it says and what it now knows out."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted

from bot.atelier.questions import Guess
from bot.atelier.readers.reading import Mention, Message
from bot.dialogue.action_endpoint import InProcessActions
from bot.dialogue.runner import OrderedRunner
from bot.dialogue.shortcuts import take_shortcuts
from bot.dialogue.trackers import Snapshot, TurnTrackers, take_snapshot
from bot.dialogue.voice import Voice

T = TypeVar("T")
RECALL: Final = "action_recall"


class ModelMissing(Exception):
    """There is no trained model at the given place; `make train` makes one."""


@dataclass(frozen=True)
class Utterance:
    """One message of Loupe's, with its quick replies."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    source: str | None = None
    """The section of the house's documents that it quotes."""


@dataclass(frozen=True)
class Computed:
    """What a message makes of a conversation, before anything is committed."""

    utterances: tuple[Utterance, ...]
    snapshot: Snapshot
    failure: str | None
    """The action that failed, if one did: then nothing of this may be committed."""


@dataclass(frozen=True)
class Parsed:
    """What the model makes of a message on its own."""

    message: Message
    rankings: tuple[tuple[Guess, ...], ...]
    """The topics nearest to each of its questions, best first."""
    may_ask: bool
    """Whether it looks like a question at all."""


class CollectedUtterances(OutputChannel):
    """An output channel that keeps each message whole instead of splitting it at blank lines."""

    def __init__(self) -> None:
        self.utterances: list[Utterance] = []

    @classmethod
    def name(cls) -> str:
        """Name the channel as Rasa's response filters see it."""
        return "loupe"

    async def send_text_message(self, recipient_id: str, text: str, **told: Any) -> None:
        """Keep a message."""
        self.utterances.append(Utterance(text.strip(), source=told.get("source")))

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **_: Any
    ) -> None:
        """Keep a message with its quick replies."""
        choices = tuple({"title": b["title"], "payload": b.get("payload") or b["title"]} for b in buttons)
        self.utterances.append(Utterance(text.strip(), choices))


class Assistant:
    """A trained model with its actions, computing one turn at a time."""

    def __init__(self, model: Path) -> None:
        if not model.is_file():
            raise ModelMissing(f"There is no trained model at {model}. Run `make train`.")
        take_shortcuts()
        self._actions = InProcessActions()
        self._trackers = TurnTrackers()
        # A Voice of no words makes Rasa skip its own; the model's domain fills it on loading.
        agent = Agent.load(model, generator=Voice({}), action_endpoint=self._actions)
        self._domain = agent.domain
        self._processor = agent.processor
        # Rasa wraps a tracker store so that its failures are swallowed: this one is put in bare.
        self._processor.tracker_store = self._trackers
        self._processor.graph_runner = OrderedRunner(self._processor.graph_runner)

    async def compute(
        self,
        conversation: str,
        snapshot: Snapshot,
        text: str,
        message_id: str,
        metadata: dict[str, Any],
        returns: bool = False,
    ) -> Computed:
        """Let the model answer one message, given where the conversation stands.

        A customer who returns after a long silence hears first where it stood.
        """
        self._actions.failure = None
        self._trackers.put(conversation, snapshot, self._domain)
        channel = CollectedUtterances()
        if returns:
            await self._recall(conversation, channel)
        await self._processor.handle_message(
            UserMessage(text, channel, conversation, message_id=message_id, metadata=metadata)
        )
        tracker = self._trackers.take(conversation)
        return Computed(tuple(channel.utterances), take_snapshot(tracker), self._actions.failure)

    async def parse(self, text: str, after: str | None = None) -> Parsed:
        """Let the model read one message, perhaps as one that follows upon a question."""
        data = await self._processor.parse_message(UserMessage(text, metadata={"after": after}))
        mentions = [
            Mention(label=e["entity"], value=e["value"], start=e["start"], end=e["end"])
            for e in data["entities"]
        ]
        rankings = tuple(tuple(Guess(**guess) for guess in ranking) for ranking in data["questions"])
        return Parsed(Message(text=text, mentions=tuple(mentions)), rankings, bool(data["may_ask"]))

    def word(self, response: str) -> str:
        """Word a response of the domain in English, as it is said first."""
        text: str = self._domain.responses[response][0]["text"]
        return text

    async def _recall(self, conversation: str, channel: CollectedUtterances) -> None:
        prediction = PolicyPrediction.for_action_name(self._domain, RECALL)
        tracker = await self._processor.execute_action(
            conversation, RECALL, channel, self._processor.nlg, prediction
        )
        # Without it the rules would take the message for something said in the middle of an action.
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))


class DialogueThread:
    """A thread with a loop of its own, so that acknowledgements and health checks never wait for a turn."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="dialogue", daemon=True)
        self._thread.start()

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine in the thread and wait for it from the calling loop."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    async def probe(self) -> bool:
        """Say whether the thread still turns."""
        await self.run(asyncio.sleep(0))
        return True

    def stop(self) -> None:
        """End the thread after the turn that is running."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
