"""A table on the screen: the twin of a picture, sortable.

A cell without a number holds a dash, and the remark in its row says whether the figure is missing,
suppressed or cannot be calculated.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import pyarrow as pa
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.briefing import SUPPRESSED, Cell, Column, Rounded, Table
from dashboard.text.numbers import MISSING, number

ROW, HEAD, HIGHEST = 35, 38, 420
# Words that one byte tells apart.
MOST = 127
# Told once below the picture; in a file every row repeats them.
BELOW = frozenset({"cited", "snapshot", "caveats"})
FIGURE_SPACE = "\N{FIGURE SPACE}"


def show_table(
    table: Table, *, shown: Collection[str] | None, key: str, alt: str, height: int
) -> None:
    """The columns named in `shown`, or all that tell rows apart.

    A text that every row repeats, such as "computed by this system", is said beside the picture.
    """
    places = [
        place
        for place, column in enumerate(table.columns)
        if (column.key not in BELOW if shown is None else column.key in shown)
        and _tells(table, place)
    ]
    # Arrow without pandas' own description, which would weigh as much as the figures.
    columns = [table.columns[place] for place in places]
    data = pa.table(
        {each.key: _column(table, at) for each, at in zip(columns, places, strict=True)}
    )
    config = {each.key: _config(each, data.schema.field(each.key).type) for each in columns}
    st.dataframe(
        data,
        hide_index=True,
        height=min(height, HEAD + ROW * data.num_rows),
        column_config=config,
        placeholder=MISSING,
        key=key,
        alt=alt,
    )


def show_frame(
    frame: pd.DataFrame | Styler,
    columns: Mapping[str, ColumnConfig | str],
    *,
    alt: str,
    key: str | None = None,
    order: Sequence[str] | None = None,
    row: int | None = None,
    highest: int | None = HIGHEST,
    empty: str | None = None,
) -> None:
    """Rows as high as they need to be, to be scrolled beyond `highest` pixels.

    Args:
        frame: the cells.
        columns: the head of each column, or more about it.
        alt: what the table is, for readers who hear it.
        key: tells tables of one page apart.
        order: the columns to show, None for all.
        row: pixels of a row, None for one line.
        highest: None shows all rows.
        empty: what stands in a cell without a value, None for nothing.
    """
    height = HEAD + (row or ROW) * len(frame.index)
    st.dataframe(
        frame,
        hide_index=True,
        row_height=row,
        height=height if highest is None else min(highest, height),
        column_order=order,
        column_config=dict(columns),
        placeholder=empty,
        alt=alt,
        key=key,
    )


def _tells(table: Table, place: int) -> bool:
    cells = {row[place] for row in table.rows}
    if table.columns[place].kind == "text":
        return len(cells) > 1 or len(table.rows) == 1
    return cells != {None}


def _column(table: Table, place: int) -> pa.Array:
    """Cells of a column, whole numbers as such; a text of which few differ as a dictionary."""
    if _is_rounded(table, place):
        return _certain([row[place] for row in table.rows])
    cells = [_plain(row[place]) for row in table.rows]
    if table.columns[place].kind != "text":
        return _numbers(pa.array(cells, pa.float64()))
    words = pa.array(cells, pa.string())
    if len(set(cells)) * 2 >= len(cells):
        return words
    few = words.dictionary_encode()
    return few.cast(pa.dictionary(pa.int8(), pa.string())) if len(few.dictionary) <= MOST else few


def _is_rounded(table: Table, place: int) -> bool:
    return any(isinstance(row[place], Rounded) for row in table.rows)


def _certain(cells: Sequence[Cell]) -> pa.Array:
    """Numbers as text, because a column of numbers has one count of decimals for all.

    Filled up in front, so that in the order of their signs they are in the order of size.
    """
    texts = [number(each, each.decimals) if isinstance(each, Rounded) else None for each in cells]
    before = max(len(text.partition(".")[0]) for text in texts if text is not None)
    return pa.array(
        [
            text and f"{FIGURE_SPACE * (before - len(text.partition('.')[0]))}{text}"
            for text in texts
        ],
        pa.string(),
    )


def _numbers(figures: pa.Array) -> pa.Array:
    """In half the bytes where that loses nothing."""
    try:
        return figures.cast(pa.int32())
    except pa.ArrowInvalid:
        return figures


def _plain(cell: Cell) -> str | float | None:
    return None if cell is SUPPRESSED else cell


def _config(column: Column, kind: pa.DataType) -> ColumnConfig | str:
    """Head and format; the head alone where the cells themselves say that they are text."""
    if column.kind != "text" and pa.types.is_string(kind):
        return st.column_config.TextColumn(column.label, alignment="right")
    if column.kind != "text":
        return st.column_config.NumberColumn(column.label, format=f"%,.{column.decimals}f")
    is_plain = pa.types.is_string(kind)
    return column.label if is_plain else st.column_config.TextColumn(column.label)
