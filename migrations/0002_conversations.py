"""Commitments, prompts and answers, goals, questions to carry on; and prompts to start from where there is a school."""

from typing import Any

from peewee import AutoField, BooleanField, Check, ForeignKeyField, IntegerField, Model, TextField


def up(migrator: Any, db: Any) -> None:
    made = tables(db)
    db.create_tables(made)
    (last,) = db.execute_sql("SELECT max(at) FROM intents WHERE EXISTS (SELECT 1 FROM school)").fetchone()
    if last is not None:
        made[1].insert_many(questions(last)).execute()


def down(migrator: Any, db: Any) -> None:
    for table in ("commitments", "answers", "goals", "questions"):
        db.execute_sql(f"DROP TABLE IF EXISTS {table}_search")
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


OPEN = '("status" = \'open\') = ("settled_on" IS NULL)'
THEMES = "goals hopes barriers going_well belonging ideas trust"
AUDIENCES = "staff candidate partner student family"


def one_of(flag: str, *links: str) -> Any:
    """Return the check that exactly one of a flag and some links is set."""
    set_links = [f'CASE WHEN "{link}" IS NULL THEN 0 ELSE 1 END' for link in links]
    return Check(" + ".join([f'CASE WHEN "{flag}" THEN 1 ELSE 0 END', *set_links]) + " = 1")


def differ(one: str, other: str) -> Any:
    """Return the check that two links do not lead to the same record."""
    return Check(f'"{one}" IS NULL OR "{other}" IS NULL OR "{one}" <> "{other}"')


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

    class Group(Table):
        class Meta:
            table_name = "groups"

    class Meeting(Table):
        class Meta:
            table_name = "meetings"

    class SchoolYear(Table):
        class Meta:
            table_name = "school_years"

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
            constraints = (
                one_of("by_us", "by_person_id", "by_organization_id"),
                one_of("to_us", "to_person_id", "to_organization_id", "to_group_id"),
                Check('NOT ("by_us" AND "to_us")'),
                differ("by_person_id", "to_person_id"),
                differ("by_organization_id", "to_organization_id"),
                Check('"due_on" IS NULL OR "due_on" >= "made_on"'),
                Check('"settled_on" IS NULL OR "settled_on" >= "made_on"'),
                Check(OPEN),
            )

    class Prompt(Record):
        theme = Word(THEMES)
        audience = Word(AUDIENCES)
        text = Limited(300, 1)
        position = Number(0, 1_000_000)

        class Meta:
            table_name = "prompts"
            indexes = ((("audience", "position"), False),)

    class Answer(Record):
        prompt_id = ForeignKeyField(Prompt, column_name="prompt_id")
        person_id = ForeignKeyField(Person, column_name="person_id")
        meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", null=True)
        asked_on = Day()
        text = Limited(20_000)
        search_text = TextField()

        class Meta:
            table_name = "answers"
            indexes = ((("person_id", "asked_on"), False),)

    class Goal(Record):
        person_id = ForeignKeyField(Person, column_name="person_id")
        school_year_id = ForeignKeyField(SchoolYear, column_name="school_year_id", null=True)
        text = Limited(300, 1)
        meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", null=True)
        heard_on = Day()
        look_again_on = Day(null=True)
        status = Word("open reached let_go")
        settled_on = Day(null=True)
        search_text = TextField()

        class Meta:
            table_name = "goals"
            indexes = ((("status", "look_again_on"), False),)
            constraints = (
                Check('"look_again_on" IS NULL OR "look_again_on" >= "heard_on"'),
                Check('"settled_on" IS NULL OR "settled_on" >= "heard_on"'),
                Check(OPEN),
            )

    class Question(Record):
        person_id = ForeignKeyField(Person, column_name="person_id")
        text = Limited(300, 1)
        meeting_id = ForeignKeyField(Meeting, column_name="meeting_id", null=True)
        raised_on = Day()
        settled_on = Day(null=True)
        search_text = TextField()

        class Meta:
            table_name = "questions"
            constraints = (Check('"settled_on" IS NULL OR "settled_on" >= "raised_on"'),)

    return [Commitment, Prompt, Answer, Goal, Question]


