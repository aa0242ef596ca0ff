"""The lines with their files, and beside them how much each area changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.briefing import Table
from dashboard.catalog import PROVINCE, SOUTH, Caveat
from dashboard.ui import captions, panel, trend_change_table, trend_changes, trend_tables
from dashboard.ui.panel import Panel
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared
from dashboard.ui.trend_changes import Changes
from dashboard.ui.trend_picture import ours, picture
from dashboard.ui.trend_view import TrendView

LINES_TO_CHANGES = (14, 10)
WORDS_TO_FIGURES = (9, 14)


@dataclass(frozen=True, slots=True)
class TrendPanels:
    """The lines, the changes beside them, and the figures of the lines a column per period."""

    lines: Panel
    changes: Changes | None
    figures: Table
    caveats: Sequence[Caveat]


def lines_and_changes(who: Reader, view: TrendView) -> None:
    """Lines at the left, changes at the right, sources below, then caveats and table.

    Where no two periods can be compared, there are no changes and the lines take the whole width.
    """
    panels = shared(who, "lines", *view.key, make=lambda: _panels(who, view))
    if panels.changes is not None:
        left, right = st.columns(LINES_TO_CHANGES, gap="medium")
        with left:
            panel.show(who, panels.lines)
        with right:
            trend_change_table.show_changes(who, view, panels.changes)
    else:
        panel.show(who, panels.lines)
    panel.sources(who, panels.lines.picture.caption.sources, view.indicator)
    words, figures = st.columns(WORDS_TO_FIGURES, gap="medium")
    with words:
        panel.caveats(who, panels.caveats)
    with figures:
        title = panels.lines.picture.caption.title
        trend_tables.show_figures(who, view, panels.figures, alt=title)


def _panels(who: Reader, view: TrendView) -> TrendPanels:
    warnings = captions.caveats(who, view.indicator, view.frame)
    drawn = picture(who, view, warnings)
    about = captions.about(who, view.indicator, view.frame, drawn.caption)
    words = " · ".join(filter(None, (about.measure, ours(who, view))))
    return TrendPanels(
        Panel(
            drawn,
            trend_tables.series_table(who, view),
            replace(about, measure=words),
            view.file,
            within=SOUTH if view.level == "province" else PROVINCE,
        ),
        trend_changes.changes(who, view, about),
        trend_tables.wide_table(who, view),
        warnings,
    )
