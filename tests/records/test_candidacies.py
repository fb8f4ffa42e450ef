"""A candidate is heard, asked and promised things like anybody; hired, they keep all of it and join the staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest

from partner_tui.errors import DatabaseError, FieldError, NotFound, StaleRecord
from partner_tui.records import (
    candidacies,
    commitments,
    contact,
    coverage_rows,
    goals,
    groups,
    history,
    meetings,
    people,
    prompts,
)
from partner_tui.records.candidacies import Candidacy, CandidacyFilter, CandidacyRow, CandidacyStatus
from partner_tui.records.commitments import US, CommitmentFilter, Side, SideKind
from partner_tui.records.connection import RecordsFile
from partner_tui.records.goals import GoalFilter
from partner_tui.records.groups import GroupKind
from partner_tui.records.history import Intent
from partner_tui.records.people import PeopleFilter, PersonKind
from partner_tui.records.prompt_bank import Audience
from tests.conftest import NOW, WHO, ZONE
from tests.records.deeds import everything

TODAY = NOW.date()
HIRED, DECLINED, WITHDRAWN = CandidacyStatus.HIRED, CandidacyStatus.DECLINED, CandidacyStatus.WITHDRAWN


Made = TypeVar("Made")


def save(does: Callable[[Intent], Made], name: str = "Candidate") -> Made:
    with history.intent(name, who=WHO, at=NOW) as intent:
        return does(intent)


@pytest.fixture
def science(records: RecordsFile) -> int:
    return save(lambda intent: groups.add(intent, kind="department", name="Science"))


@pytest.fixture
def tam(records: RecordsFile) -> int:
    return save(
        lambda intent: people.add(
            intent, kind="community", given_name="Tam", family_name="Ito", job_title="Chemist", in_rotation=False
        )
    )


def open_for(person: int, job: str = "Science teacher", **values: Any) -> CandidacyRow:
    opened = {"opened_on": TODAY - timedelta(days=14)} | values
    return candidacies.get(save(lambda intent: candidacies.add(intent, person_id=person, job_title=job, **opened)))


def settle(row: CandidacyRow, status: CandidacyStatus, on: date | None = TODAY, why: str = "") -> bool:
    return save(lambda intent: candidacies.settle(intent, row.id, row.version, status, on, why))


def hire(row: CandidacyRow, on: date = TODAY, **values: Any) -> bool:
    return save(lambda intent: candidacies.hire(intent, row.id, row.version, on, **values), "Hire Tam Ito")


def test_somebody_new_is_a_candidate_for_a_job_in_a_department_from_a_day(tam: int, science: int) -> None:
    assert not candidacies.is_candidate(tam)
    row = open_for(tam, group_id=science)
    assert candidacies.is_candidate(tam)
    assert (row.person, row.job_title, row.department) == ("Tam Ito", "Science teacher", "Science")
    assert (row.status, row.settled_on, row.opened_on) == (CandidacyStatus.OPEN, None, date(2026, 11, 10))
    assert candidacies.of_person(tam) == [row]
    assert candidacies.jobs([tam, 999]) == {tam: "Science teacher"}
    assert list(people.listing(PeopleFilter(candidates=True))) == [tam]
    assert people.get(tam).kind is PersonKind.COMMUNITY


def test_a_candidate_is_not_in_the_rotation_or_the_coverage_before_they_are_hired(tam: int) -> None:
    row = open_for(tam)
    assert contact.rotation_facts(NOW, "").staff == ()
    assert contact.rotation_facts(NOW, "").left_out.total == 0
    assert coverage_rows.facts(NOW, "").staff == ()
    hire(row)
    assert [one.name for one in contact.rotation_facts(NOW, "").staff] == ["Tam Ito"]
    assert [one.name for one in coverage_rows.facts(NOW, "").staff] == ["Tam Ito"]


def test_being_hired_makes_the_same_person_staff_and_keeps_their_whole_story(tam: int, science: int) -> None:
    row = open_for(tam, group_id=science)
    question = prompts.propose(tam, Audience.CANDIDATE, today=TODAY)[0]

    def talk(intent: Intent) -> None:
        attendance = [meetings.Attendance(tam)]
        talked = meetings.add(intent, kind="interview", attendance=attendance, starts_at=NOW, timezone=ZONE)
        prompts.answer(
            intent,
            prompt_id=question.prompt_id,
            person_id=tam,
            asked_on=TODAY,
            text="The labs",
            meeting_id=talked,
        )
        goals.add(intent, person_id=tam, text="run a robotics club", heard_on=TODAY, meeting_id=talked)
        side = Side(SideKind.PERSON, tam)
        commitments.add(intent, text="show the labs", made_by=US, made_to=side, made_on=TODAY)

    save(talk, "Interview Tam")
    before = everything()
    assert hire(row, on=TODAY)
    person = people.get(tam)
    assert (person.kind, person.job_title, person.joined_on) == (PersonKind.STAFF, "Science teacher", TODAY)
    assert person.in_rotation
    assert person.paused_until is None
    (belonging,) = groups.of_people([tam], TODAY)
    assert (belonging.name, belonging.starts_on, belonging.ends_on) == ("Science", TODAY, None)
    assert not candidacies.is_candidate(tam)
    assert candidacies.get(row.id).status is HIRED
    assert candidacies.get(row.id).settled_on == TODAY
    after = everything()
    for kept in ("meetings", "participants", "answers", "goals", "commitments"):
        assert after[kept] == before[kept]
    assert [one.text for one in prompts.answers_of(tam)] == ["The labs"]
    assert len(goals.listing(GoalFilter(person_id=tam))) == 1
    assert len(commitments.listing(CommitmentFilter(person_id=tam))) == 1


def test_one_undo_takes_a_hiring_back_and_redo_brings_it(tam: int, science: int) -> None:
    row = open_for(tam, group_id=science)
    before = everything()
    hire(row)
    hired = everything()
    line = history.undo(who=WHO, at=NOW)
    assert line is not None
    assert line.name == "Hire Tam Ito"
    assert everything() == before
    assert candidacies.is_candidate(tam)
    history.redo(who=WHO, at=NOW)
    assert everything() == hired


def test_who_is_hired_for_january_is_left_in_peace_until_then(tam: int, science: int) -> None:
    begins = date(2027, 1, 5)
    hire(open_for(tam, group_id=science), starts_on=begins)
    person = people.get(tam)
    assert (person.joined_on, person.paused_until) == (begins, begins)
    assert groups.of_people([tam], begins)[0].starts_on == begins
    assert contact.rotation_facts(NOW, "").left_out.paused == (tam,)
    assert [one.id for one in contact.rotation_facts(NOW + timedelta(days=60), "").staff] == [tam]


def test_nobody_begins_before_they_are_hired(tam: int) -> None:
    row = open_for(tam)
    with pytest.raises(FieldError, match="The first day would be 2026-11-23"):
        hire(row, starts_on=TODAY - timedelta(days=1))
    assert candidacies.is_candidate(tam)


def test_a_teacher_who_moves_within_the_school_keeps_when_they_joined_it(records: RecordsFile, science: int) -> None:
    joined = date(2019, 8, 20)

    def enter(intent: Intent) -> int:
        ana = people.add(
            intent, kind="staff", given_name="Ana", job_title="Math teacher", joined_on=joined, in_rotation=False
        )
        groups.set_department(intent, ana, "Math", joined)
        return ana

    ana = save(enter)
    hire(open_for(ana, "Head of Science", group_id=science))
    person = people.get(ana)
    assert (person.job_title, person.joined_on, person.in_rotation) == ("Head of Science", joined, False)
    ever = groups.of_people([ana], TODAY, ended=True)
    assert [(one.name, one.ends_on) for one in ever] == [("Math", TODAY), ("Science", None)]
    assert [one.name for one in ever if one.kind == GroupKind.DEPARTMENT] == ["Math", "Science"]


def test_a_candidate_for_a_job_in_their_own_department_stays_in_it(records: RecordsFile, science: int) -> None:
    def enter(intent: Intent) -> int:
        ana = people.add(intent, kind="staff", given_name="Ana")
        groups.set_department(intent, ana, "Science", date(2019, 8, 20))
        return ana

    ana = save(enter)
    hire(open_for(ana, "Head of Science", group_id=science))
    assert [one.starts_on for one in groups.of_people([ana], TODAY, ended=True)] == [date(2019, 8, 20)]


@pytest.mark.parametrize("status", [DECLINED, WITHDRAWN])
def test_who_is_not_hired_is_settled_with_a_word_why(tam: int, status: CandidacyStatus) -> None:
    row = open_for(tam)
    with pytest.raises(FieldError, match="needs a why"):
        settle(row, status)
    assert candidacies.is_candidate(tam)
    assert settle(row, status, why="no license yet")
    after = candidacies.get(row.id)
    assert (after.status, after.settled_on, after.why) == (status, TODAY, "no license yet")
    assert not candidacies.is_candidate(tam)
    assert people.get(tam).kind is PersonKind.COMMUNITY
    assert not list(people.listing(PeopleFilter(candidates=True)))


def test_settling_as_hired_hires(tam: int) -> None:
    assert settle(open_for(tam), HIRED)
    assert people.get(tam).kind is PersonKind.STAFF


def test_a_settled_candidacy_can_be_opened_again(tam: int) -> None:
    row = open_for(tam)
    settle(row, WITHDRAWN, why="moved")
    again = candidacies.get(row.id)
    assert settle(again, CandidacyStatus.OPEN, None)
    assert (candidacies.get(row.id).settled_on, candidacies.get(row.id).why) == (None, "")


def test_nobody_is_a_candidate_for_one_job_twice_at_once(tam: int) -> None:
    row = open_for(tam)
    with pytest.raises(FieldError, match="a candidate for Science teacher already, since 2026-11-10"):
        open_for(tam, "science  TEACHER")
    other = open_for(tam, "Lab assistant")
    with pytest.raises(FieldError, match="already"):
        save(lambda intent: candidacies.edit(intent, other.id, other.version, job_title="Science teacher"))
    settle(row, DECLINED, why="not this year")
    assert open_for(tam).id != row.id
    assert len(candidacies.of_person(tam)) == 3


def test_days_out_of_order_and_jobs_without_a_name_are_refused(tam: int) -> None:
    row = open_for(tam)
    with pytest.raises(FieldError, match="before it was opened on 2026-11-10"):
        settle(row, DECLINED, date(2026, 11, 9), "late")
    with pytest.raises(FieldError, match="no day on which it ended"):
        settle(row, DECLINED, None, "never")
    with pytest.raises(FieldError, match="job title is empty"):
        open_for(tam, "  ")
    with pytest.raises(NotFound):
        candidacies.get(row.id + 1)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(tam: int) -> None:
    row = open_for(tam)
    save(lambda intent: candidacies.edit(intent, row.id, row.version, job_title="Chemistry teacher"))
    with pytest.raises(StaleRecord):
        hire(row)
    assert people.get(tam).kind is PersonKind.COMMUNITY


def test_the_open_ones_come_first_and_a_list_is_narrowed_by_name_and_job(tam: int, science: int) -> None:
    eve = save(lambda intent: people.add(intent, kind="community", given_name="Eve", family_name="Ngu"))
    declined = open_for(tam, "Coach")
    settle(declined, DECLINED, why="hours")
    mine, hers = open_for(tam, group_id=science), open_for(eve, "Nurse", opened_on=TODAY)
    assert list(candidacies.listing(CandidacyFilter())) == [hers.id, mine.id, declined.id]
    assert list(candidacies.listing(CandidacyFilter(status=CandidacyStatus.OPEN, group_id=science))) == [mine.id]
    assert list(candidacies.listing(CandidacyFilter(text="ito"))) == [mine.id, declined.id]
    assert list(candidacies.listing(CandidacyFilter(text="NURSE"))) == [hers.id]
    assert list(candidacies.listing(CandidacyFilter(text='"; drop'))) == []
    assert list(candidacies.rows([mine.id, hers.id])) == [mine.id, hers.id]


def test_a_candidacy_that_is_put_away_counts_no_more(tam: int) -> None:
    row = open_for(tam)
    save(lambda intent: intent.archive(Candidacy, row.id, row.version))
    assert not candidacies.is_candidate(tam)
    assert candidacies.jobs([tam]) == {}
    assert list(candidacies.listing(CandidacyFilter(archived=True))) == [row.id]


def test_somebody_who_was_put_away_is_no_candidate_to_choose_from(tam: int) -> None:
    row = open_for(tam)
    save(lambda intent: intent.archive(people.Person, tam, people.get(tam).version))
    assert list(candidacies.listing(CandidacyFilter())) == []
    assert [one.id for one in candidacies.of_person(tam)] == [row.id]
    history.undo(who=WHO, at=NOW)
    assert list(candidacies.listing(CandidacyFilter())) == [row.id]


def test_the_database_itself_keeps_the_rules(tam: int) -> None:
    row = open_for(tam)
    with (
        pytest.raises(DatabaseError),
        history.intent("Force", who=WHO, at=NOW) as intent,
    ):
        intent.update(Candidacy, row.id, row.version, status=HIRED)
