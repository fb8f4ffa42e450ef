"""The lines of an import's preview: what somebody sees of each row before anything is written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.records import roster
from partner_tui.records.incoming import Incoming, IncomingClosure, Rejection, Repair, SourceKind
from partner_tui.records.preview_lines import Change, PreviewLines, State
from tests.records.rosters import TODAY, a_roster, bring_in, correct, row

pytestmark = pytest.mark.usefixtures("records")

ANA = row("Ana", key="u1", email="ana@x.example", job_title="Teacher", departments=("Science",))
SAM = row("Sam", "Okafor", key="u2", job_title="Cook")


def lines_of(incoming: Incoming) -> PreviewLines:
    return PreviewLines(roster.compare(incoming, TODAY))


def only(lines: PreviewLines, state: State) -> list[str]:
    return [line.name for line in lines.rows(lines.ids(state)).values()]


def test_somebody_new_has_all_that_the_file_says_of_them() -> None:
    lines = lines_of(a_roster(ANA))
    [number] = lines.ids(State.NEW)
    line = lines.line(number)
    assert (line.name, line.place) == ("Ana Rivera", ("users.csv", 2))
    assert Change("job title", "", "Teacher") in line.changes
    assert Change("department", "", "Science") in line.changes


def test_a_change_says_what_was_and_what_becomes_of_it() -> None:
    bring_in(a_roster(ANA, SAM))
    newer = row("Ana", key="u1", email="ana@x.example", job_title="Head", departments=("Mathematics",))
    lines = lines_of(a_roster(newer, SAM))
    [number] = lines.ids(State.CHANGED)
    assert lines.line(number).changes == (
        Change("job title", "Teacher", "Head"),
        Change("department", "Science", "Mathematics"),
    )
    assert only(lines, State.SAME) == ["Sam Okafor"]


def test_who_is_missing_and_what_is_kept_have_lines_of_their_own() -> None:
    bring_in(a_roster(ANA, SAM))
    correct("Ana", job_title="Head of Science")
    newer = row("Ana", key="u1", email="ana@x.example", job_title="Aide", departments=("Science",))
    lines = lines_of(a_roster(newer))
    assert only(lines, State.ABSENT) == ["Sam Okafor"]
    [number] = lines.ids(State.KEPT)
    [kept] = lines.line(number).kept
    assert (kept.kept, kept.file_says) == ("Head of Science", "Aide")
    [same] = lines.ids(State.SAME)
    assert lines.line(same).kept == (kept,)


def test_the_oddities_of_a_row_stand_with_its_person_and_on_their_own() -> None:
    repair = Repair("users.csv", 2, "email", "ANA@X", "read in lower case")
    rejection = Rejection("users.csv", 9, "name", "", "no name: row left out")
    lines = lines_of(a_roster(ANA, repairs=[repair], rejections=[rejection]))
    [new] = lines.ids(State.NEW)
    assert lines.line(new).repairs == (repair,)
    assert only(lines, State.REPAIRED) == ["Ana Rivera"]
    [left_out] = lines.ids(State.REJECTED)
    assert left_out == 0, "what is left out comes first"
    assert lines.line(left_out).name == ""


def test_a_closure_that_moves_is_told_with_its_days() -> None:
    def calendar(last: date) -> Incoming:
        closure = IncomingClosure("c1", "Thanksgiving", date(2026, 11, 25), last)
        return Incoming(SourceKind.SCHOOL_CALENDAR, "calendar:x", closures=(closure,))

    bring_in(calendar(date(2026, 11, 26)))
    lines = lines_of(calendar(date(2026, 11, 27)))
    [number] = lines.ids(State.CHANGED)
    line = lines.line(number)
    assert (line.name, line.what) == ("Thanksgiving", "closure")
    assert Change("ends on", "2026-11-26", "2026-11-27") in line.changes
    bring_in(calendar(date(2026, 11, 27)))
    assert only(lines_of(calendar(date(2026, 11, 27))), State.SAME) == ["Thanksgiving"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 6), st.integers(0, 4), st.integers(0, 4), st.sampled_from(["", "ana", "riv 1", "zzz", "[", "  "]))
def test_every_line_is_counted_once_and_can_be_read(new: int, repaired: int, rejected: int, text: str) -> None:
    people = [row("Ana", f"Rivera {number}", key=f"k{number}") for number in range(new)]
    repairs = [Repair("users.csv", number + 1, "", "", "x") for number in range(repaired)]
    rejections = [Rejection("users.csv", number + 1, "", "", "x") for number in range(rejected)]
    lines = lines_of(a_roster(*people, repairs=repairs, rejections=rejections))
    assert sum(lines.counts.values()) == lines.total == len(lines.ids())
    assert lines.ids().tolist() == list(range(lines.total))
    assert [one for state in State for one in lines.ids(state)] == lines.ids().tolist()
    found = lines.ids(text=text)
    assert set(found) <= set(lines.ids())
    for number in lines.ids():
        line = lines.line(number)
        assert line.name or line.place
        assert (number in found) == all(word in f"{line.name} {line.what}".casefold() for word in text.split())
    with pytest.raises(IndexError):
        lines.line(lines.total)
