"""The stand-in for Twilio is read by Twilio's own library, and a person can text by it."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from click.testing import CliRunner
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator

from bot.__main__ import loupe
from bot.channels.twilio.client import Requests, open_client, write_credentials
from bot.simulation.exchange import Exchange
from bot.simulation.faults import FAULTS
from bot.simulation.messages import Message
from bot.simulation.terminal import Telephone
from tests.phones.lines import SID, SMS, TOKEN, open_account, simulate

ANN = "+14155550123"


async def test_the_library_sends_reads_lists_and_deletes() -> None:
    async with simulate(reports=False) as exchange:
        requests = Requests(exchange.url)
        client = open_client(open_account(api_url=exchange.url), requests)
        sent = await client.messages.create_async(to=ANN, from_=SMS, body="¡Hola!")
        assert (sent.status, sent.body, sent.num_segments, sent.direction) == (
            "queued",
            "¡Hola!",
            "1",
            "outbound-api",
        )
        for number in range(7):
            exchange.take(ANN, SMS, str(number))
        listed = await client.messages.list_async(to=SMS, page_size=3)
        assert [message.body for message in listed] == ["6", "5", "4", "3", "2", "1", "0"]
        assert listed[0].date_sent is not None
        assert (await client.messages(sent.sid).fetch_async()).sid == sent.sid
        assert await client.messages(sent.sid).delete_async()
        with pytest.raises(TwilioRestException) as missing:
            await client.messages(sent.sid).fetch_async()
        assert (missing.value.status, missing.value.code) == (404, 20404)
        await requests.close()


async def test_a_file_lies_behind_a_password_and_where_it_lies_wants_none() -> None:
    async with simulate() as exchange, aiohttp.ClientSession() as session:
        message = exchange.take(ANN, SMS, "", (("image/png", b"picture"),))
        requests = Requests(exchange.url)
        client = open_client(open_account(api_url=exchange.url), requests)
        (media,) = await client.messages(message.sid).media.list_async()
        address = exchange.url + media.uri.removesuffix(".json")
        assert message.announce(exchange.url)["MediaUrl0"] == address
        credentials = write_credentials(SID, TOKEN)
        async with session.get(address, allow_redirects=False) as refused:
            assert refused.status == 401
        async with session.get(address, headers=credentials, allow_redirects=False) as answer:
            assert answer.status == 307
            target = answer.headers["Location"]
        async with session.get(target, headers=credentials) as refused:
            assert refused.status == 400
        async with session.get(target) as answer:
            assert (await answer.read(), answer.content_type) == (b"picture", "image/png")
        assert await client.messages(message.sid).media(media.sid).delete_async()
        await requests.close()


async def test_webhooks_are_signed_as_the_library_verifies_them() -> None:
    seen: list[tuple[str, dict[str, str], str]] = []

    async def take(request: web.Request) -> web.Response:
        fields = {name: str(value) for name, value in (await request.post()).items()}
        seen.append((str(request.url), fields, request.headers["X-Twilio-Signature"]))
        return web.Response(text="<Response/>", content_type="text/xml")

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook#rc=3&rp=ct"
    async with simulate(address) as exchange:
        assert await exchange.text(ANN, SMS, "¿Qué tal?", ProfileName="Ánn") == 200
    await runner.cleanup()
    ((url, fields, signature),) = seen
    assert RequestValidator(TOKEN).validate(url, fields, signature)
    assert fields["Body"] == "¿Qué tal?"


async def test_a_plain_number_obeys_stop_itself() -> None:
    async with simulate(answers_stop=True) as exchange:
        exchange.take(ANN, SMS, "Stop")
        assert exchange.find_refusal({"To": ANN, "Body": "x"}) == FAULTS["21610"]
        exchange.take(ANN, SMS, "start")
        assert exchange.find_refusal({"To": ANN, "Body": "x"}) is None
        refusal = exchange.find_refusal({"To": ANN, "Body": "x" * 1601})
        assert refusal is not None
        assert refusal.code == 21617


class Deaf(Exchange):
    """An exchange whose webhooks nobody takes."""

    async def deliver(self, message: Message, address: str | None = None) -> int:
        """Deliver to nobody."""
        return 0


async def test_a_person_texts_from_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "ring.png").write_bytes(b"picture")
    exchange = Deaf(SID, TOKEN, "http://127.0.0.1:9/", reports=False)
    telephone = Telephone(exchange, ANN, SMS, whatsapp=False)
    for line in (
        "Hello", f"/photo {tmp_path}/ring.png like this", "/whatsapp", "/pick 2", "/place 19.4 -99.1",
        "/again", "/fault 429", "/fault nothing", "/photo nowhere", "/what",
    ):  # fmt: skip
        assert await telephone.type(line)
    assert not await telephone.type("/quit")
    said = list(exchange.messages.values())
    assert [(message.from_, message.body) for message in said] == [
        (ANN, "Hello"), (ANN, "like this"), (f"whatsapp:{ANN}", "2"), (f"whatsapp:{ANN}", ""),
    ]  # fmt: skip
    assert said[1].media[0].kind == "image/png"
    assert said[2].details["ButtonPayload"] == "2"
    assert list(exchange.faults) == [FAULTS["429"]]
    exchange.send({"To": ANN, "From": SMS, "Body": "¡Hola!"}, None)
    exchange.send({"To": "+14155550999", "From": SMS, "Body": "for somebody else"}, None)
    printed = capsys.readouterr().out
    assert "¡Hola!\n  6 characters, 1 segment\n" in printed
    assert "nowhere: No such file" in printed
    assert "the service answered nothing" in printed
    assert "for somebody else" not in printed


def test_the_command_says_which_settings_the_service_needs() -> None:
    result = CliRunner().invoke(loupe, ["simulate-twilio", "--port", "0"], input="/quit\n")
    assert result.exit_code == 0
    for name in ("ACCOUNT_SID", "AUTH_TOKEN", "API_URL", "NUMBERS"):
        assert f"export LOUPE_TWILIO_{name}=" in result.output
