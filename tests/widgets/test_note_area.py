"""A note is written over several lines, and forgotten when it closes."""

from __future__ import annotations

import gc
import weakref

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Button, TextArea

from partner_tui.widgets.note_area import NoteArea
from tests.widgets.nasty import NASTY_NAMES


class Page(Screen[None]):
    """A note and something else to go to."""

    def compose(self) -> ComposeResult:
        yield NoteArea("what was said")
        yield Button("Save")


async def test_tab_goes_on_and_enter_starts_a_line() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        page = Page()
        await app.push_screen(page)
        note = page.query_one(NoteArea)
        note.focus()
        note.value = ""
        await pilot.press("a", "enter", "b", "tab")
        assert note.value == "a\nb"
        assert page.query_one(Button).has_focus


async def test_nobody_can_read_a_closed_note_in_the_memory() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        seen = []
        for number in range(3):
            page = Page()
            await app.push_screen(page)
            note = page.query_one(NoteArea)
            note.focus()
            note.value = f"secret {number}"
            await pilot.press("x")
            seen.append(weakref.ref(note))
            del note, page
            app.pop_screen()
            await pilot.pause()
        watching = [watcher for watcher, _callback in getattr(app, "__watchers", {}).get("theme", [])]
        assert not [watcher for watcher in watching if isinstance(watcher, TextArea)]
        await app.push_screen(Page())
        await pilot.pause()
        gc.collect()
        left = [note for note in (reference() for reference in seen) if note is not None]
        assert all(note.text == "" for note in left)
        assert len(left) <= 1  # the screen that was popped last may still be on its way out


async def test_nasty_text_stays_what_it_is() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        page = Page()
        await app.push_screen(page)
        note = page.query_one(NoteArea)
        for name in ("closing tag", "a link that quits", "a colour", "wide", "family", "nul"):
            note.value = NASTY_NAMES[name]
            await pilot.pause()
            assert note.value == NASTY_NAMES[name]
