"""How many promises were kept in time, by audience, ours and theirs: counts beside shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from partner_tui.errors import PartnerError
from partner_tui.insight.spread import percent
from partner_tui.records import database, kept_rates
from partner_tui.records.kept_rates import Audience, KeptRate
from partner_tui.records.sides import Direction
from partner_tui.widgets.text import MUTED

_LABEL, _CELL = 8, 15


class KeptStrip(Static):
    """Three lines under a list; counted in a thread, for a district has many promises."""

    DEFAULT_CSS = """
    KeptStrip { height: 3; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    class Counted(Message):
        """The rates were counted, or could not be."""

        def __init__(self, found: Sequence[KeptRate] | PartnerError) -> None:
            super().__init__()
            self.found = found

    def __init__(self) -> None:
        super().__init__(Content(), id="kept")

    def count(self, today: date) -> None:
        """Count anew; until then, what was shown stays."""
        self.run_worker(self._counting(today), group="list", exclusive=True, thread=True)

    def _counting(self, today: date) -> Callable[[], None]:
        def run() -> None:
            worker = get_current_worker()
            found: Sequence[KeptRate] | PartnerError
            try:
                with database.in_thread():
                    found = kept_rates.kept_rate(today)
            except PartnerError as error:
                found = error
            if not worker.is_cancelled:
                self.post_message(self.Counted(found))

        return run

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        event.stop()
        if isinstance(event.found, PartnerError):
            self.update(Content.styled(f"The rates could not be counted. {event.found.message}", MUTED))
        else:
            self.update(rates_table(event.found))


def rates_table(rates: Sequence[KeptRate]) -> Content:
    """Return the rates as a table of three lines: ours, then theirs, for each audience."""
    head = "in time".ljust(_LABEL) + "".join(audience.value.ljust(_CELL) for audience in Audience)
    lines = [Content.styled(head.rstrip(), MUTED)]
    for direction in Direction:
        cells = [_cell(rate) for rate in rates if rate.direction is direction]
        lines.append(Content.assemble((direction.value.ljust(_LABEL), MUTED), "".join(cells).rstrip()))
    return Content("\n").join(lines)


def _cell(rate: KeptRate) -> str:
    due = rate.fallen_due
    if not due:
        return "–".ljust(_CELL)
    in_time = rate.kept - rate.kept_late
    return f"{in_time:,}/{due:,} {percent(Fraction(in_time, due))}".ljust(_CELL - 1) + " "
