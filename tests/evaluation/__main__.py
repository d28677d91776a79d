"""`python -m tests.evaluation`: how messages are read, questions answered and dialogues ended, as tables.

`--misses` lists each fault; `--messages`, `--questions` and `--dialogues` choose one part. `--held-out`
learns the topics anew from four fifths of the examples and asks the rest.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from bot.logs import configure_logs
from bot.settings import Settings
from tests.evaluation.asking import VERDICTS, Reaction
from tests.evaluation.dialogue import load_dialogues
from tests.evaluation.ending import OUTCOMES, Ending
from tests.evaluation.measure import Finding, Verdict, make_reader, measure, rate, tally, write_value
from tests.evaluation.telling import COLLECTIONS, load_tellings, name_collection

FAULTS: tuple[Verdict, ...] = ("wrong", "missed", "invented")
COLUMNS: tuple[Verdict, ...] = ("right", *FAULTS, "quiet")


def main() -> None:
    """Read every evaluation message, play every dialogue and print the figures."""
    options = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    options.add_argument("--messages", action="store_true", help="only the messages; needs no trained model")
    options.add_argument("--questions", action="store_true", help="only the policy questions")
    options.add_argument("--dialogues", action="store_true", help="only the dialogues")
    options.add_argument(
        "--misses", action="store_true", help="list every false or missing value, answer and dialogue"
    )
    options.add_argument("--beyond", action="store_true", help="list values that the examples say nothing of")
    options.add_argument("--held-out", action="store_true", help="only topics, on examples held out")
    chosen = options.parse_args()
    console = Console(width=100)
    if chosen.held_out:
        evaluate_examples(console)
        return
    everything = not (chosen.messages or chosen.questions or chosen.dialogues)
    if chosen.messages or everything:
        shown = (*(FAULTS if chosen.misses else ()), *(("beyond",) if chosen.beyond else ()))
        evaluate_messages(console, shown)
    if chosen.questions or everything:
        evaluate_questions(console, list_failures=chosen.misses)
    if chosen.dialogues or everything:
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


def evaluate_questions(console: Console, *, list_failures: bool) -> None:
    """Ask every question; print how each house answered, what was taken for what, and each failure."""
    _demand_model()
    from bot.dialogue.agent import Assistant
    from tests.evaluation.asking import load_questions, react

    assistant = Assistant(Settings().model)
    asked = track(load_questions(), "· asking the questions", console=console, transient=True)
    reactions = [asyncio.run(react(assistant, question)) for question in asked]
    for collection in COLLECTIONS:
        of_it = [r for r in reactions if name_collection(r.question.file) == collection]
        if of_it:
            console.print(draw_questions(of_it, f"{collection} set: {len(of_it)} questions, by house"))
    console.print(draw_questions(reactions, f"{len(reactions)} policy questions, by house"))
    console.print(draw_confusion(reactions))
    for reaction in reactions if list_failures else ():
        if reaction.verdict != "right":
            console.print(escape(write_reaction(reaction)), highlight=False, soft_wrap=True)


def evaluate_examples(console: Console) -> None:
    """Hold out a part of the examples of each topic; print what each house makes of them."""
    from bot.atelier.packs.shelf import SHELF
    from tests.evaluation.holding import rate as rate_rehearsals
    from tests.evaluation.holding import rehearse

    rehearsals = rehearse()
    table = Table("house", "topic found", "left alone", title=f"{len(rehearsals)} examples held out")
    for name in sorted(SHELF):
        found, quiet = rate_rehearsals(rehearsals, SHELF[name])
        table.add_row(name, f"{found:.1%}", f"{quiet:.1%}")
    console.print(table)


def evaluate_dialogues(console: Console, *, list_failures: bool) -> None:
    """Play every dialogue with the trained model; print how they ended, and why where they failed."""
    _demand_model()
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


def _demand_model() -> None:
    if not Settings().model.is_file():
        sys.exit(f"There is no trained model at {Settings().model}: run `make train`.")
    configure_logs()


def draw_questions(reactions: Sequence[Reaction], title: str) -> Table:
    """Draw how each house answered what it states, and kept silent on what it does not."""
    table = Table(title=title)
    table.add_column("house", no_wrap=True)
    for column in ("asked", *VERDICTS, "right %"):
        table.add_column(column, justify="right")
    for house in sorted({reaction.question.house for reaction in reactions}):
        for abstain in (False, True):
            of_it = [r for r in reactions if r.question.house == house and r.question.abstain is abstain]
            table.add_row(f"{house}{' · not stated' if abstain else ''}", *_write_reactions(of_it))
    return table


def _write_reactions(reactions: Sequence[Reaction]) -> list[str]:
    counts = Counter(reaction.verdict for reaction in reactions)
    share = f"{counts['right'] / len(reactions):.1%}" if reactions else "·"
    return [str(len(reactions)), *(str(counts[verdict] or "·") for verdict in VERDICTS), share]


def draw_confusion(reactions: Sequence[Reaction]) -> Table:
    """Draw the topics that were answered in the place of what was asked, the most frequent first."""
    table = Table(title="What was taken for what", caption="asked for: the author's own word for it")
    for column in ("answered", "asked for"):
        table.add_column(column)
    table.add_column("times", justify="right")
    mistaken = Counter(
        (", ".join(reaction.told.topics) or "nothing", reaction.question.hint or "nothing that is stated")
        for reaction in reactions
        if reaction.verdict != "right"
    )
    for (answered, hint), times in mistaken.most_common(15):
        table.add_row(answered, hint, str(times))
    return table


def write_reaction(reaction: Reaction) -> str:
    """Write on one line a question that was not answered as it should be."""
    question = reaction.question
    topics = ", ".join(reaction.told.topics) or "no topic"
    where = f"{question.file}:{question.line}"
    return f"{reaction.verdict:13} {where}  {question.words!r} ({topics}): {reaction.why}"


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
