"""`python -m tests.evaluation`: how well messages are understood, as a table; `--misses` lists each fault."""

from __future__ import annotations

import argparse
from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.evaluation.measure import Finding, Verdict, make_reader, measure, rate, tally
from tests.evaluation.telling import load_tellings

FAULTS: tuple[Verdict, ...] = ("wrong", "missed", "invented")
COLUMNS: tuple[Verdict, ...] = ("right", *FAULTS, "quiet")


def main() -> None:
    """Read every evaluation message and print the figures."""
    options = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    options.add_argument("--misses", action="store_true", help="list every wrong, missed and invented value")
    options.add_argument("--beyond", action="store_true", help="list values that the examples say nothing of")
    chosen = options.parse_args()
    console = Console(width=100)
    tellings = load_tellings()
    findings = measure(tellings, make_reader())
    console.print(draw_table(findings, f"{len(tellings)} messages, by slot"))
    shown = (FAULTS if chosen.misses else ()) + (("beyond",) if chosen.beyond else ())
    for verdict in shown:
        for finding in findings:
            if finding.verdict == verdict:
                console.print(escape(write_fault(finding)), highlight=False, soft_wrap=True)


def draw_table(findings: list[Finding], title: str) -> Table:
    """Draw the verdicts by slot: how much of what was told is right, how much of what was set is false."""
    table = Table(title=title, caption="false: wrong or invented · quiet: rightly left unset")
    table.add_column("slot", no_wrap=True)
    for column in (*COLUMNS, "right %", "false %"):
        table.add_column(column, justify="right", no_wrap=True)
    counts = tally(finding for finding in findings if finding.verdict != "beyond")
    total: Counter[Verdict] = Counter()
    for slot in sorted(counts, key=lambda slot: -counts[slot]["right"]):
        total += counts[slot]
        table.add_row(slot, *_write_row(counts[slot]))
    table.add_section()
    table.add_row("all", *_write_row(total), style="bold")
    return table


def _write_row(counts: Counter[Verdict]) -> list[str]:
    shares = ("·" if share is None else f"{share:.1%}" for share in rate(counts))
    return [*(str(counts[column] or "·") for column in COLUMNS), *shares]


def write_fault(finding: Finding) -> str:
    """Write one fault on one line: where it stands, what was said, what was expected and found."""
    telling = finding.telling
    return (
        f"{finding.verdict:8} {finding.slot:10} {telling.file}:{telling.line}  {telling.text!r}"
        f" (asked {telling.asked})  expected {_write_value(finding.expected)}"
        f"  found {_write_value(finding.found)}"
    )


def _write_value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_write_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_write_value, value)) + "]"
    return "nothing" if value is None else str(value)


if __name__ == "__main__":
    main()
