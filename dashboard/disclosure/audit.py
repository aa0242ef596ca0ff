"""Attacks what is published, as somebody would who knows how the counts are made.

Each attack alone, then all together:

- shown: counts that are below their threshold and shown.
- sum: districts from their province, rows by subtraction.
- order: counts that are never above others, unions between their largest part and their sum.
- inversion: how many are in exactly these dimensions, from published unions.
- formula: inputs from rates and shares.
- snapshots: cells that this snapshot suppresses and another one shows, or the other way round.
- together: integer programming over everything, figures of other snapshots included.

What is found is counted and named by its key; no answer, message or repr holds a value. Cells that
are published nowhere (people in exactly these dimensions, target poor by จปฐ. indicator and
district, a district that is left out beside its province, a count whose rate is shown) are attacked
as well: of those only what is certainly 1 to 4 is a find.

Not attacked: totals above the province, because no rule suppresses a province.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

import numpy as np
import pandas as pd

from dashboard.catalog import Catalog
from dashboard.disclosure.bounds import Range, ranges
from dashboard.disclosure.counts import KEY, unsafe_counts
from dashboard.disclosure.figures import FIGURE, Moment, moments
from dashboard.disclosure.interval import tighten
from dashboard.disclosure.model import Cell, System, province_system
from dashboard.disclosure.rates import from_formulas
from dashboard.disclosure.relations import KINDS, Kind, Relations

Name = Literal["shown", "sum", "order", "inversion", "formula", "snapshots", "together"]
NAMES: Final[tuple[Name, ...]] = get_args(Name)
WIDTH: Final = 5.0
_ALONE: Final[Mapping[Name, tuple[Kind, ...]]] = {
    "sum": ("sum",),
    "order": ("order", "union"),
}
_Key = tuple[str, str, str, str]
Place = tuple[str, str, str]
"""A province, a period and an edition."""


@dataclass(slots=True)
class Attack:
    """What one attack found: keys (indicator, area, period, edition), never values.

    Attributes:
        name: one of `NAMES`.
        suppressed: how many suppressed cells it was tried on.
        unpublished: how many cells that are published nowhere.
        exact: suppressed cells that it recovers.
        small: cells of either kind that it shows to be 1 to 4.
        narrow: suppressed cells that it leaves less than 5 wide, those recovered included.
        contradictory: cells of systems without any solution.
    """

    name: Name
    suppressed: int = 0
    unpublished: int = 0
    exact: list[_Key] = field(default_factory=list)
    small: list[_Key] = field(default_factory=list)
    narrow: list[_Key] = field(default_factory=list)
    contradictory: list[_Key] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Whether nothing was recovered."""
        return not (self.exact or self.small or self.contradictory)

    def take(self, key: _Key, found: Range, *, suppressed: bool) -> None:
        """Counts one cell and what is certain about it."""
        self.suppressed += suppressed
        self.unpublished += not suppressed
        if found.contradiction:
            self.contradictory.append(key)
            return
        if suppressed and found.width == 0:
            self.exact.append(key)
        if suppressed and found.width < WIDTH:
            self.narrow.append(key)
        if found.certainly_small:
            self.small.append(key)


def audit(
    observations: pd.DataFrame,
    others: Mapping[str, pd.DataFrame],
    catalog: Catalog,
    relations: Relations,
    *,
    only: Collection[Place] | None = None,
) -> tuple[Attack, ...]:
    """What an outsider recovers from `observations`.

    Args:
        observations: KEY, obs_value and conf_status of the published snapshot, all rows.
        others: the same of every other snapshot that is kept, by id.
        catalog: formulas, levels and rules.
        relations: what holds between counts.
        only: the provinces that relations are tried on, each at a period and edition; None for all.
    """
    attacks = {name: Attack(name) for name in NAMES}
    _shown(attacks["shown"], observations, catalog)
    _formulas(attacks["formula"], observations, catalog)
    known = _known_elsewhere(attacks["snapshots"], observations, others)
    suppressed = _suppressed_keys(observations)
    for moment in moments(pd.concat([known, observations[FIGURE]]), catalog, relations):
        of_rest = _Attacked(moment, suppressed, relations, catalog)
        for code in of_rest.provinces(only):
            for name, kinds in _ALONE.items():
                of_rest.row_by_row(attacks[name], code, kinds)
            of_rest.all_at_once(attacks["inversion"], code, ("inversion",))
            of_rest.all_at_once(attacks["together"], code, KINDS)
    return tuple(attacks.values())


