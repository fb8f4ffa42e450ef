"""Partners, ten thousand of them: their list, who needs attention, the report, and keys on their screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from partner_tui.insight import attention, partner_report
from partner_tui.records import attention_rows, database, organizations, partner_report_rows, report_spans
from tests.benchmarks import partner_samples
from tests.benchmarks.harness import Cost, Costs, Line, Measured, Within, by_turns, environment, program, timed
from tests.benchmarks.partner_samples import HOURS, ORGANIZATIONS, PLACEMENTS, TODAY
from tests.benchmarks.terminal import Terminal

ALLOWED_REPORT, ALLOWED_LIST = 1.5, 3.0
ALLOWED_ATTENTION, ALLOWED_KEY = 0.1, 0.05
KEYS_PER_RUN = 12
PAGE = 128
"""Rows that the list of the screen reads at once."""

_DOWN, _UP, _PAGE_DOWN, _END, _HOME = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[F", b"\x1b[H"
_KEYS = [_DOWN, _DOWN, _DOWN, _PAGE_DOWN, _UP, _PAGE_DOWN, _END, _UP, _UP, _HOME]

_NAMES = "SELECT id FROM organizations WHERE archived_at IS NULL ORDER BY lower(name), id"
_ONE_PAGE = "SELECT id, uid, version, name, kind, sector, owner_id, primary_contact_id FROM organizations WHERE id IN "


def measure(_people: tuple[int, ...], runs: int) -> Iterator[Line]:
    """Yield a line for each; the number of partners is always the same."""
    path = partner_samples.partners()
    database.open_records(path)
    size = f"{ORGANIZATIONS:,} partners"
    yield Measured(f"partners_list: {size}, and the first {PAGE}", "the bare SQL", *by_turns(runs, _timed(_list),
                   _timed(_bare_list)), ALLOWED_LIST)  # fmt: skip
    yield Within(f"partners_attention: {size}, {PLACEMENTS:,} placements", _of(_attention, runs), ALLOWED_ATTENTION)
    many = f"{size}, {PLACEMENTS:,} placements, {HOURS:,} shifts"
    yield Measured(f"partners_report: {many}", "the bare SQL", *by_turns(runs, _timed(_report), _timed(_bare_report)),
                   ALLOWED_REPORT)  # fmt: skip
    database.close_records()
    yield _keys(path, runs, size)


def _timed(action: Callable[[], object]) -> Callable[[], Cost]:
    return partial(timed, action)


def _of(action: Callable[[], object], runs: int) -> Costs:
    action()
    return Costs([timed(action) for _ in range(runs)])


def _list() -> None:
    ids = organizations.listing()
    organizations.rows(ids[:PAGE], TODAY)


def _bare_list() -> None:
    ids = [row[0] for row in database.select(_NAMES)][:PAGE]
    database.select(f"{_ONE_PAGE} ({','.join('?' * PAGE)})", ids)


def _attention() -> None:
    attention.attention(attention_rows.facts(TODAY), TODAY)


def _report() -> None:
    partner_report.report(partner_report_rows.facts(report_spans.span_of(TODAY), TODAY))


def _bare_report() -> None:
    span = report_spans.span_of(TODAY)
    until = min(span.ends_on, TODAY).isoformat()
    values = {"first": span.starts_on.isoformat(), "until": until, "today": TODAY.isoformat()}
    for query in partner_report_rows.QUERIES:
        database.select(query, values)


def _keys(path: Path, runs: int, size: str) -> Within:
    """Return what a key takes in the list of partners until the next frame stands."""
    costs = Costs()
    with Terminal(program("--database", str(path)), environment()) as terminal:
        terminal.wait_until_shown("at this pace")
        terminal.press(b"4", quiet=2.0)
        for key in (_KEYS * KEYS_PER_RUN * runs)[: KEYS_PER_RUN * runs]:
            costs.runs.append(Cost(*terminal.press(key)))
    slowest = max(run.wall for run in costs.runs)
    return Within(f"key to repaint on Partners, {size}", costs, ALLOWED_KEY, [f"slowest: {slowest * 1000:.0f} ms"])
