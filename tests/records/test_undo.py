"""What was done is taken back and brought forward one thing at a time, and never over what came later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from partner_tui.errors import DatabaseError, FieldError
from partner_tui.records import database, groups, history, people, school, search_index
from partner_tui.records.people import Person
from tests.conftest import NOW, WHO
from tests.records.deeds import add, coffee, edit, everything, redo, refusal, undo

MANY = search_index.BULK + 300


@pytest.mark.usefixtures("records")
class TestTakingBack:
    """Undo and redo."""

    def test_undo_takes_back_one_thing_after_the_other_and_redo_brings_them_forward(self) -> None:
        states = [everything()]
        ana = add()
        states.append(everything())
        edit(ana, name="Edit Ana", phone="555")
        states.append(everything())
        coffee(ana)
        states.append(everything())
        for expected, name in ((2, "Coffee with Ana"), (1, "Edit Ana"), (0, "Add Ana")):
            assert undo() == name
            assert everything() == states[expected]
        assert undo() is None
        for expected, name in ((1, "Add Ana"), (2, "Edit Ana"), (3, "Coffee with Ana")):
            assert redo() == name
            assert everything() == states[expected]
        assert redo() is None

    def test_the_founding_of_the_school_is_never_taken_back(self) -> None:
        assert history.undo(who="setup", at=NOW) is None
        assert history.next_undo("setup") is None
        assert school.settings().name == "Lincoln High School"

    def test_what_comes_next_can_be_said_beforehand(self) -> None:
        add()
        line = history.next_undo(WHO)
        assert line is not None
        assert line.name == "Add Ana"
        assert history.next_redo(WHO) is None
        undo()
        line = history.next_redo(WHO)
        assert line is not None
        assert line.name == "Add Ana"

    def test_something_new_ends_the_chance_to_bring_forward(self) -> None:
        add("Ana")
        add("Sam")
        undo()
        add("Priya")
        assert redo() is None
        undo()
        assert redo() == "Add Priya"
        assert redo() is None
        assert [name for (name,) in database.select("SELECT given_name FROM people ORDER BY id")] == ["Ana", "Priya"]

    def test_each_person_takes_back_their_own(self) -> None:
        add("Ana", who="lee")
        add("Sam")
        assert undo("lee") == "Add Ana"
        assert undo() == "Add Sam"
        assert redo("lee") == "Add Ana"
        assert redo() == "Add Sam"

    def test_a_change_of_somebody_else_to_another_field_stays(self) -> None:
        ana = add(who="setup")
        edit(ana, phone="555")
        edit(ana, who="lee", email="ana@school.example")
        undo()
        assert (people.get(ana).phone, people.get(ana).email) == ("", "ana@school.example")

    def test_an_undo_that_would_overwrite_a_later_change_refuses_and_shows_both(self) -> None:
        ana = add(who="setup", phone="111")
        edit(ana, phone="555", name="Edit Ana")
        edit(ana, who="lee", name="New phone", phone="777")
        before = everything()
        with refusal("“Edit Ana” cannot be taken back: it was changed later, in “New phone” by lee") as raised:
            undo()
        assert raised.value.theirs == {"phone": "777"}
        assert raised.value.yours == {"phone": "111"}
        assert raised.value.hint
        assert everything() == before
        assert history.recent()[1].undone_at is None

    def test_an_undo_of_what_somebody_else_took_back_already_is_no_quarrel(self) -> None:
        ana = add(who="setup", phone="111")
        edit(ana, phone="555")
        edit(ana, who="lee", phone="111")
        assert undo() == "Edit"
        assert people.get(ana).phone == "111"

    def test_an_undo_of_an_addition_that_was_changed_later_refuses(self) -> None:
        ana = add()
        edit(ana, who="lee", phone="777")
        with refusal("“Add Ana” cannot be taken back: it was changed later"):
            undo()
        undo("lee")
        assert undo() == "Add Ana"

    def test_an_undo_of_somebody_whom_others_met_refuses_in_words(self) -> None:
        ana = add()
        coffee(ana, who="lee")
        with refusal("something that was added later needs it, in “Coffee with Ana” by lee"):
            undo()
        assert people.get(ana).given_name == "Ana"
        undo("lee")
        assert undo() == "Add Ana"

    def test_a_redo_over_a_later_change_refuses(self) -> None:
        ana = add(who="setup", phone="111")
        edit(ana, phone="555", name="Edit Ana")
        undo()
        edit(ana, who="lee", phone="777")
        with refusal("“Edit Ana” cannot be brought forward"):
            redo()
        assert people.get(ana).phone == "777"

    def test_a_redo_that_needs_what_is_gone_refuses(self) -> None:
        ana = add(who="lee")
        coffee(ana)
        undo()
        undo("lee")
        with refusal("not there any more", DatabaseError):
            redo()
        redo("lee")
        assert redo() == "Coffee with Ana"

    def test_several_changes_of_one_record_in_one_intent_are_one(self) -> None:
        before = everything()
        with history.intent("Import", who=WHO, at=NOW) as intent:
            ana = people.add(intent, kind="staff", given_name="Ana")
            people.edit(intent, ana, 1, phone="1")
            people.edit(intent, ana, 2, phone="2", email="a@b.example")
            groups.set_department(intent, ana, "Science", NOW.date())
        after = everything()
        undo()
        assert everything() == before
        redo()
        assert everything() == after

    def test_the_id_of_somebody_taken_back_is_never_given_to_another(self) -> None:
        ana = add()
        undo()
        sam = add("Sam", who="lee")
        assert sam != ana
        assert [line.intent.name for line in history.of_record(Person, sam)] == ["Add Sam"]
        assert redo() == "Add Ana"

    def test_a_form_that_was_open_during_undo_and_redo_cannot_overwrite(self) -> None:
        ana = add(who="setup")
        edit(ana, phone="1")
        undo()
        with refusal("meanwhile"), history.intent("Edit", who="lee", at=NOW) as intent:
            people.edit(intent, ana, 2, phone="2")

    def test_undo_says_since_when(self) -> None:
        add()
        history.undo(who=WHO, at=NOW + timedelta(hours=1))
        assert history.recent()[0].undone_at == NOW + timedelta(hours=1)
        redo()
        assert history.recent()[0].undone_at is None


@pytest.mark.usefixtures("records")
class TestManyAtOnce:
    """An import."""

    def test_an_import_of_many_is_one_thing_to_take_back(self) -> None:
        before = everything()
        with history.intent("Import", who=WHO, at=NOW) as intent:
            club = groups.add(intent, kind="club", name="Chess")
            ids = intent.insert_many(Person, [{"kind": "student", "given_name": f"Ana {n}"} for n in range(MANY)])
            intent.insert_many(groups.Affiliation, [{"person_id": one, "group_id": club} for one in ids])
        after = everything()
        assert undo() == "Import"
        assert everything() == before
        assert redo() == "Import"
        assert everything() == after

    def test_many_are_edited_at_once_and_only_what_differs_is_written(self) -> None:
        with history.intent("Import", who=WHO, at=NOW) as intent:
            ids = intent.insert_many(Person, [{"kind": "student", "given_name": f"Ana {n}"} for n in range(MANY)])
        before = everything()
        with history.intent("Promote", who=WHO, at=NOW) as intent:
            changes = {one: {"grade": "10" if one % 2 else "", "given_name": f"Ana {one - ids[0]}"} for one in ids}
            assert intent.update_many(Person, changes) == MANY // 2
            assert intent.changed == MANY // 2
        versions = dict(database.select("SELECT version, count(*) FROM people GROUP BY version"))
        assert versions == {1: MANY // 2, 2: MANY // 2}
        undo()
        assert everything() == before

    def test_an_edit_of_many_with_one_bad_value_changes_nobody(self) -> None:
        ana, sam = add("Ana"), add("Sam")
        with refusal("empty", FieldError), history.intent("Import", who=WHO, at=NOW) as intent:
            intent.update_many(Person, {ana: {"phone": "1"}, sam: {"given_name": ""}})
        with refusal("not there any more"), history.intent("Import", who=WHO, at=NOW) as intent:
            intent.update_many(Person, {ana: {"phone": "1"}, 999: {"phone": "1"}})
        assert people.get(ana).phone == ""

    def test_one_changed_record_among_many_keeps_all_of_an_import(self) -> None:
        with history.intent("Import", who=WHO, at=NOW) as intent:
            ids = intent.insert_many(Person, [{"kind": "student", "given_name": f"Ana {n}"} for n in range(MANY)])
        edit(ids[37], who="lee", name="Fix", phone="555")
        before = everything()
        with refusal("“Import” cannot be taken back: it was changed later, in “Fix” by lee"):
            undo()
        assert everything() == before
        assert search_index.missing(database.current()) == []

    def test_nothing_is_imported_from_an_empty_list(self) -> None:
        with history.intent("Import", who=WHO, at=NOW) as intent:
            assert intent.insert_many(Person, []) == range(0)
            assert intent.update_many(Person, {}) == 0
        assert history.recent()[0].name == "Found the school"
