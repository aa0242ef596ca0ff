"""A table on the screen: the twin of a picture, sortable.

A cell without a number holds a dash, and the remark in its row says whether the figure is missing,
suppressed or cannot be calculated.
"""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.briefing import SUPPRESSED, Cell, Column, Table
from dashboard.text.numbers import MISSING

ROW, HEAD = 35, 38


def show_table(
    table: Table, *, shown: Collection[str] | None, key: str, alt: str, height: int
) -> None:
    """The columns named in `shown`, or all that tell rows apart.

    A text that every row repeats, such as "computed by this system", is said beside the picture.
    """
    places = [
        place
        for place, column in enumerate(table.columns)
        if (shown is None or column.key in shown) and _tells(table, place)
    ]
    # Arrow without pandas' own description, which would weigh as much as the figures.
    data = pa.table({table.columns[place].key: _column(table, place) for place in places})
    config = {table.columns[place].key: _config(table.columns[place]) for place in places}
    st.dataframe(
        data,
        hide_index=True,
        height=min(height, HEAD + ROW * data.num_rows),
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


def _column(table: Table, place: int) -> pa.Array:
    """Cells of a column; a text of which few differ travels as a dictionary."""
    cells = [_plain(row[place]) for row in table.rows]
    if table.columns[place].kind != "text":
        return pa.array(cells, pa.float64())
    words = pa.array(cells, pa.string())
    return words.dictionary_encode() if len(set(cells)) * 2 < len(cells) else words


def _plain(cell: Cell) -> str | float | None:
    return None if cell is SUPPRESSED else cell


def _config(column: Column) -> ColumnConfig:
    if column.kind == "text":
        return st.column_config.TextColumn(column.label)
    return st.column_config.NumberColumn(column.label, format=f"%,.{column.decimals}f")
