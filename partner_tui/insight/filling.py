"""Filling an opening fairly: who had the fewest chances comes first, and a tie is shown as a tie.

Nothing is scored: students are in order of the placements that they had or have, and of those with as many, who is in
none now comes first. What is the same is drawn by lot, so that neither the alphabet nor the order of entering decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from partner_tui.records.eligible import EligibleRow, LeftOut, Lot, Tie


def lot(opening_uid: str, day: date) -> Lot:
    """Return the lot that orders a tie for an opening on a day: the same all day, another tomorrow and elsewhere."""
    digest = sha256(f"{opening_uid} {day.isoformat()}".encode()).digest()
    return Lot.of(int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:16], "big"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Students who had the same chances: the place of the first in the list, from 0, and how many they are."""

    first: int
    count: int
    heading: str


def stretches(ties: Sequence[Tie]) -> list[Stretch]:
    """Return the ties of a list, in its order, each under a heading that says what its students share."""
    made: list[Stretch] = []
    first = 0
    for tie in ties:
        who = "1 student" if tie.count == 1 else f"{tie.count:,} students"
        made.append(Stretch(first, tie.count, f"{who} with {shared(tie.had, tie.running)}"))
        first += tie.count
    return made


def shared(had: int, running: int) -> str:
    """Return the chances of a student, which a whole tie shares: "no placement yet", "2 placements, one now"."""
    if not had:
        return "no placement yet"
    count = "1 placement" if had == 1 else f"{had} placements"
    if not running:
        return f"{count} before"
    if running == had:
        return f"{count} now"
    return f"{count}, {running} of them now"


def why(row: EligibleRow, youngest: int | None) -> list[str]:
    """Return what speaks for where a student stands, and what to look at before placing them."""
    said = [shared(row.had, row.running)]
    said.append("nobody has met them yet" if not row.met else f"met {'once' if row.met == 1 else f'{row.met} times'}")
    if youngest and not row.born_known:
        said.append(f"birth date not known: ask whether they are {youngest}")
    return said


def left_out(found: LeftOut, grades: str, youngest: int | None) -> str:
    """Return who is not in the list and why, in one sentence; '' where nobody is left out."""
    parts = []
    if found.there:
        parts.append(f"{found.there:,} in it already")
    if found.grade:
        parts.append(f"{found.grade:,} not in grade {grades.replace(' ', ', ')}")
    if found.age:
        parts.append(f"{found.age:,} younger than {youngest}")
    return f"Not in the list: {', '.join(parts)}." if parts else ""


def cut(ties: Sequence[Tie], places: int) -> str:
    """Return where the places end, in one sentence: who is in before the tie that there are not places enough for."""
    if places <= 0:
        return "No place is left."
    before = 0
    for tie in ties:
        if before + tie.count > places:
            rest = places - before
            among = f"{tie.count:,} with {shared(tie.had, tie.running)}"
            if not before:
                return f"{_places(places)} for {among}: choose among equals, or take the first."
            return f"{_places(places)}: {before:,} with fewer chances, then {rest:,} of {among}."
        before += tie.count
    return f"{_places(places)}, enough for all {before:,}." if before else f"{_places(places)}, and nobody to place."


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"
