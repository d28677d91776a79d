"""What can be verified at Twilio: the credentials, and that each number brings its messages here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urldefrag

from bot.channels.failures import AuthFailure
from bot.channels.twilio.account import WEBHOOK, WHATSAPP, Account
from bot.channels.twilio.client import Requests, open_client, read_failure


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    is_right: bool | None
    """None where it cannot be verified from here."""
    says: str


async def inspect_account(account: Account) -> tuple[Finding, ...]:
    """Ask Twilio about an account and its numbers; nothing is changed there and nothing is sent."""
    requests = Requests(account.api_url)
    client = open_client(account, requests)
    try:
        try:
            found = await client.api.v2010.accounts(account.sid).fetch_async()
        except Exception as error:
            failure = read_failure(error)
            remedy = (
                "check the account SID and its token" if isinstance(failure, AuthFailure) else str(failure)
            )
            return (Finding(account.sid, False, f"Twilio does not let us in: {remedy}"),)
        findings = [Finding(account.sid, found.status == "active", f"the account is {found.status}")]
        for number in account.numbers:
            if number.startswith(WHATSAPP):
                says = f"set the sender's webhook to {account.public_url}{WEBHOOK} in the console"
                findings.append(Finding(number, None, says))
                continue
            listed = await client.incoming_phone_numbers.list_async(phone_number=number, limit=1)
            findings.append(_inspect_number(account, number, listed[0] if listed else None))
        return tuple(findings)
    except Exception as error:
        return (Finding(account.sid, False, f"Twilio could not be asked: {read_failure(error)}"),)
    finally:
        await requests.close()


def _inspect_number(account: Account, number: str, found: object) -> Finding:
    if found is None:
        return Finding(number, False, "the account has no such number")
    wanted = f"{account.public_url}{WEBHOOK}"
    webhook, fallback = (
        urldefrag(getattr(found, name) or "").url for name in ("sms_url", "sms_fallback_url")
    )
    if webhook != wanted:
        if account.messaging_service_sid:
            return Finding(number, None, f"its own webhook is not ours; the service's has to be {wanted}")
        return Finding(number, False, f"its webhook is {webhook or 'not set'} and has to be {wanted}")
    if not fallback:
        return Finding(number, False, f"it has no fallback URL; set {wanted} there too")
    return Finding(number, True, "its messages come here")
