"""Section 2: from failing จปฐ. to standing on one's own feet, and where people drop out."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.briefing import Column, Table
from dashboard.catalog import PROVINCE
from dashboard.charts.describe_groups import FunnelPicture, Stage, StageBar
from dashboard.ui import captions, heading, panel
from dashboard.ui.area_pictures import the_dots
from dashboard.ui.area_tables import area_table
from dashboard.ui.area_view import AreaView, Vintage, benchmark_values
from dashboard.ui.door import how_to_fill
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import below, caption, caveats_of, people, share, whole
from dashboard.ui.poverty_controls import district, vintage
from dashboard.ui.poverty_figures import (
    BMN_POOR,
    POOR,
    REGISTERED,
    Figures,
    districts,
    figures,
)
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

EXCLUSION: Final = "tpmap_exclusion_rate"
# Stages in order, each with the indicator that counts it. Those after the third are the province's
# own follow-up, of a later year: they are drawn as soon as a filled-in template brings them.
STAGES: Final = {
    "poor": BMN_POOR,
    "registered": REGISTERED,
    "verified": POOR,
    "depth": "verified_in_depth",
    "helped": "beneficiaries_survive",
    "sufficient": "beneficiaries_suffice",
    "sustainable": "beneficiaries_sustain",
}
# So many stages are TPMAP's.
TPMAP: Final = 3
FUNNEL_TO_DOTS: Final = (12, 11)


def show(who: Reader, bar: DeltaGenerator) -> None:
    """The funnel of the province, and of the district in front, beside the exclusion rate."""
    with bar:
        selected = district(who)
        when = vintage(who)
    key = ("poverty", "funnel", when.id, selected)
    funnel, ranked = shared(who, *key, make=lambda: _panels(who, when, selected))
    heading.finding(who.t("poverty.funnel.question"), who.t("poverty.funnel.words"))
    left, right = st.columns(FUNNEL_TO_DOTS, gap="medium")
    with left:
        panel.show(who, funnel, width=572)
        heading.small([how_to_fill(who, "poverty.funnel.awaits")])
    with right:
        panel.show(who, ranked, measure=who.t("poverty.funnel.ranked"), width=524)
    below(
        who,
        _by_district(who, when),
        ranked.picture.caption.sources,
        caveats_of(who, [EXCLUSION, POOR]),
        alt=ranked.picture.caption.title,
        indicator=who.catalog.indicators[EXCLUSION],
        shown=frozenset({"name", *STAGES.values(), EXCLUSION}),
    )


def _panels(who: Reader, when: Vintage, selected: str | None) -> tuple[Panel, Panel]:
    found = _stages(who, when)
    picture = _funnel(who, found, when, selected)
    ids = list(STAGES.values())
    name = f"poverty_funnel_{selected or PROVINCE}_{when.period}"
    shown = found.frame["ref_area"].isin([PROVINCE, *([selected] if selected else [])])
    left = whole(who, picture, _stage_table(who, found, selected), found.frame[shown], name, ids)
    return left, _excluded(who, when, selected)


def _stages(who: Reader, when: Vintage, *more: str) -> Figures:
    """The TPMAP stages of the chosen year, and the latest follow-up."""
    ids = list(STAGES.values())
    found = figures(who, [*ids[:TPMAP], *more], period=when.period)
    return found.beside(figures(who, ids[TPMAP:]))


def _funnel(who: Reader, found: Figures, when: Vintage, selected: str | None) -> FunnelPicture:
    codes = [PROVINCE, *([selected] if selected else [])]
    measure = who.t("poverty.funnel.measure", period=who.period(when.period))
    ids = [BMN_POOR, REGISTERED, POOR]
    words = caption(
        who, _finding(who, found, codes[-1]), measure, found.of(ids), caveats_of(who, ids)
    )
    stages = []
    before = ""
    for name, indicator in STAGES.items():
        drawn = any(found.at(indicator, code).state != "missing" for code in codes)
        stages.append(
            Stage(
                name=who.t(f"poverty.stage.{name}"),
                note=_kept(who, found, before, indicator, codes[-1]) if drawn else "",
                bars=tuple(_bar(who, found, indicator, code) for code in codes) if drawn else (),
                empty="" if drawn else _awaited(who, name),
            )
        )
        before = indicator if drawn else before
    return FunnelPicture(words, tuple(who.area(code) for code in codes), tuple(stages))


def _awaited(who: Reader, stage: str) -> str:
    """Which file would fill a stage."""
    return who.t(f"poverty.stage.awaits.{'depth' if stage == 'depth' else 'aims'}")


def _bar(who: Reader, found: Figures, indicator: str, code: str) -> StageBar:
    figure, first = found.at(indicator, code), found.value(BMN_POOR, code)
    if figure.value is None or not first:
        return StageBar(None, who.t(f"poverty.state.{figure.state}"), figure.state)
    text = people(who, figure.value)
    return StageBar(figure.value / first, text, "value")


def _kept(who: Reader, found: Figures, before: str, indicator: str, code: str) -> str:
    """How many of the stage before are still there."""
    now, then = found.value(indicator, code), found.value(before, code)
    if found.at(indicator, code).period != found.at(before, code).period:
        # Another year counts other people: no share of the step before.
        return who.period(found.at(indicator, code).period) if now is not None else ""
    if now is None or not then:
        return ""
    return who.t("poverty.stage.kept", share=share(who, now, then))


def _finding(who: Reader, found: Figures, code: str) -> str:
    poor, registered, target = (found.value(each, code) for each in (BMN_POOR, REGISTERED, POOR))
    if not poor or registered is None or target is None:
        return who.t("poverty.funnel.none", place=who.area(code))
    return who.t(
        "poverty.funnel.finding",
        place=who.area(code),
        poor=people(who, poor),
        target=people(who, target),
        share=share(who, poor - registered, poor),
    )


def _stage_table(who: Reader, found: Figures, selected: str | None) -> Table:
    codes = [PROVINCE, *([selected] if selected else [])]
    columns = (
        Column("stage", who.t("poverty.stage")),
        *(Column(code, f"{who.area(code)} ({who.t('poverty.unit')})", "number") for code in codes),
        Column("remark", who.t("table.remark")),
        Column("indicator", who.t("agenda.table.indicator")),
    )
    rows = []
    for name, indicator in STAGES.items():
        values = [found.value(indicator, code) for code in codes]
        empty = all(each is None for each in values)
        remark = _awaited(who, name) if empty else ""
        rows.append((who.t(f"poverty.stage.{name}"), *values, remark, indicator))
    return Table(columns, tuple(rows))


def _by_district(who: Reader, when: Vintage) -> Table:
    """The twin of both pictures: every district with its stages and its exclusion rate."""
    drawn = [each for each in STAGES.values() if each in who.levels]
    found = _stages(who, when, EXCLUSION)
    columns = [Column("name", who.t("table.area")), Column("ref_area", who.t("table.code"))]
    columns += [
        Column(each, who.t(f"poverty.stage.{name}"), "number")
        for name, each in STAGES.items()
        if each in drawn
    ]
    rate = who.catalog.indicators[EXCLUSION]
    columns.append(Column(EXCLUSION, f"{rate.short.of(who.lang)} (%)", "number", rate.decimals))
    codes = [area.code for area in districts(who)]
    codes.sort(key=lambda code: -(found.value(EXCLUSION, code) or 0.0))
    rows = [
        (who.area(code), code, *(found.value(each, code) for each in (*drawn, EXCLUSION)))
        for code in codes
    ]
    return Table(tuple(columns), tuple(rows))


def _excluded(who: Reader, when: Vintage, selected: str | None) -> Panel:
    """Ranked dots of the exclusion rate, as on the page of the districts."""
    indicator = who.catalog.indicators[EXCLUSION]
    known = benchmark_values(who, indicator, (PROVINCE,))
    view = AreaView(
        indicator=indicator,
        level="district",
        within=PROVINCE,
        vintage=when,
        frame=who.store.values(
            EXCLUSION, period=when.period, within=PROVINCE, level="district", edition=when.edition
        ),
        areas=districts(who),
        benchmarks=known.get((when.period, when.edition), {}),
        method="quartile",
        selected=selected,
    )
    picture = the_dots(who, view, ({}, ""))
    about = captions.about(who, indicator, view.frame, picture.caption)
    return Panel(picture, area_table(who, view), about, f"{view.file}_ranked", within=view.within)
