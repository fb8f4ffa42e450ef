"""Who has been left out: their names, the shares of their groups, the year as a map, and how minutes are spread."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from partner_tui.dates import MONTHS, say_day
from partner_tui.insight import coverage
from partner_tui.insight.coverage import By, Coverage, Share
from partner_tui.insight.spread import percent, spread
from partner_tui.records.coverage_rows import CoverageFacts, StaffReach
from partner_tui.screens.today_panels import NOBODY_YET
from partner_tui.widgets.bars import MARK, Bar, Bars
from partner_tui.widgets.empty_state import EmptyState
from partner_tui.widgets.heat_map import HeatDay, HeatMap
from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content_line


class Who(Enum):
    """Whose names are listed: the title of the list, and what stands there when nobody is in it."""

    MISSING = "Not met yet", "Nobody is missing: everybody here was met."
    MET = "Met", "Nobody was met yet."
    PAUSED = "Paused, not counted", "Nobody is paused."
    OUT = "Out of the rotation, not counted", "Nobody is out of the rotation."

    def __init__(self, title: str, nobody: str) -> None:
        self.title = title
        self.nobody = nobody


COLUMNS = (
    Column("name", "Name", weight=3, minimum=18),
    Column("department", "Department", weight=2, minimum=12, priority=2),
    Column("job_title", "Kind of staff", weight=2, minimum=13, priority=6),
    Column("joined_on", "Joined", width=8, priority=4),
    Column("last_met", "Last met", width=11, priority=1),
    Column("next_on", "Next", width=10, priority=3),
    Column("minutes", "Minutes", width=9, priority=5, align="right"),
)


class CoverageView(Vertical):
    """The names first, then the shares; every number leads back to names."""

    BORDERS: ClassVar[Mapping[str, str]] = {"#year": "The year", "#spread": "How the minutes are spread"}

    def __init__(self) -> None:
        super().__init__(id="coverage")
        self.by = By.DEPARTMENT
        self.who = Who.MISSING
        self.group: tuple[By, str | None] | None = None
        self._sort: tuple[str, bool] | None = None
        self._coverage: Coverage | None = None
        self._people: Mapping[int, StaffReach] = {}
        self._shares: Sequence[Share] = ()
        self._today = date.min

    def compose(self) -> ComposeResult:
        yield Static(Content("Counting …"), id="said")
        with VerticalScroll(id="views", can_focus=False):
            with Vertical(id="names", classes="view"):
                yield RecordTable(COLUMNS, self._cells)
                yield EmptyState("")
            with Vertical(id="shares", classes="view"):
                yield Bars()
                yield Static(Content(), id="share")
            with Vertical(id="year", classes="view"):
                yield HeatMap("meeting", "meetings")
            with Vertical(id="spread", classes="view"):
                yield Static(Content())

    def on_mount(self) -> None:
        """Name what is what."""
        for where, title in self.BORDERS.items():
            self.query_one(where).border_title = title
        self.query_one("#views").display = False

    def show(self, facts: CoverageFacts) -> None:
        """Show what the records say now; the highlights, the group and the sort stay."""
        self._coverage = coverage.cover(facts)
        self._today = facts.today
        everyone = (*facts.staff, *facts.paused, *facts.out_of_rotation)
        self._people = {one.id: one for one in everyone}
        self.query_one("#views").display = True
        self.query_one("#said", Static).update(content_line(_said(self._coverage, facts)))
        self._show_names()
        self._show_shares()
        self._show_year(facts)
        said = spread(one.minutes for one in facts.staff).sentences() if facts.staff else ("Nobody to share it with.",)
        self.query_one("#spread Static", Static).update(Content("\n".join(said)))
        if self.screen.focused is None:
            self.focus_names()

    def next_who(self) -> None:
        """List the next ones: who is missing, met, paused, out of the rotation."""
        order = list(Who)
        self.who = order[(order.index(self.who) + 1) % len(order)]
        self._show_names()

    def next_by(self) -> None:
        """Group the shares by the next thing."""
        order = list(By)
        self.by = order[(order.index(self.by) + 1) % len(order)]
        self._show_shares()

    def show_group(self, group: tuple[By, str | None] | None) -> None:
        """List only those of a group who are missing, or of all groups again."""
        self.group = group
        self.who = Who.MISSING
        self._show_names()

    def focus_names(self) -> None:
        """Give the keys to the list."""
        self.query_one(RecordTable).focus()

    def chosen(self) -> list[int]:
        """Return the marked people, or else the highlighted one."""
        table = self.query_one(RecordTable)
        if table.marks:
            return sorted(table.marks)
        return [] if table.highlighted is None else [table.highlighted]

    def listed(self) -> Sequence[StaffReach]:
        """Return the people of the list, in its order."""
        found = self._coverage
        if found is None:
            return ()
        people = {
            Who.MISSING: found.never,
            Who.MET: found.reached,
            Who.PAUSED: found.paused,
            Who.OUT: found.out_of_rotation,
        }[self.who]
        if self.group is not None:
            by, group = self.group
            people = tuple(one for one in people if coverage.group_of(one, by) == group)
        return people if self._sort is None else _sorted(people, *self._sort)

    @on(RecordTable.SortRequested)
    def _sort_requested(self, event: RecordTable.SortRequested) -> None:
        self._sort = event.key, event.descending
        self._show_names()

    @on(OptionList.OptionHighlighted)
    def _bar_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._say_share(event.option_index)

    @on(OptionList.OptionSelected)
    def _bar_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.show_group((self.by, self._shares[event.option_index].group))
        self.focus_names()

    def _show_names(self) -> None:
        listed = self.listed()
        table = self.query_one(RecordTable)
        table.show(array("q", (one.id for one in listed)), self._rows)
        table.sorted_by(*(self._sort or (None,)))
        where = ""
        if self.group is not None:
            by, group = self.group
            where = f" · {group or by.without}"
        view = self.query_one("#names")
        view.border_title = content_line(f"{self.who.title}{where} · {len(listed):,}")
        view.border_subtitle = "esc everybody" if self.group is not None else "v met, paused, out"
        self.query_one(EmptyState).say(self._nobody())
        view.set_class(not listed, "-empty")

    def _nobody(self) -> str:
        if self._coverage is not None and not self._coverage.total and self.who is Who.MISSING:
            return NOBODY_YET
        return self.who.nobody

    def _rows(self, ids: Sequence[int]) -> Mapping[int, StaffReach]:
        return {one: self._people[one] for one in ids if one in self._people}

    def _cells(self, one: StaffReach) -> Sequence[Cell | str]:
        met = Cell(say_day(one.last_met, self._today)) if one.last_met else Cell("never", "warn", "✗")
        joined = f"{MONTHS[one.joined_on.month - 1][:3]} {one.joined_on.year}" if one.joined_on else "–"
        planned = Cell(say_day(one.next_on, self._today), "accent", "○") if one.next_on else "–"
        name = f"{one.family_name}, {one.given_name}".strip(", ")
        return [name, one.department or "–", one.job_title or "–", joined, met, planned, f"{one.minutes:,}"]

    def _show_shares(self) -> None:
        found = self._coverage
        if found is None:
            return
        self._shares = found.by(self.by)
        view = self.query_one("#shares")
        view.border_title = f"Shares by {self.by.words} · d"
        legend = [f"{MARK} {percent(found.rate)} of everybody"] if found.total else []
        if any(share.is_small for share in self._shares):
            legend.append(f"· under {coverage.SMALL}: with care")
        view.border_subtitle = "  ".join(legend)
        self.query_one(Bars).show([_bar(share, self.by) for share in self._shares], found.rate)
        self._say_share(self.query_one(Bars).highlighted)

    def _say_share(self, place: int | None) -> None:
        found, said = self._coverage, ""
        if found is not None and place is not None and place < len(self._shares):
            said = self._shares[place].sentence(self.by, found.rate)
        self.query_one("#share", Static).update(content_line(said))

    def _show_year(self, facts: CoverageFacts) -> None:
        held = sum(day.held for day in facts.days.values())
        name = f" {facts.year.name}" if facts.year else ""
        view = self.query_one("#year")
        view.border_title = content_line(f"The year{name} · {held:,} {'meeting' if held == 1 else 'meetings'} held")
        self.query_one(HeatMap).show(facts.first, facts.last, facts.today, heat_days(facts))


def heat_days(facts: CoverageFacts) -> dict[date, HeatDay]:
    """Return the days of the map that are not just school days without anything."""
    found: dict[date, HeatDay] = {}
    for ordinal in range(facts.first.toordinal(), facts.last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        counts = facts.calendar.is_school_day(day)
        count = facts.days.get(day)
        if count is not None or not counts:
            closure = None if counts else facts.calendar.closure_on(day)
            held, planned = count or (0, 0)
            found[day] = HeatDay(held, planned, counts, closure.name if closure else "")
    return found


def _said(found: Coverage, facts: CoverageFacts) -> str:
    said = [found.sentence()]
    apart = [
        f"{len(people):,} {word}"
        for people, word in ((found.paused, "paused"), (found.out_of_rotation, "out of the rotation"))
        if people
    ]
    if apart:
        said.append(f"not counted: {', '.join(apart)}")
    if facts.year is None:
        said.append("no school year is set, so all that ever was counts: , then School years")
    elif facts.year.ends_on < facts.today:
        said.append(f"{facts.year.name} is over")
    return " · ".join(said)


def _bar(share: Share, by: By) -> Bar:
    sign, note = " ", ""
    if share.met == share.total:
        sign, note = "✓", "all met"
    elif share.is_left_behind:
        sign, note = "!", "nobody yet"
    elif share.is_small:
        sign = "·"
    return Bar(share.group or by.without, share.met, share.total, sign, note)


def _sorted(people: Sequence[StaffReach], key: str, descending: bool) -> Sequence[StaffReach]:
    if key == "name":
        return tuple(sorted(people, key=lambda one: (one.family_name, one.given_name), reverse=descending))
    # Who has no such value stands first, as "never" does; None is not compared.
    value = attrgetter(key)
    return tuple(sorted(people, key=lambda one: (bool(value(one)), value(one) or 0), reverse=descending))
