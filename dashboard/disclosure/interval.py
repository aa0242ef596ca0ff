"""Intervals that whole counts must lie in, row by row: subtraction, done until nothing moves.

Every relation alone gives its cells intervals; what one relation tells narrows what the next one
can. Never narrower than the truth allows: a cell that this pins down is pinned down.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from dashboard.disclosure.model import System

PRECISION: Final = 1e-6
_MOST_ROUNDS: Final = 200


def tighten(system: System) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest value of every cell, by one row at a time.

    Returns:
        Lower and upper, as long as `system.cells`; a lower above its upper is a contradiction.
    """
    lower, upper = system.lower.copy(), system.upper.copy()
    entries = system.matrix.tocoo()
    rows, columns = entries.coords
    for _ in range(_MOST_ROUNDS):
        before = lower.sum(), upper.sum()
        _narrow(entries.data, rows, columns, system, lower, upper)
        if (lower.sum(), upper.sum()) == before or np.any(lower > upper):
            break
    return lower, upper


def _narrow(
    factors: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    system: System,
    lower: np.ndarray,
    upper: np.ndarray,
) -> None:
    """One round over all rows, in place."""
    at_lower, at_upper = factors * lower[columns], factors * upper[columns]
    least, most = np.minimum(at_lower, at_upper), np.maximum(at_lower, at_upper)
    size = len(system.below)
    others_least = np.bincount(rows, least, minlength=size)[rows] - least
    others_most = np.bincount(rows, most, minlength=size)[rows] - most
    greatest = (system.above[rows] - others_least) / np.abs(factors)
    smallest = (system.below[rows] - others_most) / np.abs(factors)
    up = np.where(factors > 0, greatest, -smallest)
    down = np.where(factors > 0, smallest, -greatest)
    np.minimum.at(upper, columns, np.floor(up + PRECISION))
    np.maximum.at(lower, columns, np.ceil(down - PRECISION))
