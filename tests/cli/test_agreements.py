"""Agreements from the command line: added, signed, renewed many at once, and their documents looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from partner_tui.records import database, history, organizations
from tests.conftest import NOW, WHO

from .conftest import Type

HOSTILE = ('=HYPERLINK("http://x")', 'Møller & Sons, "The Best"; [/]')
SIGNED = ("--signed-by-school", "2025-07-01", "--signed-by-partner", "2025-07-01")


@pytest.fixture
def partnered(staffed: Path) -> Path:
    """Return a school with three partners, two of them with names to be careful with."""
    database.open_records(staffed)
    with history.intent("Add partners", who=WHO, at=NOW) as intent:
        for name in ("Delgado Auto Body", *HOSTILE):
            organizations.add(intent, name=name)
    database.close_records()
    return staffed


def add(type_in: Type, partner: str = "delgado", kind: str = "mou", *words: str) -> Any:
    said = type_in("agreements", "add", "--partner", partner, "--kind", kind, *words, "--json")
    assert said.code == 0, said.err
    return said.document


def test_an_agreement_is_added_signed_and_printed_whole(partnered: Path, type_in: Type) -> None:
    made = add(type_in, "delgado", "mou", "--starts", "2026-07-01", "--ends", "2027-06-30", "--title", "Summer")
    assert (made["state"], made["days_left"], made["notice_on"]) == ("draft", 218, "2027-05-01")
    assert made["organization"]["name"] == "Delgado Auto Body"
    uid = made["uid"]
    assert "who signed" in type_in("agreements", "sign", uid).err
    waiting = type_in("agreements", "sign", "delgado summer", "--by-partner", "yesterday", "--json").document
    assert (waiting["state"], waiting["signed_by_partner_on"]) == ("awaiting_signature", "2026-11-23")
    signed = type_in("agreements", "sign", uid[:8], "--by-school", "--json").document
    assert (signed["state"], signed["signed_by_school_on"]) == ("active", "2026-11-24")
    assert type_in("agreements", "list", "--state", "active", "--json").document == [signed]
    shown = type_in("agreements", "show", uid).out
    assert "Summer with Delgado Auto Body" in shown
    assert "2027-05-01, 60 days before its end" in shown


def test_a_certificate_is_signed_by_its_issuer_without_asking_who(partnered: Path, type_in: Type) -> None:
    add(type_in, "delgado", "insurance", "--ends", "2026-12-06")
    assert type_in("agreements", "sign", "insurance", "--json").document["state"] == "notice"


def test_twelve_agreements_are_renewed_as_one_thing(partnered: Path, type_in: Type) -> None:
    for number in range(12):
        add(type_in, "delgado", "mou", "--title", f"T{number}", "--ends", "2026-12-31", *SIGNED)
    add(type_in, "delgado", "insurance", "--ends", "2026-10-01", *SIGNED)
    add(type_in, "delgado", "mou", "--title", "far", "--ends", "2028-12-31", *SIGNED)
    new = type_in("renew", "--in-notice", "--json").document
    assert len(new) == 12
    assert {(one["starts_on"], one["ends_on"], one["state"]) for one in new} == {("2027-01-01", "2027-12-31", "draft")}
    assert "Nothing is to be renewed" in type_in("renew", "--in-notice", "--kind", "mou").err
    assert [one["kind"] for one in type_in("renew", "--partner", "delgado", "--json").document] == ["insurance"]
    for _ in range(2):
        assert type_in("undo").code == 0
    assert len(type_in("agreements", "list", "--json").document) == 14


def test_what_cannot_be_renewed_is_said_and_none_is(partnered: Path, type_in: Type) -> None:
    first = add(type_in, "delgado", "mou", "--title", "one", "--ends", "2026-12-31", *SIGNED)["uid"]
    draft = add(type_in, "delgado", "training")["uid"]
    refused = type_in("renew", first, draft)
    assert refused.code == 1
    assert "The training agreement with Delgado Auto Body is not signed" in refused.err
    assert len(type_in("agreements", "list", "--json").document) == 2
    assert type_in("agreements", "renew", first).code == 0
    assert "renewed already" in type_in("renew", first).err
    assert type_in("renew").code == 2
    assert type_in("renew", first, "--in-notice").code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--starts", "2027-01-01", "--ends", "2026-12-01"], "before it starts on Fri 1 Jan 2027"),
        (["--signed-by-school", "2026-12-24"], "which is still to come"),
        (["--document", "/nowhere/mou.pdf"], "There is no file “/nowhere/mou.pdf”."),
        (["--notice-days", "1000"], "notice days cannot be 1000"),
        (["--person", "nobody at all"], "Nobody is called"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    partnered: Path, type_in: Type, words: list[str], said: str
) -> None:
    refused = type_in("agreements", "add", "--partner", "delgado", "--kind", "mou", *words)
    assert refused.code == 1
    assert said in refused.err
    assert type_in("agreements", "list", "--json").document == []
    assert type_in("agreements", "add", "--partner", "delgado", "--kind", "handshake").code == 2
    assert "No organization is called" in type_in("agreements", "add", "--partner", "nope", "--kind", "mou").err


def test_a_document_that_moved_or_changed_is_told_with_its_place(
    partnered: Path, type_in: Type, tmp_path: Path
) -> None:
    papers = [tmp_path / f"{name}.pdf" for name in ("as it was", "other", "gone")]
    for paper in papers:
        paper.write_bytes(paper.name.encode())
        add(type_in, "delgado", "mou", "--title", paper.stem, "--document", str(paper))
    add(type_in, "delgado", "mou", "--title", "far", "--document", "https://drive.example/1")
    assert type_in("agreements", "check").code == 0
    papers[1].write_bytes(b"another")
    papers[2].unlink()
    checked = type_in("agreements", "check", "--json")
    assert checked.code == 1
    assert [one["state"] for one in checked.document] == ["as_signed", "changed", "missing", "url"]
    assert "2 of 4 documents are not as attached" in checked.err
    assert f"There is no file “{papers[2]}”." in type_in("agreements", "show", "gone").out
    again = type_in("agreements", "edit", "other", "--document", str(papers[1]), "--json")
    assert again.code == 0
    assert type_in("agreements", "show", "other", "--json").document["document_state"] == "as_signed"


def test_an_agreement_is_edited_put_away_and_brought_back(partnered: Path, type_in: Type) -> None:
    uid = add(type_in, "delgado", "clearance", "--person", "ana", "--ends", "2027-06-30")["uid"]
    edited = type_in("agreements", "edit", uid, "--ends", "", "--person", "", "--kind", "insurance", "--json").document
    assert (edited["ends_on"], edited["person"], edited["kind"]) == (None, None, "insurance")
    assert type_in("agreements", "edit", uid).code == 2
    assert type_in("agreements", "archive", uid).code == 0
    assert type_in("agreements", "list", "--json").document == []
    assert type_in("agreements", "restore", uid).code == 0
    assert len(type_in("agreements", "list", "--json").document) == 1


def test_names_that_are_no_formula_and_no_markup_come_out_as_they_were_typed(partnered: Path, type_in: Type) -> None:
    for name in HOSTILE:
        add(type_in, name, "mou", "--title", name, "--notes", name)
    found = type_in("agreements", "list", "--json").document
    assert {(one["organization"]["name"], one["title"], one["notes"]) for one in found} == {(n, n, n) for n in HOSTILE}
    listed = type_in("agreements", "list").out
    assert all(name in listed for name in HOSTILE)
    assert HOSTILE[1] in type_in("agreements", "show", "møller").out


def test_an_agreement_that_several_could_be_is_asked_about(partnered: Path, type_in: Type) -> None:
    add(type_in, "delgado", "mou")
    add(type_in, "delgado", "insurance")
    refused = type_in("agreements", "show", "delgado")
    assert refused.code == 1
    assert "could be several agreements" in refused.err
    assert "insurance certificate with Delgado Auto Body, draft" in refused.err
    assert "No agreement is “nope”." in type_in("agreements", "show", "nope").err


def test_a_school_says_what_its_openings_need(partnered: Path, type_in: Type) -> None:
    assert type_in("requirements", "list", "--json").document["job"] == ["work_study", "insurance"]
    changed = type_in("requirements", "set", "job", "--needs", "mou", "--needs-no", "insurance", "--json")
    assert changed.document["job"] == ["mou", "work_study"]
    assert "nothing" in type_in("requirements", "list").out
    assert "Nothing was different" in type_in("requirements", "set", "job", "--needs", "mou").err
    assert type_in("requirements", "set", "job").code == 2
    assert type_in("requirements", "set", "job", "--needs", "mou", "--needs-no", "mou").code == 2
    assert type_in("requirements", "set", "party", "--needs", "mou").code == 2
