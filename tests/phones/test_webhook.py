"""The webhooks: signed or not at all, and whatever comes, nothing breaks and nothing false is kept.

LOUPE_STORM sets the number of malformed and forged ones; the full size is 10,000.
"""

from __future__ import annotations

import base64
import os
import random
from collections.abc import AsyncIterator
from urllib.parse import parse_qsl, urlencode

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from yarl import URL

from bot.channels.twilio.form import Form
from tests.fakes import EchoDesk, create_service
from tests.phones.lines import HOUSE, SID, SMS, TOKEN, WHATSAPP, open_account

WEBHOOK, STATUS = "/webhooks/twilio", "/webhooks/twilio/status"
MESSAGE = "SM" + "0a" * 16
FORGED = int(os.environ.get("LOUPE_STORM", "1500"))
Fields = dict[str, str]


@pytest.fixture
def desk() -> EchoDesk:
    return EchoDesk()


@pytest_asyncio.fixture
async def client(desk: EchoDesk) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(create_service(desk, account=open_account()))) as client:
        yield client


def write(**changes: str | None) -> Fields:
    """The form of a text; a field that is None is left out."""
    fields = {
        "MessageSid": MESSAGE,
        "AccountSid": SID,
        "From": "+14155550123",
        "To": SMS,
        "Body": "Hello",
        "NumMedia": "0",
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}


def sign(fields: Fields, target: str = WEBHOOK, token: str = TOKEN) -> str:
    signature: str = RequestValidator(token).compute_signature(f"https://desk.example.com{target}", fields)
    return signature


async def post(
    client: TestClient,
    fields: Fields,
    target: str = WEBHOOK,
    *,
    signature: str | None = None,
    body: bytes | None = None,
) -> tuple[int, str]:
    signature = sign(fields, target) if signature is None else signature
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if signature:
        headers["X-Twilio-Signature"] = signature
    data = urlencode(fields).encode() if body is None else body
    answer = await client.post(URL(target, encoded=True), data=data, headers=headers)
    return answer.status, await answer.text()


