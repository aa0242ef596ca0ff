"""Overview: how the province is doing, what moved, and where; drawn without Plotly, so at once."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.ui import heading, scorecard
from dashboard.ui.overview import overview, show_map, show_words_and_figures
from dashboard.ui.reader import reader

who = reader()
heading.title(who, "overview.title", "overview.measure")

shown = overview(who)
left, right = st.columns([15, 9], gap="medium")
with left, st.container(gap="xsmall"):
    with st.grid(3, min_column_width=200, gap="xsmall"):
        for card in shown.cards:
            scorecard.show(who, card)
    heading.sentences(who.t("overview.says"), shown.sentences)
    heading.small([escape(shown.sources)])
with right:
    show_map(who, shown)
heading.small([escape(shown.boundaries)])
show_words_and_figures(who, shown)
