"""A timeline has everything that ever was with a person, a partner or a group, newest first, page by page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partner_tui.records import (
    commitments,
    database,
    groups,
    history,
    meetings,
    members,
    organizations,
    people,
    private_notes,
    timeline,
    words,
)
from partner_tui.records.commitments import US, Side, SideKind
from partner_tui.records.connection import RecordsFile
from partner_tui.records.meetings import Attendance
from partner_tui.records.timeline import Entry, EntryKind, Reading, Subject, SubjectKind
from partner_tui.records.words import WordList
from tests.conftest import NOW, WHO, ZONE
from tests.records.stories import LOCAL, TODAY, Story, at, day, meet, reading, tell_partnership, tell_story


@pytest.fixture
def story(records: RecordsFile) -> Story:
    return tell_story()


def titles(wanted: Reading) -> list[str]:
    return [entry.title for entry in everything(wanted)]


def everything(wanted: Reading, limit: int = 200) -> list[Entry]:
    found: list[Entry] = []
    page = timeline.page(wanted, limit=limit)
    found += page.entries
    while page.following is not None:
        page = timeline.page(wanted, page.following, limit)
        found += page.entries
    return found


def test_a_person_has_everything_in_one_line_of_time_to_the_very_first(story: Story) -> None:
    assert titles(reading(story.of("tam"))) == [
        "Lunch · planned",
        "Joined Science",
        "Hired as Science teacher · Science",
        "Changed kind, job title, in rotation and joined on",
        "Left Kestrel Labs · chemist",
        "Coffee · cancelled",
        "Coffee · missed",
        "Asked again: How was the move?",
        "Goal reached: run a robotics club",
        "Promise kept: show the labs",
        "Tam Ito promised us: send the syllabus",
        "Interview with Ana Rivera · 45 min",
        "Private note: a bit nervous",
        "“The students” to: What excites you about working here?",
        "Goal: run a robotics club",
        "To carry on: How was the move?",
        "We promised Tam Ito: show the labs",
        "Candidate for Science teacher · Science",
        "Added to the records: Begin",
        "Joined Kestrel Labs · chemist",
    ]


def test_a_partner_has_its_stages_agreements_openings_and_students(story: Story) -> None:
    tell_partnership(story)
    kestrel = story.of("kestrel")

    assert titles(reading(kestrel, EntryKind.STAGES)) == [
        "Stage: contacted → active",
        "Stage: identified → contacted",
    ]
    assert titles(reading(kestrel, EntryKind.AGREEMENTS)) == [
        "MOU “Science for all” ends",
        "Clearance of Tam Ito issued",
        "MOU “Science for all” started",
        "MOU “Science for all” signed",
    ]
    assert titles(reading(kestrel, EntryKind.OPENINGS)) == [
        "Opening ends: Lab helper",
        "Opening: Lab helper · internship · 2 places",
    ]
    assert titles(reading(kestrel, EntryKind.PLACEMENTS)) == [
        "Mateo García starts: Lab helper",
        "Tam Ito ended early: Lab helper",
        "Tam Ito started: Lab helper",
    ]
    to_come, ended, _ = everything(reading(kestrel, EntryKind.PLACEMENTS))
    assert to_come.status == "to_come"
    assert (ended.status, ended.said) == ("ended_early", "moved away")
    assert ended.about.placement_id is not None
    assert everything(reading(kestrel, EntryKind.STAGES))[0].said == "first students"


def test_a_student_has_where_they_were_placed_and_how_it_ended(story: Story) -> None:
    tell_partnership(story)
    tam = story.of("tam")

    assert titles(reading(tam, EntryKind.PLACEMENTS)) == [
        "Ended early at Kestrel Labs · Lab helper",
        "Started at Kestrel Labs · Lab helper",
    ]
    assert titles(reading(tam, EntryKind.AGREEMENTS)) == ["Clearance issued · Kestrel Labs"]
    assert titles(reading(tam, text="helper moved")) == titles(reading(tam, EntryKind.PLACEMENTS))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("exploring", []),
        ("first students", ["Stage: contacted → active"]),
        ("mou", ["MOU “Science for all” ends", "MOU “Science for all” started", "MOU “Science for all” signed"]),
        ("goggles", ["Opening ends: Lab helper", "Opening: Lab helper · internship · 2 places"]),
        ("garcia", ["Mateo García starts: Lab helper"]),
    ],
)
def test_a_partners_timeline_is_narrowed_by_the_words_of_what_was_agreed(
    story: Story, text: str, found: list[str]
) -> None:
    tell_partnership(story)
    assert titles(reading(story.of("kestrel"), text=text)) == found


def test_changes_of_a_partner_say_names_and_labels_and_no_numbers_or_codes(story: Story) -> None:
    with history.intent("Rename", who=WHO, at=NOW) as intent:
        words.edit(intent, WordList.SECTOR, "health_science", 0, label="Health")
    values = {"owner_id": story.ana, "sector": "health_science"}
    with history.intent("Edit", who=WHO, at=NOW) as intent:
        organizations.edit(intent, story.kestrel, 1, **values)
        organizations.edit(intent, story.kestrel, 2, kind="nonprofit", cadence_weeks=4)
    told = titles(reading(story.of("kestrel"), EntryKind.CHANGES))

    assert "Changed owner: – → Ana Rivera; sector: – → Health" in told
    assert "Changed kind: Business → Nonprofit; cadence weeks: – → 4 school weeks" in told


def test_days_and_moments_are_those_of_the_school(story: Story) -> None:
    by_title = {entry.title: entry for entry in everything(reading(story.of("tam")))}
    interview = by_title["Interview with Ana Rivera · 45 min"]
    assert (interview.day, interview.at) == (day(-20), at(-20))
    kept = by_title["Promise kept: show the labs"]
    assert (kept.day, kept.at) == (day(-10), None)
    assert "due Mon 9 Nov 2026" in kept.said
    assert interview.said == "Loves the labs"
    assert interview.about.meeting_id == story.interview
    assert by_title["Goal: run a robotics club"].meeting_uid == meetings.get(story.interview).uid


def test_changes_say_what_was_what_before_and_who_did_it(story: Story) -> None:
    (changed, added) = everything(reading(story.of("tam"), EntryKind.CHANGES))
    assert changed.who == WHO
    assert "kind: community → staff" in changed.said
    assert "joined on: – → Tue 24 Nov 2026" in changed.said
    assert "in rotation: no → yes" in changed.said
    assert (added.status, added.who) == ("added", "setup")


def test_a_change_by_somebody_in_the_records_says_their_name(story: Story) -> None:
    ana = people.get(story.ana)
    with history.intent("Edit", who=ana.uid, at=NOW) as intent:
        people.edit(intent, story.tam, people.get(story.tam).version, phone="555-0100")
    newest = everything(reading(story.of("tam"), EntryKind.CHANGES))[0]
    assert (newest.title, newest.who) == ("Changed phone: – → 555-0100", "Ana Rivera")


def test_what_was_taken_back_is_not_in_the_timeline(story: Story) -> None:
    before = titles(reading(story.of("tam")))
    history.undo(who=WHO, at=NOW)
    after = titles(reading(story.of("tam")))
    assert "Hired as Science teacher · Science" not in after
    assert not any("Changed" in title for title in after)
    history.redo(who=WHO, at=NOW)
    assert titles(reading(story.of("tam"))) == before


def test_private_notes_are_there_only_for_who_wrote_them(story: Story) -> None:
    mine = reading(story.of("tam"), EntryKind.NOTES)
    assert [entry.said for entry in everything(mine)] == ["a bit nervous"]
    others = reading(story.of("tam"), who="somebody else")
    assert not any("nervous" in entry.title + entry.said for entry in everything(others))
    code = timeline.listing(mine)[0]
    assert timeline.rows(reading(story.of("tam"), who="somebody else"), [code]) == {}


def test_a_held_meeting_to_which_somebody_did_not_come_is_in_their_timeline(story: Story) -> None:
    with history.intent("Log", who=WHO, at=NOW) as intent:
        attendance = [Attendance(story.ana, came=True), Attendance(story.tam, came=False)]
        meetings.add(intent, attendance=attendance, starts_at=at(-2), timezone=ZONE, status="held")
    assert "Coffee with Ana Rivera · 20 min · did not come" in titles(reading(story.of("tam")))
    assert "Coffee with Tam Ito · 20 min" in titles(reading(story.of("ana")))


def test_an_organization_has_its_people_their_meetings_while_they_were_there_and_its_promises(story: Story) -> None:
    assert titles(reading(story.of("kestrel"))) == [
        "Tam Ito left · chemist",
        "Coffee with Tam Ito · cancelled",
        "Coffee with Tam Ito · missed",
        "Kestrel Labs promised us: lend two microscopes",
        "Interview with Tam Ito and Ana Rivera · 45 min",
        "Private note: a bit nervous",
        "Added to the records: Begin",
        "Tam Ito joined · chemist",
    ]


def test_a_department_has_its_members_its_candidates_and_its_promises(story: Story) -> None:
    with history.intent("Promise", who=WHO, at=NOW) as intent:
        to = Side(SideKind.GROUP, story.science)
        commitments.add(intent, text="two more sinks", made_by=US, made_to=to, made_on=day(-3))
    assert titles(reading(story.of("science"))) == [
        "Lunch with Tam Ito · planned",
        "Tam Ito joined",
        "Tam Ito: hired as Science teacher",
        "We promised Science: two more sinks",
        "Interview with Tam Ito and Ana Rivera · 45 min",
        "Private note: a bit nervous",
        "Tam Ito: candidate for Science teacher",
        "Added to the records: Begin",
        "Ana Rivera joined · head",
    ]


@pytest.mark.parametrize("what", ["tam", "kestrel", "science"])
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_have_each_entry_once_in_the_order_of_the_whole_list(story: Story, what: str, limit: int) -> None:
    wanted = reading(story.of(what))
    codes = [entry.code for entry in everything(wanted, limit)]
    assert codes == list(timeline.listing(wanted))
    assert len(set(codes)) == len(codes)
    rows = timeline.rows(wanted, codes)
    assert [rows[code] for code in codes] == everything(wanted)


def test_a_page_and_the_rows_of_a_window_are_one_query_each(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = reading(story.of("tam"))
    codes = timeline.listing(wanted)
    asked: list[str] = []
    for name in ("select", "pages"):
        read = getattr(database, name)

        def counted(query: str, values: Any = (), read: Any = read) -> Any:
            asked.append(query)
            return read(query, values)

        monkeypatch.setattr(database, name, counted)
    timeline.page(wanted)
    timeline.rows(wanted, codes)
    timeline.listing(wanted)
    assert len(asked) == 3


@pytest.mark.parametrize("kind", list(EntryKind))
def test_a_timeline_can_be_narrowed_to_one_kind(story: Story, kind: EntryKind) -> None:
    tell_partnership(story)
    whose = "tam" if kind in timeline.kinds(SubjectKind.PERSON) else "kestrel"
    found = everything(reading(story.of(whose), kind))
    assert found
    assert {timeline.KINDS[entry.source] for entry in found} == {kind}


def test_kinds_that_a_group_never_has_are_not_offered_and_find_nothing(story: Story) -> None:
    assert EntryKind.GOALS not in timeline.kinds(SubjectKind.GROUP)
    assert EntryKind.CANDIDACIES not in timeline.kinds(SubjectKind.ORGANIZATION)
    assert everything(reading(story.of("science"), EntryKind.GOALS)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("robotics", ["Goal reached: run a robotics club", "Goal: run a robotics club"]),
        ("LABS loves", ["Interview with Ana Rivera · 45 min"]),
        ("cancelled", ["Coffee · cancelled"]),
        ("kestrel", ["Left Kestrel Labs · chemist", "Joined Kestrel Labs · chemist"]),
        ("nowhere", []),
        ("'\"%_ ; drop", []),
        ("!!!", []),
    ],
)
def test_a_timeline_can_be_narrowed_by_words(story: Story, text: str, found: list[str]) -> None:
    assert titles(reading(story.of("tam"), text=text)) == found


def test_words_are_found_without_their_accents_and_capitals(story: Story) -> None:
    with history.intent("Ask Éloïse to visit", who=WHO, at=NOW) as intent:
        private_notes.write(intent, story.interview, WHO, "SEHR NERVÖS")
        people.edit(intent, story.tam, people.get(story.tam).version, pronouns="they")
    assert titles(reading(story.of("tam"), text="nervos")) == ["Private note: SEHR NERVÖS"]
    assert titles(reading(story.of("tam"), text="eloise")) == ["Changed pronouns: – → they"]


def test_what_is_put_away_is_not_in_the_timeline(story: Story) -> None:
    with history.intent("Archive", who=WHO, at=NOW) as intent:
        intent.archive(meetings.Meeting, story.interview, 1)
    told = titles(reading(story.of("tam")))
    assert not any("Interview" in title or "nervous" in title for title in told)
    assert "We promised Tam Ito: show the labs" in told


def test_somebody_who_belongs_since_nobody_knows_when_says_so(story: Story) -> None:
    with history.intent("Join", who=WHO, at=NOW) as intent:
        groups.join(intent, story.ana, groups.add(intent, kind="club", name="Chess"))
    (joined,) = [one for one in everything(reading(story.of("ana"))) if "Chess" in one.title]
    assert (joined.title, joined.said) == ("Belongs to Chess", "since when, nobody noted")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/New_York"])
@pytest.mark.parametrize("month", [1, 7])
def test_days_stand_in_order_in_every_zone_and_season(records: RecordsFile, zone: str, month: int) -> None:
    local = ZoneInfo(zone)
    with history.intent("Add", who=WHO, at=NOW) as intent:
        ana = people.add(intent, kind="staff", given_name="Ana")
        for number in range(10, 14):
            for hour in (0, 12, 23):
                starts_at = datetime(2026, month, number, hour, 30, tzinfo=local)
                meetings.add(intent, attendance=[Attendance(ana)], starts_at=starts_at, timezone=zone)
            groups.join(
                intent, ana, groups.add(intent, kind="club", name=f"{number}"), starts_on=date(2026, month, number)
            )
    wanted = Reading(Subject(SubjectKind.PERSON, ana), WHO, datetime(2026, 12, 1, tzinfo=local))
    days = [entry.day for entry in everything(wanted) if entry.day.month == month]
    assert days == sorted(days, reverse=True)
    assert len(days) == 16


@settings(max_examples=20, deadline=None)
@given(moments=st.lists(st.integers(-3, 3), max_size=12), limit=st.integers(1, 5))
def test_entries_of_one_moment_are_never_lost_between_pages(
    tmp_path_factory: pytest.TempPathFactory, moments: list[int], limit: int
) -> None:
    database.create_records(tmp_path_factory.mktemp("ties") / "ties.db")
    with history.intent("Add", who=WHO, at=NOW) as intent:
        ana = people.add(intent, kind="staff", given_name="Ana")
        for away in moments:
            meet(intent, [ana], away, status="held")
            commitments.add(intent, text="x", made_by=US, made_to=Side(SideKind.PERSON, ana), made_on=day(away))
    wanted = Reading(Subject(SubjectKind.PERSON, ana), WHO, LOCAL)
    paged = [entry.code for entry in everything(wanted, limit)]
    assert paged == list(timeline.listing(wanted))
    assert len(paged) == len(moments) * 2 + 1
    database.close_records()


def test_those_with_a_title_are_named_first_among_who_belongs_to_it(story: Story) -> None:
    rows, total = members.of_group(story.science, TODAY)
    assert [(row.name, row.title) for row in rows] == [("Ana Rivera", "head"), ("Tam Ito", "")]
    assert total == 2
    assert members.of_organization(story.kestrel, TODAY) == ([], 0)
    rows, total = members.of_organization(story.kestrel, TODAY - timedelta(days=5))
    assert [(row.name, row.title, row.since) for row in rows] == [("Tam Ito", "chemist", date(2020, 1, 5))]
    assert members.of_group(story.science, TODAY, limit=1)[1] == 2


def test_names_and_words_stay_as_they_were_typed(records: RecordsFile) -> None:
    with history.intent("Add", who=WHO, at=NOW) as intent:
        ana = people.add(intent, kind="staff", given_name="[b]A'\"n{a}")
        meet(intent, [ana, people.add(intent, kind="staff", given_name="O'\"[/]")], -1, status="held")
    assert titles(reading(Subject(SubjectKind.PERSON, ana)))[-1] == "Coffee with O'\"[/] · 20 min"
