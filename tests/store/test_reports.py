"""What carriers report counts once for each status, in whatever order it comes, and ends with its message."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.store import Delivery, MailDraft, Store
from tests.store.people import LEASE, NOW, answer

SID = "SM" + "1" * 32


def send(store: Store) -> Delivery:
    """Send one reply, which Twilio takes under its id."""
    answer(store, "Hello", "1", "Hi", answered=False)
    delivery = store.claim_delivery(NOW, LEASE)
    assert delivery is not None
    store.mark_sent(delivery, NOW, SID)
    return delivery


@pytest.mark.parametrize("order", permutations(("sent", "delivered", "read")))
def test_the_furthest_status_counts(store: Store, order: tuple[str, ...]) -> None:
    send(store)
    for status in order:
        assert store.keep_report(SID, status, None, NOW)
        assert not store.keep_report(SID, status, None, NOW)
    assert store.find_status(SID) == "read"
    assert store.find_status("SM" + "2" * 32) is None


def test_a_failure_has_its_consequences_once(store: Store) -> None:
    delivery = send(store)
    store.keep_report(SID, "undelivered", "30005", NOW)
    (report,) = store.list_failures()
    assert (report.code, report.delivery.id) == ("30005", delivery.id)
    letter = MailDraft(message_id="<n@d.test>", to="a@b.test", subject="s", text="t")
    assert store.settle_failure(report, NOW, letter=letter)
    assert not store.settle_failure(report, NOW, letter=letter)
    assert store.list_failures() == ()
    claimed = store.claim_delivery(NOW, LEASE)
    assert claimed is not None
    assert claimed.mail.subject == "s"


def test_a_message_that_is_sent_again_has_a_receipt_of_its_own(store: Store) -> None:
    send(store)
    store.keep_report(SID, "undelivered", "30003", NOW)
    (report,) = store.list_failures()
    assert store.settle_failure(report, NOW, again_at=NOW)
    again = store.claim_delivery(NOW, LEASE)
    assert again is not None
    assert (again.attempts, again.uncertain) == (2, False)
    store.mark_sent(again, NOW, "SM" + "2" * 32)
    assert store.list_receipts([SID, "SM" + "2" * 32]) == {"SM" + "2" * 32}


def test_the_erased_leave_no_reports(store: Store) -> None:
    delivery = send(store)
    store.keep_report(SID, "delivered", None, NOW)
    store.erase_conversation(delivery.conversation_id)
    assert store.find_status(SID) is None
