"""Pairs of figures in groups: a place in front, held against the place around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing import Column, Table
from dashboard.briefing.table import SUPPRESSED, Cell
from dashboard.catalog import PROVINCE, SOUTH
from dashboard.charts.benchmark import label
from dashboard.charts.describe_groups import PairRow
from dashboard.text.numbers import number
from dashboard.text.periods import parse_period
from dashboard.ui.poverty_figures import Figures, bmn_id
from dashboard.ui.reader import Reader


@dataclass(frozen=True, slots=True)
class Pair:
    """Codes of the place in front and of what it is held against."""

    front: str
    behind: str

    @classmethod
    def of(cls, selected: str | None) -> Pair:
        """A district against the province, the province against the South."""
        return cls(selected, PROVINCE) if selected else cls(PROVINCE, SOUTH)

    def names(self, who: Reader) -> tuple[str, str]:
        """What both are called beside their signs."""
        behind = label(SOUTH, who.lang) if self.behind == SOUTH else who.area(self.behind)
        return who.area(self.front), behind


def common_period(who: Reader, indicators: Sequence[str], pair: Pair) -> str:
    """The last period in which both places have figures; of the one in front where none is.

    "" where there is none at all.
    """
    rows = who.store.observations(indicators, areas=(pair.front, pair.behind), period="all")
    periods = [
        set(rows.loc[(rows["ref_area"] == code) & rows["obs_value"].notna(), "time_period"])
        for code in (pair.front, pair.behind)
    ]
    found = periods[0] & periods[1] or periods[0]
    return max(found, key=lambda each: parse_period(each).position, default="")


def bmn_row(who: Reader, found: Figures, number_: int, pair: Pair) -> PairRow:
    """The rate of failing a จปฐ. indicator."""
    indicator = who.catalog.indicators[bmn_id(number_, "fail_rate")]
    front, behind = (found.at(indicator.id, code) for code in (pair.front, pair.behind))
    return PairRow(
        name=bmn_name(who, number_),
        value=front.value,
        other=behind.value,
        text=number(front.value, indicator.decimals)
        if front.state == "value"
        else who.t(f"poverty.state.{front.state}"),
        state=front.state,
    )


def bmn_name(who: Reader, number_: int) -> str:
    """`จปฐ.15 ก่อนวัยเรียน`: the catalogue's short name without what the axis says."""
    short = who.catalog.indicators[bmn_id(number_, "fail_rate")].short.of(who.lang)
    return short.removeprefix("ตก ").removesuffix(" (%)").removesuffix(", failing")


def widest(rows: Sequence[PairRow]) -> PairRow | None:
    """The row in which the place in front fails most above the other, in points."""
    known = [row for row in rows if row.value is not None and row.other is not None]
    if not known:
        return None
    return max(known, key=lambda row: (row.value or 0.0) - (row.other or 0.0))


def pair_table(
    who: Reader,
    groups: Sequence[tuple[str, Sequence[PairRow]]],
    pair: Pair,
    indicators: Sequence[str],
) -> Table:
    """The groups as rows, `indicators` their ids in order."""
    front, behind = pair.names(who)
    columns = (
        Column("group", who.t("poverty.group")),
        Column("name", who.t("control.ind")),
        Column("front", f"{front} (%)", "number", 2),
        Column("behind", f"{behind} (%)", "number", 2),
        Column("remark", who.t("table.remark")),
        Column("indicator", who.t("agenda.table.indicator")),
    )
    rows: list[tuple[Cell, ...]] = [
        (name, row.name, _cell(row), row.other, _remark(who, row), indicator)
        for (name, row), indicator in zip(
            ((name, row) for name, group in groups for row in group), indicators, strict=True
        )
    ]
    return Table(columns, tuple(rows))


def _cell(row: PairRow) -> Cell:
    return SUPPRESSED if row.state == "suppressed" else row.value


def _remark(who: Reader, row: PairRow) -> str:
    return "" if row.state == "value" else who.t(f"poverty.state.{row.state}")
