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
            notes = [f"of them before the list: {before[0]:.0f} MB; at {FEW:,} rows: {before[1]:.0f} MB"]
            yield Held(f"memory of the whole app, {number:,} rows", f"at {FEW:,} rows", many.memory, few.memory,
                       ALLOWED_MEMORY, notes)  # fmt: skip


def _today(number: int) -> Terminal:
    """Return the app on Today, with whom to meet."""
    terminal = Terminal(program("--database", str(samples.school(number, MEETINGS))), environment())
    terminal.wait_until_shown("at this pace")
    return terminal


def _list_everyone(terminal: Terminal, number: int) -> None:
    """List everyone, with the first of them highlighted."""
    # Staff are listed first; everyone is the last of the kinds.
    everyone = f"{number:,} of {number:,}"
    terminal.press(b"2", quiet=1.0)
    while not any(everyone in line for line in terminal.display()):
        terminal.press(b"f", quiet=1.0)


def _slowest(costs: Costs) -> str:
    return f"{max(run.wall for run in costs.runs) * 1000:.0f} ms"
