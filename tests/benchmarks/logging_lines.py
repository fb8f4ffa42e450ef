"""One line: logged from the shell among a million people, and letter by letter until it says what was understood."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks import samples
from tests.benchmarks.floors import PEEWEE
from tests.benchmarks.harness import Cost, Costs, Measured, by_turns, environment, folder, program, run
from tests.benchmarks.terminal import Terminal, cpu_seconds

SHELL_PEOPLE, SHELL_MEETINGS = 1_000_000, 3_000
PREVIEW_PEOPLE = 100_000
ALLOWED_FROM_SHELL, ALLOWED_IN_WINDOW = 2.0, 7.0
LINE = "ana rivera coffee yesterday 25m at library wants to start robotics #goal > intro to Delgado fri"
TYPED = ("ana rivera coffee yesterday 25m", "talked to sofia garcia > send list fri", "lunch w/ bob okonkwo tue")

_UNCHANGED = 0.3
"""Seconds after which a letter has changed nothing that is understood, as a space does."""

_DOWN, _CLEAR = b"\x1b[B", b"\x15"


def measure(people: tuple[int, ...], runs: int) -> Iterator[Measured]:
    """Yield a line for the shell, at a million people, and one for the window, at 100,000, unless others are asked."""
    for number in people or (SHELL_PEOPLE,):
        # Every run adds a meeting, and others measure the same school.
        path = folder() / f"logging-{number}.db"
        shutil.copyfile(samples.school(number, SHELL_MEETINGS), path)
        ours = partial(run, program("--database", str(path), "log", "--yes", LINE))
        yield Measured(
            f"log --yes from the shell, {number:,} people",
            'python -c "import argparse, peewee"',
            *by_turns(runs, ours, partial(run, PEEWEE)),
            allowed=ALLOWED_FROM_SHELL if number == SHELL_PEOPLE else 0,
        )
        path.unlink()
    for number in people or (PREVIEW_PEOPLE,):
        yield _as_one_types(samples.school(number), number, max(1, runs // 3))


def _as_one_types(path: Path, number: int, runs: int) -> Measured:
    """Return how long it takes from a letter to what is understood of the line, beside one repaint of the window."""
    mine, base = Costs(), Costs()
    with _Typing(program("--database", str(path)), environment()) as window:
        window.wait_until_shown("One line")
        window.read_until_quiet(3.0, 60.0)  # at its start the app looks through the file, and copies it once a day
        window.press(b"+", quiet=0.5)
        for _ in range(runs):
            for line in TYPED:
                mine.runs += window.type_line(line)
                base.runs += window.repaints()
    slowest = max(cost.wall for cost in mine.runs) * 1000
    allowed = ALLOWED_IN_WINDOW if number == PREVIEW_PEOPLE else 0
    notes = [
        f"median {median(cost.wall for cost in mine.runs) * 1000:.0f} ms, slowest {slowest:.0f} ms; 30 ms asked for"
    ]
    return Measured(
        f"from a letter to what is understood, {number:,} people", "one repaint", mine, base, allowed, notes
    )


class _Typing(Terminal):
    """The app, over whose screen somebody types a line."""

    def type_line(self, line: str) -> list[Cost]:
        """Type a line into the empty one; return what each letter took that changed what is understood."""
        costs = [cost for letter in line if (cost := self._change_below(letter.encode()))]
        os.write(self._terminal, _CLEAR)
        self.read_until_quiet(0.3, 3.0)
        return costs

    def repaints(self, count: int = 12) -> list[Cost]:
        """Return what it takes to go to the next of several people, some times; the line is empty afterwards."""
        self.type_line("")
        for letter in "sofia":
            self._change_below(letter.encode())
        costs = [cost for _ in range(count) if (cost := self._change_below(_DOWN))]
        os.write(self._terminal, _CLEAR)
        self.read_until_quiet(0.3, 3.0)
        return costs

    def _change_below(self, key: bytes) -> Cost | None:
        """Press a key; return what it took until something changed beneath the line, None where nothing did."""
        self.read_until_quiet(0.1, 2.0)
        self._look(len(self.chunks))
        before = self._below()
        cpu, sent, first = cpu_seconds(self.pid), self._now(), len(self.chunks)
        os.write(self._terminal, key)
        while self.read(_UNCHANGED):
            self.read_until_quiet(0.1, 2.0)
            for place in range(first, len(self.chunks)):
                self._look(place + 1)
                if self._below() != before:
                    self._look(len(self.chunks))
                    return Cost(self.chunks[place].at - sent, cpu_seconds(self.pid) - cpu)
            first = len(self.chunks)
        return None

    def _below(self) -> list[tuple[str, str]]:
        """Return the letters beneath the line with the colour behind the first ones: that shows who is highlighted."""
        rows = range(2, self.lines)
        return [(self._screen.display[row], str(self._screen.buffer[row][4].bg)) for row in rows]
