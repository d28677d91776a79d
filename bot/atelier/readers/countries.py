"""Which country words speak of: by its name, its people or one of its cities."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

TABLE: Final = Path(__file__).with_name("countries.yml")
UNION: Final = frozenset(
    {"AT", "BE", "CZ", "DE", "DK", "ES", "EU", "FI", "FR", "GR", "IE", "IT", "NL", "PL", "PT", "SE"}
)
"""The European Union and those of its members that the table holds."""


def find_country(plain: str) -> str | None:
    """Find the country that plain lower-case words name first, as its ISO code, or "EU"; None without one."""
    found = [(match.start(), code) for code, words in _load() if (match := words.search(plain))]
    return min(found, default=(0, None))[1]


@cache
def _load() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table: dict[str, str] = YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))
    return tuple((code, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for code, words in table.items())
