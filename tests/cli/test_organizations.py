"""Partners from the command line: added, moved a stage with a reason, their people, tags, words and whole story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from partner_tui.records import commitments, database
from partner_tui.records.sides import US, Side, SideKind
from tests.offers import HOSTILE, TODAY, contact, offered, partner, person, placed, save, worked

from .conftest import Type


@pytest.fixture
def partnered(staffed: Path) -> Path:
    """Return a school with a clinic of two people, a student of whom works there, and two hostile names."""
    from partner_tui.records import people

    database.open_records(staffed)
    clinic = partner("Harbor Clinic", kind="health_provider", sector="health_science")
    lee = contact("Lee Park", clinic, title="shop lead")
    contact("Kim Roe", clinic)
    opening = offered(clinic, supervisor_id=lee)
    (placement,) = placed(opening, people.named("mateo").id, target_minutes=600)
    worked(placement, TODAY.replace(day=3), 150, "approved")
    sides = {"made_by": US, "made_to": Side(SideKind.ORGANIZATION, clinic)}
    save(lambda intent: commitments.add(intent, text="send the MOU", made_on=TODAY, due_on=TODAY, **sides))
    for name in HOSTILE:
        partner(name)
    database.close_records()
    return staffed


def names(type_in: Type, *words: str) -> list[str]:
    return [one["name"] for one in type_in("organizations", "list", *words, "--json").document]


def add(type_in: Type, name: str, *words: str) -> Any:
    said = type_in("organizations", "add", "--name", name, *words, "--json")
    assert said.code == 0, said.err
    return said.document


def test_a_partner_is_added_with_all_that_is_known_and_found_by_each_of_it(partnered: Path, type_in: Type) -> None:
    made = add(
        type_in, "First Bank", "--kind", "Business", "--sector", "finance", "--size", "10_49", "--depth", "core",
        "--owner", "ana", "--cadence", "4", "--stage", "act", "--since", "2026-10-01", "--why", "they came",
        "--tag", "wants interns", "--website", "https://bank.example",
    )  # fmt: skip
    assert (made["kind"], made["stage"], made["since"]) == ("business", "active", "2026-10-01")
    assert (made["owner"]["name"], made["cadence_weeks"], made["tags"]) == ("Ana Rivera", 4, ["wants interns"])
    for words in (
        ("--stage", "active"), ("--kind", "business"), ("--sector", "Finance"), ("--owner", "rivera"),
        ("--tag", "Wants Interns"), ("--text", "bank"),
    ):  # fmt: skip
        assert names(type_in, *words) == ["First Bank"]
    assert "First Bank" not in names(type_in, "--owner", "nobody")
    assert names(type_in, "--sort", "stage", "--descending", "--limit", "1") == ["First Bank"]
    changed = type_in("organizations", "edit", "first bank", "--owner", "", "--cadence", "", "--size", "", "--json")
    assert [changed.document[name] for name in ("owner", "cadence_weeks", "size")] == [None, None, None]
    assert type_in("organizations", "edit", "bank").code == 2
    assert type_in("undo").code == 0
    assert type_in("organizations", "show", "bank", "--json").document["owner"]["name"] == "Ana Rivera"


def test_a_second_partner_of_the_same_name_is_told(partnered: Path, type_in: Type) -> None:
    said = type_in("organizations", "add", "--name", "harbor CLINIC")
    assert said.code == 0
    assert "There is another Harbor Clinic, identified: " in said.err


def test_a_kind_that_stands_in_no_list_is_kept_and_told(partnered: Path, type_in: Type) -> None:
    said = type_in("organizations", "add", "--name", "Ferry", "--kind", "Nautical")
    assert "“Nautical” is in no list of words" in said.err
    assert names(type_in, "--kind", "Nautical") == ["Ferry"]
    refused = type_in("organizations", "list", "--kind", "buisness")
    assert refused.code == 1
    assert "No word of that list is “buisness”." in refused.err
    assert "nonprofit" in refused.err


def test_a_partnership_moves_a_stage_with_a_reason(partnered: Path, type_in: Type) -> None:
    moved = type_in("organizations", "stage", "harbor", "agreeing", "--why", "asked for a draft", "--on", "yesterday")
    assert "Harbor Clinic is agreeing since 2026-11-23." in moved.err
    again = type_in("organizations", "stage", "harbor", "agreeing", "--why", "again")
    assert "Nothing was different" in again.err
    (span,) = type_in("show", "harbor", "--json").document["stages"]
    assert (span["stage"], span["why"]) == ("agreeing", "asked for a draft")
    assert type_in("organizations", "stage", "harbor", "active").code == 2
    assert type_in("undo").code == 0
    assert type_in("organizations", "list", "--stage", "agreeing", "--json").document == []


@pytest.mark.parametrize(
    "words",
    [
        ("stage", "harbor", "blooming", "--why", "x"),
        ("add", "--name", "Ferry", "--stage", "blooming"),
        ("list", "--stage", "blooming"),
    ],
)
def test_a_stage_that_does_not_exist_is_refused_with_those_that_do(
    partnered: Path, type_in: Type, words: tuple[str, ...]
) -> None:
    before = type_in("organizations", "list", "--json").document
    refused = type_in("organizations", *words)
    assert refused.code == 1
    assert "“blooming” is not a stage." in refused.err
    assert "identified, contacted, exploring" in refused.err
    assert ("Nothing was written." in refused.err) == (words[0] != "list")
    assert type_in("organizations", "list", "--json").document == before


def test_a_stage_to_come_is_refused(partnered: Path, type_in: Type) -> None:
    refused = type_in("organizations", "stage", "harbor", "active", "--why", "x", "--on", "2027-01-01")
    assert refused.code == 1
    assert "still to come" in refused.err


def test_people_come_to_a_partner_and_leave_it(partnered: Path, type_in: Type) -> None:
    made = type_in(
        "organizations", "contacts", "add", "harbor", "--given-name", "Lou", "--email", "Lou@harbor.example",
        "--title", "owner", "--since", "oct 1", "--primary", "--json",
    )  # fmt: skip
    assert [(one["name"], one["title"], one["primary"]) for one in made.document] == [("Lou", "owner", True)]
    listed = type_in("organizations", "contacts", "list", "harbor", "--json").document
    assert [one["name"] for one in listed] == ["Lou", "Lee Park", "Kim Roe"]
    left = type_in("organizations", "contacts", "leave", "harbor", "lou", "--on", "yesterday")
    assert "Nobody is called first there now." in left.err
    assert type_in("organizations", "contacts", "add", "harbor", "kim").code == 1
    assert type_in("organizations", "contacts", "add", "harbor").code == 2
    assert type_in("organizations", "contacts", "add", "harbor", "sam okafor", "mateo").code == 0
    listed = type_in("organizations", "contacts", "list", "harbor", "--ended").out
    assert all(name in listed for name in ("Lou", "2026-11-23", "Sam Okafor", "Mateo García"))
    assert "first" in type_in("organizations", "contacts", "primary", "harbor", "kim").err
    assert "Nobody is called first" in type_in("organizations", "contacts", "primary", "harbor", "").err


def test_two_primary_contacts_are_refused_and_the_first_stays(partnered: Path, type_in: Type) -> None:
    assert type_in("organizations", "contacts", "primary", "harbor", "lee").code == 0
    for words in (("primary", "harbor", "kim", "lee"), ("add", "harbor", "ana", "sam taylor", "--primary")):
        refused = type_in("organizations", "contacts", *words)
        assert refused.code == 1
        assert "Harbor Clinic can have one primary contact, not 2" in refused.err
        assert "Nothing was written." in refused.err
    listed = type_in("organizations", "contacts", "list", "harbor", "--json").document
    assert [(one["name"], one["primary"]) for one in listed] == [("Lee Park", True), ("Kim Roe", False)]


def test_who_left_is_not_called_first(partnered: Path, type_in: Type) -> None:
    type_in("organizations", "contacts", "leave", "harbor", "kim", "--on", "2026-10-01")
    refused = type_in("organizations", "contacts", "primary", "harbor", "kim")
    assert refused.code == 1
    assert "Kim Roe left Harbor Clinic on 2026-10-01." in refused.err
    assert "Ana Rivera does not belong" in type_in("organizations", "contacts", "primary", "harbor", "ana").err


def test_the_story_of_a_partner_has_all_that_belongs_to_it(partnered: Path, type_in: Type) -> None:
    type_in("agreements", "add", "--partner", "harbor", "--kind", "mou", "--ends", "2026-12-24",
            "--signed-by-school", "2026-07-01", "--signed-by-partner", "2026-07-01")  # fmt: skip
    type_in("organizations", "edit", "harbor", "--owner", "ana")
    told = type_in("show", "harbor").out
    assert told == type_in("organizations", "show", "harbor").out
    for said in (
        "identified since Tue 24 Nov 2026", "Ana Rivera", "Health provider", "2 h 30 min approved",
        "1 placed now, 1 in all", "Lee Park · shop lead", "MOU · notice · 30 days left",
        "send the MOU · to Harbor Clinic · today", "Front desk · job · 1 of 2 places left · blocked · Make a",
        "Mateo García (09) · Front desk · active · 2.5 of 10 h", "owner: – → Ana Rivera",
    ):  # fmt: skip
        assert said in told
    document = type_in("show", "harbor", "--json").document
    assert (document["approved_minutes"], document["submitted_minutes"]) == (150, 0)
    assert [one["days_left"] for one in document["agreements"]] == [30]
    assert [(one["left"], one["readiness"]["state"]) for one in document["openings"]] == [(1, "blocked")]
    assert [one["text"] for one in document["promises"]] == ["send the MOU"]
    assert [one["student"]["given_name"] for one in document["placements"]] == ["Mateo"]


def test_names_that_are_no_formula_and_no_markup_come_out_as_they_were_typed(partnered: Path, type_in: Type) -> None:
    for name in HOSTILE:
        made = ("organizations", "contacts", "add", name, "--given-name", name, "--title", name, "--primary")
        assert type_in(*made).code == 0
        assert type_in("organizations", "tag", name, name).code == 0
        assert type_in("organizations", "stage", name, "active", "--why", name).code == 0
        story = type_in("organizations", "show", name, "--json").document
        assert (story["name"], story["tags"], story["stages"][-1]["why"]) == (name, [name], name)
        assert (story["people"][0]["name"], story["primary_contact"]["name"]) == (name, name)
        assert type_in("organizations", "show", name).out.count(name) > 4
        assert names(type_in, "--tag", name) == [name]
    listed = type_in("organizations", "list").out
    assert all(name in listed for name in HOSTILE)


def test_tags_are_put_on_once_and_taken_off(partnered: Path, type_in: Type) -> None:
    assert "Tags of Harbor Clinic: paid, quiet." in type_in("organizations", "tag", "harbor", "quiet", "paid").err
    assert "Nothing was different." in type_in("organizations", "tag", "harbor", "Quiet").err
    assert "Tags of Harbor Clinic: paid." in type_in("organizations", "untag", "harbor", "QUIET").err


def test_partners_are_put_away_and_brought_back_together(partnered: Path, type_in: Type) -> None:
    assert type_in("organizations", "archive", "hyperlink", "nope").code == 1
    refused = type_in("organizations", "archive", "hyperlink", "harbor")
    assert refused.code == 1
    assert "Mateo García is placed at Harbor Clinic." in refused.err
    assert "Nothing was written." in refused.err
    assert names(type_in, "--archived") == []
    assert type_in("organizations", "archive", "hyperlink", "møller").code == 0
    assert names(type_in, "--archived") == list(HOSTILE)
    assert type_in("organizations", "restore", "hyperlink", "møller").code == 0
    assert names(type_in, "--archived") == []


def test_a_school_changes_its_words(partnered: Path, type_in: Type) -> None:
    made = type_in("words", "add", "sector", "Film & [games]", "--json").document
    assert (made["code"], made["own"]) == ("film_games", True)
    assert type_in("words", "rename", "sector", "film_games", HOSTILE[1], "--json").document["label"] == HOSTILE[1]
    add(type_in, "Studio", "--sector", HOSTILE[1])
    assert names(type_in, "--sector", "film_games") == ["Studio"]
    assert HOSTILE[1] in type_in("organizations", "list").out
    assert type_in("words", "archive", "sector", "film_games").code == 0
    assert names(type_in, "--sector", "film_games") == ["Studio"]
    assert "film_games" not in type_in("words", "list", "sector").out
    assert [one["code"] for one in type_in("words", "list", "--archived", "--json").document] == ["film_games"]
    assert type_in("words", "restore", "sector", "film_games").code == 0
    refused = type_in("words", "add", "sector", "finance")
    assert refused.code == 1
    assert "“Finance” is in the list already. " not in refused.err
    assert "Nothing was written." in refused.err
    assert type_in("words", "rename", "sector", "nope", "x").code == 1
    assert type_in("words", "list", "colours").code == 2


def test_when_a_partner_is_silent_or_stuck_is_a_setting_of_the_school(partnered: Path, type_in: Type) -> None:
    assert type_in("settings", "set", "partner_weeks", "4", "--json").document == {"partner_weeks": 4}
    refused = type_in("settings", "set", "smallest-group", "1")
    assert (refused.code, "Write a number from 2 to 50." in refused.err) == (1, True)
    shown = type_in("settings", "--json").document
    assert [shown[name] for name in ("partner_weeks", "stage_weeks", "smallest_group")] == [4, 8, 10]


def test_an_owner_is_of_the_staff_whoever_else_is_called_so(partnered: Path, type_in: Type) -> None:
    database.open_records(partnered)
    person("Sam Taylor Young")
    person("Ana Rivers")
    database.close_records()
    said = type_in("organizations", "edit", "harbor", "--owner", "riv", "--json")
    assert said.document["owner"]["name"] == "Ana Rivera"
    refused = type_in("organizations", "edit", "harbor", "--owner", "mateo")
    assert refused.code == 1
    assert "Mateo García is not of the staff." in refused.err
    assert "Nothing was written." in refused.err
    several = type_in("organizations", "edit", "harbor", "--owner", "sam")
    assert several.code == 1
    assert "Sam Okafor" in several.err
    assert "Young" not in several.err


def test_a_move_without_a_reason_is_refused(partnered: Path, type_in: Type) -> None:
    refused = type_in("organizations", "stage", "harbor", "active", "--why", " ")
    assert refused.code == 1
    assert "It is not said why." in refused.err
    assert "Nothing was written." in refused.err
    assert type_in("organizations", "show", "harbor", "--json").document["stage"] == "identified"
