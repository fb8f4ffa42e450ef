"""The whole story of a record, as text to read: facts first, then what happened, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from textwrap import shorten

from textual.content import Content

from partner_tui.dates import say_day, say_full, say_full_day, say_minutes, say_moment
from partner_tui.records import groups, history, meetings, people
from partner_tui.records.fields import label
from partner_tui.records.history import ChangeLine
from partner_tui.records.meetings import MeetingFilter, MeetingRow, MeetingStatus, title
from partner_tui.records.participants import Part, ParticipantRow
from partner_tui.widgets.text import content, content_line

MUTED = "$foreground-muted"
"""The style of what is said aside. (`$text-muted` is a colour of CSS only.)"""

SIGNS = {
    MeetingStatus.PLANNED: ("○", "$text-accent"),
    MeetingStatus.HELD: ("✓", "$text-success"),
    MeetingStatus.MISSED: ("✗", "$text-warning"),
    MeetingStatus.CANCELLED: ("–", MUTED),
}
"""Status -> the symbol and the colour that it has everywhere."""

UNSETTLED = ("?", "$text-warning")
"""The same for a planned meeting that is over, of which nobody said what became of it."""

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
    parts = [_title(person.name, person.kind.value), _facts(facts)]
    belongs = groups.of_people([person_id], now.date(), ended=True)
    parts.append(_section("Belongs to", [_affiliation(row) for row in belongs]))
    if person.notes:
        parts.append(_section("Notes", [content(person.notes)]))
    wanted = MeetingFilter(person_id=person_id, descending=True)
    ids = meetings.listing(wanted)
    found = meetings.rows(ids[:SHOWN])
    lines = [meeting_line(found[one], now, of=person_id) for one in ids[:SHOWN] if one in found]
    if len(ids) > SHOWN:
        lines.append(Content.styled(f"and {len(ids) - SHOWN:,} before", MUTED))
    count = f" · {len(ids):,}" if ids else ""
    parts.append(_section(f"Meetings{count}", lines, "None yet: p plans the first one, l logs one that was."))
    parts.append(_changes(history.of_record(people.Person, person_id, who=who), now))
    return _joined(parts)


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
        _title(meeting.title, ""),
        Content(f"{sign} {state}").stylize(colour),
        _facts(facts),
        _section("With", [_participant(one) for one in meeting.participants]),
    ]
    if meeting.summary:
        parts.append(_section("Summary", [content(meeting.summary)]))
    if private_note:
        parts.append(_section("Private note · only you see this; it is in no export", [content(private_note)]))
    parts.append(_changes(changes, now))
    return _joined(parts)


def is_unsettled(meeting: MeetingRow, now: datetime) -> bool:
    """Return whether a meeting was planned, is over, and nobody said what became of it."""
    return meeting.status is MeetingStatus.PLANNED and meeting.ends_at < now


def meeting_line(meeting: MeetingRow, now: datetime, *, of: int) -> Content:
    """Return a meeting in the story of a person: its sign, its day, what it was and with whom else, what was said.

    `now` is in the zone that days are shown in; `of` is the id of the person.
    """
    sign, colour = UNSETTLED if is_unsettled(meeting, now) else SIGNS[meeting.status]
    day = say_day(meeting.starts_at.astimezone(now.tzinfo).date(), now.date())
    with_others = title(meeting.kind, [one.name for one in meeting.participants if one.person_id != of])
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


_UNTOLD = frozenset({"sequence", "said"})
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


def _changes(changes: Iterable[ChangeLine], now: datetime) -> Content:
    lines = [history_line(change, now) for change in changes]
    more = [Content(f"and {len(lines) - SHOWN} before")] if len(lines) > SHOWN else []
    return _section("History", [*lines[:SHOWN], *more])


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


def _title(name: str, kind: str) -> Content:
    return Content.assemble(content_line(name, "bold $text-primary"), content_line(f"  {kind}", MUTED))


def _facts(facts: Sequence[tuple[str, object]]) -> Content:
    known = [(name, value) for name, value in facts if value not in ("", None)]
    wide = max((len(name) for name, _ in known), default=0)
    lines = [Content.assemble((f"{name:<{wide}}  ", MUTED), content_line(value)) for name, value in known]
    return Content("\n").join(lines)


def _section(title: str, lines: Sequence[Content], nothing: str = "") -> Content:
    if not lines and not nothing:
        return Content()
    body = Content("\n").join(lines) if lines else Content.styled(nothing, MUTED)
    return Content.assemble((title, "bold $text-secondary"), "\n", body)


def _joined(parts: Iterable[Content]) -> Content:
    return Content("\n\n").join([part for part in parts if part])


def _day(day: date | None) -> str:
    return "" if day is None else say_full_day(day)
