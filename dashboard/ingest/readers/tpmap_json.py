"""The nested variant of TPMAP's files: objects whose words, joined by dots, are the columns.

`{"poor": {"JPT": {"MOFval": {"CNT": 1}}}}` is the column `poor.JPT.MOFval.CNT`; dotted and nested
words may be mixed. The objects stand in a list, or in an object whose keys are the areas' ids, and
either may lie under a word such as `data`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple, cast

from dashboard.ingest.documents.model import Cell
from dashboard.ingest.readers.tpmap_columns import is_ours

MOST_COLUMNS: Final = 400
DEEPEST: Final = 6
WRAPPED: Final = 3
LOOKED_AT: Final = 20


class Record(NamedTuple):
    """One object: the key it stands under ("" in a list), and its columns in order."""

    key: str
    pairs: tuple[tuple[str, Cell], ...]


def records_of(tree: object) -> list[Record]:
    """Every record of a JSON file; empty where there is none with TPMAP's words."""
    return [
        Record(key, tuple(islice(_flat(each, ""), MOST_COLUMNS + 1)))
        for key, each in _objects(tree, WRAPPED)
    ]


def has_records(tree: object) -> bool:
    """Whether `tree` holds records with TPMAP's words."""
    return bool(_objects(tree, WRAPPED))


def _objects(tree: object, depth: int) -> list[tuple[str, object]]:
    if isinstance(tree, list):
        return [("", each) for each in tree] if any(map(_ours, tree[:LOOKED_AT])) else []
    if not isinstance(tree, dict) or depth == 0:
        return []
    if _ours(tree):
        return [("", tree)]
    inner = [each for each in islice(tree.values(), LOOKED_AT) if isinstance(each, dict)]
    if any(map(_ours, inner)):
        return list(tree.items())
    found = (_objects(each, depth - 1) for each in islice(tree.values(), LOOKED_AT))
    return next(filter(None, found), [])


def _ours(record: object) -> bool:
    """Whether an object has TPMAP's words as columns of its own."""
    return is_ours(column for column, _ in islice(_flat(record, ""), MOST_COLUMNS))


def _flat(value: object, path: str, depth: int = DEEPEST) -> Iterator[tuple[str, Cell]]:
    """Dotted words and what stands there; anything but a plain value as its text."""
    if isinstance(value, dict) and depth:
        for word, inner in value.items():
            yield from _flat(inner, f"{path}.{word}" if path else str(word), depth - 1)
    elif path:
        plain = value is None or isinstance(value, str | int | float | bool)
        yield path, cast("Cell", value) if plain else type(value).__name__
