"""Keeping labels apart: names side by side over a plot, names one under another beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.text.numbers import number

_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Strip:
    """A place over the plot: the row, 0 next to it, and the end of the label at the position."""

    row: int
    anchor: Literal["left", "center", "right"]


def strips(
    *,
    positions: Sequence[float],
    widths: Sequence[float],
    plots: Sequence[float],
    before: float = 0.0,
    after: float = 0.0,
) -> list[Strip]:
    """The lowest free place of each label, in the given order, free at every width of the plot.

    Args:
        positions: where the labels belong, 0 to 1 of the plot's width.
        widths: the labels' widths, pixels.
        plots: widths of the plot, pixels.
        before: room to the left of the plot, pixels.
        after: room to the right of it.
    """
    taken: list[list[tuple[int, float, float]]] = [[] for _ in plots]
    found = []
    for position, width in zip(positions, widths, strict=True):
        for strip in _candidates(len(positions)):
            spans = [_span(position * plot, width, strip.anchor) for plot in plots]
            fits = all(
                -before <= left and right <= plot + after
                for (left, right), plot in zip(spans, plots, strict=True)
            )
            free = all(
                strip.row != row or right <= left_taken or right_taken <= left
                for (left, right), others in zip(spans, taken, strict=True)
                for row, left_taken, right_taken in others
            )
            if free and (fits or strip.row == len(positions)):
                break
        for others, (left, right) in zip(taken, spans, strict=True):
            others.append((strip.row, left, right))
        found.append(strip)
    return found


def pushed_apart(
    wanted: Sequence[float], sizes: Sequence[float], *, floor: float = -math.inf
) -> list[float]:
    """Middles of labels that do not overlap, in the order of what they want, as near as can be.

    Neighbours that would touch form a block, which moves the least in squares; blocks that meet
    become one.

    Args:
        wanted: where the middle of each label belongs.
        sizes: the labels' sizes along the same axis, in the same unit.
        floor: no label begins below it.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    blocks: list[_Block] = []
    for at in order:
        blocks.append(_Block([at], max(wanted[at] - sizes[at] / 2, floor), sizes[at]))
        while len(blocks) > 1 and blocks[-1].start < blocks[-2].start + blocks[-2].size:
            upper, lower = blocks.pop(), blocks.pop()
            blocks.append(lower.joined(upper, floor))
    placed = [0.0] * len(wanted)
    for block in blocks:
        edge = block.start
        for at in block.members:
            placed[at] = edge + sizes[at] / 2
            edge += sizes[at]
    return placed


@dataclass(frozen=True, slots=True)
class _Block:
    """Labels side by side from `start` on, their middles as near as can be to what they want."""

    members: list[int]
    start: float
    size: float

    def joined(self, upper: _Block, floor: float) -> _Block:
        own, others = len(self.members), len(upper.members)
        start = (own * self.start + others * (upper.start - self.size)) / (own + others)
        size = self.size + upper.size
        return _Block([*self.members, *upper.members], max(start, floor), size)


def round_steps(low: float, high: float, *, most: int) -> list[float]:
    """Round numbers from `low` to `high`, in at most `most` steps of 1, 2 or 5 and zeros."""
    if high <= low:
        return [low]
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    for step in (0.5 * power, power, 2 * power, 5 * power, 10 * power):
        first, last = math.ceil(low / step - _CLOSE), math.floor(high / step + _CLOSE)
        if last - first <= most:
            break
    return [round(at * step, 10) for at in range(first, last + 1)]


def tick_texts(marks: Sequence[float]) -> list[str]:
    """Marks with as many decimals as tell them apart, digits in groups."""
    for decimals in range(6):
        if all(abs(round(mark, decimals) - mark) < _CLOSE for mark in marks):
            return [number(mark, decimals) for mark in marks]
    return [f"{mark:g}" for mark in marks]


def _candidates(most: int) -> list[Strip]:
    anchors: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")
    return [Strip(row, anchor) for row in range(most + 1) for anchor in anchors]


def _span(at: float, width: float, anchor: str) -> tuple[float, float]:
    left = {"left": at, "center": at - width / 2, "right": at - width}[anchor]
    return left, left + width
