"""The pane with the story of one record, beside its list or over it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Detail(VerticalScroll, can_focus=True):
    """The story of one record; on a narrow screen it lies over the list."""

    BINDING_GROUP_TITLE = "Story"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("g", "scroll_home", "To the beginning", show=False),
        Binding("G", "scroll_end", "To the end", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._story = Static(Content())
        self._told: int | None = None

    def compose(self) -> ComposeResult:
        yield self._story

    def tell(self, record_id: int | None, story: Content) -> None:
        """Show the story of a record; of another one, from its beginning."""
        self._story.update(story)
        if record_id != self._told:
            self._told = record_id
            self.scroll_home(animate=False)
