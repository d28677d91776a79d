"""The grounds of a decision: its reasons and flags, in the order in which they were found."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.atelier.decision import Flag, Reason
from bot.atelier.house import House, Tier


@dataclass(frozen=True)
class Grounds:
    """What has been found so far about one inquiry, each reason citing the house's pack."""

    house: House
    reasons: list[Reason] = field(default_factory=list)
    flags: set[Flag] = field(default_factory=set)

    def tell(self, rule: str, says: str, source: str | None = None, *flags: Flag) -> None:
        """Add a reason that the customer may read."""
        self._add(rule, says, source, flags, for_staff=False)

    def tell_staff(self, rule: str, says: str, source: str | None = None, *flags: Flag) -> None:
        """Add a reason that is for the staff alone: a contradiction, a hole, an overlap."""
        self._add(rule, says, source, flags, for_staff=True)

    def list_flags(self) -> tuple[Flag, ...]:
        """List the flags in the order of the vocabulary."""
        return tuple(flag for flag in Flag if flag in self.flags)

    def _add(
        self, rule: str, says: str, source: str | None, flags: tuple[Flag, ...], for_staff: bool
    ) -> None:
        self.flags.update(flags)
        self.reasons.append(
            Reason(rule=rule, says=says, source=source, pack=self.house.pack, for_staff=for_staff)
        )


def cite(*tiers: Tier) -> str | None:
    """Name the sections of the tiers, each once."""
    return "; ".join(dict.fromkeys(tier.source for tier in tiers)) or None
