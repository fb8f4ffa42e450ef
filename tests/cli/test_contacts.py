"""`import` and `export` of partners and their people, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Type

CSV = (
    "First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Value\r\n"
    "Tomás,Larsen,Delgado Robotics,Manager,Partners ::: * myContacts ::: business,tomas@delgado.example\r\n"
    "Ana,Rivera,=SUM Analytics,Director,business,ana@sum.example\r\n"
)


@pytest.fixture
def book(tmp_path: Path, staffed: Path) -> Path:
    path = tmp_path / "partners.csv"
    path.write_text(CSV)
    return path


def test_contacts_come_in_and_who_may_be_known_is_left_out_until_somebody_says(type_in: Type, book: Path) -> None:
    said = type_in("import", str(book))
    assert said.code == 0
    assert "read as contacts (Google Contacts)" in said.err
    assert "is Ana Rivera Ana Rivera (staff · ana.rivera@lincoln.example)?" in said.err
    assert "--same or --new" in said.err
    document = type_in("import", str(book), "--json").document
    assert (document["new"], document["same"], document["asked"]) == (0, 2, 1)
    assert document["questions"][0]["name"] == "Ana Rivera"
    assert type_in("import", str(book), "--new", "--json").document["new"] == 2
    again = type_in("import", str(book), "--new")
    assert "Nothing is new" in again.err
    assert type_in("import", str(book), "--new", "--same").code == 2


def test_partners_leave_as_csv_vcard_and_json_and_come_back_without_a_change(
    type_in: Type, book: Path, tmp_path: Path
) -> None:
    type_in("import", str(book), "--new")
    for form, version in (("csv", "4.0"), ("vcard", "4.0"), ("vcard", "3.0")):
        out = tmp_path / f"out.{form}"
        assert type_in("export", "partners", "--format", form, "--version", version, "--output", str(out)).code == 0
        said = type_in("import", str(out))
        assert "Nothing is new" in said.err, said
    assert "'=SUM Analytics" in (tmp_path / "out.csv").read_text()
    found = type_in("export", "partners", "--format", "json", "--partner", "delgado").document
    assert [(one["name"], one["kind"], [who["given_name"] for who in one["contacts"]]) for one in found] == [
        ("Delgado Robotics", "business", ["Tomás"])
    ]


def test_an_edited_export_comes_back_with_its_edits_and_an_old_one_does_not(
    type_in: Type, book: Path, tmp_path: Path
) -> None:
    type_in("import", str(book), "--new")
    out = tmp_path / "out.csv"
    type_in("export", "partners", "--output", str(out))
    out.write_text(out.read_text().replace("tomas@delgado.example", "tom@delgado.example"))
    assert type_in("import", str(out), "--json").document["changed"] == 1
    out.write_text(out.read_text().replace("tom@delgado.example", "old@delgado.example"))
    said = type_in("import", str(out))
    assert "stays “tom@delgado.example”; the file says “old@delgado.example”" in said.err


def test_columns_of_any_list_are_said_once(type_in: Type, staffed: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Who,Where,Reach\nBo Chen,City Parks,bo@parks.example\n")
    assert type_in("import", str(path)).code == 2
    said = type_in(
        "import", str(path), "--kind", "contacts", "--map", "Who=name", "--map", "Where=organization", "--json"
    )
    assert said.document["new_organizations"] == 1
    path.write_text("Who,Where,Reach\nCy Diaz,City Parks,cy@parks.example\n")
    assert type_in("import", str(path), "--json").document["new"] == 1


def test_a_broken_card_is_told_and_the_others_come_in(type_in: Type, staffed: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bo Chen\nORG:City Parks\nBEGIN:VCARD\nFN:Cy Diaz\nEND:VCARD\n")
    document = type_in("import", str(path), "--json").document
    assert document["new"] == 1
    assert [(one["row"], one["value"]) for one in document["rejected"]] == [(1, "Bo Chen")]
