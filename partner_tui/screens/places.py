"""Where this computer is: its time zone, and paths as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_ZONE_FOLDER = "zoneinfo/"


def zone_here(environment: Mapping[str, str], root: Path = Path("/")) -> str:
    """Return the IANA name of the computer's zone, or "" where nothing says it; no network is asked.

    `TZ` comes first, then what /etc/localtime links to, then the name in /etc/timezone.
    """
    said = [environment.get("TZ", "").lstrip(":"), _linked(root / "etc/localtime"), _written(root / "etc/timezone")]
    return next((name for name in said if is_zone(name)), "")


def is_zone(name: str) -> bool:
    """Return whether there is such a zone; a path, or the machine's own "localtime", is none."""
    if "/" not in name and name != "UTC":
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def tidy(path: Path) -> str:
    """Return a path as people read it: `~` for the home folder."""
    try:
        return str(Path("~") / path.absolute().relative_to(Path.home()))
    except (ValueError, RuntimeError):  # not below it, or nobody knows where home is
        return str(path)


def _linked(link: Path) -> str:
    try:
        target = str(link.resolve(strict=True))
    except OSError:
        return ""
    return target.partition(_ZONE_FOLDER)[2]


def _written(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
