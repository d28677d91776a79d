"""The packs in use: every house, read once, and again on request without losing the last good one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.atelier.house import House
from bot.atelier.packs.fault import UnknownHouse
from bot.atelier.packs.pack import HOUSES, load_houses


class Shelf(Mapping[str, House]):
    """Every house by its key; who looks it up sees the newest good pack."""

    def __init__(self, folder: Path = HOUSES) -> None:
        self._folder = folder
        self._houses: dict[str, House] | None = None

    def reload(self, folder: Path | None = None) -> None:
        """Read all packs again, perhaps from another folder from now on.

        Raises PackError where one has a fault, and then keeps what stood here.
        """
        chosen = folder or self._folder
        self._houses, self._folder = load_houses(chosen), chosen

    def __getitem__(self, key: str) -> House:
        """Find a house; raises UnknownHouse, which names those that there are."""
        houses = self._read()
        if key not in houses:
            raise UnknownHouse(key, tuple(houses))
        return houses[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[str, House]:
        if self._houses is None:
            self._houses = load_houses(self._folder)
        return self._houses


SHELF = Shelf()
"""The shelf of this process: the actions, which Rasa creates, have no other way to it."""
