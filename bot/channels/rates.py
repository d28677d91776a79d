"""How often somebody may call: by visitor, by address and by house, with an answer that says when again."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from aiohttp import hdrs, web
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.channels.refusal import Refused

Deed = Literal["visits", "strangers", "messages", "pictures", "looks"]
"""What is counted: new visits, calls without a token, messages, pictures, and questions for news."""
Scope = Literal["visitor", "address", "house"]
Ceilings = Mapping[Deed, Mapping[Scope, str]]

CEILINGS: Final[Ceilings] = MappingProxyType(
    {
        "visits": {"address": "60 per minute", "house": "1200 per minute"},
        "strangers": {"address": "600 per minute"},
        "messages": {"visitor": "30 per minute", "address": "120 per minute", "house": "1200 per minute"},
        "pictures": {"visitor": "40 per minute", "address": "80 per minute", "house": "300 per minute"},
        "looks": {"visitor": "300 per minute", "address": "1200 per minute"},
    }
)
"""Far above what a person does, and far below what hurts."""

PROXIES: web.AppKey[int] = web.AppKey("proxies", int)
"""How many proxies stand in front, each of which adds to X-Forwarded-For."""


class Rates:
    """Counts deeds in this process's memory; several replicas each allow their own share."""

    def __init__(self, ceilings: Ceilings = CEILINGS) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._ceilings: dict[Deed, dict[Scope, RateLimitItem]] = {
            deed: {scope: parse(ceiling) for scope, ceiling in scopes.items()}
            for deed, scopes in ceilings.items()
        }

    def count(self, deed: Deed, who: Mapping[Scope, str]) -> float | None:
        """Count a deed; returns the seconds to wait where it is one too many."""
        for scope, ceiling in self._ceilings[deed].items():
            if scope in who and not self._limiter.hit(ceiling, deed, scope, who[scope]):
                again = self._limiter.get_window_stats(ceiling, deed, scope, who[scope]).reset_time
                return max(1.0, again - time.time())
        return None


RATES: web.AppKey[Rates] = web.AppKey("rates", Rates)
"""Who has called how often."""


def check_rate(
    request: web.Request, deed: Deed, visitor: str | None = None, house: str | None = None
) -> None:
    """Count a deed of a request's sender; raises Refused with 429 where it is one too many."""
    who: dict[Scope, str] = {"address": find_address(request)}
    if visitor:
        who["visitor"] = visitor
    if house:
        who["house"] = house
    wait = request.app[RATES].count(deed, who)
    if wait is not None:
        seconds = math.ceil(wait)
        raise Refused(
            429,
            "That is more than we can take at once.",
            where="rate",
            remedy=f"Wait {seconds} seconds and try again; nothing is lost.",
            headers={hdrs.RETRY_AFTER: str(seconds)},
        )


def find_address(request: web.Request) -> str:
    """Find the address that a request comes from, behind the known proxies; a whole /64 counts as one."""
    named = request.headers.get(hdrs.X_FORWARDED_FOR, "").split(",")[-request.app[PROXIES] :]
    given = named[0].strip() if request.app[PROXIES] else request.remote or ""
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given[:64]
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
