"""Which data set each figure of a template belongs to.

A figure belongs to the data set that its row names, else to the only one that its indicator has;
what one row names says nothing about the indicators of other rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dashboard.catalog import Indicator
from dashboard.ingest.report import Place, Problem
from dashboard.ingest.template.figures import Figure
from dashboard.ingest.template.told import Fault, Told


class Owner(NamedTuple):
    """The data set of a figure: "" where nobody knows; `named` where its row says so."""

    indicator: str
    data_set: str
    named: bool


class Owners(tuple[Owner, ...]):
    """The owner of each figure of a file, in the order of the file."""

    __slots__ = ()

    @property
    def only(self) -> str:
        """The data set of all figures; "" where they differ or one of them has none."""
        found = {each.data_set for each in self}
        return found.pop() if len(found) == 1 else ""

    @property
    def by_indicator(self) -> dict[str, str]:
        """The data set that rows name for their indicator."""
        return {each.indicator: each.data_set for each in reversed(self) if each.named}

    def problems(self, file: str) -> Iterator[Problem]:
        """Indicators of two data sets, and those of which only some rows say which."""
        for indicator in dict.fromkeys(each.indicator for each in self):
            own = [each for each in self if each.indicator == indicator]
            names = sorted({each.data_set for each in own} - {""})
            if len(names) > 1:
                facts = {"indicator": indicator, "named": ", ".join(names)}
                yield Problem("error", "template.several_data_sets", Place(file), facts=facts)
                continue
            blank = sum(not each.data_set for each in own)
            if names and blank:
                facts = {"indicator": indicator, "data_set": names[0], "count": str(blank)}
                yield Problem("warning", "template.data_set_assumed", Place(file), facts=facts)


def owners_of(
    figures: Sequence[Figure], implied: Iterable[Figure], named: Mapping[int, str]
) -> Owners:
    """The owner of each figure.

    Args:
        figures: of the column of values.
        implied: numerators and denominators; they belong to what their row does, if they can.
        named: the data set that a row names.
    """
    own = [_owner(each.indicator, named.get(each.row, "")) for each in figures]
    rows = {each.row: owner for each, owner in zip(figures, own, strict=True)}
    return Owners([*own, *(_input(each.indicator, rows[each.row]) for each in implied)])


def say_foreign(figures: Sequence[Figure], named: Mapping[int, str], told: Told) -> None:
    """Warns of data sets that the catalogue does not have for the indicator of the row."""
    for each in figures:
        data_set, known = named.get(each.row, ""), _sets(each.indicator)
        if data_set and known and data_set not in known:
            facts = {"indicator": each.indicator.id, "known": ", ".join(known)}
            fault = Fault("template.foreign_data_set", facts)
            told.add(each.row, "data_set", fault, data_set, severity="warning")


def _owner(indicator: Indicator, named: str) -> Owner:
    known = _sets(indicator)
    return Owner(indicator.id, named or (known[0] if len(known) == 1 else ""), bool(named))


def _input(indicator: Indicator, row: Owner) -> Owner:
    """The owner of a numerator or denominator: the row's, where its own indicator has that."""
    known = _sets(indicator)
    if row.data_set and (row.data_set in known or len(known) != 1):
        return Owner(indicator.id, row.data_set, named=True)
    return _owner(indicator, "")


def _sets(indicator: Indicator) -> list[str]:
    return [each.id for each in indicator.data_sets]
