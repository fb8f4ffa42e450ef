"""The rows that an import left out, as a CSV file in which they can be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partner_tui.exchange.spreadsheet import csv_lines
from partner_tui.records.incoming import Rejection

REASONS = ("File", "Row", "Column", "Read", "Left out because")
"""The columns of a file that is no list."""

_BESIDE = ("Row in the file", "Left out because")


def chunks(
    rejections: Sequence[Rejection], header: Sequence[str] = (), rows: Mapping[int, Sequence[str]] | None = None
) -> Iterator[bytes]:
    """Yield the file, UTF-8 with a mark so that spreadsheets know it; cells that start a formula are neutralised.

    Of a list, `header` are its columns and `rows` its cells by line: each line stands once, as it was, with all reasons
    behind it. Without them each reason has a line of its own.
    """
    yield b"\xef\xbb\xbf"
    if rows is None:
        table = ((one.file, str(one.row), one.column, one.value, one.message) for one in rejections)
        yield from (text.encode() for text in csv_lines(REASONS, table))
        return
    reasons: dict[int, list[str]] = {}
    for one in rejections:
        about = f"{one.column}: " if one.column else ""
        reasons.setdefault(one.row, []).append(f"{about}{one.message}")
    empty = [""] * len(header)
    lines = ([*rows.get(row, empty), str(row), "; ".join(why)] for row, why in reasons.items())
    yield from (text.encode() for text in csv_lines([*header, *_BESIDE], lines))
