"""The people of the invented school, and where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from typing import Any

from partner_tui.records.groups import GroupKind
from partner_tui.records.people import PersonKind
from partner_tui.records.sample_names import CALLED, OTHER_SCRIPTS, Directory

SCHOOL_DOMAIN = "lincoln.example"

DEPARTMENTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "Mathematics": (10, ("Mathematics Teacher",)),
    "Science": (8, ("Science Teacher", "Biology Teacher", "Chemistry Teacher")),
    "English": (10, ("English Teacher",)),
    "Social Studies": (8, ("Social Studies Teacher", "History Teacher")),
    "World Languages": (6, ("Spanish Teacher", "French Teacher", "Mandarin Teacher")),
    "Arts": (5, ("Art Teacher", "Music Teacher", "Theater Teacher")),
    "Physical Education": (4, ("Physical Education Teacher",)),
    "Special Education": (8, ("Special Education Teacher", "Instructional Aide", "Speech Therapist")),
    "Counseling": (5, ("Counselor", "School Nurse", "Social Worker")),
    "Library": (2, ("Librarian", "Library Assistant")),
    "Office": (5, ("Registrar", "Attendance Clerk", "Office Assistant", "Assistant Principal")),
    "Cafeteria": (6, ("Cook", "Food Service Worker")),
    "Facilities": (3, ("Custodian", "Groundskeeper")),
}
"""Department -> how many of 80 members of staff are in it, and what they are."""

NOT_TEACHING = frozenset({"Counseling", "Library", "Office", "Cafeteria", "Facilities"})
UNREACHED = frozenset({"Cafeteria", "Science"})
"""Departments where nobody, or hardly anybody, has been met."""

GRADES = ("9", "10", "11", "12")
CLUBS: tuple[tuple[GroupKind, str], ...] = (
    *((GroupKind.CLUB, f"{name} Club") for name in ("Robotics", "Debate", "Garden", "Drama", "Chess", "Newspaper")),
    *((GroupKind.CLUB, f"{name} Club") for name in ("Environment", "Photography", "Languages", "Cooking")),
    *((GroupKind.TEAM, name) for name in ("Soccer", "Track and Field", "Swimming")),
    (GroupKind.PROGRAM, "Peer Mentors"),
)
COUNCIL, FAMILY_GROUP = "Student Council", "Lincoln Families"
GROUPS: tuple[tuple[GroupKind, str], ...] = (
    *((GroupKind.DEPARTMENT, name) for name in DEPARTMENTS),
    *((GroupKind.GRADE, f"Grade {grade}") for grade in GRADES),
    *CLUBS,
    (GroupKind.COUNCIL, COUNCIL),
    (GroupKind.FAMILY_GROUP, FAMILY_GROUP),
)

ORGANIZATIONS: dict[str, tuple[str, str, str]] = {
    "Harbor Clinic": ("health_provider", "harborclinic.example", "12 Quay Street"),
    "First Street Bakery": ("business", "firststreetbakery.example", "1 First Street"),
    "Casa Unida": ("nonprofit", "casaunida.example", "48 Elm Street"),
    "Delgado & Daughters": ("business", "delgado.example", "7 Foundry Lane"),
    "Northgate Community College": ("higher_ed", "northgate.example", "100 College Road"),
    "Millbrook Public Library": ("government", "millbrooklibrary.example", "3 Town Square"),
    "Tidewater Credit Union": ("business", "tidewater.example", "22 Market Street"),
    "Electricians Local 9001": ("union_trade", "local9001.example", "5 Depot Street"),
    "Lantern Street Theater": ("arts_culture", "lanternstreet.example", "60 Lantern Street"),
    "Millbrook Chamber of Commerce": ("chamber_association", "millbrookchamber.example", ""),
    "Friends of Lincoln High": ("family_parent_group", "friendsoflincoln.example", ""),
}
"""Organization -> its kind, the domain of its addresses, where it is."""

FRIENDS = "Friends of Lincoln High"
_POSITIONS = ("Director", "Owner", "Volunteer Coordinator", "Manager", "Outreach Officer", "Trainer")
_LANGUAGES = ("Spanish", "Vietnamese", "Somali", "Portuguese", "Arabic", "Haitian Creole", "Polish")
_NEVER_MET = 0.21
"""The share of those outside UNREACHED whom nobody has met: with those inside it is a third of the staff."""


Hired = tuple[int, int] | int


@dataclass(frozen=True, slots=True)
class Known:
    """A member of staff who is in every sample school, hired on a month and day not long ago, or so many years ago."""

    given: str
    family: str
    address: str
    department: str
    title: str
    hired: Hired
    met: bool


STAFF = (
    Known("Priya", "Sharma", "priya|sharma", "Counseling", "Counselor", 6, True),
    Known("Noor", "Rahman", "noor|rahman", "English", "English Teacher", 4, True),
    Known("Ana", "Rivera", "ana|rivera", "Science", "Science Teacher", (8, 28), False),
    Known("Sam", "Okafor", "sam|okafor", "Cafeteria", "Kitchen Lead", (8, 26), False),
    Known("Łukasz", "Nowak", "lukasz|nowak", "Science", "Physics Teacher", 11, True),
    Known("Zoë", "Sørensen", "zoe|sorensen", "Mathematics", "Mathematics Teacher", 2, True),
    Known("Nkechi", "Obi", "nkechi|obi", "Social Studies", "History Teacher", 9, True),
    Known("D'Angelo", "Petrov", "dangelo|petrov", "Physical Education", "Physical Education Teacher", (10, 15), False),
    Known("王小明", "", "xiaoming|wang", "World Languages", "Mandarin Teacher", 3, True),
    Known("Grace", "Chen", "grace|chen", "Mathematics", "Mathematics Teacher", 14, True),
    Known("Linh", "Tran", "linh|tran", "Arts", "Art Teacher", 1, True),
    Known("Eleanor", "Whitfield", "eleanor|whitfield", "Office", "Principal", 8, True),
    Known("Tomás", "Villanueva", "tomas|villanueva", "Special Education", "Special Education Teacher", 5, False),
)
OUT_OF_ROTATION, ON_LEAVE = "Eleanor Whitfield", "Tomás Villanueva"
RESERVED = frozenset((one.given, one.family) for one in STAFF)

COMMUNITY = (
    ("Mateo", "García", "Casa Unida", "Program Director"),
    ("Carmen", "Delgado", "Delgado & Daughters", "Owner"),
    ("Odalys", "Freeman", "Harbor Clinic", "Volunteer Coordinator"),
    ("Henrik", "Brown", "First Street Bakery", "Owner"),
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person to be added, where they belong (name, title, since), and, of staff, whether anybody has met them."""

    row: dict[str, Any]
    belongs: tuple[tuple[str, str, date | None], ...] = ()
    met: bool = False

    @property
    def name(self) -> str:
        """The given and the family name."""
        return f"{self.row['given_name']} {self.row['family_name']}".strip()


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many people of each kind a school has."""

    staff: int
    students: int
    families: int
    community: int

    @classmethod
    def of(cls, people: int) -> Sizes:
        """Divide a number of people as a high school of 580 would; those in STAFF come first."""
        staff = min(people, max(len(STAFF), round(people * 80 / 580)))
        others = people - staff
        families, community = round(others * 0.08), round(others * 0.04)
        return cls(staff, others - families - community, families, community)


def everybody(sizes: Sizes, today: date, begins: date, rng: Random) -> Iterator[Newcomer]:
    """Return the people of a school year that begins on a day: staff, then students, families and community."""
    directory = Directory(rng, RESERVED)
    yield from _staff(sizes.staff, today, directory)
    yield from _students(sizes.students, begins, directory)
    yield from _families(sizes.families, directory)
    yield from _community(sizes.community, directory)


def _staff(count: int, today: date, directory: Directory) -> Iterator[Newcomer]:
    rng = directory.rng
    for number, one in enumerate(STAFF[:count]):
        row = _person(PersonKind.STAFF, one.given, one.family, directory, address=one.address)
        row |= {"job_title": one.title, "joined_on": _hired(one.hired, today), "identifier": f"T{1000 + number}"}
        row["in_rotation"] = f"{one.given} {one.family}" != OUT_OF_ROTATION
        if f"{one.given} {one.family}" == ON_LEAVE:
            row["paused_until"] = today + timedelta(days=45)
        yield Newcomer(row, ((one.department, "", row["joined_on"]),), one.met)
    for number, department in enumerate(islice(_departments(), max(0, count - len(STAFF))), start=len(STAFF)):
        row = _person(PersonKind.STAFF, *directory.name(), directory)
        choices: tuple[Hired, ...] = ((8, 28), (10, 15), 1 + int(rng.triangular(0, 28, 3)))
        hired = rng.choices(choices, (7, 5, 88))[0]
        if department in UNREACHED:
            hired = 1 + number % 17  # the newest there are Ana and Sam
        row["joined_on"] = _hired(hired, today) - timedelta(days=rng.randrange(12))
        row |= {"job_title": rng.choice(DEPARTMENTS[department][1]), "identifier": f"T{1000 + number}"}
        met = department not in UNREACHED and rng.random() >= _NEVER_MET
        yield Newcomer(row, ((department, "", row["joined_on"]),), met)


def _departments() -> Iterator[str]:
    """Return the departments of the staff after STAFF, well mixed, each as often as its share of 80 says."""
    there = [one.department for one in STAFF]
    places = [(name, place, size) for name, (size, _) in DEPARTMENTS.items() for place in range(size)]
    mixed = sorted(places, key=lambda one: ((one[1] + 0.5) / one[2], one[0]))
    first = [name for name, place, _ in mixed if place >= there.count(name)]
    yield from first
    yield from cycle([name for name, _, _ in mixed])


def _hired(when: Hired, today: date) -> date:
    """Return the latest day of that month and day, or one in the August so many years before the latest."""
    month, day = (8, 20) if isinstance(when, int) else when
    latest = date(today.year - ((month, day) > (today.month, today.day)), month, day)
    return latest.replace(year=latest.year - when) if isinstance(when, int) else latest


def _students(count: int, begins: date, directory: Directory) -> Iterator[Newcomer]:
    rng = directory.rng
    for number in range(count):
        row = _someone(PersonKind.STUDENT, number, directory)
        grade = rng.choice(GRADES)
        row |= {"grade": grade, "identifier": f"S{200_000 + number}"}
        belongs = [(f"Grade {grade}", "", begins)]
        if rng.random() < 0.4:
            belongs.append((rng.choice(CLUBS)[1], "", begins + timedelta(days=14 + rng.randrange(14))))
        if rng.random() < 0.04:
            belongs.append((COUNCIL, "Representative", begins + timedelta(days=28)))
        yield Newcomer(row, tuple(belongs))


def _someone(kind: PersonKind, number: int, directory: Directory) -> dict[str, Any]:
    if number % 97 == 5:  # now and then a name that Latin letters cannot hold
        given, family, address = OTHER_SCRIPTS[number // 97 % len(OTHER_SCRIPTS)]
        return _person(kind, given, family, directory, address=address)
    return _person(kind, *directory.name(), directory)


def _families(count: int, directory: Directory) -> Iterator[Newcomer]:
    rng = directory.rng
    for _ in range(count):
        row = _person(PersonKind.FAMILY, *directory.name(), directory, domain=f"families.{SCHOOL_DOMAIN}")
        row["language"] = rng.choice(_LANGUAGES) if rng.random() < 0.35 else ""
        chance = rng.random()
        place = FRIENDS if chance < 0.2 else FAMILY_GROUP if chance < 0.5 else None
        yield Newcomer(row, ((place, "", None),) if place else ())


def _community(count: int, directory: Directory) -> Iterator[Newcomer]:
    partners: Sequence[str] = [name for name in ORGANIZATIONS if name != FRIENDS]
    for number in range(count):
        if number < len(COMMUNITY):
            given, family, partner, title = COMMUNITY[number]
        else:
            given, family = directory.name()
            partner, title = directory.rng.choice(partners), directory.rng.choice(_POSITIONS)
        row = _person(PersonKind.COMMUNITY, given, family, directory, domain=ORGANIZATIONS[partner][1])
        row["job_title"] = title
        yield Newcomer(row, ((partner, title, None),))


def _person(
    kind: PersonKind, given: str, family: str, directory: Directory, *, address: str = "", domain: str = SCHOOL_DOMAIN
) -> dict[str, Any]:
    return {
        "kind": kind,
        "given_name": given,
        "family_name": family,
        "preferred_name": CALLED.get(given, "") if directory.rng.random() < 0.6 else "",
        "email": directory.email(address or f"{given}|{family}", domain),
        "phone": directory.phone(),
    }
