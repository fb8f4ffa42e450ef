"""The one check: `python -m tests` runs format, lint, types, import contracts and tests, and says what failed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS: dict[str, list[str]] = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy"],
    "imports": ["importlinter"],
    # A third of the time a test of a screen waits for the screen's own clock: a third process fills two cores.
    "tests": ["pytest", "--numprocesses", "3", "--dist", "worksteal"],
}


def command(words: list[str]) -> list[str]:
    """Return a check as this interpreter runs it, so that no other environment's tools are meant."""
    if words == ["importlinter"]:
        return [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return [sys.executable, "-m", *words]


def main() -> int:
    """Run every check, the tests last; return 1 if one failed."""
    failed: list[str] = []
    for name, words in CHECKS.items():
        extra = sys.argv[1:] if name == "tests" else []
        started = time.monotonic()
        print(f"── {name} ──", flush=True)
        if subprocess.run([*command(words), *extra], cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
        print(f"   {time.monotonic() - started:.0f} s", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
