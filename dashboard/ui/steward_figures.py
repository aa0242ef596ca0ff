"""The figures that a file moves or brings: the old one and the new one side by side."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.briefing import Column, Table, csv_bytes
from dashboard.disclosure import KEY
from dashboard.snapshot.compare import KINDS, Difference
from dashboard.store import Store
from dashboard.text.numbers import state_text
from dashboard.ui import downloads, heading
from dashboard.ui.difference import NAME_WIDTH, TWO_LINES, indicator_name
from dashboard.ui.reader import Reader
from dashboard.ui.table import show_frame

MOST: Final = 1000
# Of a figure that is only cited anew, both sides say the same.
LEFT_OUT: Final = "cited_anew"
_WIDTHS: Final[Mapping[str, int]] = {"indicator": NAME_WIDTH, "old": 110, "new": 110, "kind": 130}
_VALUE: Final = ["obs_value", "conf_status"]


def figures(
    who: Reader, difference: Difference, after: pd.DataFrame, refused: pd.DataFrame
) -> None:
    """Old and new figures, those of the files first; a long list goes on in its file.

    Args:
        who: the reader.
        difference: which figures moved.
        after: the observations that the files would make.
        refused: keys of figures that would point at persons: their values are not shown.
    """
    after = hidden(after, refused)
    moved = in_order(difference.rows)
    if moved.empty:
        return
    measure = who.t("steward.figures.measure", count=f"{len(moved):,}")
    label = f"{who.t('steward.figures')} · {measure}"
    fold = st.expander(label, expanded=True, on_change="rerun", key="steward:figures:fold")
    if not fold.open:
        return
    with fold:
        table = figure_table(who, who.store, moved.head(MOST), after)
        if len(moved) > MOST:
            heading.small(
                [who.t("steward.problems.most", shown=f"{MOST:,}", count=f"{len(moved):,}")]
            )
        show_frame(
            pd.DataFrame(table.rows, columns=[each.key for each in table.columns]),
            row=TWO_LINES,
            columns={
                each.key: st.column_config.TextColumn(each.label, width=_WIDTHS.get(each.key))
                for each in table.columns
            },
            alt=who.t("steward.figures"),
            key="steward:figures",
        )
        downloads.button(
            who.t("download.csv"),
            lambda: csv_bytes(figure_table(who, who.store, moved, after)),
            "difference.csv",
            key="steward:figures:csv",
            look="tertiary",
        )


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures to show: those that a publisher printed, then computed ones; by kind and key."""
    moved = rows[rows["kind"] != LEFT_OUT]
    ranked = moved.assign(order=moved["kind"].map(KINDS.index))
    return ranked.sort_values(["derived", "order", *KEY], ignore_index=True).drop(columns="order")


def hidden(after: pd.DataFrame, refused: pd.DataFrame) -> pd.DataFrame:
    """The observations, those among `refused` marked as suppressed."""
    if refused.empty:
        return after
    keys = refused[KEY].drop_duplicates()
    found = after[KEY].merge(keys, how="left", indicator="side")["side"]
    pointing = (found == "both").to_numpy()
    return after.assign(conf_status=after["conf_status"].mask(pointing, "C"))


def figure_table(who: Reader, store: Store, moved: pd.DataFrame, after: pd.DataFrame) -> Table:
    """One row for each figure that moved: where, when, the figure before and the one after."""
    rows = moved[[*KEY, "kind"]]
    before = store.observations(
        _ids(rows["indicator"]), areas=_ids(rows["ref_area"]), period="all"
    )[[*KEY, *_VALUE]]
    rows = rows.merge(before, on=KEY, how="left")
    rows = rows.merge(after[[*KEY, *_VALUE]], on=KEY, how="left", suffixes=("_old", "_new"))
    columns = tuple(
        Column(name, who.t(key))
        for name, key in (
            ("indicator", "control.ind"),
            ("area", "table.area"),
            ("period", "table.period"),
            ("old", "steward.old"),
            ("new", "steward.new"),
            ("kind", "steward.kind"),
        )
    )
    return Table(columns, tuple(_figure(who, row) for row in rows.to_dict("records")))


def _figure(who: Reader, row: Mapping[Hashable, object]) -> tuple[str, ...]:
    indicator = str(row["indicator"])
    known = who.catalog.indicators.get(indicator)
    decimals = known.decimals if known else 0
    old, new = (
        _state(who, row[f"obs_value_{side}"], row[f"conf_status_{side}"], decimals)
        for side in ("old", "new")
    )
    return (
        indicator_name(who, indicator),
        who.area(str(row["ref_area"])),
        who.short_period(str(row["time_period"])),
        old,
        new,
        who.t(f"history.kind.{row['kind']}"),
    )


def _state(who: Reader, value: object, status: object, decimals: int) -> str:
    """A figure in words; "" where that side has no such row."""
    if not isinstance(status, str):
        return ""
    return state_text(_number(value), status, decimals, who.lang)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _ids(column: pd.Series) -> Sequence[str]:
    return [str(each) for each in column.unique()]
