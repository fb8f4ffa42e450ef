"""The panel of Today that says which groups have people nobody has met yet, by name."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import OptionList

from partner_tui.insight import coverage
from partner_tui.insight.coverage import By, Coverage, Share
from partner_tui.records import coverage_rows
from partner_tui.screens.desk import Desk, DeskScreen
from partner_tui.screens.reports import open_coverage
from partner_tui.screens.today_panels import Line, Panel
from partner_tui.widgets.bars import bar_of
from partner_tui.widgets.text import content_line, fit

_SIGN, _GROUP, _BAR, _NAMES = 2, 16, 8, 24
"""Cells of a sign, of a department and of its bar; and the fewest cells worth having for names."""


class CoveragePanel(Panel):
    """A line for each department with somebody who is missing; gone when everybody was met.

    Enter shows all who are missing from the department; plan and log are about the first of them.
    """

    TITLE = "Not met yet"

    def __init__(self) -> None:
        super().__init__()
        self._coverage: Coverage | None = None
        self._shares: Sequence[Share] = ()

    def read(self, desk: Desk) -> None:
        """Read who was met this school year."""
        self._coverage = coverage.cover(coverage_rows.facts(desk.now(), desk.settings.me))
        self._shares = [share for share in self._coverage.by(By.DEPARTMENT) if share.missing]

    def show_read(self) -> None:
        """Show who is missing; where nobody is, the other panels have the room."""
        self.display = bool(self._shares)
        super().show_read()

    def nothing(self) -> str:
        return "Everybody was met."

    def lines_for(self, room: int) -> Sequence[Line]:
        found = self._coverage
        if found is None:
            return ()
        missing = len(found.never)
        self.border_title = f"{self.TITLE} · {missing:,} of {found.total:,}"
        self.border_subtitle = "enter who · 6 all"
        return [Line(_line(share, found, room), person_id=share.missing[0].id) for share in self._shares]

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if isinstance(self.screen, DeskScreen):
            open_coverage(self.screen.app, By.DEPARTMENT, self._shares[event.option_index].group)


def _line(share: Share, found: Coverage, room: int) -> Content:
    """Return who is missing from a department, then its share; on a narrow panel without the bar."""
    number = f"{share.met:,} of {share.total:,}"
    group = min(_GROUP, room - 22)
    fixed = _SIGN + 2 + group + 1 + max(8, len(number))
    bar = room - fixed - _BAR - 1 >= _NAMES
    names = max(8, room - fixed - (_BAR + 1 if bar else 0))
    sign, colour = ("!", "bold $text-warning") if share.is_left_behind else ("○", "$text-accent")
    parts = [
        Content.styled(f"{sign} ", colour),
        content_line(fit(_named(share, names), names), "bold"),
        content_line(f"  {fit(share.group or By.DEPARTMENT.without, group)} "),
    ]
    if bar:
        parts += [bar_of(share.met, share.total, _BAR, found.rate), Content(" ")]
    return Content("").join([*parts, Content(f"{number:>8}")])


def _named(share: Share, room: int) -> str:
    """Return as many names as there is room for, and how many more there are."""
    names = [one.name for one in share.missing]
    for kept in range(len(names[:6]), 0, -1):
        more = f" +{len(names) - kept}" if kept < len(names) else ""
        said = ", ".join(names[:kept]) + more
        if cell_len(said) <= room:
            return said
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return fit(names[0], max(1, room - len(more))).rstrip() + more
