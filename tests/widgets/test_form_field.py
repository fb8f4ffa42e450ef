"""A field of a form says beside itself what is wrong with it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Button, Input

from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.note_area import NoteArea


class Fields(App[None]):
    """Two fields with room for little."""

    def compose(self) -> ComposeResult:
        yield FormField("pronouns", "pronouns", Input(), limit=5)
        yield FormField("notes", "notes [/x]", NoteArea(), limit=5, hint="only you see this")
        yield Button("Save")

    def field(self, column: str) -> FormField:
        return self.query_one(f"#field-{column}", FormField)


async def test_a_text_that_is_too_long_is_said_at_once_and_kept() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.field("pronouns").focus()
        await pilot.press(*"abcdef")
        await pilot.pause()
        assert app.field("pronouns").trouble == "! 6 characters; there is room for 5."
        assert app.field("pronouns").value == "abcdef"
        await pilot.press("backspace")
        await pilot.pause()
        assert app.field("pronouns").trouble == ""


async def test_blanks_around_a_text_do_not_count_as_they_are_not_kept() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.field("pronouns").value = "  abcde   "
        app.field("notes").value = "\n\nabcde \n"
        await pilot.pause()
        assert app.field("pronouns").trouble == ""
        assert app.field("notes").trouble == ""


async def test_a_complaint_goes_when_the_answer_changes() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.field("notes").complain("“[/x]” is not a note.")
        await pilot.pause()
        assert app.field("notes").trouble == "! “[/x]” is not a note."
        app.field("notes").focus()
        await pilot.press("a")
        await pilot.pause()
        assert app.field("notes").trouble == ""
