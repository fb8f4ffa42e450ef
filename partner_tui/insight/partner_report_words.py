"""What the report on partners says in words, before any table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from partner_tui.dates import say_full_day
from partner_tui.records.amounts import Amount, Unit

if TYPE_CHECKING:
    from partner_tui.insight.partner_report import Kept, PartnerReport, Reach

NOBODY, LESS = "nobody yet", "less than its share"
_AT_WORK = ("active", "deepening")
_MOST = 3
"""How many names a sentence has before it counts the rest."""

KINDS = {
    "job": "jobs",
    "internship": "internships",
    "shadowing": "shadowing",
    "mentoring": "mentoring",
    "project": "projects",
    "speaker": "speakers",
}
"""What students did, by kind of opening."""


def sentences(report: PartnerReport, stages: Mapping[str, int]) -> list[str]:
    """Return the report in sentences: the numbers, who is left behind, and the promises; `stages` counts partners."""
    found = [_first(report, stages)]
    found += _left_behind(report.groups, "group")
    found += _left_behind(report.grades, "grade")
    if report.kept:
        found.append(_promises(report.kept))
    given = [f"{amount(one.quantity, one.unit)}{_of(one.what)}" for one in report.given if not one.ours]
    if given:
        found.append(f"Partners gave {_listed(given)}.")
    return found


def _first(report: PartnerReport, stages: Mapping[str, int]) -> str:
    so_far = " so far" if report.made_on <= report.last else ""
    when = f"In {report.title}{so_far} ({say_full_day(report.first)} to {say_full_day(report.last)})"
    active = sum(stages.get(stage, 0) for stage in _AT_WORK)
    of = f"{active:,} of {sum(stages.values()):,} partners are active today." if so_far else ""
    if report.students.value == 0:
        return f"{when}, no student was placed with a partner. {of}".strip()
    if report.students.value is None:
        few = f"{report.students.text} students were placed with partners: too few to say more of them."
        return f"{when}, {few} {of}".strip()
    partners = "1 partner" if len(report.partners) == 1 else f"{len(report.partners):,} partners"
    placements = "1 placement" if report.placements.value == 1 else f"{report.placements.text} placements"
    sentence = f"{when}, {report.students.text} students worked or learned with {partners}: {placements}"
    return f"{sentence} and {report.hours.text} approved hours. {of}".strip()


def _left_behind(reaches: Sequence[Reach], what: str) -> Iterator[str]:
    nobody = [f"{one.name} ({one.students.text} students)" for one in reaches if one.word == NOBODY]
    if nobody:
        yield f"Nobody was placed yet from {_listed(nobody)}."
    if what == "grade":
        for one in reaches:
            if one.word == LESS:
                placed = f"{one.placed.text} were placed where {one.fair} would be fair"
                yield f"{one.name.capitalize()} had less than its share: {placed}."


def _promises(kept: Sequence[Kept]) -> str:
    said = [
        f"{'we' if one.ours else 'partners'} kept {one.in_time:,} of {one.due:,} in time" for one in kept if one.due
    ]
    return f"Of the promises that fell due, {' and '.join(said)}." if said else "No promise fell due."


def _of(what: str) -> str:
    return f" ({what[0].lower()}{what[1:]})" if what else ""


def _listed(names: Sequence[str]) -> str:
    if len(names) > _MOST + 1:
        return f"{', '.join(names[:_MOST])} and {len(names) - _MOST:,} more"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def amount(quantity: Decimal, unit: str) -> str:
    """Return a quantity with its unit: 40 hours, $1,250."""
    return str(Amount(quantity, Unit(unit)))
