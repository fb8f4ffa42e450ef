"""`commitments`: list, add, edit, settle, archive and restore what was promised."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import timedelta
from typing import Any

from partner_tui.cli import commitment_options, days, kept_rates, pages, printing
from partner_tui.cli.parser import Commands
from partner_tui.cli.session import Session


def add(commands: Commands, _name: str) -> None:
    """Add the family of commands."""
    commitment_options.add_commands(
        commands,
        {
            "list": list_promises,
            "add": add_promise,
            "edit": edit,
            "kept": kept,
            "broken": broken,
            "withdraw": withdraw,
            "reopen": reopen,
            "archive": archive,
            "restore": restore,
            "rates": kept_rates.print_rates,
        },
    )


def list_promises(session: Session, options: Namespace) -> None:
    """Print the promises of a filter."""
    session.open()
    from partner_tui.cli import persons, sides
    from partner_tui.records import commitments
    from partner_tui.records.sides import SideKind

    wanted = _filter(session, options)
    if options.side:
        side = sides.side(session, options.side)
        if side.kind is SideKind.US:
            wanted = replace(wanted, direction=commitments.Direction.OURS)
        else:
            wanted = replace(wanted, **{f"{side.kind}_id": side.id})
    if options.meeting:
        wanted = replace(wanted, meeting_id=persons.meeting(session, options.meeting).id)
    print_promises(session, commitments.listing(wanted)[: options.limit])


def _filter(session: Session, options: Namespace) -> Any:
    from partner_tui.records.commitments import (
        PROMISES,
        CommitmentFilter,
        CommitmentKind,
        CommitmentStatus,
        Direction,
    )

    pressing = options.late or options.due
    status = CommitmentStatus(options.status) if options.status else None
    tomorrow = session.today + timedelta(days=1)
    kinds = (CommitmentKind(options.kind),) if options.kind else PROMISES if pressing else ()
    return CommitmentFilter(
        kinds=kinds,
        contribution=_contribution(options.contribution) if options.contribution else "",
        status=CommitmentStatus.OPEN if options.open or pressing else status,
        direction=Direction.OURS if options.ours else Direction.THEIRS if options.theirs else None,
        due_from=session.today if options.due and not options.late else None,
        due_before=(tomorrow if options.due else session.today) if pressing else None,
        text=options.text,
        archived=options.archived,
        sort=options.sort,
        descending=options.descending,
    )


def print_promises(session: Session, ids: Any) -> None:
    """Print promises as a table or as a JSON list; `ids` in the order in which they are to stand."""
    from partner_tui.insight import promise_words
    from partner_tui.records import commitments

    found = (rows[one] for page in pages.pages(ids) for rows in [commitments.rows(page)] for one in page if one in rows)
    if session.as_json:
        from partner_tui.cli import documents

        printing.documents(map(documents.commitment, found))
        return
    today = session.today
    rows = (
        (
            promise_words.became(one, today),
            promise_words.told(one),
            promise_words.between(one),
            str(one.due_on or ""),
            one.why,
            one.uid[:8],
        )
        for one in found
    )
    columns = ("When", "Promise", "Whose", "Due", "Why", "UID")
    hint = "No promises. Keep one with: partner-tui commitments add --text WHAT --to NAME --due DAY"
    printing.table(columns, rows, nothing=hint)


def add_promise(session: Session, options: Namespace) -> None:
    """Keep a promise."""
    session.open()
    from partner_tui.cli import sides
    from partner_tui.records import commitments
    from partner_tui.records.sides import US

    values = _facts(session, options)
    made_on = values.pop("made_on", None) or days.of_meeting(session, values.get("meeting_id"))
    made_by = sides.side(session, options.by) if options.by else US
    made_to = sides.side(session, options.to) if options.to else US
    kind = options.kind or "promise"
    with session.intent(f"{kind.capitalize()} {options.text}") as intent:
        commitment_id = commitments.add(
            intent, text=options.text, made_by=made_by, made_to=made_to, made_on=made_on, **values
        )
    _print_saved(session, commitment_id, {"ask": "Asked", "offer": "Offered"}.get(kind, "Promised"))


def edit(session: Session, options: Namespace) -> None:
    """Change what was named."""
    session.open()
    from partner_tui.cli import sides
    from partner_tui.errors import UsageError
    from partner_tui.records import commitments

    row = sides.promise(options.commitment)
    values = _facts(session, options)
    if options.text is not None:
        values["text"] = options.text
    for name, text in (("made_by", options.by), ("made_to", options.to)):
        if text:
            values[name] = sides.side(session, text)
    if not values:
        raise UsageError("Nothing to change was named.", "See: partner-tui commitments edit --help")
    with session.intent(f"Edit {values.get('text', row.text)}") as intent:
        changed = commitments.edit(intent, row.id, row.version, **values)
    _print_saved(session, row.id, "Saved" if changed else "Nothing was different")


def _facts(session: Session, options: Namespace) -> dict[str, Any]:
    """Return what the options name: the days, the meeting, of which kind it is, and how much of what."""
    values = _amount(options.quantity, options.unit)
    if options.kind:
        values["kind"] = options.kind
    if options.contribution is not None:
        values["contribution"] = _contribution(options.contribution)
    if options.due is not None:
        values["due_on"] = days.read_if_said(session, options.due, "due", prefer="future")
    if options.made_on:
        values["made_on"] = days.read_if_said(session, options.made_on, "made_on", prefer="past")
    if options.meeting is not None:
        from partner_tui.cli import persons

        values["meeting_id"] = persons.meeting(session, options.meeting).id if options.meeting else None
    return values


def _amount(quantity: str | None, unit: str | None) -> dict[str, Any]:
    """Return the columns of how much it is: a number and a unit, or both in one as "20 hours"; '' for neither."""
    if quantity is None:
        return {"unit": unit} if unit else {}
    if not quantity.strip():
        return {"quantity": None, "unit": None}
    if unit:
        return {"quantity": quantity, "unit": unit}
    if quantity.strip().replace(".", "").isdecimal():
        return {"quantity": quantity}
    from partner_tui.records import amounts, commitments

    return commitments.measured(amounts.read_amount(quantity))


def _contribution(said: str) -> str:
    from partner_tui.records import words
    from partner_tui.records.words import WordList

    return words.code_for(WordList.CONTRIBUTION, said)


def kept(session: Session, options: Namespace) -> None:
    """Say that a promise was kept."""
    _settle(session, options, "kept", "Kept")


def broken(session: Session, options: Namespace) -> None:
    """Say that a promise was broken, and why."""
    _settle(session, options, "broken", "Broken")


def withdraw(session: Session, options: Namespace) -> None:
    """Say that a promise was withdrawn, and why."""
    _settle(session, options, "withdrawn", "Withdrawn")


def reopen(session: Session, options: Namespace) -> None:
    """Say that a promise is open again."""
    _settle(session, options, "open", "Open again")


def _settle(session: Session, options: Namespace, status: str, said: str) -> None:
    session.open()
    from partner_tui.cli import sides
    from partner_tui.records import commitments
    from partner_tui.records.commitments import CommitmentStatus

    row = sides.promise(options.commitment)
    day = days.read_if_said(session, getattr(options, "on", None), "on", prefer="past") or session.today
    why = getattr(options, "why", "")
    with session.intent(f"{said}: {row.text}") as intent:
        changed = commitments.settle(intent, row.id, row.version, CommitmentStatus(status), day, why)
    _print_saved(session, row.id, said if changed else "Nothing was different")


def archive(session: Session, options: Namespace) -> None:
    """Put promises away, all of them or none."""
    _turn(session, options, "Archive")


def restore(session: Session, options: Namespace) -> None:
    """Bring promises back, all of them or none."""
    _turn(session, options, "Restore")


def _turn(session: Session, options: Namespace, what: str) -> None:
    session.open()
    from partner_tui.cli import sides
    from partner_tui.records.commitments import Commitment

    found = [sides.promise(text, archived=what == "Restore") for text in options.commitment]
    texts = ", ".join(one.text for one in found)
    with session.intent(f"{what} {texts}") as intent:
        for one in found:
            turn = intent.archive if what == "Archive" else intent.restore
            turn(Commitment, one.id, one.version)
    printing.tell(f"{what}d: {texts}. Take it back with: partner-tui undo")
    if session.as_json:
        print_promises(session, [one.id for one in found])


def _print_saved(session: Session, commitment_id: int, what: str) -> None:
    """Tell what was saved; print its uid, or the whole of it as JSON."""
    from partner_tui.dates import say_full_day
    from partner_tui.insight import promise_words
    from partner_tui.records import commitments

    row = commitments.get(commitment_id)
    due = f", due {say_full_day(row.due_on)}" if row.due_on and not row.settled_on else ""
    why = f": {row.why}" if row.why else ""
    printing.tell(f"{what}: {promise_words.told(row)}, {promise_words.between(row)}{due}{why}.")
    if session.as_json:
        from partner_tui.cli import documents

        printing.document(documents.commitment(row))
    else:
        printing.show(row.uid)
