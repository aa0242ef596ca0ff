"""One entry of a catalogue file, read field by field: whatever is wrong names file and entry."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from dashboard.catalog.likeness import closest
from dashboard.errors import CatalogError
from dashboard.text import LANGS, Label

T = TypeVar("T")
_SURPLUS: Final = "…"

MOST_LISTED: Final = 12
"""Of more words than these a message names the nearest only."""
OFFERED: Final = 5


@dataclass(slots=True)
class Entry:
    """The fields of one table, and the place to name in an error; `close` finds misspelt ones."""

    file: str
    id: str
    fields: Mapping[str, Any]
    _read: set[str] = field(default_factory=set)

    def fail(self, key: str, **facts: object) -> CatalogError:
        """The error `key`, placed at this entry."""
        return CatalogError(f"catalog.{key}", file=self.file, entry=self.id, **facts)

    def value(self, name: str, kind: type[T], default: T | None = None) -> T:
        """The field `name`, of type `kind`; without a default it must be there."""
        self._read.add(name)
        value = self.fields.get(name, default)
        if value is None:
            raise self.fail("missing_field", field=name)
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            raise self.fail("wrong_type", field=name, value=value, kind=kind.__name__)
        return value

    def optional_float(self, name: str) -> float | None:
        """A number, or None where the field is absent."""
        return self.value(name, float) if name in self.fields else None

    def words(self, name: str) -> tuple[str, ...]:
        """A list of ids; empty where the field is absent."""
        words = tuple(self.value(name, list, []))
        for word in words:
            if type(word) is not str:
                raise self.fail("wrong_type", field=name, value=word, kind="str")
        return words

    def choice(self, name: str, allowed: tuple[str, ...]) -> Any:  # noqa: ANN401  a Literal of `allowed`
        """One of `allowed`."""
        return self._known(name, self.value(name, str), allowed)

    def choices(self, name: str, allowed: tuple[str, ...]) -> tuple[Any, ...]:
        """A list whose members are all in `allowed`."""
        return tuple(self._known(name, word, allowed) for word in self.words(name))

    def linked(self, name: str, table: Mapping[str, T]) -> T:
        """What the id in the field `name` stands for in `table`."""
        return table[self._known(name, self.value(name, str), tuple(table))]

    def links(self, name: str, table: Mapping[str, T]) -> tuple[T, ...]:
        """What the ids in the field `name` stand for in `table`."""
        return tuple(table[self._known(name, word, tuple(table))] for word in self.words(name))

    def label(self, name: str) -> Label:
        """A text in both languages and no other, neither of them empty or a mere "…"."""
        return self._label(name, self.value(name, dict), mere_signs=False)

    def symbol(self, name: str) -> Label:
        """As `label`, of signs alone; either may be "", and yet both are written down."""
        return self._label(name, self.value(name, dict), mere_signs=True)

    def column_label(self, name: str) -> Label:
        """A text in both languages from the columns `<name>_th` and `<name>_en`."""
        columns = {lang: f"{name}_{lang}" for lang in LANGS}
        self._read.update(columns.values())
        texts = {str(lang): self.fields.get(column) for lang, column in columns.items()}
        return self._label(name, texts, mere_signs=False)

    def unknown_word(self, name: str, word: object, allowed: Collection[str]) -> CatalogError:
        """The error for a word that is not `allowed`; of many words only the nearest are named."""
        listed = list(allowed)
        if len(listed) > MOST_LISTED:
            near = closest(str(word), {each: [each] for each in listed}, OFFERED)
            listed = [*near, "…"]
        return self.fail("unknown_word", field=name, value=word, allowed=", ".join(listed))

    def unknown_indicator(self, name: str, known: Collection[str]) -> CatalogError:
        """The error for an indicator that the catalogue does not have; it names the nearest."""
        near = closest(name, {each: [each] for each in known}, OFFERED)
        return self.fail("unknown_indicator", name=name, nearest=", ".join(near) or "–")

    def close(self) -> None:
        """Every field of the entry was read; one that was not is misspelt."""
        for name in self.fields:
            if name not in self._read:
                raise self.fail("unknown_field", field=name)

    def _known(self, name: str, word: str, allowed: tuple[str, ...]) -> str:
        if word not in allowed:
            raise self.unknown_word(name, word, allowed)
        return word

    def _label(self, name: str, texts: Mapping[str, Any], *, mere_signs: bool) -> Label:
        for lang in LANGS:
            text = texts.get(lang)
            if not isinstance(text, str) or not (mere_signs or any(map(str.isalnum, text))):
                raise self.fail("missing_translation", field=name, lang=lang)
        for surplus in texts.keys() - set(LANGS):
            raise self.fail("unknown_field", field=f"{name}.{surplus}")
        return Label(th=texts["th"], en=texts["en"])


def toml_entries(
    file: Path, table: str = "", *, beside: Collection[str] | None = None
) -> Iterator[Entry]:
    """The entries of a TOML file, or of its table `table`, in the order of the file.

    Args:
        file: the file.
        table: the table that holds the entries; "" for the file itself.
        beside: with `table`, the other tables that the file may hold; None leaves that open.

    Raises:
        CatalogError: the file is absent, is no TOML, or holds another table; the message names
            file and line, or file and table.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CatalogError("catalog.missing_file", file=file.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise CatalogError("catalog.unreadable", file=file.name, why=str(error)) from error
    tables = tuple(content) if beside is None else (table, *beside)
    for name in content:
        if name not in tables:
            raise Entry(file.name, name, {}).unknown_word("[…]", name, tables)
    chosen = content.get(table, {}) if table else content
    if not isinstance(chosen, dict):
        raise CatalogError("catalog.not_an_entry", file=file.name, entry=table)
    for name, fields in chosen.items():
        if not isinstance(fields, dict):
            raise CatalogError("catalog.not_an_entry", file=file.name, entry=name)
        yield Entry(file.name, name, fields)


def csv_entries(file: Path, key: str) -> Iterator[Entry]:
    """The rows of a CSV file as entries; empty cells are absent fields.

    Raises:
        CatalogError: the file is absent or lacks the column `key`, or a row has a cell too many.
    """
    if not file.is_file():
        raise CatalogError("catalog.missing_file", file=file.name)
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (UnicodeDecodeError, OSError) as error:
        raise CatalogError("catalog.unreadable", file=file.name, why=str(error)) from error
    for number, row in enumerate(csv.DictReader(lines, restkey=_SURPLUS), start=2):
        if _SURPLUS in row:
            raise CatalogError("catalog.surplus_cell", file=file.name, row=number)
        fields = {name: cell.strip() for name, cell in row.items() if name and (cell or "").strip()}
        if key not in fields:
            raise CatalogError("catalog.missing_cell", file=file.name, row=number, field=key)
        yield Entry(file.name, f"{fields[key]} (row {number})", fields)
