"""Writing the rows that an import left out to a file of their own: where to, and then the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.widgets import Input

from partner_tui.errors import FieldError
from partner_tui.exchange import files, left_out
from partner_tui.records.incoming import Rejection
from partner_tui.screens.desk import DeskScreen
from partner_tui.screens.forms import Form
from partner_tui.screens.importing import Reading
from partner_tui.screens.places import tidy
from partner_tui.widgets.form_field import FormField


@dataclass(frozen=True, slots=True)
class LeftOutDraft:
    """Which file to write."""

    file: str


class LeftOutForm(Form[LeftOutDraft]):
    """Asks for the file."""

    def columns(self) -> Sequence[Sequence[FormField]]:
        """Return the one field."""
        return [[FormField("file", "file", Input(select_on_focus=False), hint="a file that is there is replaced")]]

    def texts(self, draft: LeftOutDraft) -> dict[str, str]:
        """Return what stands in the field."""
        return {"file": draft.file}

    def draft(self) -> LeftOutDraft:
        """Return what is asked for; raise FieldError without a file."""
        if not self.text("file").strip():
            raise FieldError("file", "There is no file to write to.", "Write a path that ends in .csv.")
        return LeftOutDraft(self.text("file").strip())


def ask_and_write(screen: DeskScreen, reading: Reading, rejections: Sequence[Rejection]) -> None:
    """Ask for a file, beside the one that was read at first, and write what was left out to it."""
    path = reading.path
    given = LeftOutDraft(str(path.with_name(f"{path.stem}-left-out.csv").absolute()))
    form = LeftOutForm("Write what was left out", given, lambda draft: _write(draft, reading, rejections))

    def said(saved: bool | None) -> None:
        if saved:
            many = "One line is" if len(rejections) == 1 else f"{len(rejections):,} lines are"
            screen.notify(f"{many} in {tidy(_target(form.draft()))}: correct it, then import it.", markup=False)

    screen.app.push_screen(form, said)


def _target(draft: LeftOutDraft) -> Path:
    try:
        return Path(draft.file).expanduser()
    except RuntimeError:  # nobody knows where that home is
        return Path(draft.file)


def _write(draft: LeftOutDraft, reading: Reading, rejections: Sequence[Rejection]) -> None:
    target = _target(draft)
    if target.absolute() == reading.path.absolute():
        raise FieldError("file", "That is the file that you import.", "Choose another name, so that it stays.")
    header: list[str] = []
    rows: dict[int, list[str]] | None = None
    if reading.roster is not None:
        header, rows = reading.roster.open_cells({one.row for one in rejections})
    files.replace_file(target, left_out.chunks(rejections, header, rows))
