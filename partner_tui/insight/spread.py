"""How evenly something is spread over people, as one number and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

FEW = 10
"""Below so many people a number says little, and is read with care."""

_IN_WORDS = (
    (Fraction(1, 10), "nearly the same for all"),
    (Fraction(3, 10), "some have had more than others"),
    (Fraction(5, 10), "a good deal more for some than for others"),
    (Fraction(7, 10), "much more for some than for others"),
)
_BEYOND = "almost all of it with a few"


def gini(amounts: Iterable[int]) -> Fraction | None:
    """Return the Gini index of whole amounts, one for each person, zeros included; None where there is nothing.

    0: everybody has the same. It grows to `(n - 1) / n` when one person has all. With x sorted, i from 1:
    G = sum((2i - n - 1) x_i) / (n sum(x)) (Gini 1912, in the form of Dixon et al., Ecology 68, 1987).
    Raises ValueError for an amount below zero.
    """
    ordered = sorted(amounts)
    if ordered and ordered[0] < 0:
        raise ValueError("an amount below zero cannot be shared out")
    total, number = sum(ordered), len(ordered)
    if total == 0:
        return None
    weighted = sum((2 * place - number - 1) * amount for place, amount in enumerate(ordered, start=1))
    return Fraction(weighted, number * total)


@dataclass(frozen=True, slots=True)
class Spread:
    """How minutes are spread over `people`, of whom `having` have had any.

    `gini` counts everybody, `among_having` only those who have had some; None where nobody has. `top` people, a
    fifth of all, have had `top_share` of the minutes.
    """

    people: int
    having: int
    total: int
    gini: Fraction | None
    among_having: Fraction | None
    top: int
    top_share: Fraction | None

    def sentences(self) -> tuple[str, ...]:
        """What the numbers mean, a sentence each, the plainest first."""
        if self.gini is None or self.among_having is None or self.top_share is None:
            return ("Nobody has had any time yet, so there is nothing to share out.",)
        scale = "0 would be the same for everybody, 1 all of it with one person."
        said = [self._fifth(), f"Gini {decimal(self.gini)}: {in_words(self.gini)}. {scale}"]
        without = self.people - self.having
        if without:
            verb = "has" if without == 1 else "have"
            others = "the one who has" if self.having == 1 else f"the {self.having} who have"
            inside = "" if self.having == 1 else f"; among {others} had some it is {decimal(self.among_having)}"
            said.append(f"{without} of {self.people} {verb} had no time yet{inside}.")
        if self.people < FEW:
            said.append(f"Only {self.people} {'person' if self.people == 1 else 'people'}: read with care.")
        return tuple(said)

    def _fifth(self) -> str:
        who = "The one with most" if self.top == 1 else f"The {self.top} people with most, a fifth of all,"
        verb = "has" if self.top == 1 else "have"
        return f"{who} {verb} had {percent(self.top_share or Fraction(0))} of all minutes."


def spread(minutes: Iterable[int]) -> Spread:
    """Return how minutes, one number for each person, are spread; who has had none counts with 0."""
    ordered = sorted(minutes, reverse=True)
    having = [amount for amount in ordered if amount]
    total, top = sum(ordered), ceil(len(ordered) / 5)
    share = Fraction(sum(ordered[:top]), total) if total else None
    return Spread(len(ordered), len(having), total, gini(ordered), gini(having), top, share)


def in_words(index: Fraction) -> str:
    """Return what a Gini index means; the steps are ours, for reading, and no standard."""
    return next((words for limit, words in _IN_WORDS if index < limit), _BEYOND)


def decimal(index: Fraction) -> str:
    """Return a share of one with two decimals, half of a hundredth rounded up."""
    hundredths = _rounded(index * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def percent(share: Fraction) -> str:
    """Return a share as whole percent; never 0 % or 100 % where it is not exactly that."""
    whole = _rounded(share * 100)
    if share > 0:
        whole = max(whole, 1)
    if share < 1:
        whole = min(whole, 99)
    return f"{whole} %"


def _rounded(number: Fraction) -> int:
    return int(number + Fraction(1, 2))  # not round(): half goes up, as people expect
