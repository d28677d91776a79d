"""Reads what a house says from its folder, strictly, and reports all its faults at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.atelier.house import House
from bot.atelier.packs.coherence import find_incoherences
from bot.atelier.packs.fault import Fault, PackError, UnknownHouse, suggest
from bot.atelier.packs.misfits import explain
from bot.atelier.packs.sheet import Place, Sheet, load_sheet
from bot.atelier.packs.topics import load_topics

HOUSES = Path(__file__).parents[2] / "houses"

FILES: dict[str, tuple[str, ...]] = {
    "house.yml": ("name", "version", "currency", "website", "city", "inboxes"),
    "form.yml": ("form",),
    "tiers.yml": ("simple_pieces", "tiers"),
    "gems.yml": ("gems",),
    "process.yml": ("levels", "stages"),
    "payments.yml": ("deposits", "fees", "duties"),
    "terms.yml": ("terms",),
    "voice.yml": ("voices",),
    "answers.yml": ("answers",),
}
"""The files of a house and the keys that each may hold."""

REQUIRED = ("house.yml", "voice.yml", "answers.yml")


def load_house(key: str, houses: Path = HOUSES) -> House:
    """Load one house by the name of its folder.

    Raises UnknownHouse where there is no such folder, PackError where its files have faults.
    """
    folders = find_folders(houses)
    if key not in folders:
        raise UnknownHouse(key, folders)
    return read_house(folders[key])


def load_houses(houses: Path = HOUSES) -> dict[str, House]:
    """Load every house, by key; raises PackError with the faults of all of them."""
    loaded: dict[str, House] = {}
    faults: list[Fault] = []
    for key, folder in find_folders(houses).items():
        try:
            loaded[key] = read_house(folder)
        except PackError as error:
            faults.extend(error.faults)
    if faults:
        raise PackError(faults)
    return loaded


def find_folders(houses: Path) -> dict[str, Path]:
    """Find the folders that hold a house, by name."""
    return {
        path.name: path for path in sorted(houses.iterdir()) if path.is_dir() and path.name[0] not in "._"
    }


def read_house(folder: Path) -> House:
    """Read one house from its folder; raises PackError with the faults of all its files."""
    binder = Binder(folder)
    house = binder.read()
    faults = [fault for sheet in binder.sheets.values() for fault in sheet.faults]
    if house is None or faults:
        raise PackError(faults)
    return house


class Binder:
    """The sheets of one house, on which the faults are noted as they come to light."""

    def __init__(self, folder: Path) -> None:
        self.key = folder.name
        self.sheets = {name: load_sheet(folder / name, self.cite(name)) for name in find_names(folder)}
        for name in REQUIRED:
            if name not in self.sheets:
                self.sheets[name] = Sheet(self.cite(name))
                self.sheets[name].report(
                    1, "the file is missing", "Write it; another house's is a good start."
                )

    def cite(self, name: str) -> str:
        """Name a file as faults do."""
        return f"{self.key}/{name}"

    def read(self) -> House | None:
        """Read the house off its sheets; None where they have not the shape of one.

        What the house mentions is compared with its own figures only once every sheet could be read, because
        a figure that is missing would make strangers of others.
        """
        fields: dict[str, Any] = {"key": self.key}
        for name in list(self.sheets):
            fields |= self.take_fields(name)
        if isinstance(fields.get("answers"), dict):
            fields["answers"] = self.take_answers(fields["answers"])
        try:
            house = House.model_validate(fields)
        except ValidationError as error:
            for wrong in error.errors():
                if not (wrong["type"] == "missing" and self.is_unreadable(wrong["loc"])):
                    self.report(wrong["loc"], *explain(wrong))
            return None
        if all(sheet.values for sheet in self.sheets.values()):
            for finding in find_incoherences(house):
                self.report(*finding)
        return house

    def take_fields(self, name: str) -> dict[str, Any]:
        """Take from one sheet the keys that belong there, noting those that do not."""
        sheet = self.sheets[name]
        if name not in FILES:
            sheet.report(1, "the file is not one that a house has", suggest(name, FILES))
            return {}
        homes = {key: home for home, keys in FILES.items() for key in keys}
        for key in sheet.values.keys() - set(FILES[name]):
            home = homes.get(key)
            remedy = f"Move it to {home}." if home else suggest(key, FILES[name])
            sheet.report(sheet.find_line((key,)), f'"{key}" is not a key here', remedy)
        return {key: sheet.values[key] for key in FILES[name] if key in sheet.values}

    def take_answers(self, answers: dict[str, Any]) -> list[Any]:
        """Take the answers with their topics ("resize.cost", or "resize.cost@cattina" for one product line).

        Topics that nobody knows are noted, and answers for a line where the topic as such has none.
        """
        topics = load_topics()
        entries: list[Any] = []
        for at, (key, entry) in enumerate(answers.items()):
            topic, at_sign, line = key.partition("@")
            if topic not in topics:
                self.report(("answers", at), f'"{topic}" is not a topic', suggest(topic, topics))
            elif at_sign and topic not in answers:
                self.report(
                    ("answers", at),
                    f'"{topic}" is answered for "{line}" alone',
                    f"Add {topic}: for all others.",
                )
            if isinstance(entry, dict):
                for own in {"topic", "line"} & set(entry):
                    self.report(("answers", at, own), f'"{own}" is not a key here', "Remove the line.")
                entry = {**entry, "topic": topic, **({"line": line} if at_sign else {})}
            entries.append(entry)
        return entries

    def report(self, place: Place, reason: str, remedy: str) -> None:
        """Note a fault on the sheet that the place belongs to, at its line."""
        sheet = self.find_sheet(place)
        if place[0] == "answers" and len(place) > 1:
            place = ("answers", list(sheet.values["answers"])[int(place[1])], *place[2:])
        sheet.report(sheet.find_line(place), reason, remedy)

    def find_sheet(self, place: Place) -> Sheet:
        """Find the sheet that holds a place of the house."""
        return self.sheets[next(name for name, keys in FILES.items() if place[0] in keys)]

    def is_unreadable(self, place: Place) -> bool:
        """Decide whether a place is missing because its whole sheet is, which has been noted already."""
        return not self.find_sheet(place).values


def find_names(folder: Path) -> list[str]:
    """Find the YAML files of a folder, those of a house first and in their order."""
    found = sorted(path.name for path in folder.glob("*.y*ml")) if folder.is_dir() else []
    return [name for name in FILES if name in found] + [name for name in found if name not in FILES]
