"""Section 5: the same figures by stage of life, so that one sees at which age people are lost."""

from __future__ import annotations

from typing import Final, NamedTuple

from streamlit.delta_generator import DeltaGenerator

from dashboard.catalog import PROVINCE
from dashboard.charts.describe_groups import Group, GroupPicture
from dashboard.text.numbers import number
from dashboard.ui import heading
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import beside, caption, caveats_of, people, whole
from dashboard.ui.poverty_controls import district
from dashboard.ui.poverty_figures import Figures, bmn_id, figures
from dashboard.ui.poverty_pairs import Pair, bmn_row, common_period, pair_table, widest
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared


class Age(NamedTuple):
    """A stage of life: its จปฐ. indicators, who is counted in it, and who of the surveyed."""

    name: str
    bmn: tuple[int, ...]
    population: str = ""
    surveyed: str = ""


AGES: Final = (
    Age("birth", (1, 2, 3), "pop_age_0_2"),
    Age("preschool", (15,), "pop_age_3_5"),
    Age("school", (16,), "pop_age_6_14"),
    Age("after", (17, 18), "pop_age_15_17"),
    Age("working", (19, 20), "pop_age_15_59"),
    Age("older", (21, 27), "pop_age_60_plus", "tpmap_elderly"),
    Age("disabled", (28,), "", "tpmap_disabled"),
)


def show(who: Reader, bar: DeltaGenerator) -> None:
    """Stages from birth to old age."""
    with bar:
        selected = district(who)
    found = shared(who, "poverty", "life", selected, make=lambda: _panel(who, selected))
    heading.finding(who.t("poverty.life.question"), who.t("poverty.life.words"))
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
    rates = [bmn_id(each, "fail_rate") for age in AGES for each in age.bmn]
    counts = [each for age in AGES for each in (age.population, age.surveyed) if each]
    period = common_period(who, rates, pair)
    places = (PROVINCE, pair.front, pair.behind)
    # How many people there are is told for its own, the latest period.
    found = figures(who, rates, areas=places, period=period).beside(
        figures(who, counts, areas=places)
    )
    groups = [
        Group(
            who.t(f"poverty.age.{age.name}"),
            _note(who, found, age, pair.front),
            tuple(bmn_row(who, found, each, pair) for each in age.bmn),
        )
        for age in AGES
    ]
    frame = found.frame[found.frame["ref_area"].isin((pair.front, pair.behind))]
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
    name, ids = f"poverty_life_{pair.front}_{period}", [*rates, *counts]
    return whole(who, picture, table, frame, name, ids, more=("household_members_unit",))


def _note(who: Reader, found: Figures, age: Age, code: str) -> str:
    """How many people there are at this stage, or which file would say it."""
    parts = []
    for indicator, key in ((age.population, "population"), (age.surveyed, "surveyed")):
        if not indicator:
            continue
        figure = found.at(indicator, code)
        if figure.value is not None:
            count = people(who, figure.value)
            when = who.short_period(figure.period)
            parts.append(who.t(f"poverty.life.{key}", count=count, period=when))
        elif key == "population":
            parts.append(who.t("poverty.life.empty", indicator=indicator))
    return " · ".join(parts)


def _finding(who: Reader, groups: list[Group], pair: Pair) -> str:
    """The stage at which the place in front is furthest behind."""
    front, behind = pair.names(who)
    rows = {row: group for group in groups for row in group.rows}
    apart = widest(list(rows))
    if apart is None:
        return who.t("poverty.indicators.none", place=front)
    facts = {
        "place": front,
        "other": behind,
        "name": apart.name,
        "age": rows[apart].name,
        "here": apart.text,
        "there": number(apart.other, 2),
    }
    better = (apart.value or 0.0) <= (apart.other or 0.0)
    return who.t("poverty.life.better" if better else "poverty.life.finding", **facts)
