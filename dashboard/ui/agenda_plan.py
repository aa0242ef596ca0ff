"""Section 1: the agenda in plain words, and where each indicator stands between three levels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.briefing import Column, Table, about
from dashboard.catalog import PROVINCE, Indicator
from dashboard.charts.cell import amount
from dashboard.charts.describe import Benchmark, Caption, DotPicture, DotRow
from dashboard.text.numbers import number
from dashboard.text.periods import day
from dashboard.ui import agenda_begin, captions, controls, heading, panel
from dashboard.ui.agenda_days import today
from dashboard.ui.agenda_standing import (
    Standing,
    gap_words,
    pace_words,
    standings,
    total,
)
from dashboard.ui.panel import Panel
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import period_column, with_sources

PICTURE_TO_WORDS: Final = (13, 10)
MOST_LATE: Final = 3
# Letters of a name that fits a telephone's row with a score beside it.
LONGEST: Final = 20
SHOWN: Final = frozenset({"name", "now", "level", "gap", "points", "so_far", "needed", "course"})


def show(who: Reader, bar: DeltaGenerator) -> None:
    """The agenda that is chosen, and its targets of a fiscal year."""
    agendas = who.store.register("agenda")
    if agendas.empty:
        heading.finding(who.t("agenda.none"))
        agenda_begin.registers(who)
        return
    agendas = agendas.sort_values("period", ascending=False)
    ids = [str(each) for each in agendas["id"]]
    titles = dict(zip(ids, agendas[f"title_{who.lang}"], strict=True))
    chosen = ids[0]
    if len(ids) > 1:
        with bar:
            chosen = controls.select(who, "agenda", ids, show=titles.__getitem__, width=330)
    row = {str(k): str(v) for k, v in agendas.set_index("id", drop=False).loc[chosen].items()}
    targets = who.store.register("target")
    targets = targets[targets["agenda"] == chosen]
    years = sorted(targets["period"].unique(), reverse=True)
    if not years:
        _without_targets(who, row)
        return
    year = years[0]
    if len(years) > 1:
        with bar:
            year = controls.select(who, "year", years, show=who.period, width=170)
    rows = targets[targets["period"] == year].reset_index(drop=True)
    _with_targets(who, row, rows, year)


def _with_targets(who: Reader, row: dict[str, str], rows: pd.DataFrame, year: str) -> None:
    now = today()
    found = standings(who, rows, now)
    said = _scores(who, row, found, year)
    left, right = st.columns(PICTURE_TO_WORDS, gap="medium")
    with left:
        panel.show(who, said, width=620)
        heading.small([escape(who.t("agenda.own_score"))])
    with right:
        _summary(who, row, found)
    panel.twin(who, said.table, alt=said.picture.caption.title, shown=SHOWN)
    heading.small(
        [
            escape(
                who.t(
                    "agenda.rule",
                    today=day(now, who.lang, who.style),
                    left=max(each.pace.left for each in found),
                    standard=who.catalog.agenda.levels[1].name.of(who.lang),
                )
            ),
            escape(_score_rule(who)),
        ]
    )
    panel.sources_of(who, said.picture.caption.sources, _named(who, said))
    _facts(who, row)


def _without_targets(who: Reader, row: dict[str, str]) -> None:
    """The present figures of the agenda's indicators, and how to begin."""
    said = _present(who, row)
    left, right = st.columns(PICTURE_TO_WORDS, gap="medium")
    with left:
        if said is None:
            heading.finding(who.t("agenda.no_indicators"))
        else:
            panel.show(who, said, width=620)
    with right:
        heading.finding(
            row[f"title_{who.lang}"], who.t("agenda.title.measure", **_origin(who, row))
        )
        with st.container(border=True, gap="xsmall"):
            heading.finding(who.t("agenda.no_targets"), who.t("agenda.no_targets.measure"))
            agenda_begin.registers(who)
    if said is not None:
        panel.sources_of(who, said.picture.caption.sources, _named(who, said))
    _facts(who, row)
    if said is not None:
        panel.twin(who, said.table, alt=said.picture.caption.title)


def _named(who: Reader, said: Panel) -> list[Indicator]:
    """The indicators in the rows of a table."""
    at = [column.key for column in said.table.columns].index("indicator")
    ids = dict.fromkeys(str(row[at]) for row in said.table.rows)
    return [who.catalog.indicators[each] for each in ids]


