"""The trends page as tables: every figure of the lines, and how much each area changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.briefing import Column, Table
from dashboard.charts.changes import Change, change_table
from dashboard.ui import heading
from dashboard.ui.area_tables import figure_column, remark
from dashboard.ui.reader import Reader
from dashboard.ui.trend_view import TrendView

SHOWN = frozenset({"name", "period", "edition", "obs_value", "remark"})
HEIGHT, ROW, HEAD = 420, 35, 38


def series_table(who: Reader, view: TrendView) -> Table:
    """One row per area, period and edition, as published."""
    frame = view.frame.assign(
        name=[who.area(code) for code in view.frame["ref_area"]],
        period=[who.short_period(each) for each in view.frame["time_period"]],
        remark=[remark(who, row) for row in view.frame.to_dict("records")],
    )
    return Table.of(
        frame,
        [
            Column("name", who.t("table.area")),
            Column("ref_area", who.t("table.code")),
            Column("period", who.t(f"table.period.{who.style}")),
            Column("edition", who.t("table.edition")),
            figure_column(who, view.indicator, "obs_value", "conf_status"),
            Column("obs_status", who.t("table.obs_status")),
            Column("conf_status", who.t("table.conf_status")),
            Column("remark", who.t("table.remark")),
        ],
    )


def changes(who: Reader, view: TrendView) -> None:
    """Change of every area over the longest span that may be compared, largest fall first."""
    rows = change_table(view.frame, areas=view.own, lang=who.lang)
    known = [each for each in rows if each.absolute is not None]
    heading.finding(who.t("trends.changes"), _span(who, known))
    decimals = view.indicator.decimals
    frame = pd.DataFrame(
        {
            "name": [each.name for each in rows],
            "path": [list(each.series) for each in rows],
            "absolute": [each.absolute for each in rows],
            "relative": [each.relative for each in rows],
            "yearly": [each.yearly for each in rows],
        }
    )
    number = st.column_config.NumberColumn
    st.dataframe(
        frame,
        hide_index=True,
        height=min(HEIGHT, HEAD + ROW * len(frame)),
        column_config={
            "name": who.t("table.area"),
            "path": st.column_config.LineChartColumn(who.t("trends.path"), width="small"),
            "absolute": number(who.t("trends.absolute"), format=f"%+,.{decimals}f"),
            "relative": number(who.t("trends.relative"), format="%+.1f"),
            "yearly": number(who.t("trends.yearly"), format="%+.2f"),
        },
        placeholder="–",
        key="trends:changes",
        alt=who.t("trends.changes"),
    )


def _span(who: Reader, known: list[Change]) -> str:
    if not known:
        return who.t("trends.no_change")
    return who.t("trends.span", span=who.span(known[0].first, known[0].last))
