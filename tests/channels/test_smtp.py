"""Letters by SMTP against a real server: what each answer, and each silence, is taken for."""

from __future__ import annotations

import socket
import ssl
from datetime import datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.channels.failures import (
    AuthFailure,
    DeliveryFailure,
    PermanentFailure,
    TransientFailure,
    UnknownOutcome,
    Unreachable,
)
from bot.channels.mail import Letter, compose
from bot.channels.smtp import SmtpMailbox
from tests.channels.postal import Clerk, PostOffice

LETTER = Letter(
    message_id="<jb-1042.1.abc@maison.example>",
    date=datetime(2026, 11, 21, tzinfo=timezone.utc),
    sender=("Maison", "desk@maison.example"),
    to="custom@maison.example",
    subject="A ring",
    text="The wish.\n.\n..two dots\n",
    html="<p>The wish.</p>",
    json_text="{}",
)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A certificate that the server signed for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "post.example")])
    now = datetime.now(timezone.utc)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path_factory.mktemp("tls") / "server.pem"
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *form) + signed.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    return context


def mailbox(office: PostOffice, user: str = "", query: str = "", seconds: float = 5) -> SmtpMailbox:
    url = f"smtp://{user}127.0.0.1:{office.port}{query}"
    return SmtpMailbox(url, local_name="loupe.example", step_seconds=seconds, letter_seconds=2 * seconds)


async def test_an_accepted_letter_arrives_whole_and_leaves_a_receipt() -> None:
    clerk = Clerk()
    async with PostOffice(clerk) as office:
        receipt = await mailbox(office).deliver(LETTER)
    assert receipt == "250 2.0.0 queued as 4711"
    assert clerk.received == [compose(LETTER)]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("421 4.3.0 closing", Unreachable),
        ("450 4.2.1 busy", TransientFailure),
        ("451 4.7.1 greylisted", TransientFailure),
        ("452 4.2.2 full", TransientFailure),
        ("530 5.7.0 who are you", AuthFailure),
        ("535 5.7.8 bad credentials", AuthFailure),
        ("550 5.1.1 no such user", PermanentFailure),
        ("552 5.3.4 too large", PermanentFailure),
        ("554 5.7.1 refused", PermanentFailure),
    ],
)
async def test_an_answer_says_what_to_do_next(step: str, answer: str, failure: type[DeliveryFailure]) -> None:
    clerk = Clerk(answers={step: answer})
    async with PostOffice(clerk) as office:
        with pytest.raises(DeliveryFailure) as caught:
            await mailbox(office).deliver(LETTER)
    assert type(caught.value) is failure
    assert str(caught.value) == f"{answer[:9]} at {step}"
    assert not clerk.received


@pytest.mark.parametrize(("step", "failure"), [("MAIL", TransientFailure), ("DATA", UnknownOutcome)])
async def test_an_answer_that_makes_no_sense_is_no_acceptance(
    step: str, failure: type[DeliveryFailure]
) -> None:
    async with PostOffice(Clerk(answers={step: "299 whatever"})) as office:
        with pytest.raises(DeliveryFailure) as caught:
            await mailbox(office).deliver(LETTER)
    assert type(caught.value) is failure


async def test_a_server_that_drags_every_answer_out_is_given_up_on() -> None:
    clerk = Clerk(answers={"EHLO": "slow", "MAIL": "slow", "RCPT": "slow"})
    async with PostOffice(clerk) as office:
        box = SmtpMailbox(f"smtp://127.0.0.1:{office.port}", local_name="loupe.example", letter_seconds=0.5)
        with pytest.raises(TransientFailure, match="no answer at MAIL"):
            await box.deliver(LETTER)
    assert not clerk.received


async def test_what_a_server_says_in_words_is_not_kept() -> None:
    async with PostOffice(Clerk(answers={"RCPT": "550 Elena is unknown here"})) as office:
        with pytest.raises(PermanentFailure) as caught:
            await mailbox(office).deliver(LETTER)
    assert str(caught.value) == "550 at RCPT"


async def test_a_server_that_does_not_greet_is_out_of_reach() -> None:
    async with PostOffice(Clerk(answers={"EHLO": "421 busy"})) as office:
        with pytest.raises(Unreachable):
            await mailbox(office).deliver(LETTER)


