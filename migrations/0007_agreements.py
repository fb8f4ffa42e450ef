"""Agreements with partners, and which of them an opening needs."""

from typing import Any

from peewee import AutoField, BooleanField, Check, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    db.create_tables(tables(db))


def down(migrator: Any, db: Any) -> None:
    db.execute_sql("DROP TABLE IF EXISTS agreements_search")
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


AGREEMENTS = "mou work_study training data_sharing insurance clearance"
OPENINGS = "job internship shadowing mentoring project speaker"
IN_ORDER = '"ends_on" IS NULL OR "starts_on" IS NULL OR "starts_on" <= "ends_on"'


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

    class Organization(Table):
        class Meta:
            table_name = "organizations"

    class Record(Table):
        id = AutoField()
        uid = TextField(unique=True)
        version = Number(1, 2_000_000_000)
        created_at = Moment()
        updated_at = Moment()
        archived_at = Moment(null=True)

    class Agreement(Record):
        organization_id = ForeignKeyField(Organization, column_name="organization_id")
        kind = Word(AGREEMENTS)
        title = Limited(200)
        person_id = ForeignKeyField(Person, column_name="person_id", null=True)
        signed_by_school_on = Day(null=True)
        signed_by_partner_on = Day(null=True)
        starts_on = Day(null=True)
        ends_on = Day(null=True)
        notice_days = Number(0, 400)
        renewed_from_id = ForeignKeyField("self", column_name="renewed_from_id", null=True)
        document = Limited(500)
        document_sha256 = Limited(64)
        notes = Limited(20_000)
        search_text = TextField()

        class Meta:
            table_name = "agreements"
            indexes = ((("ends_on",), False),)
            constraints = (Check(IN_ORDER),)

    class Requirement(Record):
        opening_kind = Word(OPENINGS)
        agreement_kind = Word(AGREEMENTS)
        needed = Flag()

        class Meta:
            table_name = "requirements"
            indexes = ((("opening_kind", "agreement_kind"), True),)

    return [Agreement, Requirement]
