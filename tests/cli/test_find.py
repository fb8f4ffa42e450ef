"""Finding from the command line: any word, a list for scripts, and a hint where there is nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from partner_tui.cli import find
from partner_tui.records import database, history, meetings, private_notes
from partner_tui.records.found import Kind

from ..conftest import NOW
from .conftest import Type


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """Every test here has the small school."""


def test_json_is_a_list_of_kind_uid_title_and_snippet(type_in: Type) -> None:
    meeting = type_in(
        *("meetings", "log", "--with", "ana", "--at", "yesterday 3pm", "--summary", "wants to start robotics", "--json")
    ).document

    said = type_in("find", "robotics", "--json")

    assert said.code == 0
    assert said.document == [
        {
            "kind": "meeting",
            "uid": meeting["uid"],
            "title": "Coffee with Ana Rivera",
            "snippet": "wants to start robotics",
        }
    ]


def test_what_is_found_is_printed_kind_by_kind(type_in: Type) -> None:
    said = type_in("find", "science")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "Groups"
    assert lines[1].endswith("  Science  department")


def test_several_words_need_no_quotes_and_any_order_will_do(type_in: Type) -> None:
    titles = [
        [one["title"] for one in type_in("find", *words, "--json").document] for words in (("riv", "an"), ("an riv",))
    ]
    assert titles == [["Ana Rivera"], ["Ana Rivera"]]


def test_one_kind_may_be_asked_for(type_in: Type) -> None:
    assert [one["kind"] for one in type_in("find", "s", "--json").document] == ["person", "person", "group"]
    assert [one["kind"] for one in type_in("find", "s", "--kind", "group", "--json").document] == ["group"]
    assert type_in("find", "s", "--kind", "shoe").code == 2


def test_no_more_of_a_kind_are_printed_than_asked_for_and_that_is_said(type_in: Type) -> None:
    said = type_in("find", "sam", "--limit", "1")
    assert said.out.splitlines()[0] == "People, the first 1 of 2"
    assert len(said.out.splitlines()) == 2
    assert type_in("find", "sam", "--limit", "0").code == 2


def test_nothing_found_is_no_failure_and_has_a_hint(type_in: Type) -> None:
    said = type_in("find", "zebra")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("Nothing found.\n")
    assert "partner-tui people list" in said.err
    said = type_in("find", "zebra", "--json")
    assert (said.code, said.document) == (0, [])


@pytest.mark.parametrize("text", ["", " ", "> > >", '"', "*", "NEAR(", "🎓", "%", "a" * 10_000])
def test_any_text_may_be_looked_for(type_in: Type, text: str) -> None:
    said = type_in("find", "--json", "--", text)
    assert (said.code, said.document) == (0, [])


def test_one_slip_is_forgiven_and_said(type_in: Type) -> None:
    said = type_in("find", "okafro")
    assert "Sam Okafor" in said.out
    assert "spelled nearly so" in said.err
    assert "okafor" in said.err


def test_a_private_note_is_found_by_who_wrote_it_only(
    type_in: Type, staffed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = type_in("meetings", "log", "--with", "ana", "--at", "yesterday 3pm", "--json").document["uid"]
    database.open_records(staffed)
    with history.intent("Note", who="dana", at=NOW) as intent:
        private_notes.write(intent, meetings.with_uid(uid).id, "dana", "seems tired")
    database.close_records()
    assert [one["kind"] for one in type_in("find", "tired", "--json").document] == ["private_note"]
    monkeypatch.setattr("getpass.getuser", lambda: "sam")
    assert type_in("find", "tired", "--json").document == []


def test_there_are_no_records_to_find_anything_in(type_in: Type, tmp_path: Path) -> None:
    said = type_in("--database", str(tmp_path / "none.db"), "find", "ana")
    assert said.code == 1
    assert "There are no records" in said.err


def test_the_kinds_of_the_command_are_those_that_there_are() -> None:
    assert tuple(Kind) == find._KINDS


def test_finding_loads_no_screen() -> None:
    script = "import sys, partner_tui.cli.find, partner_tui.records.search; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"textual", "rich", "rapidfuzz", "icalendar", "dateutil"} & set(loaded)
