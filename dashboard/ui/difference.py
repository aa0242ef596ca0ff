"""What differs between two snapshots, in words and by indicator; for stewards and readers alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.catalog import LEVELS
from dashboard.disclosure import KEY
from dashboard.snapshot.compare import KINDS, Difference
from dashboard.text.periods import NBSP, parse_period
from dashboard.ui.reader import Reader
from dashboard.ui.table import show_frame

# A row holds two lines: names that begin alike are told apart by their ends.
TWO_LINES = 56
NAME_WIDTH: Final = 320
NEW: Final = frozenset({"new_area", "new_period", "definition"})
MOST_PERIODS: Final = 3
MOST_KEYS: Final = 6


def words(who: Reader, difference: Difference, after: pd.DataFrame | None = None) -> list[str]:
    """A sentence for each kind of change that occurs, and one for what stays.

    Args:
        who: the reader.
        difference: what changes.
        after: the later observations: with them, new figures that have no value yet are counted.
    """
    rows = difference.rows.assign(blank=_blank(difference.rows, after))
    groups = ((kind, rows[rows["kind"] == kind]) for kind in KINDS)
    told = [_sentence(who, kind, group) for kind, group in groups if len(group)]
    told += _registers(who, difference)
    told.append(who.t("steward.kind.unchanged.words", figures=f"{difference.unchanged:,}"))
    return told


def _registers(who: Reader, difference: Difference) -> list[str]:
    """A sentence for each register whose rows differ, and which rows they are."""
    told = []
    for name, rows in difference.registers.items():
        counts = {kind: f"{len(keys):,}" for kind, keys in rows._asdict().items()}
        register = who.t(f"agenda.register.{name}")
        words = who.t("agenda.register.changed", register=register, **counts)
        keys = [*rows.added, *rows.changed, *rows.removed]
        more = " …" if len(keys) > MOST_KEYS else ""
        told.append(f"{words} ({', '.join(keys[:MOST_KEYS])}{more})")
    return told


def _sentence(who: Reader, kind: str, rows: pd.DataFrame) -> str:
    computed = int(rows["derived"].sum())
    told = who.t(
        f"steward.kind.{kind}.words",
        figures=f"{len(rows):,}",
        indicators=f"{rows['indicator'].nunique():,}",
        periods=f"{rows['time_period'].nunique():,}",
        which=period_words(who, rows["time_period"].unique()),
        areas=area_words(who, rows["ref_area"].unique()),
    )
    parts = [told]
    if computed:
        parts.append(who.t("steward.computed", figures=f"{computed:,}"))
    blank = int(rows["blank"].sum()) if kind in NEW else 0
    if blank:
        parts.append(who.t("steward.no_value_yet", figures=f"{blank:,}"))
    return " ".join(parts)


def _blank(rows: pd.DataFrame, after: pd.DataFrame | None) -> pd.Series:
    """Which figures are computed and came out without a value, suppressed ones aside."""
    if after is None:
        return pd.Series(data=False, index=rows.index)
    none = after.loc[after["obs_value"].isna() & (after["conf_status"] != "C"), KEY]
    keys = pd.MultiIndex.from_frame(rows[KEY].astype("str"))
    absent = keys.isin(pd.MultiIndex.from_frame(none.astype("str")))
    return pd.Series(absent, index=rows.index) & rows["derived"]


def period_words(who: Reader, periods: Iterable[str]) -> str:
    """A few periods by name; of many the first and the last."""
    every = sorted(periods, key=lambda each: parse_period(each).position)
    if len(every) > MOST_PERIODS:
        return f"{who.short_period(every[0])}–{who.short_period(every[-1])}"
    return ", ".join(who.period(each) for each in every)


def area_words(who: Reader, codes: Iterable[str]) -> str:
    """How many areas of each level: `23 อำเภอ · 1 จังหวัด`."""
    levels = [who.catalog.areas[code].level for code in codes if code in who.catalog.areas]
    counts = {level: levels.count(level) for level in reversed(LEVELS)}
    return " · ".join(
        f"{count}{NBSP}{who.t(f'steward.level.{level}' if count != 1 else f'level.{level}')}"
        for level, count in counts.items()
        if count
    )


def by_indicator(who: Reader, difference: Difference, key: str = "steward:by_indicator") -> None:
    """How many figures of each indicator change, by kind; `key` tells tables of one page apart."""
    found = difference.by_indicator()
    names = [indicator_name(who, each) for each in found["indicator"]]
    table = pd.DataFrame(
        {
            "indicator": names,
            "kind": [who.t(f"history.kind.{each}") for each in found["kind"]],
            "rows": found["rows"],
            "derived": found["derived"],
        }
    )
    number = st.column_config.NumberColumn
    show_frame(
        table,
        row=TWO_LINES,
        columns={
            "indicator": st.column_config.TextColumn(who.t("control.ind"), width=NAME_WIDTH),
            "kind": who.t("steward.kind"),
            "rows": number(who.t("sources.rows"), format="localized"),
            "derived": number(who.t("state.computed"), format="localized"),
        },
        alt=who.t("steward.by_indicator.alt"),
        key=key,
    )


def indicator_name(who: Reader, indicator: str) -> str:
    """An indicator by name; one that the catalogue does not know any more, by its id."""
    known = who.catalog.indicators.get(indicator)
    return known.name.of(who.lang) if known else indicator
