"""The whole story of a record, as text to read: facts first, then what happened, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from textwrap import shorten

from textual.content import Content

from partner_tui.dates import say_day, say_full, say_full_day, say_minutes, say_moment
from partner_tui.records import candidacies, groups, history, meetings, people, prompts, questions
from partner_tui.records.candidacies import CandidacyStatus
from partner_tui.records.fields import label
from partner_tui.records.goals import GoalFilter, GoalStatus
from partner_tui.records.history import ChangeLine
from partner_tui.records.meetings import MeetingFilter, MeetingRow, MeetingStatus, title
from partner_tui.records.participants import Part, ParticipantRow
from partner_tui.screens import promise_lines
from partner_tui.screens.signs import SIGNS as SIGNS
from partner_tui.screens.signs import UNSETTLED as UNSETTLED
from partner_tui.screens.signs import is_unsettled as is_unsettled
from partner_tui.widgets.text import MUTED as MUTED
from partner_tui.widgets.text import content, content_line

SHOWN = 25
"""How many meetings and changes a story has before it says how many more there are."""


SAID = 240
"""How many characters of what was said a story tells; the meeting itself has all of it."""


def of_person(person_id: int, now: datetime, who: str) -> Content:
    """Return who a person is, where they belong, when they were met, and what was changed."""
    person = people.get(person_id)
    facts: list[tuple[str, object]] = [
        ("pronouns", person.pronouns),
        ("job title", person.job_title),
        ("candidate for", _candidacies(person_id)),
        ("grade", person.grade),
        ("e-mail", person.email),
        ("phone", person.phone),
        ("language", person.language),
        ("joined", _day(person.joined_on)),
        ("rotation", "" if person.in_rotation else "out of the rotation"),
        ("paused until", _day(person.paused_until)),
        ("directory", "opted out" if person.directory_opt_out else ""),
        ("absent from the roster since", _day(person.absent_on)),
        ("archived", _day(person.archived_at.astimezone(now.tzinfo).date() if person.archived_at else None)),
    ]
    parts = [story_title(person.name, person.kind.value), story_facts(facts)]
    belongs = groups.of_people([person_id], now.date(), ended=True)
    parts.append(story_section("Belongs to", [_affiliation(row) for row in belongs]))
    if person.notes:
        parts.append(story_section("Notes", [content(person.notes)]))
    parts += _open_with(person_id, now.date())
    wanted = MeetingFilter(person_id=person_id, descending=True)
    ids = meetings.listing(wanted)
    found = meetings.rows(ids[:SHOWN])
    lines = [meeting_line(found[one], now, of=person_id) for one in ids[:SHOWN] if one in found]
    if len(ids) > SHOWN:
        lines.append(Content.styled(f"and {len(ids) - SHOWN:,} before", MUTED))
    count = f" · {len(ids):,}" if ids else ""
    parts.append(story_section(f"Meetings{count}", lines, "None yet: p plans the first one, l logs one that was."))
    parts.append(story_changes(history.of_record(people.Person, person_id, who=who), now))
    return story_joined(parts)


def _candidacies(person_id: int) -> str:
    """Return the jobs that somebody is a candidate for, and since when."""
    return "; ".join(
        f"{row.job_title}{f' in {row.department}' if row.department else ''}, since {say_full_day(row.opened_on)}"
        for row in candidacies.of_person(person_id)
        if row.status is CandidacyStatus.OPEN
    )


def _open_with(person_id: int, today: date) -> list[Content]:
    """Return what is promised by and to somebody, and what they want from the year, as far as it is open."""
    promised, promises = promise_lines.open_of_person(person_id, today)
    wanted, heard = promise_lines.goals_of(GoalFilter(person_id=person_id, status=GoalStatus.OPEN), today)
    return [story_section(f"Open promises · {promised:,}", promises), story_section(f"Goals · {wanted:,}", heard)]


def of_meeting(meeting: MeetingRow, now: datetime, private_note: str, changes: Iterable[ChangeLine]) -> Content:
    """Return when and where a meeting is, who takes part, what was said, and what was changed."""
    sign, colour = SIGNS[meeting.status]
    starts_at = meeting.starts_at.astimezone(now.tzinfo)
    state = meeting.status.value
    if is_unsettled(meeting, now):
        sign, colour = UNSETTLED
        state = "planned · did it happen? x says yes, i nobody came, c cancelled"
    facts: list[tuple[str, object]] = [
        ("when", f"{say_full(starts_at)}, {say_minutes(meeting.minutes)}"),
        ("zone", meeting.timezone if meeting.timezone != str(now.tzinfo) else ""),
        ("place", meeting.place),
    ]
    parts = [
        story_title(meeting.title, ""),
        Content(f"{sign} {state}").stylize(colour),
        story_facts(facts),
        story_section("With", _everyone(meeting)),
    ]
    if meeting.summary:
        parts.append(story_section("Summary", [content(meeting.summary)]))
    if private_note:
        parts.append(story_section("Private note · only you see this; it is in no export", [content(private_note)]))
    parts.append(story_section("Promises", promise_lines.of_meeting(meeting.id, now.date())[1]))
    heard = promise_lines.goals_of(GoalFilter(meeting_id=meeting.id), now.date(), named=True)[1]
    parts.append(story_section("Goals", heard))
    asked = [
        content(f"{one.question}\n{one.text or 'asked; nothing written down'}")
        for one in prompts.answers_in(meeting.id)
    ]
    parts.append(story_section("Answers", asked))
    carried = [content_line(f"{'✓' if one.settled_on else '?'} {one.text}") for one in questions.raised_in(meeting.id)]
    parts.append(story_section("To carry on", carried))
    parts.append(story_changes(changes, now))
    return story_joined(parts)


def _everyone(meeting: MeetingRow) -> list[Content]:
    return [
        *(_participant(one) for one in meeting.participants),
        *(content_line(one.name) for one in meeting.organizations),
    ]


def meeting_line(meeting: MeetingRow, now: datetime, *, of: int) -> Content:
    """Return a meeting in the story of a person: its sign, its day, what it was and with whom else, what was said.

    `now` is in the zone that days are shown in; `of` is the id of the person.
    """
    sign, colour = UNSETTLED if is_unsettled(meeting, now) else SIGNS[meeting.status]
    day = say_day(meeting.starts_at.astimezone(now.tzinfo).date(), now.date())
    others = [one.name for one in meeting.participants if one.person_id != of]
    with_others = title(meeting.kind, [*others, *(one.name for one in meeting.organizations)])
    came = next((one.came for one in meeting.participants if one.person_id == of), None)
    absent = " · did not come" if meeting.status is MeetingStatus.HELD and came is False else ""
    minutes = f" · {say_minutes(meeting.minutes)}" if meeting.status is MeetingStatus.HELD else ""
    told = Content.assemble((sign, colour), f" {day:<9} ", content_line(with_others + minutes + absent))
    said = _shorten(meeting.summary, SAID)
    return Content.assemble(told, "\n  ", content_line(said, MUTED)) if said else told


def _shorten(text: str, most: int) -> str:
    """Return a text in one line, cut between words where it is longer than `most`."""
    return shorten(text, most, placeholder=" …")


def history_line(change: ChangeLine, now: datetime) -> Content:
    """Return one change of a record: when, who, what it was called, and what was what before."""
    at = say_moment(change.intent.at.astimezone(now.tzinfo), now.date())
    undone = " (taken back)" if change.intent.undone_at else ""
    told = content_line(f"{at} · {change.intent.who} · {change.intent.name}{undone}")
    if change.added or not change.columns:
        return told
    columns = "; ".join(
        f"{label(name)}: {_said(name, before, now)} → {_said(name, after, now)}"
        for name, (before, after) in change.columns.items()
        if name not in _UNTOLD
    )
    return Content.assemble(told, "\n  ", content_line(columns, MUTED)) if columns else told


_UNTOLD = frozenset({"sequence", "said", "document_sha256"})
"""Columns that follow from what was done, and say nothing to a person."""

_FLAGS = frozenset({"in_rotation", "directory_opt_out", "came"})


def _said(column: str, value: object, now: datetime) -> str:
    """Return a stored value as people read it: a moment in the school's zone, a day, yes or no."""
    if value is None or value == "":
        return "–"
    if column in _FLAGS:
        return "yes" if value else "no"
    try:
        if column.endswith("_at"):
            return say_full(datetime.fromisoformat(str(value)).astimezone(now.tzinfo))
        if column.endswith(("_on", "_until")):
            return say_full_day(date.fromisoformat(str(value)))
    except ValueError:
        pass  # what is not what its column promises is shown as it stands
    return str(value)


