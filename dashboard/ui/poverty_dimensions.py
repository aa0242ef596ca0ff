"""Section 1: in which of the five dimensions, and where; unions where they are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.briefing import Column, Table
from dashboard.catalog import PROVINCE, Indicator
from dashboard.charts.describe import DotPicture, MapPicture
from dashboard.text import Label
from dashboard.text.numbers import number
from dashboard.ui import captions, controls, heading, panel
from dashboard.ui.area_panels import MAP_TO_DOTS
from dashboard.ui.area_pictures import the_dots, the_map
from dashboard.ui.area_tables import SHOWN, area_table
from dashboard.ui.area_view import AreaView, Vintage, benchmark_values
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import below, covered_name, people, share
from dashboard.ui.poverty_controls import dimensions, district, measure, vintage
from dashboard.ui.poverty_figures import (
    COVERAGE,
    DIMENSIONS,
    POOR,
    SURVEYED,
    dimension_id,
    districts,
    figures,
)
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

COUNT, RATE, SHARE = "count", "rate", "share"
MOST_PUBLISHED = 3
# A union is rounded to 5, so its rate and share are told no finer than that leaves certain.
UNION_DECIMALS = {RATE: 1, SHARE: 0}


@dataclass(frozen=True, slots=True)
class Selection:
    """What the chips ask for: the count, and whether it is a union of some dimensions."""

    dims: tuple[str, ...]
    count: str
    union: bool


def selection(who: Reader, dims: tuple[str, ...]) -> Selection | None:
    """The published count of a selection; None where there is none."""
    if len(dims) in {0, len(DIMENSIONS)}:
        return Selection(dims, POOR, union=False)
    if len(dims) == 1:
        return Selection(dims, dimension_id(dims[0]), union=False)
    bits = "".join("1" if each in dims else "0" for each in DIMENSIONS)
    name = f"{POOR}_any_of_{bits}"
    published = "district" in who.levels.get(name, ())
    return Selection(dims, name, union=True) if published else None


def show(who: Reader, bar: DeltaGenerator) -> None:
    """Chips, then map and dots of what they ask for."""
    with bar:
        selected = district(who)
        when = vintage(who, always=True)
    head = st.container(gap="xsmall")
    with head, controls.row():
        dims = dimensions(who)
        chosen = selection(who, dims)
        kind = measure(who, _offered(chosen)) if chosen else COUNT
    if chosen is None:
        _not_published(who, dims)
        return
    view = _view(who, chosen, kind, when, selected)
    with head:
        heading.finding(who.t("poverty.dimensions.question"), _sentence(who, chosen, view))
    where, ranked = shared(who, "poverty", "dimensions", *view.key, make=lambda: _panels(who, view))
    left, right = st.columns(MAP_TO_DOTS, gap="medium")
    with left:
        pick = controls.pick(who, "area")
        panel.show(who, where, on_pick=pick, measure=view.indicator.measure.of(who.lang))
    with right:
        panel.show(who, ranked, measure=who.t("poverty.dots.coverage"))
    heading.sentences(who.t("poverty.reading"), _notes(who, chosen, view))
    base = who.catalog.indicators[chosen.count]
    below(
        who,
        ranked.table,
        where.picture.caption.sources,
        captions.caveats(who, _told(who, chosen), view.frame),
        alt=ranked.picture.caption.title,
        indicator=base,
        shown=SHOWN | {"coverage"},
    )


def _told(who: Reader, chosen: Selection) -> Indicator:
    """The count with the caveat that dimensions overlap, where it shows only some of them."""
    count = who.catalog.indicators[chosen.count]
    overlap = who.catalog.caveats["dimensions_overlap"]
    every = tuple(dict.fromkeys((overlap, *count.caveats)))
    return replace(count, caveats=every) if chosen.dims else count


def _offered(chosen: Selection) -> tuple[str, ...]:
    """All target poor have no share of themselves."""
    every = chosen.count == POOR
    return (COUNT, RATE) if every else (COUNT, RATE, SHARE)


def _not_published(who: Reader, dims: tuple[str, ...]) -> None:
    names = who.t("poverty.or").join(who.t(f"poverty.dim.{each}") for each in dims)
    many = len(dims) > MOST_PUBLISHED
    why = "poverty.not_published.four" if many else "poverty.not_published.access"
    heading.finding(who.t("poverty.dimensions.question"), names)
    st.info(f"{who.t(why)} {who.t('poverty.not_published.instead')}", icon=":material/lock:")


def _view(
    who: Reader, chosen: Selection, kind: str, when: Vintage, selected: str | None
) -> AreaView:
    indicator = _indicator(who, chosen, kind)
    known = benchmark_values(who, indicator, (PROVINCE,)) if not chosen.union else {}
    return AreaView(
        indicator=indicator,
        level="district",
        within=PROVINCE,
        vintage=when,
        frame=_frame(who, chosen, kind, when),
        areas=districts(who),
        benchmarks=known.get((when.period, when.edition), {}),
        method="quartile",
        selected=selected,
    )


def _indicator(who: Reader, chosen: Selection, kind: str) -> Indicator:
    """The catalogue's own where it is published; of a union, its rate and share are made here."""
    known = who.catalog.indicators
    if kind == COUNT:
        return known[chosen.count]
    if not chosen.union:
        return known[f"{chosen.count}_{kind}"]
    like = known[f"{dimension_id(chosen.dims[0])}_{kind}"]
    count = known[chosen.count]
    return replace(
        like,
        id=f"{count.id}_{kind}",
        name=Label(f"สัดส่วน{count.name.th.removeprefix('จำนวน')}", f"{count.name.en}: {kind}"),
        short=Label(count.short.th, count.short.en),
        decimals=UNION_DECIMALS[kind],
        caveats=count.caveats,
        numerator=count.id,
        denominator=SURVEYED if kind == RATE else POOR,
        count=count.id,
    )


