"""What differs between two snapshots, in words and by indicator; for stewards and readers alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.catalog import LEVELS
from dashboard.snapshot.compare import KINDS, Difference
from dashboard.text.periods import NBSP, parse_period
from dashboard.ui.reader import Reader

ROW, HEAD, HIGHEST = 35, 38, 420
MOST_PERIODS: Final = 3


def words(who: Reader, difference: Difference) -> list[str]:
    """A sentence for each kind of change that occurs, and one for what stays."""
    rows = difference.rows
    groups = ((kind, rows[rows["kind"] == kind]) for kind in KINDS)
    told = [_sentence(who, kind, group) for kind, group in groups if len(group)]
    told.append(who.t("steward.kind.unchanged.words", figures=f"{difference.unchanged:,}"))
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
    if not computed:
        return told
    return f"{told} {who.t('steward.computed', figures=f'{computed:,}')}"


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


def by_indicator(who: Reader, difference: Difference) -> None:
    """How many figures of each indicator change, by kind."""
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
    st.dataframe(
        table,
        hide_index=True,
        height=min(HIGHEST, HEAD + ROW * len(table)),
        column_config={
            "indicator": st.column_config.TextColumn(who.t("control.ind"), width="medium"),
            "kind": who.t("steward.kind"),
            "rows": number(who.t("sources.rows"), format="localized"),
            "derived": number(who.t("state.computed"), format="localized"),
        },
        alt=who.t("steward.by_indicator.alt"),
        key="steward:by_indicator",
    )


def indicator_name(who: Reader, indicator: str) -> str:
    """An indicator by name; one that the catalogue does not know any more, by its id."""
    known = who.catalog.indicators.get(indicator)
    return known.name.of(who.lang) if known else indicator
