"""From a key to a candidacy: makes somebody a candidate, or asks what came of it, as one intent."""

from __future__ import annotations

from partner_tui.dates import say_day
from partner_tui.records import candidacies, groups, people
from partner_tui.records.candidacies import CandidacyRow, CandidacyStatus
from partner_tui.records.groups import GroupKind
from partner_tui.records.history import Intent
from partner_tui.records.text import fold
from partner_tui.screens.candidacy_form import CandidacyDraft, CandidacyForm, OutcomeDraft, OutcomeForm
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.dialogs import Ask, Choice

_CHANGE, _ANOTHER = "change", "another"
_OUTCOMES = {
    CandidacyStatus.HIRED: ("Hire {person} as {job}", "Hired {person} as {job}"),
    CandidacyStatus.DECLINED: ("Decline {person} for {job}", "Declined {person} for {job}"),
    CandidacyStatus.WITHDRAWN: ("{person} withdraws from {job}", "{person} withdrew from {job}"),
}
"""What came of a candidate -> how it stands over the form, and in the history."""


def candidate(screen: DeskScreen, person_id: int) -> None:
    """Make somebody a candidate for a job; of one who is, ask what came of it. Raise PartnerError if they are gone."""
    if not screen.may_write():
        return
    open_ones = [one for one in candidacies.of_person(person_id) if one.status is CandidacyStatus.OPEN]
    if not open_ones:
        _new(screen, person_id)
    elif len(open_ones) == 1:
        _ask(screen, open_ones[0])
    else:
        choices = [Choice(str(row.id), row.job_title) for row in open_ones]
        by_code = {str(row.id): row for row in open_ones}

        def chosen(code: str | None) -> None:
            if code is not None:
                _ask(screen, by_code[code])

        screen.app.push_screen(Ask(f"{open_ones[0].person} is a candidate. For which job?", choices), chosen)


def _ask(screen: DeskScreen, row: CandidacyRow) -> None:
    def chosen(code: str | None) -> None:
        if code == _ANOTHER:
            screen.attempt(lambda: _new(screen, row.person_id))
        elif code == _CHANGE:
            screen.attempt(lambda: _edit(screen, row.id))
        elif code is not None:
            _settle(screen, row, CandidacyStatus(code))

    since = say_day(row.opened_on, screen.desk.today)
    where = f" in {row.department}" if row.department else ""
    choices = (
        Choice(CandidacyStatus.HIRED.value, "Hired", ("h",)),
        Choice(CandidacyStatus.DECLINED.value, "Declined", ("d",)),
        Choice(CandidacyStatus.WITHDRAWN.value, "Withdrew", ("w",)),
        Choice(_CHANGE, "Change", ("e",)),
        Choice(_ANOTHER, "Another job", ("n",)),
    )
    question = f"{row.person}: candidate for {row.job_title}{where}, since {since}. What came of it?"
    screen.app.push_screen(Ask(question, choices), chosen)


def _settle(screen: DeskScreen, row: CandidacyRow, status: CandidacyStatus) -> None:
    heading, told = (text.format(person=row.person, job=row.job_title) for text in _OUTCOMES[status])

    def submit(draft: OutcomeDraft) -> None:
        with screen.desk.intent(told) as intent:
            if status is CandidacyStatus.HIRED:
                on, starts_on = draft.settled_on, draft.starts_on
                candidacies.hire(intent, row.id, row.version, on, starts_on=starts_on, why=draft.why)
            else:
                candidacies.settle(intent, row.id, row.version, status, draft.settled_on, draft.why)

    form = OutcomeForm(status, heading, submit, today=screen.desk.today, day_first=screen.desk.settings.day_first)
    _show(screen, form, told)


def _new(screen: DeskScreen, person_id: int) -> None:
    person = people.get(person_id)

    def submit(draft: CandidacyDraft) -> None:
        with screen.desk.intent(f"{person.name}: candidate for {draft.job_title}") as intent:
            group_id = _department(intent, draft.department)
            job, since = draft.job_title, draft.opened_on
            candidacies.add(intent, person_id=person_id, job_title=job, opened_on=since, group_id=group_id)

    draft = CandidacyDraft(person.name, screen.desk.today)
    form = CandidacyForm(
        draft,
        _departments(screen),
        submit,
        today=screen.desk.today,
        day_first=screen.desk.settings.day_first,
    )
    _show(screen, form, f"{person.name} is a candidate")


def _edit(screen: DeskScreen, candidacy_id: int) -> None:
    def submit(draft: CandidacyDraft) -> None:
        with screen.desk.intent(f"Edit candidacy of {draft.person}") as intent:
            group_id = _department(intent, draft.department)
            values = {"job_title": draft.job_title, "opened_on": draft.opened_on, "group_id": group_id}
            candidacies.edit(intent, candidacy_id, draft.version, **values)

    def reread() -> CandidacyDraft:
        row = candidacies.get(candidacy_id)
        return CandidacyDraft(row.person, row.opened_on, row.job_title, row.department, row.version)

    form = CandidacyForm(
        reread(),
        _departments(screen),
        submit,
        today=screen.desk.today,
        day_first=screen.desk.settings.day_first,
        reread=reread,
    )
    _show(screen, form, "Saved the candidacy")


def _show(screen: DeskScreen, form: CandidacyForm | OutcomeForm, told: str) -> None:
    def done(saved: bool | None) -> None:
        if saved:
            screen.say_done(told)

    screen.app.push_screen(form, done)


def _departments(screen: DeskScreen) -> list[str]:
    ids = groups.listing(kind=GroupKind.DEPARTMENT)
    return [row.name for row in groups.rows(ids, screen.desk.today).values()]


def _department(intent: Intent, name: str) -> int | None:
    """Return the department of a name, which is made where it is not there yet; None for no name."""
    if not name:
        return None
    found = groups.rows(groups.listing(kind=GroupKind.DEPARTMENT, text=name), intent.at.date())
    same = [row.id for row in found.values() if fold(row.name) == fold(name)]
    return same[0] if same else groups.add(intent, kind=GroupKind.DEPARTMENT, name=name)
