"""Other processes, for tests of what happens between two programs or to one that is killed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

START = """
import sys
from datetime import datetime
from pathlib import Path
from partner_tui.errors import PartnerError
from partner_tui.records import backups, database, groups, history, meetings, people
from partner_tui.records.connection import Schema
NOW = datetime.fromisoformat("2026-11-24T09:00:00-05:00")
path = Path(sys.argv[1])
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start another Python with the records at hand as `path`; its output and input are pipes."""
    command = [sys.executable, "-c", START + script, *map(str, arguments)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
    )


def run(script: str, *arguments: object) -> str:
    """Run another Python to its end and return what it printed."""
    with start(script, *arguments) as process:
        printed, _ = process.communicate(timeout=60)
        assert process.returncode == 0, printed
        return printed


def said(process: subprocess.Popen[str]) -> str:
    """Wait for the next line that a process prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def digest(path: Path) -> str:
    """Return the hash of a file that nobody has open."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def beside(path: Path) -> list[str]:
    """Return the names of what stands in the folder of a file, without the file."""
    return sorted(one.name for one in path.parent.iterdir() if one != path)