def _frame(who: Reader, chosen: Selection, kind: str, when: Vintage) -> pd.DataFrame:
    def values(indicator: str) -> pd.DataFrame:
        return who.store.values(
            indicator, period=when.period, within=PROVINCE, level="district", edition=when.edition
        )

    if kind == COUNT or not chosen.union:
        return values(chosen.count if kind == COUNT else f"{chosen.count}_{kind}")
    top, bottom = values(chosen.count), values(SURVEYED if kind == RATE else POOR)
    of = top["ref_area"].map(bottom.set_index("ref_area")["obs_value"])
    return top.assign(obs_value=100 * top["obs_value"] / of, derived=top["obs_value"].notna())


def _panels(who: Reader, view: AreaView) -> tuple[Panel, Panel]:
    coverage = {
        area: found.value
        for (_, area), found in figures(who, [COVERAGE], period=view.vintage.period).table.items()
    }
    table = _with_coverage(who, area_table(who, view), coverage)
    dots = _covered(who, the_dots(who, view, ({}, "")), coverage)
    return _panel(who, view, the_map(who, view), table), _panel(who, view, dots, table)


def _panel(who: Reader, view: AreaView, picture: MapPicture | DotPicture, table: Table) -> Panel:
    kind = "map" if isinstance(picture, MapPicture) else "ranked"
    about = captions.about(who, view.indicator, view.frame, picture.caption)
    return Panel(picture, table, about, f"{view.file}_{kind}", within=view.within)


def _covered(who: Reader, picture: DotPicture, coverage: Mapping[str, float | None]) -> DotPicture:
    """Each name with how much of the registered population was surveyed."""
    rows = tuple(
        replace(row, name=covered_name(who, row.code, number(coverage.get(row.code))))
        for row in picture.rows
    )
    measure = f"{picture.caption.measure} · {who.t('poverty.dots.coverage')}"
    return replace(picture, rows=rows, caption=replace(picture.caption, measure=measure))


def _with_coverage(who: Reader, table: Table, coverage: Mapping[str, float | None]) -> Table:
    """A further column, before the period."""
    keys = [column.key for column in table.columns]
    at, code = keys.index("period"), keys.index("ref_area")
    column = Column("coverage", who.t("poverty.coverage.column"), "number", 1)
    return Table(
        (*table.columns[:at], column, *table.columns[at:]),
        tuple((*row[:at], coverage.get(str(row[code])), *row[at:]) for row in table.rows),
    )


def _sentence(who: Reader, chosen: Selection, view: AreaView) -> str:
    """What the selection comes to, in each of the three units by its own name."""
    place = view.selected or PROVINCE
    found = figures(who, [chosen.count, POOR, SURVEYED], period=view.vintage.period)
    count, poor, surveyed = (found.value(each, place) for each in (chosen.count, POOR, SURVEYED))
    facts = {"place": who.area(place), "period": who.period(view.vintage.period)}
    if count is None or poor is None or surveyed is None:
        state = found.at(chosen.count, place).state
        union = chosen.union and place == PROVINCE
        return who.t(f"poverty.sentence.{'union' if union else state}", **facts)
    facts |= {
        "count": people(who, count),
        "rate": _rate(who, count, surveyed),
        "surveyed": people(who, surveyed),
    }
    if chosen.count == POOR:
        return who.t("poverty.sentence.all", **facts)
    return who.t("poverty.sentence.some", share=share(who, count, poor), **facts)


def _rate(who: Reader, part: float, of: float) -> str:
    return who.t("charts.per_cent", digits=number(100 * part / of, 2))


def _notes(who: Reader, chosen: Selection, view: AreaView) -> list[str]:
    """How much was surveyed, that dimensions overlap, and what a union is."""
    ids = [COVERAGE, POOR, *(dimension_id(each) for each in DIMENSIONS)]
    found = figures(who, ids, period=view.vintage.period)
    notes = [
        _coverage_note(
            who,
            {area.code: found.value(COVERAGE, area.code) for area in view.areas},
            found.value(COVERAGE, PROVINCE),
        )
    ]
    parts = [found.value(dimension_id(each), PROVINCE) for each in DIMENSIONS]
    poor = found.value(POOR, PROVINCE)
    if poor is not None and all(part is not None for part in parts):
        total = sum(part or 0.0 for part in parts)
        notes.append(who.t("poverty.note.overlap", total=number(total), poor=people(who, poor)))
    if chosen.union:
        known = int(view.frame["obs_value"].notna().sum())
        notes.append(who.t("poverty.note.union", count=known))
    return [each for each in notes if each]


def _coverage_note(
    who: Reader, by_district: Mapping[str, float | None], province: float | None
) -> str:
    known = {code: value for code, value in by_district.items() if value is not None}
    if not known or province is None:
        return ""
    least = min(known, key=known.__getitem__)
    key = "poverty.note.coverage.city" if least == "8001" else "poverty.note.coverage"
    return who.t(
        key,
        province=number(province, 0),
        name=who.area(least),
        least=number(known[least], 0),
    )
