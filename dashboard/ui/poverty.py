"""The poverty page: one section at a time, each answering one question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.ui import (
    heading,
    poverty_depth,
    poverty_dimensions,
    poverty_funnel,
    poverty_indicators,
    poverty_inequality,
    poverty_lenses,
    poverty_life,
)
from dashboard.ui.poverty_controls import part
from dashboard.ui.reader import Reader

SECTIONS: Final[Mapping[str, Callable[[Reader, DeltaGenerator], None]]] = {
    "dimensions": poverty_dimensions.show,
    "funnel": poverty_funnel.show,
    "depth": poverty_depth.show,
    "indicators": poverty_indicators.show,
    "life": poverty_life.show,
    "lenses": poverty_lenses.show,
    "inequality": poverty_inequality.show,
}


def show(who: Reader) -> None:
    """The section that the address asks for; its controls share the row of the sections."""
    with st.container(gap="xsmall"):
        heading.title(who, "poverty.title")
        bar = st.container(horizontal=True, gap="xsmall", vertical_alignment="center")
    with bar:
        name = part(who)
    SECTIONS[name](who, bar)
