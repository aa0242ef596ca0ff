"""Everything known of one TPMAP edition: the files that were given, then published figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from dashboard.catalog.tpmap import Edition
from dashboard.ingest.readers.tpmap_columns import COMMON, HEADLINE, is_common
from dashboard.ingest.readers.tpmap_figures import Figures
from dashboard.ingest.readers.tpmap_relations import Quantity
from dashboard.ingest.report import Place

HELD = ["ref_area", "indicator", "obs_value"]


class Known(NamedTuple):
    """A number and where it stands; `place` is None for a published figure."""

    value: float
    place: Place | None


Area = dict[Quantity, Known]


class View(NamedTuple):
    """Area → quantity → what is known of it, and the areas and selections of the files."""

    areas: Mapping[str, Area]
    given: frozenset[str]
    selections: tuple[str, ...]


def view_of(figures: Iterable[Figures], edition: Edition, published: pd.DataFrame) -> View:
    """Files first; of two files with one number the first; published figures where none has it."""
    areas: dict[str, Area] = {}
    selections = {HEADLINE}
    for each in figures:
        selections |= {each.selection} - {""}
        for area, quantity, known in _in_file(each):
            areas.setdefault(area, {}).setdefault(quantity, known)
    given = frozenset(areas)
    for area, quantity, value in _published(edition, published):
        areas.setdefault(area, {}).setdefault(quantity, Known(value, None))
    return View(areas, given, tuple(sorted(selections)))


def _in_file(figures: Figures) -> Iterator[tuple[str, Quantity, Known]]:
    for area, row in figures.numbers.items():
        for column, value in row.items():
            part = COMMON if is_common(column) else figures.selection
            if part and not math.isnan(value):
                known = Known(value, figures.place(area, column))
                yield area, Quantity(part, column), known


def _published(edition: Edition, published: pd.DataFrame) -> Iterator[tuple[str, Quantity, float]]:
    """Free figures of the edition that are not computed here.

    Selections of two and three dimensions are left out: they are published rounded.
    """
    quantities = {name: Quantity(COMMON, each) for each, name in edition.common.items()}
    quantities |= {name: Quantity(HEADLINE, each) for each, name in edition.headline.items()}
    if published.empty:
        return
    wanted = published[
        (published["edition"].astype("str") == edition.edition)
        & (published["time_period"].astype("str") == edition.time_period)
        & (published["conf_status"].astype("str") == "F")
        & ~published["derived"].astype("bool")
        & published["obs_value"].notna()
        & published["indicator"].astype("str").isin(list(quantities))
    ]
    for area, indicator, value in wanted[HELD].itertuples(index=False, name=None):
        yield str(area), quantities[str(indicator)], float(value)
