"""Which further cells to empty so that one cell could have been something else, at least loss.

Two solutions of all rows are sought at once in which the cell differs by as much as is needed, and
in which other published cells differ from what is published as little as possible. Whichever do
differ are emptied: then both solutions agree with everything that is still published, and nobody
can tell them apart. (Kelly, Golden and Assad 1992, "Cell suppression: disclosure protection for
sensitive tabular data", Networks 22.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array, eye_array, hstack

from dashboard.disclosure.model import System

_LONGEST: Final = 20.0
_MOVED: Final = 1e-6
_FARTHEST: Final = 1_000.0


@dataclass(frozen=True, slots=True)
class Aim:
    """What two solutions have to show of the cell at `place`.

    Attributes:
        place: in the cells of the system.
        width: by how much it differs between them.
        least: the lower of both is at most this.
    """

    place: int
    width: float
    least: float = np.inf


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """Published cells that may be emptied: places, what they are worth, and what is published."""

    places: np.ndarray
    losses: np.ndarray
    values: np.ndarray


def cheapest(system: System, aim: Aim, choice: Choice) -> tuple[int, ...] | None:
    """The places to empty, ascending; None where nothing that may be emptied suffices."""
    cells, count = len(system.cells), len(choice.places)
    picked = csr_array((np.ones(count), (np.arange(count), choice.places)), shape=(count, cells))
    slack = eye_array(count, format="csr")
    # Unknowns: the lower solution, the upper one, and how far either is from what is published.
    blocks = block_array(
        [
            [system.matrix, None, None],
            [None, system.matrix, None],
            [picked, None, -slack],
            [picked, None, slack],
            [None, picked, -slack],
            [None, picked, slack],
        ],
        format="csr",
    )
    nothing = np.full(count, np.inf)
    apart = csr_array(([-1.0, 1.0], ([0, 0], [aim.place, cells + aim.place])), (1, 2 * cells))
    rows = [
        LinearConstraint(
            blocks,
            np.concatenate([system.below] * 2 + [-nothing, choice.values] * 2),
            np.concatenate([system.above] * 2 + [choice.values, nothing] * 2),
        ),
        LinearConstraint(hstack([apart, csr_array((1, count))]), aim.width, np.inf),
    ]
    upper = np.concatenate([system.upper, system.upper, np.full(count, _FARTHEST)])
    upper[aim.place] = min(upper[aim.place], aim.least)
    answer = milp(
        np.concatenate([np.zeros(2 * cells), choice.losses]),
        bounds=Bounds(np.concatenate([system.lower, system.lower, np.zeros(count)]), upper),
        constraints=rows,
        options={"time_limit": _LONGEST},
    )
    if answer.x is None:
        return None
    moved = answer.x[2 * cells :] > _MOVED
    return tuple(sorted(int(each) for each in choice.places[moved]))
