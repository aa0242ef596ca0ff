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
from dashboard.text.periods import parse_period
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import caption, caveats_of, whole
from dashboard.ui.poverty_spreads import weighted
from dashboard.ui.reader import Reader
from dashboard.ui.row_sources import period_column

LEAST: Final = 2
DECIMALS: Final = 3


def trend(who: Reader, indicator: Indicator) -> Panel | None:
    """Gini of every comparable period; None where there is only one."""
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
            f"poverty.inequality.trend.{_way(first[2], last[2])}",
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
    return whole(
        who, picture, _table(who, points), cited, name, [indicator.id], more=("computed_here",)
    )


def _points(frame: pd.DataFrame, indicator: Indicator) -> list[tuple[str, str, float]]:
    """Period, edition and Gini, by period, within the edition of the latest period.

    A period with fewer districts than another is left out: other districts are another inequality.
    """
    both = weighted(frame, indicator)
    most = both.groupby(["time_period", "edition"]).size().max() if len(both) else 0
    points = []
    for (period, edition), rows in both.groupby(["time_period", "edition"]):
        found = inequality(rows["rate"].tolist(), rows["people"].tolist())
        if found is not None and len(rows) == most:
            points.append((str(period), str(edition), found.gini))
    points.sort(key=lambda point: parse_period(point[0]).position)
    return [point for point in points if point[1] == points[-1][1]]


def _way(before: float, now: float) -> str:
    """Up, down or level, as both print."""
    apart = round(now, DECIMALS) - round(before, DECIMALS)
    return "level" if apart == 0 else "up" if apart > 0 else "down"


def _gini(who: Reader, indicator: Indicator) -> Indicator:
    """The indicator as the line's measure: an index without unit."""
    name = Label("จีนีระหว่างอำเภอ", "Gini between districts")
    index = next(unit for unit in who.catalog.units.values() if unit.kind == "index")
    return replace(indicator, name=name, short=name, unit=index, decimals=DECIMALS)


def _table(who: Reader, points: list[tuple[str, str, float]]) -> Table:
    columns = (
        period_column(who, [period for period, _, _ in points]),
        Column("edition", who.t("table.edition")),
        Column("gini", who.t("poverty.inequality.gini"), "number", DECIMALS),
        Column("remark", who.t("table.remark")),
    )
    remark = who.t("state.computed")
    return Table(
        columns,
        tuple(
            (who.short_period(period), who.edition_words(edition), value, remark)
            for period, edition, value in points
        ),
    )
