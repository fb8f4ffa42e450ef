"""What partners did for students, as it may leave the building: counts of a few people are not in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from partner_tui.insight import partner_report_words, suppression
from partner_tui.insight.partner_report_words import KINDS, LESS, NOBODY
from partner_tui.insight.report_lines import Crossed as Crossed
from partner_tui.insight.report_lines import Figure as Figure
from partner_tui.insight.report_lines import Kept as Kept
from partner_tui.insight.report_lines import Line as Line
from partner_tui.insight.report_lines import PartnerReport as PartnerReport
from partner_tui.insight.report_lines import Reach as Reach
from partner_tui.insight.suppression import Mark, TableMarks
from partner_tui.records.partner_report_rows import (
    GroupFacts,
    PartnerReportFacts,
    Placed,
    PromiseFacts,
)

NOT_RECORDED = "not recorded"
NO_GROUP = "in no group"
_NOTHING = Figure("–")
ALIKE = Fraction(4, 5)
"""Below this part of its fair share a grade or a group is behind (the 80 % rule, 43 FR 38295, 1978)."""


def report(facts: PartnerReportFacts) -> PartnerReport:
    """Return the report on some days, with small groups as domain.md 5.9 has them (NCES 2011-603)."""
    least = facts.smallest
    students = len({one.student_id for one in facts.placed})
    few = 0 < students < least
    groups = _groups(facts.groups, facts, students)
    kinds, grades, crossed = _across(facts, students)
    kept = [_kept(one) for one in sorted(facts.promises, key=lambda one: not one.ours)]
    sectors, partners = _where(facts)
    found = PartnerReport(
        school=facts.school,
        title=facts.span.name,
        first=facts.span.starts_on,
        last=min(facts.span.ends_on, facts.today),
        made_on=facts.today,
        sentences=(),
        students=_figure(students, Mark.SMALL if few else Mark.SHOWN, least),
        placements=_beside(len(facts.placed), few),
        hours=_beside(_hours(facts.placed), few),
        partners=partners,
        sectors=sectors,
        kinds=kinds,
        grades=grades,
        crossed=crossed,
        groups=groups,
        kept=kept,
        given=facts.given,
        notes=_notes(least, over=facts.span.ends_on < facts.today),
    )
    return replace(found, sentences=partner_report_words.sentences(found, facts.stages))


def _figure(count: int, mark: Mark, least: int) -> Figure:
    return Figure(suppression.shown(count, mark, least), count if mark is Mark.SHOWN else None)


def _beside(count: int, hidden: bool) -> Figure:
    """Return what stands beside a count of students: hidden wherever that is."""
    return _NOTHING if hidden else Figure(f"{count:,}", count)


def _hours(placed: Iterable[Placed]) -> int:
    return (sum(one.minutes for one in placed) + 30) // 60


def _by(placed: Sequence[Placed], key: Mapping[int, Hashable] | None = None) -> dict[Hashable, list[Placed]]:
    """Return the placements by kind of opening, or by what their partner is."""
    found: dict[Hashable, list[Placed]] = defaultdict(list)
    for one in placed:
        found[one.kind if key is None else key[one.organization_id]].append(one)
    return found


def _students(placed: Iterable[Placed]) -> int:
    return len({one.student_id for one in placed})


def _line(name: str, beside: str, placed: Sequence[Placed], count: int, mark: Mark, least: int, uid: str = "") -> Line:
    """Return the line of some placements, which are of `count` students."""
    if mark is not Mark.SHOWN:
        return Line(name, beside, _figure(count, mark, least), _NOTHING, _NOTHING, uid)
    students, placements, hours = (Figure(f"{number:,}", number) for number in (count, len(placed), _hours(placed)))
    return Line(name, beside, students, placements, hours, uid)


def _where(facts: PartnerReportFacts) -> tuple[list[Line], list[Line]]:
    """Return the sectors and the partners, those with the most students first; hidden so that neither tells of both."""
    by_partner = _by(facts.placed, {one: one for one in facts.partners})
    by_sector = _by(facts.placed, {one: facts.partners[one].sector for one in facts.partners})
    inside: dict[str, list[int]] = {str(sector): [] for sector in by_sector}
    for one in facts.partners:
        if one in by_partner:
            inside[facts.partners[one].sector].append(one)
    counts = [[_students(by_partner[one]) for one in there] for there in inside.values()]
    totals = [_students(by_sector[sector]) for sector in inside]
    outer, inner = suppression.nested(totals, counts, facts.smallest)
    sectors, partners = [], []
    for sector, total, mark, marks, numbers in zip(inside, totals, outer, inner, counts, strict=True):
        name, there = sector or NOT_RECORDED, inside[sector]
        sectors.append(_line(name, _partners(len(there)), by_sector[sector], total, mark, facts.smallest))
        for one, count, its in zip(there, numbers, marks, strict=True):
            known = facts.partners[one]
            partners.append(_line(known.name, name, by_partner[one], count, its, facts.smallest, known.uid))
    return sorted(sectors, key=_order), sorted(partners, key=_order)


def _order(line: Line) -> tuple[int, str]:
    # What is hidden is in the order of names: its place must not tell how many it is.
    return -(line.students.value or 0), line.name.casefold()


def _partners(number: int) -> str:
    return "1 partner" if number == 1 else f"{number:,} partners"


def _across(facts: PartnerReportFacts, placed: int) -> tuple[list[Line], list[Reach], list[Crossed]]:
    """Return the kinds of opening, the grades, and both across, hidden so that none tells of the others."""
    least, by_kind = facts.smallest, _by(facts.placed)
    ordered = sorted(by_kind, key=str)
    theirs = Counter(grade for _, grade in {(one.student_id, one.grade) for one in facts.placed})
    both = Counter((grade, kind) for _, grade, kind in {(one.student_id, one.grade, one.kind) for one in facts.placed})
    names = sorted(facts.students.keys() | theirs.keys(), key=_grade_order)
    counts = [theirs[name] for name in names]
    wholes = [facts.students.get(name, 0) for name in names]
    cells = [[both[name, str(kind)] for kind in ordered] for name in names]
    of_kinds = [_students(by_kind[kind]) for kind in ordered]
    if 0 < placed < least:
        marks = _withheld(counts, of_kinds, cells)
    else:
        marks = suppression.table(counts, of_kinds, cells, least, wholes)
    rows = zip(names, counts, wholes, marks.rows, strict=True)
    kinds = [
        _line(KINDS.get(str(kind), str(kind)), "", by_kind[kind], count, mark, least)
        for kind, count, mark in zip(ordered, of_kinds, marks.columns, strict=True)
    ]
    order = sorted(range(len(kinds)), key=lambda at: _order(kinds[at]))
    grades = [
        _reach(_grade(name), count, whole, _of_few(mark, whole, least), placed, facts)
        for name, count, whole, mark in rows
    ]
    crossed = [
        Crossed(_grade(name), [_figure(row[at], shades[at], least) for at in order])
        for name, row, shades in zip(names, cells, marks.cells, strict=True)
    ]
    kinds = [kinds[at] for at in order]
    return kinds, grades, crossed if len(ordered) > 1 else []


def _withheld(rows: Sequence[int], columns: Sequence[int], cells: Sequence[Sequence[int]]) -> TableMarks:
    """Return that nothing is said of so few."""

    def of(counts: Sequence[int]) -> list[Mark]:
        return [Mark.HIDDEN if count else Mark.SHOWN for count in counts]

    return TableMarks(of(rows), of(columns), [of(row) for row in cells])


def _grade(name: str) -> str:
    return f"grade {name.lstrip('0') or name}" if name else NOT_RECORDED


def _grade_order(grade: str) -> tuple[bool, bool, int, str]:
    return grade == "", not grade.isdecimal(), int(grade) if grade.isdecimal() else 0, grade


def _groups(groups: Sequence[GroupFacts], facts: PartnerReportFacts, placed: int) -> list[Reach]:
    """Return the groups: those of whom nobody was placed first, then those furthest from a fair share."""
    counts, wholes = [one.placed for one in groups], [one.students for one in groups]
    marks = _marks(counts, wholes, facts.smallest)
    there = zip(groups, counts, wholes, marks, strict=True)
    lines = [_reach(one.name or NO_GROUP, count, whole, mark, placed, facts) for one, count, whole, mark in there]
    return sorted(lines, key=lambda one: (one.name == NO_GROUP, one.word != NOBODY, one.name.casefold()))


def _marks(counts: Sequence[int], wholes: Sequence[int], least: int) -> list[Mark]:
    """Return how counts beside their wholes may appear; nothing is said of a whole that is small itself."""
    if 0 < sum(counts) < least:
        return [Mark.HIDDEN if count else Mark.SHOWN for count in counts]
    found = suppression.vector(counts, least, wholes)
    return [_of_few(mark, whole, least) for mark, whole in zip(found, wholes, strict=True)]


def _of_few(mark: Mark, whole: int, least: int) -> Mark:
    """Return how a count of so many people may appear: not at all where they are few themselves."""
    return Mark.SMALL if 0 < whole < least and mark is Mark.SHOWN else mark


def _reach(name: str, count: int, whole: int, mark: Mark, placed: int, facts: PartnerReportFacts) -> Reach:
    least, school = facts.smallest, sum(facts.students.values())
    if whole < least:
        return Reach(name, Figure(f"<{least}" if whole else "0"), Figure("–"), "", "", "")
    fair = Fraction(whole * placed, school) if school and placed >= least else None
    most = {Mark.SHOWN: count, Mark.SMALL: least - 1}.get(mark)
    word = ""
    if fair is not None and most is not None:
        word = NOBODY if not most else LESS if most < ALIKE * fair else ""
    return Reach(
        name,
        Figure(f"{whole:,}", whole),
        _figure(count, mark, least),
        suppression.rate(count, whole, mark, least),
        "" if fair is None else f"{round(fair):,}",
        word,
    )


def _kept(one: PromiseFacts) -> Kept:
    return Kept(one.ours, one.kept - one.kept_late, one.kept_late, one.broken, one.open_late)


def _notes(least: int, *, over: bool) -> list[str]:
    found = [
        "A student who was in two places counts once in every line and in every total.",
        "Hours are those that were approved. A promise is in time if it was kept by the day it was due.",
        f"A count of 1 to {least - 1} reads <{least}, and others are not shown where it could be worked out from them "
        "(NCES 2011-603). Do not hand out two reports on days that lie close together: their difference tells.",
    ]
    return [*found, "These days are over: the grades of the students are those of today."] if over else found
