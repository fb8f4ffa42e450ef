"""Candidacies: who is a candidate for which job; and an index by which a timeline is read."""

from typing import Any

from peewee import AutoField, Check, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    db.create_tables(tables(db))
    columns = ", ".join(f'"{name}"' for name in ("person_id", "came", "archived_at", "meeting_id"))
    db.execute_sql(f'CREATE INDEX "{INDEX}" ON "participants" ({columns})')


def down(migrator: Any, db: Any) -> None:
    db.execute_sql(f'DROP INDEX IF EXISTS "{INDEX}"')
    db.drop_tables(tables(db))


INDEX = "participants_person_id_came_archived_at_meeting_id"


class Limited(TextField):
    """Text of at most `limit` characters, and of at least `least`."""

    def __init__(self, limit: int, least: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.limit = limit
        self.least = least

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        self.constraints = [Check(f'length("{name}") BETWEEN {self.least} AND {self.limit}')]
        super().bind(model, name, set_attribute)


class Word(TextField):
    """One of a few codes."""

    def __init__(self, codes: str, **options: Any) -> None:
        super().__init__(**options)
        self.codes = codes.split()

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        codes = ", ".join(f"'{code}'" for code in self.codes)
        self.constraints = [Check(f'"{name}" IN ({codes})')]
        super().bind(model, name, set_attribute)


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


class Day(TextField):
    """A calendar day, `YYYY-MM-DD`."""

    characters = 10

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        self.constraints = [Check(f"length(\"{name}\") = {self.characters} AND \"{name}\" BETWEEN '1900' AND '2200'")]
        super().bind(model, name, set_attribute)


class Moment(Day):
    """A moment in UTC, `YYYY-MM-DDTHH:MM:SSZ`."""

    characters = 20


def tables(db: Any) -> list[type[Model]]:
    """Return the tables as this migration makes them."""

    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False
            strict_tables = True

    class Person(Table):
        class Meta:
            table_name = "people"

    class Group(Table):
        class Meta:
            table_name = "groups"

    class Record(Table):
        id = AutoField()
        uid = TextField(unique=True)
        version = Number(1, 2_000_000_000)
        created_at = Moment()
        updated_at = Moment()
        archived_at = Moment(null=True)

    class Candidacy(Record):
        person_id = ForeignKeyField(Person, column_name="person_id")
        job_title = Limited(200, 1)
        group_id = ForeignKeyField(Group, column_name="group_id", null=True)
        opened_on = Day()
        status = Word("open hired declined withdrawn")
        settled_on = Day(null=True)
        why = Limited(200)

        class Meta:
            table_name = "candidacies"
            indexes = ((("status", "opened_on"), False),)
            constraints = (
                Check('"settled_on" IS NULL OR "settled_on" >= "opened_on"'),
                Check('("status" = \'open\') = ("settled_on" IS NULL)'),
            )

    return [Candidacy]
