"""A small map of the areas whose figures change, and its words as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.catalog import PROVINCE, SOUTH, Area, Level
from dashboard.charts.describe import AreaMark, Caption, LegendEntry, MapPicture, State
from dashboard.charts.map_picture import map_picture
from dashboard.geo import places
from dashboard.snapshot.compare import Difference
from dashboard.ui import heading
from dashboard.ui.panel import STILL, STILL_PHONE, hang
from dashboard.ui.reader import Reader
from dashboard.ui.table import show_frame

Change = Literal["suppressed", "free", "changed", "new", "unchanged"]

# What is told of an area to which several things happen: the first of these.
ORDER: Final[tuple[Change, ...]] = ("suppressed", "free", "changed", "new", "unchanged")
_CHANGE_OF: Final[Mapping[str, Change]] = {
    "newly_suppressed": "suppressed",
    "revised": "changed",
    "newly_missing": "changed",
    "definition": "changed",
    "newly_free": "free",
    "newly_available": "new",
    "new_area": "new",
    "new_period": "new",
}
# How a change is drawn: unchanged has the ground of areas without a figure.
_LOOK: Final[Mapping[Change, tuple[State, int | None]]] = {
    "suppressed": ("suppressed", None),
    "changed": ("value", 2),
    "free": ("value", 1),
    "new": ("value", 0),
    "unchanged": ("missing", None),
}
_CLASSES: Final = 3


def changes(rows: pd.DataFrame) -> dict[str, Change]:
    """What happens to each area; areas of which only the citation changes are left out."""
    pairs = rows[["ref_area", "kind"]].drop_duplicates()
    found: dict[str, Change] = {}
    for area, kind in pairs.itertuples(index=False):
        change = _CHANGE_OF.get(str(kind), "unchanged")
        if ORDER.index(change) < ORDER.index(found.get(area, "unchanged")):
            found[area] = change
    return found


def scope_of(codes: Sequence[str], areas: Mapping[str, Area]) -> tuple[str, list[str]]:
    """What the map shows: our districts, all southern districts, or the southern provinces.

    Returns:
        The scope and the level's codes among `codes`; no code where nothing can be drawn.
    """
    known = [areas[code] for code in codes if code in areas]
    districts = [each.code for each in known if each.level == "district"]
    if districts:
        ours = all(code.startswith(PROVINCE) for code in districts)
        return (PROVINCE if ours else SOUTH), districts
    return SOUTH, [each.code for each in known if each.level == "province"]


def change_map(who: Reader, difference: Difference) -> None:
    """Draws the map, where a district or southern province is among what changes."""
    found = changes(difference.rows)
    scope, codes = scope_of([*found], who.catalog.areas)
    level: Level = (
        "district" if codes and who.catalog.areas[codes[0]].level == "district" else "province"
    )
    drawn = who.catalog.children(scope, level)
    shown = {each.code: found.get(each.code, "unchanged") for each in drawn}
    if not codes or set(shown.values()) == {"unchanged"}:
        return
    picture = _picture(who, drawn, shown, scope)
    heading.finding(picture.caption.title, picture.caption.measure)
    heading.image(hang(who, picture, STILL), picture.caption.alt, hang(who, picture, STILL_PHONE))
    _twin(who, drawn, shown, difference.rows)


def _picture(
    who: Reader, drawn: Sequence[Area], shown: Mapping[str, Change], scope: str
) -> MapPicture:
    """A map without figures, its areas coloured by what happens to them."""
    empty = pd.DataFrame({"ref_area": [], "obs_value": []})
    base = map_picture(
        empty,
        indicator=next(iter(who.catalog.indicators.values())),
        areas=drawn,
        places=places(who.where.geo),
        lang=who.lang,
        caption=_caption(who, drawn, shown),
        scope=scope,
    )
    counts = Counter(shown.values())
    return replace(
        base,
        classes=_CLASSES,
        areas=tuple(_mark(who, each, shown[each.code]) for each in base.areas),
        legend_title=who.t("steward.map.legend"),
        legend=tuple(
            LegendEntry(*_LOOK[change], f"{who.t(f'steward.map.{change}')} ({counts[change]})")
            for change in ("changed", "new", "free", "suppressed", "unchanged")
            if counts[change]
        ),
    )


def _mark(who: Reader, mark: AreaMark, change: Change) -> AreaMark:
    state, klass = _LOOK[change]
    return replace(mark, state=state, klass=klass, text=who.t(f"steward.map.{change}"))


def _caption(who: Reader, drawn: Sequence[Area], shown: Mapping[str, Change]) -> Caption:
    level = drawn[0].level
    touched = sum(change != "unchanged" for change in shown.values())
    title = who.t(f"steward.map.finding.{level}", count=touched, areas=len(drawn))
    measure = who.t("steward.map.measure")
    return Caption(title, measure, sources=(), caveats=(), alt=f"{title} {measure}")


def _twin(
    who: Reader, drawn: Sequence[Area], shown: Mapping[str, Change], rows: pd.DataFrame
) -> None:
    """The map as a table, behind a fold: area, what happens, how many figures."""
    fold = st.expander(who.t("table.title"), on_change="rerun", key="steward:map:fold")
    if not fold.open:
        return
    counts = rows["ref_area"].astype("str").value_counts()
    table = pd.DataFrame(
        {
            "area": [each.name.of(who.lang) for each in drawn],
            "change": [who.t(f"steward.map.{shown[each.code]}") for each in drawn],
            "figures": [int(counts.get(each.code, 0)) for each in drawn],
        }
    )
    columns: dict[str, ColumnConfig | str] = {
        "area": who.t("table.area"),
        "change": who.t("steward.map.legend"),
        "figures": st.column_config.NumberColumn(who.t("sources.rows"), format="localized"),
    }
    with fold:
        show_frame(table, columns, alt=who.t("steward.map.alt"), key="steward:map:table")
