"""The registers of handed-in files over the published ones, and what does not fit between them.

An agenda and an entry of the unlock register replace the one with the same id. Targets are a set:
those of a file replace all of the same agenda and fiscal year, as their weights belong together.
What a file does not speak of stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd

from dashboard.catalog import Catalog
from dashboard.catalog.resolver import load_resolver
from dashboard.errors import InputError
from dashboard.ingest.documents.opening import open_document, read_file
from dashboard.ingest.readers import agenda
from dashboard.ingest.report import Place, Problem, RegisterRows
from dashboard.ingest.vocabulary import Vocabulary
from dashboard.settings import Places
from dashboard.snapshot import REGISTERS, Register, Registers, empty_register, empty_registers
from dashboard.snapshot.register_tables import REGISTER_KEYS

FILES: Final = ("agenda.csv", "targets.csv", "unlock.csv")
_SET: Final = ["agenda", "period"]
_REPLACED_BY: Final[Mapping[Register, tuple[str, ...]]] = {
    "agenda": ("id",),
    "target": tuple(_SET),
    "unlock": ("id",),
}


class Told(NamedTuple):
    """The registers that a file tells, by the file's name."""

    file: str
    registers: Mapping[Register, RegisterRows]


def merged(published: Registers, files: Iterable[Told]) -> dict[Register, pd.DataFrame]:
    """What the registers of the next snapshot would hold."""
    found = dict(published)
    for each in files:
        for name, told in each.registers.items():
            found[name] = _over(name, found[name], told.rows)
    return found


def misfits(published: Registers, files: Sequence[Told]) -> Iterator[Problem]:
    """What does not fit between the tables, be they of one file, of several, or published.

    Rows of an agenda that nobody knows, and what two files tell.
    """
    after = merged(published, files)
    yield from _doubled(files)
    known = set(after["agenda"]["id"])
    for each in files:
        for name in ("target", "unlock"):
            told = each.registers.get(name)
            if told is None:
                continue
            for _, row in told.rows[~told.rows["agenda"].isin({*known, ""})].iterrows():
                facts = {"known": ", ".join(sorted(known)) or "–"}
                yield _problem(each.file, told, row, "agenda", "agenda.unknown_agenda", facts)


def read_shipped(places: Places, catalog: Catalog) -> dict[Register, pd.DataFrame]:
    """The registers of `data/agenda`; empty ones where a file is absent.

    Raises:
        InputError: a row breaks a rule; the message is that of the first problem.
    """
    present = [each for each in FILES if (places.agenda / each).is_file()]
    if not present:
        return empty_registers()
    words = Vocabulary(catalog, load_resolver(places.catalog, catalog.areas), places.catalog)
    files = []
    for name in present:
        reading = agenda.read(open_document(name, read_file(places.agenda / name)), words)
        _raise_first(reading.problems)
        files.append(Told(name, reading.registers))
    empty = empty_registers()
    _raise_first(misfits(empty, files))
    return merged(empty, files)


def _raise_first(problems: Iterable[Problem]) -> None:
    for each in problems:
        if each.severity == "error":
            place = each.place
            where = {"file": place.file, "sheet": place.sheet, "row": place.row}
            facts = where | {"column": place.column, "value": each.value} | dict(each.facts)
            raise InputError(each.rule, **facts)


def _over(name: Register, before: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    columns = list(empty_register(name).columns)
    keys = list(_REPLACED_BY[name])
    if told.empty:
        return before
    stays = before[~_key(before, keys).isin(set(_key(told, keys)))]
    joined = pd.concat([stays, told[columns]], ignore_index=True)
    return joined.sort_values(list(REGISTER_KEYS[name]), ignore_index=True)


def _key(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    return rows[list(columns)].astype("str").agg("\x1f".join, axis=1).astype("str")


def _doubled(files: Sequence[Told]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for each in files:
        for name in REGISTERS:
            told = each.registers.get(name)
            if told is None or told.rows.empty:
                continue
            keys = _key(told.rows, _REPLACED_BY[name])
            for key, (_, row) in zip(keys, told.rows.iterrows(), strict=True):
                other = seen.setdefault((name, key), each.file)
                if other != each.file:
                    facts = {"other": other}
                    column = REGISTER_KEYS[name][0]
                    yield _problem(each.file, told, row, column, "agenda.in_two_files", facts)


def _problem(
    file: str,
    told: RegisterRows,
    row: pd.Series,
    column: str,
    rule: str,
    facts: Mapping[str, object],
) -> Problem:
    heading = told.headings.get(column, "")
    place = Place(file, str(row["sheet"]), int(row["row"]), heading)
    return Problem("error", rule, place, str(row[column]), facts)
