"""From a key to a placement: places students, changes and ends placements, and writes each as one intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from partner_tui.records import openings, placements
from partner_tui.records.history import Intent
from partner_tui.records.opening_rows import OpeningRow
from partner_tui.records.placement_rows import PlacementRow, PlacementStatus
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.hours_opening import HoursApp
from partner_tui.screens.opening_editing import people_of
from partner_tui.screens.opening_editing import said as opening_said
from partner_tui.screens.placement_form import PlacementDraft, PlacementForm
from partner_tui.screens.promise_editing import Ending, WhyForm
from partner_tui.widgets.person_picker import Choice

_VERBS = {
    PlacementStatus.OPEN: "Open again:",
    PlacementStatus.COMPLETED: "Completed:",
    PlacementStatus.ENDED_EARLY: "Ended early:",
}


class WhyEnded(WhyForm):
    """A word why a placement ended early, and the day."""

    HELP = "Placements"


def said(row: PlacementRow) -> str:
    """Return a placement in a few words: who, and where."""
    return f"{row.student}, {row.opening} at {row.organization}"


def several(rows: Sequence[PlacementRow]) -> str:
    """Return what an intent says of some placements: the one, or how many there are."""
    return said(rows[0]) if len(rows) == 1 else f"{len(rows):,} placements"


def place(
    screen: DeskScreen, opening: OpeningRow, students: Sequence[int], who: str, done: Callable[[str], None]
) -> None:
    """Ask from when, until when and for how many hours, and place students; `done` gets what was done.

    `who` is how the students are called.
    """
    if not students or not screen.may_write():
        return
    name = f"Place {who} in {opening_said(opening)}"

    def submit(draft: PlacementDraft) -> None:
        with screen.desk.intent(name) as intent:
            placements.place(intent, opening.id, students, beyond=draft.beyond, **_values(draft))

    today = screen.desk.today
    draft = PlacementDraft(max(today, opening.starts_on), opening.ends_on)
    whom = who if len(students) <= 2 else f"{len(students):,} students"  # their names fill more than a line
    form = _form(screen, f"Place {whom}: {opening.title}", draft, opening, submit)
    screen.app.push_screen(form, lambda ok: done(f"Placed {who} in {opening_said(opening)}") if ok else None)


def edit_placement(screen: DeskScreen, placement_id: int) -> None:
    """Show a placement, and save what is changed."""
    if not screen.may_write():
        return
    today = screen.desk.today
    row = placements.get(placement_id, today)

    def submit(draft: PlacementDraft) -> None:
        with screen.desk.intent(f"Edit {said(row)}") as intent:
            placements.edit(intent, placement_id, draft.version, beyond=draft.beyond, **_values(draft))

    opening = openings.get(row.opening_id, today)
    form = _form(
        screen,
        f"Edit: {row.student}, {row.opening}",
        _draft_of(row),
        opening,
        submit,
        lambda: _draft_of(placements.get(row.id, today)),
    )
    screen.app.push_screen(form, lambda ok: screen.say_done(f"Saved: {said(row)}") if ok else None)


def _form(
    screen: DeskScreen,
    heading: str,
    draft: PlacementDraft,
    opening: OpeningRow,
    submit: Callable[[PlacementDraft], None],
    reread: Callable[[], PlacementDraft] | None = None,
) -> PlacementForm:
    def remarks(starts_on: date, ends_on: date | None) -> Sequence[str]:
        if (starts_on, ends_on) == (draft.starts_on, draft.ends_on) and draft.version:
            return []  # nobody changed the days, so that there is nothing new to say of them
        return placements.remarks(opening, starts_on, ends_on)

    return PlacementForm(
        heading,
        draft,
        lambda text: people_of(opening.organization_id, text, screen),
        remarks,
        submit,
        usual=opening.supervisor,
        today=screen.desk.today,
        day_first=screen.desk.settings.day_first,
        reread=reread,
    )


def _values(draft: PlacementDraft) -> dict[str, Any]:
    supervisor_id = None if draft.supervisor is None else draft.supervisor.id
    names = ("starts_on", "ends_on", "target_minutes", "rules")
    return {"supervisor_id": supervisor_id, **{name: getattr(draft, name) for name in names}}


def _draft_of(row: PlacementRow) -> PlacementDraft:
    own = None if row.own_supervisor_id is None else Choice(row.own_supervisor_id, row.supervisor)
    names = ("starts_on", "ends_on", "target_minutes", "rules", "version")
    return PlacementDraft(supervisor=own, **{name: getattr(row, name) for name in names})


def settle(
    screen: DeskScreen,
    placement_ids: Sequence[int],
    status: PlacementStatus,
    done: Callable[[], object] = lambda: None,
) -> None:
    """Say how some placements ended, unless it is said already, and run `done`; asks why where one ended early.

    What was to end by now ended on that day, anything else today.
    """
    today = screen.desk.today
    rows = list(placements.rows(placement_ids, today).values())
    left = [row for row in rows if row.status is not status]
    if not left or not screen.may_write():
        return
    name = f"{_VERBS[status]} {several(left)}"

    def write(intent: Intent, on: date | None, why: str) -> None:
        for row in left:
            placements.settle(intent, row.id, row.version, status, on or _last_day(row, today), why)

    if status is not PlacementStatus.ENDED_EARLY:
        if screen.change(name, lambda intent: write(intent, None, "")):
            done()
        return

    def submit(ending: Ending) -> None:
        with screen.desk.intent(name) as intent:
            write(intent, ending.on, ending.why)

    def settled(saved: bool | None) -> None:
        if saved:
            screen.say_done(name)
            done()

    heading = f"Why did it end early?  {left[0].student if len(left) == 1 else several(left)}"
    form = WhyEnded(heading, submit, today=today, day_first=screen.desk.settings.day_first)
    screen.app.push_screen(form, settled)


def _last_day(row: PlacementRow, today: date) -> date:
    return min(row.ends_on or today, today)


def put_away(screen: DeskScreen, placement_ids: Sequence[int]) -> bool:
    """Archive placements, or bring back those that are in the archive; return whether it was done."""
    rows = list(placements.rows(placement_ids, screen.desk.today).values())
    if not rows or not screen.may_write():
        return False
    back = all(row.archived for row in rows)

    def write(intent: Intent) -> None:
        for row in rows:
            (placements.bring_back if back else placements.put_away)(intent, row.id, row.version)

    return screen.change(f"{'Bring back' if back else 'Archive'} {several(rows)}", write)


def show_hours(screen: DeskScreen, placement_ids: Sequence[int]) -> None:
    """Show the hours of some placements."""
    rows = list(placements.rows(placement_ids, screen.desk.today).values())
    if rows and isinstance(screen.app, HoursApp):
        screen.app.open_hours([row.id for row in rows], several(rows))
