"""Runs of two programs by turns, what each cost, and the table that says whether ours is quick enough."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

import psutil

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-24T09:00:00-05:00"
"""The moment at which every measured program believes itself to be."""

_POLL = 0.005


class Cost(NamedTuple):
    """What one run cost: seconds on the wall, seconds of CPU, and the most memory it held, in MB (0: not looked at)."""

    wall: float
    cpu: float
    memory: float = 0.0


@dataclass
class Costs:
    """What several runs of the same thing cost."""

    runs: list[Cost] = field(default_factory=list)

    @property
    def wall(self) -> tuple[float, float]:
        """The least and the median seconds on the wall."""
        return _least_and_median([run.wall for run in self.runs])

    @property
    def cpu(self) -> tuple[float, float]:
        """The least and the median seconds of CPU."""
        return _least_and_median([run.cpu for run in self.runs])

    @property
    def memory(self) -> float:
        """The median memory in MB."""
        return median(run.memory for run in self.runs)


def _least_and_median(values: Sequence[float]) -> tuple[float, float]:
    return min(values), median(values)


@dataclass(frozen=True)
class Measured:
    """One line of the table: ours beside its floor, and the ratio of the medians that is allowed; 0 allows any."""

    what: str
    floor: str
    ours: Costs
    base: Costs
    allowed: float = 0.0
    notes: Sequence[str] = ()

    @property
    def ratio(self) -> float:
        """Our median seconds on the wall, in those of the floor."""
        return self.ours.wall[1] / self.base.wall[1]

    @property
    def cpu_ratio(self) -> float:
        """Our median seconds of CPU, in those of the floor."""
        return self.ours.cpu[1] / self.base.cpu[1] if self.base.cpu[1] else 0.0

    @property
    def verdict(self) -> str:
        """Whether the ratio on the wall is within what is allowed."""
        return "" if not self.allowed else "met" if self.ratio <= self.allowed else "NOT MET"

    def cells(self) -> list[str]:
        """Return the line's cells."""
        allowed = f"{self.allowed:g}" if self.allowed else "-"
        figures = [_pair(each) for costs in (self.ours, self.base) for each in (costs.wall, costs.cpu)]
        return [self.what, self.floor, *figures, f"{self.ratio:.2f}", f"{self.cpu_ratio:.2f}", allowed, self.verdict]


@dataclass(frozen=True)
class Held:
    """One line of the table about memory: MB that ours and the floor hold, and how many more are allowed."""

    what: str
    floor: str
    ours: float
    base: float
    allowed: float
    notes: Sequence[str] = ()

    @property
    def verdict(self) -> str:
        """Whether ours holds no more than the floor and what is allowed beyond it."""
        return "met" if self.ours - self.base <= self.allowed else "NOT MET"

    def cells(self) -> list[str]:
        """Return the line's cells."""
        more = f"{self.ours - self.base:+.1f} MB"
        figures = [f"{self.ours:.1f} MB", "", f"{self.base:.1f} MB", ""]
        return [self.what, self.floor, *figures, more, "", f"+{self.allowed:g} MB", self.verdict]


@dataclass(frozen=True)
class Within:
    """One line of the table about what somebody waits for: the most seconds on the wall that the median may take."""

    what: str
    ours: Costs
    allowed: float
    notes: Sequence[str] = ()

    @property
    def verdict(self) -> str:
        """Whether the median is within what is allowed."""
        return "met" if self.ours.wall[1] <= self.allowed else "NOT MET"

    def cells(self) -> list[str]:
        """Return the line's cells."""
        figures = [_pair(each) for each in (self.ours.wall, self.ours.cpu)]
        return [self.what, "", *figures, "", "", "", "", f"{self.allowed * 1000:g} ms", self.verdict]


Line = Measured | Held | Within

COLUMNS = (
    "what", "floor", "ours wall ms", "ours CPU ms", "floor wall ms", "floor CPU ms", "ratio", "CPU", "allowed", "",
)  # fmt: skip


def _pair(least_and_median: tuple[float, float]) -> str:
    return "/".join(f"{seconds * 1000:.1f}" if seconds < 1 else f"{seconds * 1000:.0f}" for seconds in least_and_median)


def table(lines: Iterable[Line]) -> str:
    """Return the table; a time is its least and its median."""
    rows = [COLUMNS, *(tuple(line.cells()) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def by_turns(runs: int, ours: Callable[[], Cost], base: Callable[[], Cost]) -> tuple[Costs, Costs]:
    """Run both so many times, A B A B, after one run of each that is not counted; return ours and the floor's."""
    ours(), base()
    mine, theirs = Costs(), Costs()
    for _ in range(runs):
        mine.runs.append(ours())
        theirs.runs.append(base())
    return mine, theirs


def environment() -> dict[str, str]:
    """Return the environment of a measured program: an empty home, a fixed moment, and compiled modules kept."""
    home = folder() / "home"
    home.mkdir(mode=0o700, exist_ok=True)
    given = {name: value for name, value in os.environ.items() if not name.startswith(("PARTNER_TUI_", "PYTHON"))}
    return given | {
        "HOME": str(home),
        "PARTNER_TUI_HOME": str(home),
        "PARTNER_TUI_NOW": NOW,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }


def folder() -> Path:
    """Return the folder that keeps what benchmarks make, from one run to the next."""
    kept = Path(tempfile.gettempdir()) / f"partner-tui-benchmarks-{os.getuid()}"
    kept.mkdir(mode=0o700, exist_ok=True)
    return kept


def program(*words: str) -> list[str]:
    """Return our program with some words, as this interpreter runs it."""
    return [sys.executable, "-m", "partner_tui", *words]


def run(words: Sequence[str], *, memory: bool = False) -> Cost:
    """Run a program to its end and return what it cost; raise RuntimeError with what it said if it failed.

    With `memory` it is looked at every few milliseconds, which costs it a little time.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            words, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said
        )
        most = _watch(process.pid) if memory else 0.0
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            raise RuntimeError(f"{' '.join(words)} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, most)


def _watch(pid: int) -> float:
    """Return the most memory in MB that a process held until its end."""
    # Not ru_maxrss of wait4: that counts from the fork, when the child still was a copy of this process.
    process, most = psutil.Process(pid), 0.0
    while True:
        try:
            most = max(most, float(process.memory_info().rss) / 1e6)
            if process.status() == psutil.STATUS_ZOMBIE:
                return most
        except psutil.Error:
            return most
        time.sleep(_POLL)


def timed(action: Callable[[], object]) -> Cost:
    """Return what an action cost this process."""
    started, used = time.perf_counter(), time.process_time()
    action()
    return Cost(time.perf_counter() - started, time.process_time() - used)
