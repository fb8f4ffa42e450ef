"""Which column is what, in the headers that schools really have."""

from __future__ import annotations

import pytest

from partner_tui.errors import UsageError
from partner_tui.exchange.columns import assigned, kind_of_list, unique_headers
from partner_tui.exchange.incoming import Findings


def fields(header: str, *rows: str, said: dict[str, str] | None = None) -> dict[str, str]:
    """The fields that are given to the columns, without those that are ignored."""
    names = unique_headers(header.split(","))
    values = [list(column) for column in zip(*(row.split("|") for row in rows), strict=True)] or [[] for _ in names]
    columns = assigned(names, values, said or {}, Findings("list.csv"))
    return {column.header: column.field for column in columns if column.field != "ignore"}


def kind(header: str, file_name: str = "list.csv") -> str:
    names = unique_headers(header.split(","))
    return kind_of_list(assigned(names, [[] for _ in names], {}, Findings(file_name)), file_name)


def test_the_header_of_clever_for_teachers() -> None:
    header = (
        "School_id,Teacher_id,Teacher_number,State_teacher_id,Last_name,Middle_name,First_name,Teacher_email,Title,"
        "Username,Password"
    )
    assert fields(header) == {
        "Teacher_id": "identifier", "Last_name": "family_name", "First_name": "given_name",
        "Teacher_email": "email", "Title": "job_title",
    }  # fmt: skip
    assert kind(header) == "staff"


def test_the_header_of_clever_for_students_keeps_the_parents_out() -> None:
    header = (
        "School_id,Student_id,Student_number,State_id,Last_name,Middle_name,First_name,Gender,Dob,Grade,Race,"
        "Hispanic_Latino,Ell_status,Student_zip,Student_email,Contact_name,Contact_type,Contact_phone,Contact_email"
    )
    assert fields(header) == {
        "Student_id": "identifier", "Last_name": "family_name", "First_name": "given_name", "Grade": "grade",
        "Student_email": "email",
    }  # fmt: skip
    assert kind(header) == "student"


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("Work E-mail", "email"), ("E-Mail Address:", "email"), ("correo electrónico", "email"),
        ("Dept.", "department"), ("DEPARTMENT_NAME", "department"), ("Departamento", "department"),
        ("hireDate", "joined_on"), ("DOH", "joined_on"),
        ("Original Hire Date", "joined_on"), ("Fecha de contratación", "joined_on"), ("Position", "job_title"),
        ("Puesto", "job_title"), ("Emp #", "identifier"), ("Employee No.", "identifier"), ("Cell Phone", "phone"),
        ("Teléfono", "phone"), ("Goes By", "preferred_name"), ("Pronouns", "pronouns"), ("Home Language", "language"),
        ("Gr. Level", "grade"), ("Employment Status", "active"), ("Supervisor", "ignore"), ("Room", "ignore"),
        ("School Name", "ignore"), ("School", "ignore"), ("Emergency Phone", "ignore"), ("Favorite Color", "ignore"),
        ("Guardian Email", "ignore"),
    ],
)  # fmt: skip
def test_a_header_is_understood_in_many_words(cell: str, field: str) -> None:
    assert fields(f"Name,{cell}").get(cell, "ignore") == field


@pytest.mark.parametrize(
    "cell",
    ["Password", "SSN", "Social Security #", "Birth Date", "DOB", "Race", "Ethnicity", "Free Lunch", "IEP", "Gender"],
)
def test_a_sensitive_column_is_not_read_and_that_is_said(cell: str) -> None:
    findings = Findings("list.csv")
    columns = assigned(["Name", cell], [["Ana"], ["secret"]], {}, findings)
    assert columns[1].field == "ignore"
    assert [(repair.column, repair.value) for repair in findings.repairs] == [(cell, "")]
    assert "secret" not in repr(findings)


def test_numbers_like_social_security_numbers_are_not_read_whatever_their_header() -> None:
    assert "ID" not in fields("Name,ID", "Ana|123-45-6789", "Bo|987-65-4321")


def test_values_say_what_a_strange_header_does_not() -> None:
    assert fields("Who,Reach them", "Rivera, Ana|ana@x.example", "Lee, Bo|bo@x.example") == {
        "Who": "name", "Reach them": "email",
    }  # fmt: skip


def test_values_that_cannot_be_what_the_header_says_are_left_alone() -> None:
    assert "Grade" not in fields("Name,Grade", "Ana|A-", "Bo|B+")
    assert "Title" not in fields("Name,Title", "Ana|Mrs.", "Bo|Mr.")
    assert fields("Name,Role", "Ana|Student", "Bo|Teacher")["Role"] == "kind"
    assert fields("Name,Role", "Ana|Baker", "Bo|Smith")["Role"] == "job_title"


def test_the_better_of_two_columns_is_read() -> None:
    assert fields("Name,Personal Email,Work Email") == {"Name": "name", "Work Email": "email"}
    assert fields("Name,First Name,Last Name") == {"First Name": "given_name", "Last Name": "family_name"}


def test_an_employee_column_is_a_name_or_a_number_by_its_values() -> None:
    assert fields("Employee,Dept", "Rivera, Ana|Art") == {"Employee": "name", "Dept": "department"}
    assert fields("Employee,Name", "1001|Ana") == {"Employee": "identifier", "Name": "name"}


def test_a_list_of_parents_is_about_the_parents() -> None:
    header = "Parent First Name,Parent Last Name,Parent Email"
    assert set(fields(header).values()) == {"given_name", "family_name", "email"}
    assert kind(header) == "family"


def test_the_names_of_our_own_fields_are_understood() -> None:
    names = (
        "kind given_name family_name preferred_name pronouns email phone job_title grade language joined_on identifier"
    )
    assert fields(",".join(["uid", *names.split(), "in_rotation", "notes"])) == {name: name for name in names.split()}


def test_the_file_name_helps_to_say_who_people_are() -> None:
    assert kind("Name,Email", "staff_2026.csv") == "staff"
    assert kind("Name,Email", "Students.csv") == "student"
    assert kind("Name,Email", "people.csv") == ""


def test_what_a_person_says_wins() -> None:
    said = {"work email": "ignore", "Code": "identifier", "Began": "joined_on:%d/%m/%Y"}
    found = fields("Name,Work Email,Home Email,Code,Began", said=said)
    assert found == {"Name": "name", "Home Email": "email", "Code": "identifier", "Began": "joined_on"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"Nmae": "name"}, "no column “Nmae”"),
        ({"Name": "surname_of_dog"}, "is not a field"),
        ({"Name": "name:%d"}, "not a date format"),
        ({"Hired": "joined_on:day"}, "not a date format"),
        ({"Name": "email", "Hired": "email"}, "Both"),
        ({"Password": "phone"}, "never read"),
        ({"Name": "ignore"}, "people's names"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_choices(said: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        fields("Name,Hired,Password", said=said)
    assert caught.value.hint


def test_headers_that_are_alike_or_empty_get_names_of_their_own() -> None:
    assert unique_headers(["Email", "", "Email", " Email "]) == ["Email", "column 2", "Email (2)", "Email (3)"]
