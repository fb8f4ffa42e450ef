"""The day that a stored moment is on where it takes place, for SQL: `local_day(starts_at, timezone)`."""

from __future__ import annotations


def local_day(moment: str, zone: str) -> str:
    """Return the day of a moment, `YYYY-MM-DDTHH:MM:SSZ`, in a zone; in UTC where the computer does not know it."""
    from datetime import datetime  # a file is opened before anybody asks for a day
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).date().isoformat()
    except ZoneInfoNotFoundError:
        return moment[:10]
