"""Whole intakes by telephone through the service as it is run, from the first text to the brief."""

from __future__ import annotations

import email
import email.policy
import io
import json
import logging
import sqlite3
import time
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from PIL import Image

from bot.simulation.exchange import Exchange
from bot.simulation.messages import Message
from tests.phones.lines import SMS, WHATSAPP, Service, serve, simulate, wait_for

ANN = "+14155550123"
ANA = "whatsapp:+525512345678"


def paint(color: str) -> tuple[str, bytes]:
    """A picture, as a telephone sends it."""
    target = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(target, "JPEG")
    return "image/jpeg", target.getvalue()


class Customer:
    """Somebody with a telephone, who reads an answer before writing again."""

    def __init__(self, exchange: Exchange, service: Service, number: str, house: str) -> None:
        self.exchange, self.service = exchange, service
        self.number, self.house = number, house

    def list_texts(self) -> list[str]:
        """List what came from the house."""
        return self.exchange.list_texts(self.number)

    async def say(self, *texts: str, media: tuple[tuple[str, bytes], ...] = (), **details: str) -> str:
        """Send some messages, the pictures with the first one; returns the answer."""
        heard = len(self.list_texts())
        for place, text in enumerate(texts):
            message = self.exchange.take(
                self.number, self.house, text, media if place == 0 else (), **details
            )
            assert await self.exchange.deliver(message, self.service.webhook) == 200
        await wait_for(lambda: len(self.list_texts()) > heard)
        return self.list_texts()[-1]

    async def answer_questions(self, said: str, answers: dict[str, str], limit: int = 15) -> str:
        """Answer whatever is asked, by the words of the question, until nothing more is."""
        for _ in range(limit):
            answer = next((answer for words, answer in answers.items() if words in said), None)
            if answer is None:
                return said
            said = await self.say(answer)
        raise AssertionError(f"still asked: {said}")


def read_letters(service: Service) -> list[EmailMessage]:
    """Read the letters in the local mailbox, oldest first."""
    folder = service.home / "mail" / "new"
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime) if folder.exists() else []
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)  # type: ignore[misc]
        for path in paths
    ]


def find_letter(service: Service, number: str) -> EmailMessage:
    """Find the brief of an inquiry."""
    (found,) = (letter for letter in read_letters(service) if number in letter["Subject"])
    return found


def read_record(letter: EmailMessage) -> dict[str, object]:
    """Read the inquiry that is attached to a brief."""
    (part,) = (part for part in letter.walk() if part.get_content_type() == "application/json")
    record: dict[str, object] = json.loads(part.get_content())["inquiry"]
    return record


def count_pictures(letter: EmailMessage) -> int:
    return sum(part.get_content_type() == "image/jpeg" for part in letter.walk())


