"""What stands over a timeline: whose it is, how to reach them, and who belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from partner_tui.dates import say_full_day
from partner_tui.records import candidacies, groups, members, organizations, people, words
from partner_tui.records.fields import label
from partner_tui.records.members import MemberRow
from partner_tui.records.timeline import Subject, SubjectKind
from partner_tui.records.words import WordList
from partner_tui.widgets.text import MUTED, content_line

NAMED = 12
"""How many of those who belong to a group or an organization are named."""


def head(subject: Subject, today: date) -> Content:
    """Return who or what it is, in two or three lines; raise NotFound for what is not there any more."""
    if subject.kind is SubjectKind.PERSON:
        return _person(subject.id, today)
    if subject.kind is SubjectKind.ORGANIZATION:
        return _organization(subject.id, today)
    return _group(subject.id, today)


def _person(person_id: int, today: date) -> Content:
    person = people.get(person_id)
    belongs = [" · ".join(filter(None, (row.name, row.title))) for row in groups.of_people([person_id], today)]
    job = candidacies.jobs([person_id]).get(person_id)
    what = (person.kind.value, f"grade {person.grade}" if person.grade else "", person.job_title, *belongs[:3])
    joined = f"joined {say_full_day(person.joined_on)}" if person.joined_on else ""
    reached = (f"candidate for {job}" if job else "", person.email, person.phone, joined)
    return _lines(person.name, what, reached)


def _organization(organization_id: int, today: date) -> Content:
    known = organizations.get(organization_id)
    rows, total = members.of_organization(organization_id, today, NAMED)
    reached = (known.email, known.phone, known.website, known.address)
    return _lines(known.name, (words.label_of(WordList.ORGANIZATION_KIND, known.kind),), reached, _people(rows, total))


def _group(group_id: int, today: date) -> Content:
    group = groups.get(group_id)
    rows, total = members.of_group(group_id, today, NAMED)
    return _lines(group.name, (label(group.kind.value), group.notes), _people(rows, total))


def _people(rows: Sequence[MemberRow], total: int) -> tuple[str, ...]:
    named = ", ".join(f"{row.name} ({row.title})" if row.title else row.name for row in rows)
    more = f" and {total - len(rows):,} more" if total > len(rows) else ""
    return (
        f"{total:,} {'person' if total == 1 else 'people'}: {named}{more}" if total else "nobody belongs to it now",
    )


def _lines(name: str, what: Iterable[str], *facts: Iterable[str]) -> Content:
    first = Content.assemble(content_line(name, "bold $text-primary"), content_line(f"  {_joined(what)}", MUTED))
    rest = [content_line(told) for fact in facts if (told := _joined(fact))]
    return Content("\n").join([first, *rest])


def _joined(facts: Iterable[str]) -> str:
    return " · ".join(filter(None, facts))
