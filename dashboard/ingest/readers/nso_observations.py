"""Figures with their meaning: one observation for each indicator, area and period of a table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dashboard.catalog import Catalog
from dashboard.catalog.spelling import name_key
from dashboard.catalog.workbooks import Workbook
from dashboard.ingest.readers.nso_figures import Figure, Label
from dashboard.ingest.readers.nso_mapping import (
    Meaning,
    dimension_of,
    factor_of,
    meaning_of,
    sheet_label,
)
from dashboard.ingest.readers.nso_marks import Meant, Notes, meaning
from dashboard.ingest.readers.nso_moments import time_period
from dashboard.ingest.readers.nso_paste import dimension_lines, label_lines, unit_line
from dashboard.ingest.readers.nso_told import Teller
from dashboard.ingest.readers.nso_words import label_key
from dashboard.text import t

WIDE: Final = ("country", "region", "planning_region", "cluster")
"""Levels whose rows publishers print beside those of provinces, wanted here or not."""
NOISE: Final = 9
"""Decimals beyond these come from multiplying, not from the publisher."""


class Observed(NamedTuple):
    """One observation and the figure that it came from; `parts` as in `Meaning`."""

    indicator: str
    ref_area: str
    time_period: str
    edition: str
    meant: Meant
    period_note: str
    figure: Figure
    parts: frozenset[int]
    sheet: str


@dataclass(slots=True)
class _Unknown:
    """What an entry does not know, gathered so that each is told once."""

    labels: dict[str, dict[str, Figure]] = field(default_factory=dict)
    units: dict[str, Figure] = field(default_factory=dict)
    periods: dict[tuple[str, str], Figure] = field(default_factory=dict)
    nameless: list[Figure] = field(default_factory=list)
    levels: dict[str, list[Figure]] = field(default_factory=dict)
    unedited: dict[int, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the figures of one table are read by.

    Attributes:
        workbook: its entry.
        title: its title.
        unit: its unit where a column does not say its own.
        sheet: the name of its sheet, which may be a label.
        notes: what stands below it.
        edited: indicators whose figures always have an edition.
    """

    workbook: Workbook
    title: str
    unit: str
    sheet: str
    notes: Notes
    edited: frozenset[str] = frozenset()


def observed(
    figures: Sequence[Figure], by: Meanings, catalog: Catalog, tell: Teller
) -> list[Observed]:
    """The observations of a table, parts still apart; what its entry does not know is told."""
    unknown = _Unknown()
    distinct = {label for each in figures for label in each.labels}
    figures = [_without(each, _redundant(distinct, by)) for each in figures]
    further = sheet_label(by.workbook, by.sheet, distinct)
    known: dict[tuple[Label, ...], Meaning] = {}
    found: list[Observed] = []
    for figure in figures:
        labels = figure.labels + further
        meant = known.get(labels) or meaning_of(by.workbook, labels, by.title)
        known[labels] = meant
        if not meant.left_out:
            found.extend(_observed(figure, meant, by, catalog, unknown))
    _tell_labels(unknown, by.workbook, distinct, tell)
    _tell(unknown, by.workbook, tell, understood=bool(found))
    _tell_areas(unknown, catalog, tell)
    return found


def _redundant(labels: set[Label], by: Meanings) -> frozenset[Label]:
    """The one heading over figures that only says again what the title says."""
    over = [label for label in labels if not label.heading]
    if len(over) != 1 or not by.workbook.indicator:
        return frozenset()
    strange = meaning_of(by.workbook, over, by.title).strange
    return frozenset(each for each in strange if label_key(each.text) in name_key(by.title))


def _without(figure: Figure, labels: frozenset[Label]) -> Figure:
    if labels.isdisjoint(figure.labels):
        return figure
    return figure._replace(labels=tuple(each for each in figure.labels if each not in labels))


def _observed(
    figure: Figure, said: Meaning, by: Meanings, catalog: Catalog, unknown: _Unknown
) -> Iterator[Observed]:
    if said.strange:
        for label in said.strange:
            unknown.labels.setdefault(label.heading, {}).setdefault(label.text, figure)
        return
    if not said.indicator:
        unknown.nameless.append(figure)
        return
    level = catalog.areas[figure.area].level
    if level in WIDE and level not in catalog.indicators[said.indicator].levels:
        unknown.levels.setdefault(figure.area, []).append(figure)
        return
    unit = figure.column.unit or by.unit
    factor = factor_of(by.workbook, unit)
    if factor is None:
        unknown.units.setdefault(unit, figure)
        return
    year_type = catalog.indicators[said.indicator].year_type
    period = time_period(figure.moment, year_type)
    complaint = period.complaint or ("" if period.time_period else "years.not_a_period")
    if not complaint and year_type == "quarter" and not figure.moment.quarter:
        complaint = "nso.no_quarter"
    if complaint:
        key = (complaint, figure.moment.words())
        unknown.periods.setdefault(key, figure)
        return
    edition = by.workbook.edition(figure.moment.common)
    if not edition and said.indicator in by.edited:
        unknown.unedited.setdefault(figure.moment.common, figure)
        return
    meant = meaning(figure.value, figure.marks, by.notes, by.workbook.dash)
    yield Observed(
        indicator=said.indicator,
        ref_area=figure.area,
        time_period=period.time_period,
        edition=edition,
        meant=meant._replace(value=_scaled(meant.value, factor, by.workbook.decimals)),
        period_note=by.workbook.period_note.replace("{quarter}", str(figure.moment.quarter or "")),
        figure=figure,
        parts=said.parts,
        sheet=by.sheet,
    )


