"""What was left open in one talk is there in the next, until it was asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from partner_tui.errors import DatabaseError, FieldError, NotFound
from partner_tui.records import history, meetings, people, questions, retold
from partner_tui.records.connection import RecordsFile
from partner_tui.records.questions import Question
from tests.conftest import NOW, WHO, ZONE

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def ana(records: RecordsFile) -> int:
    with history.intent("Add Ana", who=WHO, at=NOW) as intent:
        return people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")


def carry_on(person: int, text: str, on: date = TODAY, meeting_id: int | None = None) -> int:
    with history.intent("Carry on a question", who=WHO, at=NOW) as intent:
        return questions.add(intent, person_id=person, text=text, raised_on=on, meeting_id=meeting_id)


def settle(question: int, on: date | None = TODAY) -> bool:
    with history.intent("Asked", who=WHO, at=NOW) as intent:
        return questions.settle(intent, question, questions.get(question).version, on)


def test_a_question_says_whom_to_ask_and_in_which_talk_it_came_up(ana: int) -> None:
    with history.intent("Log coffee", who=WHO, at=NOW) as intent:
        coffee = meetings.add(intent, attendance=[meetings.Attendance(ana)], starts_at=NOW, timezone=ZONE)
    row = questions.get(carry_on(ana, "how did the audition go", meeting_id=coffee))
    assert (row.person, row.person_uid, row.text) == ("Ana Rivera", people.get(ana).uid, "how did the audition go")
    assert (row.meeting_uid, row.raised_on, row.settled_on) == (meetings.get(coffee).uid, TODAY, None)
    assert questions.raised_in(coffee) == [row]


def test_what_waits_longest_is_asked_first_and_what_was_asked_waits_no_more(ana: int) -> None:
    with history.intent("Add Sam", who=WHO, at=NOW) as intent:
        sam = people.add(intent, kind="staff", given_name="Sam")
    new, old = carry_on(ana, "new"), carry_on(ana, "old", YESTERDAY)
    carry_on(sam, "not hers")
    assert [row.text for row in questions.open_of(ana)] == ["old", "new"]
    assert settle(old)
    assert not settle(old)
    assert [row.id for row in questions.open_of(ana)] == [new]
    assert [row.text for row in questions.of_person(ana)] == ["new", "old"]
    assert settle(old, None)
    assert [row.text for row in questions.open_of(ana)] == ["old", "new"]


def test_one_undo_makes_a_question_wait_again(ana: int) -> None:
    question = carry_on(ana, "how did the audition go")
    settle(question)
    assert questions.open_of(ana) == []
    undone = history.undo(who=WHO, at=NOW)
    assert [row.id for row in questions.open_of(ana)] == [question]
    assert undone is not None
    (change,), _ = retold.of_intent(undone.id, WHO)
    assert (change.what, change.name) == ("question to carry on", "how did the audition go")
    history.undo(who=WHO, at=NOW)
    with pytest.raises(NotFound):
        questions.get(question)


def test_a_question_is_found_by_any_of_its_words(ana: int) -> None:
    old, new = carry_on(ana, "Who runs the café?", YESTERDAY), carry_on(ana, "Is the cafe open?")
    assert list(questions.found("CAFE")) == [new, old]
    assert list(questions.found("runs cafe")) == [old]
    with history.intent("Edit", who=WHO, at=NOW) as intent:
        assert questions.edit(intent, old, 1, text="Who runs the library?")
    assert list(questions.found("cafe")) == [new]
    assert questions.rows([old])[old].text == "Who runs the library?"


def test_a_question_without_words_or_with_days_out_of_order_is_refused(ana: int) -> None:
    question = carry_on(ana, "how is it")
    attempts: list[tuple[str, Callable[[], object]]] = [
        ("text", lambda: carry_on(ana, " ")),
        ("text", lambda: carry_on(ana, "x" * 301)),
        ("raised_on", lambda: carry_on(ana, "x", date(1820, 1, 1))),
        ("settled_on", lambda: settle(question, YESTERDAY)),
    ]
    for field, call in attempts:
        with pytest.raises(FieldError) as raised:
            call()
        assert raised.value.field == field
        assert raised.value.hint
    with pytest.raises(DatabaseError, match="refuse"), history.intent("I", who=WHO, at=NOW) as intent:
        intent.insert(Question, person_id=ana, text="it", raised_on=TODAY, settled_on=YESTERDAY)
    assert [row.id for row in questions.open_of(ana)] == [question]
