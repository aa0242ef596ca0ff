"""The controls of the poverty page: which section, which dimensions, in which unit."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.catalog import PROVINCE
from dashboard.ui import controls, state
from dashboard.ui.area_view import Vintage, vintages
from dashboard.ui.poverty_figures import DIMENSIONS, POOR, districts
from dashboard.ui.reader import Reader

PARTS = ("dimensions", "funnel", "depth", "indicators", "life", "lenses", "inequality")
PARAMETERS = ("part", "dims", "measure", "area", "period", "ind")


def part(who: Reader) -> str:
    """Which section is shown; only that one is made."""
    state.know(*PARAMETERS)
    return controls.switch(
        who, "part", PARTS, show=lambda each: who.t(f"poverty.part.{each}"), default=PARTS[0]
    )


def dimensions(who: Reader) -> tuple[str, ...]:
    """The dimensions that are on, in their official order; none means any of the five."""
    key = state.pull_many(who.page, "dims", DIMENSIONS, [], most=len(DIMENSIONS))
    state.relabel(key, (who.t(f"poverty.dim.{each}") for each in DIMENSIONS))
    st.pills(
        who.t("poverty.dims"),
        DIMENSIONS,
        key=key,
        selection_mode="multi",
        format_func=lambda each: who.t(f"poverty.dim.{each}"),
        label_visibility="collapsed",
        wrap=True,
    )
    return tuple(state.push_many(who.page, "dims", [], order=DIMENSIONS))


def measure(who: Reader, offered: Sequence[str]) -> str:
    """Count, rate of the surveyed, share of the target poor: as far as each exists."""
    return controls.switch(
        who,
        "measure",
        offered,
        show=lambda each: who.t(f"poverty.measure.{each}"),
        default=offered[0],
        wrap=True,
    )


def district(who: Reader) -> str | None:
    """The district in front, or the whole province."""
    return controls.area(who, [each.code for each in districts(who)], who.t("control.all.district"))


def vintage(who: Reader, *, always: bool = False) -> Vintage:
    """The TPMAP year, the newest first; a single one is offered only where it is `always`."""
    offered = vintages(who, who.catalog.indicators[POOR], level="district", within=PROVINCE)
    if len(offered) == 1 and not always:
        return offered[0]
    by_id = {each.id: each for each in offered}
    chosen = controls.period(
        who,
        {each.id: each.period for each in offered},
        default=offered[0].id,
        preliminary={each.id for each in offered if each.preliminary},
    )
    return by_id[chosen]
