"""A list on the left and the whole story of the highlighted record on the right; what every noun's screen is."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from partner_tui.errors import PartnerError
from partner_tui.records import database
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.heading import Heading
from partner_tui.widgets.empty_state import EmptyState, KeyHint
from partner_tui.widgets.filter_bar import FilterBar
from partner_tui.widgets.record_table import RecordTable
from partner_tui.widgets.table_columns import Column

MANY = 20_000
"""From so many records on, a list is read in a thread."""


class Detail(VerticalScroll, can_focus=True):
    """The story of one record; on a narrow screen it lies over the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._story = Static(Content())

    def compose(self) -> ComposeResult:
        yield self._story

    def tell(self, story: Content) -> None:
        """Show another story, from its beginning."""
        self._story.update(story)
        self.scroll_home(animate=False)


_WIDTHS = [(0, "-narrow"), (100, "-wide")]


class Browser(DeskScreen):
    """The screen of one noun: filter, list, story."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("tab", "other_side", "To the story", show=False),
    ]
    AUTO_FOCUS = "RecordTable"

    TITLE_OF_LIST: ClassVar[str] = ""
    PURPOSE: ClassVar[str] = ""
    HINTS: ClassVar[tuple[KeyHint, ...]] = ()

    table = getters.query_one(RecordTable)
    """The list."""
    filter_bar = getters.query_one(FilterBar)
    """The line that narrows it."""
    detail = getters.query_one(Detail)
    """The story of the highlighted record."""

    def __init__(self) -> None:
        super().__init__()
        self.sort = self.default_sort()

    def compose(self) -> ComposeResult:
        yield Heading(self.TITLE_OF_LIST)
        with Horizontal(id="sides"):
            with Vertical(id="list"):
                yield FilterBar()
                yield Static(Content(), id="which")
                yield RecordTable(self.columns(), self.cells)
                yield EmptyState(self.PURPOSE, *self.HINTS)
            yield Detail()
        yield Footer(compact=True)

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
        """Return the ids of the list as it is filtered and sorted now."""
        raise NotImplementedError

    def rows(self, ids: Sequence[int]) -> Mapping[int, Any]:
        """Return the rows of some ids."""
        raise NotImplementedError

    def story(self, record_id: int) -> Content:
        """Return the story of a record."""
        raise NotImplementedError

    def which(self) -> str:
        """Return in words which records the list has."""
        return ""

    def total(self) -> int:
        """Return how many records there would be without filters."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the list; a long one in a thread, for typing must not wait for it."""
        self.query_one(Heading).reload()
        if self.total() > MANY:
            self.read_in_thread()
        else:
            self.show_ids(self.ids())

    @work(thread=True, exclusive=True, group="list")
    def read_in_thread(self) -> None:
        """Read the ids with a connection of the thread's own; the newest request wins."""
        try:
            with database.in_thread():
                ids = self.ids()
        except PartnerError as error:
            self.app.call_from_thread(self.say_error, error)
            return
        self.app.call_from_thread(self.show_ids, ids)

    def show_ids(self, ids: array[int]) -> None:
        """Show a list; the highlighted record stays."""
        self.table.show(ids, self.rows)
        self.table.sorted_by(*self.sort)
        total = self.total()
        narrowed = bool(self.filter_bar.text) or self.is_narrowed()
        self.filter_bar.note(f"{len(ids):,} of {total:,}" if narrowed else f"{len(ids):,}")
        self.query_one("#which", Static).update(Content(self.which()))
        empty = self.query_one(EmptyState)
        if narrowed:
            empty.say(
                "Nothing here fits what the list is narrowed to.", KeyHint("Esc", "shows everything", "screen.widen")
            )
        else:
            empty.say(self.PURPOSE, *self.HINTS)
        self.set_class(not ids, "-empty")
        self.tell_story()

    def is_narrowed(self) -> bool:
        """Return whether something besides the typed text narrows the list."""
        return False

    def tell_story(self) -> None:
        """Show the story of the highlighted record."""
        record_id = self.table.highlighted
        try:
            self.detail.tell(Content() if record_id is None else self.story(record_id))
        except PartnerError as error:
            self.detail.tell(Content(f"{error.message}\n{error.hint}"))

    def chosen(self) -> list[int]:
        """Return the marked records, or else the highlighted one."""
        marks = self.table.marks
        if marks:
            return sorted(marks)
        return [] if self.table.highlighted is None else [self.table.highlighted]

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        self.tell_story()

    @on(RecordTable.Selected)
    def _selected(self) -> None:
        self.action_open()

    @on(RecordTable.SortRequested)
    def _sort_requested(self, event: RecordTable.SortRequested) -> None:
        self.sort = (event.key, event.descending)
        self.refresh_records()

    @on(RecordTable.ReadFailed)
    def _read_failed(self, event: RecordTable.ReadFailed) -> None:
        self.say_error(event.error)

    @on(FilterBar.Changed)
    def _typed(self) -> None:
        self.refresh_records()

    @on(FilterBar.Left)
    def _typed_enough(self) -> None:
        self.table.focus()

    def action_open(self) -> None:
        """Go into the story of the highlighted record."""
        if self.table.highlighted is not None:
            self.add_class("-story")
            self.detail.focus()

    def action_other_side(self) -> None:
        """Go from the list to the story, and back."""
        if self.detail.has_focus:
            self.action_back()
        else:
            self.action_open()

    def action_back(self) -> None:
        """Leave the story, or else widen the list to everything."""
        if self.has_class("-story"):
            self.remove_class("-story")
            self.table.focus()
        else:
            self.action_widen()

    def action_widen(self) -> None:
        """Show everything again."""
        self.filter_bar.text = ""
        self.widen()
        self.refresh_records()

    def widen(self) -> None:
        """Forget what narrows the list besides the typed text."""

    def action_filter(self) -> None:
        """Type to narrow the list."""
        self.remove_class("-story")
        self.filter_bar.focus()
