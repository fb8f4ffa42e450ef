"""From a key to somebody of a partner: asks whom, opens the form, and writes what comes out of it as one intent."""

from __future__ import annotations

from collections.abc import Callable

from partner_tui.errors import NotFound
from partner_tui.records import contacts, organizations, people
from partner_tui.records.contacts import ContactRow
from partner_tui.records.people import Person
from partner_tui.screens.contact_form import ContactDraft, ContactForm
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.dialogs import Ask
from partner_tui.screens.dialogs import Choice as Answer
from partner_tui.screens.editing import people_called
from partner_tui.screens.partner_editing import newcomer
from partner_tui.widgets.person_picker import Choice

_NEW = "new"


def contact(screen: DeskScreen, organization_id: int) -> None:
    """Add somebody of a partner, or change who is there: asks whom, where anybody is."""
    if not screen.may_write():
        return
    there = contacts.of(organization_id, screen.desk.today)
    if not there:
        new_contact(screen, organization_id)
        return
    name = organizations.get(organization_id).name

    def chosen(code: str | None) -> None:
        if code == _NEW:
            screen.attempt(lambda: new_contact(screen, organization_id))
        elif code is not None:
            screen.attempt(lambda: edit_contact(screen, organization_id, int(code)))

    answers = [Answer(str(row.affiliation_id), f"{row.name}{f' · {row.title}' if row.title else ''}") for row in there]
    screen.app.push_screen(Ask(f"Who at {name}?", [Answer(_NEW, "+ somebody new"), *answers]), chosen)


def new_contact(screen: DeskScreen, organization_id: int) -> None:
    """Ask who is new at a partner, and add them; the first one is called first."""
    organization = organizations.get(organization_id)

    def submit(draft: ContactDraft) -> None:
        with screen.desk.intent(f"Add {draft.name} at {organization.name}") as intent:
            if draft.person:
                person_id = draft.person.id
                person = people.get(person_id)
                people.edit(intent, person_id, person.version, email=draft.email, phone=draft.phone)
            else:
                person_id = newcomer(intent, draft.newcomer, email=draft.email, phone=draft.phone) or 0
            contacts.add(intent, organization_id, person_id, draft.title, draft.starts_on)
            if draft.primary:
                contacts.make_primary(intent, organization_id, person_id)

    draft = ContactDraft(
        organization.name, starts_on=screen.desk.today, primary=organization.primary_contact_id is None
    )
    _open(screen, draft, organization_id, None, submit)


def edit_contact(screen: DeskScreen, organization_id: int, affiliation_id: int) -> None:
    """Show who somebody of a partner is, and save what is changed; a day until when says that they left."""

    def submit(draft: ContactDraft) -> None:
        if draft.person is None:
            return
        with screen.desk.intent(f"Edit {draft.name} at {draft.partner}") as intent:
            person = people.get(draft.person.id)
            people.edit(intent, person.id, person.version, email=draft.email, phone=draft.phone)
            contacts.edit(intent, affiliation_id, draft.version, title=draft.title, starts_on=draft.starts_on)
            was = organizations.get(organization_id).primary_contact_id == person.id
            if draft.ends_on:
                contacts.leave(intent, affiliation_id, draft.ends_on)
            elif draft.primary != was:
                contacts.make_primary(intent, organization_id, person.id if draft.primary else None)

    _open(screen, _draft_of(screen, organization_id, affiliation_id), organization_id, affiliation_id, submit)


def _open(
    screen: DeskScreen,
    draft: ContactDraft,
    organization_id: int,
    affiliation_id: int | None,
    submit: Callable[[ContactDraft], None],
) -> None:
    saved: list[str] = []

    def save(draft: ContactDraft) -> None:
        submit(draft)
        saved.append(f"{'Added' if affiliation_id is None else 'Saved'} {draft.name} at {draft.partner}")

    desk = screen.desk
    form = ContactForm(
        draft,
        lambda text: people_called(text, desk.now()),
        _reached,
        save,
        today=desk.today,
        day_first=desk.settings.day_first,
        reread=None if affiliation_id is None else lambda: _draft_of(screen, organization_id, affiliation_id),
    )
    screen.app.push_screen(form, lambda done: screen.say_done(saved[-1]) if done else None)


def _reached(person_id: int) -> tuple[str, str]:
    person: Person = people.get(person_id)
    return person.email, person.phone


def _draft_of(screen: DeskScreen, organization_id: int, affiliation_id: int) -> ContactDraft:
    there = contacts.of(organization_id, screen.desk.today, ended=True)
    row: ContactRow | None = next((one for one in there if one.affiliation_id == affiliation_id), None)
    if row is None:
        raise NotFound("They do not belong to it any more.", "Somebody may have taken back what added them.")
    return ContactDraft(
        organizations.get(organization_id).name,
        person=Choice(row.person_id, row.name),
        title=row.title,
        email=row.email,
        phone=row.phone,
        primary=row.primary,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        affiliation_id=row.affiliation_id,
        version=row.affiliation_version,
    )
