"""What the labels of a table mean, by its entry or by the one indicator of the same name."""

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
    Workbooks,
    unit_key,
)
from dashboard.ingest.readers.nso_figures import Label
from dashboard.ingest.readers.nso_titles import Titles
from dashboard.ingest.readers.nso_words import VALUE_HEADINGS, label_key, native

PUBLISHER: Final = "nso"


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


def from_catalog(
    catalog: Catalog,
    workbooks: Workbooks,
    titles: Titles,
    texts: Sequence[str],
    labels: Sequence[Label],
) -> Workbook | None:
    """An entry made from indicators of the publisher with the very name of a title and label.

    None where nothing has the same name, or a word of a title or a label says more. Indicators
    whose figures come in editions are not taken: the edition would have to be guessed.
    """
    own = [
        each
        for each in catalog.indicators.values()
        if each.published and _is_publishers(each) and each.id not in workbooks.edited
    ]
    said = [text for text in texts if text]
    indicator = _only([each for each in own if titles.is_called(_names(each), said)])
    meant = {label_key(label.text): _labelled(own, titles, said, label) for label in labels}
    meanings = {key: name for key, name in meant.items() if name}
    used = {name for name in (indicator, *meanings.values()) if name}
    whole = name_key(" ".join(said))
    if not used or any(
        not name and key not in VALUE_HEADINGS and key not in whole for key, name in meant.items()
    ):
        return None
    first = catalog.indicators[min(used)]
    units = {key: 1.0 for name in used for key in _units(catalog.indicators[name])}
    dimensions = (Dimension(frozenset(), meanings),) if meanings else ()
    return Workbook(
        id="",
        titles=(),
        also=(),
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


def dimension_of(workbook: Workbook, heading: str, labels: Iterable[Label]) -> Dimension | None:
    """The dimension that a column of labels is about: by its heading, or labels that it knows.

    Headings over figures ("") may be about the only dimension without a label of it; otherwise
    None, for a column that the entry does not have.
    """
    keys = {label_key(label.text) for label in labels if label.heading == heading}
    name = name_key(native(heading))
    for each in workbook.dimensions:
        if name and name in each.headings:
            return each
    known = [each for each in workbook.dimensions if keys & set(each.labels)]
    if not known and not heading and len(workbook.dimensions) == 1:
        return workbook.dimensions[0]
    return known[0] if known else None


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


def _is_publishers(indicator: Indicator) -> bool:
    return any(each.publisher.id == PUBLISHER for each in indicator.data_sets)


def _names(indicator: Indicator) -> tuple[str, str]:
    return indicator.name.th, indicator.name.en


def _labelled(own: Sequence[Indicator], titles: Titles, texts: Sequence[str], label: Label) -> str:
    """The one indicator that a label names, alone or behind a title that adds nothing to it."""
    key = label_key(label.text)
    bare = [name_key(titles.bare(text)) for text in texts]
    return _only(
        [
            each
            for each in own
            for name in map(name_key, _names(each))
            if (name == key or name in {title + key for title in bare})
            and all(title in name for title in bare)
        ]
    )


def _only(indicators: Sequence[Indicator]) -> str:
    return indicators[0].id if len(indicators) == 1 else ""


def _units(indicator: Indicator) -> set[str]:
    """Keys of the indicator's unit: its names, its symbol, and what it counts (บาทต่อ… → บาท)."""
    unit = indicator.unit
    texts = {unit.name.th, unit.name.en, unit.symbol.th, unit.symbol.en}
    texts |= {re.split(r"ต่อ|/| per ", text)[0] for text in texts if not text.startswith("ต่อ")}
    return {unit_key(text) for text in texts if text}
