"""Openings, placements and hours; birth dates and rules of work, which only hours ask for."""

from typing import Any

from peewee import SQL, AutoField, BooleanField, Check, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    db.create_tables(tables(db))


def down(migrator: Any, db: Any) -> None:
    db.execute_sql("DROP TABLE IF EXISTS openings_search")
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


OPENINGS = "job internship shadowing mentoring project speaker"
IN_ORDER = '"ends_on" IS NULL OR "starts_on" <= "ends_on"'


def tables(db: Any) -> list[type[Model]]:
    """Return the tables as this migration makes them, in the order of their references."""

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

    class Opening(Record):
        organization_id = ForeignKeyField(Organization, column_name="organization_id")
        title = Limited(200, 1)
        kind = Word(OPENINGS)
        places = Number(1, 1_000)
        minutes_per_week = Number(1, 7 * 24 * 60, null=True)
        paid = Flag()
        pay = Number(1, 999_999_999_999, null=True)
        pay_per = Word("hour week month whole", null=True)
        starts_on = Day()
        ends_on = Day(null=True)
        grades = Limited(60)
        youngest = Number(5, 30, null=True)
        requirements = Limited(20_000)
        supervisor_id = ForeignKeyField(Person, column_name="supervisor_id", null=True)
        search_text = TextField()

        class Meta:
            table_name = "openings"
            constraints = (
                Check(IN_ORDER),
                Check('("pay" IS NULL) = ("pay_per" IS NULL)'),
                Check('"pay" IS NULL OR "paid"'),
            )

    class Placement(Record):
        opening_id = ForeignKeyField(Opening, column_name="opening_id")
        student_id = ForeignKeyField(Person, column_name="student_id")
        supervisor_id = ForeignKeyField(Person, column_name="supervisor_id", null=True)
        starts_on = Day()
        ends_on = Day(null=True)
        target_minutes = Number(1, 600_000, null=True)
        rules = Word("standard wecep wsp student_learner")
        status = Word("open completed ended_early")
        settled_on = Day(null=True)
        why = Limited(200)

        class Meta:
            table_name = "placements"
            constraints = (
                Check(IN_ORDER),
                Check('"settled_on" IS NULL OR "settled_on" >= "starts_on"'),
                Check('("status" = \'open\') = ("settled_on" IS NULL)'),
            )

    class HoursEntry(Record):
        placement_id = ForeignKeyField(Placement, column_name="placement_id", index=False)
        worked_on = Day()
        starts_minute = Number(0, 24 * 60 - 1, null=True)
        minutes = Number(1, 24 * 60)
        state = Word("submitted approved declined")
        settled_on = Day(null=True)
        settled_by = Limited(120)
        why = Limited(200)
        note = Limited(200)

        class Meta:
            table_name = "hours"
            constraints = (Check('("state" = \'submitted\') = ("settled_on" IS NULL)'),)

    live, waiting = '"archived_at" IS NULL', '"state" = \'submitted\' AND "archived_at" IS NULL'
    of_placements = (HoursEntry.placement_id, HoursEntry.worked_on, HoursEntry.state, HoursEntry.minutes)
    HoursEntry.add_index(HoursEntry.index(*of_placements, where=SQL(live), name="hours_of_placements"))
    HoursEntry.add_index(HoursEntry.index(*of_placements[:2], where=SQL(waiting), name="hours_waiting"))

    class Birth(Record):
        person_id = ForeignKeyField(Person, column_name="person_id", unique=True)
        born_on = Day()

        class Meta:
            table_name = "births"

    class WorkRules(Record):
        name = Limited(120, 1, unique=True)
        source = Limited(200)
        rules = Limited(20_000)

        class Meta:
            table_name = "work_rules"

    return [Opening, Placement, HoursEntry, Birth, WorkRules]
