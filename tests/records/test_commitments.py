"""A promise has two sides and a day, is late without anybody doing anything, and is settled with a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partner_tui.errors import DatabaseError, FieldError, NotFound, StaleRecord
from partner_tui.records import (
    commitments,
    database,
    groups,
    history,
    kept_rates,
    meetings,
    organizations,
    people,
    retold,
    search_index,
)
from partner_tui.records.commitments import US, CommitmentFilter, CommitmentStatus, Direction, Side, SideKind
from partner_tui.records.connection import RecordsFile
from partner_tui.records.kept_rates import Audience, KeptRate
from tests.conftest import NOW, WHO, ZONE

TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
OPEN, KEPT, BROKEN, WITHDRAWN = CommitmentStatus


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.fixture
def school(records: RecordsFile) -> dict[str, Side]:
    """Return Ana and Delgado (staff), Mia (student), Rosa (family), Kim of a clinic, the clinic, and three groups."""
    with history.intent("Start", who=WHO, at=NOW) as intent:
        names = {"ana": "staff", "delgado": "staff", "mia": "student", "rosa": "family", "kim": "community"}
        sides = {
            name: Side(SideKind.PERSON, people.add(intent, kind=kind, given_name=name.capitalize()))
            for name, kind in names.items()
        }
        for name, kind in (("science", "department"), ("robotics", "club"), ("parents", "family_group")):
            sides[name] = Side(SideKind.GROUP, groups.add(intent, kind=kind, name=name.capitalize()))
        sides["clinic"] = Side(SideKind.ORGANIZATION, organizations.add(intent, name="Harbor Clinic"))
    return sides


def promise(text: str, made_by: Side, made_to: Side, **values: Any) -> int:
    with history.intent(f"Promise {text}", who=WHO, at=NOW) as intent:
        values = {"made_on": day(-30)} | values
        return commitments.add(intent, text=text, made_by=made_by, made_to=made_to, **values)


def settle(promised: int, status: CommitmentStatus, on: date | None = TODAY, why: str = "because") -> None:
    with history.intent("Settle", who=WHO, at=NOW) as intent:
        commitments.settle(intent, promised, commitments.get(promised).version, status, on, why)


def edit(promised: int, **values: Any) -> None:
    with history.intent("Edit", who=WHO, at=NOW) as intent:
        commitments.edit(intent, promised, commitments.get(promised).version, **values)


def found(**wanted: Any) -> list[str]:
    ids = commitments.listing(CommitmentFilter(**wanted))
    rows = commitments.rows(ids)
    return [rows[one].text for one in ids]


def refused(field: str, call: Callable[[], object]) -> FieldError:
    with pytest.raises(FieldError) as raised:
        call()
    assert raised.value.field == field
    assert raised.value.message.endswith(".")
    assert raised.value.hint
    return raised.value


def queries(call: Callable[[], object]) -> int:
    """Return how many queries a call makes, those of the search index inside SQLite not counted."""
    statements: list[str] = []
    handle = database.current().handle()
    handle.set_trace_callback(statements.append)
    call()
    handle.set_trace_callback(None)
    return sum(not one.startswith("--") for one in statements)


class TestWhoPromisedWhom:
    def test_a_promise_names_both_sides_and_the_meeting_it_was_made_in(self, school: dict[str, Side]) -> None:
        with history.intent("Log coffee", who=WHO, at=NOW) as intent:
            attendance = [meetings.Attendance(school["ana"].id or 0)]
            coffee = meetings.add(intent, attendance=attendance, starts_at=NOW, timezone=ZONE)
        one = promise("intro to Delgado", US, school["ana"], meeting_id=coffee, due_on=TOMORROW)
        row = commitments.get(one)
        assert (row.made_by.name, row.made_by.uid, row.made_to.name) == ("us", "", "Ana")
        assert row.made_to.uid == people.get(school["ana"].id or 0).uid
        assert row.meeting_uid == meetings.get(coffee).uid
        assert (row.made_on, row.due_on, row.status) == (day(-30), TOMORROW, OPEN)
        assert commitments.with_uid(row.uid[:8]) == row
        assert found(meeting_id=coffee) == ["intro to Delgado"]

    @pytest.mark.parametrize(
        ("made_by", "made_to"),
        [
            ("us", "ana"),
            ("us", "clinic"),
            ("us", "robotics"),
            ("ana", "us"),
            ("clinic", "us"),
            ("kim", "ana"),
            ("clinic", "robotics"),
            ("ana", "clinic"),
        ],
    )
    def test_anybody_can_promise_anybody_else(self, school: dict[str, Side], made_by: str, made_to: str) -> None:
        sides = school | {"us": US}
        row = commitments.get(promise("it", sides[made_by], sides[made_to]))
        assert row.made_by.side == sides[made_by]
        assert row.made_to.side == sides[made_to]
        assert row.direction is (Direction.OURS if made_by == "us" else Direction.THEIRS)

    def test_a_promise_to_oneself_is_refused_in_words(self, school: dict[str, Side]) -> None:
        for side in (US, school["ana"], school["clinic"]):
            refused("made_to", lambda side=side: promise("it", side, side))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        assert found() == []

    def test_a_group_cannot_make_a_promise_but_can_be_made_one(self, school: dict[str, Side]) -> None:
        refused("made_by", lambda: promise("it", school["robotics"], US))
        assert commitments.get(promise("it", US, school["robotics"])).made_to.name == "Robotics"

    def test_a_side_without_anybody_is_refused(self, school: dict[str, Side]) -> None:
        refused("made_to", lambda: promise("it", US, Side(SideKind.PERSON)))
        refused("made_by", lambda: promise("it", Side(SideKind.US, 1), school["ana"]))

    def test_another_side_can_be_chosen_later_and_the_old_one_is_gone(self, school: dict[str, Side]) -> None:
        one = promise("it", US, school["ana"])
        edit(one, made_to=school["clinic"])
        assert commitments.get(one).made_to.name == "Harbor Clinic"
        edit(one, made_by=school["ana"])
        assert commitments.get(one).made_by.name == "Ana"
        refused("made_to", lambda: edit(one, made_to=school["ana"]))
        assert commitments.get(one).made_to.name == "Harbor Clinic"

    def test_a_promise_without_a_word_or_with_too_many_is_refused(self, school: dict[str, Side]) -> None:
        refused("text", lambda: promise("  ", US, school["ana"]))
        refused("text", lambda: promise("x" * 301, US, school["ana"]))
        assert len(commitments.get(promise("x" * 300, US, school["ana"])).text) == 300

    @pytest.mark.parametrize(
        "columns",
        [
            {"by_us": 1, "to_us": 1},
            {"by_us": 0, "to_us": 1},
            {"by_us": 1, "to_us": 0},
            {"by_us": 1, "to_person_id": 1, "to_group_id": 1},
            {"by_person_id": 1, "to_person_id": 1},
            {"by_organization_id": 1, "to_organization_id": 1},
            {"by_us": 1, "to_person_id": 1, "due_on": "2026-10-01"},
            {"by_us": 1, "to_person_id": 1, "status": "kept"},
            {"by_us": 1, "to_person_id": 1, "settled_on": "2026-11-24"},
            {"by_us": 1, "to_person_id": 1, "status": "kept", "settled_on": "2026-10-01"},
        ],
    )
    def test_the_records_themselves_refuse_what_cannot_be(
        self, school: dict[str, Side], columns: dict[str, object]
    ) -> None:
        with pytest.raises(DatabaseError, match="refuse"), history.intent("I", who=WHO, at=NOW) as intent:
            intent.insert(commitments.Commitment, text="it", made_on="2026-10-25", **columns)


class TestDays:
    def test_a_promise_due_before_it_was_made_is_refused_and_says_both_days(self, school: dict[str, Side]) -> None:
        error = refused("due_on", lambda: promise("it", US, school["ana"], made_on=TODAY, due_on=YESTERDAY))
        assert "Mon 23 Nov 2026" in error.message
        assert "Tue 24 Nov 2026" in error.message
        one = promise("it", US, school["ana"], made_on=YESTERDAY, due_on=YESTERDAY)
        refused("due_on", lambda: edit(one, due_on=day(-2)))
        refused("due_on", lambda: edit(one, made_on=TODAY))
        edit(one, made_on=TODAY, due_on=TODAY)
        assert commitments.get(one).due_on == TODAY

    def test_a_year_that_nobody_means_is_refused(self, school: dict[str, Side]) -> None:
        refused("due_on", lambda: promise("it", US, school["ana"], due_on=date(1820, 1, 1)))

    def test_late_and_due_promises_are_told_apart_oldest_first_in_both_directions(
        self, school: dict[str, Side]
    ) -> None:
        promise("later", US, school["ana"], due_on=TOMORROW)
        promise("today", US, school["ana"], due_on=TODAY)
        promise("yesterday", school["ana"], US, due_on=YESTERDAY)
        promise("last week", US, school["clinic"], due_on=day(-7))
        promise("some day", US, school["ana"])
        done = promise("done", US, school["ana"], due_on=day(-7))
        settle(done, KEPT)
        texts = {row.id: row.text for row in commitments.rows(commitments.listing(CommitmentFilter())).values()}
        assert [texts[one] for one in commitments.late(TODAY)] == ["last week", "yesterday"]
        assert [texts[one] for one in commitments.due(TODAY)] == ["today"]
        assert found(status=OPEN) == ["last week", "yesterday", "today", "later", "some day"]
        rows = commitments.rows(commitments.late(TODAY))
        assert [row.days_late(TODAY) for row in rows.values()] in ([1, 7], [7, 1])
        assert commitments.get(done).days_late(TODAY) == 7

    def test_a_promise_that_was_put_away_is_not_late(self, school: dict[str, Side]) -> None:
        one = promise("it", US, school["ana"], due_on=YESTERDAY)
        with history.intent("Archive", who=WHO, at=NOW) as intent:
            intent.archive(commitments.Commitment, one, 1)
        assert not commitments.late(TODAY)
        assert found() == []
        assert found(archived=True) == ["it"]


class TestSettling:
    def test_a_kept_promise_needs_no_word_and_a_broken_or_withdrawn_one_does(self, school: dict[str, Side]) -> None:
        for status in (BROKEN, WITHDRAWN):
            one = promise("it", US, school["ana"])
            error = refused("why", lambda one=one, status=status: settle(one, status, why=" "))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
            assert status in error.message
            settle(one, status, why="the bus was cancelled")
            assert commitments.get(one).why == "the bus was cancelled"
        one = promise("it", US, school["ana"])
        settle(one, KEPT, why="")
        row = commitments.get(one)
        assert (row.status, row.settled_on, row.why) == (KEPT, TODAY, "")

    def test_a_settled_promise_has_its_day_and_an_open_one_has_none(self, school: dict[str, Side]) -> None:
        one = promise("it", US, school["ana"])
        refused("settled_on", lambda: settle(one, KEPT, None))
        refused("settled_on", lambda: settle(one, KEPT, day(-31)))
        settle(one, KEPT)
        settle(one, OPEN, why="")
        row = commitments.get(one)
        assert (row.status, row.settled_on, row.why) == (OPEN, None, "")

    def test_one_undo_takes_a_settling_back_and_one_redo_brings_it_forward(self, school: dict[str, Side]) -> None:
        one = promise("it", US, school["ana"])
        settle(one, BROKEN, why="no time")
        history.undo(who=WHO, at=NOW)
        assert commitments.get(one).status is OPEN
        history.redo(who=WHO, at=NOW)
        assert commitments.get(one).why == "no time"
        history.undo(who=WHO, at=NOW)
        history.undo(who=WHO, at=NOW)
        with pytest.raises(NotFound):
            commitments.get(one)

    def test_two_people_who_settle_the_same_promise_differently_see_both_versions(
        self, school: dict[str, Side]
    ) -> None:
        one = promise("it", US, school["ana"])
        settle(one, KEPT)
        with pytest.raises(StaleRecord) as raised, history.intent("Settle", who="lee", at=NOW) as intent:
            commitments.settle(intent, one, 1, BROKEN, TODAY, "no time")
        assert raised.value.theirs["status"] == "kept"
        assert commitments.get(one).status is KEPT

    def test_the_story_of_a_promise_is_told_with_names(self, school: dict[str, Side]) -> None:
        promise("share the form", US, school["ana"])
        (told,), _ = retold.of_intent(history.recent(1)[0].id, WHO)
        assert (told.what, told.name, told.did) == ("promise", "share the form", "added")
        assert told.columns["to_person_id"] == (None, "Ana")


class TestFinding:
    def test_promises_are_found_by_their_words_the_word_why_and_both_names(self, school: dict[str, Side]) -> None:
        promise("share the grant form", US, school["robotics"])
        promise("spring dates", school["clinic"], US)
        one = promise("café visit", school["kim"], school["ana"])
        settle(one, BROKEN, why="snow day")
        assert found(text="grant") == found(text="robot") == ["share the grant form"]
        assert found(text="harbor") == found(text="DATES spring") == ["spring dates"]
        assert found(text="cafe") == found(text="snow") == found(text="kim") == found(text="ana") == ["café visit"]
        assert found(text="nobody") == found(text="***") == []

    def test_a_persons_promises_are_those_by_them_and_to_them(self, school: dict[str, Side]) -> None:
        promise("by ana", school["ana"], US, due_on=TODAY)
        promise("to ana", US, school["ana"], due_on=TOMORROW)
        promise("to the clinic", US, school["clinic"])
        promise("to the club", US, school["robotics"])
        assert found(person_id=school["ana"].id) == ["by ana", "to ana"]
        assert found(organization_id=school["clinic"].id) == ["to the clinic"]
        assert found(group_id=school["robotics"].id) == ["to the club"]
        assert found(direction=Direction.THEIRS) == ["by ana"]
        assert found(direction=Direction.OURS, due_before=day(2)) == ["to ana"]
        assert found(sort="text", descending=True)[0] == "to the club"

    @pytest.mark.parametrize("sort", sorted(commitments.SORTS))
    def test_every_order_has_every_promise(self, school: dict[str, Side], sort: str) -> None:
        for text in ("b", "a", "c"):
            promise(text, US, school["ana"])
        for descending in (False, True):
            assert sorted(found(sort=sort, descending=descending)) == ["a", "b", "c"]

    def test_a_long_list_costs_no_more_queries_than_a_short_one(self, school: dict[str, Side]) -> None:
        for number in range(30):
            promise(f"promise {number}", US, school["ana" if number % 2 else "clinic"], due_on=TODAY)
        ids = commitments.listing(CommitmentFilter())
        assert queries(lambda: commitments.rows(ids)) == queries(lambda: commitments.rows(ids[:1])) == 1
        assert queries(lambda: commitments.listing(CommitmentFilter(text="promise"))) == 1
        assert queries(lambda: commitments.kept_rate(TODAY)) == 1

    def test_the_search_index_says_what_the_promises_say(self, school: dict[str, Side]) -> None:
        one = promise("old words", US, school["ana"])
        edit(one, text="new words")
        search_index.check(database.current())
        assert found(text="old") == []
        history.undo(who=WHO, at=NOW)
        search_index.check(database.current())
        assert found(text="old") == ["old words"]

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=30))
    def test_any_text_can_be_searched_for(self, school: dict[str, Side], text: str) -> None:
        found(text=text)


class TestKeptRate:
    def rate(self, audience: Audience, direction: Direction = Direction.OURS) -> KeptRate:
        rates = kept_rates.kept_rate(TODAY)
        assert len(rates) == 8
        (one,) = (one for one in rates if (one.audience, one.direction) == (audience, direction))
        return one

    def test_a_school_without_promises_has_no_rate_and_every_audience(self, records: RecordsFile) -> None:
        rates = commitments.kept_rate(TODAY)
        assert [one.audience for one in rates[::2]] == list(Audience)
        assert {one.rate for one in rates} == {None}

    def test_the_rate_is_what_was_kept_in_time_of_what_fell_due(self, school: dict[str, Side]) -> None:
        for due_on in (day(1), TODAY, None, day(-1)):  # three in time, one late
            settle(promise("kept", US, school["ana"], due_on=due_on), KEPT, TODAY)
        settle(promise("broken", US, school["science"]), BROKEN)
        settle(promise("withdrawn", US, school["ana"], due_on=day(-5)), WITHDRAWN)
        promise("late", US, school["delgado"], due_on=day(-1))
        promise("not yet", US, school["ana"], due_on=TODAY)
        promise("some day", US, school["ana"])
        staff = self.rate(Audience.STAFF)
        assert (staff.kept, staff.kept_late, staff.broken, staff.open_late) == (4, 1, 1, 1)
        assert staff.fallen_due == 6
        assert staff.rate == 0.5

    def test_ours_count_for_whom_they_were_made_to_and_theirs_for_who_made_them(self, school: dict[str, Side]) -> None:
        to = {
            Audience.STAFF: ["ana", "science"],
            Audience.STUDENTS: ["mia", "robotics"],
            Audience.FAMILIES: ["rosa", "parents"],
            Audience.PARTNERS: ["kim", "clinic"],
        }
        for names in to.values():
            for name in names:
                settle(promise("ours", US, school[name]), KEPT)
                if school[name].kind is not SideKind.GROUP:
                    settle(promise("theirs", school[name], US), BROKEN)
        settle(promise("among others", school["clinic"], school["mia"]), KEPT)
        for audience in Audience:
            ours, theirs = self.rate(audience), self.rate(audience, Direction.THEIRS)
            assert (ours.kept, ours.rate) == (2, 1.0)
            partners = audience is Audience.PARTNERS
            assert (theirs.broken, theirs.kept) == ((2, 1) if partners else (1, 0))

    def test_what_was_put_away_counts_no_more(self, school: dict[str, Side]) -> None:
        one = promise("it", US, school["ana"])
        settle(one, BROKEN)
        with history.intent("Archive", who=WHO, at=NOW) as intent:
            intent.archive(commitments.Commitment, one, 2)
        assert self.rate(Audience.STAFF).rate is None

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(st.sampled_from(CommitmentStatus), st.none() | st.integers(-9, 9)), max_size=8))
    def test_whatever_became_of_promises_the_rate_is_that_of_a_count_by_hand(
        self, school: dict[str, Side], made: list[tuple[CommitmentStatus, int | None]]
    ) -> None:
        with history.intent("Promise", who=WHO, at=NOW) as intent:
            for status, due in made:
                values: dict[str, Any] = {"due_on": None if due is None else day(due), "made_on": day(-30)}
                values |= {"status": status, "settled_on": None if status is OPEN else TODAY}
                commitments.add(intent, text="it", made_by=US, made_to=school["rosa"], **values)
        late = [(status, due is not None and due < 0) for status, due in made]
        fallen = [status for status, is_late in late if status in {KEPT, BROKEN} or (status is OPEN and is_late)]
        in_time = [status for status, is_late in late if status is KEPT and not is_late]
        assert self.rate(Audience.FAMILIES).rate == (len(in_time) / len(fallen) if fallen else None)
        if made:
            history.undo(who=WHO, at=NOW)
