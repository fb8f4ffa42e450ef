"""Candidates on the screen: made with C, seen among the people, hired with all that was."""

from __future__ import annotations

from datetime import date

import pytest

from partner_tui.records import candidacies, groups, history, people
from partner_tui.records.candidacies import CandidacyRow, CandidacyStatus
from partner_tui.records.connection import RecordsFile
from partner_tui.records.people import PersonKind
from partner_tui.screens.candidacy_form import CandidacyForm, OutcomeForm
from partner_tui.screens.dialogs import Ask
from partner_tui.screens.people import PeopleScreen
from tests.conftest import NOW, WHO
from tests.screens.desk import DeskPilot, at_the_desk, press, seen, type_text

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _dana_sits_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", WHO)


@pytest.fixture
def tam(records: RecordsFile) -> int:
    with history.intent("Begin", who="setup", at=NOW) as intent:
        groups.add(intent, kind="department", name="Science")
        return people.add(intent, kind="community", given_name="Tam", family_name="Ito", in_rotation=False)


def make_candidate(tam: int, job: str = "Science teacher") -> int:
    with history.intent("Candidate", who=WHO, at=NOW) as intent:
        science = groups.listing()[0]
        return candidacies.add(intent, person_id=tam, job_title=job, opened_on=date(2026, 11, 10), group_id=science)


def of(tam: int) -> list[CandidacyRow]:
    return candidacies.of_person(tam)


async def to_community(pilot: DeskPilot) -> None:
    await press(pilot, "2", "f", "f", "f")


async def test_C_makes_somebody_a_candidate_and_the_list_says_so(tam: int) -> None:
    async with at_the_desk() as pilot:
        await to_community(pilot)
        await press(pilot, "C")
        assert isinstance(pilot.app.screen, CandidacyForm)
        await type_text(pilot, "Science teacher")
        await press(pilot, "enter")
        await type_text(pilot, "Science")
        await press(pilot, "ctrl+s")
        (row,) = of(tam)
        assert (row.job_title, row.department, row.opened_on) == ("Science teacher", "Science", TODAY)
        assert "candidate for  Science teacher" in seen(pilot)
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "▾ candidates" in seen(pilot)
        assert list(pilot.app.screen.ids()) == [tam]
        assert "u takes it back" in seen(pilot)
        await press(pilot, "u")
        assert of(tam) == []


async def test_a_department_that_is_not_there_yet_is_made_with_the_candidacy(tam: int) -> None:
    async with at_the_desk() as pilot:
        await to_community(pilot)
        await press(pilot, "C")
        await type_text(pilot, "Coach")
        await press(pilot, "enter")
        await type_text(pilot, "Athletics")
        await press(pilot, "ctrl+s")
        assert of(tam)[0].department == "Athletics"


async def test_a_candidate_without_a_job_is_refused_beside_the_field(tam: int) -> None:
    async with at_the_desk((80, 24)) as pilot:
        await to_community(pilot)
        await press(pilot, "C", "ctrl+s")
        assert isinstance(pilot.app.screen, CandidacyForm)
        assert "It is not said for which job." in seen(pilot)
        assert of(tam) == []


async def test_hired_with_a_first_day_the_same_person_is_staff_and_keeps_their_story(tam: int) -> None:
    make_candidate(tam)
    async with at_the_desk() as pilot:
        await to_community(pilot)
        await press(pilot, "C")
        assert isinstance(pilot.app.screen, Ask)
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, OutcomeForm)
        pilot.app.screen.field("starts_on").value = "jan 5"
        await press(pilot, "ctrl+s")
        person = people.get(tam)
        assert (person.kind, person.job_title) == (PersonKind.STAFF, "Science teacher")
        assert person.joined_on == person.paused_until == date(2027, 1, 5)
        assert of(tam)[0].status is CandidacyStatus.HIRED
        assert "Hired Tam Ito as Science teacher · u takes it back" in seen(pilot)
        await press(pilot, "u")
        assert people.get(tam).kind is PersonKind.COMMUNITY
        assert candidacies.is_candidate(tam)


@pytest.mark.parametrize(("key", "status"), [("d", CandidacyStatus.DECLINED), ("w", CandidacyStatus.WITHDRAWN)])
async def test_who_is_not_hired_needs_a_word_why(tam: int, key: str, status: CandidacyStatus) -> None:
    make_candidate(tam)
    async with at_the_desk((80, 24)) as pilot:
        await to_community(pilot)
        await press(pilot, "C", key, "ctrl+s")
        assert "It is not said why." in seen(pilot)
        assert candidacies.is_candidate(tam)
        await type_text(pilot, "too far away")
        await press(pilot, "ctrl+s")
        (row,) = of(tam)
        assert (row.status, row.why, row.settled_on) == (status, "too far away", TODAY)
        assert people.get(tam).kind is PersonKind.COMMUNITY


async def test_a_first_day_before_the_hiring_is_refused_and_what_was_typed_stays(tam: int) -> None:
    make_candidate(tam)
    async with at_the_desk() as pilot:
        await to_community(pilot)
        await press(pilot, "C", "h")
        assert isinstance(pilot.app.screen, OutcomeForm)
        pilot.app.screen.field("starts_on").value = "2026-11-01"
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, OutcomeForm)
        assert "before the hiring on 2026-11-24" in seen(pilot)
        assert pilot.app.screen.field("starts_on").value == "2026-11-01"
        assert people.get(tam).kind is PersonKind.COMMUNITY


async def test_of_several_jobs_one_is_chosen_first_and_can_be_changed(tam: int) -> None:
    make_candidate(tam)
    make_candidate(tam, "Lab assistant")
    async with at_the_desk() as pilot:
        await to_community(pilot)
        await press(pilot, "C")
        assert "For which job?" in seen(pilot)
        await press(pilot, "s", "enter", "e")
        assert isinstance(pilot.app.screen, CandidacyForm)
        pilot.app.screen.field("job_title").value = "Physics teacher"
        await press(pilot, "ctrl+s")
        assert {row.job_title for row in of(tam)} == {"Physics teacher", "Lab assistant"}


async def test_leaving_the_question_changes_nothing(tam: int) -> None:
    make_candidate(tam)
    async with at_the_desk() as pilot:
        await to_community(pilot)
        await press(pilot, "C", "escape")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert candidacies.is_candidate(tam)


async def test_n_among_the_candidates_adds_somebody_and_asks_for_which_job(tam: int) -> None:
    async with at_the_desk() as pilot:
        await to_community(pilot)
        await press(pilot, "f")
        assert "Nobody is a candidate for a job: C on somebody makes them one" in seen(pilot)
        await press(pilot, "n")
        await type_text(pilot, "Lin")
        await press(pilot, "ctrl+s")
        form = pilot.app.screen
        assert isinstance(form, CandidacyForm)
        await type_text(pilot, "Coach")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PeopleScreen)
        [lin] = pilot.app.screen.ids()
        assert people.get(lin).kind is PersonKind.COMMUNITY
        assert of(lin)[0].job_title == "Coach"


async def test_whoever_was_added_is_highlighted_in_the_list(tam: int) -> None:
    async with at_the_desk() as pilot:
        await to_community(pilot)
        await press(pilot, "n")
        await type_text(pilot, "Zoe")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, PeopleScreen)
        highlighted = pilot.app.screen.table.highlighted
        assert highlighted is not None
        assert people.get(highlighted).given_name == "Zoe"
