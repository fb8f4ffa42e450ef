"""Contributions: a commitment may be an ask or an offer, and say how much of what."""

from typing import Any

from peewee import AutoField, BooleanField, Check, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    rebuild(db, after(db), {"kind": "'promise'", "contribution": "''"})


def down(migrator: Any, db: Any) -> None:
    rebuild(db, before(db), {})


def rebuild(db: Any, model: type[Model], new: dict[str, str]) -> None:
    """Make a table anew as `model` says and put its rows back; `new` gives the columns that they did not have."""
    # SQLite cannot add a column before a table's own checks, nor take a check away (sqlite.org/lang_altertable.html).
    table = model._meta.table_name
    there = {row[1] for row in db.execute_sql(f'PRAGMA table_info("{table}")').fetchall()}
    names = [name for name in model._meta.fields if name in there or name in new]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f'"{name}"' if name in there else new[name] for name in names)
    of_table = f"type = 'trigger' AND tbl_name = '{table}'"
    triggers = db.execute_sql(f"SELECT sql FROM sqlite_master WHERE {of_table}").fetchall()
    db.execute_sql(f'CREATE TEMPORARY TABLE kept AS SELECT {values} FROM "{table}"')
    db.execute_sql(f'DROP TABLE "{table}"')
    db.create_tables([model])
    db.execute_sql(f'INSERT INTO "{table}" ({columns}) SELECT * FROM kept')
    db.execute_sql("DROP TABLE kept")
    for (trigger,) in triggers:  # a table takes them along; the index that they keep has all its rows still
        db.execute_sql(trigger)


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


class Flag(BooleanField):
    """Yes or no."""

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        self.constraints = [Check(f'"{name}" IN (0, 1)')]
        super().bind(model, name, set_attribute)


def one_of(flag: str, *links: str) -> Any:
    """Return the check that exactly one of a flag and some links is set."""
    set_links = [f'CASE WHEN "{link}" IS NULL THEN 0 ELSE 1 END' for link in links]
    return Check(" + ".join([f'CASE WHEN "{flag}" THEN 1 ELSE 0 END', *set_links]) + " = 1")


def differ(one: str, other: str) -> Any:
    """Return the check that two links do not lead to the same record."""
    return Check(f'"{one}" IS NULL OR "{other}" IS NULL OR "{one}" <> "{other}"')


def checks() -> list[Any]:
    """Return what held before, and holds after."""
    return [
        one_of("by_us", "by_person_id", "by_organization_id"),
        one_of("to_us", "to_person_id", "to_organization_id", "to_group_id"),
        Check('NOT ("by_us" AND "to_us")'),
        differ("by_person_id", "to_person_id"),
        differ("by_organization_id", "to_organization_id"),
        Check('"due_on" IS NULL OR "due_on" >= "made_on"'),
        Check('"settled_on" IS NULL OR "settled_on" >= "made_on"'),
        Check('("status" = \'open\') = ("settled_on" IS NULL)'),
    ]


def before(db: Any) -> type[Model]:
    """Return the table as it was."""

    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False
            strict_tables = True

    class Person(Table):
        class Meta:
            table_name = "people"

    class Organization(Table):
        class Meta:
            table_name = "organizations"

    class Group(Table):
        class Meta:
            table_name = "groups"

    class Meeting(Table):
        class Meta:
            table_name = "meetings"

    class Record(Table):
        id = AutoField()
        uid = TextField(unique=True)
        version = Number(1, 2_000_000_000)
        created_at = Moment()
        updated_at = Moment()
        archived_at = Moment(null=True)

    class Commitment(Record):
        text = Limited(300, 1)
        by_us = Flag()
        by_person_id = ForeignKeyField(Person, column_name="by_person_id", null=True)
        by_organization_id = ForeignKeyField(Organization, column_name="by_organization_id", null=True)
        to_us = Flag()
        to_person_id = ForeignKeyField(Person, column_name="to_person_id", null=True)
        to_organization_id = ForeignKeyField(Organization, column_name="to_organization_id", null=True)
        to_group_id = ForeignKeyField(Group, column_name="to_group_id", null=True)
        meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", null=True)
        made_on = Day()
        due_on = Day(null=True)
        status = Word("open kept broken withdrawn")
        settled_on = Day(null=True)
        why = Limited(200)
        search_text = TextField()

        class Meta:
            table_name = "commitments"
            indexes = ((("status", "due_on"), False),)
            constraints = checks()

    return Commitment


def after(db: Any) -> type[Model]:
    """Return the table as this migration makes it."""

    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False
            strict_tables = True

    class Person(Table):
        class Meta:
            table_name = "people"

    class Organization(Table):
        class Meta:
            table_name = "organizations"

    class Group(Table):
        class Meta:
            table_name = "groups"

    class Meeting(Table):
        class Meta:
            table_name = "meetings"

    class Record(Table):
        id = AutoField()
        uid = TextField(unique=True)
        version = Number(1, 2_000_000_000)
        created_at = Moment()
        updated_at = Moment()
        archived_at = Moment(null=True)

    class Commitment(Record):
        text = Limited(300, 1)
        by_us = Flag()
        by_person_id = ForeignKeyField(Person, column_name="by_person_id", null=True)
        by_organization_id = ForeignKeyField(Organization, column_name="by_organization_id", null=True)
        to_us = Flag()
        to_person_id = ForeignKeyField(Person, column_name="to_person_id", null=True)
        to_organization_id = ForeignKeyField(Organization, column_name="to_organization_id", null=True)
        to_group_id = ForeignKeyField(Group, column_name="to_group_id", null=True)
        meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", null=True)
        made_on = Day()
        due_on = Day(null=True)
        status = Word("open kept broken withdrawn")
        settled_on = Day(null=True)
        why = Limited(200)
        kind = Word("ask offer promise")
        contribution = Limited(60)
        quantity = Number(1, 999_999_999_999, null=True)
        unit = Word("hours money items seats", null=True)
        search_text = TextField()

        class Meta:
            table_name = "commitments"
            indexes = ((("status", "due_on"), False),)
            constraints = (*checks(), Check('("quantity" IS NULL) = ("unit" IS NULL)'))

    return Commitment
