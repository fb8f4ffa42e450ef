"""The school itself: its name, its zone, how many chats a week it wants, and its working hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from partner_tui.errors import NotFound
from partner_tui.records import prompts
from partner_tui.records.fields import NAME, NumberField, TextField, ZoneField
from partner_tui.records.history import Intent
from partner_tui.records.record import Record

MOST_CHATS = 50
"""The most chats that a week can be asked to hold."""


class School(Record):
    """The one row of what holds for the whole file; hours are minutes after midnight."""

    name = TextField(NAME, required=True)
    timezone = ZoneField()
    chats_per_week = NumberField(0, MOST_CHATS, default=3)
    day_starts = NumberField(0, 24 * 60 - 1, default=8 * 60)
    day_ends = NumberField(1, 24 * 60, default=16 * 60)

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
    school_id = intent.insert(School, name=name, timezone=timezone, **values)
    prompts.fill(intent)
    return school_id


def settings() -> SchoolSettings:
    """Return what holds for the school; raise NotFound in a file that has none."""
    school: School | None = School.select().order_by(School.id).first()
    if school is None:
        raise NotFound("The records have no school yet.", "Make them with: partner-tui init")
    return SchoolSettings(
        school.id,
        school.version,
        school.name,
        school.timezone,
        school.chats_per_week,
        school.day_starts,
        school.day_ends,
    )


def change(intent: Intent, version: int, **values: Any) -> bool:
    """Save what differs in the school's settings; return whether anything did."""
    return intent.update(School, settings().id, version, **values)