def story_changes(changes: Iterable[ChangeLine], now: datetime) -> Content:
    """Return what was changed in a record, the newest first; at most SHOWN of it."""
    lines = [history_line(change, now) for change in changes]
    more = [Content(f"and {len(lines) - SHOWN} before")] if len(lines) > SHOWN else []
    return story_section("History", [*lines[:SHOWN], *more])


def _participant(one: ParticipantRow) -> Content:
    came = {True: " ✓ came", False: " ✗ did not come", None: ""}[one.came]
    part = "" if one.part is Part.GUEST else f" · {one.part.value}"
    return content_line(f"{one.name}{part}{came}")


def _affiliation(row: groups.AffiliationRow) -> Content:
    since = f" since {say_full_day(row.starts_on)}" if row.starts_on else ""
    until = f" until {say_full_day(row.ends_on)}" if row.ends_on else ""
    title = f" · {row.title}" if row.title else ""
    return Content.assemble(
        content_line(f"{row.name}{title}"), content_line(f"  {label(row.kind)}{since}{until}", MUTED)
    )


def story_title(name: str, kind: str) -> Content:
    """Return the head of a story: a name, and what it is."""
    return Content.assemble(content_line(name, "bold $text-primary"), content_line(f"  {kind}", MUTED))


def story_facts(facts: Sequence[tuple[str, object]]) -> Content:
    """Return what is known, one fact a line, without the empty ones."""
    known = [(name, value) for name, value in facts if value not in ("", None)]
    wide = max((len(name) for name, _ in known), default=0)
    lines = [Content.assemble((f"{name:<{wide}}  ", MUTED), content_line(value)) for name, value in known]
    return Content("\n").join(lines)


def story_section(title: str, lines: Sequence[Content], nothing: str = "") -> Content:
    """Return lines under a heading; without any, `nothing` stands for them, or the section goes."""
    if not lines and not nothing:
        return Content()
    body = Content("\n").join(lines) if lines else Content.styled(nothing, MUTED)
    return Content.assemble((title, "bold $text-secondary"), "\n", body)


def story_joined(parts: Iterable[Content]) -> Content:
    """Return the parts of a story under each other, without the empty ones."""
    return Content("\n\n").join([part for part in parts if part])


def _day(day: date | None) -> str:
    return "" if day is None else say_full_day(day)
