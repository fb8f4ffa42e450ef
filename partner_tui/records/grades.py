"""Grades: the codes that the students here have, and what somebody typed that means some of them."""

from __future__ import annotations

import re

from partner_tui.errors import FieldError
from partner_tui.records import database
from partner_tui.records.text import fold
from partner_tui.records.values import shortened

_SPAN = re.compile(r"(\S+) ?(?:-|\u2013|\bto\b|\bthrough\b) ?(\S+)")
_NUMBER = re.compile(r"(?:grade |gr )?0*(\d{1,2})(?:st|nd|rd|th)?")


def known() -> list[str]:
    """Return the grades that students who are not put away have, as the roster writes them, in order."""
    query = "SELECT DISTINCT grade FROM people WHERE kind = 'student' AND archived_at IS NULL AND grade <> ''"
    return sorted((row[0] for row in database.select(query)), key=_order)


def read(text: str) -> str:
    """Return the codes that a text means, in order with a space between: "9-10, 12" is "09 10 12"; '' for all.

    Raise FieldError for a grade that no student has. Where nobody has one, the text is kept as it is.
    """
    here = known()
    if not text.strip() or not here:
        return " ".join(text.replace(",", " ").split())
    meant: set[str] = set()
    for part in filter(None, (fold(one) for one in re.split(r"[,;/&]|\band\b", text))):
        meant |= _meant(part, here)
    return " ".join(grade for grade in here if grade in meant)


def _meant(part: str, here: list[str]) -> set[str]:
    if found := _one(part, here):
        return {found}
    if span := _SPAN.fullmatch(part):
        first, last = (_one(end, here) or _refuse(end, here) for end in span.groups())
        at, until = here.index(first), here.index(last)
        return set(here[min(at, until) : max(at, until) + 1])
    words = [word for word in part.split() if word not in {"grade", "grades", "gr"}]
    return {_one(word, here) or _refuse(word, here) for word in words}


def _one(text: str, here: list[str]) -> str:
    """Return the grade that is written so, or has that number; '' where there is none."""
    for grade in here:
        if fold(grade) == text:
            return grade
    number = _NUMBER.fullmatch(text)
    for grade in here if number else ():
        theirs = _NUMBER.fullmatch(fold(grade))
        if number and theirs and theirs.group(1) == number.group(1):
            return grade
    return ""


def _refuse(text: str, here: list[str]) -> str:
    raise FieldError(
        "grades", f"No student is in grade “{shortened(text)}”.", f"The grades here are {', '.join(here[:20])}."
    )


def _order(grade: str) -> tuple[int, int, str]:
    """Return what sorts grades as a school does: what comes before the first, the numbers, the rest."""
    number = _NUMBER.fullmatch(fold(grade))
    if number:
        return 1, int(number.group(1)), grade
    return 0 if fold(grade) in {"it", "pr", "pk", "tk", "kg", "k"} else 2, 0, grade
