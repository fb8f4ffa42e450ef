"""A person with a whole story, for the tests of timelines: every kind of thing that can happen to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.records import (
    agreements,
    candidacies,
    commitments,
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
    stages,
)
from partner_tui.records.commitments import US, CommitmentStatus, Side, SideKind
from partner_tui.records.goals import GoalStatus
from partner_tui.records.groups import Affiliation
from partner_tui.records.history import Intent
from partner_tui.records.meetings import Attendance
from partner_tui.records.placements import Placement
from partner_tui.records.timeline import EntryKind, Reading, Subject, SubjectKind
from tests.conftest import NOW, WHO, ZONE

LOCAL = NOW.astimezone(ZoneInfo(ZONE))
TODAY = LOCAL.date()


@dataclass(frozen=True)
class Story:
    """The ids of those in the story."""

    tam: int
    ana: int
    science: int
    kestrel: int
    interview: int

    def of(self, what: str) -> Subject:
        kinds = {"tam": SubjectKind.PERSON, "ana": SubjectKind.PERSON, "science": SubjectKind.GROUP}
        return Subject(kinds.get(what, SubjectKind.ORGANIZATION), getattr(self, what))


def reading(subject: Subject, kind: EntryKind | None = None, text: str = "", who: str = WHO) -> Reading:
    return Reading(subject, who, LOCAL, kind, text)


def day(away: int) -> date:
    return TODAY + timedelta(days=away)


def at(away: int, hour: int = 10) -> datetime:
    return datetime.combine(day(away), datetime.min.time(), LOCAL.tzinfo) + timedelta(hours=hour)


def meet(intent: Intent, people: list[int], away: int, **values: Any) -> int:
    attendance = [Attendance(one, came=True if values.get("status") == "held" else None) for one in people]
    return meetings.add(intent, attendance=attendance, starts_at=at(away), timezone=ZONE, **values)


def tell_story() -> Story:
    """Write the story of Tam Ito: known at Kestrel, a candidate, interviewed, promised to, and hired today."""
    with history.intent("Begin", who="setup", at=at(-40)) as intent:
        science = groups.add(intent, kind="department", name="Science")
        kestrel = organizations.add(intent, name="Kestrel Labs", kind="business")
        ana = people.add(intent, kind="staff", given_name="Ana", family_name="Rivera")
        tam = people.add(intent, kind="community", given_name="Tam", family_name="Ito", in_rotation=False)
        groups.join(intent, ana, science, starts_on=date(2019, 8, 20), title="head")
        values = {"person_id": tam, "organization_id": kestrel, "title": "chemist"}
        intent.insert(Affiliation, starts_on=date(2020, 1, 5), ends_on=day(-1), **values)
        candidacy = candidacies.add(
            intent, person_id=tam, job_title="Science teacher", group_id=science, opened_on=day(-30)
        )
    with history.intent("Interview Tam Ito", who=WHO, at=at(-20, 12)) as intent:
        kind = {"kind": "interview", "status": "held", "minutes": 45, "summary": "Loves the labs"}
        interview = meet(intent, [tam, ana], -20, **kind)
        private_notes.write(intent, interview, WHO, "a bit nervous")
        asked = prompts.propose(tam, "candidate", today=day(-20))[0].prompt_id
        prompts.answer(
            intent, prompt_id=asked, person_id=tam, asked_on=day(-20), text="The students", meeting_id=interview
        )
        goal = goals.add(
            intent,
            text="run a robotics club",
            person_id=tam,
            heard_on=day(-20),
            meeting_id=interview,
            look_again_on=day(40),
        )
        question = questions.add(
            intent, person_id=tam, text="How was the move?", raised_on=day(-20), meeting_id=interview
        )
        side = Side(SideKind.PERSON, tam)
        due = {"due_on": day(-15), "meeting_id": interview}
        ours = commitments.add(intent, text="show the labs", made_by=US, made_to=side, made_on=day(-20), **due)
        commitments.add(intent, text="send the syllabus", made_by=side, made_to=US, made_on=day(-19))
        theirs = Side(SideKind.ORGANIZATION, kestrel)
        commitments.add(intent, text="lend two microscopes", made_by=theirs, made_to=US, made_on=day(-18))
    with history.intent("Settle", who=WHO, at=at(-10)) as intent:
        commitments.settle(intent, ours, 1, CommitmentStatus.KEPT, day(-10))
        goals.settle(intent, goal, 1, GoalStatus.REACHED, day(-9))
        questions.settle(intent, question, 1, day(-8))
        meet(intent, [tam], -7, status="missed")
        meet(intent, [tam], -6, status="cancelled")
        meet(intent, [tam], 3, kind="lunch")
    with history.intent("Hire Tam Ito", who=WHO, at=at(0, 8)) as intent:
        candidacies.hire(intent, candidacy, 1, TODAY)
    return Story(tam, ana, science, kestrel, interview)


def tell_partnership(story: Story) -> None:
    """Write what Kestrel Labs and the school agreed, and who was placed there: Tam, too, as if he were a student."""
    kestrel = story.kestrel
    with history.intent("Agree with Kestrel Labs", who=WHO, at=at(0, 8)) as intent:
        stages.begin(intent, kestrel, "contacted", day(-35), "met at the fair")
        stages.begin(intent, kestrel, "active", day(-5), "first students")
        mou = {"title": "Science for all", "signed_by_school_on": day(-34), "signed_by_partner_on": day(-33)}
        agreements.add(intent, organization_id=kestrel, kind="mou", starts_on=day(-30), ends_on=day(300), **mou)
        agreements.add(intent, organization_id=kestrel, kind="training", title="a draft", starts_on=day(-3))
        clearance: dict[str, Any] = {"person_id": story.tam, "signed_by_partner_on": day(-25)}
        agreements.add(intent, organization_id=kestrel, kind="clearance", **clearance)
        opening = openings.add(
            intent,
            organization_id=kestrel,
            title="Lab helper",
            kind="internship",
            places=2,
            starts_on=day(-20),
            ends_on=day(100),
            requirements="Bring goggles",
        )
        mateo = people.add(intent, kind="student", given_name="Mateo", family_name="García")
        ended = {"settled_on": day(-4), "status": "ended_early", "why": "moved away"}
        intent.insert(Placement, opening_id=opening, student_id=story.tam, starts_on=day(-19), **ended)
        intent.insert(Placement, opening_id=opening, student_id=mateo, starts_on=day(6), ends_on=day(90))
