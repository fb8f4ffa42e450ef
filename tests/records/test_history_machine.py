"""Whatever people do in whatever order, the records hold exactly what a simple model of them says."""

from __future__ import annotations

import shutil
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, precondition, rule

from partner_tui.errors import FieldError, StaleRecord
from partner_tui.records import backups, checkup, database, history, meetings, people, school, search_index
from partner_tui.records.meetings import Attendance
from tests.conftest import NOW, ZONE

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs", "P")), min_size=1, max_size=12).map(
    lambda text: f"A{text}"
)
WHO = "dana"

State = dict[str, dict[int, dict[str, Any]]]


class School(RuleBasedStateMachine):
    """One person at work: adds, edits, meets, takes back, brings forward, fails, and starts again."""

    persons = Bundle("persons")
    copies = Bundle("copies")

    @initialize()
    def found(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="partner-tui-"))
        self.path = self.folder / "school.db"
        database.create_records(self.path)
        with history.intent("Found", who=WHO, at=NOW) as intent:
            school.found(intent, name="Lincoln", timezone=ZONE)
        self.state: State = {"people": {}, "meetings": {}}
        self.done: list[State] = []
        self.undone: list[State] = []

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            search_index.check(database.current())
            assert search_index.missing(database.current()) == []
            assert checkup.quick_check() is None
            database.close_records()
            shutil.rmtree(self.folder)

    def _begin(self) -> State:
        self.done.append(deepcopy(self.state))
        self.undone.clear()
        return self.state

    @rule(target=persons, name=NAMES)
    def add_person(self, name: str) -> int:
        with history.intent("Add", who=WHO, at=NOW) as intent:
            added = people.add(intent, kind="staff", given_name=name)
        self._begin()["people"][added] = {"given_name": people.get(added).given_name, "phone": ""}
        return added

    @rule(names=st.lists(NAMES, min_size=1, max_size=3), extra=st.sampled_from([0, search_index.BULK]))
    def import_people(self, names: list[str], extra: int) -> None:
        with history.intent("Import", who=WHO, at=NOW) as intent:
            ids = intent.insert_many(people.Person, [{"kind": "student", "given_name": name} for name in names])
            if extra:
                more = [{"kind": "student", "given_name": f"B{number}"} for number in range(extra)]
                more_ids = intent.insert_many(people.Person, more)
        state = self._begin()["people"]
        for one in ids:
            state[one] = {"given_name": people.get(one).given_name, "phone": ""}
        for number in range(extra):
            state[more_ids[number]] = {"given_name": f"B{number}", "phone": ""}

    @rule(person=persons, phone=st.sampled_from(["", "1", "2", "3"]))
    def edit_person(self, person: int, phone: str) -> None:
        if person not in self.state["people"]:
            return
        with history.intent("Edit", who=WHO, at=NOW) as intent:
            changed = people.edit(intent, person, people.get(person).version, phone=phone)
        assert changed == (self.state["people"][person]["phone"] != phone)
        if changed:
            self._begin()["people"][person]["phone"] = phone

    @rule(phone=st.sampled_from(["7", "8"]))
    def edit_everybody(self, phone: str) -> None:
        everybody = {one: {"phone": phone} for one in self.state["people"]}
        with history.intent("Edit all", who=WHO, at=NOW) as intent:
            changed = intent.update_many(people.Person, everybody)
        assert changed == sum(one["phone"] != phone for one in self.state["people"].values())
        if changed:
            for one in self._begin()["people"].values():
                one["phone"] = phone

    @rule(person=persons)
    def meet(self, person: int) -> None:
        if person not in self.state["people"]:
            return
        with history.intent("Meet", who=WHO, at=NOW) as intent:
            met = meetings.add(intent, attendance=[Attendance(person)], starts_at=NOW, timezone=ZONE)
        self._begin()["meetings"][met] = {"with": person}

    @rule(person=persons)
    def save_what_is_stale(self, person: int) -> None:
        if person not in self.state["people"]:
            return
        try:
            with history.intent("Stale", who=WHO, at=NOW) as intent:
                people.edit(intent, person, people.get(person).version - 1, phone="999")
        except StaleRecord:
            return
        raise AssertionError("a stale save went through")

    @rule(name=NAMES, count=st.sampled_from([1, search_index.BULK]))
    def fail(self, name: str, count: int) -> None:
        try:
            with history.intent("Fail", who=WHO, at=NOW) as intent:
                intent.insert_many(people.Person, [{"kind": "staff", "given_name": name}] * count)
                people.add(intent, kind="staff", given_name="")
        except FieldError:
            return
        raise AssertionError("an empty name went through")

    @rule()
    def undo(self) -> None:
        line = history.undo(who=WHO, at=NOW)
        assert (line is not None) == bool(self.done)
        if self.done:
            self.undone.append(self.state)
            self.state = self.done.pop()

    @rule()
    def redo(self) -> None:
        line = history.redo(who=WHO, at=NOW)
        assert (line is not None) == bool(self.undone)
        if self.undone:
            self.done.append(self.state)
            self.state = self.undone.pop()

    @rule()
    def start_again(self) -> None:
        database.close_records()
        assert not self.path.with_name("school.db-wal").exists()
        database.open_records(self.path)

    @rule(target=copies)
    @precondition(lambda self: hasattr(self, "path"))
    def copy(self) -> tuple[Path, State, list[State], list[State]]:
        made = backups.back_up(database.current())
        return made, *deepcopy((self.state, self.done, self.undone))

    @rule(copy=consumes(copies))
    def restore(self, copy: tuple[Path, State, list[State], list[State]]) -> None:
        backups.restore(copy[0])
        self.state, self.done, self.undone = deepcopy(copy[1:])

    @invariant()
    def the_records_are_what_the_model_says(self) -> None:
        if not hasattr(self, "state"):
            return
        there = {
            row[0]: {"given_name": row[1], "phone": row[2]}
            for row in database.select("SELECT id, given_name, phone FROM people")
        }
        assert there == self.state["people"]
        met = database.select("SELECT m.id, r.person_id FROM meetings m JOIN participants r ON r.meeting_id = m.id")
        assert {row[0]: {"with": row[1]} for row in met} == self.state["meetings"]
        assert database.select("SELECT count(*) FROM meetings") == [(len(self.state["meetings"]),)]


TestSchool = School.TestCase
TestSchool.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
