"""`timeline`: all that ever was with somebody, printed page by page or to the very first."""

from __future__ import annotations

from pathlib import Path

import pytest

from partner_tui.records import database, history, organizations
from partner_tui.records.groups import Affiliation

from ..conftest import NOW
from .conftest import Type

KEYS = ["kind", "entry", "uid", "on", "at", "status", "title", "text", "who", "meeting"]


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """Every test here has the small school, and a partner in whose office Mateo helps."""
    database.open_records(staffed)
    with history.intent("Add Kestrel", who="setup", at=NOW) as intent:
        kestrel = organizations.add(intent, name="Kestrel Labs", kind="business", email="hello@kestrel.example")
        mateo = 4
        intent.insert(Affiliation, person_id=mateo, organization_id=kestrel, title="intern", starts_on=NOW.date())
    database.close_records()


def test_a_person_is_told_from_the_newest_to_the_very_first(type_in: Type) -> None:
    type_in("meetings", "log", "--with", "ana", "--at", "yesterday 10:00", "--summary", "robotics\nand labs")
    type_in("people", "edit", "ana", "--job-title", "Teacher")

    out = type_in("timeline", "ana").out

    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0] == "Tue 24 Nov 2026  09:00  Changed job title: – → Teacher · dana"
    assert "Mon 23 Nov 2026  10:00  Coffee · 20 min" in lines
    assert "                        and labs" in lines
    assert lines[-1] == "Mon 24 Aug 2026         Joined Science"


def test_json_has_stable_keys_and_moments_with_an_offset(type_in: Type) -> None:
    type_in("meetings", "log", "--with", "ana", "--at", "yesterday 10:00")

    entries = type_in("timeline", "ana", "--json").document

    assert all(list(entry) == KEYS for entry in entries)
    (meeting,) = [entry for entry in entries if entry["kind"] == "meetings"]
    assert (meeting["on"], meeting["at"], meeting["status"]) == ("2026-11-23", "2026-11-23T10:00:00-05:00", "held")
    joined = entries[-1]
    assert (joined["entry"], joined["on"], joined["at"]) == ("joined", "2026-08-24", None)


def test_pages_follow_each_other_and_all_has_every_entry(type_in: Type) -> None:
    for number in range(53):
        type_in("people", "edit", "ana", "--phone", f"555-{number:04}")

    first, second = (type_in("timeline", "ana", "--page", str(page), "--json") for page in (1, 2))
    everything = type_in("timeline", "ana", "--all", "--json")

    assert len(first.document) == 50
    assert "--page 2 goes on" in first.err
    assert first.document + second.document == everything.document
    assert second.err == ""
    refused = type_in("timeline", "ana", "--page", "3")
    assert refused.code == 1
    assert "no page 3" in refused.err


def test_a_timeline_is_narrowed_by_kind_and_words(type_in: Type) -> None:
    type_in("meetings", "log", "--with", "ana", "--summary", "robotics")

    assert {one["kind"] for one in type_in("timeline", "ana", "--kind", "meetings", "--json").document} == {"meetings"}
    assert len(type_in("timeline", "ana", "--text", "robot", "--json").document) == 1
    nothing = type_in("timeline", "ana", "--text", "zebra")
    assert (nothing.code, nothing.out) == (0, "")
    assert "Nothing like that" in nothing.err


def test_a_department_and_a_partner_have_a_timeline_too(type_in: Type) -> None:
    assert "Ana Rivera joined" in type_in("timeline", "Science").out
    assert "Mateo García joined · intern" in type_in("timeline", "kestrel").out


def test_show_says_who_belongs_to_a_partner_and_as_what(type_in: Type) -> None:
    assert "Mateo García · intern" in type_in("show", "kestrel").out
    people = type_in("show", "kestrel", "--json").document["people"]
    assert [(one["name"], one["title"]) for one in people] == [("Mateo García", "intern")]


def test_show_has_the_meetings_that_a_partner_took_part_in(type_in: Type) -> None:
    assert type_in("log", "@kestrel call yesterday: two benches", "--yes").code == 0
    assert (
        "Meetings (1)\n  Mon 23 Nov 2026 08:00  held  Call with Kestrel Labs  two benches"
        in type_in("show", "kestrel").out
    )
    (meeting,) = type_in("show", "kestrel", "--json").document["meetings"]
    assert (meeting["kind"], [one["name"] for one in meeting["organizations"]]) == ("call", ["Kestrel Labs"])


def test_the_whole_name_of_a_group_goes_before_a_piece_of_a_persons(type_in: Type) -> None:
    type_in("people", "edit", "ana", "--job-title", "Science teacher")
    type_in("people", "add", "--given-name", "Science", "--family-name", "Fan")

    assert type_in("show", "science", "--json").document["kind"] == "department"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("nobody at all",), 1, "Nobody and nothing"),
        ((" ",), 1, "does not say who"),
        (("ana", "--page", "0"), 2, "counted from 1"),
        (("ana", "--page", "2", "--all"), 2, "do not go together"),
        (("ana", "--kind", "gossip"), 2, "gossip"),
        (("sam",), 1, "could be 2 people"),
    ],
)
def test_what_cannot_be_shown_is_said(type_in: Type, words: tuple[str, ...], code: int, message: str) -> None:
    said = type_in("timeline", *words)

    assert said.code == code
    assert message in said.err
    assert said.out == ""


def test_a_partner_is_among_the_choices_where_its_people_have_its_name_in_their_addresses(type_in: Type) -> None:
    for name in ("Ada", "Bo"):
        type_in("people", "add", "--kind", "community", "--given-name", name, "--email", f"{name}@kestrel.example")
    refused = type_in("timeline", "kestrel")
    assert refused.code == 1
    assert "  Kestrel Labs  Business" in refused.err
    assert "  Ada  community" in refused.err
    assert type_in("timeline", "kestrel labs").code == 0


def test_a_meeting_is_shown_and_has_no_timeline(type_in: Type) -> None:
    uid = type_in("meetings", "log", "--with", "ana", "--json").document["uid"]
    said = type_in("timeline", uid)

    assert said.code == 1
    assert f"partner-tui show {uid}" in said.err


def test_members_of_the_past_are_in_the_timeline(type_in: Type) -> None:
    type_in("groups", "leave", "ana", "science")
    assert "Ana Rivera left" in type_in("timeline", "Science").out
