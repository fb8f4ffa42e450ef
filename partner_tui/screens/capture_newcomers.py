"""Somebody in a line whom nobody answers for: how they can be added without leaving it."""

from __future__ import annotations

from partner_tui.records import contacts, organizations, people
from partner_tui.records.history import Intent
from partner_tui.records.naming import Match
from partner_tui.records.people import PersonKind
from partner_tui.screens.capture_reading import Reading
from partner_tui.screens.desk import DeskScreen
from partner_tui.widgets.text import line

_THEN = "then go on with this line"


def offers(reading: Reading) -> list[tuple[str, str]]:
    """Return how the stranger of a line can be added, a line each with what comes of it; none where all are known."""
    if not reading.stranger:
        return []
    name, host = line(reading.stranger), _host(reading)
    if reading.is_about_organization:
        return [(f"Add {name} as an organization", _THEN)]
    theirs = [(f"Add {name} as a contact of {line(host.name)}", _THEN)] if host else []
    return [*theirs, (f"Add {name} to the people, in a form", _THEN)]


def add(screen: DeskScreen, reading: Reading, at: int) -> bool:
    """Add the stranger as the offer `at` says; return whether that is done, and no form is open for it."""
    name, host = reading.stranger, _host(reading)
    if reading.is_about_organization:
        return screen.change(f"Add {name}", lambda intent: organizations.add(intent, name=name))
    if host is not None and at == 0:
        return screen.change(f"Add {name} to {host.name}", lambda intent: _add_contact(intent, name, host.id))
    from partner_tui.screens import editing  # few lines want a form
    from partner_tui.screens.forms import Form

    editing.new_person(screen, PersonKind.STAFF)
    form = screen.app.screen
    if isinstance(form, Form):
        given, _, family = name.partition(" ")
        form.restore({"given_name": given, "family_name": family})
    return False


def _host(reading: Reading) -> Match | None:
    """Return the first organization of a line that is clear."""
    return next((one.resolved for one in reading.draft.organizations if one.resolved), None)


def _add_contact(intent: Intent, name: str, organization_id: int) -> None:
    given, _, family = name.partition(" ")
    person_id = people.add(intent, kind=PersonKind.COMMUNITY, given_name=given, family_name=family)
    contacts.add(intent, organization_id, person_id)
