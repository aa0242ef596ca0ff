"""Why a parameter of the address was not used, where the figures can tell.

What exists nowhere is merely unknown. An indicator that other levels have, and a period in which
an indicator has rows and no figure, are known: the notice says what is the matter with them.
"""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from dashboard.catalog import Indicator, Level
from dashboard.ui import controls
from dashboard.ui.reader import Reader
from dashboard.ui.state import Dropped

PLACES: dict[str, tuple[Level, str]] = {
    "districts": ("district", "within"),
    "provinces": ("province", "group"),
}
"""Pages about one period: the level of their areas, and the control of the place around them."""


def why(who: Reader, each: Dropped, beside: Collection[Dropped]) -> str:
    """The words after the name of the parameter; "" where there is nothing to tell.

    Args:
        who: the reader, on the page that could not use the parameter.
        each: the parameter.
        beside: all that could not be used: a period is about the indicator that was asked for.
    """
    if who.page not in PLACES:
        return ""
    if each.name == "ind" and each.value in who.catalog.indicators:
        return _why_not_here(who, who.catalog.indicators[each.value])
    if each.name == "period" and all(other.name != "ind" for other in beside):
        chosen = st.session_state.get(f"{who.page}:ind", "")
        indicator = who.catalog.indicators.get(chosen)
        return "" if indicator is None else why_no_figure(who, indicator, each.value)
    return ""


def why_no_figure(who: Reader, indicator: Indicator, asked: str) -> str:
    """What is the matter with a period in which `indicator` shows nothing at the page's level."""
    level, control = PLACES[who.page]
    coverage = who.store.coverage(indicator.id)
    known = coverage["time_period"].unique().tolist()
    period = controls.in_buddhist_era(known).get(asked, asked)
    if period not in known:
        return ""
    place = st.session_state.get(f"{who.page}:{control}", "")
    rows = who.store.observations([indicator.id], within=place, level=level, period=period)
    if rows["obs_value"].notna().any():
        return ""
    fact = who.t(
        "notice.no_figure",
        indicator=indicator.short.of(who.lang),
        period=who.period(period),
        level=who.t(f"level.{level}"),
    )
    reasons = [who.t(f"state.reason.{each}") for each in rows["reason"].unique() if each]
    return " · ".join([fact, *reasons])


def _why_not_here(who: Reader, indicator: Indicator) -> str:
    level, _ = PLACES[who.page]
    name = indicator.short.of(who.lang)
    if level in who.levels.get(indicator.id, ()):
        return ""
    return who.t("notice.no_level", indicator=name, level=who.t(f"level.{level}"))
