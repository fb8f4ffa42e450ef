"""The school itself: its name, its zone, how many chats a week it wants, and its working hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from partner_tui.errors import FieldError, NotFound
from partner_tui.records import database
from partner_tui.records.fields import NAME, NumberField, TextField, ZoneField
from partner_tui.records.record import Record

if TYPE_CHECKING:
    from partner_tui.records.history import Intent  # for reading, nothing of the history is needed

MOST_CHATS = 50
"""The most chats that a week can be asked to hold."""


class School(Record):
    """The one row of what holds for the whole file; hours are minutes after midnight.

    `partner_weeks` is after how many school weeks a partner without a cadence of its own is silent, `stage_weeks` after
    how many one is stuck in a stage (0 for never); `smallest_group` is the least count that anything published says.
    """

    name = TextField(NAME, required=True)
    timezone = ZoneField()
    chats_per_week = NumberField(0, MOST_CHATS, default=3)
    day_starts = NumberField(0, 24 * 60 - 1, default=8 * 60)
    day_ends = NumberField(1, 24 * 60, default=16 * 60)
    partner_weeks = NumberField(0, 60, default=6)
    stage_weeks = NumberField(0, 60, default=8)
    smallest_group = NumberField(2, 50, default=10)

    class Meta:
        table_name = "school"


@dataclass(frozen=True, slots=True)
class SchoolSettings:
    """What the records say of the school."""

    id: int
    version: int
    name: str
    timezone: str
    chats_per_week: int
    day_starts: int
    day_ends: int
    partner_weeks: int
    stage_weeks: int
    smallest_group: int

    @property
    def zone(self) -> ZoneInfo:
        """The zone that times are shown in."""
        return ZoneInfo(self.timezone)

    @property
    def opens(self) -> time:
        """When the working day starts."""
        return time(self.day_starts // 60, self.day_starts % 60)


def found(intent: Intent, *, name: str, timezone: str, **values: Any) -> int:
    """Enter the school into a new file of records, with the questions that come with the program; return its id."""
    from partner_tui.records import prompts  # only a new file needs them

    school_id = intent.insert(School, name=name, timezone=timezone, **values)
    prompts.fill(intent)
    return school_id


def settings() -> SchoolSettings:
    """Return what holds for the school; raise NotFound in a file that has none."""
    columns = (
        "id, version, name, timezone, chats_per_week, day_starts, day_ends, partner_weeks, stage_weeks, smallest_group"
    )
    for row in database.select(f"SELECT {columns} FROM school ORDER BY id LIMIT 1"):
        return SchoolSettings(*row)
    raise NotFound("The records have no school yet.", "Make them with: partner-tui init")


def change(intent: Intent, version: int, **values: Any) -> bool:
    """Save what differs in the school's settings; return whether anything did.

    Raise FieldError for a value that cannot be, and for a working day that would end before it starts.
    """
    now = settings()
    wanted = School.stored(values)
    hours = {name: wanted.get(name, getattr(now, name)) for name in ("day_starts", "day_ends")}
    if hours.keys() & wanted and hours["day_ends"] <= hours["day_starts"]:
        start, end = (f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in hours.values())
        message = f"The working day would start at {start} and end at {end}."
        raise FieldError("day_ends" if "day_ends" in wanted else "day_starts", message, "It ends after it starts.")
    return intent.update(School, now.id, version, **values)
