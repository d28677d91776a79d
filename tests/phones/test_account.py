"""The settings for Twilio work, or are refused with what to change; and what can be verified there is."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bot.__main__ import loupe
from bot.atelier.packs.pack import load_houses
from bot.channels.twilio.account import AccountFault, describe_account
from bot.channels.twilio.inspection import inspect_account
from bot.channels.twilio.pace import Pace
from bot.phones import find_account
from bot.settings import Settings
from tests.phones.lines import HOUSE, NUMBERS, SID, SMS, TOKEN, WHATSAPP, open_account, simulate

TEMPLATE = "HX" + "1" * 32


@pytest.mark.parametrize(
    ("setting", "changes"),
    [
        ("ACCOUNT_SID", {"sid": "SK" + "1" * 32}),
        ("ACCOUNT_SID", {"sid": "AC123"}),
        ("AUTH_TOKEN", {"token": " "}),
        ("PUBLIC_URL", {"public_url": "desk.example.com"}),
        ("PUBLIC_URL", {"public_url": "https://user:word@desk.example.com"}),
        ("PUBLIC_URL", {"public_url": "https://desk.example.com?a=b"}),
        ("PUBLIC_URL", {"public_url": "https://desk.example.com:99999"}),
        ("API_URL", {"api_url": "api.twilio.com"}),
        ("NUMBERS", {"numbers": {}}),
        ("NUMBERS", {"numbers": {"4155550100": HOUSE}}),
        ("NUMBERS", {"numbers": {SMS: "nowhere"}}),
        ("MESSAGING_SERVICE_SID", {"messaging_service_sid": "AC" + "1" * 32}),
        ("WINDOW_TEMPLATE", {"window_template": "hello"}),
        ("QUICK_REPLIES", {"quick_replies": {4: TEMPLATE}}),
        ("QUICK_REPLIES", {"quick_replies": {2: "hello"}}),
        ("PACE", {"pace": -1.0}),
    ],
)
def test_settings_that_cannot_work_are_named_with_a_remedy(setting: str, changes: dict[str, object]) -> None:
    with pytest.raises(AccountFault, match=setting) as fault:
        open_account(**changes).check(load_houses())
    assert fault.value.remedy


def test_settings_that_can_work_are_taken() -> None:
    numbers = {SMS: HOUSE, WHATSAPP: HOUSE, "73522": HOUSE}
    open_account(numbers=numbers, window_template=TEMPLATE, quick_replies={3: TEMPLATE}).check(load_houses())


@pytest.mark.parametrize("missing", ["sid", "token", "public_url"])
def test_half_an_account_is_refused(missing: str) -> None:
    fields = {
        "sid": SID,
        "token": TOKEN,
        "public_url": "https://d.example",
        "api_key": None,
        "numbers": NUMBERS,
    }
    with pytest.raises(AccountFault, match="is missing"):
        describe_account(**(fields | {missing: None}))  # type: ignore[arg-type]


def test_without_any_setting_there_is_no_account() -> None:
    assert find_account(Settings()) is None


def test_no_secret_is_shown() -> None:
    assert TOKEN not in repr(open_account(api_key=("SK1", TOKEN)))


async def test_what_twilio_knows_of_the_numbers_is_verified() -> None:
    async with simulate("https://desk.example.com/webhooks/twilio#rc=3") as exchange:
        findings = await inspect_account(open_account(api_url=exchange.url))
        assert [finding.is_right for finding in findings] == [True, True, None, True]
        exchange.webhook = "https://elsewhere.example/"
        findings = await inspect_account(open_account(api_url=exchange.url))
        assert [finding.is_right for finding in findings] == [True, False, None, False]
        exchange.token = "another"
        (finding,) = await inspect_account(open_account(api_url=exchange.url))
        assert finding.is_right is False
        assert "token" in finding.says
    (finding,) = await inspect_account(open_account(api_url="http://127.0.0.1:9"))
    assert finding.is_right is False


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LOUPE_TWILIO_NUMBERS", "{", "twilio_numbers"),
        ("LOUPE_TWILIO_ACCOUNT_SID", SID, "LOUPE_TWILIO_AUTH_TOKEN: is missing"),
        ("LOUPE_TWILIO_NUMBERS", json.dumps(NUMBERS), "LOUPE_TWILIO_ACCOUNT_SID: is missing"),
        ("LOUPE_TWILIO_QUIET", "60", "LOUPE_TWILIO_QUIET"),
    ],
)
def test_the_check_says_what_is_wrong_with_the_settings(name: str, value: str, said: str) -> None:
    result = CliRunner().invoke(loupe, ["check"], env={name: value})
    assert result.exit_code != 0
    assert said in result.output


def test_a_number_sends_no_faster_than_its_pace() -> None:
    clock = [0.0]
    pace = Pace(2.0, lambda: clock[0])
    assert [pace.book("a", 1, 10), pace.book("a", 3, 10), pace.book("b", 1, 10)] == [0.0, 0.5, 0.0]
    assert pace.book("a", 1, 1) == 2.0
    clock[0] = 2.0
    assert pace.book("a", 1, 1) == 0.0
    assert Pace(0).book("a", 9, 1) == 0.0
