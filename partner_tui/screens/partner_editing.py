"""From a key to a partner: opens its forms, and writes what comes out of each as one intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from partner_tui.errors import FieldError
from partner_tui.records import contacts, organizations, people, stages, tags, words
from partner_tui.records.history import Intent
from partner_tui.records.organizations import OrganizationFilter
from partner_tui.records.people import PeopleFilter, PersonKind
from partner_tui.records.stages import Stage
from partner_tui.records.text import fold
from partner_tui.records.words import WordList
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.editing import MATCHES, named, people_called
from partner_tui.screens.partner_form import PartnerDraft, PartnerForm, PartnerSurroundings
from partner_tui.screens.stage_form import Move, StageForm
from partner_tui.widgets.person_picker import Choice

_ENOUGH = 3
"""Letters of a name from which on partners that are called nearly so are looked for."""

_ALIKE = 3
"""How many of those are told."""


def new_partner(screen: DeskScreen, then: Callable[[int], object] = lambda _: None) -> None:
    """Ask who is new, add it and whom somebody met there, and, once the screen shows it, run `then` with the id."""
    added: list[int] = []

    def submit(draft: PartnerDraft) -> None:
        with screen.desk.intent(f"Add {draft.name}") as intent:
            organization_id = organizations.add(intent, name=draft.name, **draft.values)
            tags.put_all(intent, draft.tags, organization_id=organization_id)
            person_id = draft.contact.id if draft.contact else newcomer(intent, draft.newcomer)
            if person_id is not None:
                contacts.add(intent, organization_id, person_id, draft.title, screen.desk.today)
                contacts.make_primary(intent, organization_id, person_id)
        added.append(organization_id)

    # The screen reads its list as it comes back, which is after this.
    after = lambda: screen.call_after_refresh(lambda: then(added[-1]))  # noqa: E731 - run once, here
    _open(screen, PartnerDraft(owner=_myself(screen)), submit, None, after)


def edit_partner(screen: DeskScreen, organization_id: int) -> None:
    """Show what a partner is, and save what is changed."""

    def submit(draft: PartnerDraft) -> None:
        with screen.desk.intent(f"Edit {draft.name}") as intent:
            organizations.edit(intent, organization_id, draft.version, name=draft.name, **draft.values)
            tags.put_all(intent, draft.tags, organization_id=organization_id)

    _open(screen, draft_of(organization_id), submit, organization_id)


def newcomer(intent: Intent, name: str, **values: str) -> int | None:
    """Add somebody of a partner by the name as it was typed, the last word of it the family name; return the id.

    Return None where nobody is named.
    """
    given_name, _, family_name = name.strip().rpartition(" ")
    if not given_name:
        given_name, family_name = family_name, ""
    if not given_name:
        return None
    return people.add(intent, kind=PersonKind.COMMUNITY, given_name=given_name, family_name=family_name, **values)


def _open(
    screen: DeskScreen,
    draft: PartnerDraft,
    submit: Callable[[PartnerDraft], None],
    organization_id: int | None,
    after: Callable[[], object] = lambda: None,
) -> None:
    if not screen.may_write():
        return
    saved: list[str] = []

    def save(draft: PartnerDraft) -> None:
        submit(draft)
        saved.append(f"{'Added' if organization_id is None else 'Saved'} {draft.name}")

    form = PartnerForm(
        draft,
        _surroundings(screen, organization_id),
        save,
        reread=None if organization_id is None else lambda: draft_of(organization_id),
    )

    def closed(done: bool | None) -> None:
        if done:
            screen.say_done(saved[-1])
            after()

    screen.app.push_screen(form, closed)


def _surroundings(screen: DeskScreen, besides: int | None) -> PartnerSurroundings:
    now = screen.desk.now()
    return PartnerSurroundings(
        kinds={row.code: row.label for row in words.listing(WordList.ORGANIZATION_KIND)},
        sectors={row.code: row.label for row in words.listing(WordList.SECTOR)},
        staff=lambda text: staff_called(text, screen),
        anybody=lambda text: people_called(text, now),
        alike=lambda name: alike(name, screen, besides),
        usual_weeks=screen.desk.school.partner_weeks,
    )


def staff_called(text: str, screen: DeskScreen) -> Sequence[Choice]:
    """Return the staff with a piece of text in their names, as a picker offers them; at most MATCHES."""
    ids = people.listing(PeopleFilter(kind=PersonKind.STAFF, text=text))[:MATCHES]
    found = people.rows(ids, screen.desk.now())
    return [Choice(one, found[one].name, found[one].job_title) for one in ids if one in found]


def alike(name: str, screen: DeskScreen, besides: int | None = None) -> Sequence[str]:
    """Return, a line each, which partners are called so or begin so; the archived ones too. At most a few."""
    wanted = fold(name)
    if len(wanted) < _ENOUGH:
        return ()
    ids = [*organizations.listing(OrganizationFilter(text=name))[:MATCHES]]
    ids += organizations.listing(OrganizationFilter(text=name, archived=True))[:MATCHES]
    found = organizations.rows([one for one in ids if one != besides], screen.desk.today).values()
    begun = sorted((row for row in found if fold(row.name).startswith(wanted)), key=lambda row: len(row.name))
    where = {row.id: "in the archive" if row.archived else row.stage.value for row in begun}
    return [f"{row.name} is there already, {where[row.id]}." for row in begun[:_ALIKE]]


def draft_of(organization_id: int) -> PartnerDraft:
    """Return a partner as its form has it."""
    one = organizations.get(organization_id)
    same = [
        "name",
        "kind",
        "email",
        "phone",
        "website",
        "address",
        "sector",
        "size",
        "depth",
        "cadence_weeks",
        "notes",
        "version",
    ]
    return PartnerDraft(
        **{name: getattr(one, name) for name in same},
        owner=_choice(one.owner_id),
        introduced_by=_choice(one.introduced_by_id),
        tags=tags.of_organizations([organization_id]).get(organization_id, ()),
    )


def _choice(person_id: object) -> Choice | None:
    return Choice(person_id, people.get(person_id).name) if isinstance(person_id, int) else None


def _myself(screen: DeskScreen) -> Choice | None:
    """Return who sits here, who looks after a new partner unless it is said otherwise."""
    from partner_tui.screens.partner_owners import Owners  # it is of the lists

    return _choice(Owners().known_to(screen.desk).me)


def move(screen: DeskScreen, organization_ids: Sequence[int], by: int, done: Callable[[], object]) -> None:
    """Move partners back or on by stages, each from its own; asks why. `done` is run when they are moved."""
    today = screen.desk.today
    there = stages.now_of(organization_ids, today)
    targets = {one: neighbour(now.stage, by) for one, now in there.items()}
    moving = {one: stage for one, stage in targets.items() if stage is not None}
    if not moving:
        edge, key = ("first", "]") if by < 0 else ("last", "[")
        screen.notify(f"That is the {edge} stage: {key} goes the other way, s to any.", markup=False)
        return
    one_target = next(iter(moving.values())) if len(set(moving.values())) == 1 else None
    said = f"{there[next(iter(moving))].stage} → {one_target}" if len(moving) == 1 else "one stage on"
    said = said if len(moving) == 1 or by > 0 else "one stage back"
    draft = Move(one_target or Stage.IDENTIFIED, today)
    _ask(screen, moving, said, draft, done)


def move_anywhere(screen: DeskScreen, organization_ids: Sequence[int], done: Callable[[], object]) -> None:
    """Move partners to one stage; asks which and why. `done` is run when they are moved."""
    today = screen.desk.today
    there = stages.now_of(organization_ids, today)
    if not there:
        return
    now = next(iter(there.values())).stage
    _ask(screen, dict.fromkeys(there), "to which stage?", Move(now, today), done)


def neighbour(stage: Stage, by: int) -> Stage | None:
    """Return the stage so many after another one, None where there is none."""
    every = list(Stage)
    at = every.index(stage) + by
    return every[at] if 0 <= at < len(every) else None


def _ask(
    screen: DeskScreen, targets: Mapping[int, Stage | None], said: str, draft: Move, done: Callable[[], object]
) -> None:
    """Ask why; a target of None is the stage that is chosen in the form."""
    if not screen.may_write():
        return
    names = [organizations.get(one).name for one in targets]
    who = named(names, "partners")
    moved: list[str] = []

    def submit(move: Move) -> None:
        to = {one: stage or move.stage for one, stage in targets.items()}
        is_one = len(set(to.values())) == 1
        name = f"Move {who} {f'to {next(iter(to.values()))}' if is_one else said}"
        with screen.desk.intent(name) as intent:
            if not sum(stages.move(intent, one, stage, move.on, move.why) for one, stage in to.items()):
                raise FieldError("stage", f"{who}: already at {move.stage}.", "Choose another stage.")
        moved.append(name)

    def closed(saved: bool | None) -> None:
        if saved:
            screen.say_done(moved[-1])
            done()

    desk = screen.desk
    form = StageForm(
        f"{who}: {said}",
        draft,
        submit,
        today=desk.today,
        day_first=desk.settings.day_first,
        choose=None in targets.values(),
    )
    screen.app.push_screen(form, closed)
