"""The topics on which a house may have something to say, shared by all houses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.atelier.packs.fault import PackError
from bot.atelier.packs.sheet import load_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

TOPICS = Path(__file__).with_name("topics.yml")


@lru_cache
def load_topics(path: Path = TOPICS) -> Mapping[str, str]:
    """Load the topics in the order of the file: the key ("payment.cards") and its question in plain words.

    Raises PackError where the file is not areas of names, each with a question.
    """
    sheet = load_sheet(path, path.name)
    topics: dict[str, str] = {}
    for area, questions in sheet.values.items():
        for name, question in (questions if isinstance(questions, dict) else {"": None}).items():
            if isinstance(question, str):
                topics[f"{area}.{name}"] = question
            else:
                line = sheet.find_line((area, name))
                sheet.report(line, f'"{name or area}" has no question', "Write it as name: question.")
    if sheet.faults:
        raise PackError(sheet.faults)
    return MappingProxyType(topics)
