"""Promises from the command line: kept, settled, listed and counted, as text and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from partner_tui.records import database, groups, history, organizations
from tests.conftest import NOW

from .conftest import Type


@pytest.fixture
def partnered(staffed: Path) -> Path:
    """Return the file of the small school with a partner and a club."""
    database.open_records(staffed)
    with history.intent("Partners", who="setup", at=NOW) as intent:
        organizations.add(intent, name="Harbor Clinic")
        groups.add(intent, kind="club", name="Robotics Club")
    database.close_records()
    return staffed


def promise(type_in: Type, text: str, *words: str) -> dict[str, Any]:
    """Keep a promise; return its document."""
    said = type_in("commitments", "add", "--text", text, *words, "--json")
    assert said.code == 0, said.err
    document: dict[str, Any] = said.document
    return document


def test_a_promise_is_kept_as_people_say_it_and_printed_whole(partnered: Path, type_in: Type) -> None:
    kept = promise(type_in, "intro to Delgado", "--to", "ana", "--due", "fri")
    assert (kept["text"], kept["status"], kept["direction"]) == ("intro to Delgado", "open", "ours")
    assert kept["made_by"] == {"kind": "us", "uid": None, "name": "us"}
    assert (kept["made_to"]["kind"], kept["made_to"]["name"]) == ("person", "Ana Rivera")
    assert kept["made_to"]["person"] == {
        "uid": kept["made_to"]["uid"],
        "kind": "staff",
        "given_name": "Ana",
        "family_name": "Rivera",
    }
    assert (kept["made_on"], kept["due_on"], kept["settled_on"]) == ("2026-11-24", "2026-11-27", None)
    assert (kept["why"], kept["meeting"]) == ("", None)


def test_how_a_day_was_understood_is_said_aside_and_only_the_uid_is_data(partnered: Path, type_in: Type) -> None:
    said = type_in("commitments", "add", "--text", "intro", "--to", "ana", "--due", "fri")
    assert "“fri” is Fri 27 Nov 2026." in said.err
    assert "Promised: intro, to Ana Rivera, due Fri 27 Nov 2026." in said.err
    assert len(said.out.strip()) == 36


@pytest.mark.parametrize("name", ["@harbor", "Harbor Clinic"])
def test_a_partner_makes_a_promise_to_us(partnered: Path, type_in: Type, name: str) -> None:
    made = promise(type_in, "spring dates", "--by", name)
    assert (made["direction"], made["made_by"]["kind"]) == ("theirs", "organization")
    assert made["made_to"]["kind"] == "us"


@pytest.mark.parametrize("name", ["@Harbor Clinic", "harbor clinic", " @harbor clinic"])
def test_the_whole_name_of_a_partner_goes_before_a_longer_one(partnered: Path, type_in: Type, name: str) -> None:
    database.open_records(partnered)
    with history.intent("Another partner", who="setup", at=NOW) as intent:
        organizations.add(intent, name="Harbor Clinic East")
    database.close_records()
    assert promise(type_in, "spring dates", "--by", name)["made_by"]["name"] == "Harbor Clinic"
    assert "Harbor Clinic East" in type_in("commitments", "add", "--text", "x", "--by", "@harbor").err
    assert type_in("timeline", "harbor clinic").code == 0


@pytest.mark.parametrize("name", ["@", "@ ", " "])
def test_who_is_not_named_is_not_the_only_partner_there_is(partnered: Path, type_in: Type, name: str) -> None:
    refused = type_in("commitments", "add", "--text", "spring dates", "--by", name)
    assert refused.code == 1
    assert len(refused.err.splitlines()) == 2
    assert type_in("commitments", "list", "--json").document == []


def test_a_promise_from_a_meeting_was_made_on_its_day(partnered: Path, type_in: Type) -> None:
    meeting = type_in("meetings", "log", "--with", "ana", "--at", "last mon 9:00", "--json").document
    made = promise(type_in, "intro", "--to", "ana", "--meeting", meeting["uid"])
    assert (made["meeting"], made["made_on"]) == (meeting["uid"], "2026-11-23")
    listed = type_in("commitments", "list", "--meeting", meeting["uid"], "--json").document
    assert [one["uid"] for one in listed] == [made["uid"]]


def test_late_due_and_open_promises_are_listed_apart_the_oldest_first(partnered: Path, type_in: Type) -> None:
    for text, due in (("soon", "fri"), ("late", "2026-11-20"), ("now", "today"), ("later", "2026-11-23")):
        promise(type_in, text, "--to", "ana", "--due", due, "--made-on", "2026-11-02")
    promise(type_in, "some day", "--by", "ana")
    type_in("commitments", "kept", "later")

    def listed(*words: str) -> list[str]:
        return [one["text"] for one in type_in("commitments", "list", *words, "--json").document]

    assert listed("--late") == ["late"]
    assert listed("--due") == ["now"]
    assert listed("--late", "--due") == ["late", "now"]
    assert listed("--open") == ["late", "now", "soon", "some day"]
    assert listed("--status", "kept") == ["later"]
    assert listed("--theirs", "--open") == ["some day"]
    assert listed("--ours", "--open", "--limit", "1") == ["late"]
    assert listed("--sort", "text", "--descending", "--open")[0] == "soon"
    for number in ("-1", "0", "few"):
        assert type_in("commitments", "list", "--limit", number).code == 2


@pytest.mark.parametrize(("name", "texts"), [("ana", ["to ana"]), ("@harbor", ["theirs"]), ("Robotics", ["a banner"])])
def test_those_with_somebody_are_listed(partnered: Path, type_in: Type, name: str, texts: list[str]) -> None:
    promise(type_in, "to ana", "--to", "ana")
    promise(type_in, "theirs", "--by", "@harbor")
    promise(type_in, "a banner", "--to", "Robotics Club")
    listed = type_in("commitments", "list", "--with", name, "--json").document
    assert [one["text"] for one in listed] == texts


def test_a_table_says_when_what_and_whose(partnered: Path, type_in: Type) -> None:
    promise(type_in, "intro", "--to", "ana", "--due", "2026-11-22", "--made-on", "2026-11-02")
    out = type_in("commitments", "list").out
    assert "2d late" in out
    assert "to Ana Rivera" in out
    assert "No promises. Keep one with" in type_in("commitments", "list", "--theirs").err


def test_a_promise_is_broken_with_a_word_why_opened_again_and_kept(partnered: Path, type_in: Type) -> None:
    uid = promise(type_in, "intro", "--to", "ana", "--made-on", "2026-11-02")["uid"]
    refused = type_in("commitments", "broken", uid)
    assert (refused.code, refused.out) == (1, "")
    assert "needs a word why" in refused.err
    broken = type_in("commitments", "broken", uid[:8], "--why", "he moved", "--json").document
    assert (broken["status"], broken["why"], broken["settled_on"]) == ("broken", "he moved", "2026-11-24")
    assert type_in("commitments", "reopen", uid, "--json").document["status"] == "open"
    kept = type_in("commitments", "kept", "intro", "--on", "yesterday", "--json").document
    assert (kept["status"], kept["settled_on"]) == ("kept", "2026-11-23")
    assert type_in("undo").code == 0
    assert type_in("commitments", "list", "--json").document[0]["status"] == "open"


def test_a_promise_is_withdrawn_edited_archived_and_restored(partnered: Path, type_in: Type) -> None:
    uid = promise(type_in, "intro", "--to", "ana", "--due", "fri")["uid"]
    edited = type_in(
        "commitments", "edit", uid, "--text", "an intro", "--to", "@harbor", "--due", "", "--json"
    ).document
    assert (edited["text"], edited["made_to"]["name"], edited["due_on"]) == ("an intro", "Harbor Clinic", None)
    gone = type_in("commitments", "withdraw", uid, "--why", "not needed", "--json").document
    assert gone["status"] == "withdrawn"
    assert type_in("commitments", "archive", uid).code == 0
    assert type_in("commitments", "list", "--json").document == []
    assert type_in("commitments", "restore", "an intro").code == 0
    assert len(type_in("commitments", "list", "--json").document) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--text", "x", "--to", "ana", "--due", "2026-11-20"], "before it was made on Tue 24 Nov 2026"),
        (["--text", "", "--to", "ana"], "empty"),
        (["--text", "   ", "--to", "ana"], "empty"),
        (["--text", "x"], "Both sides of the promise are us."),
        (["--text", "x", "--by", "ana", "--to", "Ana Rivera"], "Both sides of the promise are the same."),
        (["--text", "x", "--by", "Robotics Club"], "A group cannot make a promise."),
        (["--text", "x", "--to", "sam"], "could be 2 people"),
        (["--text", "x", "--to", "zorro"], "Nobody and nothing is called “zorro”."),
        (["--text", "x", "--to", "@zorro"], "No organization is “@zorro”."),
        (["--text", "x", "--to", "ana", "--due", "some day"], "some day"),
        (["--text", "x" * 1000, "--to", "ana"], "characters"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    partnered: Path, type_in: Type, words: list[str], said: str
) -> None:
    refused = type_in("commitments", "add", *words)
    assert refused.code == 1
    assert said in refused.err
    assert refused.out == ""
    assert type_in("commitments", "list", "--json").document == []


def test_words_that_are_in_several_promises_offer_the_choices(partnered: Path, type_in: Type) -> None:
    promise(type_in, "intro to Delgado", "--to", "ana")
    promise(type_in, "intro to Rahman", "--to", "ana")
    refused = type_in("commitments", "kept", "intro")
    assert refused.code == 1
    assert "Ana Rivera: intro to Delgado" in refused.err
    assert type_in("commitments", "kept", "delgado").code == 0
    assert "No promise is “nothing”." in type_in("commitments", "kept", "nothing").err
    assert type_in("commitments", "kept", "").code == 1
    assert type_in("commitments", "edit", "delgado").code == 2


def test_kept_rates_count_by_audience_ours_and_theirs(partnered: Path, type_in: Type) -> None:
    made = ("--made-on", "2026-11-02", "--due", "2026-11-10")
    for text in ("a", "b", "c", "d"):
        promise(type_in, text, "--to", "ana", *made)
    type_in("commitments", "kept", "a", "--on", "2026-11-09")
    type_in("commitments", "kept", "b", "--on", "2026-11-12")
    type_in("commitments", "broken", "c", "--why", "forgotten")
    promise(type_in, "e", "--by", "@harbor", "--made-on", "2026-11-02")
    type_in("commitments", "kept", "e")
    rates = {(one["audience"], one["direction"]): one for one in type_in("kept-rates", "--json").document}
    assert len(rates) == 8
    staff = rates["staff", "ours"]
    assert [staff[key] for key in ("kept", "kept_late", "broken", "open_late", "fallen_due", "rate")] == [
        *(2, 1, 1, 1, 4, 0.25)
    ]
    assert rates["partners", "theirs"]["rate"] == 1
    assert rates["families", "ours"]["rate"] is None
    table = type_in("commitments", "rates").out.splitlines()
    assert table[1].split() == ["staff", "ours", "1", "4", "25", "%", "1", "1", "1"]


HYPERLINK = '=HYPERLINK("http://x")'


def test_an_offer_says_how_much_of_what_and_becomes_a_promise(partnered: Path, type_in: Type) -> None:
    offered = promise(
        type_in, HYPERLINK, "--by", "@harbor", "--kind", "offer", "--quantity", "$1,250.50", "--contribution", "Funds"
    )
    assert [offered[key] for key in ("kind", "quantity", "unit", "contribution")] == [
        *("offer", "1250.5", "money", "funds")
    ]
    made = ("--quantity", "12", "--unit", "hours", "--made-on", "2026-10-01", "--due", "2026-10-02")
    asked = promise(type_in, "mentors", "--to", "@harbor", "--kind", "ask", *made)
    assert (asked["quantity"], asked["unit"], asked["direction"]) == ("12", "hours", "ours")
    table = type_in("commitments", "list").out
    assert f"{HYPERLINK}, $1,250.50" in table.replace("'=", "=")
    assert "offered by Harbor Clinic" in table
    assert "mentors, 12 hours" in table
    assert [one["text"] for one in type_in("commitments", "list", "--kind", "offer", "--json").document] == [HYPERLINK]
    assert type_in("commitments", "list", "--contribution", "funds", "--json").document == [offered]
    assert type_in("commitments", "list", "--late", "--json").document == []
    assert type_in("today", "--json").document["commitments"] == []
    edited = type_in("commitments", "edit", "mentors", "--kind", "promise", "--quantity", "", "--json").document
    assert [edited[key] for key in ("kind", "quantity", "unit")] == ["promise", None, None]
    assert len(type_in("commitments", "list", "--late", "--json").document) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--quantity", "12"], "It is said how many, and not of what."),
        (["--unit", "hours"], "It is not said how many hours."),
        (["--quantity", "many", "--unit", "hours"], "“many” is not an amount."),
        (["--quantity", "12 cows"], "“12 cows” says no unit that is known."),
        (["--quantity", "0", "--unit", "items"], "cannot be 0"),
    ],
)
def test_an_amount_that_cannot_be_is_said_and_nothing_is_written(
    partnered: Path, type_in: Type, words: list[str], said: str
) -> None:
    refused = type_in("commitments", "add", "--text", "x", "--to", "@harbor", *words)
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert type_in("commitments", "list", "--json").document == []


@pytest.mark.parametrize("words", [["commitments", "add"], ["commitments", "list"], ["kept-rates"], ["goals", "add"]])
def test_help_shows_an_example(type_in: Type, words: list[str]) -> None:
    said = type_in(*words, "--help")
    assert "example:\n  partner-tui" in said.out
