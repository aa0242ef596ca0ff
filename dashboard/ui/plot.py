"""The one door to Plotly's widget: offline, still, and read aloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    import plotly.graph_objects as go

# Without a local topology file Plotly asks the internet for one, and draws nothing offline.
CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "topojsonURL": "geo/topo/",
}


def plot(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """Draws `figure`; a click on an area calls `on_pick` with its code."""
    if on_pick is None:
        st.plotly_chart(figure, theme=None, key=key, config=CONFIG, alt=alt)
        return
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        config=CONFIG,
        alt=alt,
        on_select=lambda: _pick(key, on_pick),
        selection_mode="points",
    )


def _pick(key: str, on_pick: Callable[[str], None]) -> None:
    code = picked_code(st.session_state[key].selection.points)
    if code is not None:
        on_pick(code)


def picked_code(points: list[dict[str, object]]) -> str | None:
    """The area that was clicked: its `location` on a map, its custom data on a dot plot.

    A map of many areas packs its codes as numbers.
    """
    for point in points:
        code = point.get("location") or point.get("customdata")
        if isinstance(code, list):
            code = code[0] if code else None
        if isinstance(code, str | int):
            return str(code)
    return None
