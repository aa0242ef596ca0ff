"""What always holds between the columns of TPMAP's files of one edition, for every area.

With S surveyed persons, J จปฐ.-poor, R of them registered for the welfare card and T verified
(the target poor), and U(m) = T of the selection m of dimensions:

    rate = 100 T / S        T ≤ R ≤ J ≤ S        max T_d ≤ U(m) ≤ Σ T_d        m ⊂ n: U(m) ≤ U(n)
    max(indicators of d) ≤ T_d ≤ Σ indicators of d        target poor ≤ failing ≤ members ≤ S

All of them hold in the 76 provinces and in the districts of Nakhon Si Thammarat and Phatthalung of
TPMAP 2561.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Literal, NamedTuple

from dashboard.catalog.tpmap import Edition
from dashboard.ingest.readers.tpmap_columns import (
    COMMON,
    DIMENSION_COLUMNS,
    GROUPS,
    HEADLINE,
    HOUSEHOLDS,
    POOR,
    POOR_HOUSEHOLDS,
    POOR_REGISTERED,
    RATE,
    REGISTERED,
    SURVEYED,
    TARGET,
    VERIFIED,
    bits,
    chosen,
    failing,
    members,
    target_failing,
)


class Quantity(NamedTuple):
    """A column of a file: `part` is common or the five bits of a selection."""

    part: str
    column: str


class Relation(NamedTuple):
    """`left` is at most, or equal to, the sum of `right`, or the rate of its two per hundred."""

    rule: str
    left: Quantity
    right: tuple[Quantity, ...]
    how: Literal["at_most", "equal", "rate"] = "at_most"


_S = Quantity(COMMON, SURVEYED)


def relations(edition: Edition, selections: Collection[str]) -> Iterator[Relation]:
    """Every relation within one area, for the selections that there are."""
    yield from _within_common(edition.indicators)
    for each in selections:
        yield from _funnel(each)
        yield from _union(each)
        yield from _indicators(edition, each)
        yield from _against_headline(edition, each)
    yield from _monotone(selections)


def _within_common(indicators: int) -> Iterator[Relation]:
    for column in (*GROUPS, REGISTERED, VERIFIED, HOUSEHOLDS):
        yield Relation("over_surveyed", Quantity(COMMON, column), (_S,))
    yield Relation("funnel", Quantity(COMMON, VERIFIED), (Quantity(COMMON, REGISTERED),))
    for number in range(1, indicators + 1):
        scope = Quantity(COMMON, members(number))
        yield Relation("over_surveyed", scope, (_S,))
        yield Relation("indicator_scope", Quantity(COMMON, failing(number)), (scope,))


def _funnel(part: str) -> Iterator[Relation]:
    target, registered, poor, households = (
        Quantity(part, column) for column in (TARGET, POOR_REGISTERED, POOR, POOR_HOUSEHOLDS)
    )
    yield Relation("rate", Quantity(part, RATE), (target, _S), "rate")
    for low, high in (
        (target, registered),
        (registered, poor),
        (poor, _S),
        (target, Quantity(COMMON, VERIFIED)),
        (registered, Quantity(COMMON, REGISTERED)),
        (households, poor),
        (households, Quantity(COMMON, HOUSEHOLDS)),
    ):
        yield Relation("funnel", low, (high,))


def _union(part: str) -> Iterator[Relation]:
    """A selection is at least its largest dimension, and at most all of them together."""
    total = Quantity(part, TARGET)
    parts = tuple(Quantity(part, DIMENSION_COLUMNS[name]) for name in chosen(part))
    for each in parts:
        yield Relation("union", each, (total,))
    yield Relation("union", total, parts)


def _indicators(edition: Edition, part: str) -> Iterator[Relation]:
    """A dimension against its indicators; every indicator against all of the selection."""
    for name in chosen(part):
        whole = Quantity(part, DIMENSION_COLUMNS[name])
        inner = tuple(Quantity(part, target_failing(each)) for each in edition.numbers[name])
        for each in inner:
            yield Relation("indicators", each, (whole,))
        yield Relation("indicators", whole, inner)
    used = {number for name in chosen(part) for number in edition.numbers[name]}
    for number in range(1, edition.indicators + 1):
        if number not in used:
            own = Quantity(part, target_failing(number))
            yield Relation("indicators", own, (Quantity(part, TARGET),))


def _against_headline(edition: Edition, part: str) -> Iterator[Relation]:
    """The dimensions and indicators of a selection are those of the headline file."""
    used = {number for name in chosen(part) for number in edition.numbers[name]}
    for number in range(1, edition.indicators + 1):
        own = Quantity(part, target_failing(number))
        if part == HEADLINE:
            fails = Quantity(COMMON, failing(number))
            yield Relation("indicator_scope", own, (fails,))
        else:
            whole = (Quantity(HEADLINE, target_failing(number)),)
            same = number in used
            yield Relation("dimension" if same else "monotone", own, whole, _equal_if(same))
    if part == HEADLINE:
        return
    for name in chosen(part):
        column = DIMENSION_COLUMNS[name]
        whole = (Quantity(HEADLINE, column),)
        yield Relation("dimension", Quantity(part, column), whole, "equal")
        if part == bits({name}):
            yield Relation("dimension", Quantity(part, TARGET), whole, "equal")


def _equal_if(same: bool) -> Literal["at_most", "equal"]:  # noqa: FBT001  the whole of the question
    return "equal" if same else "at_most"


def _monotone(selections: Collection[str]) -> Iterator[Relation]:
    """A selection that contains another counts at least as many."""
    for one, other in combinations(sorted(selections), 2):
        if set(chosen(one)) <= set(chosen(other)):
            for column in (TARGET, POOR_REGISTERED, POOR, POOR_HOUSEHOLDS):
                yield Relation("monotone", Quantity(one, column), (Quantity(other, column),))
