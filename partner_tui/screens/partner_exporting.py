"""Writing partners and their people to a file: where to, and for which program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.widgets import Input

from partner_tui.errors import FieldError, PartnerError
from partner_tui.exchange import files, partner_files
from partner_tui.records import database, partner_listing
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.forms import Form
from partner_tui.widgets.choice_line import ChoiceLine, Option
from partner_tui.widgets.form_field import FormField

_FORMS = {
    "google": ("csv", "Google Contacts (CSV)"),
    "sheet": ("csv", "a spreadsheet (CSV)"),
    "vcard": ("vcard", "phones (vCard)"),
    "json": ("json", "programs (JSON)"),
}
"""Whom the file is for -> its format, and the words."""


@dataclass(frozen=True, slots=True)
class PartnerExportDraft:
    """Which file to write, and whom it is for: google, sheet, vcard or json."""

    file: str
    program: str = "google"


class PartnerExportForm(Form[PartnerExportDraft]):
    """Asks for the file, and whom it is for."""

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the two fields."""
        options = [Option(code, words) for code, (_, words) in _FORMS.items()]
        return [
            [
                FormField("file", "file", Input(select_on_focus=False), hint="a file that is there is replaced"),
                FormField("program", "for", ChoiceLine(options), hint="the ending of the file follows"),
            ]
        ]

    def texts(self, draft: PartnerExportDraft) -> dict[str, str]:
        """Return what stands in the fields."""
        return {"file": draft.file, "program": draft.program}

    def draft(self) -> PartnerExportDraft:
        """Return what is asked for; raise FieldError without a file."""
        name = self.text("file").strip()
        if not name:
            raise FieldError("file", "There is no file to write to.", "Write a path such as partners.csv.")
        return PartnerExportDraft(name, self.text("program"))


def ask_and_export(screen: DeskScreen, organization_ids: Sequence[int] | None) -> None:
    """Ask for a file, and write organizations with their people to it; None is all there are."""
    given = PartnerExportDraft(str(Path.home() / "partners.csv"))
    written: list[PartnerExportDraft] = []
    form = PartnerExportForm("Write partners to a file", given, written.append)
    screen.app.push_screen(form, lambda saved: _start(screen, organization_ids, written[-1]) if saved else None)


def _start(screen: DeskScreen, ids: Sequence[int] | None, draft: PartnerExportDraft) -> None:
    screen.run_worker(_task(screen, ids, draft, screen.desk.today), thread=True, group="export", exclusive=True)


def target(draft: PartnerExportDraft) -> Path:
    """Return the file, with the ending that its format has where it has the one of another."""
    try:
        path = Path(draft.file).expanduser()
    except RuntimeError:  # nobody knows where that home is
        path = Path(draft.file)
    ending = partner_files.ENDINGS[_FORMS[draft.program][0]]
    return path.with_suffix(ending) if path.suffix in {"", *partner_files.ENDINGS.values()} else path


def _task(screen: DeskScreen, ids: Sequence[int] | None, draft: PartnerExportDraft, today: date) -> Callable[[], None]:
    """Return what writes the file in a thread, and says so."""

    def run() -> None:
        path = target(draft)
        try:
            with database.in_thread():
                contacts = partner_listing.contacts(ids, today)
                # An apostrophe before +1 555 would come to Google as a part of the number.
                raw = draft.program == "google"
                files.replace_file(path, partner_files.chunks(contacts, _FORMS[draft.program][0], raw=raw))
        except PartnerError as error:
            screen.app.call_from_thread(screen.say_error, error)
            return
        many = len({tie.organization.key for contact in contacts for tie in contact.ties})
        said = f"{many:,} {'partner is' if many == 1 else 'partners are'} in {path}."
        screen.app.call_from_thread(screen.notify, said, markup=False)

    return run
