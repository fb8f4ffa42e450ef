"""`organizations`: the partners: list, show, add and edit them, say where each stands, and who is there."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from partner_tui.cli import days, organization_rows, partner_contacts, persons, printing
from partner_tui.cli.organization_rows import print_organizations, print_saved
from partner_tui.cli.parser import Commands, Parser, add_command, add_family, count
from partner_tui.cli.session import Session, unwritten
from partner_tui.errors import FieldError, UsageError
from partner_tui.records import organizations, stages, tags, words
from partner_tui.records.organizations import (
    NOBODY,
    SORTS,
    Depth,
    Organization,
    OrganizationFilter,
    OrganizationRow,
    OrganizationSize,
)
from partner_tui.records.people import Person, PersonKind
from partner_tui.records.stages import Stage
from partner_tui.records.text import fold
from partner_tui.records.words import WordList

_WHICH = "an organization's uid, or a piece of its name that is enough"
_STAGES = ", ".join(stage.value for stage in Stage)
_TEXTS = ("email", "phone", "website", "address", "notes")
_LISTS = {"kind": WordList.ORGANIZATION_KIND, "sector": WordList.SECTOR}
_NOBODY = "nobody"
_ALIKE = 20


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    family = add_family(
        commands,
        "organizations",
        help="the partners: where each stands, who looks after it, who is there",
        example="partner-tui organizations list --stage active --owner 'Ana Rivera'",
    )
    _add_list(family)
    _add_one(family, "show", show, "the whole story of an organization", "")
    made = add_command(
        family,
        "add",
        add_organization,
        help="add an organization",
        example="partner-tui organizations add --name 'Harbor Clinic' --kind 'health provider' --stage contacted",
    )
    made.add_argument("--name", required=True)
    made.add_argument("--stage", help=f"where it stands: {_STAGES}; identified if not said")
    made.add_argument("--since", metavar="DAY", help="since when it stands there; today if not said")
    made.add_argument("--why", default="", help="why it stands there")
    made.add_argument("--tag", action="append", default=[], metavar="WORD", help="a tag; may be several")
    _add_facts(made)
    made = _add_one(family, "edit", edit, "change an organization; what is not named stays", "--owner 'Ana Rivera'")
    made.add_argument("--name")
    _add_facts(made)
    _add_stage(family)
    partner_contacts.add(family)
    for name, run, help in (
        ("tag", tag, "put words on an organization"),
        ("untag", untag, "take words off an organization"),
    ):
        made = _add_one(family, name, run, help, "'wants interns'")
        made.add_argument("word", metavar="WORD", nargs="+")
    for name, run, help in (
        ("archive", archive, "put organizations away; nothing is lost"),
        ("restore", restore, "bring back what was put away"),
    ):
        made = add_command(family, name, run, help=help, example=f"partner-tui organizations {name} 'Harbor Clinic'")
        made.add_argument("organization", metavar="ORGANIZATION", nargs="+", help=_WHICH)


def _add_list(family: Commands) -> None:
    made = add_command(
        family,
        "list",
        list_organizations,
        help="list organizations",
        example="partner-tui organizations list --stage active --sector finance --sort last_contact",
    )
    made.add_argument("--stage", help=f"where it stands: {_STAGES}")
    made.add_argument("--kind", help="a kind, by its label or its code: partner-tui words list organization_kind")
    made.add_argument("--sector", help="a sector, by its label or its code: partner-tui words list sector")
    made.add_argument("--owner", metavar="NAME", help="those that somebody looks after; nobody, for those without")
    made.add_argument("--tag", metavar="WORD", help="those with this tag")
    made.add_argument("--text", default="", help="words to be found in the name, the e-mail or the postal address")
    made.add_argument("--archived", action="store_true", help="those that were put away")
    made.add_argument("--sort", choices=list(SORTS), default="name")
    made.add_argument("--descending", action="store_true", help="from the end")
    made.add_argument("--limit", type=count, metavar="N", help="at most so many")


def _add_one(family: Commands, name: str, run: Any, help: str, more: str) -> Parser:
    example = f"partner-tui organizations {name} 'Harbor Clinic' {more}".rstrip()
    made = add_command(family, name, run, help=help, example=example)
    made.add_argument("organization", metavar="ORGANIZATION", help=_WHICH)
    return made


def _add_facts(made: Parser) -> None:
    made.add_argument("--kind", help="a word of the list organization_kind; any other is kept as it is")
    made.add_argument("--sector", help="a word of the list sector; any other is kept as it is; '' for none")
    made.add_argument("--size", choices=[one.value for one in OrganizationSize] + [""], help="people who work there")
    made.add_argument("--depth", choices=[one.value for one in Depth] + [""], help="how far the partnership reaches")
    made.add_argument("--owner", metavar="NAME", help="who looks after it; '' for nobody")
    made.add_argument("--introduced-by", metavar="NAME", help="who introduced it; '' for nobody")
    made.add_argument(
        "--cadence", metavar="WEEKS", help="a word every so many school weeks; 0 for never, '' for the school's usual"
    )
    for name in _TEXTS:
        made.add_argument(f"--{name}")


def _add_stage(family: Commands) -> None:
    made = _add_one(family, "stage", stage, "say that a partnership came to a stage, and why", "active --why 'MOU'")
    made.add_argument("stage", metavar="STAGE", help=_STAGES)
    made.add_argument("--why", required=True, help="a few words")
    made.add_argument("--on", metavar="DAY", help="when; today if not said")


def list_organizations(session: Session, options: Namespace) -> None:
    """Print the organizations of a filter."""
    session.open()
    owner = options.owner
    wanted = OrganizationFilter(
        text=options.text,
        stage=stages.stage_of(options.stage) if options.stage is not None else None,
        kind=organization_rows.code(WordList.ORGANIZATION_KIND, options.kind) if options.kind is not None else None,
        sector=organization_rows.code(WordList.SECTOR, options.sector) if options.sector is not None else None,
        owner_id=None if owner is None else _owner(owner),
        tag=options.tag,
        archived=options.archived,
        sort=options.sort,
        descending=options.descending,
    )
    print_organizations(session, organizations.listing(wanted)[: options.limit])


def _owner(text: str) -> int:
    return NOBODY if text.strip() in ("", _NOBODY) else persons.person(text, PersonKind.STAFF).id


def show(session: Session, options: Namespace) -> None:
    """Print all that is known of an organization."""
    session.open()
    from partner_tui.cli import partner_story  # a list needs none of what belongs to one

    partner_story.show(session, organizations.named(options.organization).id)


def add_organization(session: Session, options: Namespace) -> None:
    """Add an organization, with where it stands and its tags."""
    session.open()
    values = _facts(options)
    on = days.read_if_said(session, options.since, "since", prefer="past")
    alike = [one for archived in (False, True) for one in _called(session, options.name, archived=archived)]
    with session.intent(f"Add {options.name}") as intent:
        first = stages.stage_of(options.stage) if options.stage is not None else None
        made = organizations.add(intent, name=options.name, stage=first, on=on, why=options.why, **values)
        for word in options.tag:
            tags.put(intent, word, organization_id=made)
    row = organizations.rows([made], session.today)[made]
    print_saved(session, made, f"Added {row.name}, {row.stage.value} since {row.since}.")
    _tell_unknown(options)
    for one in alike:
        printing.tell(
            f"There is another {one.name}, {'in the archive' if one.archived else one.stage.value}: {one.uid}"
        )


def _called(session: Session, name: str, *, archived: bool) -> list[OrganizationRow]:
    """Return the organizations that have a name already, however it is written."""
    ids = organizations.listing(OrganizationFilter(text=name, archived=archived))[:_ALIKE] if name.strip() else ()
    return [row for row in organizations.rows(ids, session.today).values() if fold(row.name) == fold(name)]


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    row = organizations.named(options.organization)
    values = _facts(options)
    if options.name is not None:
        values["name"] = options.name
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui organizations edit --help")
    with session.intent(f"Edit {row.name}") as intent:
        changed = organizations.edit(intent, row.id, row.version, **values)
    print_saved(
        session, row.id, f"{'Saved' if changed else 'Nothing was different for'} {values.get('name', row.name)}."
    )
    _tell_unknown(options)


def _facts(options: Namespace) -> dict[str, Any]:
    texts = (*_TEXTS, "kind", "sector")
    values: dict[str, Any] = {name: said for name in texts if (said := getattr(options, name)) is not None}
    for name in ("size", "depth"):
        if (said := getattr(options, name)) is not None:
            values[name] = said or None
    if options.cadence is not None:
        values["cadence_weeks"] = options.cadence.strip() or None
    for name, find in (("owner", _staff), ("introduced_by", persons.person)):
        if (said := getattr(options, name)) is not None:
            values[f"{name}_id"] = find(said).id if said.strip() else None
    return values


def _staff(text: str) -> Person:
    with unwritten():
        return persons.member_of_staff(text, "owner_id")


def _tell_unknown(options: Namespace) -> None:
    """Tell of a kind and a sector that stand in no list, and were kept as they were written."""
    for name, of in _LISTS.items():
        said = getattr(options, name)
        if said and (kept := words.code_for(of, said)) not in words.labels(of):
            printing.tell(f"“{kept}” is in no list of words. Add it with: partner-tui words add {of.value} LABEL")


def stage(session: Session, options: Namespace) -> None:
    """Say that a partnership came to a stage."""
    session.open()
    row = organizations.named(options.organization)
    with unwritten():
        to = stages.stage_of(options.stage)
        if not options.why.strip():
            raise FieldError("why", "It is not said why.", "A few words are enough: signed the MOU.")
        day = days.read_if_said(session, options.on, "changed_on", prefer="past") or session.today
    with session.intent(f"{row.name}: {to.value}") as intent:
        moved = stages.move(intent, row.id, to, day, options.why)
    now = stages.now_of([row.id], session.today)[row.id]
    said = f"{row.name} is {now.stage.value} since {now.since}."
    print_saved(session, row.id, said if moved else f"Nothing was different: {said}")


def tag(session: Session, options: Namespace) -> None:
    """Put words on an organization."""
    _mark(session, options, "Tag")


def untag(session: Session, options: Namespace) -> None:
    """Take words off an organization."""
    _mark(session, options, "Untag")


def _mark(session: Session, options: Namespace, what: str) -> None:
    session.open()
    row = organizations.named(options.organization)
    does = tags.put if what == "Tag" else tags.take
    with session.intent(f"{what} {row.name}: {', '.join(options.word)}") as intent:
        changed = [does(intent, word, organization_id=row.id) for word in options.word]
    now = ", ".join(tags.of_organizations([row.id]).get(row.id, ())) or "none"
    same = "" if any(changed) else "Nothing was different. "
    print_saved(session, row.id, f"{same}Tags of {row.name}: {now}.")


def archive(session: Session, options: Namespace) -> None:
    """Put organizations away, all of them or none."""
    _turn(session, options, "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring organizations back, all of them or none."""
    _turn(session, options, "Restore")


def _turn(session: Session, options: Namespace, what: str) -> None:
    session.open()
    found = [organizations.named(text, archived=what == "Restore") for text in options.organization]
    names = ", ".join(one.name for one in found)
    with session.intent(f"{what} {names}") as intent:
        for one in found:
            if what == "Archive":
                organizations.put_away(intent, one.id, one.version)
            else:
                intent.restore(Organization, one.id, one.version)
    printing.tell(f"{what}d: {names}. Take it back with: partner-tui undo")
    if session.as_json:
        print_organizations(session, [one.id for one in found])
