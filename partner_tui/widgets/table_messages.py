"""What a table of records tells the screen that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message

from partner_tui.errors import PartnerError

if TYPE_CHECKING:
    from partner_tui.widgets.record_table import RecordTable


class TableMessage(Message):
    """Something happened in `table`."""

    def __init__(self, table: RecordTable[Any]) -> None:
        super().__init__()
        self.table = table
        # Textual ends a message at the parent of a widget when that parent's turn it was, as it is while the screen
        # draws or calls `show`. Whoever listens further up should hear it too.
        self.set_sender(table)

    @property
    def control(self) -> RecordTable[Any]:
        """The table, for `@on(RecordTable.Selected, "#people")`."""
        return self.table


class Highlighted(TableMessage, namespace="record_table"):
    """Another record is highlighted; None when the list became empty."""

    def __init__(self, table: RecordTable[Any], record_id: int | None) -> None:
        super().__init__(table)
        self.record_id = record_id


class Selected(TableMessage, namespace="record_table"):
    """Enter, a click on the highlighted row, or a double click: open this record."""

    def __init__(self, table: RecordTable[Any], record_id: int) -> None:
        super().__init__(table)
        self.record_id = record_id


class SortRequested(TableMessage, namespace="record_table"):
    """Somebody wants another order; the screen shows the list so, and says it with `sorted_by`."""

    def __init__(self, table: RecordTable[Any], key: str, descending: bool) -> None:
        super().__init__(table)
        self.key = key
        self.descending = descending


class MarksChanged(TableMessage, namespace="record_table"):
    """These records are marked now, whether the list shows them or not."""

    def __init__(self, table: RecordTable[Any], marks: frozenset[int]) -> None:
        super().__init__(table)
        self.marks = marks


class ReadFailed(TableMessage, namespace="record_table"):
    """Rows in sight could not be read; their lines say so until `reload` or `show`."""

    def __init__(self, table: RecordTable[Any], error: PartnerError) -> None:
        super().__init__(table)
        self.error = error
