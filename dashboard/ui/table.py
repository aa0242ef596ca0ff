"""A table on the screen: the twin of a picture, sortable, with words where there is no number."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.briefing import SUPPRESSED, Cell, Column, Table
from dashboard.text import t
from dashboard.text.numbers import MISSING
from dashboard.ui.reader import Reader

ROW, HEAD = 35, 38


def show_table(
    who: Reader, table: Table, *, shown: Collection[str] | None, key: str, alt: str, height: int
) -> None:
    """The columns named in `shown`, or all that tell rows apart.

    A text that every row repeats, such as "computed by this system", is said beside the picture.
    """
    places = [
        place
        for place, column in enumerate(table.columns)
        if (shown is None or column.key in shown) and _tells(table, place)
    ]
    frame = pd.DataFrame({table.columns[place].key: _column(table, place) for place in places})
    config = {table.columns[place].key: _config(table, place) for place in places}
    st.dataframe(
        _with_words(who, frame, table, places),
        hide_index=True,
        height=min(height, HEAD + ROW * len(frame)),
        column_config=config,
        placeholder=MISSING,
        key=key,
        alt=alt,
    )


def _tells(table: Table, place: int) -> bool:
    cells = {row[place] for row in table.rows}
    if table.columns[place].kind == "text":
        return len(cells) > 1 or len(table.rows) == 1
    return cells != {None}


def _column(table: Table, place: int) -> pd.Series:
    """Cells of a column; a text of which few differ travels as a dictionary."""
    cells = pd.Series([_plain(row[place]) for row in table.rows])
    repeats = table.columns[place].kind == "text" and cells.nunique() * 2 < len(cells)
    return cells.astype("category") if repeats else cells


def _plain(cell: Cell) -> str | float | None:
    return None if cell is SUPPRESSED else cell


def _hides(table: Table, place: int) -> bool:
    return any(row[place] is SUPPRESSED for row in table.rows)


def _config(table: Table, place: int) -> ColumnConfig:
    column = table.columns[place]
    if column.kind == "text":
        return st.column_config.TextColumn(column.label)
    # A format here would hide the words that the styler writes into suppressed cells.
    form = None if _hides(table, place) else f"%,.{column.decimals}f"
    return st.column_config.NumberColumn(column.label, format=form)


def _with_words(
    who: Reader, frame: pd.DataFrame, table: Table, places: list[int]
) -> pd.DataFrame | pd.io.formats.style.Styler:
    """Writes "suppressed" into the cells that are; the numbers below stay numbers to sort by."""
    hiding = [place for place in places if _hides(table, place)]
    if not hiding:
        return frame
    style = frame.style
    for place in hiding:
        column: Column = table.columns[place]
        rows = [at for at, row in enumerate(table.rows) if row[place] is SUPPRESSED]
        style = style.format(f"{{:,.{column.decimals}f}}", subset=[column.key], na_rep=MISSING)
        style = style.format(
            lambda _value: t("state.suppressed.cell", who.lang), subset=(rows, [column.key])
        )
    return style
