"""The school years with their terms, and the closures: listed, added, changed, put away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from textual.content import Content

from partner_tui.dates import say_full_day
from partner_tui.records import year_changes, year_plan, yearbook
from partner_tui.records.history import Intent
from partner_tui.records.school_year import Span
from partner_tui.records.yearbook import ClosureRow, Row, TermRow, YearRow
from partner_tui.screens.settings_ledger import OwnSettings
from partner_tui.screens.settings_section import ListSection
from partner_tui.screens.year_forms import SpanDraft, SpanForm, YearForm
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.row_strip import Cell, Tone
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content_line

HELP = "School years, terms and closures"


class SpanSection(ListSection):
    """A list of days with names; what is put away can be shown in its place."""

    HELP = HELP

    def __init__(self, room: OwnSettings) -> None:
        super().__init__(room)
        self.archived = False
        """Whether what was put away is listed."""

    def columns(self) -> Sequence[Column]:
        """Return the name and the days."""
        return [
            Column("name", "Name", weight=2, minimum=16, sortable=False),
            Column("starts_on", "First day", width=15, sortable=False),
            Column("ends_on", "Last day", width=15, priority=1, sortable=False),
        ]

    def reload(self) -> None:
        """Read the list; say in the frame which it is."""
        self.border_subtitle = "put away · z shows the others" if self.archived else "z put away"
        super().reload()

    def do_archived(self) -> None:
        """List what was put away, or again what was not."""
        self.archived = not self.archived
        self.reload()
        self.room.refresh_bindings()

    def do_archive(self) -> None:
        """Put away what is highlighted, or bring it back."""
        row = self.current
        if row is None or not self.room.may_write():
            return
        act = year_changes.bring_back if row.archived else year_changes.put_away
        verb = "Bring back" if row.archived else "Archive"
        self.room.change(f"{verb} {row.name}", lambda intent: act(intent, row))

    def do_change(self) -> None:
        """Change what is highlighted."""
        row = self.current
        if row is not None:
            reread = lambda: _draft(yearbook.again(row))  # noqa: E731 - read once, here
            doubtful = lambda drawn: self.doubts(row, drawn) if drawn.days != (row.starts_on, row.ends_on) else ()  # noqa: E731
            self._open(f"Edit {row.name}", _draft(row), self._edits(row), reread=reread, doubtful=doubtful)

    def doubts(self, row: Any, draft: SpanDraft) -> Sequence[str]:
        """Return what speaks against other days of a record."""
        if isinstance(row, TermRow):
            return year_changes.doubts_of_term(row.year_id, *draft.days, but=row.id)
        return () if isinstance(row, YearRow) else year_changes.doubts_of_closure(*draft.days, but=row.id)

    def _edits(self, row: Row) -> Callable[[Intent, SpanDraft], object]:
        def write(intent: Intent, draft: SpanDraft) -> None:
            starts_on, ends_on = draft.days
            values = {"name": draft.name, "starts_on": starts_on, "ends_on": ends_on}
            year_changes.edit(intent, row, draft.version, **values)

        return write

    def _open(
        self,
        heading: str,
        draft: SpanDraft,
        write: Callable[[Intent, SpanDraft], object],
        *,
        form: type[SpanForm] = SpanForm,
        **options: Any,
    ) -> None:
        if not self.room.may_write():
            return
        desk = self.room.desk

        def submit(drawn: SpanDraft) -> None:
            with desk.intent(f"{heading}: {drawn.name}" if draft.version == 0 else f"Edit {drawn.name}") as intent:
                write(intent, drawn)
            saved.append(drawn.name)

        saved: list[str] = []
        today, day_first = desk.today, desk.settings.day_first
        shown = form(heading, draft, submit, today=today, day_first=day_first, **options)
        self.room.app.push_screen(shown, lambda done: self._shown(saved[-1]) if done else None)

    def _shown(self, name: str) -> None:
        self.room.say_done(f"Saved {name}")
        self.enter()


class YearsSection(SpanSection):
    """The school years, each with its terms beneath it."""

    TITLE = "School years"
    PURPOSE = "A school year says which days count: for the pace, the weeks, and who was met this year."
    HINTS = (KeyHint("n", "adds a school year, August to June with two semesters", "screen.new"),)
    OFFERS: ClassVar[frozenset[str]] = frozenset({"change", "new", "term", "archive", "archived"})
    NEEDS_A_ROW = ListSection.NEEDS_A_ROW | {"term"}

    def read(self) -> dict[int, Row]:
        """Return the years and their terms; or what was put away, a term only where its year was not."""
        rows: list[Row] = []
        years = yearbook.years(archived=self.archived)
        for year in years:
            rows += [year, *year.terms]
        if self.archived:
            there = {one.id for one in rows if isinstance(one, TermRow)}
            rows += [one for one in yearbook.terms(archived=True) if one.id not in there]
        return {_number(row): row for row in rows}

    def first(self) -> int | None:
        """Return the year of today."""
        today = self.room.desk.today
        years = [one for one in self._rows.values() if isinstance(one, YearRow)]
        return next((_number(one) for one in years if one.starts_on <= today <= one.ends_on), None)

    def cells(self, row: Row) -> Sequence[Cell | str]:
        """Return the name, a term's behind a line, and the days."""
        today = self.room.desk.today
        now = row.starts_on <= today <= row.ends_on and not row.archived
        days = say_full_day(row.starts_on), say_full_day(row.ends_on)
        if isinstance(row, TermRow):
            name = f"{row.name} of {row.year}" if row.archived else row.name
            return Cell(name, "accent" if now else "", "  ●" if now else "   "), *days
        return Cell(row.name, "accent" if now else "strong", "●" if now else " "), *days

    def note(self, row: Row) -> Content:
        """Return how long it is, in what counts."""
        calendar = self.room.desk.calendar
        days = calendar.school_days_between(row.starts_on - timedelta(days=1), row.ends_on)
        if row.archived:
            return content_line(f"{row.name} is put away: none of its days count. a brings it back.")
        weeks = calendar.weeks_in_year(row.starts_on) if isinstance(row, YearRow) else None
        parts = [f"{weeks} school weeks" if weeks else "", f"{days} school days"]
        if isinstance(row, YearRow) and not row.terms:
            parts.append("no terms: t adds one")
        return content_line(f"{row.name}: {' · '.join(filter(None, parts))}")

    def summary(self) -> str:
        """Return the year of today."""
        found = self.room.desk.calendar.year_of(self.room.desk.today)
        return found.name if found else "none covers today"

    def do_new(self) -> None:
        """Ask for a school year; the one that lacks is proposed."""
        known = [Span(one.name, one.starts_on, one.ends_on) for one in yearbook.years()]
        usual = year_plan.next_year(known, self.room.desk.today)

        def write(intent: Intent, draft: SpanDraft) -> None:
            starts_on, ends_on = draft.days
            terms = year_plan.cut(starts_on, ends_on, draft.parts) if starts_on <= ends_on else []
            year_id = year_changes.add_year(intent, name=draft.name, starts_on=starts_on, ends_on=ends_on, terms=terms)
            self.to_show = year_id * 2

        self.archived = False
        draft = SpanDraft(usual.name, usual.starts_on, usual.ends_on, parts=2)
        self._open("New school year", draft, write, form=YearForm)

    def do_term(self) -> None:
        """Ask for a term of the highlighted year; what is left of it is proposed."""
        row = self.current
        if row is None or row.archived:
            return
        year = row if isinstance(row, YearRow) else yearbook.year(row.year_id)
        terms = [Span(one.name, one.starts_on, one.ends_on) for one in year.terms]
        rest = year_plan.next_term(Span(year.name, year.starts_on, year.ends_on), terms)

        def write(intent: Intent, draft: SpanDraft) -> None:
            starts_on, ends_on = draft.days
            term_id = year_changes.add_term(intent, year.id, name=draft.name, starts_on=starts_on, ends_on=ends_on)
            self.to_show = term_id * 2 + 1

        draft = SpanDraft("", rest.starts_on, rest.ends_on) if rest else SpanDraft()
        doubtful = lambda drawn: year_changes.doubts_of_term(year.id, *drawn.days)  # noqa: E731 - read once, here
        self._open(f"New term of {year.name}", draft, write, doubtful=doubtful)


