"""The panel of Today that says which groups have people nobody has met yet, by name."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import OptionList

from partner_tui.insight.coverage import By, Gap, least_met_first
from partner_tui.records import missing_staff
from partner_tui.screens.desk import Desk, DeskScreen
from partner_tui.screens.today_panels import Line, Panel
from partner_tui.widgets.bars import bar_of
from partner_tui.widgets.text import content_line, fit

_SIGN, _GROUP, _BAR, _NAMES = 2, 16, 8, 24
"""Cells of a sign, of a department and of its bar; and the fewest cells worth having for names."""

_CALLED = 6
"""The most of a department who are called by name."""


class CoveragePanel(Panel):
    """A line for each department with somebody who is missing; gone when everybody was met.

    Enter shows all who are missing from the department; plan and log are about the first of them.
    """

    TITLE = "Not met yet"

    def __init__(self) -> None:
        super().__init__()
        self._gaps: Sequence[Gap] = ()
        self._met = self._total = 0

    def read(self, desk: Desk) -> None:
        """Read who was met this school year."""
        found = missing_staff.missing(desk.now(), desk.settings.me, _CALLED)
        self._met, self._total = sum(one.met for one in found), sum(one.total for one in found)
        gaps = (Gap(one.department, one.met, one.total, one.first) for one in found if one.met < one.total)
        self._gaps = least_met_first(gaps)

    def show_read(self) -> None:
        """Show who is missing; where nobody is, the other panels have the room."""
        self.display = bool(self._gaps)
        super().show_read()

    def nothing(self) -> str:
        return "Everybody was met."

    def lines_for(self, room: int) -> Sequence[Line]:
        self.border_title = f"{self.TITLE} · {self._total - self._met:,} of {self._total:,}"
        self.border_subtitle = "enter who · 6 all"
        rate = Fraction(self._met, self._total) if self._total else Fraction(0)
        return [Line(_line(gap, rate, room), person_id=gap.first[0].id) for gap in self._gaps]

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        from partner_tui.screens.reports import open_coverage  # its lists are not needed before somebody asks

        event.stop()
        if isinstance(self.screen, DeskScreen):
            open_coverage(self.screen.app, By.DEPARTMENT, self._gaps[event.option_index].group)


def _line(gap: Gap, everybody: Fraction, room: int) -> Content:
    """Return who is missing from a department, then its share; on a narrow panel without the bar."""
    number = f"{gap.met:,} of {gap.total:,}"
    group = min(_GROUP, room - 22)
    fixed = _SIGN + 2 + group + 1 + max(8, len(number))
    bar = room - fixed - _BAR - 1 >= _NAMES
    names = max(8, room - fixed - (_BAR + 1 if bar else 0))
    sign, colour = ("!", "bold $text-warning") if gap.is_left_behind else ("○", "$text-accent")
    parts = [
        Content.styled(f"{sign} ", colour),
        content_line(fit(_named(gap, names), names), "bold"),
        content_line(f"  {fit(gap.group or By.DEPARTMENT.without, group)} "),
    ]
    if bar:
        parts += [bar_of(gap.met, gap.total, _BAR, everybody), Content(" ")]
    return Content("").join([*parts, Content(f"{number:>8}")])


def _named(gap: Gap, room: int) -> str:
    """Return as many names as there is room for, and how many more there are."""
    names = [one.name for one in gap.first]
    missing = gap.total - gap.met
    for kept in range(len(names), 0, -1):
        more = f" +{missing - kept:,}" if kept < missing else ""
        said = ", ".join(names[:kept]) + more
        if cell_len(said) <= room:
            return said
    more = f" +{missing - 1:,}" if missing > 1 else ""
    return fit(names[0], max(1, room - len(more))).rstrip() + more
