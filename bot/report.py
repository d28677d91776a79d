"""How an inspection of the houses looks in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.atelier.packs.inspection import Inspection, Report, State
from bot.channels.twilio.inspection import Finding
from bot.settings import Settings

MARKS: dict[State, tuple[str, str]] = {
    "answered": ("●", "green"),
    "disputed": ("◐", "yellow"),
    "silent": ("·", "dim"),
}


def print_inspection(inspection: Inspection, console: Console) -> None:
    """Print houses × topics, then what each house leaves open."""
    console.print(draw_topics(inspection))
    for report in inspection.reports:
        print_report(report, console)


def draw_topics(inspection: Inspection) -> Table:
    """Draw the table of topics, one column a house, with the sums below."""
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, header_style="bold", pad_edge=False)
    table.add_column("Topic", footer="  ".join(f"{mark} {state}" for state, (mark, _) in MARKS.items()))
    table.add_column("What customers ask", style="dim")
    for report in inspection.reports:
        table.add_column(report.key, justify="center", footer=draw_sums(report))
    area = ""
    for topic, question in inspection.topics.items():
        if area and topic.split(".")[0] != area:
            table.add_section()
        area = topic.split(".")[0]
        table.add_row(topic, question, *(draw_mark(report.states[topic]) for report in inspection.reports))
    return table


def draw_mark(state: State) -> Text:
    """Draw one cell."""
    mark, style = MARKS[state]
    return Text(mark, style=style)


def draw_sums(report: Report) -> Text:
    """Draw how many topics of each state a house has."""
    return Text("  ").join(
        Text(f"{mark} {len(report.list_topics(state))}", style=style)
        for state, (mark, style) in MARKS.items()
    )


def print_report(report: Report, console: Console) -> None:
    """Print what one house leaves open."""
    console.print(Text.assemble((report.name, "bold"), (f"  {report.key} {report.version}", "dim")))
    notes = Table.grid(padding=(0, 2))
    notes.add_column(style="yellow")
    for fault in report.tier_faults:
        notes.add_row("  tiers", fault)
    for conflict in report.conflicts:
        sources = " · ".join(dict.fromkeys(conflict.sources))
        notes.add_row("  figures", Text.assemble(conflict.says, (f"\n{sources}", "dim")))
    silent = report.list_topics("silent")
    if silent:
        notes.add_row("  silent", ", ".join(silent))
    console.print(notes)
    console.print()


def print_findings(findings: Sequence[Finding], console: Console) -> None:
    """Print what was verified at Twilio, and what could not be."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("At Twilio")
    table.add_column("", justify="center")
    table.add_column("What was found", style="dim")
    marks = {
        True: Text("●", style="green"),
        False: Text("✗", style="red"),
        None: Text("?", style="yellow"),
    }
    for finding in findings:
        table.add_row(finding.subject, marks[finding.is_right], finding.says)
    console.print(table)


def print_settings(settings: Settings, console: Console) -> None:
    """Print every setting: its variable, whether it is set, and what it means."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("Setting")
    table.add_column("Set", justify="center")
    table.add_column("What it is", style="dim")
    for name, field in Settings.model_fields.items():
        mark = Text("●", style="green") if name in settings.model_fields_set else Text("·", style="dim")
        table.add_row(f"LOUPE_{name.upper()}", mark, field.description)
    console.print(table)
