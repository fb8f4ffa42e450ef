"""Every word that was ever written is found by whoever may read it, however it is typed, and nobody else's notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.records import (
    agreements,
    commitments,
    database,
    goals,
    groups,
    history,
    meetings,
    openings,
    organizations,
    people,
    private_notes,
    prompts,
    questions,
    search,
)
from partner_tui.records.commitments import Side, SideKind
from partner_tui.records.connection import RecordsFile
from partner_tui.records.found import Found, Kind
from partner_tui.records.meetings import Attendance
from tests.conftest import NOW, WHO, ZONE

TODAY = NOW.date()


@dataclass(frozen=True)
class School:
    """The ids of what is in the school."""

    ana: int
    lukasz: int
    science: int
    delgado: int
    coffee: int


@pytest.fixture
def school(records: RecordsFile) -> School:
    """Return what is in a school in which everything has words of its own."""
    with history.intent("Fill the school", who="setup", at=NOW) as intent:
        ana = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera", job_title="Science Teacher")
        lukasz = people.add(intent, kind="student", given_name="Łukasz", family_name="O'Brien-Øberg")
        people.add(intent, kind="staff", given_name="Aylin", family_name="Yılmaz")
        people.add(intent, kind="family", given_name="Jörg", family_name="Straße", email="jorg@strasse.example")
        science = groups.add(intent, kind="department", name="Science")
        delgado = organizations.add(intent, name="Delgado Bakery", kind="business", address="22 Market Street")
        coffee = meetings.add(
            intent,
            attendance=[Attendance(ana)],
            starts_at=NOW - timedelta(days=1),
            timezone=ZONE,
            place="library",
            summary="Wants to start a robotics club.\nHas a greenhouse at home.",
        )
        commitments.add(
            intent, text="lend the kiln", made_by=commitments.US, made_to=_person(ana), made_on=TODAY, meeting_id=coffee
        )
        commitments.add(
            intent, text="bring bread", made_by=_organization(delgado), made_to=commitments.US, made_on=TODAY
        )
        agreements.add(
            intent,
            organization_id=delgado,
            kind="insurance",
            notes="covers the dough mixers",
            document="https://x.example/oven-policy",
        )
        agreements.add(intent, organization_id=delgado, kind="mou", title="Flour for knowledge")
        openings.add(
            intent,
            organization_id=delgado,
            title="Morning helper",
            kind="internship",
            starts_on=TODAY,
            requirements="Closed shoes, and a food-handler card.",
        )
        goals.add(intent, person_id=ana, text="learn Portuguese", heard_on=TODAY, meeting_id=coffee)
        questions.add(intent, person_id=ana, text="how is the trombone?", raised_on=TODAY)
        [prompt, *_] = prompts.listing(prompts.PromptFilter())
        prompts.answer(
            intent, prompt_id=prompt, person_id=ana, asked_on=TODAY, text="the lighthouse", meeting_id=coffee
        )
        private_notes.write(intent, coffee, WHO, "seems tired of the marimba")
        private_notes.write(intent, coffee, "sam", "wants to leave; saw a therapist")
    return School(ana, lukasz, science, delgado, coffee)


def _person(person_id: int) -> Side:
    return Side(SideKind.PERSON, person_id)


def _organization(organization_id: int) -> Side:
    return Side(SideKind.ORGANIZATION, organization_id)


def found(text: str, who: str = WHO) -> list[Found]:
    return search.find(text, who=who)


def titles(text: str, who: str = WHO) -> list[str]:
    return [one.title for one in found(text, who)]


def marked(one: Found) -> list[str]:
    return [one.snippet.text[start:end] for start, end in one.snippet.marks]


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("rivera", Kind.PERSON, "Ana Rivera"),
        ("science", Kind.GROUP, "Science"),
        ("bakery", Kind.ORGANIZATION, "Delgado Bakery"),
        ("market street", Kind.ORGANIZATION, "Delgado Bakery"),
        ("mixers", Kind.AGREEMENT, "Insurance certificate with Delgado Bakery"),
        ("oven policy", Kind.AGREEMENT, "Insurance certificate with Delgado Bakery"),
        ("insurance", Kind.AGREEMENT, "Insurance certificate with Delgado Bakery"),
        ("flour", Kind.AGREEMENT, "Flour for knowledge with Delgado Bakery"),
        ("morning helper", Kind.OPENING, "Morning helper at Delgado Bakery"),
        ("food handler", Kind.OPENING, "Morning helper at Delgado Bakery"),
        ("robotics", Kind.MEETING, "Coffee with Ana Rivera"),
        ("library", Kind.MEETING, "Coffee with Ana Rivera"),
        ("kiln", Kind.COMMITMENT, "We promised Ana Rivera"),
        ("bread", Kind.COMMITMENT, "Delgado Bakery promised us"),
        ("portuguese", Kind.GOAL, "Goal of Ana Rivera"),
        ("trombone", Kind.QUESTION, "To ask Ana Rivera"),
        ("marimba", Kind.PRIVATE_NOTE, "Your note on coffee with Ana Rivera"),
    ],
)
def test_whatever_was_written_is_found_as_what_it_is(school: School, text: str, kind: Kind, title: str) -> None:
    assert (kind, title) in [(one.kind, one.title) for one in found(text)]


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("ana robotics", Kind.MEETING, "Coffee with Ana Rivera"),
        ("greenhouse rivera", Kind.MEETING, "Coffee with Ana Rivera"),
        ("start robot rivera", Kind.MEETING, "Coffee with Ana Rivera"),
        ("kiln ana", Kind.COMMITMENT, "We promised Ana Rivera"),
        ("delgado bread", Kind.COMMITMENT, "Delgado Bakery promised us"),
        ("delgado mou", Kind.AGREEMENT, "Flour for knowledge with Delgado Bakery"),
        ("bakery internship", Kind.OPENING, "Morning helper at Delgado Bakery"),
        ("ana portug", Kind.GOAL, "Goal of Ana Rivera"),
        ("trombone rivera", Kind.QUESTION, "To ask Ana Rivera"),
    ],
)
def test_a_name_and_a_word_find_what_was_said_with_them(school: School, text: str, kind: Kind, title: str) -> None:
    assert [(one.kind, one.title) for one in found(text) if not one.near] == [(kind, title)]


def test_a_name_and_a_word_find_nothing_that_was_said_with_others(school: School) -> None:
    assert found("aylin robotics") == []
    assert found("lukasz kiln") == []


def test_an_answer_is_found_with_its_question(school: School) -> None:
    [answer] = found("lighthouse")
    assert answer.kind is Kind.ANSWER
    assert answer.title.startswith("Ana Rivera: ")
    assert marked(answer) == ["lighthouse"]


def test_what_was_found_knows_where_it_lives(school: School) -> None:
    [promise], [bread], [goal], [note] = found("kiln"), found("bread"), found("portuguese"), found("marimba")
    assert (promise.person_id, promise.meeting_id, promise.at) == (school.ana, school.coffee, TODAY)
    assert (bread.organization_id, bread.person_id, bread.meeting_id) == (school.delgado, None, None)
    assert (goal.person_id, goal.meeting_id) == (school.ana, school.coffee)
    assert (note.meeting_id, note.at) == (school.coffee, NOW - timedelta(days=1))
    assert [one.group_id for one in found("science") if one.kind is Kind.GROUP] == [school.science]


@pytest.mark.parametrize(
    "text", ["lukasz", "LUK", "obrien", "o'brien", "o’brien", "oberg", "øberg", "Oberg Lukasz", "ob łu"]
)
def test_a_name_is_found_however_its_letters_are_typed(school: School, text: str) -> None:
    assert titles(text) == ["Łukasz O'Brien-Øberg"]


@pytest.mark.parametrize(
    ("text", "name"), [("yilmaz", "Aylin Yılmaz"), ("strasse", "Jörg Straße"), ("jorg", "Jörg Straße")]
)
def test_letters_without_their_dots_and_strokes_find_the_name(school: School, text: str, name: str) -> None:
    assert titles(text) == [name]


def test_two_words_must_be_in_one_record_in_any_order(school: School) -> None:
    assert titles("club robot") == titles("robot club") == ["Coffee with Ana Rivera"]
    assert titles("robotics kiln") == []


@pytest.mark.parametrize("text", ["robtics", "robotcis", "robootics", "rpbotics", "tobotics", "obotics", "robotisc"])
def test_one_slip_of_the_finger_is_forgiven(school: School, text: str) -> None:
    [meeting] = found(text)
    assert (meeting.kind, meeting.near) == (Kind.MEETING, True)
    assert marked(meeting) == ["robotics"]


@pytest.mark.parametrize("text", ["rbtcs", "wobotixs", "xyzzy"])
def test_two_slips_are_not(school: School, text: str) -> None:
    assert found(text) == []


def test_a_slip_in_the_beginning_of_a_word_is_forgiven_while_it_is_typed(school: School) -> None:
    assert titles("rivr") == ["Ana Rivera"]
    assert titles("ana rivr") == ["Ana Rivera"]


def test_what_has_the_very_word_comes_before_what_is_spelled_nearly_so(school: School) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Zoe", family_name="Riveri")
    assert [(one.title, one.near) for one in found("riveri")] == [("Zoe Riveri", False), ("Ana Rivera", True)]
    findings = search.search("riveri", who=WHO)
    assert findings.slips == ("rivera",)
    assert findings.counts == {Kind.PERSON: search.Count(2)}


def test_where_much_is_found_nobody_looks_for_slips(school: School) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        for number in range(12):
            people.add(intent, kind="student", given_name=f"Zoe{number}", family_name="Riveri")
    assert "Ana Rivera" not in titles("riveri")


def test_numbers_are_taken_as_they_are_typed(school: School) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="student", given_name="Mia", identifier="S100234")
    assert titles("s100234") == ["Mia"]
    assert titles("s100235") == []


def test_nobody_finds_the_private_notes_of_another(school: School) -> None:
    assert [one.kind for one in found("therapist", who="sam")] == [Kind.PRIVATE_NOTE]
    for text in ("therapist", "therapis", "therapits", "leave", "saw"):
        assert found(text, who=WHO) == []
        assert found(text, who="") == []
    assert found("marimba", who="sam") == []
    assert [one.kind for one in found("marimab", who=WHO)] == [Kind.PRIVATE_NOTE]
    assert found("marimab", who="sam") == []


def test_no_word_of_a_private_note_is_in_any_index(school: School, records: RecordsFile) -> None:
    tables = [name for (name,) in database.select("SELECT name FROM sqlite_master WHERE type = 'table'")]
    holding = []
    for table in tables:
        columns = [row[1] for row in database.select(f"SELECT * FROM pragma_table_info('{table}')")]
        there = " OR ".join(f'instr(CAST("{column}" AS TEXT), ?)' for column in columns)
        if database.select(f'SELECT 1 FROM "{table}" WHERE {there} LIMIT 1', ["therapist"] * len(columns)):
            holding.append(table)
    assert set(holding) <= {"private_notes", "changes"}, "changes shows a note to its author only"


def test_a_private_note_is_found_by_folded_words_in_any_order(school: School) -> None:
    assert titles("MARIMBA tir") == ["Your note on coffee with Ana Rivera"]


def test_what_was_put_away_is_found_last_and_says_so(school: School) -> None:
    with history.intent("Add and archive", who=WHO, at=NOW) as intent:
        old = people.add(intent, kind="staff", given_name="Aaron", family_name="Rivera")
        intent.archive(people.Person, old, 1)
    assert [(one.title, one.archived) for one in found("rivera")] == [("Ana Rivera", False), ("Aaron Rivera", True)]


def test_whole_words_come_before_beginnings_of_words(school: School) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Anabel", family_name="Abbot")
    assert titles("ana")[:2] == ["Ana Rivera", "Anabel Abbot"]


def test_who_is_called_so_comes_before_whose_job_is(school: School) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        people.add(intent, kind="staff", given_name="Bo", family_name="Abbot", job_title="Riverside Coach")
    assert titles("riv") == ["Ana Rivera", "Bo Abbot"]


def test_a_short_name_is_found_among_thousands_that_begin_so(records: RecordsFile) -> None:
    many = [{"kind": "student", "given_name": "Alexander", "family_name": f"Number{one}"} for one in range(700)]
    with history.intent("Import", who=WHO, at=NOW) as intent:
        intent.insert_many(people.Person, many)
        people.add(intent, kind="staff", given_name="Al", family_name="Zander")
    findings = search.search("al", who=WHO)
    assert findings.found[0].title == "Al Zander"
    assert findings.counts == {Kind.PERSON: search.Count(search.LIMIT, more=True)}
    assert findings.more


def test_of_what_was_said_the_newest_comes_first(school: School) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        for days, text in ((9, "robotics first"), (3, "robotics then")):
            meetings.add(
                intent,
                attendance=[Attendance(school.lukasz)],
                starts_at=NOW - timedelta(days=days),
                timezone=ZONE,
                summary=text,
            )
    assert [(NOW - one.at).days for one in found("robotics") if isinstance(one.at, datetime)] == [1, 3, 9]


def test_what_was_changed_is_found_as_it_is_now(school: School) -> None:
    with history.intent("Rename", who=WHO, at=NOW) as intent:
        people.edit(intent, school.ana, 1, family_name="Okafor")
    assert titles("ana rivera") == []
    assert titles("ana okafor") == ["Ana Okafor"]
    history.undo(who=WHO, at=NOW)
    assert titles("ana rivera") == ["Ana Rivera"]


def test_only_some_kinds_are_found_where_only_those_are_wanted(school: School) -> None:
    assert {one.kind for one in search.find("science", who=WHO)} == {Kind.PERSON, Kind.GROUP}
    assert {one.kind for one in search.find("science", who=WHO, kinds=[Kind.GROUP])} == {Kind.GROUP}


def test_no_more_of_a_kind_are_told_than_wanted_but_all_are_counted(school: School) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        for number in range(7):
            people.add(intent, kind="student", given_name=f"Zoe{number}")
    findings = search.search("zoe", who=WHO, limit_per_kind=3)
    assert len(findings.found) == 3
    assert findings.total == 7
    assert not findings.more


def test_a_search_that_nobody_waits_for_ends(school: School) -> None:
    asked = []

    def is_wanted() -> bool:
        asked.append(True)
        return len(asked) < 3

    assert len(search.search("a", who=WHO, is_wanted=is_wanted).found) <= 3


def test_read_only_records_are_searched_with_slips_forgiven(school: School, records: RecordsFile) -> None:
    path = records.path
    database.close_records()
    opened = database.open_records(path, read_only=True)
    assert titles("robtics") == ["Coffee with Ana Rivera"]
    assert opened.pragma("query_only") == 1


def test_a_search_leaves_nothing_in_the_file(school: School, records: RecordsFile) -> None:
    before = database.select("SELECT name FROM sqlite_master ORDER BY name")
    assert titles("robtics")
    assert database.select("SELECT name FROM sqlite_master ORDER BY name") == before


NASTY = [
    "",
    " ",
    '"',
    "*",
    "NEAR(",
    "search_text:x",
    "%",
    "a OR b",
    "-ana",
    "(",
    "^a",
    "+",
    "\0",
    "\ud800",
    "½",
    "> > >",
    "🎓",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_breaks_a_search(school: School, text: str) -> None:
    search.find(text, who=WHO)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.sampled_from(["", "rivera ", "robtics "]))
def test_any_text_may_be_searched_for(school: School, text: str, before: str) -> None:
    for one in search.find(before + text, who=WHO):
        assert len(one.snippet.text) <= 80
        assert all(0 <= start < end <= len(one.snippet.text) for start, end in one.snippet.marks)


def test_a_whole_book_may_be_searched_for(school: School) -> None:
    assert found("word " * 100_000) == []
    assert found("w" * 100_000) == []


def test_kinds_come_in_the_order_in_which_they_are_shown(school: School) -> None:
    order = [one.kind for one in found("a")]
    assert order == sorted(order, key=list(Kind).index)


def test_a_kind_that_has_the_very_word_comes_before_those_that_have_nearly_it(school: School) -> None:
    with history.intent("Add a goal", who=WHO, at=NOW) as intent:
        goals.add(intent, person_id=school.lukasz, text="start robotica", heard_on=TODAY)
    assert [(one.kind, one.near) for one in found("robotica")] == [(Kind.GOAL, False), (Kind.MEETING, True)]
