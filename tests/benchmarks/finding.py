"""Finding among a million people: from the shell, and letter by letter in the window until it says what was found."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from partner_tui.records import database, search_index
from partner_tui.records.text import fold
from tests.benchmarks import samples
from tests.benchmarks.floors import PEEWEE
from tests.benchmarks.harness import Cost, Costs, Measured, by_turns, environment, program, run, timed
from tests.benchmarks.terminal import Moment, Terminal, cpu_seconds

PEOPLE, MEETINGS = 1_000_000, 300_000
ALLOWED_FROM_SHELL, ALLOWED_IN_WINDOW = 2.5, 2.0
LETTERS = 7
NAMES_PER_RUN = 6
WORDS = ("robotics", "schedule")

_IDLE = 3.0
"""Seconds in which a program has to do next to nothing to be idle."""

_DOWN, _CLEAR = b"\x1b[B", b"\x15"


def measure(people: tuple[int, ...], runs: int) -> Iterator[Measured]:
    """Yield two lines for each number of people: from the shell, and as one types."""
    for number in people or (PEOPLE,):
        path = samples.school(number, MEETINGS)
        allowed = number == PEOPLE
        for text in ("rivera", "robotics"):
            ours = partial(run, program("--database", str(path), "find", text))
            yield Measured(
                f"find “{text}” from the shell, {number:,} people",
                'python -c "import argparse, peewee"',
                *by_turns(runs, ours, partial(run, PEEWEE)),
                allowed=ALLOWED_FROM_SHELL if allowed else 0,
            )
        yield _as_one_types(path, number, runs, ALLOWED_IN_WINDOW if allowed else 0)


def _as_one_types(path: Path, number: int, runs: int, allowed: float) -> Measured:
    """Return how long the slowest twentieth of the letters takes, beside the bare query for it and one repaint."""
    database.open_records(path)
    texts = _texts(runs)
    mine, base = Costs(), Costs()
    slowest = ("", 0.0)
    with _Typing(program("--database", str(path)), environment()) as window:
        window.wait_until_shown("at this pace")
        window.wait_until_idle()  # at its start the app looks through the file, and copies it once a day
        window.press(b"/")
        for at in range(runs):
            typed: list[Cost] = []
            floors: list[Cost] = []
            repaints = window.repaints()
            for text in texts[at * (NAMES_PER_RUN + 1) :][: NAMES_PER_RUN + 1]:
                for end in range(1, len(text) + 1):
                    if text[end - 1] == " ":
                        window.read_until_quiet(0.1, 2.0)
                    cost = window.type_letter(text[end - 1], text[:end].strip())
                    typed.append(cost)
                    floors.append(_plus(_bare(text[:end]), repaints[len(floors) % len(repaints)]))
                    slowest = max(slowest, (text[:end], cost.wall), key=lambda one: one[1])
                window.clear()
            mine.runs.append(_p95(typed))
            base.runs.append(_p95(floors))
    database.close_records()
    notes = [f"slowest: “{slowest[0]}” with {slowest[1] * 1000:.0f} ms; {len(typed)} letters a run, p95 of each"]
    what = f"find as you type, p95, {number:,} people and {MEETINGS:,} meetings"
    return Measured(what, "the bare bounded query and one repaint, p95", mine, base, allowed, notes)


def _texts(runs: int) -> list[str]:
    """Return what is typed: names of people all over the school, and now and then a word of a summary."""
    count = runs * NAMES_PER_RUN
    [(last,)] = database.select("SELECT max(id) FROM people")
    query = "SELECT family_name, given_name FROM people WHERE id = ?"
    found = [database.select(query, (1 + number * (last - 1) // count,)) for number in range(count)]
    names = [fold(" ".join(row[0])).replace("-", " ")[:LETTERS].strip() for row in found if row]
    texts: list[str] = []
    for number in range(runs):
        texts += names[number * NAMES_PER_RUN :][:NAMES_PER_RUN]
        texts.append(WORDS[number % len(WORDS)][:LETTERS])
    return texts


def _bare(text: str) -> Cost:
    """Return what it costs to ask each index once, for the first few hundred that fit."""
    match = search_index.match(text)

    def ask() -> None:
        for table in search_index.INDEXED:
            index = f"{table}_search"
            database.select(f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT 500", (match,))

    return timed(ask)


def _plus(one: Cost, other: Cost) -> Cost:
    return Cost(one.wall + other.wall, one.cpu + other.cpu)


def _p95(costs: Sequence[Cost]) -> Cost:
    return sorted(costs)[min(len(costs) - 1, int(0.95 * len(costs)))]


class _Typing(Terminal):
    """The app, in whose window for finding somebody types."""

    def type_letter(self, letter: str, text: str) -> Cost:
        """Type a letter; return what it took until the window says what was found for `text`."""
        self.read_until_quiet(0.1, 2.0)
        self._look(len(self.chunks))
        cpu, sent, first = cpu_seconds(self.pid), self._now(), len(self.chunks)
        os.write(self._terminal, letter.encode())
        return self._until(f"“{text}”:", sent, cpu, first)

    def _until(self, said: str, sent: float, cpu: float, first: int) -> Cost:
        while self.read(10.0):
            self.read_until_quiet(0.1, 2.0)
            for place in range(first, len(self.chunks)):
                self._look(place + 1)
                if any(said in line for line in self._screen.display):
                    self._look(len(self.chunks))
                    return Cost(self.chunks[place].at - sent, cpu_seconds(self.pid) - cpu)
            first = len(self.chunks)
        raise TimeoutError(f"{said} never stood on the screen:\n" + "\n".join(self.display()))

    def wait_until_idle(self, limit: float = 300.0) -> None:
        """Wait until the program does nothing."""
        until = self._now() + limit
        before = cpu_seconds(self.pid)
        while self._now() < until:
            self.read_until_quiet(_IDLE, _IDLE)
            before, now = cpu_seconds(self.pid), before
            if before - now < 0.02:
                return

    def clear(self) -> None:
        """Empty the line."""
        os.write(self._terminal, _CLEAR)
        self.read_until_quiet(0.3, 3.0)

    def repaints(self, count: int = 12) -> list[Cost]:
        """Return what it takes to go to the next line of a list, some times; the line is empty afterwards."""
        self.type_letter("a", "a")
        moments: list[Moment] = [self.press(_DOWN) for _ in range(count)]
        self.clear()
        return [Cost(*one) for one in moments]
