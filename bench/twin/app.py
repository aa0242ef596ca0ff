"""Districts of Nakhon Si Thammarat: the naive twin's first page, one script as in a tutorial."""

from __future__ import annotations

import streamlit as st
from figures import choose, choropleth, load_boundaries, load_observations

st.set_page_config(page_title="Nakhon Si Thammarat", layout="wide")
st.title("Nakhon Si Thammarat by district")

observations = load_observations()
boundaries = load_boundaries("nakhon_districts.geojson")
districts = observations[
    (observations["level"] == "district") & observations["ref_area"].str.startswith("80")
]

selected, name = choose(districts)
st.plotly_chart(choropleth(selected, boundaries, name), config={"topojsonURL": "/app/static/topo/"})
st.dataframe(selected[["name_en", "obs_value", "unit_measure"]], hide_index=True)
