"""Keys in the list of people until the next frame stands, with a million rows beside a thousand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from tests.benchmarks import samples
from tests.benchmarks.harness import Cost, Costs, Held, Line, Measured, environment, program
from tests.benchmarks.terminal import Terminal

PEOPLE = 1_000_000
FEW = 1_000
MEETINGS = 3_000
ALLOWED, ALLOWED_MEMORY = 1.2, 15.0
KEYS_PER_RUN = 12

_DOWN, _UP, _PAGE_DOWN, _PAGE_UP, _END = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"\x1b[F"
_KEYS = {
    "scrolling down": [_DOWN],
    "scrolling by the page": [_PAGE_DOWN, _PAGE_DOWN, _PAGE_DOWN, _PAGE_UP, _PAGE_UP],
    "at the end of the list": [_END, _UP, _PAGE_UP, _UP],
}
"""What is pressed, over and over; at the end, back to the last row and up again."""


def measure(people: tuple[int, ...], runs: int) -> Iterator[Line]:
    """Yield a line for each way of scrolling, and one for memory; the keys go to both lists by turns."""
    for number in people or (PEOPLE,):
        with ExitStack() as stack:
            many, few = (stack.enter_context(_today(each)) for each in (number, FEW))
            before = many.memory, few.memory
            _list_everyone(many, number)
            _list_everyone(few, FEW)
            for what, keys in _KEYS.items():
                mine, base = Costs(), Costs()
                for press in (keys * KEYS_PER_RUN * runs)[: KEYS_PER_RUN * runs]:
                    mine.runs.append(Cost(*many.press(press)))
                    base.runs.append(Cost(*few.press(press)))
                yield Measured(f"key to repaint, {what}, {number:,} rows", f"the same at {FEW:,} rows", mine, base,
                               ALLOWED, [f"slowest: {_slowest(mine)}, at {FEW:,}: {_slowest(base)}"])  # fmt: skip
            took = many.memory - before[0], few.memory - before[1]
            notes = [f"the whole app: {many.memory:.0f} MB, {before[0]:.0f} of them before the list; "
                     f"at {FEW:,}: {few.memory:.0f} and {before[1]:.0f}"]  # fmt: skip
            yield Held(f"memory that the list takes, {number:,} rows", f"at {FEW:,} rows", *took, ALLOWED_MEMORY, notes)


def _today(number: int) -> Terminal:
    """Return the app on Today, with whom to meet."""
    terminal = Terminal(program("--database", str(samples.school(number, MEETINGS))), environment())
    terminal.wait_until_shown("at this pace")
    return terminal


def _list_everyone(terminal: Terminal, number: int) -> None:
    """List everyone, with the first of them highlighted."""
    # Staff are listed first: then students, families, community, everyone.
    for key in b"2ffff":
        terminal.press(bytes([key]), quiet=1.0)
    terminal.wait_until_shown(f"{number:,} of {number:,}")


def _slowest(costs: Costs) -> str:
    return f"{max(run.wall for run in costs.runs) * 1000:.0f} ms"
