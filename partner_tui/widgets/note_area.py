"""A field for text of several lines, which forgets what was written in it when it closes."""

from __future__ import annotations

from textual.widgets import TextArea


class NoteArea(TextArea):
    """Wraps its lines; Tab goes on to the next field."""

    DEFAULT_CSS = """
    NoteArea {
        height: 4;
        padding: 0 1;
        border: none;
        background: $panel;
        &:focus { border: none; background-tint: $foreground 5%; }
    }
    """

    def __init__(
        self, text: str = "", *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
            classes=classes,
        )

    @property
    def value(self) -> str:
        """What is written."""
        return self.text

    @value.setter
    def value(self, value: str) -> None:
        if value != self.text:
            self.text = value
            self.move_cursor(self.document.end)  # as in a line, whoever goes on writes behind what stands there

    def on_unmount(self) -> None:
        """Forget the text: a TextArea is held by the app's list of who watches the theme, as long as the app lives."""
        with self.prevent(TextArea.Changed):
            self.load_text("")
        watching = getattr(self.app, "__watchers", {}).get("theme", [])
        watching[:] = [(watcher, callback) for watcher, callback in watching if watcher is not self]
