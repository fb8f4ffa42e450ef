"""The start of the app until Today stands on the screen, beside a bare Textual app."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks import samples
from tests.benchmarks.floors import BARE_APP, COLUMNS, PALETTE
from tests.benchmarks.harness import ROOT, Cost, Costs, Measured, by_turns, environment, program
from tests.benchmarks.terminal import Moment, Terminal

PEOPLE = 100_000
ALLOWED = 1.25
FRAME = ("Meet this week", "Coming up", "Commands")
LAST = "Not met yet ·"
"""What the panel says that is read last, once it is read."""
FLOOR = "a bare Textual app: header, footer, one empty table"


def measure(people: tuple[int, ...], runs: int) -> Iterator[Measured]:
    """Yield three lines for each number of people: Today with the names to meet, all its panels, its frame alone."""
    for number in people or (PEOPLE,):
        path = samples.school(number)
        names = names_to_meet(path)
        frames, panels = Costs(), Costs()

        def ours(path: Path = path, names: list[str] = names, frames: Costs = frames, panels: Costs = panels) -> Cost:
            with_names = (*FRAME, *names)
            whole, first, frame = _start(program("--database", str(path)), (*with_names, LAST), with_names, FRAME)
            panels.runs.append(Cost(*whole))
            frames.runs.append(Cost(*frame))
            return Cost(*first)

        mine, base = by_turns(runs, ours, _bare)
        for warmed_up in (frames, panels):
            warmed_up.runs.pop(0)
        what = f"first paint of Today, {number:,} people and {number * samples.MEETINGS_PER_PERSON:,} meetings"
        notes = [f"on the screen: {', '.join(names)}"]
        yield Measured(what, FLOOR, mine, base, ALLOWED, notes)
        yield Measured("  with all its panels read", FLOOR, panels, base, ALLOWED)
        yield Measured("  its frame, before the names", FLOOR, frames, base)


def names_to_meet(path: Path) -> list[str]:
    """Return whom Today is to show, as `next` says it."""
    words = program("--database", str(path), "next", "--json")
    said = subprocess.run(words, cwd=ROOT, env=environment(), capture_output=True, check=True).stdout
    return [f"{one['given_name']} {one['family_name']}" for one in json.loads(said)]


def _bare() -> Cost:
    return Cost(*_start(BARE_APP, (*COLUMNS, PALETTE))[0])


def _start(words: Sequence[str], *texts: Sequence[str]) -> list[Moment]:
    """Start a program and return, for each group of texts, when all of it stood on the screen."""
    with Terminal(words, environment()) as terminal:
        terminal.wait_for(texts[0])
        return [terminal.first_with(group) for group in texts]
