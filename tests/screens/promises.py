"""What the tests of promises and goals stand on: a partner, a club, and promises in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from partner_tui.records import commitments, goals, groups, history, organizations
from partner_tui.records.commitments import CommitmentFilter, CommitmentRow
from partner_tui.records.groups import GroupKind
from partner_tui.records.history import Intent
from partner_tui.records.meetings import MeetingStatus
from partner_tui.records.sides import US, Side, SideKind
from tests.conftest import NOW, WHO
from tests.screens.desk import SmallSchool, add_meeting

TODAY = NOW.date()


@dataclass(frozen=True)
class Promised:
    """The ids of what was promised in the small school."""

    intro: int
    """Ours to Ana, 2 days late, from a coffee with her."""
    form: int
    """Ours to the Robotics Club, a day late."""
    dates: int
    """Harbor Clinic's to us, due today."""
    budget: int
    """Ours to Sam, due on Friday."""
    coffee: int
    clinic: int
    club: int


def day(away: int) -> date:
    """Return a day so many after today."""
    return TODAY + timedelta(days=away)


def promise(intent: Intent, text: str, made_by: Side, made_to: Side, due: int | None, **values: object) -> int:
    """Add a promise that was made two weeks ago and is due so many days from today."""
    due_on = None if due is None else day(due)
    return commitments.add(
        intent, text=text, made_by=made_by, made_to=made_to, made_on=day(-14), due_on=due_on, **values
    )


def fill_promises(school: SmallSchool) -> Promised:
    """Add the promises to the open records."""
    with history.intent("Promise", who=WHO, at=NOW) as intent:
        clinic = organizations.add(intent, name="Harbor Clinic", kind="health_provider")
        club = groups.add(intent, kind=GroupKind.CLUB, name="Robotics Club")
        coffee = add_meeting(intent, school.ana, timedelta(days=-14), MeetingStatus.HELD)
        partner = Side(SideKind.ORGANIZATION, clinic)
        return Promised(
            budget=promise(intent, "budget form", US, person(school.sam), 3),
            dates=promise(intent, "spring dates", partner, US, 0),
            form=promise(intent, "share the grant form", US, Side(SideKind.GROUP, club), -1),
            intro=promise(intent, "intro to Delgado", US, person(school.ana), -2, meeting_id=coffee),
            coffee=coffee,
            clinic=clinic,
            club=club,
        )


def person(person_id: int) -> Side:
    """Return somebody as a side."""
    return Side(SideKind.PERSON, person_id)


def want(person_id: int, text: str, **values: object) -> int:
    """Add a goal that was heard a month ago."""
    with history.intent("Goal", who=WHO, at=NOW) as intent:
        return goals.add(intent, person_id=person_id, text=text, heard_on=day(-30), **values)


def all_promises() -> list[CommitmentRow]:
    """Return every promise, what was made last last."""
    ids = commitments.listing(CommitmentFilter(sort="made_on"))
    found = commitments.rows(ids)
    return [found[one] for one in ids]
