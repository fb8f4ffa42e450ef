"""Files as schools have them, read and brought in: twice is once, and undo of everything leaves what was there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.exchange import incoming
from partner_tui.exchange.merging import merged
from partner_tui.records import checkup, database, history, mappings, search_index
from partner_tui.records.incoming import Incoming, IncomingPerson
from tests.conftest import NOW, WHO
from tests.exchange.bundles import YEAR, bundle, user
from tests.records.deeds import everything
from tests.records.rosters import LIST, ONEROSTER, SPOKEN, a_roster, bring_in, names, row, the

HEADER = '"Employee ID","Last, First",Dept.,Position,"Work E-mail","Hire Date"\r\n'
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//school//EN\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20260801T000000Z\r\n"
    "DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261128\r\nSUMMARY:Thanksgiving - No school\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


def staff(*lines: str) -> str:
    return HEADER + "".join(f"{line}\r\n" for line in lines)


ANA = 'T1,"Rivera, Ana",Science,Teacher,ana@lincoln.example,4/21/2026'
SAM = 'T2,"Okafor, Sam",Arts,Teacher,sam@lincoln.example,9/1/2020'


def read(folder: Path, name: str, data: str | bytes) -> Incoming:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return incoming.read(path, mappings.remembered(incoming.read(path).source))


@pytest.mark.usefixtures("records")
def test_every_kind_of_file_comes_in_once_however_often_it_is_brought(tmp_path: Path) -> None:
    users = user("u1", identifier="T1", email="ana@lincoln.example"), user("u3", "Mei", "Tran", "student", grades="09")
    before = everything()
    for _ in range(2):
        assert bring_in(read(tmp_path, "staff.csv", staff(ANA, SAM))).counts["new"] in (0, 2)
        bring_in(read(tmp_path, "roster.zip", bundle(*users, academicSessionscsv=YEAR)))
        bring_in(read(tmp_path, "calendar.ics", CALENDAR))
    assert names() == ["Ana Rivera", "Mei Tran", "Sam Okafor"]
    assert [line.name for line in history.recent()] == ["Import", "Import", "Import", "Found the school"]
    while history.undo(who=WHO, at=NOW):
        pass
    assert everything() == before


@pytest.mark.usefixtures("records")
def test_a_list_with_one_column_more_goes_on_where_the_old_one_ended(tmp_path: Path) -> None:
    bring_in(read(tmp_path, "staff.csv", staff(ANA, SAM)))
    wider = HEADER.replace("\r\n", ",Ext.\r\n") + ANA.replace("Teacher", "Principal") + ",2000\r\n"
    bring_in(read(tmp_path, "staff.csv", wider))
    assert the("Ana").job_title == "Principal"


TEXT = st.sampled_from(["", "", "1", "2", "3", "Ł\u202e", "[/x] =1+1"])
PEOPLE = st.builds(
    row,
    given=st.sampled_from(["Ana", "ana", "Mei", "Zoë", "X\x1b[2J"]),
    family=st.sampled_from(["", "Rivera", "Tran", "O'Brien"]),
    kind=st.sampled_from(["staff", "student", "family"]),
    key=st.sampled_from(["", "k1", "k2", "k3", "k4"]),
    identifier=TEXT,
    email=st.sampled_from(["", "a@x.example", "b@x.example", "not an address"]),
    phone=TEXT,
    job_title=st.sampled_from(["", "Teacher", "T" * 201]),
    departments=st.lists(st.sampled_from(["Science", "SCIENCE", "Arts", "'"]), max_size=2).map(tuple),
    active=st.sampled_from([True, True, True, False]),
)


def _rosters(people: list[IncomingPerson], source: str, bulk: bool, silent: str) -> Incoming:
    return a_roster(*merged(people, incoming.Findings("x")), source=source, bulk=bulk, present=SPOKEN - {silent})


ROSTERS = st.builds(
    _rosters,
    st.lists(PEOPLE, max_size=7),
    st.sampled_from([ONEROSTER, LIST, "csv:other"]),
    st.booleans(),
    st.sampled_from(["", "phone", "departments", "identifier"]),
)


@contextmanager
def a_copy(school: Path) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="partner-tui-") as folder:
        path = Path(folder) / "school.db"
        shutil.copyfile(school, path)
        path.chmod(0o600)
        database.open_records(path)
        try:
            yield
        finally:
            database.close_records()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROSTERS, min_size=1, max_size=4))
def test_any_rosters_change_nothing_twice_and_undo_of_all_leaves_what_was_there(
    school_file: Path, rosters: list[Incoming]
) -> None:
    with a_copy(school_file):
        states = [everything()]
        for one in rosters:
            bring_in(one)
            after = everything()
            assert bring_in(one).changes_nothing
            assert everything() == after
            if after != states[-1]:
                states.append(after)
        search_index.check(database.current())
        assert checkup.quick_check() is None
        for state in reversed(states[:-1]):
            assert history.undo(who=WHO, at=NOW)
            assert everything() == state
        for state in states[1:]:
            assert history.redo(who=WHO, at=NOW)
            assert everything() == state
