"""The lines with their files, and beside them how much each area changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.briefing import Table
from dashboard.catalog import PROVINCE, SOUTH, Caveat
from dashboard.charts.changes import Change, change_table
from dashboard.ui import captions, panel, trend_tables
from dashboard.ui.panel import Panel
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared
from dashboard.ui.trend_view import TrendView, picture

LINES_TO_CHANGES = (14, 10)
WORDS_TO_FIGURES = (9, 14)


@dataclass(frozen=True, slots=True)
class TrendPanels:
    """The lines, the changes beside them, and the figures of the lines a column per period."""

    lines: Panel
    changes: Sequence[Change]
    figures: Table
    caveats: Sequence[Caveat]


def lines_and_changes(who: Reader, view: TrendView) -> None:
    """Lines at the left, changes at the right, sources below, then caveats and table.

    Where no two periods can be compared, there are no changes and the lines take the whole width.
    """
    panels = shared(who, "lines", *view.key, make=lambda: _panels(who, view))
    if any(each.absolute is not None for each in panels.changes):
        left, right = st.columns(LINES_TO_CHANGES, gap="medium")
        with left:
            panel.show(who, panels.lines)
        with right:
            trend_tables.show_changes(who, view, panels.changes)
    else:
        panel.show(who, panels.lines)
    panel.sources(who, panels.lines.picture.caption.sources, view.indicator)
    words, figures = st.columns(WORDS_TO_FIGURES, gap="medium")
    with words:
        panel.caveats(who, panels.caveats)
    with figures:
        panel.twin(who, panels.figures, alt=panels.lines.picture.caption.title)


def _panels(who: Reader, view: TrendView) -> TrendPanels:
    warnings = captions.caveats(who, view.indicator, view.frame)
    drawn = picture(who, view, warnings)
    return TrendPanels(
        Panel(
            drawn,
            trend_tables.series_table(who, view),
            captions.about(who, view.indicator, view.frame, drawn.caption),
            view.file,
            within=SOUTH if view.level == "province" else PROVINCE,
        ),
        _first(change_table(view.frame, areas=view.own, lang=who.lang), view),
        trend_tables.wide_table(who, view),
        warnings,
    )


def _first(changes: list[Change], view: TrendView) -> list[Change]:
    """The areas in front come first, in the order of their colours."""
    front = {code: place for place, code in enumerate(view.highlights)} if view.chosen else {}
    return sorted(changes, key=lambda each: front.get(each.code, len(front)))
