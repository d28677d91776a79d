"""What is wrong in a house's folder, where it stands, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file, for the person who edits it."""

    file: str
    line: int
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}\n    {self.remedy}"


class PackError(ValueError):
    """What the house says cannot be used until these faults are mended."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.reason)))
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__("\n".join([f"{count} to mend:", *(f"  {fault}" for fault in self.faults)]))


class UnknownHouse(KeyError):
    """No folder of houses has this name."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        self.known = tuple(sorted(known))
        super().__init__(f'There is no house "{key}". {suggest(key, self.known)}')

    def __str__(self) -> str:
        """Say it plainly; a KeyError would put quotes around it."""
        return str(self.args[0])


def suggest(word: str, known: Iterable[str]) -> str:
    """Point to the nearest of the known words, or list them all."""
    choices = sorted(known)
    near = get_close_matches(word, choices, n=1)
    return f'Did you mean "{near[0]}"?' if near else f"The choices are: {', '.join(choices)}."
