"""Section 6: three measures of poverty for the 14 provinces, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from streamlit.delta_generator import DeltaGenerator

from dashboard.briefing import Column, Table
from dashboard.briefing.table import Cell
from dashboard.catalog import PROVINCE, SOUTH, Indicator
from dashboard.charts.describe_groups import OrderColumn, OrderPicture, OrderPlace, Tone
from dashboard.stats.ranks import Agreement, agreement, band, places
from dashboard.text.numbers import number
from dashboard.ui import heading, panel
from dashboard.ui.door import how_to_fill
from dashboard.ui.panel import Panel
from dashboard.ui.poverty_caption import WIDE, below, caption, caveats_of, whole
from dashboard.ui.poverty_figures import COVERAGE, figures
from dashboard.ui.reader import Reader
from dashboard.ui.shared import shared

# Each lens with its indicator; a lens without figures at this level stays visible and empty.
LENSES: Final = {
    "tpmap": "tpmap_target_poor_rate",
    "old": "poverty_rate_oldline",
    "card": "tpmap_card_share",
    "present": "poverty_rate",
}
CAVEATS: Final = (
    "poverty_lenses_differ",
    "not_mpi",
    "oldline_historical",
    "of_surveyed",
    "card_round_2560",
    "definition_break_2565",
)
TONES: Final[dict[Agreement, Tone]] = {
    "agree": "agree",
    "near": "plain",
    "apart": "apart",
    "unknown": "plain",
}


@dataclass(frozen=True, slots=True)
class Lens:
    """One measure: its values by province as they print, their places, and when."""

    name: str
    indicator: Indicator
    period: str
    values: dict[str, float]
    places: dict[str, int]

    def band(self, code: str) -> int:
        """The quarter of its own order that a province lies in."""
        return band(self.places[code], len(self.places))


def show(who: Reader, bar: DeltaGenerator) -> None:  # noqa: ARG001  it has no further controls
    """The orders side by side."""
    found = shared(who, "poverty", "lenses", make=lambda: _panel(who))
    heading.finding(who.t("poverty.lenses.question"), who.t("poverty.lenses.words"))
    panel.show(who, found, width=WIDE)
    drawn = {column.key for column in found.table.columns}
    if any(f"{name}_rank" not in drawn for name in LENSES):
        heading.small([how_to_fill(who, "poverty.lenses.awaits")])
    known = [each for each in LENSES.values() if each in who.catalog.indicators]
    heading.definitions(
        (who.t(f"poverty.lens.{name}.name"), who.catalog.indicators[each].definition.of(who.lang))
        for name, each in LENSES.items()
        if each in known
    )
    below(
        who,
        found.table,
        found.picture.caption.sources,
        caveats_of(who, [], *CAVEATS),
        alt=found.picture.caption.title,
        indicator=[who.catalog.indicators[each] for each in known],
    )


def lenses(who: Reader) -> list[Lens]:
    """Every lens; without values where nothing is published for the provinces."""
    made = []
    for name, id_ in LENSES.items():
        indicator = who.catalog.indicators[id_]
        found = figures(who, [id_], areas=(), within=SOUTH, level="province")
        values = {
            area: round(figure.value, indicator.decimals)
            for (_, area), figure in found.table.items()
            if figure.value is not None
        }
        period = next((each.period for each in found.table.values() if each.value is not None), "")
        made.append(Lens(name, indicator, period, values, places(values)))
    return made


def agreements(known: Sequence[Lens], codes: Sequence[str]) -> dict[str, Agreement]:
    """Whether the lenses put a province into the same quarter."""
    return {
        code: agreement([each.band(code) for each in known if code in each.places])
        for code in codes
    }


def _panel(who: Reader) -> Panel:
    known = lenses(who)
    codes = [area.code for area in who.catalog.children(SOUTH, "province")]
    agree = agreements(known, codes)
    ids = list(LENSES.values())
    frame = figures(who, ids, areas=(), within=SOUTH, level="province").frame
    words = caption(
        who,
        _finding(who, known, agree),
        who.t("poverty.lenses.measure"),
        frame,
        caveats_of(who, [], *CAVEATS),
    )
    columns = tuple(_column(who, each, codes, agree) for each in known)
    table = _table(who, known, codes, agree)
    return whole(
        who,
        OrderPicture(words, columns),
        table,
        frame,
        "poverty_lenses",
        ids,
        more=CAVEATS,
        within=SOUTH,
    )


def _column(
    who: Reader, lens: Lens, codes: Sequence[str], agree: dict[str, Agreement]
) -> OrderColumn:
    when = who.period(lens.period) if lens.period else who.t("poverty.lens.no_file")
    title = (
        who.t(f"poverty.lens.{lens.name}.name"),
        f"{who.t(f'poverty.lens.{lens.name}.of')}",
        when,
    )
    if not lens.values:
        lines = who.t("poverty.lens.empty").split("\n")
        return OrderColumn(title, (), (), tuple(lines))
    order = sorted(lens.values, key=lambda code: (lens.places[code], code))
    absent = [who.area(code) for code in codes if code not in lens.values]
    return OrderColumn(
        title,
        tuple(
            OrderPlace(
                code=code,
                name=who.area(code),
                place=lens.places[code],
                text=number(lens.values[code], lens.indicator.decimals),
                tone="front" if code == PROVINCE else TONES[agree[code]],
            )
            for code in order
        ),
        tuple(who.t("poverty.lens.absent", name=name) for name in absent),
    )


def _finding(who: Reader, known: Sequence[Lens], agree: dict[str, Agreement]) -> str:
    ours = [
        who.t(
            "poverty.lens.place",
            lens=who.t(f"poverty.lens.{each.name}.short"),
            period=who.short_period(each.period),
            place=each.places[PROVINCE],
            of=len(each.places),
        )
        for each in known
        if PROVINCE in each.places
    ]
    apart = [code for code, each in agree.items() if each == "apart"]
    same = [code for code, each in agree.items() if each == "agree"]
    return who.t(
        "poverty.lenses.finding",
        name=who.area(PROVINCE),
        places=" · ".join(ours),
        apart=len(apart),
        same=len(same),
    )


def _table(
    who: Reader, known: Sequence[Lens], codes: Sequence[str], agree: dict[str, Agreement]
) -> Table:
    columns = [Column("name", who.t("table.area")), Column("ref_area", who.t("table.code"))]
    for each in known:
        name = who.t(f"poverty.lens.{each.name}.name")
        when = f" {who.short_period(each.period)}" if each.period else ""
        columns.append(Column(each.name, f"{name}{when} (%)", "number", each.indicator.decimals))
        if each.values:
            label = who.t("poverty.lens.rank", name=name)
            columns.append(Column(f"{each.name}_rank", label, "number"))
    columns += [
        Column("coverage", who.t("poverty.coverage.column"), "number", 1),
        Column("agreement", who.t("poverty.lens.agreement")),
    ]
    covered = figures(
        who, [COVERAGE], areas=(), within=SOUTH, level="province", period=known[0].period
    )
    rows: list[tuple[Cell, ...]] = []
    for code in codes:
        cells: list[Cell] = [who.area(code), code]
        for each in known:
            cells.append(each.values.get(code))
            if each.values:
                place = each.places.get(code)
                cells.append(None if place is None else float(place))
        words = who.t(f"poverty.lens.agreement.{agree[code]}")
        rows.append((*cells, covered.value(COVERAGE, code), words))
    return Table(tuple(columns), tuple(rows))
