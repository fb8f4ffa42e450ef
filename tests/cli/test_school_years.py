"""`years`, `terms` and `closures` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from partner_tui.records import database, school_year
from tests.cli.conftest import Type


@pytest.fixture
def bare(school_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a school without a year, as a CSV makes it; it is the usual one."""
    monkeypatch.setenv("PARTNER_TUI_DATABASE", str(school_file))
    return school_file


def test_a_school_without_a_year_gets_the_usual_one_with_one_command(bare: Path, type_in: Type) -> None:
    assert "partner-tui years add" in type_in("years", "list").err
    assert type_in("years", "add", "--terms", "2").code == 0
    [year] = type_in("years", "list", "--json").document
    assert (year["name"], year["starts_on"], year["ends_on"]) == ("2026–27", "2026-08-17", "2027-06-11")
    assert [term["name"] for term in year["terms"]] == ["Semester 1", "Semester 2"]
    [first, second] = type_in("terms", "list", "--json").document
    assert (first["ends_on"], second["starts_on"]) == ("2027-01-08", "2027-01-11")
    assert first["school_year"] == "2026–27"
    assert type_in("undo").code == 0
    assert type_in("years", "list", "--json").document == type_in("terms", "list", "--json").document == []


def test_a_year_is_added_with_its_days_and_the_one_after_it_is_known(bare: Path, type_in: Type) -> None:
    added = type_in("years", "add", "--from", "aug 31", "--to", "jun 18", "--json")
    assert added.code == 0
    type_in("years", "add", "Last year", "--from", "2025-09-01", "--to", "2026-06-12")
    assert [one["name"] for one in type_in("years", "list", "--json").document] == ["Last year", "2027–28"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("years", "add", "--from", "2026-09-01", "--to", "2027-06-01"), 1, "It would overlap 2026 ("),
        (("years", "add", "--from", "2027-09-01"), 2, "Say both --from and --to"),
        (("years", "add", "--from", "2028-06-01", "--to", "2027-09-01"), 1, "before it starts"),
        (("years", "edit", "2026"), 2, "Nothing to change was named"),
        (("years", "edit", "2026", "--to", "2027-05-01"), 1, "All (Mon 31 Aug 2026 to Fri 11 Jun 2027) would end"),
        (("terms", "add", "Summer", "--from", "2030-06-01", "--to", "2030-07-01"), 1, "No school year has 2030-06-01"),
        (("terms", "add", "Open", "--from", "2026-09-01"), 2, "Say it with --to"),
        (("terms", "archive", "Nothing"), 1, "There is no term “Nothing”"),
        (("closures", "add", "Odd", "--from", "1820-01-01"), 1, "1820"),
        (("closures", "edit", "Thanksgiving", "--to", "2026-11-02"), 1, "before it starts"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(
    staffed: Path, type_in: Type, words: tuple[str, ...], code: int, said: str
) -> None:
    before = [type_in(one, "list", "--json").document for one in ("years", "terms", "closures")]
    answer = type_in(*words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert [type_in(one, "list", "--json").document for one in ("years", "terms", "closures")] == before


def test_a_closure_of_one_day_is_added_changed_put_away_and_brought_back(staffed: Path, type_in: Type) -> None:
    type_in("closures", "add", "Snow day", "--from", "2026-12-07")
    type_in("closures", "edit", "snow", "--to", "tue", "--name", "Snow days")
    [snow] = [one for one in type_in("closures", "list", "--json").document if one["name"] == "Snow days"]
    assert (snow["starts_on"], snow["ends_on"]) == ("2026-12-07", "2026-12-08")
    type_in("closures", "archive", "2026-12-07")
    assert [one["name"] for one in type_in("closures", "list", "--archived", "--json").document] == ["Snow days"]
    type_in("closures", "restore", "snow")
    database.open_records(staffed)
    assert len(school_year.calendar().closures) == 2


def test_what_is_odd_is_said_and_kept(staffed: Path, type_in: Type) -> None:
    answer = type_in("closures", "add", "Summer", "--from", "2027-07-05")
    assert answer.code == 0
    assert "No school year has these days" in answer.err
    answer = type_in("terms", "add", "Fall", "--from", "2026-08-31", "--to", "2026-12-18")
    assert answer.code == 0
    assert "All of it is in All" in answer.err
