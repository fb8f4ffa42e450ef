"""Strays: the half-made copies that a killed process leaves beside the records, and in their backup folder."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from partner_tui.records.connection import backup_folder

OLD_SECONDS = 3_600
"""From this age on nobody is still writing a half-made copy."""


def strays(path: Path, *, now: float | None = None) -> list[Path]:
    """Return the half-made copies of a file of records that nobody is writing any more.

    `now` is in seconds since the epoch, to be compared with the files' own times; None is the computer's clock.
    """
    latest = (time.time() if now is None else now) - OLD_SECONDS
    places = ((path.parent, f".{path.name}.*.part*"), (backup_folder(path), ".*.part*"))
    found: list[Path] = []
    for folder, pattern in places:
        for one in sorted(folder.glob(pattern)):
            with suppress(FileNotFoundError):
                if one.is_file() and one.stat().st_mtime < latest:
                    found.append(one)
    return found


def clear(path: Path, *, now: float | None = None) -> int:
    """Remove the strays of a file of records; return how many there were. What cannot be removed stays."""
    found = strays(path, now=now)
    for one in found:
        with suppress(OSError):
            one.unlink()
    return len(found)
