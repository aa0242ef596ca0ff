"""What a table is about: its entry in `workbooks.toml`, or the one indicator of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dashboard.catalog import Catalog
from dashboard.catalog.model import Indicator
from dashboard.catalog.spelling import name_key
from dashboard.catalog.workbooks import (
    LEFT_OUT,
    PART,
    TOTAL,
    Dimension,
    Workbook,
    unit_key,
)
from dashboard.ingest.readers.nso_figures import Label
from dashboard.ingest.readers.nso_words import VALUE_HEADINGS, label_key, native

PUBLISHER: Final = "nso"
_BEYOND: Final = re.compile(
    r"\s*(?:[,::]\s*)?(?:เป็นราย|ราย(?=จังหวัด|อำเภอ|ภาค|ปี|ไตรมาส)|จำแนกตาม|พ\.?\s?ศ\.?|ปี\s*\d|\("
    r"|\d{4}|by (?:province|region|district)).*",
    re.IGNORECASE,
)
_TABLE: Final = re.compile(r"^(?:ตาราง(?:ที่)?|table)\s*[\d.]*\s*", re.IGNORECASE)


class Meaning(NamedTuple):
    """What the labels of a figure say together.

    Attributes:
        indicator: "" where no label and no entry says it.
        parts: numbers of the dimensions of which this is only a part.
        left_out: a label is known to be of no use here.
        strange: labels that the entry does not know.
    """

    indicator: str
    parts: frozenset[int] = frozenset()
    left_out: bool = False
    strange: tuple[Label, ...] = ()


def find_workbooks(workbooks: Iterable[Workbook], titles: Sequence[str]) -> list[Workbook]:
    """The entries that speak for the first of `titles` that any speaks for; several are a tie."""
    known = list(workbooks)
    for title in titles:
        key = name_key(title)
        likeness = {each.id: each.likeness(key) for each in known}
        most = max(likeness.values(), default=0)
        if most:
            return [each for each in known if likeness[each.id] == most]
    return []


def from_catalog(
    catalog: Catalog, workbooks: Iterable[Workbook], titles: Sequence[str], labels: Iterable[Label]
) -> Workbook | None:
    """An entry made from indicators of the publisher with the very name of a title and label.

    None where nothing has the same name. Indicators whose entries know of editions are not taken:
    the edition would have to be guessed.
    """
    closed = {name for each in workbooks if each.editions for name in _indicators(each)}
    own = [
        each
        for each in catalog.indicators.values()
        if each.published and _is_publishers(each) and each.id not in closed
    ]
    names = [name_key(_TABLE.sub("", _BEYOND.sub("", title))) for title in titles if title]
    whole = [each for each in own if names and _names(each) & set(names)]
    meant = {
        label_key(label.text): _only([i for i in own if _names(i) & _composed(names, label)])
        for label in labels
    }
    meanings = {key: name for key, name in meant.items() if name}
    indicator = _only(whole)
    used = {name for name in (indicator, *meanings.values()) if name}
    if not used:
        return None
    first = catalog.indicators[min(used)]
    units = {key: 1.0 for name in used for key in _units(catalog.indicators[name])}
    dimensions = (Dimension(frozenset(), meanings),) if meanings else ()
    return Workbook(
        id="",
        titles=(),
        without=(),
        data_set=first.data_sets[-1].id,
        indicator=indicator,
        units=units,
        dimensions=dimensions,
    )


def meaning_of(workbook: Workbook, labels: Sequence[Label], title: str) -> Meaning:
    """What the labels of a figure say together, by an entry."""
    indicators: list[str] = []
    parts: set[int] = set()
    strange: list[Label] = []
    left_out = False
    for label in labels:
        number, said = _said(workbook, label)
        left_out |= said == LEFT_OUT
        if said == PART:
            parts.add(number)
        elif not said:
            strange.append(label)
        elif said not in (TOTAL, LEFT_OUT):
            indicators.append(said)
    found = set(indicators)
    if len(found) > 1:
        return Meaning("", strange=tuple(labels))
    indicator = next(iter(found), "") or workbook.indicator or _named_in(workbook, title)
    return Meaning(indicator, frozenset(parts), left_out, tuple(strange))


def sheet_label(workbook: Workbook, name: str, labels: Iterable[Label]) -> tuple[Label, ...]:
    """A sheet's name as a label, where it is one of a dimension that no column is about."""
    number, said = _said(workbook, Label("", name))
    used = {_said(workbook, label)[0] for label in labels}
    is_label = number >= 0 and bool(said) and label_key(name) not in VALUE_HEADINGS
    return (Label("", name),) if is_label and number not in used else ()


def factor_of(workbook: Workbook, unit: str) -> float | None:
    """What figures in `unit` are multiplied by; None for a unit that the entry does not name.

    Without a unit it is 1, if the workbook never comes in another.
    """
    if not unit:
        return 1.0 if set(workbook.units.values()) == {1.0} else None
    return workbook.units.get(unit_key(unit), workbook.units.get(unit_key(native(unit))))


def _said(workbook: Workbook, label: Label) -> tuple[int, str]:
    """Number of the dimension and what the label means in it; -1 and total for a mere "value"."""
    key, heading = label_key(label.text), name_key(native(label.heading))
    for number, each in enumerate(workbook.dimensions):
        if heading and heading in each.headings:
            return number, each.labels.get(key, "")
    for number, each in enumerate(workbook.dimensions):
        if key in each.labels:
            return number, each.labels[key]
    return -1, TOTAL if key in VALUE_HEADINGS else ""


def _named_in(workbook: Workbook, title: str) -> str:
    """The indicator of the one label that stands in the title, "" where several do."""
    key = name_key(title)
    named = {
        (label, meaning)
        for each in workbook.dimensions
        for label, meaning in each.labels.items()
        if meaning not in (TOTAL, PART, LEFT_OUT) and label in key
    }
    outer = {
        meaning for label, meaning in named if not any(label != o and label in o for o, _ in named)
    }
    return outer.pop() if len(outer) == 1 else ""


def _indicators(workbook: Workbook) -> set[str]:
    meanings = {name for each in workbook.dimensions for name in each.labels.values()}
    return (meanings | {workbook.indicator}) - {"", TOTAL, PART, LEFT_OUT}


def _is_publishers(indicator: Indicator) -> bool:
    return any(each.publisher.id == PUBLISHER for each in indicator.data_sets)


def _names(indicator: Indicator) -> set[str]:
    return {name_key(indicator.name.th), name_key(indicator.name.en)}


def _composed(names: Sequence[str], label: Label) -> set[str]:
    key = label_key(label.text)
    return {key, *(name + key for name in names)}


def _only(indicators: Sequence[Indicator]) -> str:
    return indicators[0].id if len(indicators) == 1 else ""


def _units(indicator: Indicator) -> set[str]:
    """Keys of the indicator's unit: its names, its symbol, and what it counts (บาทต่อ… → บาท)."""
    unit = indicator.unit
    texts = {unit.name.th, unit.name.en, unit.symbol.th, unit.symbol.en}
    texts |= {re.split(r"ต่อ|/| per ", text)[0] for text in texts if not text.startswith("ต่อ")}
    return {unit_key(text) for text in texts if text}
