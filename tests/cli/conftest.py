"""A command line to type into, beside a small school."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from partner_tui.cli import main
from partner_tui.records import database, groups, history, people, school_year

from ..conftest import NOW

Type = Callable[..., "Said"]


@dataclass(frozen=True)
class Said:
    """What a command ended with and printed."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def type_in(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Type:
    """Type a command: the words after `partner-tui`."""
    monkeypatch.setenv("PARTNER_TUI_NOW", NOW.isoformat())
    monkeypatch.setattr("getpass.getuser", lambda: "dana")

    def run(*words: str) -> Said:
        code = main(list(words))
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


@pytest.fixture
def staffed(school_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a school with four people, a school year and Thanksgiving; it is the usual one."""
    database.open_records(school_file)
    with history.intent("Fill the school", who="setup", at=NOW) as intent:
        year = school_year.add_year(intent, name="2026", starts_on=_day("2026-08-31"), ends_on=_day("2027-06-11"))
        school_year.add_term(intent, year, name="All", starts_on=_day("2026-08-31"), ends_on=_day("2027-06-11"))
        thanksgiving = _day("2026-11-26")
        school_year.add_closure(intent, name="Thanksgiving", starts_on=thanksgiving, ends_on=thanksgiving)
        for given, family, department in (
            ("Ana", "Rivera", "Science"),
            ("Sam", "Okafor", "Cafeteria"),
            ("Sam", "Taylor", "Science"),
        ):
            person_id = people.add(
                intent,
                kind="staff",
                given_name=given,
                family_name=family,
                email=f"{given}.{family}@lincoln.example",
                joined_on="2026-08-24",
            )
            groups.set_department(intent, person_id, department, _day("2026-08-24"))
        people.add(intent, kind="student", given_name="Mateo", family_name="García", grade="09")
    database.close_records()
    monkeypatch.setenv("PARTNER_TUI_DATABASE", str(school_file))
    return school_file


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)