class ClosuresSection(SpanSection):
    """The days on which the school is closed."""

    TITLE = "Closures"
    PURPOSE = "On these days nobody is suggested, and none of them counts: holidays, breaks, staff days."
    HINTS = (KeyHint("n", "adds a day or several", "screen.new"),)
    OFFERS: ClassVar[frozenset[str]] = frozenset({"change", "new", "archive", "archived"})

    def read(self) -> dict[int, ClosureRow]:
        """Return the closures, the first one first."""
        return {one.id: one for one in yearbook.closures(archived=self.archived)}

    def first(self) -> int | None:
        """Return the first closure that is not over."""
        today = self.room.desk.today
        return next((one.id for one in self._rows.values() if one.ends_on >= today), None)

    def cells(self, row: ClosureRow) -> Sequence[Cell | str]:
        """Return the name and the days; what is over stands back."""
        today = self.room.desk.today
        now = row.starts_on <= today <= row.ends_on
        over = row.ends_on < today
        last = "" if row.ends_on == row.starts_on else say_full_day(row.ends_on)
        tone: Tone = "accent" if now else "dim" if over else ""
        days = Cell(say_full_day(row.starts_on), "dim" if over else ""), Cell(last, "dim" if over else "")
        return Cell(row.name, tone, "●" if now else " "), *days

    def note(self, row: ClosureRow) -> Content:
        """Return how many days it takes from the school."""
        days = [row.starts_on + timedelta(days=n) for n in range((row.ends_on - row.starts_on).days + 1)]
        weekdays = sum(day.weekday() < 5 for day in days)
        inside = any(one.starts_on <= row.ends_on and row.starts_on <= one.ends_on for one in yearbook.years())
        said = f"{row.name}: {weekdays} {'weekday' if weekdays == 1 else 'weekdays'}"
        return content_line(said if inside else f"{said} · in no school year, so nothing changes by it")

    def summary(self) -> str:
        """Return how many there are."""
        return f"{len(self.room.desk.calendar.closures)}"

    def do_new(self) -> None:
        """Ask for a closure."""

        def write(intent: Intent, draft: SpanDraft) -> None:
            starts_on, ends_on = draft.days
            self.to_show = year_changes.add_closure(intent, name=draft.name, starts_on=starts_on, ends_on=ends_on)

        self.archived = False
        doubtful = lambda drawn: year_changes.doubts_of_closure(*drawn.days)  # noqa: E731 - read once, here
        self._open("New closure", SpanDraft(), write, one_day=True, doubtful=doubtful)


def _draft(row: Row) -> SpanDraft:
    return SpanDraft(row.name, row.starts_on, row.ends_on, version=row.version)


def _number(row: Row) -> int:
    """Return a number of its own for a year or a term: they are of two tables."""
    return row.id * 2 + isinstance(row, TermRow)
