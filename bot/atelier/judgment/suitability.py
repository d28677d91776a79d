"""How a client-owned stone looks in the light of the house's rules; people decide.

The house's own list comes first, hardness second, condition third.
"""

from __future__ import annotations

from typing import Literal

from bot.atelier.decision import Flag
from bot.atelier.gemstones import find_gemstone
from bot.atelier.house import GemNote, GemRules, House
from bot.atelier.inquiry import Inquiry, Stone
from bot.atelier.judgment.condition import find_damage
from bot.atelier.model import Model

Outcome = Literal["suitable", "special_consideration", "house_decides", "may_not_be_recommended"]


class Suitability(Model):
    """What the rules say of one stone, in words a customer can read."""

    gem: str | None
    """The gem's own name; None where the team has to identify it."""
    outcome: Outcome
    rule: str
    says: str
    source: str | None
    flags: tuple[Flag, ...] = ()
    damage: tuple[str, ...] = ()
    """The words that tell against the stone."""


def weigh_stones(inquiry: Inquiry, house: House) -> tuple[Suitability, ...]:
    """Weigh every stone of the customer's own; one to be sourced is the house's to choose.

    In a Revive project a stone of which ownership was not said counts as the customer's.
    """
    return tuple(weigh_stone(stone, inquiry.stone_condition, house) for stone in find_own_stones(inquiry))


def find_own_stones(inquiry: Inquiry) -> tuple[Stone, ...]:
    """Find the stones that the customer brings."""
    if not inquiry.is_revive:
        return inquiry.owned_stones
    return tuple(stone for stone in inquiry.stones if stone.owned is not False and not stone.refused)


def weigh_stone(stone: Stone, condition: str | None, house: House) -> Suitability:
    """Weigh one client-owned stone, given what the customer says of its condition."""
    damage = find_damage(condition)
    rules = house.gems
    gemstone = find_gemstone(stone.gem) if stone.gem else None
    gem = gemstone.species if gemstone else stone.gem
    if rules is None:
        return _weigh_unspoken(gem, damage)
    note = next((note for note in rules.notes if note.gem == gem), None)
    if note:
        return _weigh_listed(note, damage, rules)
    if gemstone is None:
        return _weigh_unknown(gem, damage, rules)
    low, high = gemstone.hardness
    if high < rules.soft_below[0]:
        return _weigh_soft(gemstone.species, damage, rules)
    if low <= rules.soft_below[1]:
        return _weigh_between(gemstone.species, damage, rules)
    return _weigh_hard(gemstone.species, damage, rules)


def _weigh_listed(note: GemNote, damage: tuple[str, ...], rules: GemRules) -> Suitability:
    if note.care == "often_workable":
        return _warn_of_damage(note.gem, "gems.often_workable", note.says, note.source, damage, rules)
    return _weigh_special(note.gem, "gems.special_care", note.says, note.source, damage, rules)


def _weigh_soft(gem: str, damage: tuple[str, ...], rules: GemRules) -> Suitability:
    return _weigh_special(
        gem, "gems.soft", f"{_name(gem)}: {rules.soft_says}", rules.soft_source, damage, rules
    )


def _weigh_between(gem: str, damage: tuple[str, ...], rules: GemRules) -> Suitability:
    low, high = rules.soft_below
    return Suitability(
        gem=gem,
        outcome="house_decides",
        rule="gems.hardness_band",
        says=f"{_name(gem)} lies in or at the edge of the range of approximately {low:f}–{high:f} on the "
        f"Mohs scale, which calls for a closer look; the team evaluates your stone.{_mention(damage, rules)}",
        source=rules.soft_source,
        flags=(Flag.GEM_RISK,),
        damage=damage,
    )


def _weigh_hard(gem: str, damage: tuple[str, ...], rules: GemRules) -> Suitability:
    says = f"{_name(gem)} is among the harder gems, which can often be reset; the team looks at yours first."
    return _warn_of_damage(gem, "gems.hard", says, rules.soft_source, damage, rules)


def _weigh_unknown(gem: str | None, damage: tuple[str, ...], rules: GemRules) -> Suitability:
    says = "Which gem it is stays open for now; the team identifies and evaluates your stone."
    return Suitability(
        gem=gem,
        outcome="house_decides",
        rule="gems.unknown",
        says=says + _mention(damage, rules),
        source=rules.condition_source,
        flags=(Flag.GEM_RISK,) if damage else (),
        damage=damage,
    )


def _weigh_unspoken(gem: str | None, damage: tuple[str, ...]) -> Suitability:
    return Suitability(
        gem=gem,
        outcome="house_decides",
        rule="gems.not_stated",
        says="The house has published nothing on stones that customers bring; the team will tell you.",
        source=None,
        flags=(Flag.GEM_RISK,) if damage else (),
        damage=damage,
    )


def _weigh_special(
    gem: str, rule: str, says: str, source: str, damage: tuple[str, ...], rules: GemRules
) -> Suitability:
    if not damage:
        return Suitability(
            gem=gem,
            outcome="special_consideration",
            rule=rule,
            says=says,
            source=source,
            flags=(Flag.GEM_RISK,),
        )
    advice = " In the condition you describe, resetting may not be recommended; the team decides."
    return Suitability(
        gem=gem,
        outcome="may_not_be_recommended",
        rule=f"{rule}.condition",
        says=says + advice,
        source="; ".join(dict.fromkeys((source, rules.condition_source))),
        flags=(Flag.GEM_RISK, Flag.GEM_NOT_RECOMMENDED),
        damage=damage,
    )


def _warn_of_damage(
    gem: str, rule: str, says: str, source: str, damage: tuple[str, ...], rules: GemRules
) -> Suitability:
    if not damage:
        return Suitability(gem=gem, outcome="suitable", rule=rule, says=says, source=source)
    return Suitability(
        gem=gem,
        outcome="house_decides",
        rule=f"{rule}.condition",
        says=says + _mention(damage, rules),
        source="; ".join(dict.fromkeys((source, rules.condition_source))),
        flags=(Flag.GEM_RISK,),
        damage=damage,
    )


def _mention(damage: tuple[str, ...], rules: GemRules) -> str:
    return f" {rules.condition_says}" if damage else ""


def _name(gem: str) -> str:
    return gem[0].upper() + gem[1:]
