"""What the tests of forms and dialogs stand on: an app that shows one window and keeps what it gave."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen


class Stand(App[None]):
    """Opens a window and remembers what came of it."""

    def __init__(self, window: Screen[Any]) -> None:
        super().__init__()
        self.window = window
        self.given: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self.window, self.given.append)

    @property
    def is_closed(self) -> bool:
        """Whether the window is gone."""
        return self.window not in self.screen_stack


def seen(app: App[Any]) -> str:
    """All the text that stands on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
