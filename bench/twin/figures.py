"""What the twin's pages share: cached files, two select boxes, a Plotly Express choropleth.

It is written the way tutorials teach it and without deliberate slowness: files are read once and
kept in `st.cache_data`, rows are filtered with pandas, the geometry travels inside the figure.
It reads the shipped snapshot and the same simplified boundaries as the dashboard.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import streamlit as st

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("HPP_DATA") or ROOT / "data")


@st.cache_data
def load_observations() -> pd.DataFrame:
    """Every observation, with names of areas and indicators beside the codes."""
    snapshot = DATA / "snapshots" / (DATA / "snapshots" / "CURRENT").read_text("utf-8").strip()
    observations = pd.read_parquet(snapshot / "observation.parquet")
    areas = pd.read_parquet(snapshot / "area.parquet")[["code", "level", "name_en"]]
    indicators = pd.read_parquet(snapshot / "indicator.parquet")[["id", "name_en"]]
    named = observations.merge(areas, left_on="ref_area", right_on="code")
    return named.merge(
        indicators.rename(columns={"id": "indicator", "name_en": "indicator_name"}), on="indicator"
    )


@st.cache_data
def load_boundaries(name: str) -> dict[str, Any]:
    """A boundary file as a dictionary."""
    loaded: dict[str, Any] = json.loads((ROOT / "geo" / name).read_text("utf-8"))
    return loaded


def choose(rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Lets the reader pick indicator and year; returns their rows and the indicator's name."""
    left, right = st.columns(2)
    name = left.selectbox("Indicator", sorted(rows["indicator_name"].unique()), key="ind")
    of_indicator = rows[rows["indicator_name"] == name]
    periods = sorted(of_indicator["time_period"].unique(), reverse=True)
    period = right.selectbox("Year", periods, key="period")
    return of_indicator[of_indicator["time_period"] == period], name


def choropleth(rows: pd.DataFrame, boundaries: dict[str, Any], name: str) -> go.Figure:
    """A map of `rows` with its geometry inside."""
    figure = px.choropleth(
        rows,
        geojson=boundaries,
        locations="ref_area",
        color="obs_value",
        hover_name="name_en",
        color_continuous_scale="Blues",
        labels={"obs_value": name},
    )
    figure.update_geos(fitbounds="locations", visible=False)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure
