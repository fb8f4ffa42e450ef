"""History: everything that was done, by whom and when, and what it changed."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from partner_tui import commands
from partner_tui.dates import say_full, say_full_day, say_moment
from partner_tui.records import retold
from partner_tui.records.fields import label
from partner_tui.records.history import IntentLine
from partner_tui.records.retold import RecordChange
from partner_tui.screens.browser import Browser
from partner_tui.widgets.empty_state import KeyHint
from partner_tui.widgets.table_columns import Column
from partner_tui.widgets.text import content, content_line

SIGNS = {
    "added": ("+", "$text-success"),
    "changed": ("~", "$text-accent"),
    "archived": ("–", "dim"),
    "restored": ("↑", "$text-success"),
}
"""What was done to a record -> the symbol and the colour that say it."""

FLAGS = frozenset({"in_rotation", "directory_opt_out", "came"})
"""Columns that hold 0 or 1 and mean no or yes."""

USUAL = {"in_rotation": 1, "directory_opt_out": 0}
"""What a new record has there unless somebody said otherwise."""

RECORDS_SHOWN = 200
"""How many records of one intent are shown; an import has a hundred thousand."""

IN_FULL = 12
"""Up to so many records, each is shown with its columns; of more, a line each."""


class HistoryScreen(Browser):
    """All that was done, the newest first; u takes back, U brings forward."""

    WHERE = "history"
    TITLE_OF_LIST = "History"
    PURPOSE = "Everything that you do stands here, and can be taken back."
    HINTS = (KeyHint("Esc", "goes back", "screen.back"),)
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings("history")]
    CAN_MARK = False

    def default_sort(self) -> tuple[str, bool]:
        return "at", True

    def columns(self) -> Sequence[Column]:
        return [
            Column("state", "", width=1, sortable=False),
            Column("at", "When", width=18, sortable=False),
            Column("name", "What", weight=3, minimum=24, sortable=False),
            Column("who", "Who", weight=1, minimum=10, priority=1, sortable=False),
            Column("undone", "", width=10, priority=2, sortable=False),
        ]

    def cells(self, row: IntentLine) -> Sequence[Any]:
        now = self.desk.now()
        sign, undone = ("↩", "taken back") if row.undone_at else ("·", "")
        return [sign, say_moment(row.at.astimezone(now.tzinfo), now.date()), row.name, row.who, undone]

    def ids(self) -> array[int]:
        return retold.listing(self.filter_bar.text)

    def rows(self, ids: Sequence[int]) -> Mapping[int, IntentLine]:
        return retold.rows(ids)

    def total(self) -> int:
        return retold.count()

    def story(self, record_id: int) -> Content:
        line = retold.rows([record_id]).get(record_id)
        if line is None:
            return Content()
        told, total = retold.of_intent(record_id, self.desk.who, RECORDS_SHOWN)
        return story_of(line, told, total, self.desk.now().tzinfo)

    def action_back(self) -> None:
        """Leave what was changed, then the filter, then the history."""
        if self.has_class("-story") or self.filter_bar.text:
            super().action_back()
        else:
            self.call_later(self.run_action, "app.leave_history")


def story_of(line: IntentLine, told: Sequence[RecordChange], total: int, zone: tzinfo | None) -> Content:
    """Return what an intent did, record by record, before and after; times are shown in `zone`."""
    undone = f" · taken back {say_full(line.undone_at.astimezone(zone))}" if line.undone_at else ""
    head = Content.assemble(
        content_line(line.name, "bold $text-primary"),
        "\n",
        content_line(f"{line.who} · {say_full(line.at.astimezone(zone))}{undone}", "dim"),
    )
    more = [Content.styled(f"and {total - len(told):,} more", "dim")] if total > len(told) else []
    if total > IN_FULL:
        brief = Content("\n").join([*(_headline(one) for one in told), *more])
        return Content("\n\n").join([head, brief])
    return Content("\n\n").join([head, *(_change(one, zone) for one in told), *more])


def _headline(change: RecordChange) -> Content:
    sign, colour = SIGNS[change.did]
    name = f" {change.name}" if change.name else ""
    return Content.assemble(
        (f"{sign} ", f"bold {colour}"),
        (change.did, colour),
        content_line(f" {change.what}"),
        content_line(name, "bold"),
    )


def _change(change: RecordChange, zone: tzinfo | None) -> Content:
    lines = [_headline(change)]
    if change.did in ("added", "changed"):
        columns = [
            one
            for one, (_before, after) in change.columns.items()
            if change.did == "changed" or after != USUAL.get(one, _ALWAYS)
        ]
        wide = max(map(len, map(_label, columns)), default=0)
        lines += [_column(column, wide, change, zone) for column in columns]
    if change.masked:
        lines.append(Content.styled("  only its author reads it", "italic dim"))
    return Content("\n").join(lines)


_ALWAYS = object()
"""What no column holds: a column that is always worth showing."""


def _column(column: str, wide: int, change: RecordChange, zone: tzinfo | None) -> Content:
    before, after = (_said(column, value, zone) for value in change.columns[column])
    name = (f"  {_label(column):<{wide}}  ", "dim")
    if change.did == "added":
        return Content.assemble(name, content(after))
    return Content.assemble(name, content(before, "dim"), (" → ", "$text-accent"), content(after))


def _label(column: str) -> str:
    return label(column.removesuffix("_id"))


def _said(column: str, value: Any, zone: tzinfo | None) -> str:
    """Return a stored value as people read it; what is not what its column promises is shown as it stands."""
    if value is None or value == "":
        return "–"
    if column in FLAGS:
        return "yes" if value else "no"
    try:
        if column.endswith("_at"):
            return say_full(datetime.fromisoformat(value).astimezone(zone))
        if column.endswith(("_on", "_until")):
            return say_full_day(date.fromisoformat(value))
    except (TypeError, ValueError):
        pass
    return str(value)
