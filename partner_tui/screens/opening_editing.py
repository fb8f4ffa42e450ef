"""From a key to an opening: opens its form, puts it away, shows its hours, and writes each as one intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from partner_tui.records import contacts, openings, organizations, placements
from partner_tui.records.history import Intent
from partner_tui.records.opening_rows import OpeningRow, PayPer
from partner_tui.records.openings import Opening
from partner_tui.records.organizations import OrganizationFilter
from partner_tui.records.placements import PlacementFilter
from partner_tui.records.text import fold
from partner_tui.records.values import whole_number
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.editing import MATCHES
from partner_tui.screens.hours_opening import HoursApp
from partner_tui.screens.opening_form import OpeningDraft, OpeningForm
from partner_tui.widgets.person_picker import Choice
from partner_tui.widgets.text import content_line


def said(row: OpeningRow) -> str:
    """Return an opening in a few words: what it is, and where."""
    return f"{row.title} at {row.organization}"


def several(rows: Sequence[OpeningRow]) -> str:
    """Return what an intent says of some openings: the one, or how many there are."""
    return said(rows[0]) if len(rows) == 1 else f"{len(rows):,} openings"


def new_opening(
    screen: DeskScreen, organization_id: int | None = None, done: Callable[[int], object] = lambda _: None
) -> None:
    """Ask what a partner offers, and add it; `done` gets its id. The partner is given where it is known."""
    made: list[int] = []

    def submit(draft: OpeningDraft) -> None:
        partner = draft.organization.name if draft.organization else ""
        with screen.desk.intent(f"Open {draft.title} at {partner}") as intent:
            made.append(openings.add(intent, **_values(draft)))

    partner = None if organization_id is None else organizations.get(organization_id)
    choice = None if partner is None else Choice(partner.id, partner.name)
    draft = OpeningDraft(choice, starts_on=screen.desk.today)
    _open(screen, draft, submit, None, lambda: done(made[-1]))


def edit_opening(screen: DeskScreen, opening_id: int) -> None:
    """Show an opening, and save what is changed."""
    today = screen.desk.today

    def submit(draft: OpeningDraft) -> None:
        with screen.desk.intent(f"Edit {said(openings.get(opening_id, today))}") as intent:
            # Whether so few places are meant was asked before.
            openings.edit(intent, opening_id, draft.version, beyond=True, **_values(draft))

    _open(screen, _draft_of(openings.get(opening_id, today)), submit, opening_id)


def _values(draft: OpeningDraft) -> dict[str, Any]:
    organization, supervisor = draft.organization, draft.supervisor
    names = ("title", "kind", "places", "minutes_per_week", "paid", "starts_on", "ends_on", "grades", "requirements")
    return {
        "organization_id": None if organization is None else organization.id,
        "supervisor_id": None if supervisor is None else supervisor.id,
        "pay": draft.pay or None,
        "pay_per": draft.pay_per if draft.pay else None,
        "youngest": draft.youngest or None,
        **{name: getattr(draft, name) for name in names},
    }


def _draft_of(row: OpeningRow) -> OpeningDraft:
    same = ("title", "kind", "minutes_per_week", "paid", "starts_on", "ends_on", "grades", "requirements", "version")
    return OpeningDraft(
        organization=Choice(row.organization_id, row.organization),
        places=str(row.places),
        pay="" if row.pay is None else f"{row.pay:.2f}".removesuffix(".00"),
        pay_per=row.pay_per or PayPer.HOUR,
        youngest="" if row.youngest is None else str(row.youngest),
        supervisor=None if row.supervisor_id is None else Choice(row.supervisor_id, row.supervisor),
        **{name: getattr(row, name) for name in same},
    )


def _open(
    screen: DeskScreen,
    draft: OpeningDraft,
    submit: Callable[[OpeningDraft], None],
    opening_id: int | None,
    done: Callable[[], object] = lambda: None,
) -> None:
    if not screen.may_write():
        return
    saved: list[str] = []
    today = screen.desk.today

    def save(draft: OpeningDraft) -> None:
        submit(draft)
        partner = draft.organization.name if draft.organization else ""
        saved.append(f"{'Opened' if opening_id is None else 'Saved'}: {draft.title} at {partner}")

    def closed(ok: bool | None) -> None:
        if ok:
            screen.say_done(saved[-1])
            screen.call_after_refresh(done)  # the screen reads its list as it comes back, which is after this

    form = OpeningForm(
        draft,
        partial(_partners_called, screen),
        lambda partner, text: people_of(partner, text, screen),
        partial(_crowded, opening_id),
        save,
        today=today,
        day_first=screen.desk.settings.day_first,
        reread=None if opening_id is None else lambda: _draft_of(openings.get(opening_id, today)),
    )
    screen.app.push_screen(form, closed)


def _crowded(opening_id: int | None, places: str) -> str:
    """Return who is there already, where they are more than so many places; '' where they are not."""
    number = whole_number(places)
    there = [] if opening_id is None else openings.who_is_there(opening_id)
    if number is None or number < 1 or len(there) <= number:
        return ""
    have = "1 place" if number == 1 else f"{number} places"
    return f"{openings.said_names(there)} {'is' if len(there) == 1 else 'are'} in it, and it would have {have}."


def _partners_called(screen: DeskScreen, text: str) -> Sequence[Choice]:
    ids = organizations.listing(OrganizationFilter(text=text))[:MATCHES]
    return [Choice(one.id, one.name) for one in organizations.rows(ids, screen.desk.today).values()]


def people_of(organization_id: int | None, text: str, screen: DeskScreen) -> Sequence[Choice]:
    """Return the contacts of a partner with a text in their names, as a picker offers them; none without a partner."""
    if organization_id is None:
        return []
    wanted = fold(text).split()
    found = contacts.of(organization_id, screen.desk.today)
    named = [one for one in found if all(word in fold(one.name) for word in wanted)]
    return [Choice(one.person_id, one.name, one.title) for one in named[:MATCHES]]


def put_away(screen: DeskScreen, opening_ids: Sequence[int]) -> bool:
    """Archive openings, or bring back those that are in the archive; return whether it was done.

    While students are in one of them, nothing is changed, and it is said who.
    """
    rows = list(openings.rows(opening_ids, screen.desk.today).values())
    if not rows or not screen.may_write():
        return False
    back = all(row.archived for row in rows)

    def write(intent: Intent) -> None:
        for row in rows:
            if back:
                intent.restore(Opening, row.id, row.version)
            else:
                openings.put_away(intent, row.id, row.version)

    return screen.change(f"{'Bring back' if back else 'Archive'} {several(rows)}", write)


def show_hours(screen: DeskScreen, opening_ids: Sequence[int]) -> None:
    """Show the hours of the students who are placed in some openings; where none is, say so."""
    today = screen.desk.today
    rows = list(openings.rows(opening_ids, today).values())
    found = [one for row in rows for one in placements.listing(PlacementFilter(opening_id=row.id), today)]
    if not rows:
        return
    if not found:
        screen.notify(content_line(f"Nobody is placed in {several(rows)} yet: p places.").plain, markup=False)
    elif isinstance(screen.app, HoursApp):
        screen.app.open_hours(found, several(rows))
