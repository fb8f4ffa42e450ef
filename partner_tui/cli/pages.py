"""Long lists of records read a page at a time, so that their length costs no memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from partner_tui.records.groups import GroupRow
from partner_tui.records.meetings import MeetingRow
from partner_tui.records.people import PersonRow

PAGE = 500
"""Rows that are read at once."""


def people(ids: Sequence[int], now: datetime) -> Iterator[PersonRow]:
    """Yield people in the order of their ids; `now` is in the school's zone."""
    from partner_tui.records import people

    for page in pages(ids):
        found = people.rows(page, now)
        yield from (found[one] for one in page if one in found)


def meetings(ids: Sequence[int]) -> Iterator[MeetingRow]:
    """Yield meetings in the order of their ids."""
    from partner_tui.records import meetings

    for page in pages(ids):
        found = meetings.rows(page)
        yield from (found[one] for one in page if one in found)


def groups(ids: Sequence[int], today: date) -> Iterator[GroupRow]:
    """Yield groups in the order of their ids."""
    from partner_tui.records import groups

    for page in pages(ids):
        found = groups.rows(page, today)
        yield from (found[one] for one in page if one in found)


def pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the ids, a page at a time."""
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
