"""`python -m tests.evaluation`: how well messages are understood, and how dialogues end, as tables.

`--misses` lists each fault; `--messages` and `--dialogues` choose one part.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from bot.logs import configure_logs
from bot.settings import Settings
from tests.evaluation.dialogue import load_dialogues
from tests.evaluation.ending import OUTCOMES, Ending
from tests.evaluation.measure import Finding, Verdict, make_reader, measure, rate, tally, write_value
from tests.evaluation.telling import COLLECTIONS, load_tellings

FAULTS: tuple[Verdict, ...] = ("wrong", "missed", "invented")
COLUMNS: tuple[Verdict, ...] = ("right", *FAULTS, "quiet")


def main() -> None:
    """Read every evaluation message, play every dialogue and print the figures."""
    options = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    options.add_argument("--messages", action="store_true", help="only the messages; needs no trained model")
    options.add_argument("--dialogues", action="store_true", help="only the dialogues")
    options.add_argument(
        "--misses", action="store_true", help="list every false or missing value and dialogue"
    )
    options.add_argument("--beyond", action="store_true", help="list values that the examples say nothing of")
    chosen = options.parse_args()
    console = Console(width=100)
    if chosen.messages or not chosen.dialogues:
        shown = (*(FAULTS if chosen.misses else ()), *(("beyond",) if chosen.beyond else ()))
        evaluate_messages(console, shown)
    if chosen.dialogues or not chosen.messages:
        evaluate_dialogues(console, list_failures=chosen.misses)


def evaluate_messages(console: Console, shown: Sequence[str]) -> None:
    """Read every message; print a table for each set, and the findings of the verdicts that are shown."""
    tellings, understand = load_tellings(), make_reader()
    for collection in COLLECTIONS:
        of_it = [telling for telling in tellings if telling.collection == collection]
        if not of_it:
            continue
        findings = measure(
            track(of_it, f"· reading the {collection} set", console=console, transient=True), understand
        )
        console.print(draw_messages(findings, f"{collection} set: {len(of_it)} messages, by slot"))
        for verdict in shown:
            for finding in findings:
                if finding.verdict == verdict:
                    console.print(escape(write_fault(finding)), highlight=False, soft_wrap=True)


def evaluate_dialogues(console: Console, *, list_failures: bool) -> None:
    """Play every dialogue with the trained model; print how they ended, and why where they failed."""
    if not Settings().model.is_file():
        sys.exit(f"There is no trained model at {Settings().model}: run `make train`.")
    configure_logs()
    from tests.evaluation.playing import play_each

    dialogues = load_dialogues()
    played = track(
        play_each(dialogues), "· playing the dialogues", total=len(dialogues), console=console, transient=True
    )
    endings = list(played)
    console.print(draw_dialogues(endings))
    for ending in endings if list_failures else ():
        if ending.outcome != "right":
            console.print(escape(write_failure(ending)), highlight=False, soft_wrap=True)


def draw_messages(findings: list[Finding], title: str) -> Table:
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


def draw_dialogues(endings: Sequence[Ending]) -> Table:
    """Draw how the dialogues of each file ended, and how many questions they took."""
    table = Table(
        title=f"{len(endings)} dialogues, by file",
        caption="questions: asked of a customer, and the most that is allowed, on average",
    )
    table.add_column("file", no_wrap=True)
    for column in OUTCOMES:
        table.add_column(column, justify="right")
    for column in ("right %", "questions"):
        table.add_column(column, justify="right", no_wrap=True)
    for file in sorted({ending.dialogue.file for ending in endings}):
        table.add_row(file, *_write_endings(ending for ending in endings if ending.dialogue.file == file))
    table.add_section()
    table.add_row("all", *_write_endings(endings), style="bold")
    return table


def _write_endings(endings: Iterable[Ending]) -> list[str]:
    endings = list(endings)
    if not endings:
        return ["·"] * (len(OUTCOMES) + 2)
    counts = Counter(ending.outcome for ending in endings)
    questions = sum(ending.questions for ending in endings) / len(endings)
    bound = sum(ending.dialogue.bound for ending in endings) / len(endings)
    return [
        *(str(counts[outcome] or "·") for outcome in OUTCOMES),
        f"{counts['right'] / len(endings):.1%}",
        f"{questions:.1f}/{bound:.1f}",
    ]


def write_fault(finding: Finding) -> str:
    """Write one fault on one line: where it stands, what was said, what was expected and found."""
    telling = finding.telling
    return (
        f"{finding.verdict:8} {finding.slot:10} {telling.file}:{telling.line}  {telling.text!r}"
        f" (asked {telling.asked})  expected {write_value(finding.expected)}"
        f"  found {write_value(finding.found)}"
    )


def write_failure(ending: Ending) -> str:
    """Write on one line where a dialogue that failed stands, and why it did."""
    dialogue = ending.dialogue
    return f"{ending.outcome:18} {dialogue.file}:{dialogue.line}  {dialogue.tells}: {ending.why}"


if __name__ == "__main__":
    main()
