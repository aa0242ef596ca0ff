"""Section 3: how many dimensions at once, which weigh most, and what would lower it."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.briefing import Column, Table
from dashboard.briefing.table import Cell
from dashboard.catalog import PROVINCE
from dashboard.charts.describe import DotRow
from dashboard.stats.bounds import Interval
from dashboard.stats.poverty import (
    adjusted_headcount,
    intensity,
    mean_dimensions,
)
from dashboard.text.numbers import number
from dashboard.ui import heading, panel
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import (
    WIDE,
    below,
    caption,
    caveats_of,
    covered_name,
    dots,
    whole,
)
from dashboard.ui.poverty_controls import district, measure, vintage
from dashboard.ui.poverty_figures import COVERAGE, DIMENSIONS, POOR, SURVEYED, dimension_id, figures
from dashboard.ui.poverty_overlap import (
    Depth,
    certain,
    depths,
    printed,
    showable,
    surely_highest,
)
from dashboard.ui.poverty_spans import COUNTS, spans_finding, spans_left_out, spans_picture
from dashboard.ui.poverty_weights import WEIGHTS, how_to_lower, weight_table, weights_picture
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

MEASURES: Final = ("m0", "mean", "intensity")
# Most decimals of each measure: a mean of dimensions, then two in per cent.
DECIMALS: Final = {"mean": 2, "intensity": 1, "m0": 2}
# Fewer tell nothing: a mean of "1 dimension" holds almost every district.
LEAST: Final = {"mean": 1, "intensity": 0, "m0": 1}
DOTS_TO_GROUPS: Final = (13, 10)
CAVEATS: Final = (
    "computed_here",
    "not_mpi",
    "dimensions_overlap",
    "of_surveyed",
    "protected_counts",
    "rounded_5",
)
IDS: Final = [POOR, SURVEYED, *(dimension_id(each) for each in DIMENSIONS)]


def show(who: Reader, bar: DeltaGenerator) -> None:
    """Ranked dots, contributions, and how many fail in one, two, three or more."""
    with bar:
        kind = measure(who, MEASURES)
        selected = district(who)
        when = vintage(who)
    known = depths(who, when.period)
    key = ("poverty", "depth", kind, selected, when.id)
    ranked, weights, spans = shared(
        who, *key, make=lambda: _panels(who, known, kind, selected, when.period)
    )
    heading.finding(who.t("poverty.depth.question"), who.t(f"poverty.depth.words.{kind}"))
    left, right = st.columns(DOTS_TO_GROUPS, gap="medium")
    with left:
        panel.show(who, ranked, width=620)
    with right:
        panel.show(who, weights, width=476)
        heading.sentences(who.t("poverty.lower"), how_to_lower(who, known[selected or PROVINCE]))
    panel.show(who, spans, width=WIDE)
    heading.small(spans_left_out(who, known))
    below(
        who,
        ranked.table,
        ranked.picture.caption.sources,
        caveats_of(who, [], *CAVEATS),
        alt=ranked.picture.caption.title,
        indicator=who.catalog.indicators[POOR],
    )


def measured(depth: Depth, kind: str) -> Interval:
    """The interval of a measure in the unit that it is shown in."""
    if kind == "mean":
        return mean_dimensions(depth.parts, depth.poor)
    if kind == "intensity":
        return intensity(depth.parts, depth.poor).times(100)
    return adjusted_headcount(depth.parts, depth.poor, depth.surveyed).times(100)


def _panels(
    who: Reader, known: dict[str, Depth], kind: str, selected: str | None, period: str
) -> tuple[Panel, Panel, Panel]:
    frame = figures(who, IDS, period=period).frame.assign(derived=True)
    table = _table(who, known)
    caveats = caveats_of(who, [], *CAVEATS)
    when = who.period(period)
    place = selected or PROVINCE

    found = figures(who, [COVERAGE], period=period)
    rows = [
        _dot(who, depth, kind, selected, found.value(COVERAGE, depth.code))
        for depth in known.values()
        if depth.code != PROVINCE
    ]
    words = caption(
        who,
        _ranking(who, known, kind, selected),
        who.t(f"poverty.depth.measure.{kind}", period=when),
        frame,
        caveats,
    )
    unit = who.t(f"poverty.depth.unit.{kind}")
    ranked = dots(words, rows, unit=unit, decimals=DECIMALS[kind])
    weights = weights_picture(who, known, selected, when, frame)
    words = caption(
        who,
        spans_finding(who, known, selected),
        who.t("poverty.spans.measure", period=when),
        frame,
        caveats,
    )
    spans = spans_picture(who, known, selected, words)
    files = [f"poverty_{name}_{place}_{period}" for name in (kind, "contribution", "overlap")]
    return (
        whole(who, ranked, table, frame, files[0], IDS, more=CAVEATS),
        whole(
            who,
            weights,
            weight_table(who, known, place),
            frame[frame["ref_area"] == place],
            files[1],
            IDS,
            more=WEIGHTS,
        ),
        whole(who, spans, table, frame, files[2], IDS, more=CAVEATS),
    )


def _ranking(who: Reader, known: dict[str, Depth], kind: str, selected: str | None) -> str:
    """The place in front, and the highest district where it is certain which one that is."""
    place = known[selected or PROVINCE]
    found = printed(measured(place, kind), DECIMALS[kind], LEAST[kind])
    if found is None:
        return who.t("poverty.depth.hidden", place=who.area(place.code))
    alone = who.t(f"poverty.depth.finding.{kind}", place=who.area(place.code), value=found[1])
    spans = {code: measured(each, kind) for code, each in known.items() if code != PROVINCE}
    top = surely_highest(spans)
    if top is None:
        return alone
    if top == place.code:
        return who.t("poverty.depth.highest", finding=alone)
    most = printed(spans[top], DECIMALS[kind], LEAST[kind])
    return who.t(
        "poverty.depth.highest.other",
        finding=alone,
        top=who.area(top),
        most=most[1] if most else who.t("poverty.weights.uncertain"),
    )


def _dot(
    who: Reader, depth: Depth, kind: str, selected: str | None, coverage: float | None
) -> DotRow:
    found = printed(measured(depth, kind), DECIMALS[kind], LEAST[kind])
    name = who.area(depth.code)
    return DotRow(
        code=depth.code,
        name=covered_name(who, depth.code, number(coverage)) if kind == "m0" else name,
        state="suppressed" if found is None else "value",
        value=None if found is None else found[0],
        text=who.t("state.suppressed.cell") if found is None else found[1],
        klass=0,
        emphasis=depth.code == selected,
        hover=(),
    )


def _table(who: Reader, known: dict[str, Depth]) -> Table:
    columns = [Column("name", who.t("table.area")), Column("ref_area", who.t("table.code"))]
    columns += [Column("poor", who.catalog.indicators[POOR].short.of(who.lang), "number")]
    columns += [
        Column(kind, who.t(f"poverty.depth.column.{kind}"), "number", DECIMALS[kind])
        for kind in MEASURES
    ]
    columns += [
        Column(
            f"{each}_{end}",
            who.t(f"poverty.spans.{end}", name=who.t(f"poverty.spans.{each}")),
            "number",
        )
        for each in COUNTS
        for end in ("low", "high")
    ]
    columns.append(Column("remark", who.t("table.remark")))
    return Table(tuple(columns), tuple(_row(who, depth) for depth in known.values()))


def _row(who: Reader, depth: Depth) -> tuple[Cell, ...]:
    values = [certain(measured(depth, kind), DECIMALS[kind], LEAST[kind]) for kind in MEASURES]
    ends: list[Cell] = []
    for at in range(len(COUNTS)):
        interval = depth.overlap[at] if depth.overlap else None
        hidden = interval is None or showable(interval, depth.poor)
        ends += [None, None] if interval is None or hidden else [interval.low, interval.high]
    remark = who.t("state.computed")
    if any(each.width for each in depth.parts):
        remark = f"{remark} · {who.t('poverty.depth.shared')}"
    return (who.area(depth.code), depth.code, depth.poor, *values, *ends, remark)
