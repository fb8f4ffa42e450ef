"""`settings`: those of the school, which are in the records, and those of this computer."""

from __future__ import annotations

import re
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from partner_tui import settings
from partner_tui.cli import printing
from partner_tui.cli.parser import Commands, Parser, add_command
from partner_tui.cli.session import Session
from partner_tui.errors import DatabaseError, FieldError, UsageError

if TYPE_CHECKING:
    from partner_tui.records.school import SchoolSettings

_PARTNERS = ("partner_weeks", "stage_weeks", "smallest_group")
_SCHOOL = ("name", "timezone", "chats_per_week", "day_starts", "day_ends", *_PARTNERS)
_COMPUTER = ("me", "theme", "day_first", "database")
_KEYS = "keys."
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_TRUE, _FALSE = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}


def add(commands: Commands, name: str) -> None:
    """Add the command."""
    made = add_command(
        commands,
        name,
        show,
        help="see and change the settings of the school and of this computer",
        example="partner-tui settings set chats_per_week 4",
    )
    inner = made.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    change = add_command(
        inner,
        "set",
        set_one,
        help=f"change one: {', '.join((*_SCHOOL, *_COMPUTER))} or keys.COMMAND",
        example="partner-tui settings set day_starts 07:45",
    )
    change.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")


def show(session: Session, _options: Namespace) -> None:
    """Print all settings, and where they are."""
    values = {**_of_school(session), **_of_computer(session)}
    if session.as_json:
        printing.document(values)
        return
    keys = {f"{_KEYS}{command}": key for command, key in session.settings.keys.items()}
    printing.facts((name, _said(value)) for name, value in {**values, **keys}.items() if name != "keys")
    printing.tell(f"The school's are in {session.path}", f"This computer's are in {settings.path(session.environment)}")


def _of_school(session: Session) -> dict[str, Any]:
    try:
        session.open()
    except DatabaseError as error:
        printing.tell(error.message)
        return {}
    school = session.school
    return {
        "name": school.name,
        "timezone": school.timezone,
        "chats_per_week": school.chats_per_week,
        "day_starts": _clock(school.day_starts),
        "day_ends": _clock(school.day_ends),
        **{name: getattr(school, name) for name in _PARTNERS},
    }


def _of_computer(session: Session) -> dict[str, Any]:
    own = session.settings
    return {
        "me": own.me,
        "theme": own.theme,
        "day_first": own.day_first,
        "database": own.database,
        "keys": dict(own.keys),
    }


def _said(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value) or "–"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def set_one(session: Session, options: Namespace) -> None:
    """Change one setting."""
    key = options.key.replace("-", "_") if not options.key.startswith(_KEYS) else options.key
    if key in _SCHOOL:
        value = _change_school(session, key, options.value)
    elif key in _COMPUTER or key.startswith(_KEYS):
        value = _change_computer(session, key, options.value)
    else:
        raise UsageError(
            f"There is no setting “{key}”.", f"There are: {', '.join((*_SCHOOL, *_COMPUTER))}, keys.COMMAND."
        )
    if session.as_json:
        printing.document({key: value})
    else:
        printing.tell(f"{key} is {_said(value)} now.")


def _change_school(session: Session, key: str, text: str) -> Any:
    session.open()
    from partner_tui.records import school

    before: SchoolSettings = session.school
    value: Any = _minutes(key, text) if key in {"day_starts", "day_ends"} else text
    with session.intent(f"Set {key.replace('_', ' ')} to {text}") as intent:
        school.change(intent, before.version, **{key: value})
    after = getattr(school.settings(), key)
    return _clock(after) if key in {"day_starts", "day_ends"} else after


def _minutes(key: str, text: str) -> int:
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 24:
        raise FieldError(key, f"“{text}” is not a time of day.", "Write it as 08:00.")
    return int(found[1]) * 60 + int(found[2])


def _change_computer(session: Session, key: str, text: str) -> Any:
    file = settings.path(session.environment)
    if key.startswith(_KEYS):
        settings.change(file, keys={**session.settings.keys, key.removeprefix(_KEYS): text})
        return text
    value: Any = text
    if key == "day_first":
        value = _truth(text)
    elif key == "me" and text:
        value = _own_uid(session, text)
    settings.change(file, **{key: value})
    return value


def _truth(text: str) -> bool:
    if text.lower() not in _TRUE | _FALSE:
        raise FieldError("day_first", f"“{text}” is neither yes nor no.", "Write yes or no.")
    return text.lower() in _TRUE


def _own_uid(session: Session, text: str) -> str:
    session.open()
    from partner_tui.cli import persons

    return persons.person(text).uid
