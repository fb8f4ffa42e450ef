"""`hours` on the command line: kept, changed, approved, and brought in from whatever time sheet a partner has."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from partner_tui.records import births, database, history
from tests.cli.conftest import Type
from tests.conftest import NOW, WHO
from tests.placed import opening, partner, place, student


@pytest.fixture
def placed(staffed: Path) -> Path:
    """Return the file of a school whose Mateo works at two partners, and whose Ana Ash works at one."""
    database.open_records(staffed)
    clinic = opening(partner())
    bakery = opening(partner('Møller & Sons, "The Best"; [/]'), "Kitchen")
    mateo = student("Mateo", "Cruz", email="mateo@lincoln.example", source_id="S-77")
    place(clinic, mateo)
    place(bakery, mateo)
    place(clinic, student("Ana", "Ash", source_id="S-78"))
    with history.intent("Born", who=WHO, at=NOW) as intent:
        births.put(intent, mateo, date(2011, 5, 1))
    database.close_records()
    return staffed


def listed(type_in: Type, *options: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = type_in("hours", "list", "--json", *options).document
    return found


def test_hours_are_kept_with_what_the_law_says_changed_and_approved(placed: Path, type_in: Type) -> None:
    words = ("hours", "add", "Cruz", "--at", "harbor", "--on", "yesterday", "--worked", "15:30-18:45")
    said = type_in(*words)
    assert said.code == 0
    assert "! At 15 at most 3 h on a school day; Mon 23 Nov 2026 has 3 h 15 min. (29 CFR 570.35(a)(5))" in said.err
    uid = said.out.strip()
    assert type_in("hours", "approve", uid, "--by", "Ms. Lee").err.startswith("1 of 1 entries approved")
    [one] = listed(type_in)
    assert (one["minutes"], one["starts"], one["ends"]) == (195, "15:30", "18:45")
    assert (one["state"], one["settled_by"], one["settled_on"]) == ("approved", "Ms. Lee", "2026-11-24")
    said = type_in("hours", "edit", uid[:8], "--worked", "3")
    assert "waits for approval again" in said.err
    assert type_in("hours", "decline", uid, "--why", "was ill").code == 0
    assert "was ill" in type_in("hours", "list", "--state", "declined").out
    assert type_in("hours", "archive", uid).code == 0
    assert listed(type_in) == []
    type_in("undo")
    assert len(listed(type_in, "--student", "Cruz", "--partner", "Harbor", "--since", "nov 1")) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Cruz", "--worked", "3"), "is placed at 2 places"),
        (("Cruz", "--at", "zoo", "--worked", "3"), "is not placed at “zoo”"),
        (("Ash", "--worked", "25"), "more than the 24 hours of a day"),
        (("Ash", "--worked", "3", "--on", "2026-08-01"), "is before it"),
        (("Ash", "--worked", "-"), "not said how long"),
        (("García", "--worked", "3"), "is not placed"),
    ],
)
def test_what_cannot_be_is_refused_in_words(placed: Path, type_in: Type, words: tuple[str, ...], said: str) -> None:
    answer = type_in("hours", "add", *words)
    assert answer.code == 1
    assert said in answer.err
    assert listed(type_in) == []


SHEET = """Student ID;Employer;Date;Time In;Time Out;Comments
S-77;Harbor Clinic;11/02/2026;15:30;18:00;=HYPERLINK("http://x")
S-77;"Møller & Sons, ""The Best""; [/]";11/23/2026;9:00;11:30;
S-78;;11/23/2026;15:00;17:00;front desk
S-78;;11/23/2026;16:00;18:00;overlaps
S-99;;11/23/2026;15:00;17:00;nobody
S-77;;11/23/2026;15:00;17:00;which?
S-78;Zoo;11/23/2026;15:00;17:00;
S-78;;07/04/2026;15:00;17:00;before
S-78;;13/13/2026;15:00;17:00;
S-78;;11/20/2026;late;17:00;
;;11/20/2026;15:00;17:00;
"""


def test_a_time_sheet_comes_in_line_by_line_and_twice_changes_nothing(
    placed: Path, type_in: Type, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(SHEET.encode("cp1252"))
    said = type_in("hours", "import", str(sheet))
    assert "3 new (7 h), 0 there already, 8 left out." in said.err
    assert "Nothing was written: add --yes" in said.err
    assert listed(type_in) == []
    for line, why in (
        (5, "already worked 15:00-17:00 at Harbor Clinic on Mon 23 Nov 2026"),
        (6, "no student with a placement is called so"),
        (7, "say which in a column"),
        (8, "not placed there, only at Harbor Clinic (Front desk)"),
        (9, "begins on Tue 1 Sep 2026"),
        (10, "which is the day"),
        (11, "no length of time"),
        (12, "nobody is named"),
    ):
        assert any(one.startswith(f"Line {line} is left out") and why in one for one in said.err.splitlines()), line
    left = tmp_path / "left.csv"
    said = type_in("hours", "import", str(sheet), "--yes", "--left-out", str(left))
    assert "3 written (7 h)" in said.err
    assert '=HYPERLINK("http://x")' in [one["note"] for one in listed(type_in)]
    assert "no student with a placement" in left.read_text("utf-8-sig")
    document = type_in("hours", "import", str(sheet), "--yes", "--json").document
    assert (document["new"], document["same"], document["written"]) == (0, 3, False)
    assert [one["line"] for one in document["left_out"]] == [5, 6, 7, 8, 9, 10, 11, 12]
    type_in("undo")
    assert listed(type_in) == []


def test_hours_that_were_declined_do_not_come_in_again(placed: Path, type_in: Type, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("name,date,hours\nAna Ash,2026-11-20,3.5\nAna Ash,2026-11-20,3.5\n")
    assert "2 written (7 h)" in type_in("hours", "import", str(sheet), "--yes").err
    uids = [str(one["uid"]) for one in listed(type_in)]
    type_in("hours", "decline", *uids, "--why", "never there")
    assert "0 new (nothing), 2 there already" in type_in("hours", "import", str(sheet), "--yes").err


def test_any_header_is_read_once_somebody_says_what_it_is(placed: Path, type_in: Type, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text('Wer,Wann,Dauer\nana ash,20.11.2026,"3,5"\n', encoding="utf-16")
    said = type_in("hours", "import", str(sheet))
    assert said.code == 2
    assert "Wer, Wann, Dauer" in said.err
    mapped = ("--map", "Wer=student", "--map", "Wann=date", "--map", "Dauer=hours")
    assert "1 written (3 h 30 min)" in type_in("hours", "import", str(sheet), *mapped, "--yes").err
    assert type_in("hours", "import", str(sheet), "--map", "Wer=boss").code == 2
    assert type_in("hours", "import", str(sheet), "--map", "Wo=where").code == 2
    sheet.write_text("name,date,hours\nnobody,2026-11-20,3\n")
    assert type_in("hours", "import", str(sheet)).code == 1


def test_rules_of_a_state_are_shown_added_and_put_away(placed: Path, type_in: Type, tmp_path: Path) -> None:
    federal = json.loads(type_in("work-rules", "show", "federal").out)
    state = federal | {"name": "Ours", "school_hours": {"from": "08:00", "to": "15:00"}}
    file = tmp_path / "ours.json"
    file.write_text(json.dumps(state))
    assert type_in("work-rules", "add", str(file)).code == 0
    assert [one["name"] for one in type_in("work-rules", "list", "--json").document] == ["Federal", "Ours"]
    assert json.loads(type_in("work-rules", "show", "ours").out) == state
    said = type_in("hours", "add", "Cruz", "--at", "harbor", "--on", "yesterday", "--worked", "14:00-16:00")
    assert "At 15 not in school hours, 08:00 to 15:00." in said.err
    assert type_in("work-rules", "archive", "Ours").code == 0
    file.write_text(json.dumps(state | {"rules": [{"limit": "naps"}]}))
    said = type_in("work-rules", "add", str(file))
    assert said.code == 1
    assert "ours.json, rules[0].limit: “naps” is none of" in said.err


def test_a_birth_date_is_kept_for_students_and_stands_in_no_list(placed: Path, type_in: Type) -> None:
    assert type_in("people", "edit", "Ana Ash", "--born", "2010-02-03").code == 0
    database.open_records(placed)
    [entry] = database.select("SELECT born_on FROM births WHERE born_on LIKE '2010%'")
    assert entry == ("2010-02-03",)
    database.close_records()
    for words in (
        ("people", "list", "--json"),
        ("show", "Ana Ash", "--json"),
        ("show", "Ana Ash"),
        ("export", "people"),
    ):
        assert "2010-02-03" not in type_in(*words).out
    assert type_in("people", "edit", "Ana Ash", "--born", "2027-02-03").code == 1
    assert type_in("people", "edit", "Ana Rivera", "--born", "1980-02-03").code == 1
