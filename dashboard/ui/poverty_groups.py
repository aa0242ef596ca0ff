"""The จปฐ. indicators in groups, by dimension or by stage of life: two sections, shown alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from dashboard.charts.describe_groups import Group, GroupPicture
from dashboard.ui import heading
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import beside, caption, caveats_of, whole
from dashboard.ui.poverty_controls import district
from dashboard.ui.poverty_figures import bmn_id
from dashboard.ui.poverty_pairs import Pair, pair_table
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

_CAVEAT: Final = "household_members_unit"
_SHOWN: Final = frozenset({"name", "front", "behind", "remark"})


@dataclass(frozen=True, slots=True)
class Grouped:
    """What a section found out about a place and the one around it.

    Attributes:
        pair: both places.
        period: of the rates, "" where there is none.
        groups: the rows of the picture.
        finding: the sentence over it.
        frame: the observations behind it.
        rates: the indicators in the rows.
        counts: indicators beside the headings.
    """

    pair: Pair
    period: str
    groups: Sequence[Group]
    finding: str
    frame: pd.DataFrame
    rates: Sequence[str]
    counts: Sequence[str] = ()


def show_groups(
    who: Reader, bar: DeltaGenerator, section: str, find: Callable[[Reader, str | None], Grouped]
) -> None:
    """A section of the poverty page, for the province or the district that is chosen in `bar`."""
    with bar:
        selected = district(who)
    found = shared(
        who,
        "poverty",
        section,
        selected,
        make=lambda: panel_of(who, section, find(who, selected)),
    )
    heading.finding(who.t(f"poverty.{section}.question"), who.t(f"poverty.{section}.words"))
    first = bmn_id(1, "fail_rate")
    caveats = caveats_of(who, [first], _CAVEAT)
    beside(who, found, who.catalog.indicators[first], caveats, _SHOWN)


def panel_of(who: Reader, section: str, found: Grouped) -> Panel:
    """The picture of a section with its table and its files."""
    pair, period = found.pair, found.period
    words = caption(
        who,
        found.finding,
        who.t("poverty.indicators.measure", period=who.period(period) if period else "–"),
        found.frame,
        caveats_of(who, found.rates[:1], _CAVEAT),
    )
    front, behind = pair.names(who)
    picture = GroupPicture(words, tuple(found.groups), front, behind, who.t("poverty.per_cent"))
    table = pair_table(who, [(each.name, each.rows) for each in found.groups], pair, found.rates)
    name, ids = f"poverty_{section}_{pair.front}_{period}", [*found.rates, *found.counts]
    return whole(who, picture, table, found.frame, name, ids, more=(_CAVEAT,))
