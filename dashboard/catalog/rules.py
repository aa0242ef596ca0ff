"""The rule table of `data/catalog/rules.toml`: what is asked of figures that are handed in.

A rule says how severe it is and with which limits it is asked; how it is asked is the business of
`dashboard.ingest.checks`. Everything that an entry names exists in the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from dashboard.catalog.entry import Entry, toml_entries
from dashboard.catalog.model import Catalog
from dashboard.errors import CatalogError
from dashboard.text import Label

RuleSeverity = Literal["error", "warning", "off"]

FILE: Final = "rules.toml"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a rule turns on, with its unit in words."""

    value: float
    unit: Label


@dataclass(frozen=True, slots=True)
class Relation:
    """Indicators of one place that add up: `whole` = sum of `parts`, within `tolerance`."""

    whole: str
    parts: tuple[str, ...]
    tolerance: float


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Fields as in `data/catalog/rules.toml`; `left_out` is its `except`."""

    id: str
    severity: RuleSeverity
    title: Label
    text: Label
    limits: Mapping[str, Limit]
    units: tuple[str, ...]
    left_out: tuple[str, ...]
    highest: Mapping[str, float]
    relations: tuple[Relation, ...]
    tolerance: Mapping[str, float]

    def limit(self, name: str) -> float:
        """The value of a limit.

        Raises:
            CatalogError: the rule has no such limit.
        """
        if name not in self.limits:
            raise CatalogError(
                "catalog.missing_field", file=FILE, entry=self.id, field=f"limits.{name}"
            )
        return self.limits[name].value


def load_rules(folder: Path, catalog: Catalog) -> dict[str, Rule]:
    """The rules of `folder / "rules.toml"`, by id.

    Raises:
        CatalogError: the file is absent or unreadable, or an entry lacks a field, misspells one, or
            names a unit or an indicator that the catalogue does not have.
    """
    return {entry.id: _rule(entry, catalog) for entry in toml_entries(folder / FILE)}


def _rule(entry: Entry, catalog: Catalog) -> Rule:
    indicators = tuple(catalog.indicators)
    rule = Rule(
        id=entry.id,
        severity=entry.choice("severity", get_args(RuleSeverity)),
        title=entry.label("title"),
        text=entry.label("text"),
        limits={each.id.rpartition(".")[2]: _limit(each) for each in _tables(entry, "limits")},
        units=entry.choices("units", tuple(catalog.units)),
        left_out=entry.choices("except", indicators),
        highest=_numbers(entry, "highest", catalog.units),
        relations=tuple(_relation(each, catalog) for each in _relations(entry)),
        tolerance=_numbers(entry, "tolerance", catalog.indicators),
    )
    entry.close()
    return rule


def _tables(entry: Entry, name: str) -> list[Entry]:
    """The tables inside a field, each as an entry of its own."""
    inner = entry.value(name, dict, {})
    return [_inner(entry, f"{name}.{each}", fields) for each, fields in inner.items()]


def _relations(entry: Entry) -> list[Entry]:
    listed = entry.value("relations", list, [])
    return [_inner(entry, f"relations.{number}", each) for number, each in enumerate(listed, 1)]


def _inner(entry: Entry, name: str, fields: Any) -> Entry:  # noqa: ANN401  whatever TOML holds
    if not isinstance(fields, dict):
        raise entry.fail("wrong_type", field=name, value=fields, kind="table")
    return Entry(entry.file, f"{entry.id}.{name}", fields)


def _limit(entry: Entry) -> Limit:
    limit = Limit(entry.value("value", float), entry.label("unit"))
    entry.close()
    return limit


def _relation(entry: Entry, catalog: Catalog) -> Relation:
    indicators = tuple(catalog.indicators)
    relation = Relation(
        whole=entry.choice("whole", indicators),
        parts=entry.choices("parts", indicators),
        tolerance=entry.value("tolerance", float),
    )
    entry.close()
    return relation


def _numbers(entry: Entry, name: str, allowed: Mapping[str, object]) -> dict[str, float]:
    """A number for each of some ids that exist."""
    given = entry.value(name, dict, {})
    for word in given:
        if word not in allowed:
            raise entry.unknown_word(name, word, sorted(allowed))
    numbers = Entry(entry.file, f"{entry.id}.{name}", given)
    return {word: numbers.value(word, float) for word in given}
