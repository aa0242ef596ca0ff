"""What a TPMAP file gives: observations, and what is missing or left over in its columns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from dashboard.catalog import KINGDOM, Catalog, Level
from dashboard.ingest.readers.tpmap_asked import Asked
from dashboard.ingest.readers.tpmap_columns import (
    DIMENSION_COLUMNS,
    HEADLINE,
    PROVINCE_ID,
    SURVEYED,
    TARGET,
    chosen,
)
from dashboard.ingest.readers.tpmap_figures import Figures
from dashboard.ingest.report import READING_COLUMNS, Problem, no_observations

FEW_COLUMNS: Final = 12
MOST_NAMED: Final = 20
LONGEST_NAME: Final = 40


def observed(
    asked: Asked, figures: Figures, catalog: Catalog
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """The observations of a file, and a warning that names the columns which give none.

    A blank cell is an observation without a value (status M).
    """
    indicators = _indicators(asked, figures.selection)
    kept = {
        column: name
        for column, name in indicators.items()
        if name in catalog.indicators and asked.level in catalog.indicators[name].levels
    }
    unclear = not figures.selection and HEADLINE in asked.parts
    left = [] if unclear else [column for column in asked.declared if column not in kept]
    return _frame(asked, figures, kept), tuple(_checked_only(asked, left))


def _indicators(asked: Asked, selection: str) -> Mapping[str, str]:
    """Column of the file → its indicator."""
    edition = asked.edition
    named = {each: edition.common[each] for each in asked.declared if each in edition.common}
    if selection == HEADLINE:
        return named | {
            each: edition.headline[each] for each in asked.declared if each in edition.headline
        }
    dimensions = chosen(selection) if selection else ()
    if len(dimensions) == 1:
        return named | {TARGET: edition.headline.get(DIMENSION_COLUMNS[dimensions[0]], "")}
    if dimensions:
        return named | {TARGET: edition.of_selection(TARGET, selection)}
    return named


def _frame(asked: Asked, figures: Figures, kept: Mapping[str, str]) -> pd.DataFrame:
    edition = asked.edition
    rows = [
        (
            name,
            area,
            edition.time_period,
            edition.edition,
            value,
            "M" if math.isnan(value) else "A",
            "F",
            edition.period_note,
            "",
            figures.file,
            figures.sheet,
            figures.rows[area],
            column,
        )
        for area, row in figures.numbers.items()
        for column, name in kept.items()
        if column in row
        for value in (row[column],)
    ]
    empty = no_observations()
    if not rows:
        return empty
    return pd.DataFrame(rows, columns=list(READING_COLUMNS)).astype(empty.dtypes.to_dict())


def _checked_only(asked: Asked, left: list[str]) -> Iterator[Problem]:
    if left:
        facts = {"count": len(left), "columns": listed(left)}
        yield Problem("warning", "tpmap.checked_only", asked.grid.place(), facts=facts)


def listed(columns: list[str], between: str = ", ") -> str:
    """Names in a row; of many only the first and the last."""
    few = len(columns) <= FEW_COLUMNS
    return between.join(columns) if few else f"{columns[0]} … {columns[-1]}"


def column_problems(asked: Asked) -> Iterator[Problem]:
    """Columns that the edition declares and the file lacks, and the reverse."""
    grid, edition = asked.grid, asked.edition
    for part in asked.parts:
        missing = [each for each in edition.columns(part) if each not in grid.columns]
        if missing:
            facts = {"count": len(missing), "columns": listed(missing)}
            yield Problem("error", "tpmap.missing_columns", grid.place(), facts=facts)
    known = {*asked.declared, grid.id_column, PROVINCE_ID}
    unknown = [each for each in grid.columns if each not in known]
    if unknown:
        names = ", ".join(each[:LONGEST_NAME] for each in unknown[:MOST_NAMED])
        facts = {"count": len(unknown), "columns": names}
        yield Problem("warning", "tpmap.unknown_columns", grid.place(), facts=facts)


def missing_areas(asked: Asked, figures: Figures, catalog: Catalog) -> Iterator[Problem]:
    """Districts of a province, or provinces of the kingdom, that the file has no row for."""
    expected = expected_areas(asked, figures, catalog)
    for around, codes in expected.items():
        missing = [code for code in codes if code not in figures.numbers]
        if missing:
            area = catalog.areas[around].name
            facts = {
                "count": len(missing),
                "expected": len(codes),
                "areas": ", ".join(missing),
                "name_th": area.th,
                "name_en": area.en,
            }
            yield Problem("warning", "tpmap.missing_areas", asked.grid.place(), facts=facts)


def expected_areas(asked: Asked, figures: Figures, catalog: Catalog) -> dict[str, list[str]]:
    """The areas that a whole file holds, by the area that they make up."""
    if asked.level == "country":
        return {}
    if asked.level == "province":
        surveyed = catalog.indicators.get(asked.edition.common.get(SURVEYED, ""))
        without = surveyed.not_covered if surveyed else ()
        return {KINGDOM: parts_of(KINGDOM, catalog, without)}
    provinces = {code[:2] for code in figures.numbers} | {asked.name.province} - {""}
    known = sorted(code for code in provinces if code in catalog.areas)
    return {code: parts_of(code, catalog) for code in known}


def parts_of(code: str, catalog: Catalog, without: tuple[str, ...] = ()) -> list[str]:
    """Provinces of the kingdom, or districts of a province, by code."""
    country = catalog.areas[code].level == "country"
    level: Level = "province" if country else "district"
    return [each.code for each in catalog.children(code, level) if each.code not in without]