def test_the_librarys_own_vector_is_verified_over_our_form() -> None:
    fields = {
        "CallSid": "CA1234567890ABCDE", "Digits": "1234", "From": "+14158675309", "To": "+18005551212",
        "Caller": "+14158675309",
    }  # fmt: skip
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert RequestValidator("12345").validate(url, Form(list(fields.items())), "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


VALUES = st.text(st.characters(codec="utf-8"), max_size=30)


@given(st.lists(st.tuples(VALUES.filter(bool), VALUES), max_size=12), st.integers(min_value=0))
@settings(max_examples=300, deadline=None)
def test_any_form_is_verified_as_it_was_signed_and_no_bit_of_it_can_change(
    pairs: list[tuple[str, str]], bit: int
) -> None:
    validator, url = RequestValidator(TOKEN), f"https://desk.example.com{WEBHOOK}"
    read = parse_qsl(urlencode(pairs), keep_blank_values=True)
    assert read == pairs
    signature = validator.compute_signature(url, Form(pairs))
    assert validator.validate(url, Form(read), signature)
    digest = bytearray(base64.b64decode(signature))
    digest[bit // 8 % len(digest)] ^= 1 << bit % 8
    assert not validator.validate(url, Form(read), base64.b64encode(digest).decode())


async def test_a_text_is_kept_before_twilio_hears_that_it_was_received(
    client: TestClient, desk: EchoDesk
) -> None:
    assert await post(client, write(Body="¡Hola! ¿Qué tal?", ProfileName="Ana")) == (200, "<Response/>")
    (kept,) = desk.taken
    assert (kept.channel, kept.sender, kept.house, kept.text) == (
        "sms",
        "+14155550123",
        HOUSE,
        "¡Hola! ¿Qué tal?",
    )
    assert kept.external_id == MESSAGE
    assert kept.metadata == {"to": SMS, "profile": "Ana"}


async def test_the_answer_is_one_that_twilio_reads(client: TestClient) -> None:
    fields = write()
    answer = await client.post(WEBHOOK, data=fields, headers={"X-Twilio-Signature": sign(fields)})
    assert answer.content_type == "text/xml"


@pytest.mark.parametrize(
    ("changes", "text", "details"),
    [
        ({"Body": None, "NumMedia": "1", "MediaUrl0": "https://a.example", "MediaContentType0": "audio/ogg"},
         "", {"media": ["audio/ogg"]}),
        ({"Body": ""}, "", {}),
        ({"Body": "Yes", "ButtonText": "Yes", "ButtonPayload": "1"}, "Yes", {"payload": "1"}),
        ({"Body": None, "ButtonText": "Yes", "ButtonPayload": "1"}, "Yes", {"payload": "1"}),
        ({"Body": "", "Latitude": "19.43", "Longitude": "-99.13"}, "📍 19.43, -99.13",
         {"latitude": "19.43", "longitude": "-99.13"}),
        ({"Body": "", "Latitude": "1", "Longitude": "2", "Label": "Bellas Artes", "Address": "Av. Juárez"},
         "📍 Bellas Artes, Av. Juárez",
         {"latitude": "1", "longitude": "2", "label": "Bellas Artes", "address": "Av. Juárez"}),
        ({"Body": "STOP", "OptOutType": "STOP"}, "STOP", {"opt_out": "STOP"}),
        ({"Body": "look", "Forwarded": "true"}, "look", {"forwarded": "true"}),
        ({"Body": "/restart"}, "／restart", {}),
        ({"Body": "a\x00b", "Unheard": "of"}, "ab", {}),
    ],
)  # fmt: skip
async def test_what_phones_send_is_read(
    client: TestClient, desk: EchoDesk, changes: Fields, text: str, details: Fields
) -> None:
    assert (await post(client, write(**changes)))[0] == 200
    assert (desk.taken[0].text, desk.taken[0].metadata) == (text, {"to": SMS, **details})


@pytest.mark.parametrize("sender", ["whatsapp:+5215512345678", "whatsapp:US.13491208655302741918"])
async def test_who_writes_on_whatsapp_need_not_have_a_number(
    client: TestClient, desk: EchoDesk, sender: str
) -> None:
    assert (await post(client, write(From=sender, To=WHATSAPP)))[0] == 200
    assert (desk.taken[0].channel, desk.taken[0].sender) == ("whatsapp", sender)


async def test_the_same_message_again_changes_nothing_and_neither_does_another_under_its_id(
    client: TestClient, desk: EchoDesk
) -> None:
    for changes in ({}, {}, {"Body": "Another"}, {"From": "+14155550199"}):
        assert (await post(client, write(**changes)))[0] == 200
    assert len(desk.taken) == 1


async def test_without_the_store_nothing_is_acknowledged(client: TestClient, desk: EchoDesk) -> None:
    desk.available = False
    assert (await post(client, write()))[0] == 503


@pytest.mark.parametrize("target", [WEBHOOK, f"{WEBHOOK}?a=b&a=%2f%2F", "/webhooks/%74wilio"])
async def test_the_raw_target_is_what_is_signed(client: TestClient, target: str) -> None:
    assert (await post(client, write(), target))[0] == 200
    assert (await post(client, write(), target, signature=sign(write(), f"{target}#x")))[0] == 403


@pytest.mark.parametrize("url", ["https://desk.example.com:443", "https://desk.example.com"])
async def test_twilio_signs_with_the_port_or_without(client: TestClient, url: str) -> None:
    signature = RequestValidator(TOKEN).compute_signature(f"{url}{WEBHOOK}", write())
    assert (await post(client, write(), signature=signature))[0] == 200


@pytest.mark.parametrize("target", [WEBHOOK, STATUS])
@pytest.mark.parametrize("signature", ["", "x", "é", "=" * 28, "A" * 4_000], ids=len)
async def test_what_is_not_signed_is_refused_before_it_is_judged(
    client: TestClient, desk: EchoDesk, target: str, signature: str
) -> None:
    for fields in (write(), {}, {"MessageSid": "nonsense"}):
        assert (await post(client, fields, target, signature=signature))[0] == 403
    assert desk.taken == []
    assert desk.reported == []


async def test_without_an_account_nothing_is_taken(desk: EchoDesk) -> None:
    async with TestClient(TestServer(create_service(desk))) as client:
        assert (await post(client, write()))[0] == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"MessageSid": None}, {"MessageSid": ""}, {"MessageSid": "SM1"}, {"MessageSid": MESSAGE.upper()},
        {"MessageSid": MESSAGE + "\n"}, {"AccountSid": None}, {"AccountSid": "AC" + "6" * 32}, {"From": None},
        {"From": ""}, {"From": "+1\n2"}, {"From": "+1" * 200}, {"To": None}, {"To": "+19995550100"},
        {"To": f"{WHATSAPP} "}, {"NumMedia": "many"}, {"NumMedia": "-1"},
    ],
)  # fmt: skip
async def test_what_is_signed_and_malformed_is_the_senders_fault(
    client: TestClient, desk: EchoDesk, changes: dict[str, str | None]
) -> None:
    status, body = await post(client, write(**changes))
    assert status == 400
    assert '"remedy"' in body
    assert desk.taken == []


