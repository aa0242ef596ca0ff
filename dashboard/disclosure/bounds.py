"""How much is certain about a cell that is not published, from everything that is.

Three steps, each dearer: intervals row by row (`interval.tighten`); whole solutions of all rows at
once, each of which shows values that are possible; and, for a cell whose possible values found so
far still lie close together, its least and greatest value by integer programming (HiGHS).
The same code proves that a suppression is safe and finds out what one gives away.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from dashboard.disclosure.interval import tighten
from dashboard.disclosure.model import System

SMALL: Final = 4.0
"""The largest count that points at single persons: a district's least published one is 5."""
_SEED: Final = 2561
_ROUNDS: Final = 6
_ENOUGH_FOR_A_WITNESS: Final = {"mip_rel_gap": 0.5}
_LONGEST: Final = 20.0
_INFEASIBLE: Final = 2


@dataclass(frozen=True, slots=True, repr=False)
class Range:
    """Where a cell lies.

    Attributes:
        lower: a possible value, the least one where `exact`.
        upper: a possible value, the greatest one where `exact`.
        exact: nothing outside is possible.
        contradiction: nothing at all is possible: published figures break a relation.
    """

    lower: float
    upper: float
    exact: bool
    contradiction: bool = False

    @property
    def width(self) -> float:
        """Upper - lower: at least this wide, exactly so where `exact`."""
        return self.upper - self.lower

    @property
    def certainly_small(self) -> bool:
        """Whether the count is one that points at single persons, whatever it is."""
        return 1 <= self.lower <= self.upper <= SMALL

    @property
    def may_be_small(self) -> bool:
        """Whether the count can be one that points at single persons."""
        return self.lower <= SMALL and self.upper >= 1


def ranges(
    system: System,
    wanted: Sequence[int],
    *,
    enough: float = np.inf,
    unless_small: Collection[int] = (),
) -> dict[int, Range]:
    """The range of some cells of a system.

    Args:
        system: rows and cells.
        wanted: places in `system.cells`.
        enough: a range of this width need not be found any wider.
        unless_small: cells of which it is enough to know that they may be zero or above `SMALL`.
    """
    lower, upper = tighten(system)
    if np.any(lower > upper):
        return dict.fromkeys(wanted, Range(np.nan, np.nan, exact=False, contradiction=True))
    found = {
        each: Range(lower[each], upper[each], exact=True)
        for each in wanted
        if lower[each] == upper[each]
    }
    open_cells = [each for each in wanted if each not in found]
    for part in _parts(system, lower, upper):
        inside = [each for each in open_cells if part.place[each] >= 0]
        if inside:
            places = [int(part.place[each]) for each in inside]
            loose = frozenset(int(part.place[each]) for each in inside if each in unless_small)
            search = _Search(part, enough, loose)
            found |= dict(zip(inside, search.ranges(places), strict=True))
    return found


@dataclass(frozen=True, slots=True, repr=False)
class _Part:
    """A connected part of a system, without the cells that have but one value."""

    place: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    rows: LinearConstraint | None


def _parts(system: System, lower: np.ndarray, upper: np.ndarray) -> list[_Part]:
    """Cells that no row connects say nothing about each other."""
    moving = lower < upper
    matrix = csr_array(system.matrix[:, moving])
    fixed = system.matrix[:, ~moving] @ lower[~moving]
    linked = csr_array(abs(matrix).T @ abs(matrix))
    count, label = connected_components(linked, directed=False)
    original = np.flatnonzero(moving)
    parts = []
    for each in range(count):
        columns = np.flatnonzero(label == each)
        rows = np.flatnonzero(np.diff(csr_array(matrix[:, columns]).indptr))
        place = np.full(len(lower), -1)
        place[original[columns]] = np.arange(len(columns))
        constraint = LinearConstraint(
            csr_array(matrix[rows][:, columns]),
            system.below[rows] - fixed[rows],
            system.above[rows] - fixed[rows],
        )
        chosen = original[columns]
        parts.append(_Part(place, lower[chosen], upper[chosen], constraint if len(rows) else None))
    return parts


@dataclass(slots=True, repr=False)
class _Search:
    """Possible values of the cells of one part, gathered from whole solutions."""

    part: _Part
    enough: float
    loose: frozenset[int]
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    impossible: bool = False

    def ranges(self, wanted: list[int]) -> list[Range]:
        """The ranges of the cells at these places of the part."""
        if self.part.rows is None:
            lower, upper = self.part.lower, self.part.upper
            return [Range(lower[each], upper[each], exact=True) for each in wanted]
        self._look_around(wanted)
        exact = {each: self._settle(each) for each in wanted}
        if self.impossible or self.low is None or self.high is None:
            return [Range(np.nan, np.nan, exact=False, contradiction=True)] * len(wanted)
        return [Range(self.low[each], self.high[each], exact=exact[each]) for each in wanted]

    def _look_around(self, wanted: list[int]) -> None:
        """A few solutions that pull all cells at once, some up, some down."""
        random = np.random.default_rng(_SEED)
        size = len(self.part.lower)
        for turn in range(_ROUNDS if np.isfinite(self.enough) else 2):
            close = [each for each in wanted if not self._done(each)]
            if not close or self.impossible:
                return
            signs = np.ones(len(close)) if turn < 2 else random.choice([-1.0, 1.0], len(close))  # noqa: PLR2004
            objective = np.zeros(size)
            objective[close] = signs if turn % 2 else -signs
            self._solve(objective, _ENOUGH_FOR_A_WITNESS)

    def _settle(self, cell: int) -> bool:
        """Finds the ends of one cell, as far as `enough`; whether they are its very ends."""
        ends = 0
        for sign in (1.0, -1.0):
            if self.impossible or self._done(cell):
                break
            objective = np.zeros(len(self.part.lower))
            objective[cell] = sign
            ends += self._solve(objective, {"mip_rel_gap": 0.0})
        low, high = self.low, self.high
        if low is None or high is None:
            return False
        at_ends = low[cell] == self.part.lower[cell] and high[cell] == self.part.upper[cell]
        return bool(at_ends) or ends == 2  # noqa: PLR2004

    def _done(self, cell: int) -> bool:
        """Whether the values found so far answer what is asked of the cell."""
        if self.low is None or self.high is None:
            return False
        harmless = self.low[cell] <= 0 or self.high[cell] > SMALL
        wide = self.high[cell] - self.low[cell] >= self.enough
        return bool(wide or (cell in self.loose and harmless))

    def _solve(self, objective: np.ndarray, options: dict[str, float]) -> bool:
        """Adds one solution to what is possible; whether it is the best there is."""
        answer = milp(
            objective,
            integrality=np.ones(len(objective)),
            bounds=Bounds(self.part.lower, self.part.upper),
            constraints=self.part.rows,
            options={**options, "time_limit": _LONGEST},
        )
        self.impossible |= answer.status == _INFEASIBLE
        if answer.x is not None:
            point = np.round(answer.x)
            self.low = point if self.low is None else np.minimum(self.low, point)
            self.high = point if self.high is None else np.maximum(self.high, point)
        return bool(answer.status == 0)
