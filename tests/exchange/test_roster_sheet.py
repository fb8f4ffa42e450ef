"""Lists of staff and students as offices really export them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from partner_tui.errors import UsageError
from partner_tui.exchange import roster_sheet
from partner_tui.exchange.incoming import Incoming
from partner_tui.exchange.roster_sheet import KIND, RosterList
from partner_tui.exchange.spreadsheet import csv_lines

STAFF = 'Employee ID,"Last, First",Dept.,Position,Work E-mail,Hire Date,Ext.\r\n'


def read(
    text: str | bytes, said: Mapping[str, str] | None = None, kind: str | None = None, name: str = "list.csv"
) -> Incoming:
    data = text.encode() if isinstance(text, str) else text
    return roster_sheet.read(data, name, said or {}, kind)


def repaired(incoming: Incoming) -> str:
    return "\n".join(f"{r.row}:{r.column}:{r.value}: {r.message}" for r in incoming.repairs)


def rejected(incoming: Incoming) -> str:
    return "\n".join(f"{r.row}:{r.column}:{r.value}: {r.message}" for r in incoming.rejections)


def test_a_list_of_staff_is_read_and_its_dates_are_stated_once() -> None:
    incoming = read(
        STAFF
        + 'T1,"Sørensen, Zoë",Science,Science Teacher,zoe@x.example,4/21/2026,200\r\n'
        + 'T2,"De la Cruz, Ana",Library,Librarian,ANA@x.example,3/4/2021,201\r\n'
    )
    zoe, ana = incoming.people
    assert (zoe.key, zoe.identifier, zoe.kind, zoe.given_name, zoe.family_name) == (
        "T1",
        "T1",
        "staff",
        "Zoë",
        "Sørensen",
    )
    assert (ana.departments, ana.job_title, ana.email) == (("Library",), "Librarian", "ana@x.example")
    assert (zoe.joined_on, ana.joined_on) == (date(2026, 4, 21), date(2021, 3, 4))
    assert incoming.mapping["Hire Date"] == "joined_on:%m/%d/%Y"
    assert incoming.mapping["Ext."] == "ignore"
    assert "2:Hire Date:4/21/2026: read 4/21/2026 as 21 April 2026: the whole column is month/day/year" in repaired(
        incoming
    )
    assert len(incoming.repairs) == 2
    assert incoming.rejections == []
    assert "phone" not in incoming.present


def test_the_mapping_that_is_shown_reads_the_next_file_the_same_way() -> None:
    first = read(STAFF + 'T1,"Lee, Bo",Art,Teacher,bo@x.example,4/21/2026,1\r\n')
    again = read(STAFF + 'T2,"Ray, Al",Art,Teacher,al@x.example,3/4/21,1\r\n', said=first.mapping)
    assert again.people[0].joined_on == date(2021, 3, 4)
    assert again.source == first.source


def test_dates_that_nothing_decides_stay_empty_until_somebody_says() -> None:
    text = STAFF + 'T1,"Lee, Bo",Art,,b@x.example,3/4/2021,\r\nT2,"Ray, Al",Art,,a@x.example,2021-05-06,\r\n'
    undecided = read(text)
    assert [person.joined_on for person in undecided.people] == [None, date(2021, 5, 6)]
    assert "day or month first? no date in it is decisive: 1 date left empty" in rejected(undecided)
    said = read(text, said={"Hire Date": "joined_on:%d/%m/%Y"})
    assert [person.joined_on for person in said.people] == [date(2021, 4, 3), date(2021, 5, 6)]
    assert said.rejections == []


def test_lines_above_the_header_totals_and_page_breaks_are_left_out_in_sight() -> None:
    incoming = read(
        "Harbor High Staff Report,,\r\nPrinted 8/1/2026,,\r\n\r\nEmployee ID,Name,Email\r\n"
        "T1,Ana Rivera,a@x.example\r\nEmployee ID,Name,Email\r\nT2,Bo Lee,b@x.example\r\n\r\nTotal: 2,,\r\n"
    )
    assert [(person.given_name, person.row) for person in incoming.people] == [("Ana", 5), ("Bo", 7)]
    assert repaired(incoming).count("stands above") == 2
    assert "once more" in repaired(incoming)
    assert "9::Total: 2: only one cell is filled" in rejected(incoming)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("T1,Ana María García López,a@x.example,9", "read as given name Ana María García, family name López"),
        ("T1,Ana Q. Rivera,a@x.example,9", "left out Q."),
        ("T1,Prince,a@x.example,Freshman", "read as grade 09"),
        ("T1,Ana  Rivera,a@x.example,09", "doubled spaces"),
        ("T1,Ana Rivera,n/a,09", "read as empty"),
        ("T1,Ana Rivera,a@x.example;b@x.example,09", "read as a@x.example; left out b@x.example"),
        ("T1,Ana Rivera,a@x.example,Gifted", "not a grade that is known: kept as it is"),
        ("T1,'=Ana Rivera,a@x.example,09", "apostrophe"),
        ("T1,Ana Rivera", "missing ones read as empty"),
    ],
)
def test_each_quirk_of_a_row_is_repaired_in_sight(row: str, message: str) -> None:
    incoming = read(f"Student ID,Name,Email,Grade\r\nT0,Bo Lee,b@y.example,09\r\n{row}\r\nT8,Al Ray,a@y.example,10\r\n")
    assert message in repaired(incoming)
    assert len(incoming.people) == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("T1,,a@x.example,9", "no name"),
        ("T1,Rivera, Ana,a@x.example,9", "comma outside quotation marks"),
        ('T1,"Ana Rivera,a@x.example,9', "quotation mark that is not closed"),
        (f"T1,{'A' * 300},a@x.example,9", "one too long"),
        ("T1,Ana Rivera,ana at home,09", "not an e-mail address: left empty"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_row_and_reason(row: str, reason: str) -> None:
    incoming = read(f"Student ID,Name,Email,Grade\r\nT0,Bo Lee,b@y.example,09\r\n{row}\r\nT8,Al Ray,a@y.example,10\r\n")
    assert reason in rejected(incoming)
    assert incoming.rejections[0].row == 3
    assert {person.given_name for person in incoming.people} >= {"Bo", "Al"}


def test_who_people_are_can_stand_in_a_column() -> None:
    incoming = read("Name,Type\r\nAna Rivera,Teacher\r\nBo Lee,Students\r\nIfe Okafor,Guardian\r\nX Y,Robot\r\n")
    assert [person.kind for person in incoming.people] == ["staff", "student", "family"]
    assert "Robot" in rejected(incoming)


def test_a_list_that_does_not_say_who_its_people_are_asks() -> None:
    with pytest.raises(UsageError) as caught:
        read("Name,Email\r\nAna Rivera,a@x.example\r\n")
    assert "--kind staff" in caught.value.hint
    assert read("Name,Email\r\nAna Rivera,a@x.example\r\n", kind="community").people[0].kind == "community"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="not a kind"):
        read(STAFF, kind="wizards")


def test_an_address_book_is_read_as_contacts_unless_somebody_says_who_they_are() -> None:
    text = "First Name,Last Name,Labels,Organization Name\r\nAna,Rivera,,Harbor Clinic\r\n"
    assert read(text).contacts[0].ties[0].organization.name == "Harbor Clinic"
    assert read(text, kind="community").people[0].family_name == "Rivera"
    assert not read(text, kind="community").contacts


def test_two_people_of_one_name_stay_two() -> None:
    incoming = read('Employee ID,Name\r\nT1,"Hernández, Linh"\r\nT2,"Hernández, Linh"\r\n')
    assert [person.identifier for person in incoming.people] == ["T1", "T2"]


def test_the_same_person_in_two_rows_is_one_with_both_departments() -> None:
    incoming = read("Employee ID,Name,Department\r\nT1,Ana Rivera,Art\r\nT1,Ana Rivera,Music\r\n")
    assert incoming.people[0].departments == ("Art", "Music")
    assert "the same name and id as row 2" in repaired(incoming)


def test_somebody_who_left_is_read_as_inactive() -> None:
    incoming = read("Employee ID,Name,Status\r\nT1,Ana Rivera,Active\r\nT2,Bo Lee,Terminated\r\nT3,Al Ray,On leave\r\n")
    assert [person.active for person in incoming.people] == [True, False, True]
    assert "On leave" in repaired(incoming)


def test_sensitive_columns_leave_no_trace() -> None:
    incoming = read(
        'SSN,Student Name,Grade,Password\r\n123456789,Ana Rivera,09,hunter2\r\n5,Bo Lee,10,p,extra\r\n"5,X,1,p\r\n'
    )
    assert not {"hunter2", "123456789", "extra"} & set(repr(incoming).replace("'", " ").split())
    assert "hunter2" not in repr(incoming)
    assert "123456789" not in repr(incoming)


def test_a_hostile_name_is_cleaned_and_stays_a_name() -> None:
    incoming = read("Employee ID,First Name,Last Name\r\nT1,[/x] =1+1,a\x1b[31mb\u202ec\r\n")
    (person,) = incoming.people
    assert (person.given_name, person.family_name) == ("[/x] =1+1", "a[31mbc")
    assert r"a\x1b[31mb\u202ec" in repaired(incoming)


def test_our_own_export_comes_back_with_its_formulas_as_names() -> None:
    text = "".join(csv_lines(("given_name", "family_name", "phone"), [("=Ana", "Rivera", "+1 555 0100")]))
    (person,) = read(text, kind="staff").people
    assert (person.given_name, person.family_name, person.phone) == ("=Ana", "Rivera", "+1 555 0100")


def test_columns_without_a_name_do_not_cost_the_rows() -> None:
    incoming = read("Employee ID,Name,,\r\nT1,Ana Rivera,x,\r\n")
    assert incoming.header == ("Employee ID", "Name", "column 3", "column 4")
    assert len(incoming.people) == 1


def test_a_list_is_understood_before_anybody_said_anything_and_shows_no_secret() -> None:
    text = "First Name,Last Name,SSN,Nickname\nAna,Rivera,111-22-3333,Annie\n"
    understood = RosterList(text.encode(), "list.csv").understood({})
    assert [column.field for column in understood.columns] == ["given_name", "family_name", "ignore", "preferred_name"]
    assert [column.examples for column in understood.columns] == [("Ana",), ("Rivera",), (), ("Annie",)]
    assert (understood.kind, understood.is_ready) == ("", False)
    assert RosterList(text.encode(), "list.csv").understood({KIND: "student"}).is_ready


def test_a_list_without_names_is_understood_too_and_is_not_ready() -> None:
    understood = RosterList(b"Color,Shape\nred,round\nblue,flat\n", "things.csv").understood({KIND: "staff"})
    assert not understood.has_names
    assert not understood.is_ready


def test_who_the_people_are_is_remembered_where_the_list_does_not_say_it_itself() -> None:
    text = b"First Name,Last Name\nAna,Rivera\n"
    said = RosterList(text, "list.csv").read({KIND: "community"}).mapping
    assert [one.kind for one in RosterList(text, "list 2.csv").read(said).people] == ["community"]
    assert KIND not in RosterList(text, "students.csv").read({KIND: "student"}).mapping


def test_the_cells_that_may_be_shown_again_have_no_secret_among_them() -> None:
    roster = RosterList(b"Name,Date of Birth,Grade\nAna,2010-01-01,9\nSam,2011-01-01,8\n", "students.csv")
    assert roster.open_cells({3}) == (["Name", "Grade"], {3: ["Sam", "8"]})
