"""The trends page as tables: every figure of the lines, and how much each area changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.briefing import Column, Table
from dashboard.charts.changes import Change
from dashboard.charts.fonts import advance
from dashboard.charts.standing import sampled
from dashboard.charts.trend_finding import directions
from dashboard.snapshot.tables import DOUBTFUL
from dashboard.ui import heading
from dashboard.ui.area_tables import figure_column, remarks
from dashboard.ui.captions import badges
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import cited, period_column, provenance_columns
from dashboard.ui.table import show_frame
from dashboard.ui.trend_view import TrendView

STATUS = " status"
# A cell's text size, and what its two edges take, in pixels.
_TEXT, _CELL = 14, 18


def series_table(who: Reader, view: TrendView) -> Table:
    """One row per area, period and edition, as published."""
    frame = view.frame.assign(
        name=[who.area(code) for code in view.frame["ref_area"]],
        edition=[who.edition_words(each) for each in view.frame["edition"]],
        cited=cited(who, view.frame),
        snapshot=who.store.id,
        caveats=badges(who, view.indicator, view.frame),
        period=[who.short_period(each) for each in view.frame["time_period"]],
        remark=remarks(who, view.indicator, view.frame),
    )
    return Table.of(
        frame,
        [
            Column("name", who.t("table.area")),
            Column("ref_area", who.t("table.code")),
            period_column(who, frame["time_period"]),
            Column("edition", who.t("table.edition")),
            figure_column(who, view.indicator, "obs_value", "conf_status"),
            Column("obs_status", who.t("table.obs_status")),
            Column("conf_status", who.t("table.conf_status")),
            Column("remark", who.t("table.remark")),
            *provenance_columns(who),
        ],
    )


def wide_table(who: Reader, view: TrendView) -> Table:
    """One row per area, one column per period and edition, the newest first.

    Where there are doubtful figures, a last column tells their periods.
    """
    frame = view.frame.assign(head=[_head(who, row) for row in view.frame.to_dict("records")])
    heads = list(dict.fromkeys(frame["head"]))
    heads.sort(key=lambda head: frame.loc[frame["head"] == head, "time_period"].iloc[0])
    values = frame.pivot_table(index="ref_area", columns="head", values="obs_value", sort=False)
    states = frame.pivot_table(
        index="ref_area", columns="head", values="conf_status", aggfunc="first", sort=False
    )
    wide = values.reindex(columns=heads).join(states.add_suffix(STATUS), how="outer")
    codes = [area.code for area in view.areas if area.code in wide.index]
    wide = wide.loc[codes].reset_index().assign(name=[who.area(code) for code in codes])
    decimals = view.indicator.decimals
    columns = [Column("name", who.t("table.area"))]
    columns += [Column(head, head, "number", decimals, f"{head}{STATUS}") for head in heads[::-1]]
    doubtful = frame[frame["obs_status"] == DOUBTFUL].groupby("ref_area")["head"].agg(", ".join)
    if len(doubtful):
        wide["doubtful"] = wide["ref_area"].map(doubtful).fillna("")
        columns.append(Column("doubtful", who.t("state.doubtful")))
    return Table.of(wide, columns)


def _head(who: Reader, row: Mapping[Any, Any]) -> str:
    """The period, and the edition where there is one: `2563 (2020 edition)`."""
    period = who.short_period(row["time_period"])
    edition = who.edition_words(row["edition"])
    return f"{period} ({edition})" if edition else period


def show_changes(who: Reader, view: TrendView, rows: Sequence[Change]) -> None:
    """Change of every area over the longest span that may be compared, largest fall first.

    At least one of `rows` can be told.
    """
    decimals = view.indicator.decimals
    alone = view.chosen and len(view.highlights) == 1 and not sampled(view.indicator)
    front = view.highlights[0] if alone else ""
    finding = directions(rows, areas=view.own, lang=who.lang, front=front)
    heading.finding(finding, _span(who, rows, front=view.chosen))
    frame = pd.DataFrame(
        {
            "name": [each.name for each in rows],
            "path": [list(each.series) if len(each.series) > 1 else [] for each in rows],
            "absolute": [each.absolute for each in rows],
            "relative": [each.relative for each in rows],
            "yearly": [each.yearly for each in rows],
        }
    )
    number = st.column_config.NumberColumn
    show_frame(
        frame,
        {
            "name": st.column_config.TextColumn(who.t("table.area"), width=_width(rows)),
            "path": st.column_config.LineChartColumn(who.t("trends.path"), width="small"),
            "absolute": number(_moved_in(who, view), format=f"%+,.{decimals}f"),
            "relative": number(who.t("trends.relative"), format="%+.1f"),
            "yearly": number(who.t("trends.yearly"), format="%+.2f"),
        },
        empty="–",
        key="trends:changes",
        alt=f"{who.t('trends.changes')}: {finding}",
    )


def _moved_in(who: Reader, view: TrendView) -> str:
    """The head of the absolute change, with its unit where that is short: `เปลี่ยน (คน)`."""
    unit = view.indicator.unit
    words = {"ratio": who.t("trends.points"), "count": unit.symbol.of(who.lang)}.get(unit.kind)
    return who.t("trends.absolute.unit", unit=words) if words else who.t("trends.absolute")


def _width(rows: Sequence[Change]) -> int:
    """Pixels for the longest name, so that none is cut."""
    return round(max(advance(each.name, _TEXT) for each in rows)) + _CELL


def _span(who: Reader, rows: Sequence[Change], *, front: bool) -> str:
    """The span and the order of the rows."""
    known = next(each for each in rows if each.absolute is not None)
    key = "trends.span.front" if front else "trends.span"
    return who.t(key, span=who.span(known.first, known.last))
