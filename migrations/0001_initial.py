"""People, groups, organizations, affiliations, meetings, the school and its year, and the history of all of it."""

from typing import Any

from peewee import AutoField, BooleanField, Check, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    db.create_tables(tables(db))


def down(migrator: Any, db: Any) -> None:
    db.drop_tables(tables(db))


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


PEOPLE = "staff student family community"
GROUPS = "department club team council committee grade program family_group"
ORGANIZATIONS = (
    "business nonprofit higher_ed k12_school government health_provider faith_based foundation union_trade "
    "chamber_association media arts_culture sports_rec military_public_safety family_parent_group individual other"
)
MEETINGS = "coffee lunch one_on_one call visit family_meeting partner_review check_in interview other"
IN_ORDER = '"starts_on" <= "ends_on"'


def tables(db: Any) -> list[type[Model]]:
    """Return the tables as this migration makes them, in the order of their references."""

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

    class Person(Record):
        kind = Word(PEOPLE)
        given_name = Limited(120, 1)
        family_name = Limited(120)
        preferred_name = Limited(120)
        pronouns = Limited(60)
        email = Limited(254)
        phone = Limited(60)
        job_title = Limited(200)
        grade = Limited(20)
        language = Limited(60)
        joined_on = Day(null=True)
        in_rotation = Flag()
        paused_until = Day(null=True)
        directory_opt_out = Flag()
        notes = Limited(20_000)
        source = Limited(200)
        source_id = Limited(255)
        identifier = Limited(255)
        said = Limited(20_000)
        absent_on = Day(null=True)
        sort_name = TextField()
        search_text = TextField()

        class Meta:
            table_name = "people"
            indexes = (
                (("sort_name", "id"), False),
                (("kind", "sort_name", "id"), False),
                (("source", "source_id"), False),
                (("email",), False),
            )

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

    class Group(Record):
        kind = Word(GROUPS)
        name = Limited(120, 1)
        notes = Limited(20_000)
        source = Limited(200)
        source_id = Limited(200)
        search_text = TextField()

        class Meta:
            table_name = "groups"
            indexes = ((("kind", "name"), False),)

    class Affiliation(Record):
        person_id = ForeignKeyField(Person, column_name="person_id")
        group_id = ForeignKeyField(Group, column_name="group_id", null=True)
        organization_id = ForeignKeyField(Organization, column_name="organization_id", null=True)
        title = Limited(200)
        starts_on = Day(null=True)
        ends_on = Day(null=True)
        source = Limited(200)

        class Meta:
            table_name = "affiliations"
            constraints = (
                Check('("group_id" IS NULL) <> ("organization_id" IS NULL)'),
                Check('"ends_on" IS NULL OR "starts_on" IS NULL OR "starts_on" <= "ends_on"'),
            )

    class Meeting(Record):
        kind = Word(MEETINGS)
        status = Word("planned held missed cancelled")
        starts_at = Moment()
        minutes = Number(1, 24 * 60)
        timezone = Limited(64, 1)
        place = Limited(300)
        summary = Limited(20_000)
        sequence = Number(0, 1_000_000)
        search_text = TextField()

        class Meta:
            table_name = "meetings"
            indexes = ((("starts_at", "id"), False), (("status", "starts_at"), False))

    class Participant(Record):
        meeting_id = ForeignKeyField(Meeting, column_name="meeting_id")
        person_id = ForeignKeyField(Person, column_name="person_id")
        part = Word("host guest optional")
        came = Flag(null=True)

        class Meta:
            table_name = "participants"
            indexes = ((("meeting_id", "person_id"), True),)

    class PrivateNote(Record):
        meeting_id = ForeignKeyField(Meeting, column_name="meeting_id")
        author = Limited(120, 1)
        body = Limited(20_000)

        class Meta:
            table_name = "private_notes"
            indexes = ((("meeting_id", "author"), True),)

    class School(Record):
        name = Limited(120, 1)
        timezone = Limited(64, 1)
        chats_per_week = Number(0, 50)
        day_starts = Number(0, 24 * 60 - 1)
        day_ends = Number(1, 24 * 60)

        class Meta:
            table_name = "school"

    class SchoolYear(Record):
        name = Limited(120, 1)
        starts_on = Day()
        ends_on = Day()
        source_id = Limited(200)

        class Meta:
            table_name = "school_years"
            constraints = (Check(IN_ORDER),)

    class Term(Record):
        school_year_id = ForeignKeyField(SchoolYear, column_name="school_year_id")
        name = Limited(120, 1)
        starts_on = Day()
        ends_on = Day()
        source_id = Limited(200)

        class Meta:
            table_name = "terms"
            constraints = (Check(IN_ORDER),)

    class Closure(Record):
        name = Limited(120, 1)
        starts_on = Day()
        ends_on = Day()
        source_id = Limited(200)

        class Meta:
            table_name = "closures"
            constraints = (Check(IN_ORDER),)

    class ColumnMapping(Record):
        source = Limited(200, 1, unique=True)
        mapping = Limited(20_000)

        class Meta:
            table_name = "column_mappings"

    class Intent(Table):
        id = AutoField()
        uid = TextField(unique=True)
        name = Limited(200, 1)
        who = Limited(120, 1)
        at = Moment()
        undone_at = Moment(null=True)
        undone_after = IntegerField(null=True)

        class Meta:
            table_name = "intents"
            indexes = ((("who", "id"), False),)

    class Change(Table):
        id = AutoField()
        intent_id = ForeignKeyField(Intent, column_name="intent_id")
        table_name = TextField()
        record_id = IntegerField()
        before = TextField(null=True)
        after = TextField(null=True)

        class Meta:
            table_name = "changes"
            indexes = ((("table_name", "record_id"), False),)

    return [
        *(Person, Organization, Group, Affiliation, Meeting, Participant, PrivateNote),
        *(School, SchoolYear, Term, Closure, ColumnMapping, Intent, Change),
    ]
