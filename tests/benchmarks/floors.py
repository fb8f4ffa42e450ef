"""The floors: the least that a program of the same kind does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PEEWEE = [sys.executable, "-c", "import argparse, peewee"]
"""What Python takes to start and to load what every command needs."""

BARE_APP = [sys.executable, "-m", "tests.benchmarks.floors"]
"""The program that runs `bare_app`."""

PALETTE = "palette"
"""What the footer of the bare app says."""

COLUMNS = ("Name", "Department", "Last met", "Next")


def bare_app() -> None:
    """Run a Textual app with a header, a footer and one empty table."""
    from textual.app import App, ComposeResult
    from textual.widgets import DataTable, Footer, Header

    class BareApp(App[None]):
        def compose(self) -> ComposeResult:
            yield Header()
            yield DataTable[str]()
            yield Footer()

        def on_mount(self) -> None:
            self.query_one(DataTable).add_columns(*COLUMNS)

    BareApp().run()


def write_with_icalendar(events: Iterable[Mapping[str, Any]], out: Path) -> None:
    """Write events, as arguments of `icalendar.Event.new`, with icalendar alone, its time zones included."""
    from icalendar import Calendar, Event

    calendar = Calendar.new(prodid="-//floor//floor//EN", name="Meetings")
    for arguments in events:
        calendar.add_component(Event.new(**arguments))
    calendar.add_missing_timezones()
    out.write_bytes(calendar.to_ical())


if __name__ == "__main__":
    bare_app()
