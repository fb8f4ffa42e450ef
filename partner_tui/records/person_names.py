"""What a person is called."""

from __future__ import annotations


def display_name(given_name: str, family_name: str, preferred_name: str = "") -> str:
    """Return the name that a person is called by: the preferred one before the given one."""
    return f"{preferred_name or given_name} {family_name}".strip()
