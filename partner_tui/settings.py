"""The settings of this computer: where the records are, who sits here, which theme and which keys."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from partner_tui.errors import PartnerError, UsageError

DATABASE = "PARTNER_TUI_DATABASE"
NOW = "PARTNER_TUI_NOW"
HOME = "PARTNER_TUI_HOME"
"""The variables of the environment that are read: which records, which moment is now, where settings and data are."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one computer remembers between two starts."""

    database: str = ""
    """The file of records to open when nothing else says so; empty: the usual place."""

    me: str = ""
    """The uid or the e-mail address of the person who sits here; left out of the rotation."""

    theme: str = "partner-dark"
    """The name of the theme."""

    day_first: bool = False
    """Whether 12/3 is the twelfth of March rather than the third of December."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Command id -> keys, separated by commas, where they differ from the usual ones."""


def folder(environment: Mapping[str, str] = os.environ, *, data: bool = False) -> Path:
    """Return the folder of the settings, or of the records, in the platform's usual place."""
    if HOME in environment:
        return Path(environment[HOME])
    from platformdirs import user_config_path, user_data_path  # only when nothing says where

    return user_data_path("partner-tui") if data else user_config_path("partner-tui")


def path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the file of the settings."""
    return folder(environment) / "settings.toml"


def load(file: Path) -> Settings:
    """Return the settings in a file, the usual ones without it; raise PartnerError for what is not understood."""
    try:
        text = file.read_text(encoding="utf-8")
        import tomllib  # not needed where nothing is set

        values = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise PartnerError(
            f"The settings in {file} cannot be read: {error}", "Mend the file, or move it away."
        ) from error
    known = {one.name: getattr(Settings(), one.name) for one in fields(Settings)}
    for name, value in values.items():
        if name not in known or not isinstance(value, type(known[name])):
            raise PartnerError(
                f"The settings in {file} have a {name} that is not understood.",
                f"There are: {', '.join(known)}.",
            )
    return Settings(**values)


def save(settings: Settings, file: Path) -> None:
    """Write the settings beside the file and put them in its place; raise PartnerError if that cannot be done."""
    lines = [f"{one.name} = {_toml(getattr(settings, one.name))}\n" for one in fields(Settings) if one.name != "keys"]
    lines += ["\n[keys]\n", *(f"{_toml(command)} = {_toml(keys)}\n" for command, keys in settings.keys.items())]
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_text("".join(lines), encoding="utf-8")
        part.chmod(0o600)
        part.replace(file)
    except OSError as error:
        raise PartnerError(
            f"The settings cannot be saved in {file.parent}: {error.strerror}.", "Free space?"
        ) from error


def change(file: Path, **values: Any) -> Settings:
    """Save some settings and keep the others; return them all."""
    changed = replace(load(file), **values)
    save(changed, file)
    return changed


def _toml(value: Any) -> str:
    # JSON's strings and booleans are TOML's, too.
    return json.dumps(value, ensure_ascii=False)


def database_path(given: str | None, settings: Settings, environment: Mapping[str, str] = os.environ) -> Path:
    """Return which records to open: what the command says, else the environment, else the settings, else the usual."""
    chosen = given or environment.get(DATABASE) or settings.database
    return Path(chosen).expanduser() if chosen else folder(environment, data=True) / "school.db"


def now(environment: Mapping[str, str] = os.environ) -> datetime:
    """Return the moment it is, aware; `PARTNER_TUI_NOW` can fix it for tests and demonstrations."""
    fixed = environment.get(NOW)
    if not fixed:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as error:
        raise UsageError(f"{NOW} is not a time: “{fixed}”.", "Write it as 2026-11-24T09:00:00-05:00.") from error
    if moment.tzinfo is None:
        raise UsageError(f"{NOW} has no zone: “{fixed}”.", "Write it as 2026-11-24T09:00:00-05:00.")
    return moment


def who() -> str:
    """Return the name under which this computer's user stands in the history."""
    import getpass  # only what writes needs to know

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
