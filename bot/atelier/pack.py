"""Read a house's folder of YAML, strictly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.atelier.house import House

HOUSES = Path(__file__).parents[1] / "houses"


def read_house(folder: Path) -> House:
    """Read one house from its folder."""
    fields: dict[str, Any] = {"key": folder.name}
    for path in sorted(folder.glob("*.yml")):
        fields |= YAML(typ="safe").load(path)
    fields["answers"] = [{"topic": topic, **entry} for topic, entry in fields["answers"].items()]
    return House.model_validate(fields)


def load_house(key: str) -> House:
    """Load one of the houses that ship with Loupe."""
    return read_house(HOUSES / key)


def load_houses() -> dict[str, House]:
    """Load every house that ships with Loupe."""
    return {folder.name: read_house(folder) for folder in sorted(HOUSES.iterdir()) if folder.is_dir()}
