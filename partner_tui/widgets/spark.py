"""Numbers in a row as one line of small bars."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"
NOTHING = "·"


def spark(numbers: Sequence[int]) -> str:
    """Return a bar for each number, as high as it is beside the greatest; nothing is a dot, something never is."""
    most = max(numbers, default=0)
    return "".join(_BARS[_height(number, most)] if number > 0 else NOTHING for number in numbers)


def _height(number: int, most: int) -> int:
    if most <= 3:  # a week with one meeting among weeks with one is no summit
        return min(number * 3 - 1, len(_BARS) - 1)
    return max(0, -(-number * len(_BARS) // most) - 1)
