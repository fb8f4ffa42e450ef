"""A list on the left and the whole story of the highlighted record on the right; what every noun's screen is."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from partner_tui import commands
from partner_tui.errors import PartnerError
from partner_tui.screens.desk import WIDE, DeskScreen
from partner_tui.screens.heading import Heading
from partner_tui.screens.list_reading import ListReading
from partner_tui.screens.narrowing import Narrowing, narrowing_line
from partner_tui.screens.story_pane import Detail
from partner_tui.widgets.empty_state import EmptyState, KeyHint
from partner_tui.widgets.filter_bar import FilterBar
from partner_tui.widgets.key_line import KeyLine
from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content

MANY = 20_000
"""From so many records on, a list is read in a thread."""

_WIDEN = KeyHint("Esc", "shows everything", "screen.widen")


class Browser(DeskScreen):
    """The screen of one noun: filter, list, story."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's, as it declares it
    AUTO_FOCUS = "RecordTable"

    TITLE_OF_LIST: ClassVar[str] = ""
    PURPOSE: ClassVar[str] = ""
    HINTS: ClassVar[tuple[KeyHint, ...]] = ()
    NEEDS_A_ROW: ClassVar[frozenset[str]] = frozenset()
    """The actions that need a highlighted or a marked record."""
    CAN_MARK: ClassVar[bool] = True
    """Whether anything is done with several records at once."""

    table = getters.query_one(RecordTable)
    """The list."""
    filter_bar = getters.query_one(FilterBar)
    """The line that narrows it."""
    detail = getters.query_one(Detail)
    """The story of the highlighted record."""

    class ListRead(Message):
        """A list was read in a thread: its ids, or what went wrong."""

        def __init__(self, reading: ListReading, found: array[int] | PartnerError | None) -> None:
            super().__init__()
            self.reading = reading
            self.found = found

    def __init__(self) -> None:
        super().__init__()
        self.sort = self.default_sort()
        self._total: int | None = None
        self._reading: ListReading | None = None
        self._to_show: int | None = None
        self._back_to = ""
        self._has_row = False

    def compose(self) -> ComposeResult:
        yield Heading(self.TITLE_OF_LIST)
        with Horizontal(id="sides"):
            with Vertical(id="list"):
                yield FilterBar()
                yield Static(Content(), id="which")
                table: RecordTable[Any] = RecordTable(self.columns(), self.cells)
                table.can_mark = self.CAN_MARK
                table.s_is_taken = any("s" in one.keys.split(",") for one in commands.of(self.WHERE))
                yield table
                yield EmptyState(self.PURPOSE, *self.HINTS)
            yield Detail()
        yield KeyLine()

    # What a noun's screen says of itself

    def default_sort(self) -> tuple[str, bool]:
        """Return the column key and whether it goes downwards at first."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        raise NotImplementedError

    def cells(self, row: Any) -> Sequence[Any]:
        """Return the cells of a row, one for each column."""
        raise NotImplementedError

    def ids(self) -> array[int]:
        """Return the ids of the list as it is filtered and sorted now; may be called in a thread."""
        raise NotImplementedError

    def rows(self, ids: Sequence[int]) -> Mapping[int, Any]:
        """Return the rows of some ids."""
        raise NotImplementedError

    def story(self, record_id: int) -> Content:
        """Return the story of a record."""
        raise NotImplementedError

    def narrowings(self) -> Sequence[Narrowing]:
        """Return the ways to narrow the list besides typing."""
        return ()

    def total(self) -> int:
        """Return how many records there would be without filters."""
        raise NotImplementedError

    def is_narrowed(self) -> bool:
        """Return whether something besides the typed text narrows the list."""
        return False

    def widen(self) -> None:
        """Forget what narrows the list besides the typed text."""

    def nothing_fits(self) -> str:
        """Return what stands in place of a list that was narrowed to nothing."""
        return "Nothing here fits what the list is narrowed to."

    # Reading and showing

    def reload(self) -> None:
        """Read the list, because the records may be others."""
        self.query_one(Heading).reload()
        self._total = None
        self.narrow()

    def narrow(self) -> None:
        """Read the list as it is narrowed and sorted now; a long one in a thread, for typing must not wait for it."""
        if self._reading is not None:
            self._reading.stop()
            self._reading = None
        if self._total is None:
            self._total = self.total()
        if self._total > MANY:
            self._reading = ListReading(self.ids)
            self._read(self._reading)
        else:
            self.show_ids(self.ids())

    @work(thread=True, group="list")
    def _read(self, reading: ListReading) -> None:
        self.post_message(self.ListRead(reading, reading.run()))

    @on(ListRead)
    def _list_read(self, event: ListRead) -> None:
        event.stop()
        if event.reading is not self._reading:
            return
        self._reading = None
        if isinstance(event.found, PartnerError):
            self.say_error(event.found)
        elif event.found is not None:
            self.show_ids(event.found)

    def show_ids(self, ids: array[int]) -> None:
        """Show a list; the highlighted record stays, unless `show_record` asked for another."""
        wanted, self._to_show = self._to_show, None
        self.table.show(ids, self.rows, highlight=wanted)
        self.table.sorted_by(*self.sort)
        narrowed = bool(self.filter_bar.text) or self.is_narrowed()
        self.filter_bar.note(f"{len(ids):,} of {self._total:,}" if narrowed else f"{len(ids):,}")
        self.query_one("#which", Static).update(narrowing_line(self.narrowings(), narrowed))
        purpose = self.nothing_fits() if narrowed else self.PURPOSE
        self.query_one(EmptyState).say(purpose, *((_WIDEN,) if narrowed else self.HINTS))
        self.set_class(not ids, "-empty")
        if not ids:
            self.remove_class("-story")
        self._has_row = bool(ids)
        self.refresh_bindings()
        self.tell_story()
        if wanted is not None and self.table.highlighted == wanted:
            self._open_story()

    def tell_story(self) -> None:
        """Show the story of the highlighted record, where it is in sight."""
        if self.app.size.width < WIDE and not self.has_class("-story"):
            return
        record_id = self.table.highlighted
        try:
            story = Content() if record_id is None else self.story(record_id)
        except PartnerError as error:
            story = content(f"{error.message}\n{error.hint}")
        self.detail.tell(record_id, story)

    def on_resize(self) -> None:
        """The story may have come in sight."""
        if self._total is not None:
            self.tell_story()

    def chosen(self) -> list[int]:
        """Return the marked records, or else the highlighted one."""
        marks = self.table.marks
        if marks:
            return sorted(marks)
        return [] if self.table.highlighted is None else [self.table.highlighted]

    def show_record(self, record_id: int, back_to: str = "", widen: Callable[[], None] | None = None) -> None:
        """Show the story of one record; a list without it is widened first, if need be by `widen`.

        `back_to` names the screen that Esc goes back to; without it, Esc goes to the list.
        """
        if not self.table.highlight(record_id):
            self.filter_bar.text = ""
            (widen or self.widen)()
            self._to_show = record_id
            self.refresh_records()
        else:
            self._open_story()
        self._back_to = back_to

    # What is pressed and clicked

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a record is there only where one is."""
        if action in self.NEEDS_A_ROW and (not self._has_row or (action == "open" and self._in_story)):
            return False
        return super().check_action(action, parameters)

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        self.tell_story()

    @on(RecordTable.Selected)
    def _selected(self) -> None:
        self.action_open()

    @on(RecordTable.SortRequested)
    def _sort_requested(self, event: RecordTable.SortRequested) -> None:
        self.sort = (event.key, event.descending)
        self.attempt(self.narrow)

    @on(RecordTable.ReadFailed)
    def _read_failed(self, event: RecordTable.ReadFailed) -> None:
        self.say_error(event.error)

    @on(FilterBar.Changed)
    def _typed(self) -> None:
        self.attempt(self.narrow)

    @on(FilterBar.Left)
    def _typed_enough(self) -> None:
        self.table.focus()

    def action_open(self) -> None:
        """Go into the story of the highlighted record."""
        self._back_to = ""
        self._open_story()

    def _open_story(self) -> None:
        if self.table.highlighted is not None:
            self.add_class("-story")
            self.tell_story()
            self.detail.border_subtitle = "[@click=screen.back]esc back[/]"
            self.detail.focus()

    def action_other_side(self) -> None:
        """Go from the list to the story, and back."""
        if self.detail.has_focus:
            self._close_story()
        elif self.table.has_focus:
            self.action_open()
        else:
            self.table.focus()

    def action_back(self) -> None:
        """Leave the story, or else widen the list to everything."""
        if not self._in_story:
            self.action_widen()
            return
        self._close_story()
        if self._back_to:
            self.call_later(self.run_action, f"app.go('{self._back_to}')")
            self._back_to = ""

    @property
    def _in_story(self) -> bool:
        """Whether somebody reads the story, rather than seeing it beside the list."""
        return self.has_class("-story") and (self.detail.has_focus or self.app.size.width < WIDE)

    def _close_story(self) -> None:
        self.remove_class("-story")
        self.detail.border_subtitle = ""
        self.table.focus()

    def action_widen(self) -> None:
        """Show everything again."""
        self.filter_bar.text = ""
        self.widen()
        self.refresh_records()

    def action_filter(self) -> None:
        """Type to narrow the list."""
        self.remove_class("-story")
        self.filter_bar.focus()
