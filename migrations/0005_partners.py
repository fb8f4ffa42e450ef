"""Partners: more of an organization, its stages, tags and words; and what the school expects of partnerships."""

from typing import Any

from peewee import AutoField, Check, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    organization, school, *made = tables(db)
    rebuild(db, organization, dict.fromkeys(("sector", "source", "source_id"), "''"))
    rebuild(db, school, {"partner_weeks": "6", "stage_weeks": "8", "smallest_group": "10"})
    db.create_tables(made)


def down(migrator: Any, db: Any) -> None:
    organization, school = before(db)
    # What follows from the records, and is kept by triggers on other tables, goes with what asks for it.
    of_index = "type = 'trigger' AND name LIKE 'partner_index_%'"
    for (trigger,) in db.execute_sql(f"SELECT name FROM sqlite_master WHERE {of_index}").fetchall():
        db.execute_sql(f'DROP TRIGGER "{trigger}"')
    db.execute_sql("DROP TABLE IF EXISTS partner_index")
    db.drop_tables(tables(db)[2:])
    # A kind of the school's own is not one of those that were there before.
    known = ", ".join(f"'{code}'" for code in ORGANIZATIONS.split())
    db.execute_sql(f"UPDATE organizations SET kind = 'other' WHERE kind NOT IN ({known})")
    rebuild(db, organization, {})
    rebuild(db, school, {})


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


ORGANIZATIONS = (
    "business nonprofit higher_ed k12_school government health_provider faith_based foundation union_trade "
    "chamber_association media arts_culture sports_rec military_public_safety family_parent_group individual other"
)
STAGES = "identified contacted exploring agreeing active deepening paused ended"
EITHER = '("organization_id" IS NULL) <> ("person_id" IS NULL)'


def before(db: Any) -> list[type[Model]]:
    """Return the tables that change, as they were: organizations, and the school."""

    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False
            strict_tables = True

    class Record(Table):
        id = AutoField()
        uid = TextField(unique=True)
        version = Number(1, 2_000_000_000)
        created_at = Moment()
        updated_at = Moment()
        archived_at = Moment(null=True)

    class Organization(Record):
        kind = Word(ORGANIZATIONS)
        name = Limited(120, 1)
        email = Limited(254)
        phone = Limited(60)
        website = Limited(200)
        address = Limited(300)
        notes = Limited(20_000)
        search_text = TextField()

        class Meta:
            table_name = "organizations"
            indexes = ((("name",), False),)

    class School(Record):
        name = Limited(120, 1)
        timezone = Limited(64, 1)
        chats_per_week = Number(0, 50)
        day_starts = Number(0, 24 * 60 - 1)
        day_ends = Number(1, 24 * 60)

        class Meta:
            table_name = "school"

    return [Organization, School]


def tables(db: Any) -> list[type[Model]]:
    """Return the tables as this migration makes them, in the order of their references; the first two anew."""

    class Table(Model):
        class Meta:
            database = db
            legacy_table_names = False
            strict_tables = True

    class Person(Table):
        class Meta:
            table_name = "people"

    class Record(Table):
        id = AutoField()
        uid = TextField(unique=True)
        version = Number(1, 2_000_000_000)
        created_at = Moment()
        updated_at = Moment()
        archived_at = Moment(null=True)

    class Organization(Record):
        kind = Limited(60, 1)
        name = Limited(120, 1)
        email = Limited(254)
        phone = Limited(60)
        website = Limited(200)
        address = Limited(300)
        notes = Limited(20_000)
        sector = Limited(60)
        size = Word("1_9 10_49 50_249 250_up", null=True)
        depth = Word("specialized aligned core", null=True)
        owner_id = ForeignKeyField(Person, column_name="owner_id", null=True)
        introduced_by_id = ForeignKeyField(Person, column_name="introduced_by_id", null=True)
        primary_contact_id = ForeignKeyField(Person, column_name="primary_contact_id", null=True)
        cadence_weeks = Number(0, 60, null=True)
        source = Limited(200)
        source_id = Limited(255)
        search_text = TextField()

        class Meta:
            table_name = "organizations"
            indexes = ((("name",), False), (("source", "source_id"), False))

    class School(Record):
        name = Limited(120, 1)
        timezone = Limited(64, 1)
        chats_per_week = Number(0, 50)
        day_starts = Number(0, 24 * 60 - 1)
        day_ends = Number(1, 24 * 60)
        partner_weeks = Number(0, 60)
        stage_weeks = Number(0, 60)
        smallest_group = Number(2, 50)

        class Meta:
            table_name = "school"

    class StageChange(Record):
        organization_id = ForeignKeyField(Organization, column_name="organization_id", index=False)
        stage = Word(STAGES)
        changed_on = Day()
        why = Limited(200)

        class Meta:
            table_name = "stage_changes"
            indexes = ((("organization_id", "changed_on"), False),)

    class Tag(Record):
        organization_id = ForeignKeyField(Organization, column_name="organization_id", null=True)
        person_id = ForeignKeyField(Person, column_name="person_id", null=True)
        word = Limited(60, 1)

        class Meta:
            table_name = "tags"
            indexes = ((("word",), False),)
            constraints = (Check(EITHER),)

    class ListWord(Record):
        list = Word("organization_kind sector contribution")
        code = Limited(60, 1)
        label = Limited(120, 1)
        position = Number(0, 1_000_000)

        class Meta:
            table_name = "words"
            indexes = ((("list", "code"), True),)

    return [Organization, School, StageChange, Tag, ListWord]
