"""Currencies as customers name them: signs, codes and words."""

from __future__ import annotations

import re

_CURRENCIES = (
    ("COP", r"cop|pesos colombianos"),
    ("CLP", r"clp|pesos chilenos"),
    ("ARS", r"ars|pesos argentinos"),
    ("PHP", r"₱|php|philippine pesos"),
    ("MXN", r"mxn\$?|mex\$|mx\$|(?:mexican )?pesos?(?: mexicanos)?|varos|m\.\s?n\."),
    ("CAD", r"cad\$?|ca\$|c\$|cdn\$?|canadian(?: dollars?)?"),
    ("AUD", r"aud\$?|au\$|a\$|(?:australian|aussie) dollars?|aussie"),
    ("EUR", r"€|eur|euros?"),
    ("GBP", r"£|gbp|quid|(?:british )?pounds?(?: sterling)?|sterling|libras(?: esterlinas)?"),
    ("HKD", r"hk\$|hkd"),
    ("TWD", r"nt\$|twd"),
    ("BRL", r"r\$|brl|reais"),
    ("SGD", r"s\$|sgd"),
    ("NZD", r"nz\$|nzd"),
    ("AED", r"aed|dirhams?"),
    ("SAR", r"sar|(?:saudi )?ri[ya]als?"),
    ("CHF", r"chf|sfr\.?|fr\.|(?:swiss )?francs?|francos(?: suizos)?"),
    ("CNY", r"cny|rmb|yuan|renminbi"),
    ("JPY", r"¥|jpy|yen(?:es)?"),
    ("KRW", r"₩|krw|won"),
    ("INR", r"₹|inr|rs\.?|rupees?|rupias"),
    ("ILS", r"₪|ils|nis|shekels?"),
    ("ZAR", r"zar|rands?"),
    ("SEK", r"sek|swedish kron(?:or|a)"),
    ("NOK", r"nok|norwegian kron(?:er|e)"),
    ("DKK", r"dkk|danish kron(?:er|e)"),
    ("PLN", r"pln|zloty(?:s|ch)?"),
    ("THB", r"฿|thb|baht"),
    ("TRY", r"₺|try(?= ?\d)|(?:turkish )?liras?"),
    ("USD", r"us\s?\$|usd\s?\$?|u\.s\. dollars?|(?:us|american) dollars?|\$|dollars?|dolares|dlls|bucks"),
)
CURRENCY = "|".join(pattern for _, pattern in _CURRENCIES)
_CODES = tuple((code, re.compile(rf"(?:{pattern})\Z")) for code, pattern in _CURRENCIES)
_OTHER_WORDS = frozenset(
    ("won", "rs", "sar", "nis", "rand", "rands", "cop", "aussie", "canadian", "fr.", "ars")
)
"""Words that name a currency only beside a figure."""
_LOOSE = re.compile(rf"(?<![a-z])(?:in )?({CURRENCY})(?![a-z])")


def find_code(words: str) -> str:
    """Find the ISO 4217 code of a sign, code or word."""
    return next(code for code, pattern in _CODES if pattern.match(words))


def loose_currency(plain: str) -> str | None:
    """Find the currency that a message names away from its figures ("in euros, about 9000")."""
    for match in _LOOSE.finditer(plain):
        if match[1] not in _OTHER_WORDS:
            return find_code(match[1])
    return None
