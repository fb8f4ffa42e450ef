"""From a key to an agreement: opens its form, asks who signed, renews, and writes it as one intent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from partner_tui.records import agreements, organizations
from partner_tui.records.agreement_rows import ONE_SIDED, AgreementRow, AgreementState, kind_label
from partner_tui.records.history import Intent
from partner_tui.records.organizations import OrganizationFilter
from partner_tui.screens.agreement_form import AgreementDraft, AgreementForm, Signatures, SignForm
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.dialogs import YES, yes_or_no
from partner_tui.screens.editing import MATCHES, people_called
from partner_tui.widgets.person_picker import Choice


def said(row: AgreementRow) -> str:
    """Return an agreement in a few words: what it is, and with whom."""
    return f"{row.name} with {row.organization}"


def several(rows: Sequence[AgreementRow]) -> str:
    """Return what an intent says of some agreements: the one, or how many there are."""
    return said(rows[0]) if len(rows) == 1 else f"{len(rows):,} agreements"


def new_agreement(
    screen: DeskScreen, organization_id: int | None = None, done: Callable[[int], object] = lambda _: None
) -> None:
    """Ask what is agreed with whom, and add it; `done` gets its id. The partner is given where it is known."""
    made: list[int] = []

    def submit(draft: AgreementDraft) -> None:
        partner = draft.organization.name if draft.organization else ""
        with screen.desk.intent(f"Add {draft.title or kind_label(draft.kind)} with {partner}") as intent:
            made.append(agreements.add(intent, **_values(draft), document=draft.document))

    partner = None if organization_id is None else organizations.get(organization_id)
    draft = AgreementDraft(None if partner is None else Choice(partner.id, partner.name))
    _open(screen, draft, submit, None, lambda: done(made[-1]))


def edit_agreement(screen: DeskScreen, agreement_id: int) -> None:
    """Show an agreement, and save what is changed."""
    before = _draft_of(agreements.get(agreement_id))

    def submit(draft: AgreementDraft) -> None:
        # A document that nobody touched is not attached anew: it may have moved, and that must not stop a save.
        more = {} if draft.document == before.document else {"document": draft.document}
        with screen.desk.intent(f"Edit {said(agreements.get(agreement_id))}") as intent:
            agreements.edit(intent, agreement_id, draft.version, **_values(draft), **more)

    _open(screen, before, submit, agreement_id)


def _values(draft: AgreementDraft) -> dict[str, Any]:
    organization, person = draft.organization, draft.person
    days = ("starts_on", "ends_on", "signed_by_school_on", "signed_by_partner_on")
    return {
        "organization_id": None if organization is None else organization.id,
        "person_id": None if person is None else person.id,
        **{name: getattr(draft, name) for name in ("kind", "title", "notice_days", "notes", *days)},
    }


def _draft_of(row: AgreementRow) -> AgreementDraft:
    names = ("kind", "title", "starts_on", "ends_on", "document", "notes", "version")
    return AgreementDraft(
        organization=Choice(row.organization_id, row.organization),
        person=None if row.person_id is None else Choice(row.person_id, row.person),
        signed_by_school_on=row.signed_by_school_on,
        signed_by_partner_on=row.signed_by_partner_on,
        notice_days=str(row.notice_days),
        **{name: getattr(row, name) for name in names},
    )


def _open(
    screen: DeskScreen,
    draft: AgreementDraft,
    submit: Callable[[AgreementDraft], None],
    agreement_id: int | None,
    done: Callable[[], object] = lambda: None,
) -> None:
    if not screen.may_write():
        return
    saved: list[str] = []

    def save(draft: AgreementDraft) -> None:
        submit(draft)
        partner = draft.organization.name if draft.organization else ""
        verb = "Added" if agreement_id is None else "Saved"
        saved.append(f"{verb}: {draft.title or kind_label(draft.kind)} with {partner}")

    def closed(ok: bool | None) -> None:
        if ok:
            screen.say_done(saved[-1])
            screen.call_after_refresh(done)  # the screen reads its list as it comes back, which is after this

    now = screen.desk.now()
    form = AgreementForm(
        draft,
        partial(_partners_called, screen),
        lambda text: people_called(text, now),
        save,
        today=now.date(),
        day_first=screen.desk.settings.day_first,
        reread=None if agreement_id is None else lambda: _draft_of(agreements.get(agreement_id)),
    )
    screen.app.push_screen(form, closed)


def _partners_called(screen: DeskScreen, text: str) -> Sequence[Choice]:
    ids = organizations.listing(OrganizationFilter(text=text))[:MATCHES]
    return [Choice(one.id, one.name) for one in organizations.rows(ids, screen.desk.today).values()]


def sign(screen: DeskScreen, agreement_id: int) -> None:
    """Ask who signed an agreement, and when; what is missing is today if nothing else is said."""
    if not screen.may_write():
        return
    row = agreements.get(agreement_id)
    one_sided, today = row.kind in ONE_SIDED, screen.desk.today
    days = Signatures(row.signed_by_school_on, row.signed_by_partner_on)
    if one_sided:
        days = Signatures(row.signed_by_school_on, row.signed_by_partner_on or today)
    elif days.signed_by_partner_on is not None:
        days = Signatures(row.signed_by_school_on or today, row.signed_by_partner_on)
    elif days.signed_by_school_on is not None:
        days = Signatures(row.signed_by_school_on, today)

    def submit(given: Signatures) -> None:
        with screen.desk.intent(f"Sign {said(row)}") as intent:
            values = {"signed_by_partner_on": given.signed_by_partner_on}
            if not one_sided:
                values["signed_by_school_on"] = given.signed_by_school_on
            agreements.edit(intent, row.id, row.version, **values)

    form = SignForm(
        f"Who signed?  {said(row)}" if not one_sided else f"When was it issued?  {said(row)}",
        days,
        submit,
        one_sided=one_sided,
        today=today,
        day_first=screen.desk.settings.day_first,
    )
    screen.app.push_screen(form, lambda ok: screen.say_done(f"Signed: {said(row)}") if ok else None)


def renew(screen: DeskScreen, agreement_ids: Sequence[int], done: Callable[[], object] = lambda: None) -> None:
    """Make the agreements that follow some, as one thing to take back, and run `done`; asks about what is not ending.

    What is not signed, put away or renewed already is left out of several; of one alone it is said.
    """
    rows = list(agreements.rows(agreement_ids).values())
    if not rows or not screen.may_write():
        return
    today = screen.desk.today
    fit = [row for row in rows if row.signed_on and not row.archived and row.renewed_by_id is None]
    if len(rows) == 1 or not fit:
        fit = rows  # the refusal says what is the matter with it

    def write(intent: Intent) -> None:
        for row in fit:
            agreements.renew(intent, row.id, row.version)

    left_out = f" · {len(rows) - len(fit):,} left out" if len(fit) < len(rows) else ""

    def save() -> None:
        if screen.change(f"Renew {several(fit)}{left_out}", write):
            done()

    ending = (AgreementState.NOTICE, AgreementState.EXPIRED)
    early = [row for row in fit if row.signed_on and row.state(today) not in ending]
    if early and all(row.renewed_by_id is None for row in early):
        is_one = len(early) == 1
        what = f"{several(early)} {'is' if is_one else 'are'} not about to end. Renew {'it' if is_one else 'them'} now?"
        ask = yes_or_no(what, yes="Renew", no="Not yet")
        screen.app.push_screen(ask, lambda answer: save() if answer == YES else None)
    else:
        save()
