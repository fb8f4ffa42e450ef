"""Stages: where a partnership stands, since when, and why it moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from peewee import ForeignKeyField

from partner_tui.errors import FieldError
from partner_tui.records import database, school
from partner_tui.records.fields import LINE, CodeField, DayField, TextField
from partner_tui.records.organizations import Organization
from partner_tui.records.record import Record

if TYPE_CHECKING:
    from partner_tui.records.history import Intent


class Stage(StrEnum):
    """Where a partnership stands; a partner of which nothing was said is identified."""

    IDENTIFIED = "identified"
    CONTACTED = "contacted"
    EXPLORING = "exploring"
    AGREEING = "agreeing"
    ACTIVE = "active"
    DEEPENING = "deepening"
    PAUSED = "paused"
    ENDED = "ended"


class StageChange(Record):
    """A partnership came to a stage on a day, for a reason."""

    organization_id = ForeignKeyField(Organization, column_name="organization_id", lazy_load=False, index=False)
    stage = CodeField(Stage)
    changed_on = DayField()
    why = TextField(LINE)

    class Meta:
        table_name = "stage_changes"
        indexes = ((("organization_id", "changed_on"), False),)


@dataclass(frozen=True, slots=True)
class StageRow:
    """A partnership came to a stage on a day; `uid` and `version` are those of the change."""

    id: int
    uid: str
    version: int
    stage: Stage
    changed_on: date
    why: str


@dataclass(frozen=True, slots=True)
class StageNow:
    """Where a partnership stands, since when and why; '' where nobody said."""

    stage: Stage
    since: date
    why: str


@dataclass(frozen=True, slots=True)
class StageSpan:
    """A time in one stage; `ends_on` is the day on which the next one began, None for the one it is in."""

    stage: Stage
    starts_on: date
    ends_on: date | None
    why: str

    def days(self, today: date) -> int:
        """Return how many days it lasted, or has lasted so far."""
        return ((self.ends_on or today) - self.starts_on).days


def stage_of(text: str) -> Stage:
    """Return the stage of a word, or of the beginning of one; raise FieldError with all of them."""
    wanted = text.strip().casefold()
    found = [one for one in Stage if wanted and one.value.startswith(wanted)]
    if len(found) != 1:
        message = f"“{text.strip()}” is not a stage." if not found else f"“{text.strip()}” could be several stages."
        raise FieldError("stage", message, f"Choose one of: {', '.join(one.value for one in Stage)}.")
    return found[0]


def move(intent: Intent, organization_id: int, stage: Stage | str, on: date, why: str = "") -> bool:
    """Let a partnership come to a stage on a day, for a reason; any stage from any other.

    Return False, with nothing written, where it stood there on that day already. A day before the last change goes
    into the history between, and what it is now stays. Raise FieldError for no stage, and for a day that is to come.
    """
    to = Stage(StageChange.stored({"stage": stage})["stage"])
    if _on(history_of(organization_id), on) is to:
        return False
    begin(intent, organization_id, to, on, why)
    return True


def begin(intent: Intent, organization_id: int, stage: Stage | str, on: date | None = None, why: str = "") -> None:
    """Write down where a partnership stood from a day on; the day of the intent if not said. Raise as `move` does."""
    today = intent.at.astimezone(school.settings().zone).date()
    if on is not None and on > today:
        raise FieldError("changed_on", f"{on} is still to come.", "Give the day on which it moved, today or before.")
    intent.insert(StageChange, organization_id=organization_id, stage=stage, changed_on=on or today, why=why)


def history_of(organization_id: int) -> list[StageRow]:
    """Return the stage changes of an organization, the newest first: one query."""
    query = (
        "SELECT id, uid, version, stage, changed_on, why FROM stage_changes WHERE organization_id = ? "
        "AND archived_at IS NULL ORDER BY changed_on DESC, id DESC"
    )
    found = database.select(query, (organization_id,))
    values = ((*row[:3], Stage(row[3]), date.fromisoformat(row[4]), row[5]) for row in found)
    return [StageRow(*row) for row in values]


def now_of(ids: Sequence[int], today: date) -> dict[int, StageNow]:
    """Return organization id -> where it stands today; nothing said is identified since the day it was entered.

    Two queries, however many they are.
    """
    query = (
        "SELECT o.id, o.created_at, s.stage, s.changed_on, s.why FROM organizations o LEFT JOIN stage_changes s "
        "ON s.id = (SELECT c.id FROM stage_changes c WHERE c.organization_id = o.id AND c.archived_at IS NULL "
        "AND c.changed_on <= ? ORDER BY c.changed_on DESC, c.id DESC LIMIT 1) "
        "WHERE o.id IN (SELECT value FROM json_each(?))"
    )
    found = database.select(query, (today.isoformat(), f"[{','.join(map(str, ids))}]"))
    zone = school.settings().zone
    return {
        row[0]: (
            StageNow(Stage(row[2]), date.fromisoformat(row[3]), row[4])
            if row[2]
            else StageNow(Stage.IDENTIFIED, min(_entered(row[1], zone), today), "")
        )
        for row in found
    }


def spans(organization_id: int, today: date) -> list[StageSpan]:
    """Return the times that an organization spent in each stage, the first one first: two queries."""
    created = database.select("SELECT created_at FROM organizations WHERE id = ?", (organization_id,))
    entered_on = min(_entered(created[0][0], school.settings().zone), today) if created else today
    return spans_of(history_of(organization_id), entered_on)


def spans_of(changes: Iterable[StageRow], entered_on: date) -> list[StageSpan]:
    """Return the times in each stage out of its changes, in any order; it was identified when it was entered.

    One begins where the one before ends. Stages of no day, and the same stage twice, are one.
    """
    ordered = sorted(changes, key=lambda row: (row.changed_on, row.id))
    begun: list[StageSpan] = []
    if not ordered or entered_on < ordered[0].changed_on:
        begun.append(StageSpan(Stage.IDENTIFIED, entered_on, None, ""))
    for row in ordered:
        if begun and begun[-1].starts_on == row.changed_on:
            begun.pop()
        if not begun or begun[-1].stage is not row.stage:
            begun.append(StageSpan(row.stage, row.changed_on, None, row.why))
    ended = [StageSpan(one.stage, one.starts_on, after.starts_on, one.why) for one, after in pairwise(begun)]
    return [*ended, *begun[-1:]]


def _on(changes: Iterable[StageRow], day: date) -> Stage:
    """Return the stage on a day, out of changes of which the newest is first."""
    return next((row.stage for row in changes if row.changed_on <= day), Stage.IDENTIFIED)


def _entered(created_at: str, zone: tzinfo) -> date:
    return datetime.fromisoformat(created_at).astimezone(zone).date()
