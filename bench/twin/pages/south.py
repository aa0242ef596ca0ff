"""All 151 districts of southern Thailand, as `app.py` does for 23."""

from __future__ import annotations

import streamlit as st
from figures import choose, choropleth, load_boundaries, load_observations

st.set_page_config(page_title="Southern Thailand", layout="wide")
st.title("Southern Thailand by district")

observations = load_observations()
boundaries = load_boundaries("south_districts.geojson")
districts = observations[observations["level"] == "district"]

selected, name = choose(districts)
st.plotly_chart(choropleth(selected, boundaries, name), config={"topojsonURL": "/app/static/topo/"})
st.dataframe(selected[["name_en", "obs_value", "unit_measure"]], hide_index=True)
