"""Section 4: the จปฐ. indicators that TPMAP unites in each dimension."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from dashboard.catalog import PROVINCE
from dashboard.charts.describe_groups import Group, GroupPicture
from dashboard.text.numbers import number
from dashboard.ui import heading
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import beside, caption, caveats_of, people, whole
from dashboard.ui.poverty_controls import district
from dashboard.ui.poverty_figures import BMN, bmn_id, dimension_id, figures
from dashboard.ui.poverty_pairs import Pair, bmn_row, common_period, pair_table, widest
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared


def show(who: Reader, bar: DeltaGenerator) -> None:
    """All indicators by dimension, a dot for the place in front and a ring for the one around."""
    with bar:
        selected = district(who)
    found = shared(who, "poverty", "indicators", selected, make=lambda: _panel(who, selected))
    heading.finding(who.t("poverty.indicators.question"), who.t("poverty.indicators.words"))
    first = bmn_id(1, "fail_rate")
    beside(
        who,
        found,
        who.catalog.indicators[first],
        caveats_of(who, [first], "household_members_unit"),
        frozenset({"name", "front", "behind", "remark"}),
    )


def _panel(who: Reader, selected: str | None) -> Panel:
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
    words = caption(
        who,
        _finding(who, groups, pair),
        who.t("poverty.indicators.measure", period=who.period(period) if period else "–"),
        frame,
        caveats_of(who, rates[:1], "household_members_unit"),
    )
    front, behind = pair.names(who)
    picture = GroupPicture(words, tuple(groups), front, behind, who.t("poverty.per_cent"))
    table = pair_table(who, [(each.name, each.rows) for each in groups], pair, rates)
    name = f"poverty_indicators_{pair.front}_{period}"
    return whole(who, picture, table, frame, name, rates, more=("household_members_unit",))


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
