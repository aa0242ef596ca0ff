"""Section 5: the same figures by stage of life, so that one sees at which age people are lost."""

from __future__ import annotations

from typing import Final, NamedTuple

from streamlit.delta_generator import DeltaGenerator

from dashboard.catalog import PROVINCE
from dashboard.charts.describe_groups import Group
from dashboard.text.numbers import number
from dashboard.ui.poverty_caption import people
from dashboard.ui.poverty_figures import Figures, bmn_id, figures
from dashboard.ui.poverty_groups import Grouped, show_groups
from dashboard.ui.poverty_pairs import Pair, bmn_row, common_period, widest
from dashboard.ui.reader import Reader


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
    show_groups(who, bar, "life", _grouped)


def _grouped(who: Reader, selected: str | None) -> Grouped:
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
    return Grouped(pair, period, groups, _finding(who, groups, pair), frame, rates, counts)


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
