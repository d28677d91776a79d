"""On a phone: silence where it is wanted, one confirmation, consent at first, choices by number, and help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.atelier.packs.pack import load_houses
from bot.channels.twilio.shaping import shape_for_sms
from bot.dialogue.agent import Computed, DialogueThread, Utterance
from bot.dialogue.trackers import Snapshot
from bot.dialogue.turn import Desk
from bot.store import Button, Inbound, Reply, Store, migrate, open_store
from tests.customers import HOUSE, fetch_briefs, now

ANN = "+14155550123"


@dataclass
class ListeningAssistant:
    """An assistant that repeats what it hears and offers two choices."""

    heard: list[str] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)

    async def compute(
        self,
        conversation: str,
        snapshot: Snapshot,
        text: str,
        message_id: str,
        metadata: dict[str, Any],
        *_: Any,
    ) -> Computed:
        """Say what was heard."""
        self.heard.append(text)
        self.told.append(metadata)
        buttons = (
            {"title": "A ring", "payload": "An engagement ring"},
            {"title": "No", "payload": "Not now"},
        )
        utterances = (Utterance("Welcome. I am an assistant."), Utterance(f"You said {text}", buttons))
        return Computed(utterances, {"slots": self.slots, "active_loop": "inquiry_form"}, None)


@dataclass
class Line:
    """A customer's line to the desk."""

    store: Store
    desk: Desk
    assistant: ListeningAssistant
    sent: int = 0

    async def say(self, *texts: str, sender: str = ANN, channel: str = "sms", **details: str) -> list[str]:
        """Send some messages in one burst; returns what waits to be sent for it."""
        for text in texts:
            self.sent += 1
            await self.desk.keep(
                Inbound(
                    channel=channel, sender=sender, house=HOUSE, text=text, external_id=str(self.sent),
                    metadata=details, quiet=timedelta(0) if channel != "web" else None,
                )
            )  # fmt: skip
        await self.desk.resume()
        return self.take_replies()

    def take_replies(self) -> list[str]:
        """Take what waits to be sent out of the outbox."""
        texts = []
        while delivery := self.store.claim_delivery(now(), timedelta(minutes=1), ("reply",)):
            self.store.mark_sent(delivery, now())
            texts.append(delivery.reply.text)
        return texts


@contextmanager
def open_line(folder: Path, thread: DialogueThread) -> Iterator[Line]:
    url = f"sqlite:///{folder / 'loupe.db'}"
    migrate(url)
    with open_store(url) as store:
        assistant = ListeningAssistant()
        desk = Desk(
            store,
            assistant,  # type: ignore[arg-type]
            thread,
            load_houses(),
            now,
            mail_domain="d.example",
            shapes={"sms": shape_for_sms, "whatsapp": shape_for_sms},
        )
        yield Line(store, desk, assistant)


@pytest.fixture
def thread() -> Iterator[DialogueThread]:
    thread = DialogueThread()
    yield thread
    thread.stop()


@pytest.fixture
def line(tmp_path: Path, thread: DialogueThread) -> Iterator[Line]:
    with open_line(tmp_path, thread) as line:
        yield line


async def test_a_burst_gets_one_message_and_the_consent_comes_with_the_first(line: Line) -> None:
    (first,) = await line.say("Hi", "A ring", "size 6")
    assert line.assistant.heard == ["Hi. A ring. size 6"]
    assert first.startswith("Welcome. I am an assistant.\nBy writing here you agree")
    assert first.endswith("You said Hi. A ring. size 6\n1. A ring\n2. No")
    (second,) = await line.say("gold")
    assert "agree" not in second
    conversation = line.store.find_conversation("sms", HOUSE, ANN)
    assert conversation
    (consent,) = line.store.export_conversation(conversation)["consents"]
    assert consent["words"] in first
    assert consent["channel"] == "sms"


async def test_the_number_of_the_phone_is_known_and_a_user_name_is_none(line: Line) -> None:
    await line.say("Hi")
    await line.say("Hi", sender=f"whatsapp:{ANN}", channel="whatsapp")
    await line.say("Hi", sender="whatsapp:US.1349", channel="whatsapp")
    assert [told["phone"] for told in line.assistant.told] == [ANN, ANN, None]


@pytest.mark.parametrize(
    "said", ["1", "1.", "1)", "#1", "option 1", "A ring", "a RING", "an engagement ring", "Opción 1"]
)
async def test_the_number_the_label_and_the_words_mean_the_same_choice(line: Line, said: str) -> None:
    await line.say("Hi")
    await line.say(said)
    assert line.assistant.heard[-1] == "An engagement ring"