def _scaled(value: float, factor: float, decimals: int | None) -> float:
    if not math.isfinite(value):
        return math.nan
    if factor == 1 and decimals is None:
        return value
    return round(value * factor, NOISE if decimals is None else decimals)


def added(found: Iterable[Observed]) -> Iterator[Observed]:
    """Wholes as they are; where a workbook has only parts of one, their sum."""
    cells: dict[tuple[str, str, str], list[Observed]] = {}
    for each in found:
        cells.setdefault((each.indicator, each.ref_area, each.time_period), []).append(each)
    whole = [_fewest(group) for group in cells.values()]
    most = max((len(group) for group in whole if group[0].parts), default=0)
    for group in whole:
        if group[0].parts:
            yield _sum(group, most)
        else:
            yield from group


def _fewest(group: Sequence[Observed]) -> list[Observed]:
    """Those of a cell that are parts in the fewest dimensions, in the same ones."""
    chosen = min((each.parts for each in group), key=lambda parts: (len(parts), sorted(parts)))
    return [each for each in group if each.parts == chosen]


def _sum(group: Sequence[Observed], most: int) -> Observed:
    """The parts of a cell added up; `most` parts are given where none is missing."""
    first = group[0]
    values = [each.meant.value for each in group if math.isfinite(each.meant.value)]
    notes = dict.fromkeys(each.meant.note for each in group)
    short = len(values) < most
    if short:
        notes |= dict.fromkeys([_both("nso.note.some_parts")])
    status = next((s for s in "MEPB" if any(e.meant.obs_status == s for e in group)), "A")
    closed = any(each.meant.conf_status == "C" for each in group)
    nothing = closed or not values
    meant = Meant(
        math.nan if nothing else sum(values),
        "M" if not values else "A" if status == "M" else status,
        "C" if closed else "F",
        " ".join(filter(None, (_both("nso.note.added"), *notes))),
    )
    return first._replace(meant=meant)


def _tell_labels(
    unknown: _Unknown, workbook: Workbook, stand: Iterable[Label], tell: Teller
) -> None:
    """Labels that an entry does not know, with the very line of the file to add them below."""
    for heading, labels in unknown.labels.items():
        first = next(iter(labels.values()))
        dimension = dimension_of(workbook, heading, stand)
        facts: dict[str, object] = {"entry": workbook.id or "…", "count": len(labels)}
        rule = "nso.unknown_label"
        if dimension is None or not dimension.line:
            rule = "nso.unknown_column"
            facts["toml"] = "\n".join(dimension_lines(workbook.id, heading, list(labels)))
        else:
            table = f"[{workbook.id}.dimension.labels]"
            facts["table"] = "labels = {" if dimension.inline else table
            facts["line"] = dimension.line
            facts["toml"] = label_lines(list(labels), inline=dimension.inline)
        place = heading or first.column.heading
        tell.error(rule, first.row, place, ", ".join(labels)[:200], **facts)


def _tell_areas(unknown: _Unknown, catalog: Catalog, tell: Teller) -> None:
    """One warning for the rows of areas that the indicator is not kept for."""
    if unknown.levels:
        rows = sorted({figure.row for each in unknown.levels.values() for figure in each})
        names = [catalog.areas[code].name for code in unknown.levels]
        tell.warning(
            "nso.levels_left_out",
            rows[0],
            value=", ".join(each.th for each in names),
            rows=len(rows),
            areas_th=", ".join(each.th for each in names),
            areas_en=", ".join(each.en for each in names),
        )


def _tell(unknown: _Unknown, workbook: Workbook, tell: Teller, *, understood: bool) -> None:
    name = workbook.id or "…"
    for unit, figure in unknown.units.items():
        units = ", ".join(workbook.units)
        if understood and unit == figure.column.unit:
            tell.warning("nso.unit_left_out", figure.row, figure.column.heading, unit, entry=name)
            continue
        rule = "nso.unknown_unit" if unit else "nso.no_unit"
        toml = unit_line(unit)
        tell.error(
            rule, figure.row, figure.column.heading, unit, entry=name, units=units, toml=toml
        )
    for (rule, value), figure in unknown.periods.items():
        tell.error(rule, figure.row, figure.column.heading, value)
    if unknown.unedited:
        years = ", ".join(map(str, sorted(unknown.unedited)))
        figure = unknown.unedited[min(unknown.unedited)]
        tell.error("nso.no_edition", figure.row, figure.column.heading, years, entry=name)
    if unknown.nameless:
        figure, count = unknown.nameless[0], len(unknown.nameless)
        tell.error("nso.no_indicator", figure.row, figure.column.heading, entry=name, count=count)


def _both(key: str) -> str:
    return f"{t(key, 'th')} / {t(key, 'en')}"
