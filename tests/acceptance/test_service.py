"""The service as it is run: a process of its own, spoken to over HTTP, writing real mail to a real folder."""

from __future__ import annotations

import json
import signal
import time

import pytest

from tests.processes import REST, Service


def test_a_conversation_over_rest_becomes_a_brief_in_the_mailbox(service: Service) -> None:
    first = "just a plain yellow gold band, $900, size 10, no rush. You can reach me at sam@example.com"
    replies = service.say("sam", first)
    while replies[-1]["metadata"]["status"] != "submitted":
        asked = replies[-1]["metadata"]["asked"]
        replies = service.say("sam", {"name": "Sam Client, Boston", "confirm": "Yes, send it"}[asked])
    (letter,) = service.read_mail()
    assert letter["Subject"].startswith("[Custom JB-1001] Plain wedding band · tier 1 · $900")
    assert letter["To"] == "sales@josefinabailleres.com"
    assert letter["Reply-To"] == "Sam Client <sam@example.com>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_body(("plain",))
    assert text is not None
    assert first in text.get_content()
    (attachment,) = letter.iter_attachments()
    assert attachment.get_content_type() == "application/json"
    record = json.loads(attachment.get_content())
    assert record["decision"]["route"] == "email_sales"
    assert record["inquiry"]["ring_size"]["value"] == "10"


def test_an_edited_answer_is_live_after_a_signal_and_a_faulty_pack_never_is(service: Service) -> None:
    def answer(words: str) -> str:
        """Wait for an answer with these words; every try is a conversation of its own."""
        for attempt in range(50):
            replies = service.say(f"{words}-{attempt}", "do you take credit cards?")
            said = " ".join(reply["text"] for reply in replies)
            if words in said:
                return said
            time.sleep(0.1)
        raise AssertionError(f"nobody said {words!r}: {said}")

    path = service.home / "houses" / "josefina_bailleres" / "answers.yml"
    before = path.read_text(encoding="utf-8")
    assert "Yes, credit and debit cards" in before
    path.write_text(before.replace("Yes, credit and debit cards", "Certainly, all cards"), encoding="utf-8")
    service.process.send_signal(signal.SIGHUP)
    assert "Certainly, all cards" in answer("Certainly")
    path.write_text(
        before.replace("Yes, credit and debit cards", "For 99% more, all cards"), encoding="utf-8"
    )
    service.process.send_signal(signal.SIGHUP)
    for _ in range(100):
        if "the figure 99 % is not" in service.log.read_text() or "99%" in service.log.read_text():
            break
        time.sleep(0.05)
    else:
        raise AssertionError(service.log.read_text())
    assert "Certainly, all cards" in answer("Certainly")


def test_what_was_said_is_exported_and_erased_from_the_command_line(service: Service) -> None:
    service.say("erna", "I would like a custom brooch. My mail is erna@example.com")
    (export,) = json.loads(service.run("export", "--contact", "erna@example.com").stdout)
    assert export["inquiry"]["piece_type"] == "brooch"
    assert export["status"] == "collecting"
    assert "custom brooch" in export["messages"][0]["text"]
    assert "custom brooch" in service.run("transcript", "--conversation", export["conversation"]).stdout
    assert service.run("erase", "--conversation", export["conversation"]).returncode == 0
    gone = service.run("export", "--contact", "erna@example.com")
    assert gone.returncode != 0
    assert "no conversation" in gone.stderr


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"sender": "x"}', 400),
        (b'{"sender": "x", "message": ""}', 400),
        (b'{"sender": "", "message": "hi"}', 400),
        (b'{"sender": "x", "message": "hi", "metadata": {"house": "nowhere"}}', 400),
        (b'{"sender": "x", "message": "hi\\u0000there"}', 200),
        (b'{"sender": "x", "message": "ring \\ud83d please"}', 200),
        (b'{"sender": "x", "message": "/restart"}', 200),
        (b'{"sender": "x", "message": "/inform{\\"metal\\": \\"tin\\"}"}', 200),
        (json.dumps({"sender": "long", "message": "ring " * 20_000}).encode(), 200),
    ],
)
def test_bad_input_gets_a_clear_answer_and_never_a_server_error(
    service: Service, body: bytes, status: int
) -> None:
    got, answer = service.post(REST, body)
    assert got == status
    if status == 400:
        assert answer["error"]
        assert answer["remedy"]
    else:
        assert answer[-1]["text"]


def test_a_command_typed_by_a_customer_changes_nothing(service: Service) -> None:
    service.say("mallory", "I want a custom engagement ring in platinum")
    before = service.say("mallory", "12k")[-1]["metadata"]["inquiry_id"]
    for command in ("/restart", "/session_start", '/inform{"budget": "1"}', "/action_submit_inquiry"):
        standing = service.say("mallory", command)[-1]["metadata"]
        assert standing["inquiry_id"] == before
        assert standing["status"] == "collecting"


def test_nothing_a_customer_writes_stands_in_the_log(service: Service) -> None:
    canary = "zanzibarian moonquartz"
    service.say("canary", f"I want a ring with a {canary}, mail canary.bird@example.com, +1 415 555 2671")
    service.say("canary", f"/restart {canary}")
    service.post(REST, f'{{"sender": "canary", "message": "{canary}'.encode())
    log = service.log.read_text()
    for secret in (canary, "canary.bird", "555 2671", "5552671"):
        assert secret not in log
