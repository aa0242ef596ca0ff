"""Who fails in exactly which dimensions: the cells behind overlapping counts.

A set of dimensions is a bit mask. With U(m) the poor who fail in at least one dimension of m, those
who fail in exactly the set t number

    sum over r within t of (-1)^(|t| - |r|) [U(all) - U(complement of r)]

(Moebius inversion). Where only some unions are told, or they are rounded, the cells are not known,
but how many people fail in one, in two or in more dimensions lies between bounds that a linear
program finds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from dashboard.stats.bounds import Interval

# Persons: a bound that misses a whole number by less is that number.
_SLACK: Final = 1e-6


class Overlap(NamedTuple):
    """How many of the poor fail in one, in two, and in three or more dimensions."""

    one: Interval
    two: Interval
    more: Interval


def exact_cells(unions: Mapping[int, float], dimensions: int) -> dict[int, float]:
    """The exact cells, by mask, from the unions of every non-empty mask."""
    everyone = (1 << dimensions) - 1

    def outside(mask: int) -> float:
        left = everyone & ~mask
        return unions[everyone] - (unions[left] if left else 0.0)

    return {
        cell: sum(
            (-1) ** (cell.bit_count() - part.bit_count()) * outside(part)
            for part in range(1, cell + 1)
            if part & cell == part
        )
        for cell in range(1, everyone + 1)
    }


def overlap(
    poor: float, parts: Sequence[Interval], unions: Mapping[int, Interval]
) -> Overlap | None:
    """The smallest and largest numbers that agree with everything that is told.

    Args:
        poor: T, all who fail somewhere.
        parts: T_d of every dimension; dimension d is bit `1 << d`.
        unions: interval of U(m) for the masks that are told.

    Returns:
        Whole numbers; None where the figures contradict each other.
    """
    masks = range(1, 1 << len(parts))
    told = {1 << at: each for at, each in enumerate(parts)} | dict(unions)
    rows = np.array([[bool(cell & mask) for cell in masks] for mask in told], dtype=float)
    ends = np.array([[-each.low, each.high] for each in told.values()])
    limits = (np.vstack([-rows, rows]), np.concatenate([ends[:, 0], ends[:, 1]]))
    sizes = np.array([min(3, cell.bit_count()) for cell in masks])
    found = [_range((sizes == size).astype(float), limits, poor) for size in (1, 2, 3)]
    one, two, more = found
    return None if one is None or two is None or more is None else Overlap(one, two, more)


def _range(
    counted: np.ndarray, limits: tuple[np.ndarray, np.ndarray], poor: float
) -> Interval | None:
    """The least and the greatest `counted` people, as whole numbers."""
    # Half a second of imports, which only those pay who ask.
    from scipy.optimize import linprog  # noqa: PLC0415

    ends = []
    for sign in (1.0, -1.0):
        answer = linprog(
            sign * counted,
            A_ub=limits[0],
            b_ub=limits[1],
            A_eq=np.ones((1, counted.size)),
            b_eq=[poor],
            method="highs",
        )
        if not answer.success:
            return None
        ends.append(sign * answer.fun)
    # Added to zero, a negative zero is an ordinary one.
    low, high = float(np.ceil(ends[0] - _SLACK)) + 0.0, float(np.floor(ends[1] + _SLACK)) + 0.0
    return Interval(low, high) if low <= high else None
