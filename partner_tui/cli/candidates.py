"""`candidates`: list, add and edit them; hire, decline, or note that somebody withdrew."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from partner_tui.cli import days, documents, pages, persons, printing
from partner_tui.cli.parser import Commands, Parser, add_command, add_family
from partner_tui.cli.session import Session
from partner_tui.dates import say_day
from partner_tui.errors import Ambiguous, NotFound, UsageError
from partner_tui.records import candidacies, groups, people
from partner_tui.records.candidacies import CandidacyFilter, CandidacyRow, CandidacyStatus
from partner_tui.records.groups import GroupKind
from partner_tui.records.people import PersonKind

_ALL = "all"
_NAME = "a uid, an e-mail address, or a piece of the name that is enough"


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "candidates",
        help="list, add and edit candidates for a job; hire, decline, or note that somebody withdrew",
        example="partner-tui candidates hire 'Tam Ito' --starts 'jan 5'",
    )
    made = add_command(
        family,
        "list",
        list_candidates,
        help="list candidates; the open ones if not said otherwise",
        example="partner-tui candidates list --status all",
    )
    made.add_argument("--status", choices=[*(one.value for one in CandidacyStatus), _ALL], default="open")
    made.add_argument("--department", metavar="GROUP", help="for a job in this department")
    made.add_argument("--text", default="", help="words to be found in the name or the job title")
    _add_add(family)
    made = _add_one(family, "edit", edit, "change a candidacy; what is not named stays", "--job-title 'Math teacher'")
    made.add_argument("--job-title", help="the job, from now on")
    _add_where_and_when(made)
    made = _add_one(family, "hire", hire, "hire a candidate, who keeps their whole story", "--starts 'jan 5'")
    made.add_argument("--on", metavar="DAY", help="when they were hired; today if not said")
    made.add_argument("--starts", metavar="DAY", help="their first day; the day of the hiring if not said")
    made.add_argument("--why", default="", help="a word about it")
    for name, run, help in (
        ("decline", decline, "note that a candidate is not taken, and why"),
        ("withdraw", withdraw, "note that a candidate withdrew, and why"),
    ):
        made = _add_one(family, name, run, help, "--why 'found something nearer home'")
        made.add_argument("--on", metavar="DAY", help="when; today if not said")
        made.add_argument("--why", required=True, help="a word why")


def _add_add(family: Commands) -> None:
    made = add_command(
        family,
        "add",
        add_candidate,
        help="make somebody a candidate for a job; somebody new with --given-name",
        example="partner-tui candidates add --given-name Tam --family-name Ito --job-title 'Science teacher'",
    )
    made.add_argument("person", metavar="NAME", nargs="?", help=f"somebody who is in the records: {_NAME}")
    made.add_argument("--job-title", required=True, help="the job")
    made.add_argument("--given-name", help="of somebody new")
    made.add_argument("--family-name", default="", help="of somebody new")
    made.add_argument("--email", default="", help="of somebody new")
    _add_where_and_when(made)


def _add_one(family: Commands, name: str, run: Callable[..., None], help: str, options: str) -> Parser:
    example = f"partner-tui candidates {name} 'Tam Ito' {options}"
    made = add_command(family, name, run, help=help, example=example)
    made.add_argument("person", metavar="NAME", help=_NAME)
    made.add_argument("--job", metavar="TITLE", help="for which job, where somebody is a candidate for several")
    return made


def _add_where_and_when(made: Parser) -> None:
    made.add_argument("--department", metavar="GROUP", help="the department that the job is in")
    made.add_argument("--since", metavar="DAY", help="since when they are a candidate; today if not said")


def document(row: CandidacyRow) -> dict[str, Any]:
    """Return a candidacy as JSON has it."""
    return {
        "uid": row.uid,
        "person": documents.person(row.person_uid, row.person_kind.value, row.given_name, row.family_name),
        "job_title": row.job_title,
        "department": row.department or None,
        "opened_on": row.opened_on.isoformat(),
        "status": row.status.value,
        "settled_on": row.settled_on.isoformat() if row.settled_on else None,
        "why": row.why,
        "archived": row.archived,
    }


def list_candidates(session: Session, options: Namespace) -> None:
    """Print the candidates of a filter."""
    session.open()
    wanted = CandidacyFilter(
        status=None if options.status == _ALL else CandidacyStatus(options.status),
        group_id=_department(options.department) if options.department else None,
        text=options.text,
    )
    ids = candidacies.listing(wanted)
    found = (row for page in pages.pages(ids) for row in candidacies.rows(page).values())
    if session.as_json:
        printing.documents(map(document, found))
        return
    today = session.today
    rows = (
        (
            one.person,
            one.job_title,
            one.department,
            say_day(one.opened_on, today),
            one.status.value + (f" {say_day(one.settled_on, today)}" if one.settled_on else ""),
            one.why,
        )
        for one in found
    )
    columns = ("Name", "Job", "Department", "Since", "Status", "Why")
    printing.table(columns, rows, nothing="No candidates. Add one with: partner-tui candidates add")


def add_candidate(session: Session, options: Namespace) -> None:
    """Make somebody a candidate, and add them if they are new."""
    session.open()
    if (options.person is None) == (options.given_name is None):
        raise UsageError(
            "It is not said who the candidate is.", "Name somebody in the records, or give --given-name for a new one."
        )
    group_id = _department(options.department) if options.department else None
    opened_on = days.read_if_said(session, options.since, "since", prefer="past") or session.today
    person = persons.person(options.person) if options.person is not None else None
    name = person.name if person else people.display_name(options.given_name, options.family_name)
    with session.intent(f"{name}: candidate for {options.job_title}") as intent:
        person_id = person.id if person else people.add(intent, kind=PersonKind.COMMUNITY, **_new(options))
        values = {"job_title": options.job_title, "opened_on": opened_on, "group_id": group_id}
        candidacy_id = candidacies.add(intent, person_id=person_id, **values)
    _print_saved(session, candidacy_id, f"{name} is a candidate for {options.job_title}.")


def _new(options: Namespace) -> dict[str, Any]:
    return {"given_name": options.given_name, "family_name": options.family_name, "email": options.email}


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    row = _candidacy(options)
    values: dict[str, Any] = {}
    if options.job_title is not None:
        values["job_title"] = options.job_title
    if options.department is not None:
        values["group_id"] = _department(options.department) if options.department else None
    if options.since is not None:
        values["opened_on"] = days.read_if_said(session, options.since, "since", prefer="past")
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui candidates edit --help")
    with session.intent(f"Edit candidacy of {row.person}") as intent:
        candidacies.edit(intent, row.id, row.version, **values)
    _print_saved(session, row.id, f"Saved: {row.person} for {candidacies.get(row.id).job_title}.")


def hire(session: Session, options: Namespace) -> None:
    """Hire a candidate."""
    session.open()
    row = _candidacy(options)
    on = days.read_if_said(session, options.on, "on", prefer="past") or session.today
    starts_on = days.read_if_said(session, options.starts, "starts_on")
    with session.intent(f"Hire {row.person} as {row.job_title}") as intent:
        candidacies.hire(intent, row.id, row.version, on, starts_on=starts_on, why=options.why)
    _print_saved(session, row.id, f"Hired {row.person} as {row.job_title}. Take it back with: partner-tui undo")


def decline(session: Session, options: Namespace) -> None:
    """Note that a candidate is not taken."""
    _settle(session, options, CandidacyStatus.DECLINED, "Declined")


def withdraw(session: Session, options: Namespace) -> None:
    """Note that a candidate withdrew."""
    _settle(session, options, CandidacyStatus.WITHDRAWN, "Withdrew")


def _settle(session: Session, options: Namespace, status: CandidacyStatus, what: str) -> None:
    session.open()
    row = _candidacy(options)
    on = days.read_if_said(session, options.on, "on", prefer="past") or session.today
    with session.intent(f"{what}: {row.person} for {row.job_title}") as intent:
        candidacies.settle(intent, row.id, row.version, status, on, options.why)
    _print_saved(session, row.id, f"{what}: {row.person} for {row.job_title}.")


def _candidacy(options: Namespace) -> CandidacyRow:
    """Return the open candidacy that is meant; raise NotFound or Ambiguous."""
    person = persons.person(options.person)
    found = [one for one in candidacies.of_person(person.id) if one.status is CandidacyStatus.OPEN]
    if options.job:
        found = [one for one in found if options.job.casefold() in one.job_title.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        job = f" for “{options.job}”" if options.job else ""
        hint = "See everybody with: partner-tui candidates list --status all"
        raise NotFound(f"{person.name} is no candidate{job} now.", hint)
    raise Ambiguous(
        f"{person.name} is a candidate for {len(found)} jobs.", _jobs(found), "Say which one with --job TITLE."
    )


def _jobs(found: Sequence[CandidacyRow]) -> tuple[str, ...]:
    return tuple(f"{one.job_title}  since {one.opened_on}" for one in found)


def _department(text: str) -> int:
    group = groups.named(text)
    if group.kind is not GroupKind.DEPARTMENT:
        raise NotFound(f"{group.name} is no department.", "See: partner-tui groups list --kind department")
    return group.id


def _print_saved(session: Session, candidacy_id: int, what: str) -> None:
    printing.tell(what)
    row = candidacies.get(candidacy_id)
    if session.as_json:
        printing.document(document(row))
    else:
        printing.show(row.person_uid)
