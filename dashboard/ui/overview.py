"""What the overview shows, made once for all readers of a snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.catalog import PROVINCE, Caveat, Indicator
from dashboard.geo import attribution
from dashboard.ui import captions, heading, panel
from dashboard.ui.area_panels import area_panels
from dashboard.ui.area_tables import SHOWN
from dashboard.ui.area_view import default_view
from dashboard.ui.overview_sentences import gaps, sentences
from dashboard.ui.panel import Panel, Size
from dashboard.ui.reader import Reader
from dashboard.ui.scorecard import Card, read_cards, source_line
from dashboard.ui.shared import shared
from dashboard.ui.table import show_table

# As high as leaves room for what is missing above the fold of a projector.
MAP = Size(404, 340)


@dataclass(frozen=True, slots=True)
class Overview:
    """Cards, the map of the districts, what the figures say, what is missing, and sources.

    `caveats` are those of the map, `of_cards` those that only the cards have; `boundaries` names
    the snapshot, and whose outlines the map has.
    """

    cards: Sequence[Card]
    indicator: Indicator
    where: Panel
    caveats: Sequence[Caveat]
    of_cards: Sequence[Caveat]
    sentences: Sequence[str]
    gaps: Sequence[str]
    sources: str
    boundaries: str


def overview(who: Reader) -> Overview:
    """The overview in the reader's words."""
    return shared(who, "overview", make=lambda: _overview(who))


def _overview(who: Reader) -> Overview:
    cards = read_cards(who)
    view = default_view(who, "districts", level="district", within=PROVINCE)
    panels = area_panels(who, view)
    where = panels.where
    every = dict.fromkeys(each for card in cards for each in card.indicator.caveats)
    return Overview(
        cards=cards,
        indicator=view.indicator,
        where=where,
        caveats=panels.caveats,
        of_cards=[each for each in every if each not in panels.caveats],
        sentences=sentences(who),
        gaps=gaps(who),
        sources=source_line(who, cards, view.frame["source"].unique()),
        boundaries=f"{who.t('source.snapshot', id=who.store.id)} · {attribution(who.lang)}",
    )


def show_map(who: Reader, shown: Overview) -> None:
    """The map with the ways to the one that answers and to its indicator, and what is missing."""
    panel.still(who, shown.where, MAP, panel.STILL_PHONE)
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            st.page_link(
                who.pages["districts"],
                label=who.t("overview.map"),
                query_params=who.query({"ind": shown.indicator.id}),
            )
            heading.small([captions.indicator_link(who, shown.indicator)])
        heading.sentences(who.t("overview.gaps"), shown.gaps)


def show_words_and_figures(who: Reader, shown: Overview) -> None:
    """The caveats in words, those of the cards on demand, and the map as a table on demand."""
    words, figures = st.columns([15, 9], gap="medium")
    with words:
        panel.caveats(who, shown.caveats)
        cards = st.expander(who.t("overview.caveats.cards"), on_change="rerun", key="overview:of")
        if cards.open:
            with cards:
                lang = who.lang
                heading.caveats(
                    (each.badge.of(lang), each.text.of(lang)) for each in shown.of_cards
                )
    with figures:
        table = shown.where.table
        count = who.t("table.measure", count=len(table.rows))
        fold = st.expander(
            f"{who.t('overview.twin')} · {count}", on_change="rerun", key="overview:fold"
        )
        if fold.open:
            with fold:
                alt = shown.where.picture.caption.title
                show_table(table, shown=SHOWN, key="overview:twin", alt=alt, height=460)
