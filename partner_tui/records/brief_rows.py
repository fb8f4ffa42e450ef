"""What is to be known before a talk with a person: who they are, and what is open between them and us."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from partner_tui.records import candidacies, commitments, goals, groups, meetings, people, prompts, questions
from partner_tui.records.commitments import CommitmentFilter, CommitmentRow, CommitmentStatus
from partner_tui.records.goals import GoalFilter, GoalRow, GoalStatus
from partner_tui.records.groups import AffiliationRow
from partner_tui.records.meetings import MeetingFilter, MeetingRow, MeetingStatus
from partner_tui.records.people import PersonKind, PersonRow
from partner_tui.records.prompts import Audience, Proposal
from partner_tui.records.questions import QuestionRow

TALKS = 10
"""How many of the last talks are read."""

ASKED = 3
"""How many questions are proposed."""

EVERY = 1_000
"""As many questions as an audience can have."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What is open with a person at a moment, which is in the school's zone.

    `talks` are the last ones of `held`, the newest first. `promises` are the open ones of both sides, `goals` the open
    ones, `carried` the questions to carry on; in each, what waits longest comes first. `candidate_for` is the job that
    they are a candidate for, or ''.
    """

    now: datetime
    person: PersonRow
    audience: Audience
    candidate_for: str
    groups: tuple[AffiliationRow, ...]
    talks: tuple[MeetingRow, ...]
    held: int
    promises: tuple[CommitmentRow, ...]
    goals: tuple[GoalRow, ...]
    carried: tuple[QuestionRow, ...]
    prompts: tuple[Proposal, ...]


def read(person_id: int, now: datetime, *, asking: Sequence[int] = (), besides: Collection[int] = ()) -> Brief:
    """Return the brief of a person as of `now`, in the school's zone; raise NotFound.

    Its questions are those of the ids `asking`; without any, three to ask next that are not among `besides`.
    """
    kind = people.get(person_id).kind
    audience = audience_of(person_id, kind)
    held = meetings.listing(MeetingFilter(person_id=person_id, status=MeetingStatus.HELD, descending=True))
    talks = meetings.rows(held[:TALKS])
    wanted = CommitmentFilter(status=CommitmentStatus.OPEN, kinds=commitments.PROMISES, person_id=person_id)
    open_promises = commitments.listing(wanted)
    promises = commitments.rows(open_promises)
    open_goals = goals.listing(GoalFilter(status=GoalStatus.OPEN, person_id=person_id))
    hoped = goals.rows(open_goals)
    return Brief(
        now=now,
        person=people.rows([person_id], now)[person_id],
        audience=audience,
        candidate_for=candidacies.jobs([person_id]).get(person_id, ""),
        groups=tuple(groups.of_people([person_id], now.date())),
        talks=tuple(talks[one] for one in held[:TALKS]),
        held=len(held),
        promises=tuple(promises[one] for one in open_promises),
        goals=tuple(hoped[one] for one in open_goals),
        carried=tuple(questions.open_of(person_id)),
        prompts=_proposed(person_id, audience, now, asking, besides),
    )


def audience_of(person_id: int, kind: PersonKind) -> Audience:
    """Return which questions are for a person: those of an interview while they are a candidate."""
    return Audience.CANDIDATE if candidacies.is_candidate(person_id) else prompts.AUDIENCES[kind]


def _proposed(
    person_id: int, audience: Audience, now: datetime, asking: Sequence[int], besides: Collection[int]
) -> tuple[Proposal, ...]:
    every = {one.prompt_id: one for one in prompts.propose(person_id, audience, EVERY, today=now.date())}
    if asking:
        return tuple(every[one] for one in asking if one in every)
    others = [one for one in every.values() if one.prompt_id not in besides]
    return tuple((others or list(every.values()))[:ASKED])
