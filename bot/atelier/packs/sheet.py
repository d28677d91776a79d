"""One YAML file of a house: its values, and the line on which each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.atelier.packs.fault import Fault

Place = tuple[str | int, ...]
"""The keys and positions that lead to a value, outermost first."""

EMPTY = "tag:yaml.org,2002:null"
TRUTH = "tag:yaml.org,2002:bool"
WHOLE = "tag:yaml.org,2002:int"


@dataclass
class Sheet:
    """What one file holds; values that could not be read are absent and stand among the faults."""

    file: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def find_line(self, place: Place) -> int:
        """Find the line of a place, or of the nearest place around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def report(self, line: int, reason: str, remedy: str) -> None:
        """Note a fault of this file."""
        self.faults.append(Fault(self.file, line, reason, remedy))

    def _read_node(self, node: Node, place: Place, around: tuple[Node, ...]) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if node in around:
            self.report(self.lines[place], "this part contains itself", "Write the values out.")
            return None
        inside = (*around, node)
        if isinstance(node, SequenceNode):
            return [self._read_node(child, (*place, at), inside) for at, child in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return self._read_mapping(node, place, inside)
        return read_scalar(node)

    def _read_mapping(self, node: MappingNode, place: Place, around: tuple[Node, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, child in node.value:
            spot: Place = (*place, key.value) if isinstance(key, ScalarNode) else place
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self.report(line, "a key should be a single word", "Write it as word: value.")
            elif key.value in values:
                first = self.lines[spot]
                self.report(
                    line, f'"{key.value}" stands twice, first on line {first}', "Keep one of the two."
                )
            else:
                self.lines[spot] = line
                values[key.value] = self._read_node(child, spot, around)
        return values


def read_scalar(node: Node) -> str | int | bool | None:
    """Read a single value; figures with decimals stay text, so that they are never rounded."""
    text: str = node.value
    if node.tag == EMPTY:
        return None
    if node.tag == TRUTH:
        return text.lower() == "true"
    if node.tag == WHOLE and text.lstrip("+-").isdecimal():
        return int(text)
    return text


def load_sheet(path: Path, file: str) -> Sheet:
    """Load a YAML file with the line of every value; what cannot be read becomes a fault, never an error."""
    sheet = Sheet(file)
    try:
        node = YAML(typ="safe").compose(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        sheet.report(1, "the file is not in UTF-8", "Save it as UTF-8 in your editor.")
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "a character is not allowed here"
        sheet.report(
            mark.line + 1 if mark else 1,
            f"this is not readable as YAML: {problem}",
            "Look here and one line up: spaces for indents, quotes closed, a space after each colon.",
        )
    else:
        if isinstance(node, MappingNode):
            sheet.values = sheet._read_node(node, (), ())
        else:
            sheet.report(1, "the file holds no keys", "Write lines such as key: value, or remove the file.")
    return sheet
