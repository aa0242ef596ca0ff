"""Empties cells until nothing that is left gives a small group of people away.

    protect → add_sums → derive → refusals → snapshot

Runs on counts as publishers give them, before totals and formulas: what is computed from an emptied
cell is then without a value too. First every count below its threshold; figures that would give an
emptied one back; then further cells, at least loss, until each emptied cell that is not zero has a
range of at least 5 under all relations of the catalogue (`bounds` proves it), and until no count
that is published nowhere is certainly 1 to 4. Zeros may be emptied and are when that helps others.

A cell that the published snapshot suppresses stays suppressed. One that it shows cannot be taken
back, so it is never chosen, nor is one that a rate shown there gives back. Headline figures (`kept`
in relations.toml) are never chosen.

Counts that are published nowhere are no safer for it: one that follows from its rate, or as the one
district that a file leaves out beside the total, is treated as if it were suppressed.

Unions of dimensions are never shown exactly, because together they can be inverted to single
persons: indicators whose rule has a `multiple` are rounded to it, half up, so that the truth lies
within half a multiple of what is shown. For districts with few target poor (`least` in
relations.toml, 300) they are left out altogether: ten intervals of 5 say too much of so few.

Where a province's own total is below 5, no choice of districts hides more than the total: such
cells are as wide as they can be, neither exact nor certainly small, and are named in `narrow`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from dashboard.catalog import Catalog
from dashboard.disclosure.counts import KEY
from dashboard.disclosure.figures import FIGURE, Moment, moments
from dashboard.disclosure.model import Cell
from dashboard.disclosure.primary import emptied, primary, rounded
from dashboard.disclosure.province import Province
from dashboard.disclosure.relations import Relations

_CELL: Final = ["indicator", "ref_area", "time_period", "edition"]


@dataclass(frozen=True, slots=True, repr=False)
class Protection:
    """What may be published.

    Attributes:
        observations: the rows handed in, without those that may not be shown at all; emptied ones
            carry conf_status C and no value.
        first: KEY of the cells emptied for their own sake now.
        further: KEY of the cells emptied for the sake of others now.
        narrow: KEY of suppressed cells, not known to be zero, that no choice makes 5 wide.
        exposed: KEY of counts, suppressed or published nowhere, that stay exact or certainly 1 to 4
            because what gives them away cannot be emptied: published before, or a headline.
    """

    observations: pd.DataFrame
    first: pd.DataFrame
    further: pd.DataFrame
    narrow: pd.DataFrame
    exposed: pd.DataFrame


def protect(
    observations: pd.DataFrame, published: pd.DataFrame, catalog: Catalog, relations: Relations
) -> Protection:
    """The figures of `observations` as they may be published.

    Args:
        observations: KEY, obs_value, conf_status and whatever else a figure carries; publishers'
            own figures, neither summed nor computed here.
        published: the same columns of the published snapshot; empty for a build.
        catalog: thresholds, levels and formulas.
        relations: what holds between counts.

    Raises:
        InputError: figures contradict each other, so that nothing can be proven.
    """
    shown = rounded(observations, published, catalog, relations)
    first = primary(shown, published, catalog)
    rows = emptied(shown, first)
    known = _of_moments(published, rows)
    found = _Found()
    for moment in moments(pd.concat([rows[FIGURE], known]), catalog, relations):
        choosable = _choosable(moment, rows, known, catalog, relations)
        for code in _provinces(moment, rows, catalog):
            province = Province(moment, code, relations, catalog, choosable)
            province.make_safe()
            found.add(moment, province)
    more = _frame(found.further)
    rows = emptied(rows, more)
    rates = primary(rows, published, catalog)
    return Protection(
        emptied(rows, rates),
        pd.concat([first, rates], ignore_index=True),
        more,
        _frame(found.narrow),
        _frame(found.exposed),
    )


def _of_moments(published: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The published figures of the periods and editions that `rows` have figures of."""
    here = published["time_period"].isin(rows["time_period"].unique())
    here &= published["edition"].isin(rows["edition"].unique())
    return published.loc[here, FIGURE]


@dataclass(slots=True, repr=False)
class _Found:
    """Cells of all provinces, periods and editions."""

    further: list[tuple[str, ...]] = field(default_factory=list)
    narrow: list[tuple[str, ...]] = field(default_factory=list)
    exposed: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, moment: Moment, province: Province) -> None:
        """Takes over what became of one province."""
        key = (moment.time_period, moment.edition)
        self.further += [(*cell, *key) for cell in sorted(province.chosen)]
        self.narrow += [(*cell, *key) for cell in sorted(province.narrow)]
        self.exposed += [(*cell, *key) for cell in sorted(province.exposed)]


def _provinces(moment: Moment, rows: pd.DataFrame, catalog: Catalog) -> list[str]:
    """The provinces that `rows` have a figure of, in this period and edition."""
    here = (rows["time_period"] == moment.time_period) & (rows["edition"] == moment.edition)
    areas = {catalog.areas[code] for code in rows.loc[here, "ref_area"].unique()}
    touched = {each.parent if each.level == "district" else each.code for each in areas}
    return [code for code in moment.provinces(catalog) if code in touched]


def _choosable(
    moment: Moment,
    rows: pd.DataFrame,
    known: pd.DataFrame,
    catalog: Catalog,
    relations: Relations,
) -> dict[Cell, float]:
    """Counts of districts that may still be emptied, with their values."""
    before = _free_cells(known, moment)
    new = _free_cells(rows, moment) - before - _told(before, catalog)
    return {
        cell: moment.figures[cell]
        for cell in sorted(new & moment.figures.keys())
        if cell.indicator not in relations.kept and _emptiable(cell, catalog)
    }


def _told(free: Iterable[Cell], catalog: Catalog) -> set[Cell]:
    """The counts that the rates among `free` cells are made of."""
    rates = ((catalog.indicators[each.indicator].formula, each.area) for each in free)
    return {Cell(name, area) for formula, area in rates if formula for name in formula.names}


def _emptiable(cell: Cell, catalog: Catalog) -> bool:
    indicator = catalog.indicators[cell.indicator]
    rule = indicator.disclosure
    counted = indicator.unit.kind == "count" and rule.district > 0 and rule.multiple == 1
    return counted and catalog.areas[cell.area].level == "district"


def _free_cells(rows: pd.DataFrame, moment: Moment) -> set[Cell]:
    here = (rows["time_period"] == moment.time_period) & (rows["edition"] == moment.edition)
    free = rows[here & (rows["conf_status"] == "F") & rows["obs_value"].notna()]
    return set(map(Cell, free["indicator"].astype("str"), free["ref_area"].astype("str")))


def _frame(cells: list[tuple[str, ...]]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=_CELL, dtype="str")[KEY]
