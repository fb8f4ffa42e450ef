"""From what was typed into cells to hours: read and written as one intent, or refused with who and which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import Any

from partner_tui.dates import say_day
from partner_tui.dates.shifts import Worked, read_worked
from partner_tui.errors import FieldError
from partner_tui.records import hours
from partner_tui.records.history import Intent
from partner_tui.records.hours import Shift
from partner_tui.records.hours_week import Week, WeekEntry, WeekRow
from partner_tui.widgets.hours_grid import Typed
from partner_tui.widgets.hours_painter import DAYS

_PASTED_EMPTY = ""


@dataclass(slots=True)
class Writing:
    """What is to be written: new shifts, what differs of shifts that are there, shifts that go."""

    new: list[Shift] = field(default_factory=list)
    changed: list[tuple[WeekEntry, dict[str, Any]]] = field(default_factory=list)
    gone: list[WeekEntry] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many entries it is about."""
        return len(self.new) + len(self.changed) + len(self.gone)

    def write(self, intent: Intent) -> None:
        """Write all of it; what goes makes room first. Raise PartnerError for what cannot be."""
        hours.take_out(intent, [one.id for one in self.gone])
        for entry, values in self.changed:
            hours.edit(intent, entry.id, entry.version, **values)
        hours.add_many(intent, self.new)


def read(week: Week, typed: Sequence[Typed], zone: tzinfo, today: date) -> Writing:
    """Return what cells mean; raise FieldError for the first that cannot be, saying whose and which day.

    An empty cell of a block that was pasted changes nothing.
    """
    writing = Writing()
    for (at, on), text in typed:
        if len(typed) > 1 and text.strip() == _PASTED_EMPTY:
            continue
        if not (at < len(week.rows) and on < DAYS):
            message = "What was pasted goes over the edge of the grid, so nothing was saved."
            raise FieldError("minutes", message, "Paste it from the first of its days and students on.")
        row, day = week.rows[at], week.first + timedelta(days=on)
        try:
            _put(writing, row, day, text, zone, today)
        except FieldError as refusal:
            who = f"{row.days.student}, {say_day(day, today)}: " if len(typed) > 1 else ""
            raise FieldError(refusal.field, f"{who}{refusal.message}", refusal.hint) from None
    return writing


def _put(writing: Writing, row: WeekRow, day: date, text: str, zone: tzinfo, today: date) -> None:
    entries = row.entries.get(day, [])
    worked = read_worked(text, day, zone)
    if len(entries) > 1:
        raise FieldError(
            "minutes", f"There are {len(entries)} shifts on that day.", "Press Esc, then e to change them."
        )
    if worked is None:
        writing.gone += entries
    elif entries:
        if entries[0].worked != worked:
            writing.changed.append((entries[0], times(worked)))
    elif why := row.days.why_not(day, today):
        raise FieldError("worked_on", why, "Esc leaves the cell.")
    else:
        writing.new.append(Shift(row.days.id, day, worked.minutes, worked.starts_minute))


def times(worked: Worked) -> dict[str, Any]:
    """Return the columns that say how long, and from when."""
    return {"minutes": worked.minutes, "starts_minute": worked.starts_minute}


def of_day(row: WeekRow, day: date, lines: Sequence[tuple[Worked | None, str]]) -> Writing:
    """Return what the lines of a form make of the shifts of one day, each with its note; None takes one out."""
    writing = Writing()
    entries = row.entries.get(day, [])
    for at, (worked, note) in enumerate(lines):
        entry = entries[at] if at < len(entries) else None
        if entry is None and worked is not None:
            writing.new.append(Shift(row.days.id, day, worked.minutes, worked.starts_minute, note))
        elif entry is not None and worked is None:
            writing.gone.append(entry)
        elif entry is not None and worked is not None and (entry.worked, entry.note) != (worked, note):
            writing.changed.append((entry, {**times(worked), "note": note}))
    return writing


def name_of(week: Week, typed: Sequence[Typed], writing: Writing, today: date) -> str:
    """Return what the intent is called."""
    if writing.count > 1 or not typed:
        return f"Hours: {writing.count} cells"
    (at, on), text = typed[0]
    row, day = week.rows[at], week.first + timedelta(days=on)
    what = "taken out" if writing.gone else text.strip()
    return f"Hours of {row.days.student}, {say_day(day, today)}: {what}"
