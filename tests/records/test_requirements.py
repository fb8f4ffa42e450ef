"""What an opening needs is the program's own list, until the school says otherwise."""

from __future__ import annotations

import pytest

from partner_tui.errors import FieldError
from partner_tui.records import database, history, requirements
from partner_tui.records.agreements import AgreementKind
from partner_tui.records.connection import RecordsFile
from partner_tui.records.openings import OpeningKind
from tests.conftest import NOW, WHO


def say(opening: str, agreement: str, needed: bool) -> bool:
    with history.intent("Requirements", who=WHO, at=NOW) as intent:
        return requirements.set_needed(intent, opening, agreement, needed)


def test_a_job_needs_a_work_study_agreement_and_an_insurance_certificate(records: RecordsFile) -> None:
    assert requirements.needed()[OpeningKind.JOB] == {AgreementKind.WORK_STUDY, AgreementKind.INSURANCE}
    assert requirements.needed()[OpeningKind.SPEAKER] == frozenset()
    assert set(requirements.needed()) == set(OpeningKind)


def test_a_school_adds_and_takes_out_and_can_take_it_back(records: RecordsFile) -> None:
    assert say("speaker", "clearance", True)
    assert say("job", "insurance", False)
    assert requirements.needed()[OpeningKind.SPEAKER] == {AgreementKind.CLEARANCE}
    assert requirements.needed()[OpeningKind.JOB] == {AgreementKind.WORK_STUDY}
    assert not say("job", "insurance", False)
    assert say("job", "insurance", True)
    assert requirements.needed()[OpeningKind.JOB] == requirements.USUAL[OpeningKind.JOB]
    for _ in range(3):
        history.undo(who=WHO, at=NOW)
    assert requirements.needed() == requirements.USUAL


def test_saying_what_holds_anyway_leaves_no_trace(records: RecordsFile) -> None:
    assert not say("job", "insurance", True)
    assert not say("speaker", "mou", False)
    assert database.select("SELECT count(*) FROM requirements") == [(0,)]


def test_unknown_kinds_are_refused(records: RecordsFile) -> None:
    for opening, agreement in (("party", "mou"), ("job", "handshake")):
        with pytest.raises(FieldError, match="is not a"):
            say(opening, agreement, True)
