"""The figures of the lines as tables: every one of them for files, a column per period on screen.

Where the picture draws an index, both hold that index, for the figures that the picture draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.briefing import Column, Table
from dashboard.charts.line_picture import INDEX_DECIMALS, index_values
from dashboard.charts.wording import short_name
from dashboard.snapshot.tables import DOUBTFUL
from dashboard.ui import heading
from dashboard.ui.area_tables import figure_column, remarks
from dashboard.ui.captions import badges
from dashboard.ui.panel import TABLE_HEIGHT
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import cited, period_column, provenance_columns
from dashboard.ui.table import show_table
from dashboard.ui.trend_view import TrendView

STATUS = " status"


def series_table(who: Reader, view: TrendView) -> Table:
    """One row per area, period and edition, as published, beside it the index where one is drawn.

    An index is this system's own work, and the remark says so.
    """
    frame = view.frame.assign(
        name=[who.area(code) for code in view.frame["ref_area"]],
        edition=[who.edition_words(each) for each in view.frame["edition"]],
        cited=cited(who, view.frame),
        snapshot=who.store.id,
        caveats=badges(who, view.indicator, view.frame),
        period=[who.short_period(each) for each in view.frame["time_period"]],
        remark=remarks(who, view.indicator, view.frame),
    )
    index = []
    if view.base is not None:
        frame["index"] = index_values(view.frame, view.base)
        frame["remark"] = [
            _computed(who, remark) if known else remark
            for remark, known in zip(frame["remark"], frame["index"].notna(), strict=True)
        ]
        index.append(Column("index", index_words(who, view.base), "number", INDEX_DECIMALS))
    return Table.of(
        frame,
        [
            Column("name", who.t("table.area")),
            Column("ref_area", who.t("table.code")),
            period_column(who, frame["time_period"]),
            Column("edition", who.t("table.edition")),
            figure_column(who, view.indicator, "obs_value", "conf_status"),
            *index,
            Column("obs_status", who.t("table.obs_status")),
            Column("conf_status", who.t("table.conf_status")),
            Column("remark", who.t("table.remark")),
            *provenance_columns(who),
        ],
    )


def _computed(who: Reader, remark: str) -> str:
    return " · ".join(filter(None, (remark, who.t("trends.ours.index"))))


def index_words(who: Reader, base: str) -> str:
    """`index, 2004 = 100`."""
    return who.t("trends.index", period=who.period(base))


def wide_table(who: Reader, view: TrendView) -> Table:
    """One row per area, one column per period and edition that is drawn, the newest first.

    The cells are the index where one is drawn. Where there are doubtful figures, a last column
    tells their periods.
    """
    frame, decimals = _drawn(who, view)
    heads = list(dict.fromkeys(frame["head"]))
    heads.sort(key=lambda head: frame.loc[frame["head"] == head, "time_period"].iloc[0])
    values = frame.pivot_table(index="ref_area", columns="head", values="cell", sort=False)
    states = frame.pivot_table(
        index="ref_area", columns="head", values="conf_status", aggfunc="first", sort=False
    )
    wide = values.reindex(columns=heads).join(states.add_suffix(STATUS), how="outer")
    codes = [area.code for area in view.areas if area.code in wide.index]
    names = [short_name(who.catalog.areas[code], who.lang) for code in codes]
    wide = wide.loc[codes].reset_index().assign(name=names)
    columns = [Column("name", who.t("table.area"))]
    columns += [Column(head, head, "number", decimals, f"{head}{STATUS}") for head in heads[::-1]]
    doubtful = frame[frame["obs_status"] == DOUBTFUL].groupby("ref_area")["head"].agg(", ".join)
    if len(doubtful):
        wide["doubtful"] = wide["ref_area"].map(doubtful).fillna("")
        columns.append(Column("doubtful", who.t("state.doubtful")))
    return Table.of(wide, columns)


def _drawn(who: Reader, view: TrendView) -> tuple[pd.DataFrame, int]:
    """The rows with `head` and `cell`, and how many decimals cells have.

    An index leaves out the periods that the picture leaves out; a suppressed figure stays one.
    """
    frame = view.frame.assign(head=[_head(who, row) for row in view.frame.to_dict("records")])
    if view.base is None:
        return frame.assign(cell=frame["obs_value"]), view.indicator.decimals
    frame = frame.assign(cell=index_values(view.frame, view.base))
    drawn = set(frame.loc[frame["cell"].notna(), "head"])
    return frame[frame["head"].isin(drawn)], INDEX_DECIMALS


def _head(who: Reader, row: Mapping[Any, Any]) -> str:
    """The period, and the edition where there is one: `2563 (2020 edition)`."""
    period = who.short_period(row["time_period"])
    edition = who.edition_words(row["edition"])
    return f"{period} ({edition})" if edition else period


def show_figures(who: Reader, view: TrendView, table: Table, *, alt: str) -> None:
    """The wide table; its measure says what the cells are where they are no published figures."""
    measure = who.t("table.measure", count=len(table.rows))
    if view.base is not None:
        measure = f"{index_words(who, view.base)} · {measure}"
    heading.finding(who.t("table.title"), measure)
    show_table(table, shown=None, key=f"{who.page}:twin", alt=alt, height=TABLE_HEIGHT)
