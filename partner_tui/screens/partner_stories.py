"""The whole story of a partner: what needs somebody first, then who, how far, what was agreed, and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from textual.content import Content

from partner_tui.dates import say_full_day, say_minutes, say_moment, say_since
from partner_tui.insight import promise_words, rhythm
from partner_tui.insight.readiness import readiness
from partner_tui.records import (
    agreements,
    contacts,
    given,
    history,
    meetings,
    openings,
    organizations,
    partner_contact,
    partner_meetings,
    people,
    placements,
    readiness_rows,
    stages,
    words,
)
from partner_tui.records.history import ChangeLine
from partner_tui.records.organizations import Organization, OrganizationRow
from partner_tui.records.placement_rows import PlacementRow, PlacementState
from partner_tui.records.plain_words import SIZES as SIZES
from partner_tui.records.school_year import SchoolCalendar
from partner_tui.records.words import WordList
from partner_tui.screens import partner_lines, promise_lines, stories
from partner_tui.screens.partner_lines import SHOWN, STAGES, first_of
from partner_tui.screens.stories import story_changes, story_facts, story_joined, story_section, story_title
from partner_tui.widgets.spark import spark
from partner_tui.widgets.text import MUTED, content, content_line

_PEOPLE = {"owner_id": "owner", "introduced_by_id": "introduced_by", "primary_contact_id": "primary_contact"}
"""The columns that refer to somebody -> what stands for each in the history."""


def of_partner(
    organization_id: int,
    now: datetime,
    calendar: SchoolCalendar,
    who: str,
    *,
    needs: Sequence[Content] = (),
    usual_weeks: int = 0,
) -> Content:
    """Return all about a partner; a fixed number of queries, however much there is.

    `now` is in the school's zone; `needs` is what needs somebody, most pressing first; `usual_weeks` is after how many
    school weeks a partner is silent that has no cadence of its own, 0 for never.
    """
    today = now.date()
    row = organizations.rows([organization_id], today).get(organization_id)
    organization = organizations.get(organization_id)
    if row is None:
        return Content()
    spans = stages.spans(organization_id, today)
    sign, colour = STAGES[row.stage]
    days = (today - row.since).days
    since = f" since {say_full_day(row.since)} · {partner_lines.say_days(days)}" if days else " since today"
    why = f" · {spans[-1].why}" if spans and spans[-1].why else ""
    parts = [
        story_title(row.name, words.label_of(WordList.ORGANIZATION_KIND, row.kind)),
        Content("\n").join(needs),
        Content.assemble((f"{sign} {row.stage.value}", colour), content_line(since + why, MUTED)),
        _facts(organization, row, usual_weeks, now),
        _people(organization_id, now),
        story_section("Agreements", first_of(_agreements(organization_id, now)), "None yet: A adds the first one."),
        *_promises(organization_id, now),
        _meetings(row, now, calendar),
        _openings(organization_id, now),
        *_placements(placements.of_organization(organization_id, today), now),
        story_section("Stages", first_of([partner_lines.stage_line(span, today) for span in reversed(spans)])),
    ]
    if organization.notes:
        parts.append(story_section("Notes", [content(organization.notes)]))
    parts.append(story_changes(_named(history.of_record(Organization, organization_id, who=who), now), now))
    return story_joined(parts)


def _named(changes: Sequence[ChangeLine], now: datetime) -> list[ChangeLine]:
    """Return changes with the names of people in place of their ids."""
    ids = {value for one in changes for column in _PEOPLE for value in one.columns.get(column, ()) if value}
    names = {person_id: row.name for person_id, row in people.rows(sorted(ids), now).items()} if ids else {}
    return [
        replace(one, columns=dict(_renamed(column, values, names) for column, values in one.columns.items()))
        for one in changes
    ]


def _renamed(column: str, values: tuple[Any, Any], names: Mapping[int, str]) -> tuple[str, tuple[Any, Any]]:
    if column not in _PEOPLE:
        return column, values
    before, after = (names.get(value, value) for value in values)
    return _PEOPLE[column], (before, after)


def _facts(organization: Organization, row: OrganizationRow, usual_weeks: int, now: datetime) -> Content:
    weeks = usual_weeks if row.cadence_weeks is None else row.cadence_weeks
    own = "" if row.cadence_weeks is not None else ", as usual"
    cadence = f"a word every {weeks} school weeks{own}" if weeks else f"no regular word{own}"
    introduced = organization.introduced_by_id
    archived = organization.archived_at
    facts: list[tuple[str, object]] = [
        ("sector", words.label_of(WordList.SECTOR, row.sector) if row.sector else ""),
        ("size", SIZES[row.size.value] if row.size else ""),
        ("depth", row.depth.value if row.depth else ""),
        ("owner", row.owner or "nobody"),
        ("introduced by", people.get(introduced).name if isinstance(introduced, int) else ""),
        ("cadence", cadence),
        ("website", organization.website),
        ("phone", row.phone),
        ("e-mail", row.email),
        ("address", organization.address),
        ("tags", ", ".join(row.tags)),
        ("archived", say_full_day(archived.astimezone(now.tzinfo).date()) if archived else ""),
    ]
    return story_facts(facts)


def _people(organization_id: int, now: datetime) -> Content:
    lines = [partner_lines.contact_line(one) for one in contacts.of(organization_id, now.date())]
    count = f" · {len(lines):,}" if lines else ""
    return story_section(f"People{count}", first_of(lines), "Nobody yet: c adds the first one.")


def _agreements(organization_id: int, now: datetime) -> list[Content]:
    return [partner_lines.agreement_line(one, now.date()) for one in agreements.of_organization(organization_id)]


def _promises(organization_id: int, now: datetime) -> list[Content]:
    ours, theirs, asked = promise_lines.open_of_organization(organization_id, now.date())
    gave = promise_words.gave(given.given(organization_id), "They")
    return [
        story_section(f"We promised · {ours[0]:,}" if ours[0] else "We promised", ours[1], "Nothing open: P promises."),
        story_section(f"They promised · {theirs[0]:,}", theirs[1]),
        story_section(f"Asked and offered · {asked[0]:,}", asked[1]),
        story_section("Given", [content_line(one) for one in gave]),
    ]


def _meetings(row: OrganizationRow, now: datetime, calendar: SchoolCalendar) -> Content:
    today = now.date()
    ids = partner_meetings.of_organization(row.id)
    found = meetings.rows(ids[:SHOWN])
    lines = [_rhythm(row, now, calendar)] if ids else []
    planned = partner_meetings.planned([row.id], now).get(row.id)
    if planned is not None:
        at = say_moment(planned.starts_at.astimezone(now.tzinfo), today)
        lines.append(Content.assemble(("○", "$text-accent"), f" next: {meetings.title(planned.kind, ())}, {at}"))
    shown = [found[one] for one in ids[:SHOWN] if one in found and (planned is None or one != planned.meeting_id)]
    lines += [stories.meeting_line(one, now, of=0) for one in shown]
    if len(ids) > SHOWN:
        lines.append(Content.styled(f"and {len(ids) - SHOWN:,} before", MUTED))
    return story_section(
        f"Meetings · {len(ids):,}" if ids else "Meetings", lines, "None yet: p plans the first one, l logs one."
    )


def _rhythm(row: OrganizationRow, now: datetime, calendar: SchoolCalendar) -> Content:
    today = now.date()
    counts = partner_contact.weeks(row.id, rhythm.looked_at(today), today, ZoneInfo(str(now.tzinfo)))
    told = rhythm.rhythm(counts, row.last_contact_on, calendar, today)
    weeks = len(told.counts)
    said = f"{told.meetings:,} in {weeks} school weeks"
    if row.last_contact_on is not None:
        silent = f", {told.silent} school {'week' if told.silent == 1 else 'weeks'}" if told.silent else ""
        said += f" · last {say_since((today - row.last_contact_on).days)}{silent}"
    return Content.assemble((spark(told.counts), "$text-accent"), "\n  ", content_line(said, MUTED))


def _openings(organization_id: int, now: datetime) -> Content:
    today = now.date()
    rows = openings.of_organization(organization_id, today)
    facts = readiness_rows.of_openings([row.id for row in rows], today)
    lines = [
        partner_lines.opening_line(row, readiness(facts[row.id], today) if row.id in facts else None, today)
        for row in rows
    ]
    return story_section(f"Openings · {len(lines):,}", first_of(lines)) if lines else Content()


_ORDER = (
    PlacementState.OVER,
    PlacementState.ACTIVE,
    PlacementState.UPCOMING,
    PlacementState.ENDED_EARLY,
    PlacementState.COMPLETED,
)


def _placements(rows: Sequence[PlacementRow], now: datetime) -> list[Content]:
    """Return who is and was placed there, and the hours that they worked."""
    if not rows:
        return []
    today = now.date()
    ordered = sorted(rows, key=lambda row: _ORDER.index(row.state(today)))
    counts = [
        f"{len(list(group)):,} {state.value.replace('_', ' ')}"
        for state, group in groupby(ordered, key=lambda row: row.state(today))
    ]
    approved, waiting, week = (
        sum(values)
        for values in zip(
            *((row.approved_minutes, row.submitted_minutes, row.week_minutes) for row in rows), strict=True
        )
    )
    hours = [f"{say_minutes(approved) if approved else '0 h'} approved"]
    hours += [f"{say_minutes(waiting)} to approve: H"] if waiting else []
    hours += [f"{say_minutes(week)} this week"] if week else []
    lines = [partner_lines.placement_line(row, today) for row in ordered]
    return [
        story_section(f"Placements · {', '.join(counts)}", first_of(lines)),
        story_section("Hours", [content_line(" · ".join(hours))]),
    ]
