"""What an outsider can reason with: the relations between counts, from `data/catalog`.

Declared in `relations.toml`, and taken from `indicators.toml` where that already says it: parts
never above their whole, districts that sum to their province. Every indicator that is named exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

from dashboard.catalog import Catalog, Indicator
from dashboard.catalog.entry import Entry, toml_entries

FILE: Final = "relations.toml"
Kind = Literal["sum", "order", "union", "inversion"]
KINDS: Final[tuple[Kind, ...]] = ("sum", "order", "union", "inversion")
_NUMBER: Final = "##"
_BITS: Final = "*****"


@dataclass(frozen=True, slots=True)
class Relation:
    """At one place: the sum of `low` is at most the sum of `high`."""

    kind: Kind
    low: tuple[str, ...]
    high: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selections:
    """Unions of `parts` that are published: indicator → a bit for each part.

    All parts together are `whole`. How many are in *exactly* a set of parts is published nowhere.
    Unions are shown where `whole` is at least `least`.
    """

    whole: str
    parts: tuple[str, ...]
    masks: tuple[tuple[str, str], ...]
    least: int = 0

    def exactly(self, bits: str) -> str:
        """A name for who is in exactly the parts of `bits`."""
        return f"{self.whole}_exactly_{bits}"

    @property
    def published(self) -> tuple[tuple[str, str], ...]:
        """Every indicator that counts a union of parts, with the bits of the union."""
        size = len(self.parts)
        single = [(part, "1".rjust(each + 1, "0").ljust(size, "0")) for each, part in self._each()]
        return ((self.whole, "1" * size), *single, *self.masks)

    def _each(self) -> Iterable[tuple[int, str]]:
        return enumerate(self.parts)


@dataclass(frozen=True)
class Relations:
    """All that holds between counts.

    Attributes:
        within: relations of one area, period and edition.
        selections: published unions that can be inverted.
        summed: indicators whose districts sum to their province.
        loose: those among them that nobody promises to sum: districts that exceed their province
            are no contradiction, they only tell nothing.
        kept: indicators that are never emptied for the sake of others.
    """

    within: tuple[Relation, ...]
    selections: tuple[Selections, ...]
    summed: frozenset[str]
    kept: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """Every indicator that a relation names."""
        related = {name for each in self.within for name in each.low + each.high}
        unions = {name for each in self.selections for name, _ in each.published}
        return frozenset(related | unions | self.summed)


def load_relations(folder: Path, catalog: Catalog) -> Relations:
    """The relations of the catalogue in `folder`.

    Raises:
        CatalogError: `relations.toml` is absent or unreadable, or an entry lacks a field, misspells
            one, or names an indicator that the catalogue does not have.
    """
    within = list(_from_catalog(catalog))
    selections: list[Selections] = []
    kept: set[str] = set()
    for entry in toml_entries(folder / FILE):
        kind = entry.choice("kind", (*_READ, "selections", "kept"))
        if kind == "selections":
            selections.append(_selections(entry, catalog))
        elif kind == "kept":
            kept |= set(entry.choices("indicators", tuple(catalog.indicators)))
        else:
            for number in _numbers(entry):
                within += _READ[kind](entry, number, catalog)
        entry.close()
    summed = frozenset(each.id for each in catalog.indicators.values() if _is_summed(each))
    return Relations(
        tuple(dict.fromkeys(within)),
        tuple(selections),
        summed,
        frozenset(kept),
        frozenset(each for each in summed if catalog.indicators[each].aggregation != "sum"),
    )


def _is_summed(indicator: Indicator) -> bool:
    """Persons of districts and of provinces: whoever is in the one is in the other."""
    rule = indicator.disclosure
    counted = indicator.unit.kind == "count" and rule.district > 0
    both = {"province", "district"} <= set(indicator.levels) and rule.multiple == 1
    return counted and (both or indicator.aggregation == "sum")


def _from_catalog(catalog: Catalog) -> Iterator[Relation]:
    for each in catalog.indicators.values():
        pair = (each.numerator, each.denominator)
        counts = [catalog.indicators[name].unit.kind == "count" for name in pair if name]
        if each.part_of_whole and each.disclosure.district and counts == [True, True]:
            yield Relation("order", pair[:1], pair[1:])


def _numbers(entry: Entry) -> list[str]:
    listed = entry.value("numbers", list, [])
    if any(type(each) is not int for each in listed):
        raise entry.fail("wrong_type", field="numbers", value=listed, kind="int")
    return [f"{each:02}" for each in listed] or [""]


def _order(entry: Entry, number: str, catalog: Catalog) -> Iterator[Relation]:
    names = [_indicator(entry, "chain", each, number, catalog) for each in entry.words("chain")]
    for low, high in pairwise(names):
        yield Relation("order", (low,), (high,))


def _union(entry: Entry, number: str, catalog: Catalog) -> Iterator[Relation]:
    whole = _field(entry, "whole", number, catalog)
    names = [_indicator(entry, "parts", each, number, catalog) for each in entry.words("parts")]
    for part in names:
        yield Relation("union", (part,), (whole,))
    yield Relation("union", (whole,), tuple(names))


def _rest(entry: Entry, number: str, catalog: Catalog) -> Iterator[Relation]:
    part, inner, whole, inner_whole = (
        _field(entry, name, number, catalog) for name in ("part", "inner", "whole", "inner_whole")
    )
    yield Relation("order", (part, inner_whole), (whole, inner))


_READ: Final[Any] = {"order": _order, "union": _union, "rest": _rest}


def _selections(entry: Entry, catalog: Catalog) -> Selections:
    whole = _field(entry, "whole", "", catalog)
    parts = tuple(_indicator(entry, "parts", each, "", catalog) for each in entry.words("parts"))
    start, stars, end = entry.value("pattern", str).partition(_BITS[: len(parts)])
    if not stars:
        raise entry.fail("unknown_word", field="pattern", value=start, allowed=_BITS)
    masks = (f"{number:0{len(parts)}b}" for number in range(1, 2 ** len(parts)))
    named = ((f"{start}{bits}{end}", bits) for bits in masks)
    masked = tuple(each for each in named if each[0] in catalog.indicators)
    return Selections(whole, parts, masked, entry.value("least", int, 0))


def _field(entry: Entry, field: str, number: str, catalog: Catalog) -> str:
    return _indicator(entry, field, entry.value(field, str), number, catalog)


def _indicator(entry: Entry, field: str, word: str, number: str, catalog: Catalog) -> str:
    name = word.replace(_NUMBER, number)
    if name not in catalog.indicators:
        raise entry.fail("unknown_word", field=field, value=name, allowed="indicators.toml")
    return name
