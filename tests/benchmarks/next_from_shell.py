"""`partner-tui next` from the shell, beside a Python that only loads peewee."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.benchmarks import samples
from tests.benchmarks.floors import PEEWEE
from tests.benchmarks.harness import Measured, by_turns, program, run

ALLOWED = {1_000: 1.6, 100_000: 3.0}


def measure(people: tuple[int, ...], runs: int) -> Iterator[Measured]:
    """Yield a line for each number of people, 1,000 and 100,000 unless others are asked for."""
    for number in people or ALLOWED:
        ours = partial(run, program("--database", str(samples.school(number)), "next"))
        costs = by_turns(runs, ours, partial(run, PEEWEE))
        yield Measured(f"next from the shell, {number:,} people", 'python -c "import argparse, peewee"', *costs,
                       allowed=ALLOWED.get(number, 0))  # fmt: skip
