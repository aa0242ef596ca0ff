"""What a computed figure inherits from its inputs: sources, notes and status."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

SUM_NOTE: Final = "system:sum"
"""On a total that this system summed from provinces."""
FORMULA_NOTE: Final = "system:formula"
"""On a computed figure that fills a gap between published ones."""

_FILE: Final = "f"
_HASH_DIGITS: Final = 8
_TAKEN_IN: Final = re.compile(rf"[^:]+:{_FILE}[0-9a-f]{{{_HASH_DIGITS}}}")
_WORST_FIRST = ("M", "E", "P", "B")


def union_of(ids: Iterable[str]) -> str:
    """Space-joined ids, each once, in order: "b:1 a:2", "a:2" and "" make "a:2 b:1"."""
    return " ".join(sorted({each for joined in dict.fromkeys(ids) for each in joined.split()}))


def worst_status(statuses: Iterable[str]) -> str:
    """Missing before estimated before provisional before a break before normal.

    A doubtful part leaves its total as it is: a note says so, and where it matters a caveat.
    """
    found = set(statuses)
    return next((each for each in _WORST_FIRST if each in found), "A")


def source_of_file(data_set: str, sha256: str) -> str:
    """The id of the citation of a file that was taken in: `dopa_population:f1a2b3c4d`."""
    return f"{data_set}:{_FILE}{sha256[:_HASH_DIGITS]}"


def is_taken_in(source: str) -> bool:
    """Whether a citation is that of a file that was taken in."""
    return bool(_TAKEN_IN.fullmatch(source))


def copied_from(file: str, sha256: str) -> str:
    """What such a citation says of its file."""
    return f"{file} (SHA-256 {sha256[:16]})"


def file_name(copied: str) -> str:
    """The file's name in `copied_from`."""
    return copied.rpartition(" (SHA-256 ")[0]
