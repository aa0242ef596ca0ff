"""The selection of dimensions that a file of the poor is of: by its name, or by its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.catalog import Catalog
from dashboard.ingest.readers.tpmap_asked import Asked
from dashboard.ingest.readers.tpmap_columns import (
    COMMON,
    DIMENSION_COLUMNS,
    HEADLINE,
    TARGET,
    bits,
    chosen,
)
from dashboard.ingest.readers.tpmap_figures import Figures
from dashboard.ingest.report import Problem

Numbers = Mapping[str, Mapping[str, float]]


def selection_of(asked: Asked, numbers: Numbers) -> tuple[str, tuple[Problem, ...]]:
    """The five bits, "" where the file has no columns of the poor or does not say which they are.

    A name without a selection is enough only where all five dimensions hold somebody: the files of
    other selections have zeros in the dimensions that they leave out.
    """
    if HEADLINE not in asked.parts:
        return "", ()
    key = asked.name.key
    if key and key != COMMON:
        return key, ()
    if _held(numbers) == HEADLINE:
        return HEADLINE, ()
    return "", (Problem("error", "tpmap.no_selection", asked.grid.place()),)


def _held(numbers: Numbers) -> str:
    """The dimensions in which any area has anybody, as five bits."""
    held = {
        name
        for name, column in DIMENSION_COLUMNS.items()
        if any(row.get(column, 0.0) > 0 for row in numbers.values())
    }
    return bits(held)


def selection_problems(asked: Asked, figures: Figures, catalog: Catalog) -> Iterator[Problem]:
    """A dimension that is left out holds somebody; what a selection is good for."""
    selection = figures.selection
    if not selection:
        return
    left_out = DIMENSION_COLUMNS.keys() - set(chosen(selection))
    for area, row in figures.numbers.items():
        for name in (each for each in DIMENSION_COLUMNS if each in left_out):
            column = DIMENSION_COLUMNS[name]
            value = row.get(column, 0.0)
            if value > 0:
                place = figures.place(area, column)
                facts = {"key": selection, "area": area}
                text = f"{value:.15g}"
                yield Problem("error", "tpmap.selection_contradicts", place, text, facts)
    if len(chosen(selection)) not in {1, len(DIMENSION_COLUMNS)}:
        indicator = asked.edition.of_selection(TARGET, selection)
        known = indicator in catalog.indicators
        rule = "tpmap.exact_selection" if known else "tpmap.selection_without_indicator"
        yield Problem("warning", rule, asked.grid.place(), selection, {"key": selection})
