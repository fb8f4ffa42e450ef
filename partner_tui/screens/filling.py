"""Filling an opening: who could come, who had the fewest chances first, and one key that places whom somebody chose."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from partner_tui import commands
from partner_tui.errors import PartnerError
from partner_tui.insight import filling as fairness
from partner_tui.insight.readiness import Readiness, readiness
from partner_tui.records import eligible, openings, readiness_rows
from partner_tui.records.eligible import EligibleRow, Tie
from partner_tui.records.opening_rows import OpeningRow
from partner_tui.screens import opening_stories, placement_editing
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.list_reading import ListReading
from partner_tui.screens.opening_editing import said
from partner_tui.screens.promise_lines import colour_of
from partner_tui.widgets.empty_state import EmptyState, KeyHint
from partner_tui.widgets.filter_bar import FilterBar
from partner_tui.widgets.headed_table import HeadedTable, Heading
from partner_tui.widgets.key_line import KeyLine
from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.row_strip import Cell
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import MUTED, content_line


@dataclass
class Found:
    """What a reading of the students found besides their order."""

    ties: Sequence[Tie] = ()
    left_out: str = ""


class StudentTable(HeadedTable[EligibleRow]):
    """The students who could come."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "select", "Place", id="table.open", tooltip="Place the marked students, or the highlighted one"
        )
    ]