async def test_intakes_by_sms_and_whatsapp_end_in_briefs_with_their_pictures(tmp_path: Path) -> None:
    async with simulate() as exchange, serve(tmp_path, exchange, LOUPE_TWILIO_DELETE_MEDIA="true") as service:
        exchange.media_lag = 2
        ann = Customer(exchange, service, ANN, SMS)
        first = await ann.say("Hi!", "I'd like a plain yellow gold band", "$900, size 10")
        assert "automated assistant" in first
        assert "STOP" in first
        assert len(ann.list_texts()) == 1
        said = await ann.say("like this, no rush", media=(paint("gold"),))
        assert "picture" in said
        confirmed = await ann.answer_questions(
            said,
            {
                "name": "Ann Client, Boston",
                "call or text you": "1",
                "pass this on": "yes",
                "read this conv": "Yes",
            },
        )
        assert "in good hands" in confirmed
        await wait_for(lambda: len(read_letters(service)) == 1)
        letter = find_letter(service, "JB-1001")
        record = read_record(letter)
        assert record["phone"] == ANN
        assert record["ring_size"]["value"] == "10"  # type: ignore[index]
        assert count_pictures(letter) == 1
        text = letter.get_body(("plain",))
        assert text is not None
        assert "Ann Client" in text.get_content()

        ana = Customer(exchange, service, ANA, WHATSAPP)
        said = await ana.say("", media=(paint("navy"),), ProfileName="Ana")
        assert "picture" in said
        said = await ana.say("¡Hola! Quiero un anillo de compromiso con un zafiro azul de 2 quilates")
        assert "asistente" in "".join(ana.list_texts()) or "Anotado" in said
        said = await ana.say("uno así", media=(paint("blue"),))
        confirmed = await ana.answer_questions(
            said,
            {
                "¿Puede nuestro equipo leer": "1",
                "llamarle": "1",
                "¿Será un diseño": "1",
                "¿Qué lo describe": "1",
                "se viera y se sintiera": "Clásico, con una banda delgada de platino",
                "imagina": "Clásico, con una banda delgada de platino",
                "lo que más le gusta": "Me gustan los engastes finos y no quiero un halo",
                "quiera evitar": "Me gustan los engastes finos y no quiero un halo",
                "qué piedras": "Un zafiro azul, hay que buscarlo",
                "Hay una fecha": "Para junio",
                "presupuesto": "$12,000 USD",
                "metal": "platino",
                "talla": "US 6",
                "nombre": "Ana Pérez, Ciudad de México",
                "conversación con el equipo": "Por video, los lunes por la tarde",
            },
        )
        assert "buenas manos" in confirmed
        await wait_for(lambda: len(read_letters(service)) == 2)
        letter = find_letter(service, "JB-1002")
        assert count_pictures(letter) == 2
        assert read_record(letter)["language"] == "es"
        text = letter.get_body(("plain",))
        assert text is not None
        assert "¡Hola! Quiero un anillo" in text.get_content()
        await wait_for(partial(has_no_media, exchange))
        assert ANN not in service.log
        assert "Pérez" not in service.log

        again = Customer(exchange, service, f"whatsapp:{ANN}", WHATSAPP)
        said = await again.say("custom platinum wedding band please, size 10, $6,000, no stones, no rush")
        confirmed = await again.answer_questions(
            said,
            {
                "new design": "A custom design",
                "describes it best": "A custom design",
                "picture it": "simple and smooth",
                "look and feel": "simple and smooth",
                "like most": "nothing else",
                "stones": "no stones",
                "name": "Ann Client, Boston",
                "call or text": "yes",
                "virtual": "virtual",
                "pass this on": "yes",
                "read this conversation": "1",
            },
        )
        assert "in good hands" in confirmed
        await wait_for(lambda: len(read_letters(service)) == 3)
        text = find_letter(service, "JB-1003").get_body(("plain",))
        assert text is not None
        assert "on SMS: inquiry JB-1001" in text.get_content()


def has_no_media(exchange: Exchange) -> bool:
    return not any(message.media for message in exchange.messages.values())


async def test_what_came_while_the_service_was_away_is_answered_once_and_in_order(tmp_path: Path) -> None:
    async with simulate() as exchange:
        began = exchange.clock()
        missed: list[Message] = []
        for number in range(500):
            message = exchange.take(f"+1415{5570000 + number % 100:07d}", SMS, f"message {number}")
            missed.append(message)
        spread(missed, began.timestamp())
        started = time.perf_counter()
        async with serve(tmp_path, exchange) as service:
            await wait_for(lambda: len({sent.to for sent in exchange.outbound}) == 100, 120)
            for message in missed[:50]:
                assert await exchange.deliver(message, service.webhook) == 200
            await wait_for(lambda: is_quiet(service), 60)
            took = time.perf_counter() - started
        transcripts = read_inbox(tmp_path)
    logging.getLogger(__name__).warning("500 missed messages answered within %.0f s of the start", took)
    assert [words for words, _ in transcripts] == [f"message {number}" for number in range(500)]
    assert {state for _, state in transcripts} == {"done"}
    assert len({sent.sid for sent in exchange.outbound}) == len(exchange.outbound)


def spread(messages: list[Message], until: float) -> None:
    """Date messages over the ten minutes before a moment, to the second as Twilio does."""
    for place, message in enumerate(messages):
        seconds = int(until - 600 - 15 + place * 600 / len(messages))
        message.at = type(message.at).fromtimestamp(seconds, tz=message.at.tzinfo)


def is_quiet(service: Service) -> bool:
    return all(state == "done" for _, state in read_inbox(service.home))


def read_inbox(home: Path) -> list[tuple[str, str]]:
    """Read the texts that came in, in their order, each with its state."""
    with sqlite3.connect(home / "loupe.db") as connection:
        return list(connection.execute("SELECT text, state FROM inbox ORDER BY id"))
