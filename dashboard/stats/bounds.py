"""What is known of a number that is not told: the interval that it must lie in.

Invariants: an interval holds every value that agrees with the published figures, so it never says
more than they do; it is never narrowed by rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

_SLACK: Final = 1e-9


class Interval(NamedTuple):
    """From `low` to `high`, both possible."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the ends are."""
        return self.high - self.low

    def over(self, divisor: float) -> Interval:
        """Both ends divided by a positive number."""
        return Interval(self.low / divisor, self.high / divisor)

    def times(self, factor: float) -> Interval:
        """Both ends times a positive number."""
        return Interval(self.low * factor, self.high * factor)


def exactly(value: float) -> Interval:
    """The interval of a number that is told."""
    return Interval(value, value)


def total(parts: Sequence[Interval]) -> Interval:
    """The interval of a sum."""
    return Interval(sum(each.low for each in parts), sum(each.high for each in parts))


def parts_of_union(
    known: Sequence[float | None], union: float, caps: Sequence[float]
) -> tuple[Interval, ...]:
    """Intervals of counts of which only some are told, given how many fail at least one.

    A person counted in one part is in the union, and a person in the union is in some part:
    max(T_d) <= T <= sum(T_d), 0 <= T_d (the relations of suppressed TPMAP dimensions). So
    T - (upper bounds of the others) <= T_d <= min(T, cap).

    Args:
        known: T_d of every part, None where it is not told.
        union: T, those who are in at least one part.
        caps: what T_d cannot exceed by other published figures; `inf` where there is nothing.

    Returns:
        An interval for every part, in order.
    """
    highs = [
        min(union, cap) if value is None else value for value, cap in zip(known, caps, strict=True)
    ]
    everyone = sum(highs)
    return tuple(
        Interval(max(0.0, union - (everyone - high)), high) if value is None else exactly(value)
        for value, high in zip(known, highs, strict=True)
    )


def shared_decimals(interval: Interval, most: int) -> int | None:
    """The most decimals, up to `most`, at which both ends print alike; None where none does.

    What is printed with them says nothing finer than the interval does.
    """
    for decimals in range(most, -1, -1):
        if f"{interval.low + _SLACK:.{decimals}f}" == f"{interval.high + _SLACK:.{decimals}f}":
            return decimals
    return None
