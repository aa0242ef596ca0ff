"""One area's figure as a reader meets it: its state, its number, the words that go with it.

Missing, suppressed and zero are three states and never look alike. All builders read their frames
through `cells`, so that a map, its ranked list and a sentence about both agree.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.catalog.model import Area, Indicator
from dashboard.charts.classes import ClassRange, Method, classes_by
from dashboard.charts.describe import State
from dashboard.snapshot.combine import FORMULA_NOTE, SUM_NOTE
from dashboard.snapshot.tables import DOUBTFUL
from dashboard.text import Lang, has_text, t
from dashboard.text.numbers import number
from dashboard.text.periods import NBSP

_PER_CENT = "ร้อยละ"
_OWN_WORK = (FORMULA_NOTE, SUM_NOTE)
_READ = ("ref_area", "obs_value", "obs_status", "conf_status", "derived", "reason", "note")


@dataclass(frozen=True, slots=True)
class Cell:
    """An area with its figure; `value` is None unless `state` is "value".

    A `doubtful` figure is shown and told as such, but compared with nothing.
    """

    area: Area
    name: str
    state: State
    value: float | None
    text: str
    hover: tuple[str, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class AreaClasses:
    """The class of each area by code, and what the classes hold."""

    of: Mapping[str, int | None]
    ranges: tuple[ClassRange, ...]


def cells(
    frame: pd.DataFrame, *, indicator: Indicator, areas: Sequence[Area], lang: Lang
) -> list[Cell]:
    """One cell per area of `areas`, in that order; an area without a row is missing.

    Args:
        frame: one row per area with ref_area, obs_value, conf_status and, where known,
            obs_status, derived, reason and note.
        indicator: what is measured.
        areas: the areas, in the order of the cells.
        lang: the reader's language.
    """
    rows = _rows(frame)
    return [_cell(rows.get(area.code, {}), area, indicator, lang) for area in areas]


def area_classes(
    frame: pd.DataFrame, *, indicator: Indicator, areas: Sequence[Area], method: Method
) -> AreaClasses:
    """Classes of the areas' values as they are printed, so that equal print means equal class."""
    rows = _rows(frame)
    figures = (_figure(rows.get(area.code, {}))[1] for area in areas)
    printed = [None if value is None else round(value, indicator.decimals) for value in figures]
    classes = classes_by(method, printed)
    codes = [area.code for area in areas]
    return AreaClasses(dict(zip(codes, classes.index, strict=True)), classes.ranges)


def amount(value: float, indicator: Indicator, lang: Lang, decimals: int | None = None) -> str:
    """A number with its unit for a sentence: `ร้อยละ 6.80`, `117,801 บาท`, `6.80 %`."""
    digits = number(value, indicator.decimals if decimals is None else decimals)
    unit = indicator.unit
    if unit.kind == "index":
        return digits
    if lang == "th" and unit.name.th == _PER_CENT:
        return f"{_PER_CENT}{NBSP}{digits}"
    return f"{digits}{NBSP}{unit.symbol.of(lang)}"


def unit_head(indicator: Indicator, lang: Lang) -> str:
    """The unit over a column, a legend or an axis: `ร้อยละ`, `%`, `บาท`."""
    unit = indicator.unit
    return _PER_CENT if lang == "th" and unit.name.th == _PER_CENT else unit.symbol.of(lang)


def level_key(areas: Sequence[Area]) -> str:
    """`district`, `province`, or `area` where there are others: the end of a message key."""
    levels = {area.level for area in areas}
    level = levels.pop() if len(levels) == 1 else "area"
    return level if level in {"district", "province"} else "area"


def _rows(frame: pd.DataFrame) -> dict[str, Mapping[str, Any]]:
    """What is said of each area of the frame, by code."""
    known = [name for name in _READ if name in frame]
    lists = (frame[name].tolist() for name in known)
    return {row[0]: dict(zip(known, row, strict=True)) for row in zip(*lists, strict=True)}


def _figure(row: Mapping[str, Any]) -> tuple[State, float | None]:
    """The state of an area, and its value where it has one to show."""
    value = float(row.get("obs_value", math.nan))
    if row.get("conf_status") == "C":
        return "suppressed", None
    return ("missing", None) if math.isnan(value) else ("value", value)


def _cell(row: Mapping[str, Any], area: Area, indicator: Indicator, lang: Lang) -> Cell:
    name = area.name.of(lang)
    state, value = _figure(row)
    if state == "suppressed":
        why = (name, t("state.suppressed", lang))
        return Cell(area, name, state, None, t("state.suppressed.cell", lang), why)
    if value is None:
        return Cell(area, name, state, None, t("state.missing", lang), _why(row, name, lang))
    words = (name, amount(value, indicator, lang), *_remarks(row, indicator, lang))
    digits, doubtful = number(value, indicator.decimals), row.get("obs_status") == DOUBTFUL
    return Cell(area, name, state, value, digits, words, doubtful)


def _why(row: Mapping[str, Any], name: str, lang: Lang) -> tuple[str, ...]:
    key = f"state.reason.{row.get('reason') or 'none'}"
    return (name, t(key if has_text(key) else "state.missing", lang))


def computed_here(indicator: Indicator, note: str | None) -> bool:
    """Whether a derived figure is this system's own work; else it came so with the data.

    An indicator without figures of its own is always computed here, one with such figures only
    where the row's notes say it.
    """
    return not indicator.published or note is None or any(each in note for each in _OWN_WORK)


def _remarks(row: Mapping[str, Any], indicator: Indicator, lang: Lang) -> tuple[str, ...]:
    """What must be said with the number: preliminary or doubtful, and who computed it."""
    derived, here = bool(row.get("derived")), computed_here(indicator, row.get("note"))
    told = {
        "state.preliminary": row.get("obs_status") == "P",
        "state.doubtful": row.get("obs_status") == DOUBTFUL,
        "state.computed": derived and here,
        "state.calculated": derived and not here,
    }
    return tuple(t(key, lang) for key, said in told.items() if said)
