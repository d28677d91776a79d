"""The texter over the real library and a stand-in for Twilio: everything goes out once, or people are told.

LOUPE_STORM sets the number of calls in the storm of faults.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.atelier.packs.pack import load_houses
from bot.channels.twilio.account import Account
from bot.channels.twilio.client import Requests, open_client
from bot.channels.twilio.notices import draft_notice
from bot.channels.twilio.texter import Texter
from bot.simulation.exchange import Exchange
from bot.simulation.faults import FAULTS, Fault
from bot.store import Button, Delivery, Inbound, MailDraft, Reply, Store, TurnOutcome, migrate, open_store
from tests.phones.lines import HOUSE, SMS, WHATSAPP, open_account, simulate

START = datetime(2026, 11, 21, 12, 0, tzinfo=timezone.utc)
CALLS = min(int(os.environ.get("LOUPE_STORM", "300")), 1_000)
ANN = "+14155550123"


@dataclass
class Clock:
    """A clock that the test moves."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Post:
    """A texter with all that it works with."""

    store: Store
    clock: Clock
    exchange: Exchange
    texter: Texter
    alarms: list[str] = field(default_factory=list)
    asked: int = 0

    def say(self, *replies: Reply, to: str = ANN, number: str = SMS, house: str = HOUSE) -> str:
        """Let a customer write, and the desk answer; gives the conversation's id."""
        self.asked += 1
        channel = "whatsapp" if to.startswith("whatsapp:") else "sms"
        inbound = Inbound(
            channel=channel, sender=to, house=house, text="hi", external_id=f"SM{self.asked:032x}",
            metadata={"to": number}, quiet=timedelta(0),
        )  # fmt: skip
        received = self.store.receive(inbound, self.clock())
        self.exchange.take(to, number, "hi")
        turn = self.store.load_turn(received.inbox_id)
        self.store.commit_turn(turn, TurnOutcome(state={}, replies=replies), self.clock())
        return received.conversation_id

    async def work(self, rounds: int = 1, **span: float) -> None:
        """Send what is due, then let time pass, some times over."""
        for _ in range(rounds):
            while await self.texter.send_next():
                pass
            self.clock.advance(**(span or {"seconds": 45}))

    async def hear(self) -> None:
        """Draw the consequences of what was reported."""
        for report in self.store.list_failures():
            await self.texter._settle_report(report)

    def list_letters(self) -> list[MailDraft]:
        """Take the letters to the house's people out of the outbox."""
        letters = []
        while delivery := self.store.claim_delivery(self.clock(), timedelta(minutes=5), ("brief",)):
            self.store.mark_sent(delivery, self.clock())
            letters.append(delivery.mail)
        return letters

    def has_work(self) -> bool:
        """Whether something still waits to be sent, now or later."""
        with self.store._database.reading() as connection:
            waiting = "SELECT count(*) FROM outbox WHERE kind = 'reply' AND state IN ('waiting', 'sending')"
            return bool(connection.exec_driver_sql(waiting).scalar())

    def list_states(self, conversation_id: str) -> list[str]:
        """List the states of a conversation's deliveries."""
        deliveries = self.store.export_conversation(conversation_id)["deliveries"]
        return [delivery["state"] for delivery in deliveries if delivery["kind"] == "reply"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    migrate(url)
    with open_store(url) as opened:
        yield opened


@asynccontextmanager
async def open_post(store: Store, *, seconds: float = 0.3, **account: object) -> AsyncIterator[Post]:
    """Open a post over a store; an answer of Twilio's may take that many seconds."""
    clock, houses = Clock(), load_houses()
    async with simulate(clock=clock, reports=False) as exchange:
        requests = Requests(exchange.url, seconds=seconds)
        named: Account = open_account(api_url=exchange.url, **account)

        def draft(delivery: Delivery, code: str | None) -> MailDraft:
            thread = store.load_thread(delivery.conversation_id)
            return draft_notice(delivery, code, houses[delivery.house], thread, "desk.example")

        alarms: list[str] = []
        texter = Texter(
            queue=store,
            account=named,
            client=open_client(named, requests),
            draft_notice=draft,
            clock=clock,
            dice=random.Random(3),
            raise_alarm=alarms.append,
        )
        yield Post(store, clock, exchange, texter, alarms)
        await requests.close()


async def test_a_reply_goes_out_once_from_the_number_that_was_written_to(store: Store) -> None:
    async with open_post(store, numbers={"+14155550199": HOUSE, SMS: HOUSE, WHATSAPP: HOUSE}) as post:
        conversation = post.say(Reply("¡Hola!"))
        await post.work(3)
        (sent,) = post.exchange.outbound
        assert (sent.from_, sent.to, sent.body) == (SMS, ANN, "¡Hola!")
        assert sent.sent["StatusCallback"].startswith("https://desk.example.com/webhooks/twilio/status#")
        assert post.list_states(conversation) == ["sent"]
        assert store.export_conversation(conversation)["deliveries"][0]["receipt"] == sent.sid


async def test_a_number_that_is_no_longer_ours_is_replaced_and_without_any_people_are_told(
    store: Store,
) -> None:
    async with open_post(store) as post:
        post.say(Reply("Hello"), number="+14155550177")
        conversation = post.say(Reply("Hello"), to="whatsapp:+15550001111", house="atlier_jewelry")
        await post.work()
        assert [sent.from_ for sent in post.exchange.outbound] == [SMS]
        assert post.list_states(conversation) == ["parked"]
        assert len(post.list_letters()) == 1


async def test_a_messaging_service_sends_what_is_no_whatsapp(store: Store) -> None:
    service = "MG" + "1" * 32
    async with open_post(store, messaging_service_sid=service) as post:
        post.say(Reply("Hello"))
        post.say(Reply("Hello"), to="whatsapp:+15550001111", number=WHATSAPP)
        await post.work()
        assert [sent.sent.get("MessagingServiceSid") for sent in post.exchange.outbound] == [service, None]


async def test_the_parts_of_a_long_reply_keep_their_order(store: Store) -> None:
    async with open_post(store) as post:
        post.exchange.faults.append(FAULTS["429"])
        post.say(Reply("one"), Reply("two"), Reply("three"))
        await post.work(4)
        assert post.exchange.list_texts(ANN) == ["one", "two", "three"]


@pytest.mark.parametrize("name", ["hang", "500-accepted", "bad-json"])
async def test_a_message_that_may_have_gone_out_is_looked_for_before_it_is_sent_again(
    store: Store, name: str
) -> None:
    async with open_post(store) as post:
        post.exchange.faults.append(FAULTS[name])
        conversation = post.say(Reply("Hello"))
        await post.work(3)
        assert post.exchange.list_texts(ANN) == ["Hello"]
        assert post.list_states(conversation) == ["sent"]


@pytest.mark.parametrize("name", ["500", "time-out"])
async def test_a_message_that_did_not_go_out_is_sent_again(store: Store, name: str) -> None:
    async with open_post(store) as post:
        post.exchange.faults.append(FAULTS[name])
        post.say(Reply("Hello"))
        await post.work(3)
        assert post.exchange.list_texts(ANN) == ["Hello"]


async def test_the_same_words_to_the_same_customer_are_not_taken_for_the_lost_message(store: Store) -> None:
    async with open_post(store) as post:
        post.say(Reply("Hello"))
        await post.work()
        post.exchange.faults.append(FAULTS["500"])
        post.say(Reply("Hello"))
        await post.work(3)
        assert post.exchange.list_texts(ANN) == ["Hello", "Hello"]


async def test_a_process_that_died_after_sending_does_not_send_twice(store: Store) -> None:
    async with open_post(store) as post:
        post.say(Reply("Hello"))
        dead = store.claim_delivery(post.clock(), timedelta(minutes=5), ("reply",))
        assert dead is not None
        await post.texter._carry(dead)
        post.clock.advance(minutes=6)
        await post.work()
        assert post.exchange.list_texts(ANN) == ["Hello"]


async def test_when_twilio_says_when_to_come_back_nobody_comes_earlier(store: Store) -> None:
    async with open_post(store) as post:
        post.exchange.faults.append(Fault(429, 20429, retry_after=120))
        post.say(Reply("Hello"))
        post.say(Reply("Hello"), to="+14155550124")
        await post.work(2, seconds=50)
        assert post.exchange.outbound == []
        await post.work(3, seconds=50)
        assert len(post.exchange.outbound) == 2


async def test_a_wrong_token_stops_the_queue_tells_once_and_keeps_everything(store: Store) -> None:
    async with open_post(store) as post:
        post.exchange.token = "another"
        conversation = post.say(Reply("Hello"))
        await post.work(10, minutes=6)
        assert post.alarms == ["replies stopped: 20003 at twilio"]
        post.exchange.token = post.texter.account.token
        await post.work(2, minutes=6)
        assert post.list_states(conversation) == ["sent"]


async def test_who_has_opted_out_gets_nothing_but_the_one_confirmation(store: Store) -> None:
    async with open_post(store) as post:
        post.say(Reply("Before"))
        store.silence(HOUSE, ANN, post.clock())
        conversation = post.say(Reply("Goodbye", metadata={"permitted": True}), Reply("And another thing"))
        post.say(Reply("On WhatsApp"), to=f"whatsapp:{ANN}", number=WHATSAPP)
        await post.work(3)
        assert [sent.body for sent in post.exchange.outbound] == ["Goodbye"]
        assert post.list_states(conversation) == ["parked", "sent", "parked"]
        assert post.list_letters() == []


async def test_who_opted_out_at_the_carrier_is_written_to_no_more_and_people_hear_of_it_once(
    store: Store,
) -> None:
    async with open_post(store) as post:
        post.exchange.faults.append(FAULTS["21610"])
        post.say(Reply("Hello"), Reply("There"))
        await post.work(3)
        assert len(post.exchange.requests) == 1
        assert store.is_opted_out(HOUSE, ANN)
        (letter,) = post.list_letters()
        assert "opted out" in letter.text


@pytest.mark.parametrize(("name", "words"), [("21211", "not valid"), ("63016", "more than a day ago")])
async def test_what_cannot_be_delivered_is_parked_with_a_letter(store: Store, name: str, words: str) -> None:
    async with open_post(store) as post:
        post.exchange.faults.append(FAULTS[name])
        conversation = post.say(Reply("The secret answer"))
        await post.work(3)
        assert post.list_states(conversation) == ["parked"]
        (letter,) = post.list_letters()
        assert words in letter.text
        assert "The secret answer" in letter.text
        assert letter.to == "custom@josefinabailleres.com"


async def test_on_whatsapp_a_template_is_sent_to_who_was_last_heard_more_than_a_day_ago(store: Store) -> None:
    template = "HX" + "2" * 32
    async with open_post(store, window_template=template) as post:
        post.say(Reply("Your\nanswer"), to="whatsapp:+15550001111", number=WHATSAPP)
        post.clock.advance(hours=23, minutes=59, seconds=58)
        await post.work(1, seconds=3)
        assert post.exchange.outbound[-1].body == "Your\nanswer"
        post.say(Reply("Your\nanswer"), to="whatsapp:+15550001112", number=WHATSAPP)
        post.clock.advance(hours=24)
        await post.work()
        sent = post.exchange.outbound[-1].sent
        assert (sent["ContentSid"], sent["ContentVariables"]) == (template, '{"1": "Your answer"}')
        assert "Body" not in sent


async def test_without_a_template_people_are_told(store: Store) -> None:
    async with open_post(store) as post:
        post.say(Reply("Your answer"), to="whatsapp:+15550001111", number=WHATSAPP)
        post.clock.advance(hours=24)
        await post.work()
        assert post.exchange.requests == []
        assert len(post.list_letters()) == 1


async def test_choices_are_buttons_where_there_is_a_template_for_them(store: Store) -> None:
    template = "HX" + "3" * 32
    choices = (Button("Yes", "Yes, send it"), Button("No", "No"))
    async with open_post(store, quick_replies={2: template}) as post:
        post.say(Reply("Shall I?", choices), to="whatsapp:+15550001111", number=WHATSAPP)
        await post.work()
        sent = post.exchange.outbound[-1].sent
        assert sent["ContentSid"] == template
        assert sent["ContentVariables"] == '{"1": "Shall I?", "2": "Yes", "3": "No"}'


async def test_buttons_that_twilio_refuses_become_a_list(store: Store) -> None:
    choices = (Button("Yes", "Yes, send it"), Button("No", "No"))
    async with open_post(store, quick_replies={2: "HX" + "3" * 32}) as post:
        post.exchange.faults.append(Fault(400, 21656))
        post.say(Reply("Shall I?", choices), to="whatsapp:+15550001111", number=WHATSAPP)
        await post.work()
        (sent,) = post.exchange.outbound
        assert sent.body == "Shall I?\n1. Yes\n2. No"
        assert post.list_letters() == []


async def test_a_reply_that_cannot_be_read_does_not_hold_up_the_next(store: Store) -> None:
    async with open_post(store) as post:
        broken = post.say(Reply("broken"))
        with store._database.writing() as connection:
            connection.exec_driver_sql("UPDATE outbox SET payload = '{}'")
        post.say(Reply("whole"), to="+14155550124")
        await post.work(3)
        assert [sent.body for sent in post.exchange.outbound] == ["whole"]
        assert broken


async def report(post: Post, conversation: str, *statuses: tuple[str, str | None]) -> None:
    receipt = store_receipt(post, conversation)
    for status, code in statuses:
        post.store.keep_report(receipt, status, code, post.clock())
    await post.hear()


def store_receipt(post: Post, conversation: str) -> str:
    (delivery,) = (
        row for row in post.store.export_conversation(conversation)["deliveries"] if row["kind"] == "reply"
    )
    return str(delivery["receipt"])


@pytest.mark.parametrize(
    ("code", "alarms"), [("30007", 1), ("30034", 1), ("30005", 0), (None, 0), ("99999", 0)]
)
async def test_a_failure_that_the_carrier_reports_reaches_people_once(
    store: Store, code: str | None, alarms: int
) -> None:
    async with open_post(store) as post:
        conversation = post.say(Reply("Hello"))
        await post.work()
        for _ in range(3):
            await report(post, conversation, ("sent", None), ("undelivered", code), ("failed", code))
        assert post.list_states(conversation) == ["parked"]
        assert len(post.list_letters()) == 1
        assert len(post.alarms) == alarms


async def test_a_telephone_out_of_reach_is_tried_once_more(store: Store) -> None:
    async with open_post(store) as post:
        conversation = post.say(Reply("Hello"))
        await post.work()
        await report(post, conversation, ("undelivered", "30003"))
        await post.work(2, minutes=15)
        assert post.exchange.list_texts(ANN) == ["Hello", "Hello"]
        await report(post, conversation, ("undelivered", "30003"))
        await post.work(2, minutes=15)
        assert len(post.exchange.outbound) == 2
        assert post.list_states(conversation) == ["parked"]


async def test_what_has_arrived_is_not_undone_by_a_late_failure(store: Store) -> None:
    async with open_post(store) as post:
        conversation = post.say(Reply("Hello"))
        await post.work()
        await report(post, conversation, ("delivered", None), ("undelivered", "30005"))
        assert post.list_states(conversation) == ["sent"]
        assert post.list_letters() == []


async def test_a_report_that_comes_before_the_receipt_is_not_lost(store: Store) -> None:
    async with open_post(store) as post:
        conversation = post.say(Reply("Hello"))
        delivery = store.claim_delivery(post.clock(), timedelta(minutes=5), ("reply",))
        assert delivery is not None
        store.keep_report("SM" + "f" * 32, "undelivered", "30005", post.clock())
        await post.hear()
        assert post.list_states(conversation) == ["sending"]
        store.mark_sent(delivery, post.clock(), "SM" + "f" * 32)
        await post.hear()
        assert post.list_states(conversation) == ["parked"]


async def test_in_a_storm_of_faults_each_has_its_class_and_nothing_is_sent_twice(store: Store) -> None:
    dice = random.Random(5)
    names = ["429", "500", "500-accepted", "hang", "time-out", "bad-json", "21610", "63016", "30007"]
    async with open_post(store, seconds=0.05) as post:
        faults = [dice.choice(names) if dice.random() < 0.6 else None for _ in range(CALLS)]
        post.exchange.faults.extend(FAULTS[name] if name else None for name in faults)
        conversations = {
            f"+1415{number:07d}": post.say(Reply(f"Answer {number}"), to=f"+1415{number:07d}")
            for number in range(CALLS)
        }
        for _ in range(200):
            await post.work(1, minutes=5)
            if not post.has_work():
                break
        for sent in [sent for sent in post.exchange.outbound if sent.error_code]:
            store.keep_report(sent.sid, "undelivered", str(sent.error_code), post.clock())
        while store.list_failures():
            await post.hear()
        texts = Counter(sent.to for sent in post.exchange.outbound)
        assert set(texts.values()) == {1}
        ran_into = {fields["To"]: fault for fault, fields in post.exchange.requests if fault}
        stopped = {FAULTS["21610"], FAULTS["63016"], FAULTS["30007"]}
        for to, conversation in conversations.items():
            expected = "parked" if ran_into.get(to) in stopped else "sent"
            assert post.list_states(conversation) == [expected], ran_into.get(to)
        letters = post.list_letters()
        assert len(letters) == sum(fault in stopped for fault in ran_into.values())
        refused = {to for to, fault in ran_into.items() if fault == FAULTS["21610"]}
        assert not refused & set(texts)
        assert {to for to in conversations if store.is_opted_out(HOUSE, to)} == refused
        assert len(post.alarms) == sum(fault == FAULTS["30007"] for fault in ran_into.values())
