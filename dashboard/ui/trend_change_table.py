"""How much each area changed, as a table on the screen with its files, beside the lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.briefing import csv_bytes, workbook
from dashboard.charts.changes import Change, in_per_cent
from dashboard.charts.fonts import advance
from dashboard.charts.wording import short_name
from dashboard.ui import downloads, heading
from dashboard.ui.reader import Reader
from dashboard.ui.table import show_frame
from dashboard.ui.trend_changes import Changes, Move, figures_of, moves_of
from dashboard.ui.trend_view import TrendView

# A cell's text size, what its two edges take, and all columns together at 1280, in pixels.
_TEXT, _CELL, _WHOLE = 14, 18, 448
# How wide the small lines may become, in pixels.
_WIDE = 120


def show_changes(who: Reader, view: TrendView, shown: Changes) -> None:
    """Heading and files, and below them the table."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="top", wrap=False):
        heading.finding(shown.finding, shown.measure)
        files: dict[str, downloads.Make] = {
            "csv": lambda: csv_bytes(shown.table),
            "xlsx": lambda: workbook(shown.table, about=shown.about, lang=who.lang),
        }
        downloads.menu(who, files, key=f"{who.page}:changes", stem=f"{view.file}_changes")
    names = [name_of(who, each, shown.span) for each in shown.rows]
    paths = _paths(shown.rows)
    figures = figures_of(shown.rows)
    moves = [each for each in moves_of(who, view) if figures[each.key].notna().any()]
    frame = figures[[each.key for each in moves]]
    frame.insert(0, "path", pd.Series(paths, dtype="object"))
    frame.insert(0, "name", names)
    show_frame(
        frame,
        _columns(who, shown, frame, moves),
        empty="–",
        key=f"{who.page}:changes",
        alt=f"{who.t('trends.changes')}: {shown.finding}",
    )


def name_of(who: Reader, change: Change, span: tuple[str, str]) -> str:
    """A short name; a change over another span than the others' says where it differs.

    `Phang-nga (2016–)` starts later than the others and ends with them.
    """
    name = short_name(who.catalog.areas[change.code], who.lang)
    if change.absolute is None or change.span == span:
        return name
    ends = (
        "" if own == usual else who.short_period(own)
        for own, usual in zip(change.span, span, strict=True)
    )
    return who.t("trends.of_span", name=name, span="–".join(ends))


def _paths(rows: Sequence[Change]) -> list[list[float]]:
    """How far each area was from its first value, all in per cent of it or all in the unit.

    One measure and one scale for all: as steep as a line looks, so much the area changed.
    """
    told = [each for each in rows if each.absolute is not None]
    shares = in_per_cent(told)
    return [path(each.series, in_shares=shares) if each in told else [] for each in rows]


def path(series: Sequence[float], *, in_shares: bool) -> list[float]:
    """How far each value is from the first, in per cent of it or in the unit."""
    first = series[0]
    return [
        float(f"{100 * (each / first - 1) if in_shares else each - first:.4g}") for each in series
    ]


def _columns(
    who: Reader, shown: Changes, frame: pd.DataFrame, moves: Sequence[Move]
) -> dict[str, ColumnConfig]:
    """Heads, formats, and widths that let the last column be seen at 1280 pixels."""
    area, span = who.t("table.area"), who.span(*shown.span)
    widths = {"name": _width([area, *frame["name"]])}
    for each in moves:
        texts = [f"{value:+,.{each.decimals}f}" for value in frame[each.key].dropna()]
        widths[each.key] = _width([each.head, *texts])
    room = min(max(_WHOLE - sum(widths.values()), _width([span])), _WIDE)
    ends = [value for path in frame["path"] for value in path]
    path = st.column_config.LineChartColumn(
        span, width=room, y_min=min(ends, default=None), y_max=max(ends, default=None)
    )
    numbers = {
        each.key: st.column_config.NumberColumn(
            each.head, width=widths[each.key], format=f"%+,.{each.decimals}f"
        )
        for each in moves
    }
    name = st.column_config.TextColumn(area, width=widths["name"])
    return {"name": name, "path": path, **numbers}


def _width(texts: Iterable[str]) -> int:
    """Pixels for the longest text, so that none is cut."""
    return round(max(advance(each, _TEXT) for each in texts)) + _CELL
