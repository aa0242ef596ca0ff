"""Section 4: the จปฐ. indicators that TPMAP unites in each dimension."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from dashboard.catalog import PROVINCE
from dashboard.charts.describe_groups import Group
from dashboard.text.numbers import number
from dashboard.ui.poverty_caption import people
from dashboard.ui.poverty_figures import BMN, bmn_id, dimension_id, figures
from dashboard.ui.poverty_groups import Grouped, show_groups
from dashboard.ui.poverty_pairs import Pair, bmn_row, common_period, widest
from dashboard.ui.reader import Reader


def show(who: Reader, bar: DeltaGenerator) -> None:
    """All indicators by dimension, a dot for the place in front and a ring for the one around."""
    show_groups(who, bar, "indicators", _grouped)


def _grouped(who: Reader, selected: str | None) -> Grouped:
    pair = Pair.of(selected)
    rates = [bmn_id(each, "fail_rate") for numbers in BMN.values() for each in numbers]
    counts = [dimension_id(each) for each in BMN]
    period = common_period(who, rates, pair)
    places = (PROVINCE, pair.front, pair.behind)
    found = figures(who, [*rates, *counts], areas=places, period=period)
    groups = []
    for dimension, numbers in BMN.items():
        poor = found.at(dimension_id(dimension), pair.front)
        count = (
            people(who, poor.value)
            if poor.value is not None
            else who.t(f"poverty.state.{poor.state}")
        )
        groups.append(
            Group(
                who.t(f"poverty.dim.{dimension}"),
                who.t("poverty.indicators.note", count=count),
                tuple(bmn_row(who, found, each, pair) for each in numbers),
            )
        )
    frame = found.of(rates)
    frame = frame[frame["ref_area"].isin((pair.front, pair.behind))]
    return Grouped(pair, period, groups, _finding(who, groups, pair), frame, rates)


def _finding(who: Reader, groups: list[Group], pair: Pair) -> str:
    rows = [row for group in groups for row in group.rows]
    known = [row for row in rows if row.value is not None]
    front, behind = pair.names(who)
    if not known:
        return who.t("poverty.indicators.none", place=front)
    top = max(known, key=lambda row: row.value or 0.0)
    apart = widest(rows)
    facts = {"place": front, "name": top.name, "value": top.text}
    if apart is None or (apart.value or 0) <= (apart.other or 0):
        return who.t("poverty.indicators.finding", **facts)
    return who.t(
        "poverty.indicators.finding.apart",
        **facts,
        other=behind,
        wide=apart.name,
        here=apart.text,
        there=number(apart.other, 2),
    )