def _summary(who: Reader, row: dict[str, str], found: Sequence[Standing]) -> None:
    """The title, the weighted score, and the facts of the agenda."""
    heading.finding(row[f"title_{who.lang}"], who.t("agenda.title.measure", **_origin(who, row)))
    whole = total(found)
    if whole is not None:
        heading.sentences(
            who.t("agenda.score", points=number(whole, 1)), [who.t("agenda.own_score")]
        )
    late = [each for each in found if each.pace.course == "behind" and each.gap is not None]
    if late:
        words = [
            who.t("agenda.missing_of", name=_name(who, each), gap=gap_words(who, each))
            for each in late[:MOST_LATE]
        ]
        heading.sentences(who.t("agenda.behind"), words)


def _facts(who: Reader, row: dict[str, str]) -> None:
    aims = " → ".join(each.name.of(who.lang) for each in who.catalog.agenda.aims)
    systems = " · ".join(each.of(who.lang) for each in who.catalog.agenda.of("system").values())
    family = who.catalog.agenda.of("family").get(row["family"])
    pairs = [
        ("agenda.fact.issue", row[f"issue_{who.lang}"]),
        ("agenda.fact.target_group", row[f"target_group_{who.lang}"]),
        ("agenda.fact.aims", aims),
        ("agenda.fact.systems", systems),
        ("agenda.fact.tool", row["tool"]),
        ("agenda.fact.family", family.of(who.lang) if family else ""),
        ("agenda.fact.pain_point", row["pain_point"]),
        ("agenda.fact.positioning", row["positioning"]),
        ("agenda.fact.plan_link", row["plan_link"]),
        ("agenda.fact.owner", row["owner"]),
        ("agenda.fact.source", row["source"]),
    ]
    heading.definitions((who.t(key), words) for key, words in pairs if words)


def _origin(who: Reader, row: dict[str, str]) -> dict[str, str]:
    return {"period": who.period(row["period"]) if row["period"] else "–", "owner": row["owner"]}


def _scores(who: Reader, row: dict[str, str], found: Sequence[Standing], year: str) -> Panel:
    order = sorted(found, key=lambda each: (each.points is None, each.points or 0.0))
    rows = tuple(_score_row(who, each) for each in order)
    lines = tuple(
        Benchmark(each.name.of(who.lang), each.points, number(each.points))
        for each in who.catalog.agenda.levels
    )
    title = _finding(who, found)
    measure = who.t("agenda.measure", period=who.period(year))
    caption = Caption(
        title=title,
        measure=measure,
        sources=_source_lines(who, found),
        caveats=(who.t("agenda.own_score"), _score_rule(who)),
        alt=who.t("agenda.alt", finding=title, measure=measure),
    )
    picture = DotPicture(caption, 1, rows, lines, who.t("agenda.unit"), 0)
    table = with_sources(who, _standing_table(who, order), _frame(who, found))
    return _panel(who, picture, table, f"agenda_{row['id']}_{year}", found)


def _score_row(who: Reader, each: Standing) -> DotRow:
    name = _name(who, each)
    name = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    mark = who.t(f"agenda.mark.{each.pace.course}")
    if each.points is None:
        return DotRow(each.area, name, "missing", None, mark, None, emphasis=False, hover=())
    text = who.t("agenda.row", points=number(each.points), course=mark)
    behind = each.pace.course == "behind"
    return DotRow(each.area, name, "value", each.points, text, 0, emphasis=behind, hover=(name,))


def _name(who: Reader, each: Standing) -> str:
    short = each.indicator.short.of(who.lang)
    return short if each.area == PROVINCE else f"{short} ({who.area(each.area)})"


def _finding(who: Reader, found: Sequence[Standing]) -> str:
    courses = [each.pace.course for each in found]
    good = sum(each in {"on_course", "reached"} for each in courses)
    unknown = sum(each in {"none", "no_new_figure", "no_baseline"} for each in courses)
    facts = {"count": len(found), "good": good, "behind": len(found) - good - unknown}
    return who.t("agenda.finding", unknown=unknown, **facts)


def _score_rule(who: Reader) -> str:
    points = {
        f"p{place}": number(each.points)
        for place, each in enumerate(who.catalog.agenda.levels, start=1)
    }
    return who.t("agenda.score.rule", **points)


def _standing_table(who: Reader, found: Sequence[Standing]) -> Table:
    names = (
        ("name", "text"),
        ("area", "text"),
        ("now", "text"),
        ("period", "text"),
        ("level", "text"),
        ("gap", "text"),
        ("points", "number"),
        ("so_far", "text"),
        ("needed", "text"),
        ("course", "text"),
        ("level_1", "number"),
        ("level_2", "number"),
        ("level_3", "number"),
        ("baseline", "number"),
        ("weight", "number"),
        ("due", "text"),
        ("indicator", "text"),
        ("ref_area", "text"),
    )
    columns = tuple(
        Column(
            name,
            who.t(f"agenda.table.{name}"),
            "number" if kind == "number" else "text",
            _decimals(name),
        )
        for name, kind in names
    )
    dated = period_column(who, [each.period for each in found])
    columns = tuple(dated if each.key == "period" else each for each in columns)
    return Table(columns, tuple(_cells(who, each) for each in found))