async def test_a_button_means_its_choice_and_what_was_not_offered_is_words(line: Line) -> None:
    assert await line.say("1")
    assert line.assistant.heard[-1] == "1"
    await line.say("A ring", payload="1")
    assert line.assistant.heard[-1] == "An engagement ring"
    await line.say("Restart", payload="/restart")
    assert line.assistant.heard[-1] == "Restart"
    await line.say("3")
    assert line.assistant.heard[-1] == "3"


async def test_who_says_stop_gets_one_confirmation_and_then_silence(line: Line) -> None:
    await line.say("Hi")
    (confirmation,) = await line.say("STOP")
    assert "no more messages" in confirmation
    assert line.store.is_opted_out(HOUSE, ANN)
    for text in ("STOP", "hello?", "HELP", ""):
        assert await line.say(text) == []
    assert len(line.assistant.heard) == 1


async def test_who_starts_again_is_welcome(line: Line) -> None:
    await line.say("Hi")
    await line.say("please don't text me anymore")
    (welcome,) = await line.say("START")
    assert "welcome back" in welcome
    (reply,) = await line.say("A ring")
    assert "You said A ring" in reply
    await line.say("STOP")
    assert "welcome back" in (await line.say("Yes"))[0]


async def test_stop_in_a_burst_is_heard_and_the_last_wish_counts(line: Line) -> None:
    assert "no more messages" in (await line.say("A ring", "STOP", "now"))[0]
    assert "welcome back" in (await line.say("STOP", "START"))[0]
    assert line.assistant.heard == []


@pytest.mark.parametrize("kind", ["STOP", "START", "HELP"])
async def test_what_twilio_has_answered_already_is_not_answered_again(line: Line, kind: str) -> None:
    await line.say("Hi")
    assert await line.say("whatever the word was", opt_out=kind) == []
    assert line.store.is_opted_out(HOUSE, ANN) == (kind == "STOP")


async def test_help_names_house_and_people_and_the_conversation_goes_on(line: Line) -> None:
    await line.say("Hi")
    (reply,) = await line.say("HELP")
    assert reply.startswith("Josefina Baillères")
    assert "sales@josefinabailleres.com" in reply
    assert "You said HELP" in reply


async def test_help_is_given_while_people_answer_too(line: Line) -> None:
    line.assistant.slots = {"wants_person": True, "status": "submitted", "phone": ANN}
    await line.say("A person, please")
    (reply,) = await line.say("HELP")
    assert reply.startswith("Josefina Baillères")
    assert "You said" not in reply
    assert await line.say("Hello?") == []


async def test_spanish_is_answered_in_spanish(line: Line) -> None:
    (reply,) = await line.say("Hola, ya no me manden mensajes por favor")
    assert "ya no le enviaremos" in reply


async def test_who_says_so_on_a_page_is_texted_no_more(line: Line) -> None:
    line.assistant.slots = {"phone": ANN}
    await line.desk.answer(Inbound(channel="web", sender="v", house=HOUSE, text="hi", external_id="w1"))
    (reply,) = await line.desk.answer(
        Inbound(channel="web", sender="v", house=HOUSE, text="please stop texting me", external_id="w2")
    )
    assert "will not text" in reply.text
    assert line.store.is_opted_out(HOUSE, ANN)


async def test_on_a_page_without_a_number_the_assistant_answers(line: Line) -> None:
    replies = await line.desk.answer(
        Inbound(channel="web", sender="v", house=HOUSE, text="please stop texting me", external_id="w1")
    )
    assert "You said please stop texting me" in replies[-1].text


async def test_who_wants_silence_and_writes_all_the_same_reaches_people(line: Line) -> None:
    await line.say("A ring")
    await line.say("STOP")
    await line.say("Is it ready?")
    (letter,) = fetch_briefs(line.store)
    assert "asked for no more messages" in letter.mail.text
    assert "Is it ready?" in letter.mail.text


async def test_a_voice_message_is_answered_with_a_wish_for_words(line: Line) -> None:
    (reply,) = await line.say("", media="audio/ogg")
    assert "in words" in reply
    assert line.assistant.heard == []


def describe(replies: Sequence[Reply]) -> list[str]:
    return [reply.text for reply in shape_for_sms(replies)]


def test_a_turn_that_is_too_long_is_parted_and_its_choices_come_last() -> None:
    choices = (Button("Yes", "yes"), Button("No", "no"))
    replies = (Reply("One sentence. " * 150), Reply("Shall I?", choices, {"asked": "confirm"}))
    shaped = shape_for_sms(replies)
    assert [len(reply.text) <= 1_600 for reply in shaped] == [True, True]
    assert shaped[0].buttons == ()
    assert (shaped[-1].buttons, shaped[-1].metadata) == (choices, {"asked": "confirm"})
    assert shaped[-1].text.endswith("Shall I?\n1. Yes\n2. No")


def test_an_sms_is_written_in_plain_punctuation() -> None:
    assert describe([Reply("It’s “done” – ¡Hola!")]) == ['It\'s "done" - ¡Hola!']
