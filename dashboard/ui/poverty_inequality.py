"""Section 7: how unequal the districts are, who brings the inequality, and whether it falls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.briefing import Column, Table
from dashboard.briefing.table import Cell
from dashboard.catalog import Indicator
from dashboard.charts.describe_groups import Group, GroupPicture, PairRow
from dashboard.stats.inequality import contributions
from dashboard.text.numbers import number
from dashboard.ui import controls, heading, panel
from dashboard.ui.area_tables import figure_column
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import below, caption, caveats_of, covered_name, whole
from dashboard.ui.poverty_figures import figures
from dashboard.ui.poverty_inequality_trend import trend
from dashboard.ui.poverty_spreads import Spread, spreads
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import period_column
from dashboard.ui.shared import shared

MOST_SHOWN: Final = 14
GROUPS_TO_DOTS: Final = (12, 11)
COMPUTED: Final = ("computed_here",)


def show(who: Reader, bar: DeltaGenerator) -> None:
    """The most unequal indicators, and for the chosen one what each district brings."""
    known = shared(who, "poverty", "spreads", make=lambda: spreads(who))
    ids = [each.indicator.id for each in known]
    with bar:
        chosen = controls.select(
            who,
            "ind",
            ids,
            show=lambda each: who.catalog.indicators[each].short.of(who.lang),
            width=300,
            default="tpmap_target_poor_rate",
        )
    spread = next(each for each in known if each.indicator.id == chosen)
    key = ("poverty", "inequality", chosen)
    every, brought = shared(who, *key, make=lambda: _panels(who, known, spread))
    heading.finding(who.t("poverty.inequality.question"), who.t("poverty.inequality.words"))
    left, right = st.columns(GROUPS_TO_DOTS, gap="medium")
    with left:
        panel.show(who, every, width=572)
    with right:
        panel.show(who, brought, width=524)
    line = shared(who, "poverty", "trend", chosen, make=lambda: trend(who, spread.indicator))
    if line is None:
        heading.small([who.t("poverty.inequality.no_trend")])
    else:
        panel.still(who, line, panel.Size(960, 260), panel.Size(330, 260))
    below(
        who,
        brought.table,
        brought.picture.caption.sources,
        caveats_of(who, [chosen], "computed_here"),
        alt=brought.picture.caption.title,
        indicator=spread.indicator,
        shown=frozenset({"name", "rate", "people", "share"}),
    )


def _panels(who: Reader, known: Sequence[Spread], spread: Spread) -> tuple[Panel, Panel]:
    return _every(who, known, spread), _brought(who, spread)


def _every(who: Reader, known: Sequence[Spread], spread: Spread) -> Panel:
    shown = [*known[:MOST_SHOWN]]
    heading_of = "poverty.inequality.group"
    if spread not in shown:
        shown[-1] = spread
        heading_of = "poverty.inequality.group.chosen"
    top = known[0]
    rows = tuple(
        PairRow(
            _name(who, each.indicator),
            each.found.gini,
            None,
            number(each.found.gini, 2),
            "value",
        )
        for each in shown
    )
    ids = [each.indicator.id for each in known]
    frame = figures(who, ids, areas=()).frame.assign(derived=True)
    words = caption(
        who,
        who.t(
            "poverty.inequality.finding",
            name=_name(who, top.indicator),
            gini=number(top.found.gini, 2),
        ),
        who.t("poverty.inequality.measure", shown=len(shown), count=len(known)),
        frame,
        caveats_of(who, [], "computed_here"),
    )
    group = Group(who.t(heading_of), "", rows)
    picture = GroupPicture(words, (group,), "", "", who.t("poverty.inequality.gini"))
    table = _every_table(who, known)
    return whole(
        who, picture, table, frame, f"poverty_inequality_{spread.indicator.id}", ids, more=COMPUTED
    )


def _name(who: Reader, indicator: Indicator) -> str:
    """The short name without what the axis says."""
    short = indicator.short.of(who.lang)
    return short.removeprefix("ตก ").removesuffix(" (%)").removesuffix(", failing")


def _without(who: Reader, spread: Spread) -> str:
    return who.t("poverty.inequality.without", count=spread.left_out) if spread.left_out else ""


def _every_table(who: Reader, known: Sequence[Spread]) -> Table:
    columns = (
        Column("name", who.t("control.ind")),
        period_column(who, [each.period for each in known]),
        Column("gini", who.t("poverty.inequality.gini"), "number", 3),
        Column("theil_t", "Theil T", "number", 4),
        Column("theil_l", "Theil L", "number", 4),
        Column("left_out", who.t("poverty.inequality.left_out"), "number"),
        Column("remark", who.t("table.remark")),
        Column("indicator", who.t("agenda.table.indicator")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            each.indicator.name.of(who.lang),
            who.short_period(each.period),
            each.found.gini,
            each.found.theil_t,
            each.found.theil_l,
            float(each.left_out),
            who.t("state.computed"),
            each.indicator.id,
        )
        for each in known
    ]
    return Table(columns, tuple(rows))


def _brought(who: Reader, spread: Spread) -> Panel:
    shares = dict(zip(spread.codes, contributions(spread.rates, spread.people), strict=True))
    top = max(shares, key=shares.__getitem__)
    frame = _rows(who, spread)
    words = caption(
        who,
        who.t(
            "poverty.inequality.brought",
            name=who.area(top),
            share=number(100 * shares[top], 0),
            gini=number(spread.found.gini, 2),
            theil=number(spread.found.theil_t, 3),
        ),
        who.t(
            "poverty.inequality.brought.measure",
            indicator=_name(who, spread.indicator),
            period=who.period(spread.period),
        )
        + _without(who, spread),
        frame,
        caveats_of(who, [spread.indicator.id], "computed_here"),
    )
    groups = _sides(who, spread, shares)
    picture = GroupPicture(words, groups, "", "", who.t("poverty.per_cent"))
    table = _brought_table(who, spread, shares)
    name = f"poverty_inequality_{spread.indicator.id}_{spread.period}"
    found = whole(who, picture, table, frame, name, [spread.indicator.id], more=COMPUTED)
    return replace(found, kind="brought")


def _sides(who: Reader, spread: Spread, shares: Mapping[str, float]) -> tuple[Group, ...]:
    """Districts above the mean of all, and those below it: both make a province unequal."""
    rates = dict(zip(spread.codes, spread.rates, strict=True))
    mean = fmean(spread.rates, weights=spread.people)
    decimals = spread.indicator.decimals
    sides: dict[str, list[PairRow]] = {"above": [], "below": []}
    for code in sorted(shares, key=lambda each: -shares[each]):
        name = covered_name(who, code, number(rates[code], decimals))
        share = 100 * shares[code]
        side = "above" if rates[code] > mean else "below"
        sides[side].append(PairRow(name, share, None, number(share, 1), "value"))
    words = {"mean": number(mean, decimals)}
    return tuple(
        Group(who.t(f"poverty.inequality.{side}", **words), "", tuple(rows))
        for side, rows in sides.items()
        if rows
    )


def _rows(who: Reader, spread: Spread) -> pd.DataFrame:
    found = figures(who, [spread.indicator.id], areas=(), period=spread.period)
    of_edition = found.frame["edition"] == spread.edition
    return found.frame[of_edition].assign(derived=True)


def _brought_table(who: Reader, spread: Spread, shares: dict[str, float]) -> Table:
    of = who.catalog.indicators[spread.indicator.denominator].short.of(who.lang)
    columns = (
        Column("name", who.t("table.area")),
        Column("ref_area", who.t("table.code")),
        figure_column(who, spread.indicator, "rate", ""),
        Column("people", of, "number"),
        Column("share", who.t("poverty.inequality.share"), "number", 1),
        Column("remark", who.t("table.remark")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            who.area(code),
            code,
            rate,
            people,
            100 * shares[code],
            who.t("state.computed"),
        )
        for code, rate, people in sorted(
            zip(spread.codes, spread.rates, spread.people, strict=True),
            key=lambda row: -shares[row[0]],
        )
    ]
    return Table(columns, tuple(rows))
