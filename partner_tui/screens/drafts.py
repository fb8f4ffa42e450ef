"""What somebody was writing when the program had to end: kept beside the settings, and offered at the next start."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen

from partner_tui.errors import PartnerError
from partner_tui.screens.desk import DeskScreen
from partner_tui.widgets.text import line, lines

FILE = "draft.json"

OPENERS = frozenset({"new_person", "edit_person", "plan_meeting", "log_meeting", "edit_meeting", "settle_meeting"})
"""The functions of `editing` that open a form again."""

CAPTURE = "capture"
"""How the one line is opened again."""

GO_ON, LATER, THROW_AWAY = "go_on", "later", "throw_away"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed: into which form of which records, and how `editing` opens that form again.

    `opener` is "" for a form that cannot be opened again; `record_id` is the record that it changed.
    """

    database: str
    title: str
    opener: str = ""
    record_id: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def readable(self) -> str:
        """What was typed, as text to read and copy."""
        return "\n\n".join(f"{name.replace('_', ' ')}\n{lines(text)}" for name, text in self.texts.items() if text)


@runtime_checkable
class Writing(Protocol):
    """A window in which something is written that must not be lost."""

    opened_by: tuple[str, int | None] | None

    @property
    def title_kept(self) -> str:
        """What it is called when it is offered again."""

    @property
    def is_dirty(self) -> bool:
        """Whether anything was written."""

    def state(self) -> dict[str, str]:
        """Return all that stands in it."""

    def restore(self, state: Mapping[str, str]) -> None:
        """Put back what stood in it."""


def of_screens(screens: Sequence[Screen[Any]], database: Path) -> Draft | None:
    """Return what is typed in the topmost form that has something new in it, or None."""
    for screen in reversed(screens):
        if isinstance(screen, Writing) and screen.is_dirty:
            opener, record_id = screen.opened_by or ("", None)
            return Draft(str(database), screen.title_kept, opener, record_id, screen.state())
    return None


def keep(draft: Draft, file: Path) -> None:
    """Write the draft so that only its owner reads it; raise OSError where that cannot be done."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    # Created for its owner alone: a mode that is set afterwards comes too late.
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
        json.dump(asdict(draft), written, ensure_ascii=True)
        written.flush()
        os.fsync(written.fileno())
    part.replace(file)


def kept(file: Path, database: Path) -> Draft | None:
    """Return the draft that was kept for these records, or None; what cannot be read is none."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        draft = Draft(
            str(values["database"]),
            str(values["title"]),
            str(values["opener"]),
            None if values["record_id"] is None else int(values["record_id"]),
            {str(name): str(text) for name, text in values["texts"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return draft if draft.database == str(database) else None


async def offer(screen: DeskScreen, draft: Draft, file: Path) -> None:
    """Ask what to do with a draft: go on with it, keep it for later, or throw it away."""
    from partner_tui.screens.dialogs import Ask, Choice  # few starts find a draft

    first = next((line(text) for name, text in draft.texts.items() if text and name in _TELLING), "")
    choices = (
        Choice(GO_ON, "Go on", ("g",)),
        Choice(LATER, "Later", ("l",)),
        Choice(THROW_AWAY, "Throw away", ("t",), harmful=True),
    )
    question = Ask(f"You were writing: {draft.title}", choices, default=GO_ON, detail=first[:200])
    answer = await screen.app.push_screen_wait(question)
    if answer == GO_ON:
        _go_on(screen, draft)
    if answer in (GO_ON, THROW_AWAY):
        file.unlink(missing_ok=True)


_TELLING = ("line", "summary", "given_name", "private_note", "notes", "place")
"""The fields whose text says best what a draft is about."""


def _go_on(screen: DeskScreen, draft: Draft) -> None:
    from partner_tui.screens.dialogs import Show

    try:
        _open(screen, draft)
    except PartnerError as error:
        screen.say_error(error)
    form = screen.app.screen
    if isinstance(form, Writing):
        form.restore(draft.texts)
    else:
        # The record is gone, or nobody knows which it was: what was typed can still be read and copied.
        screen.app.push_screen(Show(draft.title, draft.readable))


def _open(screen: DeskScreen, draft: Draft) -> None:
    if draft.opener == CAPTURE:
        from partner_tui.screens.capture import open_line

        open_line(screen)
        return
    from partner_tui.records.people import PersonKind
    from partner_tui.screens import editing

    if draft.opener not in OPENERS:
        return
    if draft.opener == "new_person":
        editing.new_person(screen, PersonKind.STAFF)
    elif draft.opener in ("plan_meeting", "log_meeting"):
        getattr(editing, draft.opener)(screen, [])
    elif draft.record_id is not None:
        getattr(editing, draft.opener)(screen, draft.record_id)
