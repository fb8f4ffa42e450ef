"""What a command prints: tables and JSON documents on stdout, narration and complaints on stderr."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from partner_tui.errors import Ambiguous, PartnerError
from partner_tui.insight import cells

_GAP = "  "
_NARROWEST = 6
_ROOM = 14
"""Cells with which a column still says something: where there are fewer, columns that can be spared go."""

_SAMPLE = 500
"""Rows that decide how wide the columns of a table are; a longer table is not held in memory for it."""

# What is invisible or steers a terminal: control characters, bidi controls, line separators, tags.
_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
_UNPRINTABLE = f"[{_STEERING}\U000e0000-\U000e007f]"


def safe(text: str) -> str:
    """Return text that a terminal only shows: what could steer it is written as an escape; line breaks stay."""
    # Compiled when it is first needed: most text is printable, and compiling costs every start a millisecond.
    return text if text.isprintable() else re.sub(_UNPRINTABLE, _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    # As JSON has it, surrogate pairs included, so that a JSON document stays the same document.
    return json.dumps(found[0])[1:-1] if found[0] != "\x7f" else "\\u007f"


def show(*lines: str) -> None:
    """Print lines of data on stdout."""
    for line in lines:
        _write(sys.stdout, f"{safe(line)}\n")


def tell(*lines: str) -> None:
    """Print lines of narration on stderr."""
    sys.stdout.flush()
    for line in lines:
        _write(sys.stderr, f"{safe(line)}\n")


def complain(error: PartnerError, *, as_json: bool) -> None:
    """Say an error on stderr: what happened, what to do, and the choices where there are several."""
    choices = error.choices if isinstance(error, Ambiguous) else ()
    if as_json:
        hint = f"{error.hint} {'; '.join(choices)}".strip()
        tell(json.dumps({"error": error.message, "hint": hint}, ensure_ascii=False))
        return
    tell(error.message, *(f"{_GAP}{choice}" for choice in choices))
    if error.hint:
        tell(error.hint)


def document(value: Any) -> None:
    """Print one JSON document; times and days in it are ISO 8601 text already."""
    _write(sys.stdout, _as_json(value, plain=_only_ascii()) + "\n")


def documents(values: Iterable[Any]) -> None:
    """Print a JSON list, item by item, however long it is."""
    for piece in json_list(values, plain=_only_ascii()):
        _write(sys.stdout, piece)


def json_list(values: Iterable[Any], *, plain: bool = False) -> Iterator[str]:
    """Yield the pieces of a JSON list that only shows in a terminal; `plain` keeps it to ASCII."""
    before = "["
    for value in values:
        yield f"{before}\n{_as_json(value, plain=plain)}"
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def _as_json(value: Any, *, plain: bool) -> str:
    return safe(json.dumps(value, ensure_ascii=plain, indent=2))


def _only_ascii() -> bool:
    return (sys.stdout.encoding or "").lower() not in {"utf-8", "utf8"}


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, nothing: str = "", spare: Sequence[str] = ()
) -> None:
    """Print rows under their columns, fitted to the terminal; in a pipe, nothing is cut.

    The columns in `spare` are left out, one after the other, where there is no room for all; then the widest give way
    first. `nothing` is told instead of an empty table.
    """
    lines = ([_one_line(cell) for cell in row] for row in rows)
    sample = list(islice(lines, _SAMPLE))
    if not sample:
        tell(nothing)
        return
    limit = terminal_width()
    shown = _with_room([list(columns), *sample], limit, spare)
    widths = _widths([[row[at] for at in shown] for row in (columns, *sample)], limit)
    for row in chain([columns], sample, lines):
        fitted = [_fitted(row[at], width, limit) for at, width in zip(shown, widths, strict=True)]
        show(_GAP.join(fitted).rstrip())


def facts(pairs: Iterable[tuple[str, str]]) -> None:
    """Print what is known, one fact a line, without the empty ones."""
    known = [(name, text) for name, text in pairs if text]
    wide = max((cells.width(name) for name, _ in known), default=0)
    for name, text in known:
        first, *rest = text.split("\n")
        show(
            f"{name}{' ' * (wide - cells.width(name))}{_GAP}{first}",
            *(" " * (wide + len(_GAP)) + line for line in rest),
        )


def terminal_width() -> int | None:
    """Return how many cells a line on stdout has; None when it is no terminal."""
    if not sys.stdout.isatty():
        return None
    try:
        return int(os.environ.get("COLUMNS", "")) or None
    except ValueError:
        return os.get_terminal_size(sys.stdout.fileno()).columns


def _one_line(text: str) -> str:
    # A row is one line, and an escape is as wide as it is written.
    return safe(" ".join(text.split()) if not text.isprintable() else text)


def _with_room(rows: Sequence[Sequence[str]], limit: int | None, spare: Sequence[str]) -> list[int]:
    """Return which columns are shown, by their places."""
    needed = [min(_ROOM, max(map(cells.width, column))) for column in zip(*rows, strict=True)]
    shown = list(range(len(needed)))
    for name in spare if limit is not None else ():
        if limit is None or sum(needed[at] + len(_GAP) for at in shown) - len(_GAP) <= limit:
            break
        shown.remove(list(rows[0]).index(name))
    return shown


def _widths(rows: Sequence[Sequence[str]], limit: int | None) -> list[int]:
    widths = [max(map(cells.width, column)) for column in zip(*rows, strict=True)]
    while limit is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > limit:
        widest = max(widths)
        if widest <= _NARROWEST:
            break
        widths[widths.index(widest)] -= 1
    return widths


def _fitted(cell: str, wide: int, limit: int | None) -> str:
    if limit is None:
        return cell + " " * (wide - cells.width(cell))
    return cells.filled(cell, wide)


def _write(stream: Any, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:
        # An old terminal's or a pipe's narrow encoding: what it lacks is written as an escape.
        stream.write(text.encode(stream.encoding, "backslashreplace").decode(stream.encoding))


class Progress:
    """Tells on stderr how far a long piece of work is: in a terminal as one line that is overwritten."""

    def __init__(self) -> None:
        self._told: tuple[str, int, int] | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Take note of `done` of `total`, of whatever is being done."""
        if total == 0 or (what, done, total) == self._told:
            return
        self._told = what, done, total
        line = safe(f"{what}: {done:,} of {total:,}")
        if sys.stderr.isatty():
            _write(sys.stderr, f"\r\x1b[K{line[:70]}" + ("\n" if done >= total else ""))
            sys.stderr.flush()
        elif done >= total:
            tell(line)
