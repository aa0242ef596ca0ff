"""What a rule is asked about: the new figures, the published ones, and both together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.catalog import Area, Catalog, Indicator
from dashboard.catalog.model import Unit
from dashboard.disclosure import refusals
from dashboard.errors import InputError
from dashboard.ingest.checks.figures import (
    ABSENT,
    Codes,
    Figures,
    Flags,
    Floats,
    Ints,
    codes_of,
    figures_of,
    joined,
    positions_by_first,
)
from dashboard.ingest.checks.history import last_printed, log_ratios, shifted

_PLACED = ("file", "sheet", "row", "column")
_GATED = ["indicator", "ref_area", "time_period", "edition", "obs_value", "conf_status"]


@dataclass(frozen=True)
class Case:
    """One question: may these figures go in?

    Attributes:
        rows: the new figures (`READING_COLUMNS`) in the order of files, sheets, rows, columns.
        published: the snapshot's observation frame.
        catalog: what is known of indicators and areas.
        today: the day of the question.
    """

    rows: pd.DataFrame
    published: pd.DataFrame
    catalog: Catalog
    today: date

    @cached_property
    def codes(self) -> Codes:
        """The lists that all positions point into."""
        return codes_of([self.rows, self.published], self.catalog)

    @cached_property
    def new(self) -> Figures:
        """`rows`, row by row."""
        return figures_of(self.rows, self.codes)

    @cached_property
    def printed(self) -> Figures:
        """Published figures that publishers print; what this system computed is left out."""
        own = ~self.published["derived"].to_numpy(dtype=bool)
        figures = figures_of(self.published.loc[own, _GATED], self.codes)
        return figures.take((figures.indicator != ABSENT) & (figures.area != ABSENT))

    @cached_property
    def together(self) -> Figures:
        """What would be published: the new figures, and the printed ones that they leave alone."""
        kept = self.new.find(self.printed.key) == ABSENT
        return joined(self.new, self.printed.take(kept))

    @cached_property
    def before(self) -> Floats:
        """The printed value of each new figure's own key; NaN where there is none."""
        row = self.printed.find(self.new.key)
        if not len(self.printed):
            return np.full(len(row), np.nan)
        free = (row != ABSENT) & self.printed.free[row]
        return np.where(free, self.printed.value[row], np.nan)

    @cached_property
    def changed(self) -> Flags:
        """Free new figures that are not published with the same value already."""
        return np.asarray(self.new.free & ~(self.new.value == self.before), dtype=bool)

    @cached_property
    def last_printed(self) -> Ints:
        """The row of the last printed figure before each new one."""
        return last_printed(self.new, self.printed)

    @cached_property
    def log_ratio(self) -> Floats:
        """How many powers of ten each new figure lies above the last printed one."""
        return log_ratios(self.new, self.printed, self.last_printed)

    @cached_property
    def shifted(self) -> Flags:
        """Figures of an indicator that is off as a whole in its file."""
        return shifted(self.file, self.new.indicator, self.log_ratio)

    @cached_property
    def file(self) -> Ints:
        """The number of each row's file."""
        return positions_by_first(self.rows["file"])

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Indicators in the order of their positions."""
        return tuple(self.catalog.indicators.values())

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Areas in the order of their positions."""
        return tuple(self.catalog.areas.values())

    @cached_property
    def area_number(self) -> dict[str, int]:
        """The position of each area."""
        return {code: index for index, code in enumerate(self.codes.areas)}

    @cached_property
    def indicator_number(self) -> dict[str, int]:
        """The position of each indicator."""
        return {name: index for index, name in enumerate(self.codes.indicators)}

    @cached_property
    def refused(self) -> pd.DataFrame:
        """Rows that the gate refuses: row and reason."""
        found = refusals(self.rows[_GATED], self.published, self.catalog)
        if found.empty:
            return pd.DataFrame({"row": np.empty(0, dtype=np.int64), "reason": []})
        cells = figures_of(found.assign(obs_value=0.0, conf_status="F"), self.codes)
        reason = dict(zip(cells.key.tolist(), [set[str]() for _ in found.index], strict=False))
        for key, why in zip(cells.key.tolist(), found["reason"], strict=True):
            reason[key].add(why)
        given = np.flatnonzero(np.isin(self.new.key, cells.key) & ~np.isnan(self.new.value))
        pairs = [(row, why) for row in given for why in sorted(reason[int(self.new.key[row])])]
        return pd.DataFrame(pairs, columns=["row", "reason"])

    @cached_property
    def secret(self) -> Flags:
        """Rows whose value no message may print."""
        hidden = (self.rows["conf_status"] != "F").to_numpy(dtype=bool).copy()
        hidden[self.refused["row"].to_numpy(dtype=np.int64)] = True
        return hidden

    @cached_property
    def secret_keys(self) -> Ints:
        """The keys of those rows, sorted."""
        return np.unique(self.new.key[self.secret])

    def unit(self, row: int) -> Unit:
        """The unit of a new figure."""
        return self.indicators[int(self.new.indicator[row])].unit

    def of_indicator(self, ask: Callable[[Indicator], bool]) -> Flags:
        """For each new figure, whether its indicator is one of those that `ask` is true of."""
        answers = np.array([ask(each) for each in self.indicators] + [False], dtype=bool)
        return answers[self.new.indicator]


def case_of(
    observations: pd.DataFrame, published: pd.DataFrame, catalog: Catalog, today: date
) -> Case:
    """The case of some new figures, brought into the order of their files.

    Raises:
        InputError: an indicator or an area is not in the catalogue.
    """
    _refuse_unknown("indicator", observations["indicator"], catalog.indicators)
    _refuse_unknown("area", observations["ref_area"], catalog.areas)
    order = _in_order(observations[name] for name in _PLACED)
    return Case(observations.iloc[order].reset_index(drop=True), published, catalog, today)


def _refuse_unknown(kind: str, codes: pd.Series, known: Mapping[str, object]) -> None:
    unknown = sorted({str(each) for each in codes.unique()} - known.keys())
    if unknown:
        key = f"snapshot.unknown_{kind}"
        raise InputError(key, name=unknown[0], count=len(unknown))


def _in_order(columns: Iterable[pd.Series]) -> Ints:
    numbers = [
        each.to_numpy(dtype=np.int64) if each.name == "row" else positions_by_first(each)
        for each in columns
    ]
    return np.lexsort(numbers[::-1]).astype(np.int64)
