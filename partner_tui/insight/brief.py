"""A brief: what to know before a talk with a person, on one sheet; and what it says of promises and goals anywhere."""

from __future__ import annotations

from datetime import date

from partner_tui.dates import MONTHS, say_day, say_minutes
from partner_tui.insight import cells, promise_words
from partner_tui.insight.sheet import Entry, Part, SheetLine, Tone, Wish, lay_out
from partner_tui.records.brief_rows import Brief as Brief
from partner_tui.records.commitments import CommitmentRow
from partner_tui.records.goals import GoalRow
from partner_tui.records.groups import AffiliationRow
from partner_tui.records.meetings import MeetingRow, title
from partner_tui.records.prompts import Proposal
from partner_tui.records.questions import QuestionRow
from partner_tui.records.sides import Direction, SideKind

HEIGHT = 24
"""Lines of a brief: one small terminal."""

_WISHES = (
    *(Wish("promises", 1), Wish("ask", 3), Wish("carried", 1), Wish("goals", 1), Wish("talks", 1), Wish("groups", 1)),
    *(Wish("promises", 3), Wish("goals", 2), Wish("carried", 2), Wish("talks", 2), Wish("ask", whole=3)),
    *(Wish("talks", 3), Wish("promises", 5), Wish("goals", 3), Wish("carried", 3)),
    *(Wish("promises", 8), Wish("goals", 6), Wish("carried", 6), Wish("talks", 6)),
    *(Wish("promises", HEIGHT), Wish("goals", HEIGHT), Wish("carried", HEIGHT)),
)
"""What matters most comes first: what was promised, what to ask, what was left open, what they want."""


def lines(brief: Brief, width: int, height: int = HEIGHT) -> list[SheetLine]:
    """Return the brief on at most `height` lines of at most `width` cells, however much there is."""
    today = brief.now.date()
    groups = [one for one in brief.groups if one.name != brief.person.department]
    parts = {
        "groups": Part("Belongs to", _groups(groups, width)),
        "talks": Part("Last talks", [_talk(one, brief) for one in brief.talks] or [_NEVER], brief.held),
        "promises": Part("Promises", [promise(one, today, of=brief.person.id) for one in brief.promises]),
        "goals": Part("Goals", [goal(one, today) for one in brief.goals]),
        "carried": Part("Carry on", [_carried(one, today) for one in brief.carried]),
        "ask": Part("Ask", [_proposal(at, one, today) for at, one in enumerate(brief.prompts, 1)]),
    }
    return lay_out(_who(brief, today), parts, _WISHES, width=width, height=height)


_NEVER = Entry("none yet", tone=Tone.MUTED)


def _who(brief: Brief, today: date) -> tuple[str, Entry]:
    person = brief.person
    joined = person.joined_on
    facts = (
        f"candidate for {brief.candidate_for}" if brief.candidate_for else "",
        person.job_title or (f"grade {person.grade}" if person.grade else person.kind.value),
        person.department,
        f"joined {MONTHS[joined.month - 1]} {joined.year}" if joined else "",
    )
    planned = f"next {say_day(person.next_on, today)}" if person.next_on else ""
    return person.name, Entry(" · ".join(filter(None, facts)), planned, tone=Tone.STRONG)


def _groups(groups: list[AffiliationRow], width: int) -> list[Entry]:
    """Return one entry with as many of the groups as fit; the others are counted."""
    names = [f"{one.name} ({one.title.lower()})" if one.title else one.name for one in groups]
    if not names:
        return []
    for shown in range(len(names), 1, -1):
        left = len(names) - shown
        told = " · ".join([*names[:shown], *([f"and {left:,} more"] if left else [])])
        if cells.width(told) <= width - 14:
            return [Entry(told)]
    return [Entry(names[0], f"and {len(names) - 1:,} more" if names[1:] else "")]


def _talk(meeting: MeetingRow, brief: Brief) -> Entry:
    day = say_day(meeting.starts_at.astimezone(brief.now.tzinfo).date(), brief.now.date())
    what = title(meeting.kind, []).lower()
    came = next((one.came for one in meeting.participants if one.person_id == brief.person.id), None)
    said = "did not come" if came is False else cells.line(meeting.summary)
    return Entry(f"{cells.filled(day, 12)}{cells.filled(what, 11)} {said or say_minutes(meeting.minutes)}")


def promise(row: CommitmentRow, today: date, *, of: int | None = None) -> Entry:
    """Return an open promise: whose it is, and how late or when it is due. With `of`, that person is not named."""
    late = row.days_late(today)
    if late:
        due = f"{late:,} {'day' if late == 1 else 'days'} late"
    elif row.due_on is None:
        due = "no day said"
    else:
        due = f"due {say_day(row.due_on, today)}"
    ours = row.direction is Direction.OURS
    side = row.made_to if ours else row.made_by
    what = promise_words.told(row)
    told = what if side.id == of and side.kind is SideKind.PERSON else f"{side.name}: {what}"
    if not ours and row.made_to.kind is not SideKind.US and row.made_to.id != of:
        told = f"{told} (to {row.made_to.name})"
    sign, tone = ("!", Tone.LATE) if late else ("·", Tone.PLAIN)
    return Entry(f"{'we' if ours else 'they':<5} {told}", due, sign, tone)


def goal(row: GoalRow, today: date, *, named: bool = False) -> Entry:
    """Return an open goal: its year, or `named` its person, and whether the day has come to look at it again."""
    told = f"{row.person}: {row.text}" if named else row.text
    year = "" if named else row.school_year
    again = row.look_again_on
    if again is None:
        return Entry(told, year, "◇")
    if again > today:
        return Entry(told, " · ".join(filter(None, (year, f"look again {say_day(again, today)}"))), "◇")
    waiting = "look again today" if again == today else f"look again, since {say_day(again, today)}"
    return Entry(told, " · ".join(filter(None, (year, waiting))), "◆", Tone.STRONG)


def _carried(row: QuestionRow, today: date) -> Entry:
    return Entry(row.text, f"since {say_day(row.raised_on, today)}", "?")


def _proposal(number: int, one: Proposal, today: date) -> Entry:
    below = f"asked {say_day(one.asked_on, today)}, nothing noted" if one.asked_on else ""
    if one.last is not None:
        day = say_day(one.last.asked_on, today)
        same = one.last.prompt_id == one.prompt_id
        about = "last" if same else f"on {one.theme.value.replace('_', ' ')}"
        below = f"{about}, {day}: {cells.line(one.last.text)}"
    return Entry(one.text, sign=str(number), below=below)
