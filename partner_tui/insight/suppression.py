"""Suppression: what may be published of counts of people, so that nobody can be told apart in it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

SMALLEST = 10
"""The least count that is said when a school says nothing else: most states in 2010 (NCES 2011-603)."""

GROUND = -1
"""The node of which no total is known."""


class Mark(Enum):
    """How a count appears."""

    SHOWN = auto()
    SMALL = auto()
    """It is 1 to one less than the smallest count that is said, and reads so: `<10`."""
    NEARLY_ALL = auto()
    """All but so few that those who are left out could be told apart."""
    HIDDEN = auto()
    """Hidden so that no other can be computed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count between two totals that are known: it is part of what leaves `start` and of what comes to `end`.

    A row of a table leads from the row to the column; a part of one total leads from it to GROUND. `whole` is of how
    many people the count is, where that is said too.
    """

    start: int
    end: int
    count: int
    whole: int | None = None


def marks(cells: Sequence[Cell], smallest: int = SMALLEST) -> list[Mark]:
    """Return how each cell may appear where the total of every node but GROUND is known.

    Counts of 1 to `smallest` - 1 are hidden; where exactly one is hidden in a total, or the hidden ones sum to less
    than `smallest`, the next smallest is hidden too (domain.md 5.9: NCES 2011-603). Then more is hidden until no cell
    follows from the others, even for who knows that `<10` is 1 to 9: a hidden cell of a network of sums is determined
    if and only if no other cells can make up for one more or one less of it. Where that cannot be reached all are
    HIDDEN, which says nothing of any.
    """
    found = [_first(cell, smallest) for cell in cells]
    while (node := _thin(cells, found, smallest)) is not None:
        if not _hide_one(cells, found, {node}):
            return [Mark.HIDDEN] * len(cells)
    while (cell := _computable(cells, found, smallest)) is not None:
        if not _hide_one(cells, found, {cell.start, cell.end} - {GROUND}):
            return [Mark.HIDDEN] * len(cells)
    return found


_HALF = 50
"""An edge above which a rate says nothing."""


def vector(counts: Sequence[int], smallest: int = SMALLEST, wholes: Sequence[int] | None = None) -> list[Mark]:
    """Return how the parts of one known total may appear; `wholes` says of how many people each is."""
    of: Sequence[int | None] = wholes if wholes is not None else [None] * len(counts)
    return marks([Cell(0, GROUND, count, whole) for count, whole in zip(counts, of, strict=True)], smallest)


@dataclass(frozen=True, slots=True)
class TableMarks:
    """How the totals of the rows, those of the columns, and the cells of a table may appear."""

    rows: Sequence[Mark]
    columns: Sequence[Mark]
    cells: Sequence[Sequence[Mark]]


def table(
    rows: Sequence[int],
    columns: Sequence[int],
    cells: Sequence[Sequence[int]],
    smallest: int = SMALLEST,
    wholes: Sequence[int | None] = (),
) -> TableMarks:
    """Return how a table may appear beside the totals of its rows and columns, and the total of those.

    A total may be less than its cells together, where somebody is in two of them. `wholes` says of how many people
    each row is.
    """
    height, width = len(rows), len(columns)
    top, bottom = height + width, height + width + 1
    of = wholes or [None] * height
    there = [Cell(top, row, count, whole) for row, (count, whole) in enumerate(zip(rows, of, strict=True))]
    there += [Cell(height + at, bottom, count) for at, count in enumerate(columns)]
    there += [Cell(row, height + at, cells[row][at]) for row in range(height) for at in range(width)]
    found = marks(there, smallest)
    inner = found[height + width :]
    return TableMarks(
        found[:height],
        found[height : height + width],
        [inner[row * width : (row + 1) * width] for row in range(height)],
    )


def nested(
    outer: Sequence[int], inner: Sequence[Sequence[int]], smallest: int = SMALLEST
) -> tuple[list[Mark], list[list[Mark]]]:
    """Return how the parts of a known total, and the parts of each part, may appear."""
    cells = [Cell(0, at + 1, count) for at, count in enumerate(outer)]
    cells += [Cell(at + 1, GROUND, count) for at, counts in enumerate(inner) for count in counts]
    found = marks(cells, smallest)
    parts = iter(found[len(outer) :])
    return found[: len(outer)], [[next(parts) for _ in counts] for counts in inner]


def shown(count: int, mark: Mark, smallest: int = SMALLEST) -> str:
    """Return a count as it is published."""
    if mark is Mark.SHOWN:
        return f"{count:,}"
    return "not shown" if mark is Mark.HIDDEN else f"<{smallest}" if mark is Mark.SMALL else f"all but <{smallest}"


def total(count: int, smallest: int = SMALLEST) -> str:
    """Return a total as it is published."""
    return shown(count, _first(Cell(0, GROUND, count), smallest), smallest)


def rate(count: int, whole: int, mark: Mark, smallest: int = SMALLEST) -> str:
    """Return a share as it is published, beside a count with a mark; '' where there is nothing to say.

    Near 0 and 100 % it says no more than 5 % or so, and a wider edge for fewer people (NCES 2011-603), so that no
    count can be worked out from it.
    """
    if whole < smallest or mark is Mark.HIDDEN:
        return ""
    if mark is Mark.SHOWN and count == 0:
        return "0 %"
    edge = max(_edge(whole), -(-100 * smallest // whole))
    if mark is not Mark.SHOWN:
        return "" if edge > _HALF else f"<{edge} %" if mark is Mark.SMALL else f">{100 - edge} %"
    percent, narrow = round(100 * count / whole), _edge(whole)
    if percent < narrow:
        return f"≤{narrow} %"
    return f"≥{100 - narrow} %" if percent > 100 - narrow else f"{percent} %"


def _edge(whole: int) -> int:
    """Return the percentage below which, for so many people, a rate says no more than that it is below it."""
    return 5 if whole > 40 else 10 if whole > 20 else 20


def _first(cell: Cell, smallest: int) -> Mark:
    if 0 < cell.count < smallest:
        return Mark.SMALL
    left = 0 if cell.whole is None else cell.whole - cell.count
    return Mark.NEARLY_ALL if cell.count and 0 < left < smallest else Mark.SHOWN


def _hide_one(cells: Sequence[Cell], found: list[Mark], nodes: set[int]) -> bool:
    """Hide the smallest cell at some nodes that is still shown, one that is 0 only if there is no other."""
    there = [at for at, one in enumerate(cells) if found[at] is Mark.SHOWN and (one.start in nodes or one.end in nodes)]
    if there:
        found[min(there, key=lambda at: (cells[at].count == 0, cells[at].count))] = Mark.HIDDEN
    return bool(there)


def _thin(cells: Sequence[Cell], found: Sequence[Mark], smallest: int) -> int | None:
    """Return a node whose hidden cells are one, or too few people; None where there is none.

    Where cells on both sides of a node are hidden their sum is not known. But the parts of the parts that are hidden
    are known together, as the hidden parts are.
    """
    number: Counter[tuple[int, bool]] = Counter()
    people: Counter[tuple[int, bool]] = Counter()
    for cell, mark in zip(cells, found, strict=True):
        if mark is not Mark.SHOWN:
            for side in ((cell.start, True), (cell.end, False)):
                number[side] += 1
                people[side] += cell.count
    deeper, count = _deeper(cells, found, number)
    if deeper is not None and count < smallest:
        return deeper
    for node, out in number:
        both = (node, not out) in number
        if node != GROUND and not both and (number[node, out] == 1 or people[node, out] < smallest):
            return node
    return None


def _deeper(cells: Sequence[Cell], found: Sequence[Mark], number: Counter[tuple[int, bool]]) -> tuple[int | None, int]:
    """Return a node between hidden parts and their own hidden parts, and how many people all of the latter are."""
    between = {node for node, out in number if out and (node, False) in number and node != GROUND}
    parts = [at for at, cell in enumerate(cells) if cell.start in between and found[at] is not Mark.SHOWN]
    open_nodes = {cell.start for at, cell in enumerate(cells) if cell.start in between and found[at] is Mark.SHOWN}
    return (min(open_nodes) if open_nodes else None), sum(cells[at].count for at in parts)


def _bounds(cell: Cell, mark: Mark, smallest: int) -> tuple[int, int | None]:
    """Return the least and the most that a reader takes a hidden cell for."""
    if mark is Mark.SMALL:
        return 1, smallest - 1
    if mark is Mark.NEARLY_ALL and cell.whole is not None:
        return cell.whole - smallest + 1, cell.whole - 1
    # What is not shown is not small, or it would read so; and 0, or all, has no neighbor that would read the same.
    most = None if cell.whole is None else cell.whole - smallest
    if cell.count < smallest or (most is not None and cell.count > most):
        return cell.count, cell.count
    return smallest, most


def _computable(cells: Sequence[Cell], found: Sequence[Mark], smallest: int) -> Cell | None:
    """Return a hidden cell that can have only one value, None where there is none."""
    # One more of a cell is a step along it, one less a step back: what can change lies on a circle of such steps.
    steps: Counter[tuple[int, int]] = Counter()
    moves: list[tuple[Cell, bool, bool]] = []
    for cell, mark in zip(cells, found, strict=True):
        if mark is Mark.SHOWN:
            continue
        least, most = _bounds(cell, mark, smallest)
        up, down = most is None or cell.count < most, cell.count > least
        moves.append((cell, up, down))
        steps[cell.start, cell.end] += up
        steps[cell.end, cell.start] += down
    beside: dict[int, set[int]] = {}
    for (here, there), count in steps.items():
        if count:
            beside.setdefault(here, set()).add(there)
    # Cells beside each other that can move alike have the same answer.
    alike = {(cell.start, cell.end, up, down): cell for cell, up, down in moves}
    return next((cell for (_, _, up, down), cell in alike.items() if not _moves(cell, up, down, steps, beside)), None)


def _moves(cell: Cell, up: bool, down: bool, steps: Counter[tuple[int, int]], beside: dict[int, set[int]]) -> bool:
    """Return whether others can make up for one more or one less of a cell."""
    there, back = (cell.start, cell.end), (cell.end, cell.start)

    def free(step: tuple[int, int]) -> bool:
        return steps[step] - (up and step == there) - (down and step == back) > 0

    return (up and _leads(*back, beside, free)) or (down and _leads(*there, beside, free))


def _leads(here: int, there: int, beside: dict[int, set[int]], free: Callable[[tuple[int, int]], bool]) -> bool:
    """Return whether free steps lead from one node to another."""
    waiting, seen = deque([here]), {here}
    while waiting:
        node = waiting.popleft()
        following: Iterable[int] = beside.get(node, ())
        for other in following:
            if other not in seen and free((node, other)):
                if other == there:
                    return True
                seen.add(other)
                waiting.append(other)
    return False
