"""The figures of an `AreaView` as a table: what a reader sees below the picture, and every file."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.briefing import Column, Table
from dashboard.catalog import Indicator
from dashboard.ui.area_view import AreaView
from dashboard.ui.captions import caveats, publications
from dashboard.ui.reader import Reader

# Below the picture only these; files carry every column.
SHOWN = frozenset({"name", "obs_value", "numerator", "denominator", "remark"})


def area_table(who: Reader, view: AreaView) -> Table:
    """One row per area from high to low, areas without a value last."""
    frame = view.frame.sort_values("obs_value", ascending=False, na_position="last", kind="stable")
    frame = frame.assign(
        name=[who.area(code) for code in frame["ref_area"]],
        edition=[who.edition_words(each) for each in frame["edition"]],
        cited=publications(who, frame),
        snapshot=who.store.id,
        caveats="; ".join(each.badge.of(who.lang) for each in caveats(who, view.indicator, frame)),
        period=[who.short_period(each) for each in frame["time_period"]],
        remark=remarks(who, frame),
    )
    columns = [
        Column("name", who.t("table.area")),
        Column("ref_area", who.t("table.code")),
        figure_column(who, view.indicator, "obs_value", "conf_status"),
    ]
    for part, indicator in _parts(who, view.indicator):
        found = _part(who, view, indicator)
        frame[part] = frame["ref_area"].map(found["obs_value"])
        frame[f"{part}_status"] = frame["ref_area"].map(found["conf_status"]).fillna("")
        columns.append(figure_column(who, indicator, part, f"{part}_status"))
    columns += [
        Column("period", who.t(f"table.period.{who.style}")),
        Column("edition", who.t("table.edition")),
        Column("obs_status", who.t("table.obs_status")),
        Column("conf_status", who.t("table.conf_status")),
        Column("remark", who.t("table.remark")),
        *provenance_columns(who),
    ]
    return Table.of(frame, columns)


def provenance_columns(who: Reader) -> list[Column]:
    """What a row of a file must say when it is cut out of it."""
    names = ("cited", "snapshot", "caveats")
    return [Column(name, who.t(f"table.{name}")) for name in names]


def figure_column(who: Reader, indicator: Indicator, key: str, status: str) -> Column:
    """A column of numbers, headed by what they are and their unit."""
    unit = indicator.unit.symbol.of(who.lang)
    name = indicator.short.of(who.lang)
    label = name if not unit or f"({unit})" in name else f"{name} ({unit})"
    return Column(key, label, "number", indicator.decimals, status)


def remarks(who: Reader, frame: pd.DataFrame) -> list[str]:
    """What must be said beside each figure: why it is missing, preliminary, computed."""
    names = ("obs_status", "conf_status", "reason", "derived")
    return [
        remark(who, *row) for row in zip(*(frame[name].tolist() for name in names), strict=True)
    ]


def remark(who: Reader, status: str, confidentiality: str, reason: str, derived: object) -> str:
    """The words beside one figure; "" where there is nothing to say."""
    if reason:
        return who.t(f"state.reason.{reason}")
    if confidentiality == "C":
        return who.t("state.suppressed")
    if status == "M":
        return who.t("state.missing")
    preliminary = who.t("state.preliminary") if status == "P" else ""
    computed = who.t("state.computed") if derived else ""
    return " · ".join(filter(None, (preliminary, computed)))


def _parts(who: Reader, indicator: Indicator) -> Iterator[tuple[str, Indicator]]:
    """Numerator and denominator of a ratio."""
    for part in ("numerator", "denominator"):
        name = getattr(indicator, part)
        if name:
            yield part, who.catalog.indicators[name]


def _part(who: Reader, view: AreaView, indicator: Indicator) -> pd.DataFrame:
    found = who.store.values(
        indicator.id, period=view.vintage.period, within=view.within, level=view.level
    )
    return found.set_index("ref_area")
