"""A small school to ask for names: as the records would answer, and counting how often they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from partner_tui.capture import CaptureDraft, Lookup, Match, parse
from partner_tui.records.text import fold

NOW = datetime(2026, 11, 24, 9, 0, 20, tzinfo=ZoneInfo("America/New_York"))
"""A Tuesday morning."""

PEOPLE = (
    ("Ana Rivera", "Science"),
    ("Sam Okafor", "Cafeteria"),
    ("Li Chen", "Mathematics"),
    ("Bao Tran", "English"),
    ("Robert O'Brien", "Transport"),
    ("Maria de la Cruz", "Office"),
    ("Łukasz Nowak", "Music"),
    ("Noor Rahman", "Counseling"),
    ("Mateo García", "History"),
    ("Zoë Sun", "Art"),
    ("Kim Park", "Science"),
    ("Kim Diaz", "Art"),
    ("Kim Lopez", "Music"),
)
NICKNAMES = {"bob": "robert", "lucas": "lukasz", "samuel": "sam"}
TYPOS = {"rivra": "rivera", "nooor": "noor"}
ORGANIZATIONS = ("Delgado Construction", "Harbor Clinic", "First Street Bakery", "Casa Unida", "Beans & Sons")
MEMBERS = {"Kim Park": 2, "Kim Diaz": 4, "Kim Lopez": 4}
"""Who belongs to which of the organizations, counted from 1."""


class School:
    """Answers to names by the beginnings of all their words, with nicknames and a typo or two."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def people(self, text: str, /) -> Sequence[Match]:
        """The people in whose name every word of `text` begins a word."""
        self.asked.append(text)
        return [
            Match(number, name, detail, _score(text, name))
            for number, (name, detail) in enumerate(PEOPLE, 1)
            if _fits(text, name)
        ]

    def organizations(self, text: str, /) -> Sequence[Match]:
        """The organizations in whose name every word of `text` begins a word."""
        self.asked.append(text)
        return [Match(number, name) for number, name in enumerate(ORGANIZATIONS, 1) if _fits(text, name)]

    def members(self, text: str, organization_ids: Sequence[int], /) -> Sequence[Match]:
        """The people of some organizations in whose name every word of `text` begins a word."""
        there = {MEMBERS[name] for name in MEMBERS if MEMBERS[name] in organization_ids}
        return [one for one in self.people(text) if MEMBERS.get(one.name) in there]


def read(line: str, *, now: datetime = NOW, lookup: Lookup | None = None, day_first: bool = False) -> CaptureDraft:
    """The draft of a line typed at the school, on a Tuesday morning if nothing else is said."""
    return parse(line, now=now, lookup=lookup or School(), day_first=day_first)


def _fits(text: str, name: str) -> bool:
    typed = [TYPOS.get(word, NICKNAMES.get(word, word)) for word in fold(text).replace(".", "").split()]
    names = fold(name).split()
    # The first letter alone is an initial only beside another word, so that "a" is nobody.
    if not typed or (len(typed) == 1 and len(typed[0]) < 2):
        return False
    return all(any(part.startswith(word) for part in names) for word in typed)


def _score(text: str, name: str) -> float:
    return 1.0 if fold(text) == fold(name) else 0.7
