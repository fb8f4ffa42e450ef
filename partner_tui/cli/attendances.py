"""Who takes part in a meeting, out of the options of a command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from partner_tui.cli import persons
from partner_tui.errors import NotFound
from partner_tui.records.meetings import Attendance
from partner_tui.records.participants import Part, ParticipantRow


def of(options: Namespace, present: Sequence[ParticipantRow] = (), *, came: bool | None = None) -> list[Attendance]:
    """Return everybody who takes part: whoever the options name, in the parts that they name; the rest stays.

    `came` holds for those of whom nothing else is known.
    """
    everyone = {one.person_id: Attendance(one.person_id, one.part, one.came) for one in present}
    for part, texts in ((Part.GUEST, options.guests), (Part.HOST, options.hosts), (Part.OPTIONAL, options.optional)):
        if texts:
            everyone = _with_part(everyone, part, texts)
    if came is not None:
        everyone = {
            one: Attendance(one, row.part, came if row.came is None else row.came) for one, row in everyone.items()
        }
    for answer, texts in ((True, getattr(options, "came", None)), (False, getattr(options, "did_not_come", None))):
        _answer(everyone, answer, texts or ())
    return list(everyone.values())


def _with_part(everyone: dict[int, Attendance], part: Part, texts: Sequence[str]) -> dict[int, Attendance]:
    """Return everyone, with exactly the named people in one part."""
    named = [person.id for person in persons.all_named(texts)]
    others = {one: row for one, row in everyone.items() if row.part is not part and one not in named}
    return others | {one: Attendance(one, part, everyone[one].came if one in everyone else None) for one in named}


def _answer(everyone: dict[int, Attendance], came: bool, texts: Sequence[str]) -> None:
    for person in persons.all_named(texts):
        if person.id not in everyone:
            raise NotFound(f"{person.name} is not in this meeting.", "Add them with --with.")
        everyone[person.id] = Attendance(person.id, everyone[person.id].part, came)
