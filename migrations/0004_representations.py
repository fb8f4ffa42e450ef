"""Representations: which organizations a meeting is with."""

from typing import Any

from peewee import AutoField, Check, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    db.create_tables(tables(db))


def down(migrator: Any, db: Any) -> None:
    db.drop_tables(tables(db))


class Number(IntegerField):
    """A whole number between two."""

    field_type = "INT"

    def __init__(self, low: int, high: int, **options: Any) -> None:
        super().__init__(**options)
        self.low = low
        self.high = high

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        self.constraints = [Check(f'"{name}" BETWEEN {self.low} AND {self.high}')]
        super().bind(model, name, set_attribute)


class Moment(TextField):
    """A moment in UTC, `YYYY-MM-DDTHH:MM:SSZ`."""

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        self.constraints = [Check(f"length(\"{name}\") = 20 AND \"{name}\" BETWEEN '1900' AND '2200'")]
        super().bind(model, name, set_attribute)


def tables(db: Any) -> list[type[Model]]:
    """Return the table as this migration makes it."""

    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False
            strict_tables = True

    class Meeting(Table):
        class Meta:
            table_name = "meetings"

    class Organization(Table):
        class Meta:
            table_name = "organizations"

    class Representation(Table):
        id = AutoField()
        uid = TextField(unique=True)
        version = Number(1, 2_000_000_000)
        created_at = Moment()
        updated_at = Moment()
        archived_at = Moment(null=True)
        meeting_id = ForeignKeyField(Meeting, column_name="meeting_id")
        organization_id = ForeignKeyField(Organization, column_name="organization_id")

        class Meta:
            table_name = "representations"
            indexes = ((("meeting_id", "organization_id"), True),)

    return [Representation]
