"""The base of all records: who they are outside, how often they changed, when they came and were put away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import uuid4

from peewee import AutoField, DatabaseProxy, ForeignKeyField, IntegerField, Model
from peewee import TextField as PlainTextField

from partner_tui.errors import FieldError
from partner_tui.records.fields import NumberField, UtcField
from partner_tui.records.values import checked_link, checked_text, label

bound = DatabaseProxy()
"""The open database; `database.open_records` fills it in, and nothing else does."""

VERSIONS = (1, 2_000_000_000)


class Table(Model):
    """A strict table of the bound database."""

    class Meta:
        database = bound
        legacy_table_names = False
        strict_tables = True


class Record(Table):
    """Something that the school keeps.

    `id` stays inside; `uid` is what leaves the building. `version` counts the changes, so that a save of what is no
    longer current can be refused. `archived_at` hides without deleting.
    """

    id = AutoField()
    uid = PlainTextField(unique=True, default=lambda: str(uuid4()))
    version = NumberField(*VERSIONS, default=1)
    created_at = UtcField()
    updated_at = UtcField()
    archived_at = UtcField(null=True)

    DERIVED: ClassVar[tuple[str, ...]] = ()
    """The columns that follow from the others: never typed, never in the history."""

    @classmethod
    def derived(cls, _row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns that follow from the others of a raw row, to be written with it."""
        return {}

    @classmethod
    def stored(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values cleaned and checked as the database stores them; raise FieldError for the first bad one."""
        return {name: cls.cleaner(name)(value) for name, value in values.items()}

    @classmethod
    def cleaner(cls, name: str) -> Callable[[Any], Any]:
        """Return what turns a value of a column into what is stored; raise FieldError if there is no such column."""
        field = cls._meta.fields.get(name)
        if field is None:
            raise cls.unknown(name)
        if isinstance(field, ForeignKeyField | IntegerField):
            return partial(checked_link, name, field.null)
        if isinstance(field, PlainTextField):
            return partial(checked_text, name, "" if field.default == "" else None)
        cleaner: Callable[[Any], Any] = field.db_value
        return cleaner

    @classmethod
    def unknown(cls, name: str) -> FieldError:
        """Return the error for a column that is not there."""
        return FieldError(name, f"There is no {label(name)} here.", "See what there is with --help.")
