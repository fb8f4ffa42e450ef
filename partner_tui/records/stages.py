"""Stages: where a partnership stands, since when, and why it moved."""

from __future__ import annotations

from enum import StrEnum

from peewee import ForeignKeyField

from partner_tui.records.fields import LINE, CodeField, DayField, TextField
from partner_tui.records.organizations import Organization
from partner_tui.records.record import Record


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
