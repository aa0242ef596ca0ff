"""Names and sentences of people, before they are kept in a record that terminals and pages show.

Nothing in them may move a cursor, break a line or turn the direction of writing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from dashboard.snapshot.manifest import TakenFile

LONGEST: Final = 500


def plain_text(text: str) -> str:
    """`text` in one line without control characters, at most `LONGEST` characters."""
    shown = "".join(" " if each.isspace() else each for each in text if _is_shown(each))
    return " ".join(shown.split())[:LONGEST]


def plain_files(files: Iterable[TakenFile]) -> tuple[TakenFile, ...]:
    """The files by name alone: whatever folder a name points to is left out."""
    return tuple(TakenFile(plain_name(each.name), each.sha256, each.bytes) for each in files)


def plain_name(name: str) -> str:
    r"""`../a/b.csv` and `C:\\b.csv` are called `b.csv`."""
    return plain_text(name.replace("\\", "/").rsplit("/", 1)[-1])


def _is_shown(character: str) -> bool:
    return character.isspace() or not unicodedata.category(character).startswith("C")