def questions(at: str) -> list[dict[str, Any]]:
    """Return the questions as records of the moment `at`; their numbers make their uids."""
    kept = {"version": 1, "created_at": at, "updated_at": at}
    made: list[dict[str, Any]] = []
    for audience, asked in QUESTIONS.items():
        for number, (theme, text) in asked.items():
            position = (len(made) + 1) * 10
            uid = f"70726f6d-7074-8000-8000-{number:012d}"
            made.append({"uid": uid, "audience": audience, "theme": theme, "text": text, "position": position} | kept)
    return made


QUESTIONS: dict[str, dict[int, tuple[str, str]]] = {
    "staff": {
        1: ("goals", "What is one goal of yours for this year, and how will you notice that you reached it?"),
        2: ("hopes", "What do you hope to get out of teaching, or out of your work here?"),
        3: ("barriers", "What gets in your way that I could clear?"),
        4: ("going_well", "What went better than you expected lately?"),
        5: ("belonging", "Who here has made your work easier, and do they know it?"),
        6: ("ideas", "What should we stop doing, start doing, and on no account change?"),
        7: ("trust", "What did I promise you last time, and how did that turn out?"),
        8: ("goals", "What would you like to be better at by June?"),
        9: ("hopes", "What are you looking forward to this year?"),
        10: ("barriers", "Where do your hours go that no student gains from?"),
        11: ("belonging", "Which students are on your mind, and who is missing from our tables?"),
        12: ("hopes", "If this job were exactly right for you, what would be different?"),
        13: ("trust", "What could make you leave, and what would make you stay?"),
        14: ("ideas", "If you could try one new thing with your students, what would it be?"),
        15: ("goals", "Whom would you like to learn from this year, here or elsewhere?"),
        16: ("going_well", "Which moment of the past month would you like to have again?"),
    },
    "candidate": {
        21: ("hopes", "What excites you about working here?"),
        22: ("going_well", "Tell me of a student who is better off because of you. What did you do?"),
        23: ("goals", "What would you want to have done by the end of your first year?"),
        24: ("barriers", "When did something you tried not work, and what did you do next?"),
        25: ("belonging", "What do you need from colleagues to do your best work?"),
        26: ("ideas", "What would you bring to our students outside your subject?"),
        27: ("trust", "What should I tell you about this school before you decide?"),
        28: ("belonging", "How do you get to know families whose lives differ from yours?"),
    },
    "partner": {
        31: ("hopes", "Why do you want to work with our students, and what is in it for you?"),
        32: ("goals", "What would make you say in June that this year was worth it?"),
        33: ("barriers", "What makes working with a school harder than it needs to be?"),
        34: ("going_well", "What have our students done for you that you did not expect?"),
        35: ("trust", "What did we promise you, and did we do it?"),
        36: ("ideas", "What do you have, besides money, that students could use?"),
        37: ("belonging", "Which students do you never meet, and what would bring them to you?"),
        38: ("trust", "If you were away tomorrow, who would look after this partnership on your side?"),
    },
    "student": {
        41: ("goals", "What do you want to be able to do by the end of the year?"),
        42: ("hopes", "What would you like to try that you have never been asked to do?"),
        43: ("belonging", "Which grown-up here would you go to if something went wrong?"),
        44: ("barriers", "What makes it hard to join in here: time, getting home, money, language, something else?"),
        45: ("going_well", "What are you good at that nobody at school knows about?"),
        46: ("ideas", "If students ran one thing at this school, what should it be?"),
        47: ("trust", "When did a grown-up here last ask what you think, and what came of it?"),
        48: ("belonging", "Who is often on their own, and what would make it easier for them?"),
    },
    "family": {
        51: ("hopes", "What do you hope this year does for your child?"),
        52: ("going_well", "What does your child tell you about that went well here?"),
        53: ("barriers", "What makes it hard to come to school, or to reach us?"),
        54: ("belonging", "What should we know about your family to do right by your child?"),
        55: ("trust", "When we say that we will do something, do we do it?"),
        56: ("goals", "What would you like to see your child do alone by June?"),
        57: ("ideas", "What do you know or do that students would love to hear about?"),
        58: ("belonging", "Which language and which hour suit you best when we talk?"),
    },
}
