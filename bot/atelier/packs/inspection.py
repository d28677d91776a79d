"""What `loupe check` reports of the houses: who answers which topic, and where their figures fall short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Literal

from bot.atelier.house import Duty, House, Level, Tier
from bot.atelier.judgment.lead_time import longest, shortest, write_lead_time
from bot.atelier.judgment.tiers import find_faults
from bot.atelier.model import Model
from bot.atelier.packs.topics import load_topics

State = Literal["answered", "disputed", "silent"]


class Conflict(Model):
    """Two published figures for the same thing."""

    subject: Literal["deposit", "lead_time", "duties"]
    says: str
    sources: tuple[str, str]


class Report(Model):
    """What one house leaves open."""

    key: str
    name: str
    version: str
    states: dict[str, State]
    """Every topic, in the order of the vocabulary."""
    tier_faults: tuple[str, ...]
    """Holes, overlaps and silences of the tiers."""
    conflicts: tuple[Conflict, ...]

    def list_topics(self, state: State) -> tuple[str, ...]:
        """List the topics that are in the given state."""
        return tuple(topic for topic, found in self.states.items() if found == state)


class Inspection(Model):
    """What all houses answer, dispute and leave open."""

    topics: dict[str, str]
    """Every topic with its question."""
    reports: tuple[Report, ...]


def inspect(houses: Mapping[str, House]) -> Inspection:
    """Inspect houses side by side, over the whole vocabulary of topics."""
    topics = dict(load_topics())
    return Inspection(topics=topics, reports=tuple(report(house, topics) for house in houses.values()))


def report(house: House, topics: Mapping[str, str]) -> Report:
    """Report what one house answers, disputes and leaves open."""
    return Report(
        key=house.key,
        name=house.name,
        version=house.version,
        states={topic: find_state(house, topic) for topic in topics},
        tier_faults=tuple(fault.says for fault in find_faults(house)),
        conflicts=(*find_deposit_conflicts(house), *find_time_conflicts(house), *find_duty_conflicts(house)),
    )


def find_state(house: House, topic: str) -> State:
    """Say whether a house answers a topic, disputes it or is silent."""
    answer = house.find_answer(topic)
    return answer.state if answer else "silent"


def find_deposit_conflicts(house: House) -> Iterator[Conflict]:
    """Find deposits that two sections state differently for the same way to begin."""
    for one, other in combinations(house.deposits, 2):
        if one.approach == other.approach and one.percent != other.percent:
            approach = one.approach.replace("_", "-")
            yield Conflict(
                subject="deposit",
                says=f"Deposit, {approach}: {write_percent(one.percent)} or {write_percent(other.percent)}.",
                sources=(one.source, other.source),
            )


def find_time_conflicts(house: House) -> Iterator[Conflict]:
    """Find tiers whose time is another than that of the level of work they cover."""
    levels = {level.key: level for level in house.levels}
    for tier in house.tiers:
        for key in tier.levels:
            level = levels.get(key)
            if level and differs(tier, level):
                yield Conflict(
                    subject="lead_time",
                    says=(
                        f"{level.name}: {write_lead_time(level.lead_time)}, "
                        f"but {write_lead_time(tier.lead_time)} in tier {tier.number}."
                    ),
                    sources=(level.source, tier.source),
                )


def differs(tier: Tier, level: Level) -> bool:
    """Decide whether a tier promises another time than its level, be it only a narrower one."""
    return (shortest(tier.lead_time), longest(tier.lead_time), tier.lead_time.and_more) != (
        shortest(level.lead_time),
        longest(level.lead_time),
        level.lead_time.and_more,
    )


def find_duty_conflicts(house: House) -> Iterator[Conflict]:
    """Find regions whose duties lie outside the guideline for most countries."""
    general = next((duty for duty in house.duties if duty.region == "general"), None)
    for duty in house.duties:
        if general and lies_outside(duty, general):
            yield Conflict(
                subject="duties",
                says=(
                    f"Duties, {duty.region}: {write_percent(duty.percent)}, "
                    f"but {write_percent(general.percent)} in general."
                ),
                sources=(duty.source, general.source),
            )


def lies_outside(duty: Duty, general: Duty) -> bool:
    """Decide whether a region's duties are lower or higher than the general guideline allows."""
    return duty.percent[0] < general.percent[0] or duty.percent[1] > general.percent[1]


def write_percent(percent: tuple[object, object]) -> str:
    """Write a share as the trade does: "70–80%", "60%"."""
    lower, upper = percent
    return f"{lower}%" if lower == upper else f"{lower}–{upper}%"
