"""A form loses nothing that was typed, and says beside the field what is wrong."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from textual.widget import Widget
from textual.widgets import Input, Static

from partner_tui.errors import DatabaseError, FieldError, PartnerError, StaleRecord
from partner_tui.screens.dialogs import Ask
from partner_tui.screens.forms import Form
from partner_tui.widgets.form_field import FormField
from partner_tui.widgets.note_area import NoteArea
from tests.screens.standing import Stand, seen


@dataclass(frozen=True)
class Note:
    """Something small to fill in."""

    name: str = ""
    phone: str = ""
    body: str = ""
    version: int = 1


class NoteForm(Form[Note]):
    """Two lines and a text; the phone is shown only to those who have a name."""

    worries: Sequence[str] = ()

    def columns(self) -> Sequence[Sequence[Widget]]:
        names = [FormField("name", "name", Input()), FormField("phone", "phone", Input())]
        return names, [FormField("body", "body", NoteArea())]

    def texts(self, draft: Note) -> dict[str, str]:
        return {"name": draft.name, "phone": draft.phone, "body": draft.body}

    def draft(self) -> Note:
        if self.text("phone") == "?":
            raise FieldError("phone", "“?” is no number.")
        return replace(self.given, name=self.text("name"), phone=self.text("phone"), body=self.text("body"))

    def doubts(self, draft: Note) -> Sequence[str]:
        return self.worries


class Records:
    """Takes drafts, and refuses as it is told."""

    def __init__(self, *refusals: PartnerError) -> None:
        self.refusals = list(refusals)
        self.saved: list[Note] = []

    def submit(self, draft: Note) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.saved.append(draft)


def opened(
    records: Records, given: Note | None = None, reread: Callable[[], Note] | None = None
) -> tuple[Stand, NoteForm]:
    """An app with the form in it."""
    form = NoteForm("Edit [b]Ana [/x]", given or Note("Ana", "12", "hello"), records.submit, reread=reread)
    return Stand(form), form


def banner(form: NoteForm) -> str:
    """What the form says above its buttons."""
    said = form.query_one(".form--banner", Static)
    return str(said.content) if said.display else ""


async def test_ctrl_s_hands_over_what_was_typed_and_closes() -> None:
    records = Records()
    app, _form = opened(records, Note())
    async with app.run_test() as pilot:
        await pilot.press("A", "n", "a", "enter", "7", "enter", "h", "i", "enter", "x", "ctrl+s", "ctrl+s")
        await pilot.pause()
        assert records.saved == [Note("Ana", "7", "hi\nx")]
        assert app.given == [True]
        assert app.is_closed


async def test_enter_goes_on_to_the_next_field_and_at_last_to_save() -> None:
    records = Records()
    app, form = opened(records)
    async with app.run_test() as pilot:
        form.field("name").focus()
        await pilot.press("enter")
        assert form.field("phone").has_focus_within
        await pilot.press("enter", "tab", "enter")
        await pilot.pause()
        assert app.given == [True]


async def test_the_mouse_saves_and_leaves() -> None:
    for button, given in (("#form-save", True), ("#form-leave", False)):
        app, _form = opened(Records())
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.click(button)
            await pilot.pause()
            assert app.given == [given]


async def test_an_untouched_form_closes_without_a_question() -> None:
    app, form = opened(Records())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not form.is_dirty
        await pilot.press("escape")
        await pilot.pause()
        assert app.given == [False]


async def test_a_form_with_changes_asks_before_it_closes() -> None:
    app, form = opened(Records())
    async with app.run_test() as pilot:
        form.field("name").focus()
        await pilot.press("end", "x", "escape")
        await pilot.pause()
        assert isinstance(app.screen, Ask)
        await pilot.press("escape")
        await pilot.pause()
        assert form.is_current
        assert form.field("name").value == "Anax"
        await pilot.press("escape", "enter")
        await pilot.pause()
        assert form.is_current
        await pilot.press("escape", "y")
        await pilot.pause()
        await pilot.pause()
        assert app.given == [False]


async def test_a_refused_field_is_named_beside_the_field_which_gets_the_focus() -> None:
    records = Records(FieldError("phone", "“12” is no phone.", "Write [more] of it."))
    app, form = opened(records)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form.field("phone").trouble == "! “12” is no phone. Write [more] of it."
        assert form.field("phone").has_focus_within
        assert "Write [more] of it." in seen(app)
        assert app.given == []
        await pilot.press("3", "ctrl+s")
        await pilot.pause()
        assert [note.phone for note in records.saved] == ["3"]


async def test_what_the_form_itself_cannot_read_is_said_the_same_way() -> None:
    records = Records()
    app, form = opened(records, Note("Ana", "?"))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form.field("phone").trouble == "! “?” is no number."
        assert records.saved == []


async def test_a_full_disk_is_said_in_the_form_and_all_that_was_typed_stays() -> None:
    records = Records(DatabaseError("The disk is full [/x].", "Make room, then save again."))
    app, form = opened(records)
    async with app.run_test() as pilot:
        form.field("body").focus()
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        assert banner(form) == "! The disk is full [/x]. Make room, then save again."
        assert form.field("body").value == "hellox"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert records.saved == [Note("Ana", "12", "hellox")]


async def test_a_complaint_about_a_field_that_is_not_there_is_said_in_the_form() -> None:
    app, form = opened(Records(FieldError("zone", "There is no such zone.")))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert banner(form) == "! There is no such zone."


async def test_doubts_are_asked_about_once_and_a_second_ctrl_s_saves() -> None:
    for keys in (["ctrl+s"], ["enter"], ["y"]):
        records = Records()
        app, form = opened(records)
        form.worries = ["The school is closed [/x]."]
        async with app.run_test() as pilot:
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert "▲ The school is closed [/x]." in seen(app)
            assert records.saved == []
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            assert len(records.saved) == 1
            assert app.given == [True]


async def test_whoever_thinks_better_of_it_is_back_in_the_form() -> None:
    records = Records()
    app, form = opened(records)
    form.worries = ["The school is closed."]
    async with app.run_test() as pilot:
        for key in ("n", "escape"):
            await pilot.press("ctrl+s", key)
            await pilot.pause()
            assert app.screen is form
        assert records.saved == []


STALE = StaleRecord("This was changed meanwhile, so nothing was saved.", {}, {}, "Look at it.")


async def test_two_who_wrote_the_same_field_see_both_and_one_takes_theirs() -> None:
    records = Records(STALE)
    app, form = opened(records, reread=lambda: Note("Ana", "99", "bye [/x]", 2))
    async with app.run_test() as pilot:
        form.field("body").focus()
        await pilot.press("x")
        form.field("name").value = "Anna"
        await pilot.press("ctrl+s")
        await pilot.pause()
        said = seen(app)
        assert "now there: bye [/x]" in said
        assert "you wrote: hellox" in said
        assert "99" not in said
        await pilot.press("t")
        await pilot.pause()
        await pilot.pause()
        assert form.state() == {"name": "Anna", "phone": "99", "body": "bye [/x]"}
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert records.saved == [Note("Anna", "99", "bye [/x]", 2)]


async def test_keeping_mine_still_takes_over_what_only_they_changed() -> None:
    records = Records(STALE)
    app, form = opened(records, reread=lambda: Note("Ana", "99", "bye", 2))
    async with app.run_test() as pilot:
        form.field("body").focus()
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        await pilot.press("k")
        await pilot.pause()
        await pilot.pause()
        assert "Look at it once more" in banner(form)
        assert form.is_dirty
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert records.saved == [Note("Ana", "99", "hellox", 2)]


async def test_changes_in_different_fields_need_no_question() -> None:
    records = Records(STALE)
    app, form = opened(records, reread=lambda: Note("Ana", "99", "hello", 2))
    async with app.run_test() as pilot:
        form.field("body").focus()
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        assert app.screen is form
        assert "Somebody changed this meanwhile" in banner(form)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert records.saved == [Note("Ana", "99", "hellox", 2)]


async def test_esc_on_two_versions_leaves_the_form_as_it_was() -> None:
    app, form = opened(Records(STALE), reread=lambda: Note("Ana", "99", "bye", 2))
    async with app.run_test() as pilot:
        form.field("body").focus()
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert form.state() == {"name": "Ana", "phone": "12", "body": "hellox"}
        assert form.given.version == 1


async def test_a_record_that_is_gone_is_said_and_nothing_typed_is_lost() -> None:
    def gone() -> Note:
        raise DatabaseError("It is not there any more.", "Make it anew.")

    app, form = opened(Records(STALE), reread=gone)
    async with app.run_test() as pilot:
        form.field("body").focus()
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        assert banner(form) == "! It is not there any more. Make it anew."
        assert form.field("body").value == "hellox"


async def test_a_kept_draft_comes_back_and_counts_as_typed() -> None:
    app, form = opened(Records())
    async with app.run_test() as pilot:
        form.field("body").focus()
        await pilot.press("x")
        kept = form.state()
        assert kept == {"name": "Ana", "phone": "12", "body": "hellox"}
    app, form = opened(Records())
    form.restore({**kept, "unknown": "y"})
    async with app.run_test() as pilot:
        await pilot.pause()
        assert form.state() == kept
        assert form.is_dirty
        form.restore({"name": "Sam"})
        assert form.field("name").value == "Sam"


async def test_a_field_that_is_not_shown_keeps_what_it_started_with() -> None:
    records = Records()
    app, form = opened(records)
    async with app.run_test() as pilot:
        await pilot.pause()
        form.field("phone").value = "99"
        form.field("phone").display = False
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert records.saved == [Note("Ana", "12", "hello")]


async def test_the_name_in_the_heading_is_only_text() -> None:
    app, _form = opened(Records())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Edit [b]Ana [/x]" in seen(app)


async def test_a_closed_form_leaves_no_text_behind() -> None:
    app, form = opened(Records(), Note(body="a secret"))
    async with app.run_test() as pilot:
        await pilot.pause()
        note = weakref.ref(form.query_one(NoteArea))
        await pilot.press("escape")
        await pilot.pause()
        await pilot.pause()
        gc.collect()
        left = note()
        assert left is None or left.text == ""
