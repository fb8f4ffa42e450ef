"""What the program says and does when it must end: after an error of its own, or when the system ends it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from traceback import extract_tb

from partner_tui import __version__

PATIENCE = 0.8
"""Seconds that an orderly end may take after a signal; a terminal that is gone can hold a writer up for ever."""

_OURS = Path(__file__).parent


def crash_text(error: BaseException) -> str:
    """Return what is said after a crash: the kind of each error and where in the program, and nothing else.

    No message and no value: both can hold what somebody wrote about somebody.
    """
    lines = [
        f"partner-tui {__version__} had to stop because of an error of its own.",
        "Everything that it had said was saved is saved.",
        "",
    ]
    for one in _chain(error):
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}".removeprefix("builtins."))
        frames = extract_tb(one.__traceback__)
        ours = [frame for frame in frames if _OURS in Path(frame.filename).parents]
        shown = ours or frames[-3:]
        lines += [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in shown]
    lines += ["", "Nothing above is about anybody in your records: please send it to whoever maintains the program."]
    return "\n".join(lines)


def _chain(error: BaseException) -> list[BaseException]:
    """Return the error and what it came from, a Textual worker's own error in place of its wrapper."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found:
        found.append(current)
        current = getattr(current, "error", None) or current.__cause__ or current.__context__
        current = current if isinstance(current, BaseException) else None
    return found


def _short(filename: str) -> str:
    """Return a file without the folders of this computer, whose names can be those of people."""
    path = Path(filename)
    for parent in (_OURS.parent, *map(Path, sys.path)):
        if parent.is_absolute() and parent in path.parents:
            return str(path.relative_to(parent))
    return path.name


def leave_in_time(code: int, patience: float = PATIENCE) -> None:
    """End the process with `code` if it is still there after so many seconds."""
    timer = threading.Timer(patience, os._exit, (code,))
    timer.daemon = True
    timer.start()
