"""The invented school has answers to its questions, and a few that are to be carried on."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.records import database, prompts, sample_school
from partner_tui.records.prompts import PromptFilter

TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/New_York"))


def invent(path: Path, **sizes: int) -> dict[str, list[tuple[Any, ...]]]:
    database.close_records()
    database.create_records(path)
    sample_school.invent(now=TUESDAY, progress=None, **sizes)
    return {table: database.select(f"SELECT * FROM {table} ORDER BY id") for table in ("answers", "questions")}


def test_the_same_sample_has_the_same_answers(tmp_path: Path) -> None:
    assert invent(tmp_path / "one.db") == invent(tmp_path / "two.db")


def test_there_are_as_many_as_the_meetings_are(tmp_path: Path) -> None:
    small = invent(tmp_path / "small.db")
    large = invent(tmp_path / "large.db", meetings=900)
    assert 80 < len(small["answers"]) < 200
    assert 2 < len(small["questions"]) < 40
    for table in ("answers", "questions"):
        assert 2 < len(large[table]) / len(small[table]) < 5
    assert invent(tmp_path / "none.db", meetings=0) == {"answers": [], "questions": []}


def test_every_answer_was_given_in_a_held_meeting_by_somebody_who_was_in_it(tmp_path: Path) -> None:
    invent(tmp_path / "sample.db")
    odd = (
        "SELECT count(*) FROM {table} a LEFT JOIN meetings m ON m.id = a.meeting_id AND m.status = 'held' "
        "LEFT JOIN participants p ON p.meeting_id = m.id AND p.person_id = a.person_id WHERE p.id IS NULL"
    )
    for table in ("answers", "questions"):
        assert database.select(odd.format(table=table)) == [(0,)]
    other = (
        "SELECT count(*) FROM answers a JOIN prompts q ON q.id = a.prompt_id JOIN people p ON p.id = a.person_id "
        "WHERE p.kind <> CASE q.audience WHEN 'partner' THEN 'community' ELSE q.audience END"
    )
    assert database.select(other) == [(0,)]


def test_nobody_is_asked_the_same_before_they_were_asked_all(tmp_path: Path) -> None:
    invent(tmp_path / "sample.db")
    asked = Counter(database.select("SELECT person_id, prompt_id FROM answers"))
    most: dict[int, int] = {}
    for (person, _), count in asked.items():
        most[person] = max(most.get(person, 0), count)
    given = Counter(person for person, _ in asked.elements())
    bank = len(prompts.listing(PromptFilter(audience=prompts.Audience.STUDENT)))
    assert all(count == 1 or given[person] > bank for person, count in most.items())


def test_some_questions_still_wait_and_others_were_asked_since(tmp_path: Path) -> None:
    rows = invent(tmp_path / "sample.db")["questions"]
    settled = database.select("SELECT count(settled_on) FROM questions")[0][0]
    assert 0 < settled < len(rows)
    assert database.select("SELECT count(*) FROM questions WHERE settled_on > '2026-11-24'") == [(0,)]