async def test_fields_parted_anew_under_a_captured_signature_change_nothing(
    client: TestClient, desk: EchoDesk
) -> None:
    fields = write()
    assert (await post(client, fields))[0] == 200
    glued = {name: value for name, value in fields.items() if name not in ("Body", "From")}
    glued["BodyHelloFrom"] = "+14155550123"
    assert (await post(client, glued, signature=sign(fields)))[0] in (400, 403)
    assert len(desk.taken) == 1


async def test_a_report_counts_once_for_each_status(client: TestClient, desk: EchoDesk) -> None:
    report = {"MessageSid": MESSAGE, "AccountSid": SID, "MessageStatus": "sent", "To": "+1", "From": SMS}
    for status in ("sent", "sent", "delivered", "undelivered", "Sent!"):
        code = {"ErrorCode": "30007"} if status == "undelivered" else {}
        assert (await post(client, {**report, "MessageStatus": status, **code}, STATUS))[0] == 200
    assert desk.reported == [
        (MESSAGE, "sent", None), (MESSAGE, "delivered", None), (MESSAGE, "undelivered", "30007")
    ]  # fmt: skip
    assert (await post(client, report | {"MessageSid": "x"}, STATUS))[0] == 400
    desk.available = False
    assert (await post(client, report, STATUS))[0] == 503


async def test_thousands_of_malformed_and_forged_webhooks_change_nothing_and_break_nothing(
    client: TestClient, desk: EchoDesk
) -> None:
    dice = random.Random(7)
    for number in range(FORGED):
        fields, body = mangle(dice)
        signed = dice.random() < 0.3 and body is None
        signature = sign(fields) if signed else dice.choice(["", "AAAA", sign(fields, token="8" * 32)])
        target = dice.choice([WEBHOOK, WEBHOOK, STATUS, f"{WEBHOOK}?{number}"])
        status, _ = await post(client, fields, target, signature=signature, body=body)
        assert 400 <= status < 500, (status, fields)
        assert status == 403 or signed, (status, fields)
    assert desk.taken == []
    assert desk.reported == []


def mangle(dice: random.Random) -> tuple[Fields, bytes | None]:
    """A form that nothing may come of, and perhaps bytes that are no form at all."""
    fields = write()
    broken = dice.choice(["MessageSid", "AccountSid", "From", "To"])
    rubbish = [
        "",
        "\x00",
        "é" * 500,
        "SM" + "G" * 32,
        "' OR 1=1 --",
        "${jndi}",
        "A" * 5_000,
        "\N{RIGHT-TO-LEFT OVERRIDE}",
    ]
    if dice.random() < 0.5:
        fields[broken] = dice.choice(rubbish)
        if broken == "From" and fields[broken] not in ("", "\x00", "A" * 5_000):
            fields["To"] = "nowhere"
    else:
        del fields[broken]
    for _ in range(dice.randint(0, 20)):
        fields[f"Field{dice.randint(0, 99)}"] = dice.choice(rubbish)
    bodies = [
        None, None, None, b"", b"%", b"%zz=%ff", b"\xff\xfe", b"&" * 2_000, b"a=" * 9_999,
        dice.randbytes(300), b"{}", b"A" * 200_000, urlencode({f"p{n}": "" for n in range(1_000)}).encode(),
    ]  # fmt: skip
    return fields, dice.choice(bodies)
