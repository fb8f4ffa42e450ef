"""`report partners`, and a calendar with the days of partners."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from partner_tui.records import database, history

from ..conftest import NOW, WHO
from ..partnerships import FORMULA, SONS, Making
from .conftest import Type


@pytest.fixture
def at_work(staffed: Path) -> Path:
    """Return the file of a school of which students are with two partners."""
    database.open_records(staffed)
    with history.intent("Fill", who=WHO, at=NOW) as intent:
        made = Making(intent)
        made.place(made.partner(FORMULA), made.students(12), minutes=90)
        made.place(made.partner(SONS), made.students(20, "12"))
    database.close_records()
    return staffed


def test_the_report_is_text_unless_something_else_is_asked_for(type_in: Type, at_work: Path) -> None:
    said = type_in("report", "partners").out
    assert "32 students worked or learned with 2 partners: 32 placements and 18 approved hours." in said.replace(
        "\n", " "
    )
    assert "Lincoln High School" in said
    assert "as of Tue 24 Nov 2026" in said


@pytest.mark.parametrize("wanted", ["text", "html", "csv", "json"])
def test_every_format_has_both_partners(type_in: Type, at_work: Path, wanted: str) -> None:
    said = type_in("report", "partners", "--format", wanted)
    assert said.code == 0
    assert "HYPERLINK" in said.out
    assert "Møller" in said.out
    if wanted == "json":
        assert {one["name"] for one in json.loads(said.out)["partners"]} == {FORMULA, SONS}


def test_the_ending_of_the_file_says_what_it_is(type_in: Type, at_work: Path, tmp_path: Path) -> None:
    for name, begins in (("a.html", "<!doctype html>"), ("a.csv", "section,"), ("a.json", "{"), ("a", "Lincoln")):
        said = type_in("report", "partners", "--output", str(tmp_path / name))
        assert (said.code, said.out) == (0, "")
        assert f"Written: {tmp_path / name}" in said.err
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_days_and_years_choose_what_is_reported(type_in: Type, at_work: Path) -> None:
    said = type_in("report", "partners", "--json", "--from", "2026-10-01", "--to", "2026-10-31").document
    assert (said["from"], said["to"], said["hours"]["value"]) == ("2026-10-01", "2026-10-31", 0)
    assert type_in("report", "partners", "--year", "2026", "--json").document["title"] == "2026"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--year", "1999"), "There is no school year “1999”"),
        (("--from", "2026-10-02", "--to", "2026-10-01"), "is before the first"),
        (("--from", "2027-02-01"), "is still to come"),
        (("--output", "/nowhere/at/all.html"), "there is no folder"),
    ],
)
def test_what_cannot_be_reported_is_said(type_in: Type, at_work: Path, words: tuple[str, ...], why: str) -> None:
    said = type_in("report", "partners", *words)
    assert said.code != 0
    assert why in said.err
    assert said.out == ""


def test_a_calendar_has_placements_when_they_are_asked_for(type_in: Type, at_work: Path) -> None:
    assert "VEVENT" not in type_in("export", "calendar").out
    said = type_in("export", "calendar", "--with", "placements, agreements", "--to", "2026-09-30").out
    assert said.count("BEGIN:VEVENT") == 32
    assert type_in("export", "calendar", "--with", "placements", "--from", "2026-10-01").out.count("VEVENT") == 0


def test_what_a_calendar_cannot_have_is_said(type_in: Type, at_work: Path) -> None:
    said = type_in("export", "calendar", "--with", "moods")
    assert said.code != 0
    assert "“moods” is nothing that a calendar can have." in said.err


def test_the_report_counts_nobody_who_was_placed_after_its_last_day(type_in: Type, at_work: Path) -> None:
    database.open_records(at_work)
    with history.intent("More", who=WHO, at=NOW) as intent:
        made = Making(intent)
        made.place(made.partner("Clinic"), made.students(15), starts_on=date(2026, 12, 1))
    database.close_records()
    assert type_in("report", "partners", "--json").document["students"]["value"] == 32
