"""Overview: how the province is doing, what moved, and where; drawn without Plotly, so at once."""

from __future__ import annotations

import streamlit as st

from dashboard.ui import heading, panel, scorecard
from dashboard.ui.area_panels import map_panel
from dashboard.ui.area_view import default_view
from dashboard.ui.overview_sentences import gaps, sentences
from dashboard.ui.reader import reader

who = reader()
heading.title(who, "overview.title", "overview.measure")

cards = scorecard.cards(who)
view = default_view(who, "districts", level="district", within="80")
left, right = st.columns([15, 9], gap="medium")
with left:
    with st.grid(3, min_column_width=200, gap="xsmall"):
        for card in cards:
            scorecard.show(who, card)
    heading.sentences(who.t("overview.says"), sentences(who))
with right:
    panel.still(who, map_panel(who, view))
    with st.container(border=True, gap="xxsmall"):
        heading.sentences(who.t("overview.gaps"), gaps(who, cards))
scorecard.sources(who, cards, view.frame)
