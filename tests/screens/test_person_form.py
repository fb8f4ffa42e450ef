"""Somebody is written down with the fields that fit who they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.widgets import Input

from partner_tui.records import history, people
from partner_tui.records.database import RecordsFile
from partner_tui.records.people import PersonKind
from partner_tui.screens.person_form import PersonDraft, PersonForm
from tests.conftest import NOW, WHO
from tests.screens.standing import Stand, seen
from tests.widgets.nasty import NASTY_NAMES

TODAY = date(2026, 11, 24)
ANA = PersonDraft(
    given_name="Ana", family_name="Rivera", department="Science", joined_on=date(2026, 8, 24), grade="", version=3
)


def opened(draft: PersonDraft | None, saved: list[PersonDraft]) -> tuple[Stand, PersonForm]:
    """An app with the form in it, which keeps what is saved."""
    form = PersonForm(draft, ["Science", "Cafeteria [/x]"], saved.append, today=TODAY)
    return Stand(form), form


def shown(form: PersonForm) -> set[str]:
    """The columns of the fields that can be seen."""
    return {name for name in form.state() if form.field(name).display}


async def test_somebody_new_is_written_down_from_the_name_on() -> None:
    saved: list[PersonDraft] = []
    app, form = opened(None, saved)
    async with app.run_test() as pilot:
        await pilot.press(*"Noor", "enter", *"Rahman", "enter")
        form.field("joined_on").focus()
        await pilot.press(*"aug 24")
        await pilot.pause()
        assert "✓ Mon 24 Aug 2026" in seen(app)
        form.field("paused_until").focus()
        await pilot.press(*"feb 1", "ctrl+s")
        await pilot.pause()
        assert saved == [
            PersonDraft(
                given_name="Noor",
                family_name="Rahman",
                joined_on=date(2026, 8, 24),
                paused_until=date(2027, 2, 1),
            )
        ]


async def test_an_untouched_form_gives_back_what_it_was_given() -> None:
    whole = PersonDraft(
        kind=PersonKind.STUDENT,
        given_name="Léa",
        family_name="O'Brien [/x]",
        preferred_name="Lé",
        pronouns="she/her",
        email="lea@lincoln.example",
        phone="1",
        job_title="kept though hidden",
        grade="9",
        language="fr",
        joined_on=date(2024, 2, 29),
        in_rotation=False,
        paused_until=date(2027, 1, 1),
        directory_opt_out=True,
        notes="one\n\ttwo [b]",
        version=7,
    )
    saved: list[PersonDraft] = []
    app, form = opened(whole, saved)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not form.is_dirty
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert saved == [whole]


async def test_only_the_fields_that_fit_the_kind_are_shown() -> None:
    app, form = opened(None, [])
    async with app.run_test() as pilot:
        await pilot.pause()
        assert {"department", "in_rotation", "paused_until", "job_title"} <= shown(form)
        assert not {"grade", "directory_opt_out"} & shown(form)
        form.field("kind").focus()
        await pilot.press("s")
        await pilot.pause()
        assert {"grade", "directory_opt_out", "joined_on"} <= shown(form)
        assert not {"department", "in_rotation", "paused_until"} & shown(form)
        await pilot.press("f")
        await pilot.pause()
        assert not {"grade", "department", "joined_on"} & shown(form)


async def test_what_was_typed_for_another_kind_is_not_saved() -> None:
    saved: list[PersonDraft] = []
    app, form = opened(replace(ANA, kind=PersonKind.STUDENT), saved)
    async with app.run_test() as pilot:
        await pilot.pause()
        form.field("grade").focus()
        await pilot.press("9")
        form.field("kind").focus()
        await pilot.press("left", "ctrl+s")
        await pilot.pause()
        assert saved == [replace(ANA, kind=PersonKind.STAFF)]


async def test_a_department_that_is_there_is_suggested() -> None:
    saved: list[PersonDraft] = []
    app, form = opened(replace(ANA, department=""), saved)
    async with app.run_test() as pilot:
        await pilot.pause()
        form.field("department").focus()
        await pilot.press(*"caf")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("right", "ctrl+s")
        await pilot.pause()
        assert [person.department for person in saved] == ["Cafeteria [/x]"]


async def test_a_day_that_cannot_be_read_keeps_the_form_open() -> None:
    saved: list[PersonDraft] = []
    app, form = opened(ANA, saved)
    async with app.run_test() as pilot:
        await pilot.pause()
        form.field("joined_on").value = "whenever"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert saved == []
        assert form.field("joined_on").has_focus_within
        assert "cannot be read as a date" in seen(app)
        assert "nothing was saved" in seen(app)


async def test_a_name_that_is_too_long_is_said_while_typing() -> None:
    app, form = opened(ANA, [])
    async with app.run_test() as pilot:
        form.field("given_name").value = "x" * 121
        form.field("department").value = "y" * 121
        await pilot.pause()
        assert form.field("given_name").trouble == "! 121 characters; there is room for 120."
        assert form.field("department").trouble == "! 121 characters; there is room for 120."


async def test_twelve_three_is_read_as_the_settings_say() -> None:
    saved: list[PersonDraft] = []
    form = PersonForm(ANA, [], saved.append, today=TODAY, day_first=True)
    app = Stand(form)
    async with app.run_test() as pilot:
        await pilot.pause()
        form.field("paused_until").value = "12/3"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [person.paused_until for person in saved] == [date(2027, 3, 12)]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_field_can_be_reached_with_tab_and_seen(size: tuple[int, int]) -> None:
    app, form = opened(ANA, [])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        reached = []
        for _ in range(len(shown(form)) + 2):
            focused = app.focused
            assert focused is not None
            assert app.screen.region.contains_region(focused.region)
            reached.append(focused)
            await pilot.press("tab")
            await pilot.pause()
        assert len(set(reached)) == len(shown(form)) + 2


async def test_nasty_names_are_only_text() -> None:
    app, _form = opened(None, [])
    async with app.run_test() as pilot:
        for name in NASTY_NAMES.values():
            form = PersonForm(replace(ANA, given_name=name, notes=name), [name], lambda _draft: None, today=TODAY)
            await app.push_screen(form)
            form.field("notes").focus()
            await pilot.press("x")
            assert app._exception is None
            assert form.is_dirty
            app.pop_screen()


async def test_a_person_is_saved_into_the_records_and_a_refusal_is_said_beside_the_field(records: RecordsFile) -> None:
    def add(draft: PersonDraft) -> None:
        with history.intent("Add", who=WHO, at=NOW) as intent:
            people.add(intent, **draft.values)

    form = PersonForm(None, [], add, today=TODAY)
    app = Stand(form)
    async with app.run_test() as pilot:
        form.field("email").value = "nobody"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert form.field("given_name").trouble.startswith("! The given name is empty.")
        await pilot.press(*"Ana", "ctrl+s")
        await pilot.pause()
        assert "“nobody” is not an e-mail address." in form.field("email").trouble
        assert form.query_one("#field-email Input", Input).has_focus
        form.field("email").value = "Ana@Lincoln.Example"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.given == [True]
    assert people.named("ana").email == "ana@lincoln.example"


async def test_two_who_edit_one_person_are_brought_together(records: RecordsFile) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        number = people.add(intent, kind="staff", given_name="Ana", phone="1")

    def read() -> PersonDraft:
        person = people.get(number)
        columns = {name: getattr(person, name) for name in PersonDraft().values}
        return PersonDraft(**columns, version=person.version)

    def save(draft: PersonDraft) -> None:
        with history.intent("Edit", who=WHO, at=NOW) as intent:
            people.edit(intent, number, draft.version, **draft.values)

    form = PersonForm(read(), [], save, today=TODAY, reread=read)
    app = Stand(form)
    with history.intent("Call", who="sam", at=NOW) as intent:
        people.edit(intent, number, 1, phone="2", pronouns="she/her")
    async with app.run_test() as pilot:
        form.field("phone").focus()
        await pilot.press("end", "9", "ctrl+s")
        await pilot.pause()
        assert "now there: 2" in seen(app)
        assert "you wrote: 19" in seen(app)
        await pilot.press("k")
        await pilot.pause()
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.given == [True]
    person = people.get(number)
    assert (person.phone, person.pronouns) == ("19", "she/her")


def test_a_draft_says_the_columns_of_the_record() -> None:
    assert ANA.name == "Ana Rivera"
    assert "department" not in ANA.values
    assert "version" not in ANA.values
    assert ANA.values["joined_on"] == date(2026, 8, 24)


async def test_a_day_of_birth_is_asked_of_students_only_and_says_why() -> None:
    app, form = opened(replace(ANA, kind=PersonKind.STUDENT, born_on=date(2010, 5, 14)), [])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "born_on" in shown(form)
        assert "for the rules of work only" in seen(app)
        assert form.draft().born_on == date(2010, 5, 14)
        form.field("kind").value = "staff"
        await pilot.pause()
        assert "born_on" not in shown(form)
        assert "born_on" not in form.draft().values
