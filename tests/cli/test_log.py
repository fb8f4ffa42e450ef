"""An administrator logs a talk with one line at the shell, and a script does it unasked."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from partner_tui.records import contacts, database, history, organizations, partner_contact, people

from ..conftest import NOW
from .conftest import Said, Type

LINE = "ana coffee yesterday 25m at library wants to start robotics #goal > intro to Delgado fri"


class Terminal(io.StringIO):
    """A keyboard with something typed on it already."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def three_anas(staffed: Path) -> Path:
    """Return the file of a school in which three people are called Ana, and a partner."""
    database.open_records(staffed)
    with history.intent("Add two", who="setup", at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Ana", family_name="Lima", email="ana.lima@lincoln.example")
        people.add(intent, kind="student", given_name="Ana", family_name="Sato", grade="9")
        organizations.add(intent, name="Delgado & Daughters")
    database.close_records()
    return staffed


def nothing_was_saved(type_in: Type) -> bool:
    return not type_in("meetings", "list", "--json").document


def test_a_script_logs_a_line_and_reads_what_was_saved(staffed: Path, type_in: Type) -> None:
    said = type_in("log", LINE, "--yes", "--json")

    assert said.code == 0
    document = said.document
    assert {name: document[name] for name in ("kind", "status", "starts_at", "minutes", "timezone", "place")} == {
        "kind": "coffee",
        "status": "held",
        "starts_at": "2026-11-23T08:00:00-05:00",
        "minutes": 25,
        "timezone": "America/New_York",
        "place": "library",
    }
    assert [one["person"]["family_name"] for one in document["participants"]] == ["Rivera"]
    assert [(one["text"], one["due_on"]) for one in document["commitments"]] == [("intro to Delgado", "2026-11-27")]
    assert [(one["text"], one["heard_on"]) for one in document["goals"]] == [("wants to start robotics", "2026-11-23")]
    assert "Coffee with Ana Rivera, yesterday, 25 min, library." in said.err


def test_without_json_the_uid_is_all_that_is_printed_and_one_undo_takes_it_back(staffed: Path, type_in: Type) -> None:
    said = type_in("log", LINE, "--yes")
    [saved] = type_in("meetings", "list", "--json").document

    assert said.out.strip() == saved["uid"]
    assert "Take it back with: partner-tui undo" in said.err
    type_in("undo")
    assert nothing_was_saved(type_in)


@pytest.mark.parametrize("answer", ["\n", "y\n", "YES\n"])
def test_at_a_terminal_the_line_is_shown_and_saved_with_enter(
    staffed: Path, type_in: Type, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    said = type_in("log", LINE)

    assert said.code == 0
    assert "Enter or y saves it" in said.err
    assert len(type_in("meetings", "list", "--json").document) == 1


@pytest.mark.parametrize("answer", ["n\n", "what?\n", ""])
def test_at_a_terminal_anything_else_saves_nothing(
    staffed: Path, type_in: Type, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    said = type_in("log", LINE)

    assert (said.code, said.out) == (1, "")
    assert "Nothing was saved." in said.err
    assert nothing_was_saved(type_in)


def test_where_nobody_can_be_asked_yes_is_needed(staffed: Path, type_in: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(LINE))

    for words in (["log", LINE], ["log", "-"]):
        said = type_in(*words)
        assert said.code == 2
        assert "--yes" in said.err
    assert nothing_was_saved(type_in)


def test_a_line_comes_out_of_a_pipe(staffed: Path, type_in: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{LINE}\n"))

    assert type_in("log", "-", "--yes", "--json").document["minutes"] == 25


def test_words_need_no_quotes_of_the_shell(staffed: Path, type_in: Type) -> None:
    assert type_in("log", "ana", "coffee", "yesterday", "--yes").code == 0


def test_three_anas_are_refused_with_the_choices(three_anas: Path, type_in: Type) -> None:
    said = type_in("log", LINE, "--yes")

    assert said.code == 1
    assert "“ana” could be 3 people" in said.err
    assert "Ana Lima  staff  ana.lima@lincoln.example" in said.err
    assert "Ana Sato  student, grade 9" in said.err
    assert nothing_was_saved(type_in)

    refused = json.loads(type_in("log", LINE, "--yes", "--json").err.splitlines()[-1])
    assert "Ana Sato" in refused["hint"]
    uid = next(line for line in said.err.splitlines() if line.startswith("  Ana Sato")).split()[-1]
    assert type_in("log", f'"{uid}" coffee yesterday', "--yes").code == 0
    assert type_in("log", "ana.lima@lincoln.example coffee yesterday", "--yes").code == 0


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("zoltan coffee yesterday", "Nobody is called “zoltan”."),
        ("call @acme tomorrow", "No organization is called “acme”."),
        ("ana coffee yesterday > intro by 1 nov 2026", "a promise cannot be due before it was made"),
        ("ana coffee 3/4/1820", "The year 1820 is not between 1900 and 2200."),
        ("ana coffee > chairs by 3/4/1820", "The year 1820 is not between 1900 and 2200."),
        ("> > >", "There are no words in this line."),
        ("👍 🎉", "There are no words in this line."),
        ("   ", "Nothing was typed."),
        ("", "Nothing was typed."),
        ("ana " * 2_500, "characters; 2,000 are the most."),
        (", ".join(f"zoltan{a}{b}" for a in "abcde" for b in "abcdefgh") + " lunch", "40 people are in this line"),
        ("ana coffee yesterday > ", "Nothing stands behind “>”."),
    ],
)
def test_what_cannot_be_is_answered_in_words_and_changes_nothing(
    staffed: Path, type_in: Type, line: str, answer: str
) -> None:
    said = type_in("log", line, "--yes")

    assert said.code == 1
    assert answer in said.err
    assert "Nothing was saved." in said.err
    assert nothing_was_saved(type_in)


def test_a_plan_on_a_closed_day_needs_force(staffed: Path, type_in: Type) -> None:
    said = type_in("log", "lunch with ana thu 12:00", "--yes")
    assert said.code == 1
    assert "Thanksgiving" in said.err
    assert nothing_was_saved(type_in)

    forced = type_in("log", "lunch with ana thu 12:00", "--yes", "--force", "--json")
    assert forced.document["status"] == "planned"


def test_a_plan_that_clashes_is_told(staffed: Path, type_in: Type) -> None:
    type_in("log", "lunch with ana mon 12:00", "--yes")
    said = type_in("log", "coffee with sam taylor mon 12:10", "--yes")

    assert said.code == 1
    assert "It clashes with Lunch with Ana Rivera" in said.err


def test_a_private_note_stays_out_of_what_is_printed(staffed: Path, type_in: Type) -> None:
    said: Said = type_in("log", "ana coffee yesterday ! seems tired", "--yes", "--json")

    assert "tired" not in said.out


def test_a_school_that_writes_the_day_first_is_read_so(staffed: Path, type_in: Type) -> None:
    type_in("settings", "set", "day_first", "yes")
    said = type_in("log", "ana coffee 2/11/2026", "--yes", "--json")

    assert said.document["starts_at"].startswith("2026-11-02")


def test_a_line_about_what_was_planned_settles_it(staffed: Path, type_in: Type) -> None:
    planned = type_in("log", "mateo coffee today 15:15 at library", "--yes", "--json").document
    said = type_in("log", "mateo coffee today 35m likes it here", "--yes", "--json")

    assert "Coffee with Mateo García, today, 35 min. Settles the coffee planned for today 15:15." in said.err
    settled = said.document
    assert (settled["uid"], settled["status"], settled["minutes"]) == (planned["uid"], "held", 35)
    assert (settled["starts_at"], settled["place"]) == (planned["starts_at"], "library")
    assert "Saved as “Log coffee with Mateo García”" in said.err
    type_in("undo")
    [again] = type_in("meetings", "list", "--json").document
    assert (again["status"], again["minutes"]) == ("planned", 20)


def test_a_planned_lunch_is_cancelled_with_a_line(staffed: Path, type_in: Type) -> None:
    type_in("log", "plan lunch with ana today 12:00", "--yes")
    said = type_in("log", "ana cancelled lunch today", "--yes")

    assert "Lunch with Ana Rivera, cancelled today. Settles the lunch planned for today 12:00." in said.err
    assert [one["status"] for one in type_in("meetings", "list", "--json").document] == ["cancelled"]


def test_a_second_plan_for_a_day_needs_force(staffed: Path, type_in: Type) -> None:
    type_in("log", "coffee with ana mon 15:15", "--yes")
    said = type_in("log", "coffee with ana mon 15:20", "--yes")

    assert said.code == 1
    assert "Nothing was saved. Coffee with Ana Rivera is planned for Mon 30 Nov 15:15 already." in said.err
    assert "clashes" not in said.err
    assert type_in("log", "coffee with ana mon 15:20", "--yes", "--force").code == 0


def test_which_of_two_plans_is_meant_is_not_guessed(staffed: Path, type_in: Type) -> None:
    type_in("log", "coffee with ana today 10:00", "--yes")
    type_in("log", "coffee with ana today 15:15", "--yes", "--force")
    said = type_in("log", "ana cancelled coffee today", "--yes")

    assert said.code == 1
    assert "2 meetings with Ana Rivera are planned for today, 10:00 and 15:15" in said.err
    assert {one["status"] for one in type_in("meetings", "list", "--json").document} == {"planned"}
    assert type_in("log", "ana cancelled coffee today 15:15", "--yes").code == 0


def test_a_promise_for_a_day_that_has_just_been_is_refused(staffed: Path, type_in: Type) -> None:
    said = type_in("log", "ana coffee yesterday > send it 20 nov", "--yes")

    assert said.code == 1
    assert "20 Nov was 4 days ago: a promise cannot be due before it was made." in said.err
    assert nothing_was_saved(type_in)


def test_a_visit_of_four_people_at_a_partner_is_one_line(three_anas: Path, type_in: Type) -> None:
    database.open_records(three_anas)
    with history.intent("Add contacts", who="setup", at=NOW) as intent:
        partner = organizations.listing()[0]
        for given, family in (("Ana", "Delgado"), ("Bo", "Delgado"), ("Cleo", "=HYPERLINK(1)")):
            person_id = people.add(intent, kind="community", given_name=given, family_name=family)
            contacts.add(intent, partner, person_id)
    database.close_records()

    line = "@delgado & daughters visit today 45m with ana, bo, cleo, sam okafor: toured the shop > send MOU draft mon"
    said = type_in("log", line, "--yes", "--json")

    assert said.code == 0, said.err
    meeting = said.document
    assert meeting["kind"] == "visit"
    assert meeting["minutes"] == 45
    (kept,) = meeting["commitments"]
    assert (kept["text"], kept["made_to"]["name"], kept["kind"]) == ("send MOU draft", "Delgado & Daughters", "promise")
    for one in ("Ana Delgado", "Bo Delgado", "Cleo", "Sam Okafor"):
        assert one in said.err
    database.open_records(three_anas, read_only=True)
    assert list(partner_contact.last_contact([partner])) == [partner]
    database.close_records()


def test_one_who_left_the_partner_is_not_meant_by_its_name(three_anas: Path, type_in: Type) -> None:
    database.open_records(three_anas)
    with history.intent("Add contacts", who="setup", at=NOW) as intent:
        partner = organizations.listing()[0]
        person_id = people.add(intent, kind="community", given_name="Ana", family_name="Delgado")
        belongs = contacts.add(intent, partner, person_id, starts_on=NOW.date().replace(month=1))
        contacts.leave(intent, belongs, NOW.date().replace(month=3))
    database.close_records()

    said = type_in("log", "@delgado visit today with ana", "--yes")

    assert said.code == 1
    assert "“ana” could be 4 people" in said.err
    assert nothing_was_saved(type_in)
