"""Between-district inequality over time, where an indicator has more than one period."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from dashboard.briefing import Column, Table
from dashboard.catalog import PROVINCE, Indicator
from dashboard.charts.line_picture import line_picture
from dashboard.stats.inequality import inequality
from dashboard.text import Label
from dashboard.text.numbers import number
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import caption, caveats_of, whole
from dashboard.ui.reader import Reader

LEAST: Final = 2
DECIMALS: Final = 3


def trend(who: Reader, indicator: Indicator) -> Panel | None:
    """Gini of every period in which all districts have a figure; None for a single one."""
    frame = who.store.observations(
        [indicator.id, indicator.denominator], within=PROVINCE, level="district", period="all"
    )
    points = _points(frame, indicator)
    if len(points) < LEAST:
        return None
    rows = pd.DataFrame(
        {
            "ref_area": PROVINCE,
            "time_period": [period for period, _, _ in points],
            "edition": [edition for _, edition, _ in points],
            "obs_value": [value for _, _, value in points],
            "obs_status": "A",
            "conf_status": "F",
        }
    )
    first, last = points[0], points[-1]
    cited = frame[frame["indicator"] == indicator.id].assign(derived=True)
    words = caption(
        who,
        who.t(
            f"poverty.inequality.trend.{'up' if last[2] > first[2] else 'down'}",
            before=number(first[2], DECIMALS),
            now=number(last[2], DECIMALS),
            span=who.span(first[0], last[0]),
        ),
        who.t("poverty.inequality.trend.measure", indicator=indicator.short.of(who.lang)),
        cited,
        caveats_of(who, [indicator.id], "computed_here"),
    )
    picture = line_picture(
        rows,
        indicator=_gini(who, indicator),
        areas=[who.catalog.areas[PROVINCE]],
        lang=who.lang,
        style=who.style,
        caption=words,
        highlights=[PROVINCE],
    )
    named = tuple(replace(each, name=who.t("poverty.inequality.gini")) for each in picture.lines)
    picture = replace(picture, lines=named)
    name = f"poverty_inequality_trend_{indicator.id}"
    return whole(who, picture, _table(who, points), cited, name, [indicator.id])


def _points(frame: pd.DataFrame, indicator: Indicator) -> list[tuple[str, str, float]]:
    """Period, edition and Gini, by period; a period in which a district is missing is left out."""
    keys = ["time_period", "edition", "ref_area"]
    rates = frame[frame["indicator"] == indicator.id].dropna(subset=["obs_value"])
    of = frame[frame["indicator"] == indicator.denominator]
    both = rates.merge(
        of[["time_period", "ref_area", "obs_value"]].drop_duplicates(keys[::2]),
        on=["time_period", "ref_area"],
        suffixes=("", "_of"),
    ).dropna(subset=["obs_value_of"])
    most = both.groupby(["time_period", "edition"]).size().max() if len(both) else 0
    points = []
    for (period, edition), rows in both.groupby(["time_period", "edition"]):
        found = inequality(rows["obs_value"].tolist(), rows["obs_value_of"].tolist())
        if found is not None and len(rows) == most:
            points.append((str(period), str(edition), found.gini))
    return points


def _gini(who: Reader, indicator: Indicator) -> Indicator:
    """The indicator as the line's measure: an index without unit."""
    name = Label("จีนีระหว่างอำเภอ", "Gini between districts")
    index = next(unit for unit in who.catalog.units.values() if unit.kind == "index")
    return replace(indicator, name=name, short=name, unit=index, decimals=DECIMALS)


def _table(who: Reader, points: list[tuple[str, str, float]]) -> Table:
    columns = (
        Column("period", who.t(f"table.period.{who.style}")),
        Column("edition", who.t("table.edition")),
        Column("gini", who.t("poverty.inequality.gini"), "number", DECIMALS),
        Column("remark", who.t("table.remark")),
        Column("snapshot", who.t("table.snapshot")),
    )
    remark = who.t("state.computed")
    return Table(
        columns,
        tuple(
            (who.short_period(period), who.edition_words(edition), value, remark, who.store.id)
            for period, edition, value in points
        ),
    )