class FillingScreen(ModalScreen[None]):
    """The students who could come to an opening, over the screen that it was opened from.

    Nothing is decided here: those who had as many chances stand under one heading, and in it by lot.
    """

    HELP = "Placing students"
    BINDING_GROUP_TITLE = "Placing students"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "filter", "Narrow", id="filling.filter", tooltip="Narrow the list by typing a name"),
        Binding("escape", "back", "Back", id="filling.back", tooltip="Show all again, or go back; nothing is placed"),
        commands.help_key(),
    ]
    AUTO_FOCUS = "StudentTable"
    DEFAULT_CSS = """
    FillingScreen {
        & > Vertical { width: 100%; height: 100%; background: $background; padding: 0 1; }
        & .filling--head { height: auto; }
        & StudentTable { height: 1fr; }
        & EmptyState { display: none; }
        & .filling--foot { height: auto; color: $text-muted; }
        &.-empty StudentTable { display: none; }
        &.-empty EmptyState { display: block; }
    }
    """

    table = getters.query_one(StudentTable)
    """The students."""
    filter_bar = getters.query_one(FilterBar)
    """The line that narrows them."""

    class ListRead(Message):
        """The students were read in a thread: their ids, or what went wrong, and what else was found."""

        def __init__(self, reading: ListReading, ids: array[int] | PartnerError | None, found: Found) -> None:
            super().__init__()
            self.reading = reading
            self.ids = ids
            self.found = found

    def __init__(self, desk_screen: DeskScreen, opening: OpeningRow, ready: Readiness | None) -> None:
        super().__init__()
        self._desk_screen = desk_screen
        self._opening = opening
        self._ready = ready
        self._today = desk_screen.desk.today
        self._reading: ListReading | None = None
        self._whole: int | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(self._head(), classes="filling--head")
            yield Static(Content(), id="cut")
            yield FilterBar(placeholder="ctrl+f narrows the list by typing a name")
            yield StudentTable(
                [
                    Column("name", "Student", weight=2, minimum=16, sortable=False),
                    Column("grade", "Grade", width=6, sortable=False),
                    Column("why", "Why here", weight=3, minimum=42, sortable=False),
                ],
                self._cells,
            )
            yield EmptyState("")
            yield Static(Content(), classes="filling--foot")
            yield KeyLine()

    def _head(self) -> Content:
        row = self._opening
        sign, tone, word, step = opening_stories.standing(row, self._ready, self._today)
        left = "1 place" if row.places == 1 else f"{row.places} places"
        title = Content.assemble(
            content_line(f"Place students: {said(row)}", "bold $text-primary"),
            "\n",
            content_line(f"{row.kind.value} · {left}, {row.taken} taken", MUTED),
        )
        if not step:
            return title
        standing = content_line(f"{sign} {word}: {step}", colour_of(tone))
        return Content.assemble(title, "\n", standing)

    def _cells(self, row: EligibleRow) -> Sequence[Cell | str]:
        return [row.name, row.grade, " · ".join(fairness.why(row, self._opening.youngest))]

    # Reading and showing

    def on_mount(self) -> None:
        """Read the students."""
        self._narrow()

    def _narrow(self) -> None:
        """Read the students in a thread: whoever types does not wait for tens of thousands."""
        if self._reading is not None:
            self._reading.stop()
        text, found, opening, today = self.filter_bar.text, Found(), self._opening, self._today
        lot = fairness.lot(opening.uid, today)

        def read() -> array[int]:
            found.ties = eligible.ties(opening, today, text)
            if not text:
                out = eligible.left_out(opening, today)
                found.left_out = fairness.left_out(out, opening.grades, opening.youngest)
            return eligible.listing(opening, lot, today, text)

        self._reading = ListReading(read)
        self._read(self._reading, found)

    @work(thread=True, group="list")
    def _read(self, reading: ListReading, found: Found) -> None:
        self.post_message(self.ListRead(reading, reading.run(), found))

    @on(ListRead)
    def _list_read(self, event: ListRead) -> None:
        event.stop()
        if event.reading is not self._reading:
            return
        self._reading = None
        if isinstance(event.ids, PartnerError):
            self._desk_screen.say_error(event.ids)
        elif event.ids is not None:
            self._show(event.ids, event.found)

    def _show(self, ids: array[int], found: Found) -> None:
        if not self.filter_bar.text:
            self._whole = len(ids)
            self.query_one("#cut", Static).update(content_line(fairness.cut(found.ties, self._opening.left), "bold"))
            self.query_one(".filling--foot", Static).update(content_line(found.left_out))
        headings = [Heading(one.first, _heading(one)) for one in fairness.stretches(found.ties)]
        self.table.show_headed(ids, headings if ids else [], eligible.rows)
        self.set_class(not ids, "-empty")
        if self.filter_bar.text:
            self.query_one(EmptyState).say("Nobody who could come is called so.", KeyHint("Esc", "shows all again"))
        else:
            self.query_one(EmptyState).say("No student could come to this opening.", KeyHint("Esc", "goes back"))
        self._count()

    def _count(self) -> None:
        marks, narrowed = len(self.table.marks), bool(self.filter_bar.text)
        listed = self.table.count - self.table.headings
        shown = f"{listed:,} of {self._whole:,}" if narrowed and self._whole is not None else f"{listed:,}"
        self.filter_bar.note(f"◆ {marks} marked · {shown}" if marks else shown)

    # What is pressed and clicked

    @on(FilterBar.Changed)
    def _typed(self) -> None:
        self._narrow()

    @on(FilterBar.Left)
    def _typed_enough(self) -> None:
        self.table.focus()

    @on(RecordTable.MarksChanged)
    def _marked(self) -> None:
        self._count()

    @on(RecordTable.ReadFailed)
    def _read_failed(self, event: RecordTable.ReadFailed) -> None:
        self._desk_screen.say_error(event.error)

    @on(RecordTable.Selected)
    def _selected(self) -> None:
        """Ask for the days, and place the marked students, or the highlighted one."""
        chosen = sorted(self.table.marks) or ([] if self.table.highlighted is None else [self.table.highlighted])
        self._desk_screen.attempt(lambda: self._place(chosen))

    def _place(self, chosen: Sequence[int]) -> None:
        who = openings.said_names([row.name for row in eligible.rows(chosen).values()])
        placement_editing.place(self._desk_screen, self._opening, chosen, who, self._placed)

    def _placed(self, name: str) -> None:
        self._desk_screen.say_done(name)
        self.dismiss(None)

    def action_filter(self) -> None:
        """Type to narrow the list."""
        self.filter_bar.focus()

    def action_back(self) -> None:
        """Show all again, or go back."""
        if self.filter_bar.text:
            self.filter_bar.text = ""
        elif self.is_current:
            self.dismiss(None)


def _heading(stretch: fairness.Stretch) -> str:
    return f"{stretch.heading}: any of them is as fair" if stretch.count > 1 else stretch.heading


def fill(screen: DeskScreen, opening_id: int) -> None:
    """Show who could come to an opening, and place whom somebody chooses."""
    if not screen.may_write():
        return
    today = screen.desk.today
    row = openings.get(opening_id, today)
    if row.archived:
        raise PartnerError(f"{said(row)} was put away.", "Bring it back first: z shows the archive, a brings it back.")
    facts = readiness_rows.of_opening(opening_id, today)
    screen.app.push_screen(FillingScreen(screen, row, None if facts is None else readiness(facts, today)))
