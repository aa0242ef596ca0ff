"""Section 3: whom the agenda reaches, by aim and district, as its owner reports it."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.briefing import SUPPRESSED, Cell, Column, Table
from dashboard.catalog import PROVINCE
from dashboard.charts.describe import Caption, DotRow
from dashboard.text.numbers import number
from dashboard.ui import agenda_begin, captions, controls, heading, panel
from dashboard.ui.poverty_caption import caveats_of, dots, whole
from dashboard.ui.poverty_figures import Figures, districts, figures
from dashboard.ui.reader import Reader

PICTURE_TO_TABLE: Final = (14, 9)


def show(who: Reader, bar: DeltaGenerator) -> None:
    """Districts by how many have reached an aim; without figures, how to bring them in."""
    aims = {each.id: each for each in who.catalog.agenda.aims}
    filled = [name for name, each in aims.items() if each.indicator in who.levels]
    if not filled:
        names = " → ".join(each.name.of(who.lang) for each in aims.values())
        heading.finding(who.t("agenda.aims.none", aims=names), who.t("agenda.aims.none.measure"))
        agenda_begin.beneficiaries(who, [each.indicator for each in aims.values()])
        return
    with bar:
        aim = controls.switch(
            who, "aim", filled, show=lambda each: aims[each].name.of(who.lang), default=filled[0]
        )
    indicator = who.catalog.indicators[aims[aim].indicator]
    ids = [aims[each].indicator for each in filled]
    found = figures(who, ids)
    caveats = caveats_of(who, ids)
    period = str(found.of([indicator.id])["time_period"].max())
    title, measure = _finding(who, found, ids), indicator.measure.of(who.lang)
    caption = Caption(
        title=title,
        measure=f"{indicator.short.of(who.lang)} · {measure} · {who.period(period)}",
        sources=captions.source_lines(who, found.frame, mapped=False),
        caveats=tuple(each.text.of(who.lang) for each in caveats),
        alt=who.t("agenda.alt", finding=title, measure=measure),
    )
    rows = [_row(who, found, indicator.id, each.code) for each in districts(who)]
    picture = dots(caption, rows, unit=who.t("agenda.people"), decimals=0)
    table = _table(who, found, ids)
    said = whole(who, picture, table, found.frame, f"agenda_{indicator.id}_{period}", ids)
    left, right = st.columns(PICTURE_TO_TABLE, gap="medium")
    with left:
        panel.show(who, said)
    with right:
        panel.twin(who, table, alt=title, shown=frozenset({"name", *ids, "remark"}))
    panel.sources(who, caption.sources, indicator)
    panel.caveats(who, caveats)


def _row(who: Reader, found: Figures, indicator: str, code: str) -> DotRow:
    figure, name = found.at(indicator, code), who.area(code)
    text = (
        number(figure.value) if figure.state == "value" else who.t(f"agenda.state.{figure.state}")
    )
    klass = 0 if figure.state == "value" else None
    return DotRow(
        code, name, figure.state, figure.value, text, klass, emphasis=False, hover=(name,)
    )


def _finding(who: Reader, found: Figures, ids: list[str]) -> str:
    """The province at each aim, as far as it is told."""
    parts = []
    for each in who.catalog.agenda.aims:
        value = found.value(each.indicator, PROVINCE) if each.indicator in ids else None
        if value is not None:
            parts.append(
                who.t("agenda.aims.part", aim=each.name.of(who.lang), people=number(value))
            )
    return " → ".join(parts) if parts else who.t("agenda.aims.districts_only")


def _table(who: Reader, found: Figures, ids: list[str]) -> Table:
    columns = [Column("name", who.t("table.area")), Column("ref_area", who.t("table.code"))]
    columns += [
        Column(each, who.catalog.indicators[each].short.of(who.lang), "number") for each in ids
    ]
    columns.append(Column("remark", who.t("table.remark")))
    codes = [PROVINCE, *(each.code for each in districts(who))]
    rows = [
        (
            who.area(code),
            code,
            *(_cell(found, each, code) for each in ids),
            _remark(who, found, ids, code),
        )
        for code in codes
    ]
    return Table(tuple(columns), tuple(rows))


def _remark(who: Reader, found: Figures, ids: list[str], code: str) -> str:
    """Which figures of a row are suppressed."""
    aims = who.catalog.agenda.aims
    hidden = [
        each.name.of(who.lang)
        for each in aims
        if each.indicator in ids and found.at(each.indicator, code).state == "suppressed"
    ]
    return f"{who.t('agenda.state.suppressed')}: {', '.join(hidden)}" if hidden else ""


def _cell(found: Figures, indicator: str, code: str) -> Cell:
    figure = found.at(indicator, code)
    return SUPPRESSED if figure.state == "suppressed" else figure.value
