"""The line at the foot of a screen: the keys that work now and what each does; a click presses one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from textual import events
from textual.app import App
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from partner_tui.widgets.text import content_line


class Key(NamedTuple):
    """One key of the line: what is pressed, what stands there for it, what it does, and what is said beside it."""

    key: str
    spoken: str
    label: str
    enabled: bool
    tooltip: str
    everywhere: bool

    @property
    def width(self) -> int:
        """The cells that it takes, with the blank behind it."""
        return content_line(f"{self.spoken} {self.label} ").cell_length


class KeyLine(Widget):
    """What Textual's Footer shows, drawn as one line: a widget for each key would be a tenth of a start.

    Where not all fit, a screen's own keys go, the last ones first; those that work everywhere stay the longest.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; width: 1fr; color: $footer-foreground; background: $footer-background;
        text-wrap: nowrap;
    }
    """
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[Key, ...] = ()
        self.left_away: tuple[Key, ...] = ()
        self._under_mouse: str | None = None

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_unmount(self) -> None:
        """Follow it no longer."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    def render(self) -> Content:
        """The keys, those that cannot be used now dimmed, the palette's at the right."""
        active = self.screen.active_bindings
        palette = active.get(self.app.COMMAND_PALETTE_BINDING)
        last = None if palette is None else _key(self.app, palette)
        room = self.size.width - (last.width if last else -1)
        every = list(_keys(self.app, active))
        shown = _fitting(every, room)
        self.keys = (*shown, last) if last else tuple(shown)
        self.left_away = tuple(one for one in every if one not in shown)
        line = Content(" ").join(map(self._drawn, shown))
        if last is None:
            return line
        between = Content(" " * max(0, self.size.width - last.width - line.cell_length))
        return Content("").join([line, between, Content.styled("▏", "$foreground 20%"), self._drawn(last)])

    def _drawn(self, key: Key) -> Content:
        hovered = key.enabled and key.key == self._under_mouse
        ground = " on $block-hover-background" if hovered else ""
        drawn = Content.assemble(
            content_line(key.spoken, f"bold $footer-key-foreground{ground}"), content_line(f" {key.label}", ground)
        )
        if not key.enabled:
            drawn = drawn.stylize("dim")
        # Not a link, which would be drawn as one: what was clicked is read from the place.
        return drawn.stylize(Style.from_meta({"key": key.key}))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key under the mouse."""
        key = self._at(event)
        if key is not None and key.enabled:
            self.app.simulate_key(key.key)
        elif key is not None:
            self.app.bell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark the key under the mouse, and say what it does."""
        key = self._at(event)
        self._mark(key)
        self.tooltip = content_line(key.tooltip) if key is not None and key.tooltip else None

    def on_leave(self) -> None:
        """Mark nothing."""
        self._mark(None)

    def _mark(self, key: Key | None) -> None:
        name = None if key is None else key.key
        if name != self._under_mouse:
            self._under_mouse = name
            self.refresh()

    def _at(self, event: events.MouseEvent) -> Key | None:
        name = event.style.meta.get("key")
        return next((one for one in self.keys if one.key == name), None)


def _keys(app: App[Any], active: dict[str, ActiveBinding]) -> Iterator[Key]:
    """Yield a key for each thing that can be done and is to be shown: the first of those that do it."""
    actions = set()
    for one in active.values():
        if one.binding.show and one.binding.action not in actions:
            actions.add(one.binding.action)
            yield _key(app, one)


def _key(app: App[Any], one: ActiveBinding) -> Key:
    spoken = app.get_key_display(one.binding)
    label = one.binding.description
    return Key(one.binding.key, spoken, label, one.enabled, one.tooltip or label, isinstance(one.node, App))


def _fitting(keys: Sequence[Key], room: int) -> list[Key]:
    """Return the keys for which there is room, in their order."""
    shown = list(keys)
    own, everywhere = ([one for one in keys if one.everywhere is wanted] for wanted in (False, True))
    for key in (*reversed(own), *reversed(everywhere)):
        if sum(one.width for one in shown) <= room:
            break
        shown.remove(key)
    return shown
