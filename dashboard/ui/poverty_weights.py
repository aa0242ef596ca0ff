"""What each dimension weighs in M0, and what it would take to lower it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dashboard.briefing import Column, Table
from dashboard.briefing.table import SUPPRESSED, Cell
from dashboard.catalog import PROVINCE
from dashboard.charts.describe_groups import Group, GroupPicture, PairRow
from dashboard.stats.bounds import total
from dashboard.stats.poverty import contributions
from dashboard.text.numbers import number, value_range
from dashboard.ui.poverty_caption import caption, caveats_of, people
from dashboard.ui.poverty_figures import DIMENSIONS
from dashboard.ui.poverty_overlap import Depth, certain, printed, surely_highest
from dashboard.ui.reader import Reader

WEIGHTS: Final = ("computed_here",)
"""Codes of the caveats of this picture."""


def weights_picture(
    who: Reader, known: dict[str, Depth], selected: str | None, when: str, frame: pd.DataFrame
) -> GroupPicture:
    """The part of every dimension for the place in front, the province behind a district."""
    front, behind = known[selected or PROVINCE], known[PROVINCE] if selected else None
    rows = [
        _weight(who, dimension, _points(front, at), None if behind is None else _points(behind, at))
        for at, dimension in enumerate(DIMENSIONS)
    ]
    words = caption(
        who,
        _finding(who, front),
        who.t("poverty.weights.measure", period=when),
        frame,
        caveats_of(who, [], *WEIGHTS),
    )
    group = Group(who.t("poverty.weights.group"), "", tuple(rows))
    return GroupPicture(
        words,
        (group,),
        who.area(front.code),
        who.area(PROVINCE) if behind else "",
        who.t("poverty.weights.unit"),
    )


def _points(depth: Depth, at: int) -> float | None:
    """What a dimension adds to M0, in per cent of the surveyed; None where it is suppressed."""
    part = depth.parts[at]
    return None if part.width else 100 * part.low / (len(DIMENSIONS) * depth.surveyed)


def _finding(who: Reader, front: Depth) -> str:
    """Which dimension weighs most, with its share as far as that is certain."""
    top = surely_highest(dict(zip(DIMENSIONS, front.parts, strict=True)))
    points = None if top is None else _points(front, DIMENSIONS.index(top))
    if top is None or points is None:
        return who.t("poverty.weights.unclear", place=who.area(front.code))
    share = printed(contributions(front.parts)[DIMENSIONS.index(top)].times(100), 1)
    facts = {
        "name": who.t(f"poverty.dim.{top}"),
        "place": who.area(front.code),
        "points": who.t("charts.points", digits=number(points, 2)),
    }
    if share is None:
        return who.t("poverty.weights.finding", **facts)
    words = who.t("charts.per_cent", digits=share[1])
    return who.t("poverty.weights.finding.share", share=words, **facts)


def _weight(who: Reader, dimension: str, points: float | None, other: float | None) -> PairRow:
    hidden = points is None
    return PairRow(
        name=who.t(f"poverty.dim.{dimension}"),
        value=points,
        other=other,
        text=who.t("state.suppressed.cell") if hidden else number(points, 2),
        state="suppressed" if hidden else "value",
    )


def how_to_lower(who: Reader, depth: Depth) -> list[str]:
    """What the heaviest dimension alone would bring, and how much a tenth of M0 is."""
    spans = dict(zip(DIMENSIONS, depth.parts, strict=True))
    top = surely_highest(spans)
    lines = []
    if top is not None and not spans[top].width:
        count = spans[top].low
        points = 100 * count / (len(DIMENSIONS) * depth.surveyed)
        lines.append(
            who.t(
                "poverty.lower.most",
                name=who.t(f"poverty.dim.{top}"),
                count=people(who, count),
                points=who.t("charts.points", digits=number(points, 2)),
            )
        )
    tenth = total(depth.parts).over(10)
    count_of = value_range(round(tenth.low, -1), round(tenth.high, -1), lang=who.lang)
    lines.append(who.t("poverty.lower.tenth", count=count_of))
    return lines


def weight_table(who: Reader, known: dict[str, Depth], place: str) -> Table:
    """The same as a table."""
    columns = (
        Column("dimension", who.t("poverty.dims")),
        Column("points", f"{who.area(place)}: {who.t('poverty.weights.unit')}", "number", 2),
        Column("share", who.t("poverty.weights.share"), "number", 1),
        Column("remark", who.t("table.remark")),
    )
    shares = contributions(known[place].parts)
    rows: list[tuple[Cell, ...]] = []
    for at, (dimension, share) in enumerate(zip(DIMENSIONS, shares, strict=False)):
        points = _points(known[place], at)
        cells = (SUPPRESSED if points is None else points, certain(share.times(100), 1))
        name = who.t(f"poverty.dim.{dimension}")
        rows.append((name, *cells, who.t("state.computed")))
    return Table(columns, tuple(rows))