def _suppressed_keys(rows: pd.DataFrame) -> set[_Key]:
    return _keys_of(rows[rows["conf_status"] == "C"])


def _keys_of(rows: pd.DataFrame) -> set[_Key]:
    return set(rows.loc[:, KEY].astype("str").itertuples(index=False, name=None))


def _shown(attack: Attack, observations: pd.DataFrame, catalog: Catalog) -> None:
    cells = unsafe_counts(observations, catalog).loc[:, KEY]
    attack.small += list(cells.itertuples(index=False, name=None))


def _formulas(attack: Attack, observations: pd.DataFrame, catalog: Catalog) -> None:
    suppressed = _suppressed_keys(observations)
    for key, found in from_formulas(observations, catalog):
        attack.take(key, found, suppressed=key in suppressed)
    attack.suppressed = len(suppressed)


def _known_elsewhere(
    attack: Attack, observations: pd.DataFrame, others: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Figures that other snapshots show and this one suppresses or lacks."""
    tables = [each.loc[:, FIGURE] for each in others.values()] or [observations.loc[[], FIGURE]]
    every = pd.concat(tables, ignore_index=True)
    every = every[(every["conf_status"] == "F") & every["obs_value"].notna()]
    every = every.drop_duplicates(KEY)
    shown = observations.loc[observations["conf_status"] != "C", KEY]
    elsewhere = every.merge(shown.drop_duplicates(), on=KEY, how="left", indicator="_where")
    known = elsewhere.loc[elsewhere["_where"] == "left_only", FIGURE]
    suppressed = _suppressed_keys(observations)
    attack.suppressed = len(suppressed)
    attack.exact += sorted(_keys_of(known) & suppressed)
    secret = {key for each in others.values() for key in _suppressed_keys(each)} - suppressed
    attack.exact += sorted(secret & _keys_of(observations[observations["obs_value"].notna()]))
    return known


@dataclass(frozen=True, slots=True, repr=False)
class _Attacked:
    """The figures of one period and edition, and which of them are suppressed."""

    moment: Moment
    suppressed: set[_Key]
    relations: Relations
    catalog: Catalog

    def provinces(self, only: Collection[Place] | None) -> Iterator[str]:
        """Provinces with something to find, among those asked for."""
        masks = {name for each in self.relations.selections for name, _ in each.masks}
        hidden = {
            self.catalog.areas[cell.area].parent
            for cell in self.moment.figures
            if self._key(cell) in self.suppressed or cell.indicator in masks
        }
        for code in self.moment.provinces(self.catalog):
            place = (code, self.moment.time_period, self.moment.edition)
            if only is not None and place not in only:
                continue
            if code in hidden or self.moment.followed(code, self.relations, self.catalog):
                yield code

    def row_by_row(self, attack: Attack, code: str, kinds: Iterable[Kind]) -> None:
        """Relations of some kinds, one at a time."""
        system = self._system(code, kinds)
        lower, upper = tighten(system)
        broken = bool(np.any(lower > upper))
        for place in self._wanted(system, code):
            found = Range(lower[place], upper[place], exact=False, contradiction=broken)
            self._take(attack, system.cells[place], found)

    def all_at_once(self, attack: Attack, code: str, kinds: Iterable[Kind]) -> None:
        """Relations of some kinds together, by integer programming."""
        system = self._system(code, kinds)
        wanted = self._wanted(system, code)
        unseen = {each for each in wanted if system.cells[each] not in self.moment.figures}
        found = ranges(system, wanted, enough=WIDTH, unless_small=unseen)
        for place in wanted:
            self._take(attack, system.cells[place], found[place])

    def _system(self, code: str, kinds: Iterable[Kind]) -> System:
        values, year = self.moment.figures, self.moment.year
        return province_system(
            values,
            code,
            self.relations,
            self.catalog,
            year=year,
            kinds=kinds,
            spans=self.moment.spans if kinds is KINDS else {},
        )

    def _wanted(self, system: System, code: str) -> list[int]:
        """Cells without a published value; a rounded one has one, and a province's is no secret."""
        values = self.moment.figures
        return [
            place
            for place, cell in enumerate(system.cells)
            if cell.area != code and np.isnan(values.get(cell, np.nan))
        ]

    def _take(self, attack: Attack, cell: Cell, found: Range) -> None:
        key = self._key(cell)
        attack.take(key, found, suppressed=key in self.suppressed)

    def _key(self, cell: Cell) -> _Key:
        return (*cell, self.moment.time_period, self.moment.edition)
