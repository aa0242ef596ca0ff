"""Number axes and the labels that stand on them: round ticks, and labels that keep apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import Final, NamedTuple

from dashboard.charts.fonts import advance
from dashboard.text.numbers import number

# So many labels are tried in every order.
_FEW: Final = 4
# Pixels between ticks that are easy on the eye, and at least between their numbers.
_APART, _GAP = 90, 6
# So many ticks are tried where fewer are not in the range.
_MOST: Final = 24


class Scale(NamedTuple):
    """A straight map from values `low..high` to pixels `start..end`; `end` may be above `start`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


class Ticks(NamedTuple):
    """Round numbers on an axis and the decimals that tell them apart."""

    values: tuple[float, ...]
    decimals: int


def ticks(low: float, high: float, most: int) -> Ticks:
    """About `most` round numbers at most, 1, 2 or 5 times a power of ten apart, in the range."""
    rough = (high - low) / max(most, 1)
    power = math.floor(math.log10(rough))
    step = next(s * 10.0**power for s in (1, 2, 5, 10) if s * 10.0**power >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return Ticks(tuple(round(n * step, decimals) for n in range(first, last + 1)), decimals)


def clear_ticks(scale: Scale, *, size: float) -> Ticks:
    """Ticks whose numbers, `size` pixels high, stand apart on a level axis; at least two.

    Of round numbers that stand too close every second is kept, or every third, … with zero.
    """
    width = scale.end - scale.start
    for most in range(max(2, int(width / _APART)), _MOST):
        marks = ticks(scale.low, scale.high, most)
        for every in range(1, len(marks.values)):
            values = _with_zero(marks.values, every)
            if len(values) > 1 and _stand_apart(scale, values, marks.decimals, size):
                return Ticks(values, marks.decimals)
    return ticks(scale.low, scale.high, 2)


def _with_zero(values: tuple[float, ...], every: int) -> tuple[float, ...]:
    zero = values.index(0) if 0 in values else 0
    return values[zero % every :: every]


def _stand_apart(scale: Scale, values: tuple[float, ...], decimals: int, size: float) -> bool:
    spans = [(scale.at(each), advance(number(each, decimals), size) / 2) for each in values]
    return all(x + half + _GAP <= y - other for (x, half), (y, other) in pairwise(spans))


class Stacked(NamedTuple):
    """A label that stands in row `row` (0 is nearest to the picture), centred at `x`."""

    x: float
    row: int


def beside_lines(
    spots: Sequence[tuple[float, float]], low: float, high: float, *, gap: float = 6
) -> list[Stacked]:
    """Places for labels given as (x of the upright line it names, width of the label).

    A label stands over its line, else to the right or left of it, else a row higher; it covers
    no other label and, where there is a way, no other line. A line ends at its label's row.
    Labels stand in the order of their lines, so that none is taken for the name of another.
    """
    orders = permutations(range(len(spots))) if len(spots) <= _FEW else [range(len(spots))]
    ways = (_in_order(order, spots, (low, high), gap) for order in orders)
    over = [
        Stacked(min(max(x, low + width / 2), max(high - width / 2, low + width / 2)), row)
        for row, (x, width) in enumerate(spots)
    ]
    return min(
        [*ways, over],
        key=lambda way: (
            _swapped(way, spots),
            _crossings(way, spots),
            sum(each.row for each in way),
        ),
    )


def _in_order(
    order: Sequence[int],
    spots: Sequence[tuple[float, float]],
    ends: tuple[float, float],
    gap: float,
) -> list[Stacked]:
    """Each label in the lowest free place that is left by those before it in `order`."""
    placed: dict[int, Stacked] = {}
    for at in order:
        x, width = spots[at]
        spans = [(each.row, each.x, spots[other][1]) for other, each in placed.items()]
        centre = min(max(x, ends[0] + width / 2), max(ends[1] - width / 2, ends[0] + width / 2))
        sides = [x + gap + width / 2, x - gap - width / 2]
        inside = [side for side in sides if ends[0] <= side - width / 2 <= ends[1] - width]
        ways = (Stacked(place, row) for row in range(len(spots)) for place in (centre, *inside))
        free = [way for way in ways if not _touches(way, width, spans, gap)]
        others = [spots[other][0] for other in range(len(spots)) if other != at]
        clear = [way for way in free if way.row or not _covers(way, width, others)]
        placed[at] = (clear or free)[0]
    return [placed[at] for at in range(len(spots))]


def _covers(way: Stacked, width: float, lines: Sequence[float]) -> bool:
    return any(abs(way.x - line) < width / 2 + 2 for line in lines)


def _crossings(placed: Sequence[Stacked], spots: Sequence[tuple[float, float]]) -> int:
    """How many lines run through labels of others."""
    return sum(
        _covers(label, width, [line])
        for at, (label, (_, width)) in enumerate(zip(placed, spots, strict=True))
        for other, (line, _) in enumerate(spots)
        if other != at and placed[other].row >= label.row
    )


def _swapped(placed: Sequence[Stacked], spots: Sequence[tuple[float, float]]) -> int:
    """How many pairs of labels stand in the order opposite to that of their lines."""
    at = range(len(spots))
    return sum(
        placed[one].x > placed[other].x
        for one in at
        for other in at
        if spots[one][0] < spots[other][0]
    )


def _touches(
    way: Stacked, width: float, spans: Sequence[tuple[int, float, float]], gap: float
) -> bool:
    return any(
        row == way.row and abs(x - way.x) < (width + other) / 2 + gap for row, x, other in spans
    )


def thinned(
    marks: Sequence[tuple[float, str, float]], *, gap: float = 10
) -> list[tuple[float, str]]:
    """Those of the tick labels (centre, text, width) that do not touch; the last is always kept."""
    kept: list[tuple[float, str]] = []
    edge = math.inf
    for x, text, width in reversed(marks):
        if x + width / 2 + gap <= edge:
            kept.append((x, text))
            edge = x - width / 2
    return kept[::-1]