@pytest.mark.parametrize("manner", ["drop", "hang"])
@pytest.mark.parametrize(
    ("step", "failure"),
    [("EHLO", Unreachable), ("MAIL", TransientFailure), ("RCPT", TransientFailure), ("DATA", UnknownOutcome)],
)
async def test_silence_before_the_letter_is_for_later_and_after_it_unknown(
    step: str, failure: type[DeliveryFailure], manner: str
) -> None:
    async with PostOffice(Clerk(answers={step: manner})) as office:
        with pytest.raises(DeliveryFailure) as caught:
            await mailbox(office, seconds=0.4 if manner == "hang" else 5).deliver(LETTER)
    assert type(caught.value) is failure


async def test_a_server_that_takes_the_letter_and_hangs_up_leaves_it_unknown() -> None:
    clerk = Clerk(drop_after_dot=1)
    async with PostOffice(clerk) as office:
        box = mailbox(office)
        with pytest.raises(UnknownOutcome, match="no answer at DATA"):
            await box.deliver(LETTER)
        assert not await box.find(LETTER.message_id)
        await box.deliver(LETTER)
    assert clerk.message_ids == [LETTER.message_id] * 2
    assert clerk.received[0] == clerk.received[1]


async def test_a_server_that_is_not_there_is_out_of_reach() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        box = SmtpMailbox(f"smtp://127.0.0.1:{unused.getsockname()[1]}", local_name="loupe.example")
        with pytest.raises(Unreachable, match="no answer at connect"):
            await box.deliver(LETTER)


async def test_the_right_password_is_let_in_and_the_wrong_one_stops_the_queue() -> None:
    clerk = Clerk()
    async with PostOffice(clerk, password=True) as office:
        await mailbox(office, "desk%40maison:right@", "?starttls=off").deliver(LETTER)
        with pytest.raises(AuthFailure, match=r"535 5\.7\.8 at AUTH"):
            await mailbox(office, "desk:wrong@", "?starttls=off").deliver(LETTER)
        with pytest.raises(AuthFailure, match=r"530 5\.7\.0 at MAIL"):
            await mailbox(office).deliver(LETTER)
    assert clerk.logins[0] == (b"desk@maison", b"right")
    assert len(clerk.received) == 1


async def test_a_server_that_knows_no_passwords_stops_the_queue() -> None:
    async with PostOffice(Clerk(knows_passwords=False)) as office:
        with pytest.raises(AuthFailure, match="no answer at AUTH"):
            await mailbox(office, "desk:right@", "?starttls=off").deliver(LETTER)


async def test_a_password_never_travels_in_the_clear_unless_told_to() -> None:
    clerk = Clerk()
    async with PostOffice(clerk, password=True) as office:
        with pytest.raises(Unreachable):
            await mailbox(office, "desk:right@").deliver(LETTER)
    assert not clerk.logins


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(certificate: ssl.SSLContext) -> None:
    clerk = Clerk()
    async with PostOffice(clerk, tls=certificate) as office:
        with pytest.raises(Unreachable):
            await mailbox(office, query="?starttls=required").deliver(LETTER)
    assert not clerk.received


async def test_starttls_is_used_where_offered(certificate: ssl.SSLContext) -> None:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    clerk = Clerk()
    async with PostOffice(clerk, tls=certificate) as office:
        box = SmtpMailbox(f"smtp://127.0.0.1:{office.port}", tls=trusting, local_name="loupe.example")
        await box.deliver(LETTER)
    assert clerk.message_ids == [LETTER.message_id]


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("smtp://host", 25),
        ("smtp://user:password@host", 587),
        ("smtps://user:password@host", 465),
        ("smtp://host:2525?starttls=off", 2525),
    ],
)
def test_a_url_without_a_port_means_the_usual_one(url: str, port: int) -> None:
    assert SmtpMailbox(url).port == port


@pytest.mark.parametrize(
    "url", ["", "host", "http://u:secret@host", "smtp://", "smtp://u:secret@host?starttls=perhaps"]
)
def test_a_url_that_cannot_be_understood_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="URL") as caught:
        SmtpMailbox(url)
    assert "secret" not in str(caught.value)


def test_a_mailbox_does_not_show_its_password() -> None:
    assert repr(SmtpMailbox("smtp://user:secret@host")) == "SmtpMailbox(host:587)"
