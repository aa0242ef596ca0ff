"""The trends page as tables: every figure of the lines, and how much each area changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.briefing import Column, Table
from dashboard.charts.changes import Change
from dashboard.ui import heading
from dashboard.ui.area_tables import figure_column, provenance_columns, remarks
from dashboard.ui.captions import caveats, publications
from dashboard.ui.reader import Reader
from dashboard.ui.trend_view import TrendView

STATUS = " status"
HEIGHT, ROW, HEAD = 420, 35, 38


def series_table(who: Reader, view: TrendView) -> Table:
    """One row per area, period and edition, as published."""
    warnings = caveats(who, view.indicator, view.frame)
    frame = view.frame.assign(
        name=[who.area(code) for code in view.frame["ref_area"]],
        edition=[who.edition_words(each) for each in view.frame["edition"]],
        cited=publications(who, view.frame),
        snapshot=who.store.id,
        caveats="; ".join(each.badge.of(who.lang) for each in warnings),
        period=[who.short_period(each) for each in view.frame["time_period"]],
        remark=remarks(who, view.frame),
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
            *provenance_columns(who),
        ],
    )


def wide_table(who: Reader, view: TrendView) -> Table:
    """One row per area, one column per period and edition, the newest first."""
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
    periods = [Column(head, head, "number", decimals, f"{head}{STATUS}") for head in heads[::-1]]
    return Table.of(wide, [Column("name", who.t("table.area")), *periods])


def _head(who: Reader, row: Mapping[Any, Any]) -> str:
    """The period, and the edition where there is one: `2563 (2020 edition)`."""
    period = who.short_period(row["time_period"])
    edition = who.edition_words(row["edition"])
    return f"{period} ({edition})" if edition else period


def show_changes(who: Reader, rows: Sequence[Change], decimals: int) -> None:
    """Change of every area over the longest span that may be compared, largest fall first."""
    known = [each for each in rows if each.absolute is not None]
    heading.finding(who.t("trends.changes"), _span(who, known))
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


def _span(who: Reader, known: Sequence[Change]) -> str:
    if not known:
        return who.t("trends.no_change")
    return who.t("trends.span", span=who.span(known[0].first, known[0].last))
