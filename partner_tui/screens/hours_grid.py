"""The hours of a cohort: students down, the days of a week across, typed as into a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from partner_tui import commands
from partner_tui.dates import say_full_day, say_minutes
from partner_tui.errors import FieldError, PartnerError
from partner_tui.insight import week_advice
from partner_tui.insight.work_rules import Advice, Ground
from partner_tui.records import hours, hours_week, work_rules
from partner_tui.records.history import Intent
from partner_tui.records.hours import HoursState
from partner_tui.records.hours_week import Week, WeekEntry, WeekRow
from partner_tui.screens import hours_lines, hours_saving
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.heading import Heading
from partner_tui.screens.hours_forms import GoToDay, Line, ShiftsForm, WhyDeclined
from partner_tui.screens.hours_opening import HoursApp
from partner_tui.screens.hours_saving import Writing
from partner_tui.widgets.empty_state import EmptyState, KeyHint
from partner_tui.widgets.hours_grid import HoursGrid, Typed
from partner_tui.widgets.hours_painter import GridLine
from partner_tui.widgets.key_line import KeyLine
from partner_tui.widgets.text import content_line


class HoursScreen(DeskScreen):
    """The grid, and under it what is to be said of the cell: each shift, the rules of work, what waits."""

    WHERE = "hours"
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("hours")]
    AUTO_FOCUS = "HoursGrid"
    DEFAULT_CSS = """
    HoursScreen #hours-title { height: 1; padding: 0 1; }
    HoursScreen HoursGrid { padding: 0 0 0 1; }
    HoursScreen #hours-about { height: 6; padding: 0 1; border-top: solid $border-blurred; scrollbar-size-vertical: 1; }
    HoursScreen #hours-about Static { height: auto; }
    HoursScreen EmptyState { display: none; }
    HoursScreen.-empty HoursGrid { display: none; }
    HoursScreen.-empty EmptyState { display: block; }
    HoursScreen.-empty #hours-about { display: none; }
    """

    app = getters.app(HoursApp)
    grid = getters.query_one(HoursGrid)
    """Where hours are typed."""

    def __init__(self) -> None:
        super().__init__()
        self.day: date | None = None
        """The day whose week is shown; today's until another is chosen."""
        self._week: Week | None = None
        self._ground: Ground | None = None
        self._said: dict[int, dict[date, list[Advice]]] = {}
        self._lines: dict[int, GridLine] = {}
        self._shown: tuple[object, ...] | None = None

    def compose(self) -> ComposeResult:
        yield Heading("Partners")
        yield Static(Content(), id="hours-title")
        yield HoursGrid(self._submit)
        yield EmptyState("No student is placed in this week.", KeyHint("Esc", "goes back", "screen.back"))
        with VerticalScroll(id="hours-about", can_focus=False):
            yield Static(Content())
        yield KeyLine()

    @property
    def week(self) -> Week:
        """The week in sight; raise FieldError before it was read."""
        if self._week is None:
            raise FieldError("week", "The week was not read yet.", "Press Esc and open the hours again.")
        return self._week

    def reload(self) -> None:
        """Read the week, in a fixed number of queries."""
        self.query_one(Heading).reload()
        desk = self.desk
        asked = (self.app.hours_of, self.app.hours_title)
        if asked != self._shown:
            self._shown, self.day = asked, None
            self.grid.unmark()
            self.grid.start_at((desk.today.weekday() + 1) % 7)
        self._week = hours_week.read(self.app.hours_of, self.day or desk.today)
        self._ground = Ground(desk.calendar, desk.school.zone, work_rules.in_force(), desk.school.day_ends)
        self._said.clear()
        self._lines.clear()
        self._show()

    def _show(self) -> None:
        week, today = self.week, self.desk.today
        self.set_class(not week.rows, "-empty")
        more = f" · the first {len(week.rows)} of {len(week.rows) + week.more:,}" if week.more else ""
        total = sum(row.total.week for row in week.rows)
        title = f"Hours · {self.app.hours_title} · {hours_lines.span(week.first, week.last)}"
        summed = f" · {say_minutes(total)}" if total else ""
        self.query_one("#hours-title", Static).update(content_line(f"{title}{summed}{more}", "bold"))
        column = (today - week.first).days
        self.grid.show(hours_lines.heads(week.first), len(week.rows), self._line, column if 0 <= column < 7 else -1)
        self._tell()

    def _line(self, at: int) -> GridLine:
        # Made when it is drawn: the rules of a line that nobody sees are not looked at.
        if at not in self._lines:
            row = self.week.rows[at]
            self._lines[at] = hours_lines.line(self.week, row, self._advice(row), self.desk.today)
        return self._lines[at]

    def _advice(self, row: WeekRow) -> dict[date, list[Advice]]:
        if row.days.id not in self._said and self._ground is not None:
            self._said[row.days.id] = week_advice.of_row(self.week, row, self._ground)
        return self._said.get(row.days.id, {})

    @on(HoursGrid.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """Say what there is to the cell under the cursor, or what is wrong with what is typed."""
        place = self.grid.place
        if self._week is None or place.line >= len(self._week.rows):
            return
        row, day = self._week.rows[place.line], self._week.first + timedelta(days=place.day)
        desk = self.desk
        watched = week_advice.watch(self._week, row, desk.today, desk.calendar)
        about = hours_lines.about(row, day, self._advice(row).get(day, []), watched, desk.school.zone, desk.today)
        typed = self.grid.typed
        if typed is not None:
            said = (
                content_line(f"! {self.grid.trouble}", "$text-error")
                if self.grid.trouble
                else content_line(
                    "enter saves · esc leaves · 3, 3:15, 45m, 15:30-18:45, - takes out", "$foreground-muted"
                )
            )
            head = about.split("\n")[0]
            about = Content("\n").join([head, Content.assemble("› ", content_line(typed, "bold")), said])
        elif self.grid.trouble:
            about = Content("\n").join([content_line(f"! {self.grid.trouble}", "$text-error"), about])
        self.query_one("#hours-about Static", Static).update(about)

    def _submit(self, typed: Sequence[Typed]) -> str:
        """Save what was typed or pasted; return '', or why it could not be."""
        try:
            writing = hours_saving.read(self.week, typed, self.desk.school.zone, self.desk.today)
            self._write(hours_saving.name_of(self.week, typed, writing, self.desk.today), writing)
        except PartnerError as error:
            return f"{error.message} {error.hint}".strip()
        return ""

    def _write(self, name: str, writing: Writing) -> None:
        """Write as one intent, and show it; raise PartnerError, writing nothing, where it cannot be."""
        if not writing.count:
            return
        with self.desk.intent(name) as intent:
            writing.write(intent)
        if writing.count > 1:
            self.say_done(name)
        self.refresh_records()

    def _chosen(self) -> list[WeekEntry]:
        """Return the hours in the marked cells, or in the one under the cursor."""
        week = self.week
        found: list[WeekEntry] = []
        for at, on_day in self.grid.chosen():
            found += week.rows[at].entries.get(week.first + timedelta(days=on_day), [])
        return found

    def action_approve(self) -> None:
        """Approve the hours of the marked cells, or of the one under the cursor."""
        left = [one for one in self._chosen() if one.state is not HoursState.APPROVED]
        if not self._may_settle(left, "Nothing here waits for approval."):
            return

        def write(intent: Intent) -> None:
            hours.approve(intent, [one.id for one in left], self.desk.who, self.desk.today)

        if self.change(f"Approve {_counted(left)}", write):
            self.grid.unmark()

    def action_decline(self) -> None:
        """Decline the hours of the marked cells, or of the one under the cursor; asks why."""
        left = [one for one in self._chosen() if one.state is not HoursState.DECLINED]
        if not self._may_settle(left, "There are no hours here that could be declined."):
            return
        name = f"Decline {_counted(left)}"

        def submit(why: str) -> None:
            with self.desk.intent(name) as intent:
                hours.decline(intent, [one.id for one in left], self.desk.who, self.desk.today, why)
            self.say_done(name)
            self.grid.unmark()
            self.refresh_records()

        self.app.push_screen(WhyDeclined(f"{name}: why?", submit))

    def _may_settle(self, left: Sequence[WeekEntry], otherwise: str) -> bool:
        """Return whether there is something to settle, and it may be written; say what there is not."""
        if not left:
            self.notify(otherwise, markup=False)
        return bool(left) and self.may_write()

    def action_take_out(self) -> None:
        """Take the hours of the marked cells out, or those of the one under the cursor."""
        left = self._chosen()
        if left and self.may_write():
            self.change(f"Take out {_counted(left)}", lambda intent: hours.take_out(intent, [one.id for one in left]))
            self.grid.unmark()

    def action_edit(self) -> None:
        """Change the shifts of the cell, with their times and notes."""
        if self.grid.is_empty or not self.may_write():
            return
        place = self.grid.place
        row, day = self.week.rows[place.line], self.week.first + timedelta(days=place.day)
        entries = row.entries.get(day, [])
        if not entries and (why := row.days.why_not(day, self.desk.today)):
            self.say_error(FieldError("worked_on", why))
            return
        name = f"Hours of {row.days.student}, {say_full_day(day)}"

        def submit(lines: tuple[Line, ...]) -> None:
            self._write(name, hours_saving.of_day(row, day, [(one.worked, one.note) for one in lines]))

        lines = [Line(one.worked, one.note) for one in entries]
        self.app.push_screen(ShiftsForm(name, lines, submit, day=day, zone=self.desk.school.zone))

    def action_earlier(self) -> None:
        """Show the week before."""
        self._go_to((self.day or self.desk.today) - timedelta(weeks=1))

    def action_later(self) -> None:
        """Show the week after."""
        self._go_to((self.day or self.desk.today) + timedelta(weeks=1))

    def action_day(self) -> None:
        """Ask for a day, and show its week."""
        form = GoToDay(self._go_to_day, today=self.desk.today, day_first=self.desk.settings.day_first)
        self.app.push_screen(form)

    def _go_to_day(self, day: date) -> None:
        self._go_to(day)
        self.grid.start_at((day - self.week.first).days, self.grid.place.line)
        self._tell()

    def _go_to(self, day: date) -> None:
        self.day = day
        self.grid.unmark()
        self.refresh_records()

    def action_back(self) -> None:
        """Leave what is typed, then what is marked, then the grid."""
        if self.grid.stop_typing() or self.grid.unmark():
            self._tell()
        else:
            self.app.leave_hours()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is about hours is there only where some are."""
        if action in {"approve", "decline", "take_out", "edit"} and (self._week is None or not self._week.rows):
            return False
        return super().check_action(action, parameters)


def _counted(entries: Sequence[WeekEntry]) -> str:
    minutes = say_minutes(sum(one.worked.minutes for one in entries))
    return f"{minutes} in {len(entries)} entries" if len(entries) > 1 else minutes
