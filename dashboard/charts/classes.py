"""Values into classes, each of which really occurs: no empty class, no tie torn apart.

Quartiles for sets as small as 14 provinces or 23 districts; classes of equal width where the
reader asks for them. A class is known by its real smallest and largest member, not by a break.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Literal

Method = Literal["quartile", "equal"]

_MOST = 4
_ENOUGH_FOR_FOUR = 8
_EACH_ITS_OWN = 3


@dataclass(frozen=True, slots=True)
class ClassRange:
    """A class as its members make it: the smallest value, the largest, how many."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Classes:
    """`index[i]` is the class of value i, counted from 0 (lowest), None where there is no value."""

    index: tuple[int | None, ...]
    ranges: tuple[ClassRange, ...]


def quartile_classes(values: Sequence[float | None]) -> Classes:
    """Four classes of about equal size; three below eight distinct values, one each up to three.

    Quartiles are interpolated between neighbours in rank; a value on one belongs above it. Where
    ties leave one of the four empty, the classes are filled from below, ties together.
    """
    return _classes(values, _quartile_breaks)


def equal_classes(values: Sequence[float | None], count: int = _MOST) -> Classes:
    """At most `count` classes of equal width; widths that hold no value are left out."""

    def breaks(known: list[float]) -> list[float]:
        step = (known[-1] - known[0]) / count
        return [known[0] + step * part for part in range(1, count)] if step else []

    return _classes(values, breaks)


def classes_by(method: Method, values: Sequence[float | None]) -> Classes:
    """Classes by the method that the reader chose."""
    return quartile_classes(values) if method == "quartile" else equal_classes(values)


def _classes(
    values: Sequence[float | None], breaks_of: Callable[[list[float]], list[float]]
) -> Classes:
    known = sorted(value for value in values if value is not None and not math.isnan(value))
    if not known:
        return Classes((None,) * len(values), ())
    breaks = breaks_of(known)
    used = sorted({bisect_right(breaks, value) for value in known})
    index = tuple(
        None if value is None or math.isnan(value) else used.index(bisect_right(breaks, value))
        for value in values
    )
    return Classes(index, tuple(_ranges(known, breaks, used)))


def _ranges(known: list[float], breaks: list[float], used: list[int]) -> Iterable[ClassRange]:
    for klass in used:
        members = [value for value in known if bisect_right(breaks, value) == klass]
        yield ClassRange(members[0], members[-1], len(members))


def _quartile_breaks(known: list[float]) -> list[float]:
    distinct = sorted(set(known))
    if len(distinct) <= _EACH_ITS_OWN:
        return distinct[1:]
    count = _MOST if len(distinct) >= _ENOUGH_FOR_FOUR else _EACH_ITS_OWN
    breaks = quantiles(known, n=count, method="inclusive")
    if len({bisect_right(breaks, value) for value in known}) == count:
        return breaks
    return _filled_from_below(known, distinct, count)


def _filled_from_below(known: list[float], distinct: list[float], count: int) -> list[float]:
    """First values of the upper classes; each class below ends as near its fair share as ties let.

    One distinct value is always left for each class still to come.
    """
    breaks: list[float] = []
    start = 0
    for remaining in range(count, 1, -1):
        share = (len(known) - start) / remaining
        first = bisect_right(distinct, known[start]) - 1
        firsts = distinct[first + 1 : len(distinct) - remaining + 2]
        best = min(firsts, key=lambda value: abs(known.index(value) - start - share))
        breaks.append(best)
        start = known.index(best)
    return breaks
