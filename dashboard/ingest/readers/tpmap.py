"""TPMAP's public downloads: `common` files and selections of dimensions, as CSV or nested JSON.

Invariants: a file of an edition that `data/catalog/tpmap.toml` does not declare gives no figure,
and neither does one of a level below the district; every figure is as the file has it, nothing is
computed. Columns without an indicator at the file's level serve the checks of `together` only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from dashboard.catalog.tpmap import load_tpmap
from dashboard.ingest.documents.model import Document
from dashboard.ingest.readers.tpmap_asked import Asked, Refused, understand
from dashboard.ingest.readers.tpmap_columns import id_column
from dashboard.ingest.readers.tpmap_figures import Cells, Figures
from dashboard.ingest.readers.tpmap_found import column_problems, missing_areas, observed
from dashboard.ingest.readers.tpmap_grid import HEADER_WITHIN, grid_of, has_grid, heading
from dashboard.ingest.readers.tpmap_name import told_by
from dashboard.ingest.readers.tpmap_selection import selection_of, selection_problems
from dashboard.ingest.readers.tpmap_together import compared
from dashboard.ingest.report import Citation, Place, Problem, Reading, no_observations
from dashboard.ingest.vocabulary import Vocabulary

NAME: Final = "tpmap"
FIGURES: Final = "figures"


def recognises(document: Document) -> bool:
    """Whether the file has TPMAP's columns, or its name and a column of area ids."""
    if has_grid(document):
        return True
    if not told_by(document.name).level:
        return False
    return any(
        id_column([heading(cell) for cell in row])
        for sheet in document.sheets
        for row in sheet.rows[:HEADER_WITHIN]
    )


def read(document: Document, words: Vocabulary, *, data_set: str = "") -> Reading:
    """The figures of one file, and everything that is wrong with it.

    Args:
        document: the opened file.
        words: the catalogue, and `folder` for `tpmap.toml`.
        data_set: the data set that the user names; it wins over what the file's name says.

    Raises:
        CatalogError: `tpmap.toml` itself breaks a rule; nothing in the document raises.
    """
    editions = load_tpmap(words.folder, words.catalog)
    grid = grid_of(document)
    if grid is None:
        problem = Problem("error", "tpmap.no_columns", Place(document.name))
        return Reading(NAME, "", no_observations(), (problem,))
    asked = understand(grid, told_by(document.name), editions, words, data_set)
    if isinstance(asked, Refused):
        return Reading(NAME, asked.data_set, no_observations(), asked.problems)
    return _read(asked, words)


def _read(asked: Asked, words: Vocabulary) -> Reading:
    grid = asked.grid
    cells = Cells(grid, words, asked.level, asked.name.province, asked.declared)
    cells.read()
    selection, unclear = selection_of(asked, cells.numbers)
    figures = Figures(
        file=grid.file,
        sheet=grid.sheet,
        edition=asked.edition.key,
        level=asked.level,
        selection=selection,
        numbers=cells.numbers,
        rows=cells.rows,
    )
    observations, left = observed(asked, figures, words.catalog)
    problems = (
        *grid.problems,
        *column_problems(asked),
        *cells.problems,
        *unclear,
        *selection_problems(asked, figures, words.catalog),
        *missing_areas(asked, figures, words.catalog),
        *left,
    )
    data_set = asked.data_set_of(selection)
    says = Citation(title=f"TPMAP public data {asked.edition.key} — {grid.file}")
    return Reading(NAME, data_set, observations, problems, says, {FIGURES: figures})


def together(
    readings: Sequence[Reading], words: Vocabulary, published: pd.DataFrame
) -> tuple[Problem, ...]:
    """What files of one edition, and the published figures of that edition, contradict.

    Args:
        readings: of any reader; those of other readers are passed over.
        words: the catalogue, and `folder` for `tpmap.toml`.
        published: the observation frame of the published snapshot; its free figures that are not
            computed take the place of files that were not given.
    """
    figures = [
        each.facts[FIGURES]
        for each in readings
        if each.reader == NAME and isinstance(each.facts.get(FIGURES), Figures)
    ]
    editions = load_tpmap(words.folder, words.catalog)
    return compared(
        [each for each in figures if isinstance(each, Figures)], editions, words, published
    )
