"""What does not fit the shape of a house's files, said in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from bot.atelier.house import House
from bot.atelier.packs.fault import suggest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bot.atelier.packs.sheet import Place

PLAIN = {
    "string_too_short": ("{it} is empty", "Write it out, or remove the line."),
    "decimal_parsing": ("{it} should be a number, not {input}", "Write digits alone, such as 4000 or 8.875."),
    "decimal_type": ("{it} should be a number, not {input}", "Write digits alone, such as 4000 or 8.875."),
    "bool_parsing": ("{it} should be true or false, not {input}", "Write true or false."),
    "bool_type": ("{it} should be true or false, not {input}", "Write true or false."),
    "tuple_type": (
        "{it} should be a list",
        "Write its entries as [first, second], or one a line after a dash.",
    ),
    "too_long": ("{it} holds too many figures", "Write the lower and the upper one: [lower, upper]."),
    "dict_type": ("{it} should hold keys of its own", "Write them indented on the lines below."),
    "model_type": ("{it} should hold keys of its own", "Write them indented on the lines below."),
}


def explain(error: ErrorDetails) -> tuple[str, str]:
    """Say what one pydantic error means and what mends it."""
    place, value = error["loc"], error["input"]
    key = next((part for part in reversed(place) if isinstance(part, str) and part != "[key]"), "this")
    match error["type"]:
        case "extra_forbidden":
            return f'"{key}" is not a key here', suggest(key, find_keys(place[:-1]))
        case "missing" if isinstance(place[-1], int):
            return f'"{key}" needs two figures', "Write [lower, upper]; a single figure stands twice."
        case "missing" if key == "source":
            return (
                "what stands here has no source",
                "Add source: with the section of the house's documents that says it.",
            )
        case "missing" if key == "inboxes":
            return "the house has no contact", "Add inboxes: with at least one email, its purpose and source."
        case "missing":
            return f'"{key}" is missing', f"Add a line {key}: with its value."
        case "literal_error" | "enum":
            word = str(value)
            return f'"{word}" is not a choice for "{key}"', suggest(word, find_choices(error))
        case "string_type" if value is None:
            return f'"{key}" is empty', "Write it out, or remove the line."
        case "string_type":
            return f'"{key}" should be words, not {value!r}', "Put it between quotes."
        case kind:
            reason, remedy = PLAIN.get(
                kind, ("{it}: " + error["msg"], "Compare it with another house's file.")
            )
            return reason.format(it=f'"{key}"', input=f'"{value}"'), remedy


def find_choices(error: ErrorDetails) -> list[str]:
    """Find the values that would have been accepted."""
    expected: str = error["ctx"]["expected"]
    return [choice.strip().strip("'") for choice in expected.replace(" or ", ",").split(",")]


def find_keys(place: Place) -> Iterable[str]:
    """Find the keys that may stand at a place of a house's files."""
    kind: Any = House
    for part in place:
        kind = find_kind(kind, part)
    return [about.alias or name for name, about in kind.model_fields.items()]


def find_kind(kind: Any, part: str | int) -> Any:
    """Find the type of what stands under one key or position of a value of the given type."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields
        name = next(name for name, about in fields.items() if part in (name, about.alias))
        annotation = fields[name].annotation
        choices = [choice for choice in get_args(annotation) if choice is not type(None)]
        return choices[0] if type(None) in get_args(annotation) else annotation
    return get_args(kind)[1 if get_origin(kind) is dict else 0]