def _decimals(name: str) -> int:
    return 1 if name == "points" else 2 if name.startswith(("level_", "baseline")) else 0


def _cells(who: Reader, each: Standing) -> tuple[str | float | None, ...]:
    levels = who.catalog.agenda.levels
    reached = levels[each.place - 1].name.of(who.lang) if each.place else who.t("agenda.level.none")
    now = "–" if each.value is None else amount(each.value, each.indicator, who.lang)
    return (
        _name(who, each),
        who.area(each.area),
        now,
        who.short_period(each.period) if each.period else "",
        reached if each.value is not None else "",
        gap_words(who, each),
        each.points,
        pace_words(who, each, each.pace.so_far),
        pace_words(who, each, each.pace.needed),
        who.t(f"agenda.course.{each.pace.course}"),
        *each.target.levels,
        each.target.baseline,
        each.weight,
        day(each.due, who.lang, who.style),
        each.indicator.id,
        each.area,
    )


def _present(who: Reader, row: dict[str, str]) -> Panel | None:
    """The agenda's own indicators as they are now, in the province."""
    ids = [each for each in row["indicators"].split() if each in who.levels]
    rows = who.store.observations(ids, areas=[PROVINCE]) if ids else pd.DataFrame()
    if rows.empty:
        return None
    rows = rows.dropna(subset="obs_value")
    dots: list[DotRow] = []
    cells = []
    columns = (rows[name].tolist() for name in ("indicator", "obs_value", "time_period"))
    for name, value, period in zip(*columns, strict=True):
        indicator = who.catalog.indicators[name]
        words = amount(value, indicator, who.lang)
        short = indicator.short.of(who.lang)
        dots.append(
            DotRow(
                PROVINCE,
                short,
                "value",
                value,
                number(value, indicator.decimals),
                0,
                emphasis=not dots,
                hover=(short, words),
            )
        )
        when = who.short_period(period)
        cells.append((short, value, indicator.unit.name.of(who.lang), when, name))
    first = rows.iloc[0]
    lead = who.catalog.indicators[str(first["indicator"])]
    title = who.t(
        "agenda.present.finding",
        name=lead.short.of(who.lang),
        value=amount(float(first["obs_value"]), lead, who.lang),
        period=who.period(str(first["time_period"])),
    )
    measure = who.t("agenda.present.measure", measure=lead.measure.of(who.lang))
    caption = Caption(
        title=title,
        measure=measure,
        sources=captions.source_lines(who, rows, mapped=False),
        caveats=tuple(each.text.of(who.lang) for each in lead.caveats),
        alt=who.t("agenda.alt", finding=title, measure=measure),
    )
    head = [
        Column("name", who.t("control.ind")),
        Column("obs_value", who.t("agenda.table.now"), "number", 2),
    ]
    head += [
        Column("unit", who.t("sources.unit")),
        period_column(who, rows["time_period"]),
        Column("indicator", who.t("agenda.table.indicator")),
    ]
    picture = DotPicture(caption, 1, tuple(dots), (), "%", 2)
    table = with_sources(who, Table(tuple(head), tuple(cells)), rows)
    return Panel(
        picture,
        table,
        about(
            caption,
            indicators=[who.catalog.indicators[each] for each in ids],
            data_sets=captions.data_sets(who, rows),
            snapshot=who.store.id,
            lang=who.lang,
            created=datetime.fromisoformat(who.store.snapshot.manifest.created),
        ),
        f"agenda_{row['id']}",
    )


def _source_lines(who: Reader, found: Sequence[Standing]) -> tuple[str, ...]:
    frame = _frame(who, found)
    return captions.source_lines(who, frame, mapped=False)


def _frame(who: Reader, found: Sequence[Standing]) -> pd.DataFrame:
    """The latest figures that the standings are made from."""
    rows = (
        who.store.latest(each.indicator.id, each.area).assign(indicator=each.indicator.id)
        for each in found
    )
    return pd.concat(rows, ignore_index=True)


def _panel(
    who: Reader, picture: DotPicture, table: Table, file: str, found: Sequence[Standing]
) -> Panel:
    indicators = {each.indicator.id: each.indicator for each in found}
    said = about(
        picture.caption,
        indicators=list(indicators.values()),
        data_sets=captions.data_sets(who, _frame(who, found)),
        snapshot=who.store.id,
        lang=who.lang,
        created=datetime.fromisoformat(who.store.snapshot.manifest.created),
    )
    return Panel(picture, table, said, file)
