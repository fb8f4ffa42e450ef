"""The panel of Today that says which partners need somebody, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widgets import OptionList

from partner_tui.screens.desk import Desk
from partner_tui.screens.timeline_opening import TimelineApp
from partner_tui.screens.today_panels import Line, Panel
from partner_tui.widgets.text import content_line, fit

if TYPE_CHECKING:  # partners are read after whom to meet is there
    from partner_tui.screens.partner_attention import Need

MOST = 50
"""The most partners that the panel shows; all stand under Partners."""

_SIGN, _NAME = 2, 24
"""Cells of a sign and of a partner's name."""


class AttentionPanel(Panel):
    """A line for each partner that needs somebody, the most pressing first, those of who sits here before all others.

    Enter opens the partner; plan and log are about its primary contact.
    """

    TITLE = "Partners that need you"
    HELP = "Partners"
    STEPS_BACK = True

    def __init__(self) -> None:
        super().__init__()
        self._needing: Sequence[tuple[int, str, int | None, Need]] = ()
        self._total = 0
        self._are_there = False

    def read(self, desk: Desk) -> None:
        """Read which partners need somebody, and whom to call there."""
        from partner_tui.records import organizations
        from partner_tui.screens import partner_attention

        needs = partner_attention.needs(desk)
        self._total, self._are_there = len(needs), bool(needs) or organizations.count() > 0
        first = list(needs)[:MOST]
        rows = organizations.rows(first, desk.today)
        self._needing = [
            (one, rows[one].name, rows[one].primary_contact_id, needs[one][0]) for one in first if one in rows
        ]

    def nothing(self) -> str:
        if self._are_there:
            return "No partner needs anybody today."
        return "No partners yet: 4, then n, adds one; ctrl+o brings in contacts."

    def lines_for(self, room: int) -> Sequence[Line]:
        self.border_title = f"{self.TITLE} · {self._total:,}" if self._total else self.TITLE
        more = self._total - MOST
        self.border_subtitle = f"and {more:,} more: 4, then v" if more > 0 else ""
        return [
            Line(_line(name, need, room), person_id=contact, organization_id=one)
            for one, name, contact, need in self._needing
        ]

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        organization_id = self.lines[event.option_index].organization_id
        if isinstance(self.app, TimelineApp) and organization_id is not None:
            self.app.open_organization(organization_id)


def _line(name: str, need: Need, room: int) -> Content:
    """Return a partner and its reason: beside the name where there is room for it, else below, in whole words."""
    from partner_tui.screens.promise_lines import colour_of

    head = Content.assemble((f"{need.sign} ", colour_of(need.tone)))
    beside = room - _SIGN - _NAME - 2
    if cell_len(name) <= _NAME and cell_len(need.reason) <= beside:
        return head + content_line(fit(name, _NAME), "bold") + content_line(f"  {need.reason}")
    below = textwrap.wrap(need.reason, max(10, room - _SIGN))
    lines = [head + content_line(fit(name, room - _SIGN).rstrip(), "bold")]
    return Content("\n").join([*lines, *(content_line(f"  {line}") for line in below)])
