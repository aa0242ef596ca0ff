"""The words of the HPP programme: closed vocabularies, and the points of the three target levels.

`data/catalog/agenda.toml` holds them. A data folder without that file has no such words, and then
no register can be filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, get_args

from dashboard.catalog.entry import Entry, toml_entries
from dashboard.text import Label

FILE: Final = "agenda.toml"
Vocabulary = Literal["family", "system", "change_type", "level", "status", "direction"]
VOCABULARIES: Final[tuple[Vocabulary, ...]] = get_args(Vocabulary)
ANCHORS: Final = ("level_1", "level_2", "level_3")
FULL: Final = 100.0


@dataclass(frozen=True, slots=True)
class Level:
    """A target level: its name, and the points of an indicator that has just reached it."""

    id: str
    name: Label
    points: float


@dataclass(frozen=True, slots=True)
class Aim:
    """A stage of the programme's aims, and the indicator that counts who is there."""

    id: str
    name: Label
    indicator: str


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """Vocabularies by name, each an ordered table of id and label; levels and aims in order.

    `closed` are the statuses after which an entry waits for nobody.
    """

    words: Mapping[Vocabulary, Mapping[str, Label]] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    aims: tuple[Aim, ...] = ()
    closed: frozenset[str] = frozenset()

    def of(self, vocabulary: Vocabulary) -> Mapping[str, Label]:
        """A vocabulary; empty where there are no words."""
        return self.words.get(vocabulary, {})


def read_agenda_words(folder: Path) -> AgendaWords:
    """The words in `folder`; none where the file is absent.

    Raises:
        CatalogError: an entry lacks a translation or has a field too many; there are not three
            levels, or their points do not rise within 0 and 100.
    """
    file = folder / FILE
    if not file.is_file():
        return AgendaWords()
    closed: set[str] = set()
    _check_tables(file)
    words = {name: _vocabulary(file, name, closed) for name in VOCABULARIES}
    return AgendaWords(words, _levels(file), _aims(file), frozenset(closed))


def _check_tables(file: Path) -> None:
    """A table with a misspelt name would be a vocabulary without words."""
    tables = (*VOCABULARIES, "anchor", "aim")
    for _ in toml_entries(file, tables[0], beside=tables):
        pass
    for name in tables:
        if not any(True for _ in toml_entries(file, name)):
            raise Entry(file.name, name, {}).fail("missing_field", field=f"{name}.…")


def _vocabulary(file: Path, name: Vocabulary, closed: set[str]) -> dict[str, Label]:
    found = {}
    for entry in toml_entries(file, name):
        found[entry.id] = entry.label("name")
        if name == "status" and not entry.value("open", bool, default=True):
            closed.add(entry.id)
        entry.close()
    return found


def _levels(file: Path) -> tuple[Level, ...]:
    entries = {entry.id: entry for entry in toml_entries(file, "anchor")}
    for name in ANCHORS:
        if name not in entries:
            raise Entry(file.name, "anchor", {}).fail("missing_field", field=name)
    levels = tuple(_level(entries[name]) for name in ANCHORS)
    points = [0.0, *(each.points for each in levels)]
    for (before, after), name in zip(pairwise(points), ANCHORS, strict=True):
        if not before < after <= FULL:
            raise entries[name].fail("points_do_not_rise", value=after)
    return levels


def _level(entry: Entry) -> Level:
    level = Level(entry.id, entry.label("name"), entry.value("points", float))
    entry.close()
    return level


def _aims(file: Path) -> tuple[Aim, ...]:
    aims = []
    for entry in toml_entries(file, "aim"):
        aims.append(Aim(entry.id, entry.label("name"), entry.value("indicator", str)))
        entry.close()
    return tuple(aims)
