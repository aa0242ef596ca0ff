"""One province, period and edition on the way to being safe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from dashboard.catalog import Catalog
from dashboard.disclosure.bounds import Range, ranges
from dashboard.disclosure.complement import Aim, Choice, cheapest
from dashboard.disclosure.figures import Moment
from dashboard.disclosure.model import Cell, System, province_system
from dashboard.disclosure.relations import Relations
from dashboard.errors import InputError

WIDTH: Final = 5.0
_MOST_ROUNDS: Final = 60


@dataclass(slots=True, repr=False)
class Province:
    """What is published of one province, and what is emptied of it.

    Attributes:
        moment: all figures of the period and edition.
        code: of the province.
        relations: what holds between counts.
        catalog: districts, and which counts are rounded.
        choosable: counts that may be emptied, with their values.
        chosen: those that are.
        narrow: suppressed cells, not known to be zero, whose range cannot be made `WIDTH` wide.
        exposed: cells that stay exact, or certainly small.

    A count of a district that is left out of a total or told by a rate is made as safe as one that
    is suppressed, as long as it can be small: where it is 5 or more, whatever follows, nobody is
    pointed at.
    """

    moment: Moment
    code: str
    relations: Relations
    catalog: Catalog
    choosable: Mapping[Cell, float]
    chosen: set[Cell] = field(default_factory=set)
    narrow: set[Cell] = field(default_factory=set)
    exposed: set[Cell] = field(default_factory=set)
    _followed: frozenset[Cell] = field(init=False)
    _impossible: set[tuple[Cell, float, float]] = field(default_factory=set)

    def __post_init__(self) -> None:
        followed = self.moment.followed(self.code, self.relations, self.catalog)
        self._followed = frozenset(followed)

    def make_safe(self) -> None:
        """Empties cells until all are safe, or as safe as they can be.

        Raises:
            InputError: figures of the province contradict each other.
        """
        if not self._anything_to_do():
            return
        for _ in range(_MOST_ROUNDS):
            found = self._found()
            unsafe = {
                cell: aims for cell, each in found.items() if (aims := self._aims(cell, each))
            }
            if not unsafe:
                break
            tried: set[str] = set()
            for cell, aims in unsafe.items():
                # One cell emptied often saves the others of its indicator: look again first.
                if cell.indicator not in tried:
                    tried.add(cell.indicator)
                    self._open(cell, aims)
        suppressed = {cell: each for cell, each in found.items() if cell in self.moment.figures}
        self.narrow = {
            cell for cell, each in found.items() if each.width < WIDTH and self._matters(cell, each)
        }
        self.exposed = {cell for cell, each in suppressed.items() if each.width == 0}
        self.exposed |= {cell for cell, each in found.items() if each.certainly_small}

    def _anything_to_do(self) -> bool:
        """Whether a district has a figure that is empty or may become so."""
        areas = {each.code for each in self.catalog.children(self.code, "district")}
        cells = [*self.choosable, *self.moment.empty(), *self._followed]
        return any(cell.area in areas for cell in cells)

    def _found(self) -> dict[Cell, Range]:
        """What is certain now about every cell of a district that is not shown.

        Raises:
            InputError: figures of the province contradict each other.
        """
        system = self._system(lambda _: False)
        wanted = [
            place
            for place, cell in enumerate(system.cells)
            if cell.area != self.code and not self._shown(cell)
        ]
        watched = self.moment.figures.keys() | self._followed
        unseen = {place for place in wanted if system.cells[place] not in watched}
        found = ranges(system, wanted, enough=WIDTH, unless_small=unseen)
        for place, each in found.items():
            if each.contradiction:
                raise self._contradiction(system.cells[place])
        return {system.cells[place]: found[place] for place in sorted(found)}

    def _contradiction(self, cell: Cell) -> InputError:
        area, period = self.code, self.moment.time_period
        return InputError(
            "disclosure.contradiction", indicator=cell.indicator, area=area, period=period
        )

    def _shown(self, cell: Cell) -> bool:
        return cell not in self.chosen and not np.isnan(self.moment.figures.get(cell, np.nan))

    def _zero(self, cell: Cell) -> bool:
        """Whether a cell that is emptied for others is zero, so that its range may be narrow."""
        return cell in self.chosen and self.choosable[cell] == 0

    def _system(self, free: Callable[[Cell], bool]) -> System:
        values = {**self.moment.figures, **dict.fromkeys(self.chosen, np.nan)}
        return province_system(
            values,
            self.code,
            self.relations,
            self.catalog,
            year=self.moment.year,
            free=free,
            spans=self.moment.spans,
        )

    def _matters(self, cell: Cell, found: Range) -> bool:
        """Whether the cell needs a wide range: it is suppressed, or follows and may be small."""
        if cell in self.moment.figures:
            return not self._zero(cell)
        return found.may_be_small and cell in self._followed

    def _aims(self, cell: Cell, found: Range) -> list[tuple[float, float]]:
        """What the cell still lacks as (width, least) and can perhaps be given, the best first."""
        if found.width >= WIDTH:
            return []
        suppressed = cell in self.moment.figures
        aims = [(WIDTH, np.inf)] if self._matters(cell, found) else []
        aims += [(1.0, np.inf)] if suppressed and found.width == 0 else []
        aims += [(1.0, 0.0)] if found.certainly_small else []
        return [each for each in aims if (cell, *each) not in self._impossible]

    def _open(self, cell: Cell, aims: Iterable[tuple[float, float]]) -> None:
        for width, least in aims:
            cells = self._cheapest(cell, width, least)
            if cells:
                self.chosen |= cells
                return
            self._impossible.add((cell, width, least))

    def _cheapest(self, cell: Cell, width: float, least: float) -> set[Cell]:
        offered = {each: value for each, value in self.choosable.items() if each not in self.chosen}
        system = self._system(offered.__contains__)
        places = [place for place, each in enumerate(system.cells) if each in offered]
        values = np.array([offered[system.cells[place]] for place in places], dtype=float)
        choice = Choice(np.array(places, dtype=int), 1.0 + np.log2(1.0 + values), values)
        aim = Aim(system.cells.index(cell), width, least)
        return {system.cells[place] for place in cheapest(system, aim, choice) or ()}
