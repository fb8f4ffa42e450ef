"""What a person did is one thing: saved whole, called by its name, and kept in the history."""

from __future__ import annotations

import json

import pytest

from partner_tui.errors import DatabaseError, FieldError
from partner_tui.records import database, history, people, private_notes
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import Meeting
from partner_tui.records.people import Person
from partner_tui.records.private_notes import PrivateNote
from tests.conftest import NOW, WHO
from tests.records.deeds import add, coffee, edit, redo, refusal, undo


@pytest.mark.usefixtures("records")
class TestSaving:
    """A save."""

    def test_an_intent_is_one_line_with_who_when_and_what(self) -> None:
        ana = add()
        line = history.recent()[0]
        assert (line.name, line.who, line.at, line.undone_at) == ("Add Ana", WHO, NOW, None)
        (change,) = history.of_record(Person, ana)
        assert change.added
        assert change.columns["given_name"] == (None, "Ana")
        assert "pronouns" not in change.columns

    def test_an_intent_that_changes_nothing_leaves_no_line(self) -> None:
        ana = add()
        assert not edit(ana, given_name=" Ana ")
        with history.intent("Nothing", who=WHO, at=NOW):
            pass
        assert [line.name for line in history.recent()] == ["Add Ana", "Found the school"]
        assert people.get(ana).version == 1

    def test_a_save_writes_only_what_changed(self) -> None:
        ana = add(email="ana@school.example")
        statements: list[str] = []
        database.current().handle().set_trace_callback(statements.append)
        edit(ana, given_name="Ana", phone="555")
        (update,) = (one for one in statements if one.startswith('UPDATE "people"'))
        assert "phone" in update
        assert "given_name" not in update
        assert "email" not in update
        assert history.of_record(Person, ana)[0].columns == {"phone": ("", "555")}

    def test_a_save_after_somebody_elses_refuses_and_shows_both(self) -> None:
        ana = add()
        edit(ana, who="lee", phone="555", job_title="Teacher")
        with (
            refusal("phone: now “555”, not “777”") as raised,
            history.intent("Edit", who=WHO, at=NOW) as intent,
        ):
            people.edit(intent, ana, 1, phone="777")
        assert raised.value.theirs == {"phone": "555"}
        assert raised.value.yours == {"phone": "777"}
        assert people.get(ana).phone == "555"
        assert people.get(ana).job_title == "Teacher"

    def test_a_save_of_what_somebody_else_saved_already_is_no_quarrel(self) -> None:
        ana = add()
        edit(ana, who="lee", phone="555")
        with history.intent("Edit", who=WHO, at=NOW) as intent:
            assert not people.edit(intent, ana, 1, phone="555")

    def test_a_save_of_a_record_that_is_gone_says_so(self) -> None:
        ana = add()
        undo()
        with refusal("not there any more"), history.intent("Edit", who=WHO, at=NOW) as intent:
            people.edit(intent, ana, 1, phone="777")

    def test_a_name_longer_than_the_line_is_cut_and_cleaned(self) -> None:
        with history.intent(f"Log\x1b[2J {'x' * 500}", who="dana\u202e" * 50, at=NOW) as intent:
            people.add(intent, kind="staff", given_name="Ana")
        line = history.recent()[0]
        assert line.name.startswith("Log[2J xxx")
        assert len(line.name) == 200
        assert len(line.who) == 120

    def test_an_intent_needs_a_name_and_somebody(self) -> None:
        for name, who in (("", WHO), ("Add", " ")):
            with refusal("is empty", FieldError), history.intent(name, who=who, at=NOW):
                pass

    def test_archiving_hides_and_restoring_shows(self) -> None:
        ana = add()
        with history.intent("Archive", who=WHO, at=NOW) as intent:
            assert intent.archive(Person, ana, 1)
        assert len(people.listing(people.PeopleFilter())) == 0
        with history.intent("Restore", who=WHO, at=NOW) as intent:
            assert intent.restore(Person, ana, 2)
            assert not intent.restore(Person, ana, 3)
        assert len(people.listing(people.PeopleFilter())) == 1

    def test_the_history_is_only_added_to(self) -> None:
        add()
        for statement in ("UPDATE changes SET after = ''", "DELETE FROM changes"):
            with pytest.raises(DatabaseError, match="only added to"):
                database.current().run(statement)

    def test_the_history_is_read_page_by_page(self) -> None:
        for number in range(7):
            add(f"Ana {number}")
        first = history.recent(3)
        second = history.recent(3, before_id=first[-1].id)
        assert [line.name for line in (*first, *second)] == [f"Add Ana {number}" for number in range(6, 0, -1)]


@pytest.mark.usefixtures("records")
class TestPrivateNotes:
    """What is for its author alone."""

    def test_the_history_of_a_private_note_shows_its_text_to_its_author_only(self) -> None:
        meeting = coffee(add())
        for body in ("wants to leave", "stays", ""):
            with history.intent("Note", who=WHO, at=NOW) as intent:
                private_notes.write(intent, meeting, WHO, body)
        ((note,),) = database.select("SELECT id FROM private_notes")
        mine = history.of_record(PrivateNote, note, who=WHO)
        assert [line.columns["body"] for line in mine] == [
            ("stays", ""),
            ("wants to leave", "stays"),
            (None, "wants to leave"),
        ]
        for reader in ("lee", ""):
            theirs = history.of_record(PrivateNote, note, who=reader)
            assert len(theirs) == 3
            assert "leave" not in repr(theirs)
            assert "stays" not in repr(theirs)
            assert history.PRIVATE in repr(theirs)

    def test_the_history_of_the_meeting_has_nothing_of_a_note(self) -> None:
        meeting = coffee(add())
        with history.intent("Note", who=WHO, at=NOW) as intent:
            private_notes.write(intent, meeting, WHO, "wants to leave")
        assert "leave" not in repr(history.of_record(Meeting, meeting))


def test_a_change_keeps_text_as_it_is(records: RecordsFile) -> None:
    ana = add('Ána "[/x]" 王 👩\u200d🏫')
    ((after,),) = database.select("SELECT after FROM changes WHERE table_name = 'people' AND record_id = ?", (ana,))
    assert json.loads(after)["given_name"] == people.get(ana).given_name
    undo()
    redo()
    assert people.get(ana).given_name == 'Ána "[/x]" 王 👩\u200d🏫'
