"""What a school sees when it brings its OneRoster export."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from partner_tui.errors import PartnerError
from partner_tui.exchange import oneroster
from partner_tui.exchange.incoming import Incoming, SourceKind
from tests.exchange.bundles import ORGS, ROLES, SESSIONS, USERS_1_1, USERS_1_2, YEAR, bundle, manifest, user, zipped


def read(data: bytes) -> Incoming:
    return oneroster.read(data, "roster.zip")


def messages(incoming: Incoming) -> str:
    return "\n".join(f"{r.file}:{r.row}:{r.column}:{r.value}: {r.message}" for r in incoming.repairs)


def reasons(incoming: Incoming) -> str:
    return "\n".join(f"{r.file}:{r.row}:{r.column}:{r.value}: {r.message}" for r in incoming.rejections)


def test_a_clean_bundle_is_read_without_a_word() -> None:
    incoming = read(
        bundle(
            user("u1", "Ana", "Rivera", "teacher", identifier="T1", email="ana@harbor.example", orgSourcedIds="S1,SCI"),
            user("u2", "Sam", "Okafor", "student", grades="09"),
            user("u3", "Ife", "Okafor", "guardian"),
            academicSessionscsv=YEAR,
        )
    )
    assert incoming.kind is SourceKind.ONEROSTER_1_1
    assert (incoming.repairs, incoming.rejections) == ([], [])
    assert incoming.school_name == "Harbor High"
    assert incoming.source == "oneroster:S1"
    assert incoming.bulk
    ana, sam, ife = incoming.people
    assert (ana.key, ana.identifier, ana.kind, ana.departments, ana.row) == ("u1", "T1", "staff", ("Science",), 2)
    assert (sam.kind, sam.grade, ife.kind) == ("student", "09", "family")
    assert incoming.present >= {"given_name", "email", "grade", "departments"}
    assert not incoming.present & {"phone", "pronouns", "joined_on", "job_title"}


def test_no_password_is_anywhere_in_what_was_read() -> None:
    broken = user("u2", "", "")
    too_wide = user("u3").replace("\r\n", ",extra,cells\r\n")
    incoming = read(bundle(user(), broken, too_wide.replace("hunter2-secret", ""), user("u4", enabledUser="TRUE")))
    assert "hunter2-secret" not in repr(incoming)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (user("u3").replace("\r\n", ",extra\r\n"), "header has 18"),
        (user("u3", given='"Ana'), "quotation mark"),
        (user("u3", given='"An"a'), "quotation marks inside"),
        ("u9,hunter2-secret\r\n", "missing ones"),
    ],
)
def test_a_broken_row_does_not_show_its_password(row: str, why: str) -> None:
    incoming = read(bundle(user(), row, user("u4", "Bo", "Lee")))
    assert why in messages(incoming) + reasons(incoming)
    assert "hunter2-secret" not in repr(incoming)
    assert {person.given_name for person in incoming.people} >= {"Ana", "Bo"}


def test_the_school_year_ends_on_the_day_before_its_exclusive_end() -> None:
    (year,) = read(bundle(user(), academicSessionscsv=YEAR)).years
    assert (year.name, year.starts_on, year.ends_on) == ("2026-2027", date(2026, 8, 24), date(2027, 6, 11))
    assert [(term.name, term.ends_on) for term in year.terms] == [("Fall", date(2027, 1, 15))]


def test_odd_dates_of_sessions_are_read_by_the_order_that_the_column_decides() -> None:
    sessions = (
        f"{SESSIONS}\r\nY,,,2023,schoolYear,1/05/2023,15/06/2023,,2023\r\n"
        "T,,,Term,term,2023-05-06 08:01:05,10/06/2023,Y,2023\r\n"
    )
    incoming = read(bundle(user(), academicSessionscsv=sessions))
    (year,) = incoming.years
    assert (year.starts_on, year.ends_on) == (date(2023, 5, 1), date(2023, 6, 14))
    assert year.terms[0].starts_on == date(2023, 5, 6)
    assert "read 1/05/2023 as 1 May 2023, day/month/year as in the whole column" in messages(incoming)
    assert "read 2023-05-06 08:01:05 as 6 May 2023" in messages(incoming)


def test_dates_that_nothing_decides_are_not_guessed() -> None:
    sessions = f"{SESSIONS}\r\nY,,,2023,schoolYear,1/05/2023,7/6/2023,,2023\r\n"
    incoming = read(bundle(user(), academicSessionscsv=sessions))
    assert incoming.years == ()
    assert "day or month first?" in reasons(incoming)


def test_a_year_without_a_row_of_its_own_is_made_of_its_terms() -> None:
    sessions = (
        f"{SESSIONS}\r\nA,,,Fall,Semester,2026-08-24,2027-01-16,,2027\r\n"
        "B,,,Spring,semester,2027-01-19,2027-06-12,,2027\r\nQ,,,Q1,gradingPeriod,2026-08-24,2026-10-24,A,2027\r\n"
    )
    incoming = read(bundle(user(), academicSessionscsv=sessions))
    (year,) = incoming.years
    assert (year.name, len(year.terms)) == ("2026-2027", 2)
    assert "read as semester" in messages(incoming)
    assert "no row for the school year" in messages(incoming)
    assert "gradingPeriod within a longer term" in messages(incoming)


def test_roles_of_1_2_say_who_people_are_and_the_primary_one_wins() -> None:
    users = (
        "u1,,,true,ana,,Ana,Rivera,,T1,,,,,,pw,,Anita,,,S1,she/her\r\nu2,,,true,sam,,Sam,Okafor,,,,,,,,pw,,,,,S1,\r\n"
    )
    roles = (
        f"{ROLES}\r\nr1,,,u1,secondary,guardian,,,S1,\r\nr2,,,u1,primary,counselor,,,SCI,\r\n"
        "r3,,,u2,Primary,Guardian,,,S1,\r\nr4,,,gone,primary,teacher,,,S1,\r\n"
    )
    incoming = read(bundle(users, header=USERS_1_2, rolescsv=roles, manifestcsv=manifest("1.2")))
    ana, sam = incoming.people
    assert incoming.kind is SourceKind.ONEROSTER_1_2
    assert (ana.kind, ana.job_title, ana.departments) == ("staff", "Counselor", ("Science",))
    assert (ana.preferred_name, ana.pronouns, sam.kind) == ("Anita", "she/her", "family")
    assert "read as primary" in messages(incoming)
    assert "read as guardian" in messages(incoming)
    assert "1 role of users who are not in" in messages(incoming)


def test_teacher_and_administrator_are_never_taken_for_job_titles() -> None:
    incoming = read(
        bundle(user("a", "A", "A", "teacher"), user("b", "B", "B", "administrator"), user("c", "C", "C", "aide"))
    )
    assert [person.job_title for person in incoming.people] == ["", "", "Aide"]


def test_a_librarian_whom_the_standard_has_no_word_for_is_staff_all_the_same() -> None:
    incoming = read(bundle(user(role="ext:librarian")))
    assert (incoming.people[0].kind, incoming.people[0].job_title) == ("staff", "Librarian")
    assert "ext:librarian" in messages(incoming)


def test_a_row_without_a_role_is_a_student_if_it_has_a_grade_and_rejected_otherwise() -> None:
    incoming = read(bundle(user("a", role="", grades="10"), user("b", "Bo", "Lee", role="")))
    assert [person.kind for person in incoming.people] == ["student"]
    assert "no role" in messages(incoming)
    assert "no role" in reasons(incoming)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"enabledUser": "TRUE"}, "users.csv:2:enabledUser:TRUE: read as true"),
        ({"role": "Teacher"}, "users.csv:2:role:Teacher: read as teacher"),
        ({"role": "student", "grades": "Kindergarten"}, "users.csv:2:grades:Kindergarten: read as grade KG"),
        ({"role": "student", "grades": "9"}, "users.csv:2:grades:9: read as grade 09"),
        ({"orgSourcedIds": "S1, SCI"}, "users.csv:2:orgSourcedIds:S1, SCI: read as the list S1, SCI"),
        ({"orgSourcedIds": "SCI,SCI"}, "users.csv:2:orgSourcedIds:SCI,SCI: read as the list SCI"),
        ({"orgSourcedIds": "S1,NOWHERE"}, "users.csv:2:orgSourcedIds:NOWHERE: not in orgs.csv"),
        ({"status": "active", "dateLastModified": "2020-01-01"}, "users.csv:2:status:: 1 row of a full list"),
        ({"email": "a@harbor.example; b@harbor.example"}, "read as a@harbor.example; left out b@harbor.example"),
        ({"givenName": "A\u202ena\x1b[31m"}, r"users.csv:2:givenName:A\u202ena\x1b[31m: read as “Ana[31m”"),
        ({"givenName": ""}, "users.csv:2:givenName:: empty: Rivera is read as the given name"),
    ],
)
def test_each_quirk_of_a_user_is_repaired_in_sight(cells: dict[str, str], message: str) -> None:
    incoming = read(bundle(user(**cells)))
    assert message in messages(incoming)
    assert len(incoming.people) == 1


@pytest.mark.parametrize("column", ["sourcedId", "identifier", "email", "phone", "sms", "grades", "familyName", "role"])
def test_no_control_character_gets_in_by_any_column(column: str) -> None:
    incoming = read(bundle(user(**{column: "a\x1b\u202eb@harbor.example"})))
    assert all(text.isprintable() for text in dataclasses.astuple(incoming.people[0]) if isinstance(text, str))
    assert incoming.repairs


def test_somebody_disabled_is_read_as_no_longer_active() -> None:
    incoming = read(bundle(user(enabledUser="false")))
    assert not incoming.people[0].active
    assert incoming.repairs == []


def test_a_delta_says_who_left_and_nothing_about_those_who_are_absent() -> None:
    incoming = read(
        bundle(user(status="tobedeleted", dateLastModified="2026-01-01"), manifestcsv=manifest(users="delta"))
    )
    assert not incoming.bulk
    assert not incoming.people[0].active


def test_without_a_manifest_a_filled_status_is_taken_for_a_delta() -> None:
    users = f"{USERS_1_1}\r\n{user(status='active')}"
    incoming = read(zipped({"users.csv": users, "orgs.csv": ORGS}))
    assert not incoming.bulk
    assert "no version is given: read as 1.1 by its columns" in messages(incoming)


def test_one_person_at_two_schools_is_read_as_one() -> None:
    incoming = read(
        bundle(
            user("b9", identifier="T1", orgSourcedIds="S1"),
            user("a1", identifier="T1", orgSourcedIds="SCI", email="ana@harbor.example"),
        )
    )
    (ana,) = incoming.people
    assert (ana.key, ana.email, ana.departments) == ("a1", "ana@harbor.example", ("Science",))
    assert "the same name and identifier as row 2: read as one person" in messages(incoming)


def test_two_people_with_one_identifier_stay_two_and_the_second_loses_it() -> None:
    incoming = read(bundle(user("a", identifier="T1"), user("b", "Bo", "Lee", identifier="T1")))
    assert [person.identifier for person in incoming.people] == ["T1", ""]
    assert "also the identifier of Ana Rivera (row 2)" in reasons(incoming)


def test_a_child_who_shares_name_and_address_with_a_parent_stays_a_child() -> None:
    incoming = read(
        bundle(user("a", role="guardian", email="x@y.example"), user("b", role="student", email="x@y.example"))
    )
    assert [person.kind for person in incoming.people] == ["family", "student"]


def test_an_enclosing_folder_wrong_case_and_macos_litter_are_no_obstacle() -> None:
    incoming = read(
        zipped(
            {
                "export/Manifest.csv": manifest(),
                "export/ORGS.CSV": ORGS,
                "export/Users.csv": f"{USERS_1_1}\r\n{user()}",
                "__MACOSX/export/._Users.csv": b"\x00\x05\x16\x07",
                "export/demographics.csv": "sourcedId,birthDate\r\nu1,2001-02-03\r\n",
            }
        )
    )
    assert len(incoming.people) == 1
    assert "folder inside the zip" in messages(incoming)
    assert "2001-02-03" not in repr(incoming)


def test_roles_in_a_file_called_userprofiles_are_found() -> None:
    users = "u1,,,true,ana,,Ana,Rivera,,,,,,,,pw,,,,,S1,\r\n"
    roles = f"{ROLES}\r\nr1,,,u1,primary,principal,,,S1,\r\n"
    incoming = read(bundle(users, header=USERS_1_2, userprofilescsv=roles, manifestcsv=manifest("1.2")))
    assert incoming.people[0].job_title == "Principal"
    assert "read as that" in messages(incoming)


def test_real_user_profiles_are_never_read() -> None:
    profiles = (
        "sourcedId,userSourcedId,profileType,vendorId,credentialType,username,password\r\np,u1,x,v,c,n,hunter2\r\n"
    )
    assert "hunter2\\" not in repr(read(bundle(user(), userProfilescsv=profiles)))


def test_misspelt_extra_and_nameless_columns_are_said() -> None:
    header = USERS_1_1.replace("dateLastModified", "dataLastModified").replace("role,", "role,ext_color,") + ",,"
    row = user(given="Bo").replace("teacher,", "teacher,red,").replace("\r\n", ",,\r\n")
    incoming = read(bundle(row, header=header))
    assert incoming.people[0].given_name == "Bo"
    for words in ("read as the column dateLastModified", "ext_color", "has no name: not read"):
        assert words in messages(incoming)


def test_a_misspelt_preferred_name_is_read() -> None:
    header = USERS_1_2.replace("preferredGivenName", "prefferedGivenName")
    users = "u1,,,true,ana,,Ana,Rivera,,,,,,,,pw,,Anita,,,S1,\r\n"
    roles = f"{ROLES}\r\nr1,,,u1,primary,teacher,,,S1,\r\n"
    incoming = read(bundle(users, header=header, rolescsv=roles, manifestcsv=manifest("1.2")))
    assert incoming.people[0].preferred_name == "Anita"
    assert "read as the column preferredGivenName" in messages(incoming)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("propertyName,propertyValue\r\nmanifest.version,1.0\r\noneroster.version,1.1\r\n", "read as the column value"),
        (manifest().replace("1.0", "1"), "read as 1.0"),
        ("propertyName,value\r\noneroster.version,1.1\r\n", "says nothing about the files"),
        (manifest(users="absent"), "the manifest says absent, but users.csv is there"),
        (manifest("1.2"), "the manifest says version 1.2: read as 1.1"),
        (manifest(extra="file.academicSessions,bulk\r\n"), "promises academicSessions.csv"),
    ],
)
def test_where_the_manifest_is_odd_the_files_win(text: str, message: str) -> None:
    incoming = read(bundle(user(), manifestcsv=text))
    assert len(incoming.people) == 1
    assert message in messages(incoming)


@pytest.mark.parametrize(
    ("encode", "message"),
    [
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "byte order mark"),
        (lambda text: text.encode("utf-16"), "UTF-16"),
        (lambda text: text.encode("utf-16-le"), "UTF-16 without"),
        (lambda text: text.encode("cp1252"), "Windows-1252"),
        (lambda text: text.replace("\r\n", "\r").encode(), "carriage return alone"),
        (lambda text: text.removesuffix("\r\n").encode(), "the last line has no line end"),
        (lambda text: text.replace(",", ";").encode(), "divided by semicolons"),
        (lambda text: text.replace(",", "\t").encode(), "divided by tabs"),
    ],
)
def test_whatever_the_spreadsheet_program_did_to_the_file_names_come_through(encode, message: str) -> None:  # type: ignore[no-untyped-def]  # eight lambdas of one shape
    users = encode(f"{USERS_1_1}\r\n{user(given='Zoë')}{user('u2', 'José', 'Núñez')}")
    incoming = read(bundle(userscsv=users))
    assert [person.given_name for person in incoming.people] == ["Zoë", "José"]
    assert message in messages(incoming)


def test_nothing_but_a_manifest_means_no_news() -> None:
    incoming = read(zipped({"manifest.csv": manifest(users="absent").replace("file.orgs,bulk", "file.orgs,absent")}))
    assert incoming.people == ()
    assert not incoming.bulk


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"readme.txt": "hello"}), "no CSV file"),
        (zipped({"[Content_Types].xml": "x", "a.csv": "b"}), "workbook"),
        (zipped({"plants.csv": "name,colour\r\nfern,green\r\n"}), "no users.csv"),
        (bundle(user())[:-40], "damaged or incomplete"),
        (zipped({"users.csv": b"sourcedId\r\n" + b"0" * 30_000_000}), "would unpack to"),
    ],
)
def test_a_zip_that_is_no_roster_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(PartnerError) as caught:
        read(data)
    assert words in caught.value.message
    assert caught.value.hint


def test_a_district_with_two_schools_is_named_by_the_district() -> None:
    incoming = read(bundle(user(), orgscsv=ORGS + "S2,,,Harbor Middle,school,,D1\r\n"))
    assert (incoming.source, incoming.school_name) == ("oneroster:D1", "Harbor Unified")


def test_a_lone_users_file_is_recognised_and_read() -> None:
    data = f"{USERS_1_1}\r\n{user()}".encode()
    assert oneroster.is_users_file(data, "users.csv")
    incoming = oneroster.read_users_file(data, "users.csv")
    assert incoming.people[0].given_name == "Ana"
    assert incoming.source == "oneroster:S1"
