"""Planning, holding and taking back meetings from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Type

MEETING_KEYS = [
    "uid",
    "kind",
    "status",
    "starts_at",
    "minutes",
    "timezone",
    "summary",
    "place",
    "participants",
    "organizations",
]


@pytest.fixture(autouse=True)
def _school(staffed: Path) -> None:
    """Every test here has the small school."""


def test_a_planned_coffee_is_printed_with_the_offset_of_its_own_zone(type_in: Type) -> None:
    said = type_in("meetings", "add", "--with", "ana", "--at", "tomorrow 3pm for 25m", "--place", "library", "--json")

    assert said.code == 0
    assert list(said.document) == MEETING_KEYS
    assert said.document["starts_at"] == "2026-11-25T15:00:00-05:00"
    assert (said.document["status"], said.document["kind"], said.document["minutes"]) == ("planned", "coffee", 25)
    (participant,) = said.document["participants"]
    assert participant["part"] == "guest"
    assert participant["came"] is None
    assert participant["person"]["family_name"] == "Rivera"
    assert list(participant["person"]) == ["uid", "kind", "given_name", "family_name"]
    assert "“tomorrow 3pm for 25m” is Wed 25 Nov 2026 15:00." in said.err


def test_a_meeting_elsewhere_keeps_the_time_of_that_place(type_in: Type) -> None:
    said = type_in(
        "meetings", "add", "--with", "ana", "--at", "tomorrow 3pm", "--timezone", "Europe/Berlin", "--json", "--force"
    )

    assert said.document["starts_at"] == "2026-11-25T15:00:00+01:00"


def test_names_stand_in_one_option_or_in_several(type_in: Type) -> None:
    said = type_in(
        "meetings", "add", "--with", "ana, sam okafor", "--with", "Taylor, Sam", "--host", "mateo",
        "--at", "tomorrow 9", "--json",
    )  # fmt: skip

    parts = {(one["person"]["family_name"], one["part"]) for one in said.document["participants"]}
    assert parts == {("Rivera", "guest"), ("Okafor", "guest"), ("Taylor", "guest"), ("García", "host")}


def test_a_name_that_fits_two_people_is_refused_and_both_are_listed(type_in: Type) -> None:
    said = type_in("meetings", "add", "--with", "sam", "--at", "tomorrow 9")

    assert said.code == 1
    assert said.out == ""
    assert "Sam Okafor" in said.err
    assert "Sam Taylor" in said.err


def test_a_closed_school_is_said_before_saving_and_force_saves(type_in: Type) -> None:
    refused = type_in("meetings", "add", "--with", "ana", "--at", "thu 9am")
    assert refused.code == 1
    assert "closed on Thu 26 Nov 2026: Thanksgiving" in refused.err
    assert type_in("meetings", "list", "--json").document == []

    saved = type_in("meetings", "add", "--with", "ana", "--at", "thu 9am", "--force")
    assert saved.code == 0
    assert "Thanksgiving" in saved.err


def test_a_clash_is_said_before_saving(type_in: Type) -> None:
    type_in("meetings", "add", "--with", "ana", "--at", "tomorrow 9", "--minutes", "30")

    refused = type_in("meetings", "add", "--with", "sam okafor", "--at", "tomorrow 9:20", "--json")

    assert refused.code == 1
    assert "clashes with Coffee with Ana Rivera" in refused.err
    assert type_in("meetings", "add", "--with", "sam okafor", "--at", "tomorrow 9:30").code == 0


def test_a_time_that_the_clocks_skip_is_said_before_saving(type_in: Type) -> None:
    refused = type_in("meetings", "add", "--with", "ana", "--at", "2027-03-14 2:30am")

    assert refused.code == 1
    assert "2:30 does not exist on 14 March 2027" in refused.err


def test_what_is_no_time_says_how_to_write_one(type_in: Type) -> None:
    said = type_in("meetings", "add", "--with", "ana", "--at", "blurg")

    assert said.code == 1
    assert "blurg" in said.err
    assert "tomorrow 3pm" in said.err


def test_a_planned_meeting_is_found_by_the_name_of_its_guest_and_logged(type_in: Type) -> None:
    planned = type_in("meetings", "add", "--with", "ana", "--at", "today 8am", "--json").document

    held = type_in("meetings", "log", "ana", "--summary", "robotics club", "--json")

    assert held.document["uid"] == planned["uid"]
    assert held.document["status"] == "held"
    assert held.document["summary"] == "robotics club"
    assert [one["came"] for one in held.document["participants"]] == [True]


def test_a_chat_that_was_not_planned_is_logged_in_one_line(type_in: Type) -> None:
    said = type_in(
        "meetings", "log", "--with", "ana, mateo", "--at", "yesterday 9", "--did-not-come", "mateo", "--json"
    )

    assert said.document["starts_at"] == "2026-11-23T09:00:00-05:00"
    assert {one["person"]["given_name"]: one["came"] for one in said.document["participants"]} == {
        "Ana": True,
        "Mateo": False,
    }


def test_without_a_time_a_chat_was_just_now(type_in: Type) -> None:
    said = type_in("meetings", "log", "--with", "ana", "--json")

    assert said.document["starts_at"] == "2026-11-24T09:00:00-05:00"


def test_what_is_still_to_come_cannot_have_been_held(type_in: Type) -> None:
    said = type_in("meetings", "log", "--with", "ana", "--at", "tomorrow 9")

    assert said.code == 1
    assert "still to come" in said.err


def test_a_moved_meeting_keeps_its_time_where_only_a_day_is_said(type_in: Type) -> None:
    type_in("meetings", "add", "--with", "ana", "--at", "tomorrow 10:15")

    said = type_in("meetings", "move", "ana", "--at", "fri", "--json")

    assert said.document["starts_at"] == "2026-11-27T10:15:00-05:00"


def test_who_was_cancelled_on_comes_first(type_in: Type) -> None:
    type_in("meetings", "add", "--with", "taylor", "--at", "tomorrow 10:15")
    cancelled = type_in("meetings", "cancel", "taylor", "--json")

    first = type_in("next", "--json").document[0]

    assert cancelled.document["status"] == "cancelled"
    assert first["family_name"] == "Taylor"
    assert first["reasons"][0].startswith("cancelled on")


def test_a_missed_meeting_says_that_nobody_came(type_in: Type) -> None:
    type_in("meetings", "add", "--with", "ana", "--at", "today 8am")

    said = type_in("meetings", "missed", "ana", "--json")

    assert said.document["status"] == "missed"
    assert [one["came"] for one in said.document["participants"]] == [False]


def test_an_edit_changes_what_is_named_and_keeps_the_rest(type_in: Type) -> None:
    uid = type_in("meetings", "add", "--with", "ana", "--at", "tomorrow 9", "--place", "library").out.strip()

    said = type_in("meetings", "edit", uid[:8], "--with", "ana, mateo", "--minutes", "1h", "--json")

    assert said.document["minutes"] == 60
    assert said.document["place"] == "library"
    assert len(said.document["participants"]) == 2
    assert type_in("meetings", "edit", uid).code == 2


def test_a_private_note_is_shown_to_its_author_and_in_no_export(type_in: Type) -> None:
    type_in("meetings", "log", "--with", "ana", "--private-note", "between us", "--summary", "robotics")

    uid = type_in("meetings", "list", "--json").document[0]["uid"]

    assert "between us" in type_in("show", uid).out
    for words in (("export", "calendar"), ("export", "meetings"), ("meetings", "list", "--json")):
        said = type_in(*words)
        assert "between us" not in said.out
        assert "robotics" in said.out


def test_meetings_are_listed_by_person_and_day(type_in: Type) -> None:
    for day, who in (("wed", "ana"), ("fri", "ana"), ("mon", "sam okafor")):
        type_in("meetings", "add", "--with", who, "--at", f"{day} 9")

    listed = type_in("meetings", "list", "--who", "ana", "--from", "thu", "--to", "fri", "--json").document

    assert [one["starts_at"] for one in listed] == ["2026-11-27T09:00:00-05:00"]
    assert "Coffee with Sam Okafor" in type_in("meetings", "list").out


def test_an_archived_meeting_is_out_of_the_list_until_it_is_restored(type_in: Type) -> None:
    uid = type_in("meetings", "add", "--with", "ana", "--at", "tomorrow 9").out.strip()

    type_in("meetings", "archive", uid)
    assert type_in("meetings", "list", "--json").document == []
    type_in("meetings", "restore", uid)
    assert len(type_in("meetings", "list", "--json").document) == 1


def test_the_last_three_things_are_undone_one_by_one_and_redone(type_in: Type) -> None:
    type_in("meetings", "add", "--with", "ana", "--at", "today 8am")
    type_in("meetings", "log", "ana")
    type_in("people", "add", "--given-name", "Noor")

    assert type_in("undo", "--json").document == {"undone": "Add Noor"}
    assert type_in("undo", "--json").document == {"undone": "Log coffee with Ana Rivera"}
    assert type_in("meetings", "list", "--json").document[0]["status"] == "planned"
    assert type_in("undo").out == "Undone: Plan coffee with Ana Rivera\n"
    assert type_in("undo").code == 1
    assert type_in("redo", "--json").document == {"redone": "Plan coffee with Ana Rivera"}


def test_today_asks_whether_a_planned_meeting_that_is_past_happened(type_in: Type) -> None:
    type_in("meetings", "add", "--with", "ana", "--at", "today 8am")
    type_in("meetings", "add", "--with", "sam okafor", "--at", "tomorrow 8am")

    document = type_in("today", "--json").document
    shown = type_in("today")

    assert [one["status"] for one in document["did_it_happen"] + document["coming_up"]] == ["planned", "planned"]
    assert "did it happen?" in shown.out
    assert "tomorrow  08:00" in shown.out
