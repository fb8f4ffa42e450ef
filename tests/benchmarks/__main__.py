"""`python -m tests.benchmarks [name ...] [--people N ...] [--runs N]`: measure, and print one table."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from tests.benchmarks.harness import Line, table

NAMES = (
    "first_paint",
    "next_from_shell",
    "scrolling",
    "finding",
    "logging_lines",
    "importing",
    "exporting",
    "partners",
)


def main() -> int:
    """Run the benchmarks that are named, or all; return 1 if a limit is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"which: {', '.join(NAMES)} (all, if none)")
    parser.add_argument("--people", type=int, nargs="+", default=[], help="how many, instead of those with a limit")
    parser.add_argument("--runs", type=int, default=9, help="how often each program is run")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(NAMES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    lines: list[Line] = []
    for name in chosen.names or NAMES:
        for line in import_module(f"tests.benchmarks.{name}").measure(tuple(chosen.people), chosen.runs):
            print(f"{name}: {line.what.strip()} {line.verdict}", file=sys.stderr, flush=True)
            lines.append(line)
    print(f"least/median of {chosen.runs} runs by turns; load {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores\n")
    print(table(lines))
    for line in lines:
        for note in line.notes:
            print(f"  {line.what.strip()}: {note}")
    return 1 if any(line.verdict == "NOT MET" for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
