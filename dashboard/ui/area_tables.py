"""The figures of an `AreaView` as a table: what a reader sees below the picture, and every file."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.briefing import Column, Table
from dashboard.catalog import Indicator
from dashboard.charts.concerned import computed
from dashboard.snapshot.tables import DOUBTFUL
from dashboard.ui.area_view import AreaView
from dashboard.ui.area_yardsticks import compared
from dashboard.ui.captions import badges
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import cited, period_column, provenance_columns
from dashboard.ui.shared import shared

# Below the picture only these; files carry every column.
SHOWN = frozenset({"name", "obs_value", "numerator", "denominator", "surveyed", "remark"})
# Rates of those surveyed rest on more of the population in one area than in another.
SURVEYED, COVERAGE = "tpmap_persons_surveyed", "tpmap_survey_coverage"


def area_table(who: Reader, view: AreaView) -> Table:
    """One row per area from high to low, areas without a value last."""
    frame = view.frame.sort_values("obs_value", ascending=False, na_position="last", kind="stable")
    frame = frame.assign(
        name=[who.area(code) for code in frame["ref_area"]],
        edition=[who.edition_words(each) for each in frame["edition"]],
        cited=cited(who, frame),
        snapshot=who.store.id,
        caveats=badges(who, view.indicator, frame),
        period=[who.short_period(each) for each in frame["time_period"]],
        remark=remarks(who, view.indicator, frame),
    )
    columns = [
        Column("name", who.t("table.area")),
        Column("ref_area", who.t("table.code")),
        figure_column(who, view.indicator, "obs_value", "conf_status"),
    ]
    for part, indicator in _parts(who, view.indicator):
        found = _part(who, view, indicator)
        frame[part] = frame["ref_area"].map(found["obs_value"])
        frame[f"{part}_status"] = frame["ref_area"].map(found["conf_status"]).fillna("")
        columns.append(figure_column(who, indicator, part, f"{part}_status"))
    if view.benchmarks:
        frame["compared"] = compared(who, view)
        columns.append(Column("compared", who.t("table.compared")))
    columns += [
        period_column(who, frame["time_period"]),
        Column("edition", who.t("table.edition")),
        Column("obs_status", who.t("table.obs_status")),
        Column("conf_status", who.t("table.conf_status")),
        Column("remark", who.t("table.remark")),
        *provenance_columns(who),
    ]
    return Table.of(frame, columns)


def with_coverage(who: Reader, view: AreaView, table: Table) -> Table:
    """A further column, beside the figures, where the figures are rates of those surveyed."""
    if view.indicator.denominator != SURVEYED:
        return table
    indicator, known = who.catalog.indicators[COVERAGE], coverage(who, view)
    keys = [column.key for column in table.columns]
    at, code = keys.index("obs_value") + 1, keys.index("ref_area")
    column = Column("surveyed", who.t("table.surveyed"), "number", indicator.decimals)
    return Table(
        (*table.columns[:at], column, *table.columns[at:]),
        tuple((*row[:at], known.get(str(row[code])), *row[at:]) for row in table.rows),
    )


def coverage(who: Reader, view: AreaView) -> dict[str, float]:
    """Per cent of the registered population surveyed, by area, where rates are of those."""
    if view.indicator.denominator != SURVEYED:
        return {}
    found = _part(who, view, who.catalog.indicators[COVERAGE])
    known = found["obs_value"].where(found["conf_status"] != "C").dropna()
    return {str(code): float(value) for code, value in known.items()}


def figure_column(who: Reader, indicator: Indicator, key: str, status: str) -> Column:
    """A column of numbers, headed by what they are and their unit."""
    unit = indicator.unit.symbol.of(who.lang)
    name = indicator.short.of(who.lang)
    label = name if not unit or f"({unit})" in name else f"{name} ({unit})"
    return Column(key, label, "number", indicator.decimals, status)


def remarks(who: Reader, indicator: Indicator, frame: pd.DataFrame) -> list[str]:
    """What must be said beside each figure: why it is missing, preliminary, doubtful, computed."""
    columns = [frame[name].tolist() for name in ("obs_status", "conf_status", "reason")]
    rows = zip(*columns, computed(indicator, frame), strict=True)
    return [remark(who, *row) for row in rows]


def remark(who: Reader, status: str, confidentiality: str, reason: str, computed: str) -> str:
    """The words beside one figure, `computed` a key of words; "" where there is nothing to say."""
    if reason:
        return who.t(f"state.reason.{reason}")
    if confidentiality == "C":
        return who.t("state.suppressed")
    if status == "M":
        return who.t("state.missing")
    told = {
        "state.preliminary": status == "P",
        "state.doubtful": status == DOUBTFUL,
        computed: bool(computed),
    }
    return " · ".join(who.t(key) for key, said in told.items() if said)


def _parts(who: Reader, indicator: Indicator) -> Iterator[tuple[str, Indicator]]:
    """Numerator and denominator of a ratio."""
    for part in ("numerator", "denominator"):
        name = getattr(indicator, part)
        if name:
            yield part, who.catalog.indicators[name]


def _part(who: Reader, view: AreaView, indicator: Indicator) -> pd.DataFrame:
    """The part in the ratio's own period, and edition where the part has it; many share one."""
    when = view.vintage.period, view.vintage.edition
    key = ("part", indicator.id, *when, view.within, view.level)
    return shared(who, *key, make=lambda: _part_of(who, view, indicator))


def _part_of(who: Reader, view: AreaView, indicator: Indicator) -> pd.DataFrame:

    def values(edition: str | None) -> pd.DataFrame:
        return who.store.values(
            indicator.id,
            period=view.vintage.period,
            within=view.within,
            level=view.level,
            edition=edition,
        )

    found = values(view.vintage.edition)
    return (values(None) if found.empty else found).set_index("ref_area")
